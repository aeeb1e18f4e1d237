#include "post/domains.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::size_t tld(std::string_view text) { return end_of_tld(text, 0, text.size()); }

TEST(Domains, TopLevelDomainsEndWhereTheyEnd) {
  EXPECT_EQ(tld("com"), 3U);
  EXPECT_EQ(tld("COM/path"), 3U);
  EXPECT_EQ(tld("com.au"), 3U);
  EXPECT_EQ(tld("no"), 2U);
  EXPECT_EQ(tld("com日本"), 3U);
  EXPECT_EQ(tld("みんな"), std::string_view("みんな").size());
  EXPECT_EQ(tld("みんなの"), std::string_view("みんな").size());
  EXPECT_EQ(tld("РФ"), std::string_view("РФ").size());
  EXPECT_EQ(tld("vermögensberatung"), std::string_view("vermögensberatung").size());
  EXPECT_EQ(tld("嘉里大酒店"), std::string_view("嘉里大酒店").size());
  EXPECT_EQ(tld("xn--90a3ac"), 10U);
  EXPECT_EQ(tld("xn--90a3ac日"), 10U);
}

TEST(Domains, WhatIsNoTopLevelDomainHasNoEnd) {
  for (const std::string_view text :
       {"", "c", "comm", "com1", "com@", "com+", "com-", "1", "日本", "みんなa", "xn--", "false",
        ".com", "true", "html", "exe"}) {
    EXPECT_EQ(tld(text), npos) << text;
  }
  EXPECT_EQ(end_of_tld("museum", 0, 3), npos);
  EXPECT_EQ(end_of_tld("co.uk", 0, 2), 2U);
  EXPECT_EQ(end_of_tld("みんな", 0, 4), npos);
}

// RFC 3492 section 7.1, and the domains that registries publish in both forms.
TEST(Domains, LabelsAreAsLongAsPunycodeMakesThem) {
  const auto bytes = [](std::string_view encoded) { return encoded.size(); };
  EXPECT_EQ(encoded_label_bytes("example"), 7U);
  EXPECT_EQ(encoded_label_bytes("münchen"), bytes("xn--mnchen-3ya"));
  EXPECT_EQ(encoded_label_bytes("bücher"), bytes("xn--bcher-kva"));
  EXPECT_EQ(encoded_label_bytes("☃"), bytes("xn--n3h"));
  EXPECT_EQ(encoded_label_bytes("пример"), bytes("xn--e1afmkfd"));
  EXPECT_EQ(encoded_label_bytes("испытание"), bytes("xn--80akhbyknj4f"));
  EXPECT_EQ(encoded_label_bytes("他们为什么不说中文"), bytes("xn--ihqwcrb4cv8a8dqg056pqjye"));
  EXPECT_EQ(encoded_label_bytes("ليهمابتكلموشعربي؟"), bytes("xn--egbpdaj6bu4bxfgehfvwxn"));
  EXPECT_EQ(encoded_label_bytes("3年b組金八先生"), bytes("xn--3b-ww4c5e180e575a65lsy2b"));
  EXPECT_EQ(encoded_label_bytes("安室奈美恵-with-super-monkeys"),
            bytes("xn---with-super-monkeys-pc58ag80a8qai00g7n9n"));
}

TEST(Domains, LabelsHaveOneToSixtyThreeBytes) {
  EXPECT_TRUE(has_sound_labels(std::string(63, 'a') + ".com"));
  EXPECT_FALSE(has_sound_labels(std::string(64, 'a') + ".com"));
  EXPECT_FALSE(has_sound_labels("a..com"));
  EXPECT_FALSE(has_sound_labels(""));
  std::string kana;
  for (int i = 0; i < 64; ++i) kana += "あ";
  EXPECT_FALSE(has_sound_labels(kana + ".com"));
  EXPECT_EQ(punycode_growth("☃.example"), 6U);
}

}  // namespace
}  // namespace decorum::post
