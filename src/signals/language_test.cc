#include "signals/language.h"

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

Language language_of(std::string_view text, std::string_view desk = "en",
                     std::string_view said = "") {
  Folded folded;
  fold(text, folded);
  return identify(folded, desk, said);
}

TEST(Identify, ShortTextReadsAsTheDesksLanguage) {
  for (const std::string_view text : {"", "ok", "Merci", "???", "\U0001f600", "@user #tag"}) {
    EXPECT_EQ(language_of(text).code, "en") << text;
    EXPECT_FALSE(is_foreign(language_of(text), "en")) << text;
    EXPECT_EQ(language_of(text, "cy-GB").code, "cy") << text;
  }
}

}  // namespace
}  // namespace decorum::signals
