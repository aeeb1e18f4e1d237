#include "record/key_chain.h"

#include <gtest/gtest.h>

#include "record/testing.h"

namespace decorum::record {
namespace {

using testing::pair_of;

constexpr std::string_view origin = "example.org/record";

Event rotation(base::Id id, const KeyPair& from, const KeyPair& to) {
  return {id, std::string(rotated_kind), 1, {}, "machine", {},
          rotate_key(origin, id, from, to.public_key())};
}

TEST(KeyChain, GoesFromKeyToKey) {
  const KeyPair a = pair_of('a'), b = pair_of('b'), c = pair_of('c');
  KeyChain chain{std::string(origin), a.public_key()};
  ASSERT_TRUE(chain.rotate(10, rotation({1}, a, b)));
  ASSERT_TRUE(chain.rotate(20, rotation({2}, b, c)));
  EXPECT_EQ(chain.at(0), a.public_key());
  EXPECT_EQ(chain.at(10), a.public_key());  // events 0 to 9
  EXPECT_EQ(chain.at(11), b.public_key());
  EXPECT_EQ(chain.at(20), b.public_key());
  EXPECT_EQ(chain.at(21), c.public_key());
  EXPECT_EQ(chain.at(UINT64_MAX), c.public_key());
  EXPECT_EQ(chain.rotations(), 2U);
}

TEST(KeyChain, AChangeThatIsNotSignedForIsRefused) {
  const KeyPair a = pair_of('a'), b = pair_of('b'), c = pair_of('c');
  const Event good = rotation({1}, a, b);
  std::vector<Event> bad;
  bad.push_back(rotation({1}, b, c));  // not the key in force
  bad.push_back(good);
  bad.back().id = {2};  // the same change again under another id
  bad.push_back(good);
  bad.back().version = 2;
  bad.push_back(good);
  bad.back().kind = "noted";
  bad.push_back(good);
  bad.back().data = {"{}"};
  KeyRotated rotated = *base::read_shape<KeyRotated>(good.data.json);
  const KeyRotated right = rotated;
  rotated.new_key = to_text(c.public_key());
  bad.push_back(good);
  bad.back().data = {base::write_shape(rotated)};
  rotated = right;
  rotated.new_key = "ed25519:";
  bad.push_back(good);
  bad.back().data = {base::write_shape(rotated)};
  rotated = right;
  rotated.signature = to_base64(b.sign("x"));
  bad.push_back(good);
  bad.back().data = {base::write_shape(rotated)};
  rotated.signature = "";
  bad.push_back(good);
  bad.back().data = {base::write_shape(rotated)};
  bad.push_back(good);  // signed for another record
  bad.back().data = rotate_key("example.org/other", {1}, a, b.public_key());
  for (const Event& event : bad) {
    KeyChain chain{std::string(origin), a.public_key()};
    EXPECT_FALSE(chain.rotate(10, event)) << base::write_shape(event);
    EXPECT_EQ(chain.at(100), a.public_key());
    EXPECT_TRUE(chain.rotate(10, good));
  }
}

TEST(KeyChain, TheBeginningNamesTheRecordAndItsKey) {
  const KeyPair a = pair_of('a');
  Event event{{1}, std::string(begun_kind), 1, {}, "machine", {},
              begin_record(origin, a.public_key())};
  const auto begun = read_begun(event);
  ASSERT_TRUE(begun);
  EXPECT_EQ(begun->first, origin);
  EXPECT_EQ(begun->second, a.public_key());
  for (const std::string_view data :
       {R"({})", R"({"origin":"a b","key":"ed25519:"})", R"({"origin":"","key":""})",
        R"({"origin":"example.org/record","key":"ed25519:AAAA"})", "[]", "null"}) {
    event.data = {std::string(data)};
    EXPECT_FALSE(read_begun(event)) << data;
  }
  event.data = begin_record(origin, a.public_key());
  event.version = 2;
  EXPECT_FALSE(read_begun(event));
}

}  // namespace
}  // namespace decorum::record
