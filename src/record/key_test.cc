#include "record/key.h"

#include <utility>

#include <gtest/gtest.h>

#include "record/testing.h"

namespace decorum::record {
namespace {

using testing::pair_of;

std::string unhex(std::string_view text) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
    bytes.push_back(static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1])));
  }
  return bytes;
}

// RFC 8032, section 7.1, tests 1 to 3.
struct KnownSignature {
  std::string_view seed, public_key, text, signature;
};
constexpr KnownSignature known[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
     "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
     "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
     "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};

TEST(Key, SignsAsTheStandardSays) {
  for (const KnownSignature& one : known) {
    const auto pair = make_key_pair(unhex(one.seed));
    ASSERT_TRUE(pair);
    const auto& bytes = pair->public_key().bytes;
    EXPECT_EQ(std::string(bytes.data(), bytes.size()), unhex(one.public_key));
    EXPECT_EQ(pair->sign(unhex(one.text)), unhex(one.signature));
    EXPECT_TRUE(verify_signature(pair->public_key(), unhex(one.text), unhex(one.signature)));
  }
}

TEST(Key, ASeedOfAnotherLengthIsRefused) {
  for (const std::size_t length : {0U, 1U, 31U, 33U, 64U}) {
    EXPECT_FALSE(make_key_pair(std::string(length, 'x'))) << length;
  }
}

TEST(Key, ASpoiltSignatureTextOrKeyIsRefused) {
  const KeyPair pair = pair_of('a');
  const std::string text = "what is signed";
  const std::string signature = pair.sign(text);
  ASSERT_TRUE(verify_signature(pair.public_key(), text, signature));
  for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
    std::string bad = signature;
    bad[bit / 8] = static_cast<char>(bad[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(verify_signature(pair.public_key(), text, bad)) << bit;
  }
  for (std::size_t bit = 0; bit < 256; ++bit) {
    PublicKey bad = pair.public_key();
    bad.bytes[bit / 8] = static_cast<char>(bad.bytes[bit / 8] ^ (1 << (bit % 8)));
    EXPECT_FALSE(verify_signature(bad, text, signature)) << bit;
  }
  EXPECT_FALSE(verify_signature(pair.public_key(), text + " ", signature));
  EXPECT_FALSE(verify_signature(pair.public_key(), "", signature));
  EXPECT_FALSE(verify_signature(pair.public_key(), text, ""));
  EXPECT_FALSE(verify_signature(pair.public_key(), text, signature.substr(1)));
  EXPECT_FALSE(verify_signature(pair.public_key(), text, signature + "x"));
  EXPECT_FALSE(verify_signature(pair_of('b').public_key(), text, signature));
  EXPECT_FALSE(verify_signature(PublicKey{}, text, signature));
}

TEST(Key, IsMovedAndThenSignsTheSame) {
  KeyPair pair = pair_of('a');
  const std::string signature = pair.sign("x");
  const KeyPair moved = std::move(pair);
  EXPECT_EQ(moved.sign("x"), signature);
}

TEST(Key, IsReadAsItIsWritten) {
  const PublicKey key = pair_of('a').public_key();
  const std::string text = to_text(key);
  EXPECT_EQ(text.size(), public_key_text_bytes);
  EXPECT_EQ(parse_public_key(text).value(), key);
  EXPECT_EQ(parse_public_key(" " + text + "\r\n").value(), key);
}

TEST(Key, OtherTextsAreNoKeys) {
  const std::string good = to_text(pair_of('a').public_key());
  const std::string bare = good.substr(8);
  for (const std::string& bad :
       {std::string(), std::string(" "), bare, "ED25519:" + bare, "ed25519: " + bare, "rsa:" + bare,
        good.substr(0, 51), good + "=", good + "x", good + " " + good, std::string("ed25519:"),
        "ed25519:" + std::string(44, '='), "ed25519:" + std::string(44, '-'),
        "ed25519:" + std::string(44, 'A')}) {
    EXPECT_FALSE(parse_public_key(bad)) << bad;
  }
  std::string spare_bits = good;
  spare_bits[spare_bits.size() - 2] = static_cast<char>(spare_bits[spare_bits.size() - 2] + 1);
  EXPECT_FALSE(parse_public_key(spare_bits));
}

TEST(Base64, TakesExactlyWhatItWrites) {
  for (const std::string& bytes : {std::string(), std::string("a"), std::string("ab"),
                                   std::string("abc"), std::string("\0\xff", 2)}) {
    EXPECT_EQ(from_base64(to_base64(bytes)), bytes);
  }
  for (const std::string_view bad : {"YQ", "YQ=", "YQ===", "YR==", "Y Q=", "YQ==\n", "=", "====",
                                     "YQ==YQ==", "a-b_", "\xff\xff\xff\xff"}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
  EXPECT_FALSE(digest_from_base64(to_base64(std::string(31, 'x'))));
  EXPECT_FALSE(digest_from_base64(to_base64(std::string(33, 'x'))));
}

}  // namespace
}  // namespace decorum::record
