#include "base/hash.h"

#include <string>

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

// FIPS 180-4 examples, as NIST publishes them.
TEST(Hash, PublishedDigestsAreReproduced) {
  EXPECT_EQ(sha256(""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256(std::string(1'000'000, 'a')),
            "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Hash, NulsAreBytesLikeOthers) {
  EXPECT_NE(sha256(std::string_view("a\0b", 3)), sha256(std::string_view("a\0c", 3)));
  EXPECT_NE(hash64(std::string_view("a\0b", 3)), hash64(std::string_view("a", 1)));
}

TEST(Hash, SeedChangesTheFastHash) {
  EXPECT_EQ(hash64("post"), hash64("post"));
  EXPECT_NE(hash64("post"), hash64("post", 1));
  EXPECT_NE(hash64("post"), hash64("posts"));
}

}  // namespace
}  // namespace decorum::base
