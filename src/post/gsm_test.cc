#include "post/gsm.h"

#include <string>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

TEST(Gsm, CharactersOfTheDefaultAlphabetTakeOneSeptet) {
  EXPECT_EQ(count_gsm_septets(""), 0U);
  EXPECT_EQ(count_gsm_septets("Hello, World 123!\r\n"), 19U);
  EXPECT_EQ(count_gsm_septets("@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà"), 42U);
}

TEST(Gsm, CharactersOfTheExtensionTakeTwo) {
  EXPECT_EQ(count_gsm_septets("€"), 2U);
  EXPECT_EQ(count_gsm_septets("^{}\\[~]|\f"), 18U);
  EXPECT_EQ(count_gsm_septets("a€"), 3U);
}

TEST(Gsm, AnythingElseNeedsUtf16) {
  for (const std::string text : {"`", "ç", "á", "Ω̈", "😀", "“", "–", "\t", "中", "\x1B", "\xFF"}) {
    EXPECT_EQ(count_gsm_septets("plain " + text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace decorum::post
