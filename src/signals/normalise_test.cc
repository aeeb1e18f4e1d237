#include "signals/normalise.h"

#include <random>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

Folded folded(std::string_view text) {
  Folded out;
  fold(text, out);
  return out;
}

struct Case {
  std::string_view source;
  std::string_view text;
};

TEST(Fold, UndoesWhatNeverChangesAWord) {
  const Case cases[] = {
      {"", ""},
      {"plain words stay", "plain words stay"},
      {"Capitals GO", "capitals go"},
      {"tab\tand\nline", "tab and line"},
      {"two  spaces \t here", "two spaces here"},
      {std::string_view("a\0b", 3), "a b"},
      {"no\xc2\xa0" "break", "no break"},
      {"it\u2019s \u201cquoted\u201d \u2013 so", "it's \"quoted\" - so"},
      {"\uff29\uff24\uff29\uff2f\uff34 \uff11\uff12", "idiot 12"},
      {"\U0001d4d7\U0001d4ee\U0001d4f5\U0001d4f5\U0001d4f8", "hello"},
      {"\u24d8\u24d3\u24d8\u24de\u24e3", "idiot"},
      {"id\u200bi\u200do\ufefft", "idiot"},
      {"soft\u00adware", "software"},
      {"CAF\u00c9", "caf\u00e9"},
      {"cafe\u0301", "caf\u00e9"},
      {"STRASSE Stra\u00dfe", "strasse strasse"},
      {"\u041f\u0420\u0418\u0412\u0415\u0422", "\u043f\u0440\u0438\u0432\u0435\u0442"},
      {"\ufb03x", "ffix"},
      {"thumbs \U0001f44d\U0001f3fd", "thumbs \U0001f44d\U0001f3fd"},
      {"\xff broken", "\ufffd broken"},
  };
  for (const Case& c : cases) EXPECT_EQ(folded(c.source).text, c.text) << c.source;
}

TEST(Fold, KeepsLongDecompositionsWhole) {
  const std::string ligature = "\ufdfa";  // decomposes to eighteen letters
  EXPECT_EQ(folded(ligature).text, ligature);
}

TEST(Fold, PlacesLeadBackToTheBytesOfTheSource) {
  struct Row {
    std::string_view source;
    std::string_view found;
    std::string_view original;
  };
  const Row rows[] = {
      {"say IDIOT now", "idiot", "IDIOT"},
      {"say  IDIOT", "idiot", "IDIOT"},
      {"\u201cid\u200biot\u201d", "idiot", "id\u200biot"},
      {"\uff29\uff24\uff29\uff2f\uff34!", "idiot", "\uff29\uff24\uff29\uff2f\uff34"},
      {"\U0001f600 cafe\u0301 ok", "caf\u00e9", "cafe\u0301"},
      {"o\ufb03ce", "off", "o\ufb03"},
      {"Stra\u00dfe", "stras", "Stra\u00df"},
  };
  for (const Row& row : rows) {
    const Folded text = folded(row.source);
    const std::size_t at = text.text.find(row.found);
    ASSERT_NE(at, std::string::npos) << row.source;
    const base::Span place = text.place(at, at + row.found.size());
    EXPECT_EQ(row.source.substr(place.start, place.end - place.start), row.original);
  }
}

TEST(Fold, SeesTheTraitsThatCheapTestsNeed) {
  const auto traits = [](std::string_view text) { return folded(text).traits; };
  EXPECT_FALSE(traits("nothing to see!").hidden);
  EXPECT_FALSE(traits("@someone hello, it's £5 and 20 more").hidden);
  EXPECT_FALSE(traits("a cat, i think!").hidden);
  EXPECT_TRUE(traits("k1ll").hidden);
  EXPECT_TRUE(traits("sooo").hidden);
  EXPECT_TRUE(traits("a$$").hidden);
  EXPECT_TRUE(traits("i d i o t").hidden);
  EXPECT_TRUE(traits("\u0456diot").hidden);
  EXPECT_TRUE(traits("call 1").digit);
  EXPECT_TRUE(traits("call \uff11").digit);
  EXPECT_FALSE(traits("@someone").at_sign);
  EXPECT_TRUE(traits("me@example").at_sign);
  EXPECT_TRUE(traits("plain").ascii);
  EXPECT_FALSE(traits("caf\u00e9").ascii);
}

TEST(Fold, RandomTextKeepsItsPromises) {
  std::mt19937 random(7);
  const char32_t ranges[][2] = {{0, 0x7f},       {0xa0, 0x24f},      {0x300, 0x36f},
                                {0x400, 0x45f},  {0x2000, 0x206f},   {0x3040, 0x30ff},
                                {0xac00, 0xac80}, {0xf900, 0xffff},  {0x1d400, 0x1d7ff},
                                {0x1f1e6, 0x1f64f}, {0xe0000, 0xe007f}};
  Folded out;
  for (int round = 0; round < 3000; ++round) {
    std::string source;
    const std::size_t length = random() % 30;
    for (std::size_t i = 0; i < length; ++i) {
      const auto& range = ranges[random() % std::size(ranges)];
      const char32_t size = range[1] - range[0] + 1;
      base::append_utf8(source, range[0] + static_cast<char32_t>(random()) % size);
    }
    fold(source, out);
    ASSERT_TRUE(base::is_valid_utf8(out.text));
    ASSERT_LE(out.text.size(), 6 * source.size() + 6);
    if (out.origin.empty()) {
      ASSERT_EQ(out.text.size(), source.size());
    } else {
      ASSERT_EQ(out.origin.size(), out.text.size() + 1);
    }
    for (std::size_t from = 0; from < out.text.size(); ++from) {
      const base::Span place = out.place(from, from + 1);
      ASSERT_LT(place.start, place.end);
      ASSERT_LE(place.end, source.size());
      ASSERT_NE(static_cast<unsigned char>(source[place.start]) & 0xc0U, 0x80U);
      ASSERT_TRUE(place.end == source.size() ||
                  (static_cast<unsigned char>(source[place.end]) & 0xc0U) != 0x80U);
    }
  }
}

TEST(JoinsWords, KnowsScriptsWithoutSpaces) {
  for (const char32_t code : {U'a', U'Z', U'0', U'_', U'\u00e9', U'\u0436', U'\u0627', U'\u0301'}) {
    EXPECT_TRUE(joins_words(code)) << static_cast<unsigned>(code);
  }
  for (const char32_t code : {U' ', U'-', U'\'', U'#', U'\u4e2d', U'\u3042', U'\u0e01',
                              U'\U0001f600', U'\u20ac'}) {
    EXPECT_FALSE(joins_words(code)) << static_cast<unsigned>(code);
  }
}

}  // namespace
}  // namespace decorum::signals
