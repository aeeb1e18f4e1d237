#include "record/head.h"

#include <gtest/gtest.h>

#include "record/testing.h"
#include "record/tree.h"

namespace decorum::record {
namespace {

using testing::pair_of;

TreeHead sample() {
  return {"example.org/record", 42, leaf_hash("x"), *base::parse_rfc3339("2026-11-27T10:00:00Z")};
}

std::string signature_line(const std::string& note) {
  return note.substr(note.find("\n\n") + 2);
}

TEST(Head, IsReadAsItIsWritten) {
  const KeyPair pair = pair_of('a');
  const std::string note = sign_head(sample(), pair);
  const auto read = parse_head(note);
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->head, sample());
  EXPECT_EQ(read->text, text_of(sample()));
  EXPECT_TRUE(signed_by(*read, pair.public_key()));
  EXPECT_FALSE(signed_by(*read, pair_of('b').public_key()));
}

TEST(Head, TextIsTheCheckpointOfOtherPrograms) {
  EXPECT_EQ(text_of(sample()),
            "example.org/record\n42\n" + to_base64(bytes_of(leaf_hash("x"))) +
                "\nat 2026-11-27T10:00:00Z\n");
}

// The note, key and name of the package golang.org/x/mod/sumdb/note's example.
TEST(Head, VerifierKeyAndKeyIdAreThoseOfSignedNote) {
  const auto bytes = from_base64("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  ASSERT_TRUE(bytes);
  const PublicKey key{*digest_from(bytes->substr(1))};
  EXPECT_EQ(verifier_key("PeterNeumann", key),
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  const std::string text =
      "If you think cryptography is the answer to your problem,\n"
      "then you don't know what your problem is.\n";
  const auto line = from_base64(
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM"
      "=");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->substr(0, 4), key_id_of("PeterNeumann", key));
  EXPECT_TRUE(verify_signature(key, text, line->substr(4)));
}

TEST(Head, FurtherSignaturesAreKeptAndNotJudged) {
  const KeyPair pair = pair_of('a');
  const std::string note = sign_head(sample(), pair);
  TreeHead other = sample();
  other.origin = "witness.example/w1";
  const std::string both = note + signature_line(sign_head(other, pair_of('w')));
  const auto read = parse_head(both);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->signatures.size(), 2U);
  EXPECT_TRUE(signed_by(*read, pair.public_key()));
  EXPECT_FALSE(signed_by(*read, pair_of('w').public_key()));  // under another name
}

TEST(Head, EveryFlippedBitIsRefused) {
  const KeyPair pair = pair_of('a');
  const std::string note = sign_head(sample(), pair);
  for (std::size_t bit = 0; bit < note.size() * 8; ++bit) {
    std::string bad = note;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    const auto read = parse_head(bad);
    EXPECT_FALSE(read && signed_by(*read, pair.public_key())) << "bit " << bit;
  }
  for (std::size_t length = 0; length < note.size(); ++length) {
    const auto read = parse_head(note.substr(0, length));
    EXPECT_FALSE(read && signed_by(*read, pair.public_key())) << "cut to " << length;
  }
}

TEST(Head, OtherFormsAreRefused) {
  const std::string note = sign_head(sample(), pair_of('a'));
  const auto with = [&](const std::string& was, const std::string& is) {
    std::string changed = note;
    changed.replace(changed.find(was), was.size(), is);
    return changed;
  };
  for (const std::string& bad : {
           std::string(), std::string("\n"), std::string("\n\n"), std::string(5, '\n'),
           with("\n42\n", "\n042\n"), with("\n42\n", "\n+42\n"), with("\n42\n", "\n-1\n"),
           with("\n42\n", "\n42 \n"), with("\n42\n", "\n\n"), with("\n42\n", "\n4.2\n"),
           with("\n42\n", "\n9223372036854775807\n"), with("\n42\n", "\n99999999999999999999\n"),
           with("example.org/record\n42", "example.org/a+b\n42"),
           with("example.org/record\n42", "example.org/a b\n42"),
           with("example.org/record\n42", "\n42"),
           with("example.org/record\n42", std::string(201, 'a') + "\n42"),
           with("at 2026-11-27T10:00:00Z", "at 2026-11-27T10:00:00.000Z"),
           with("at 2026-11-27T10:00:00Z", "at 2026-11-27T11:00:00+01:00"),
           with("at 2026-11-27T10:00:00Z", "2026-11-27T10:00:00Z"),
           with("at 2026-11-27T10:00:00Z", "at yesterday"), with("at 2026-11-27T10:00:00Z\n", ""),
           with("at 2026-11-27T10:00:00Z\n", "at 2026-11-27T10:00:00Z\nmore\n"),
           with("=\nat", "\nat"), with("=\nat", "==\nat"),
           with("\n\n", "\n"), with("\n\n", "\n\n\n"), with("\n\n", "\r\n\r\n"),
           with("\xE2\x80\x94 ", "- "), with("\xE2\x80\x94 example.org/record ", "\xE2\x80\x94  "),
           with("\xE2\x80\x94 example.org/record", "\xE2\x80\x94 "), note + "x", note + "\n",
           note + "\xE2\x80\x94 w AAAA\n", note + std::string(note_bytes_max, 'x')}) {
    EXPECT_FALSE(parse_head(bad)) << bad;
  }
  std::string many = note;
  while (parse_head(many)) many += signature_line(note);
  EXPECT_EQ(many.size(), note.size() + note_signatures_max * signature_line(note).size());
}

TEST(Head, SizesToTheLargestAreRead) {
  TreeHead head = sample();
  for (const std::uint64_t size : {std::uint64_t{0}, std::uint64_t{1}, leaves_max}) {
    head.size = size;
    EXPECT_EQ(parse_head(sign_head(head, pair_of('a')))->head, head);
  }
}

TEST(Origin, IsANameWithoutBlanks) {
  EXPECT_TRUE(is_origin("example.org/decorum"));
  EXPECT_TRUE(is_origin(std::string(200, 'a')));
  for (const std::string& bad : {std::string(), std::string("a b"), std::string("a+b"),
                                 std::string("a\n"), std::string("a\x7f"), std::string("\xC3\xA9"),
                                 std::string("a\0b", 3), std::string(201, 'a')}) {
    EXPECT_FALSE(is_origin(bad)) << bad;
  }
}

}  // namespace
}  // namespace decorum::record
