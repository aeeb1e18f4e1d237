#include "signals/places.h"

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

// The words kept of places given as words of the text and their weights.
std::vector<std::string> kept(std::string_view text,
                              const std::vector<std::pair<std::string_view, float>>& words,
                              std::size_t most = 3) {
  std::vector<Evidence> places;
  for (const auto& [word, weight] : words) {
    const auto at = static_cast<std::uint32_t>(text.find(word));
    places.push_back({{at, at + static_cast<std::uint32_t>(word.size())}, weight});
  }
  keep_strongest(text, places, most);
  std::vector<std::string> out;
  for (const Evidence& place : places) {
    out.emplace_back(text.substr(place.span.start, place.span.end - place.span.start));
  }
  return out;
}

using Words = std::vector<std::string>;

TEST(KeepStrongest, DrawsNeighboursOfAboutTheSameWeightTogether) {
  const std::string_view text = "thank you for a wonderful day";
  EXPECT_EQ(kept(text, {{"thank", 2}, {"you", 1}, {"wonderful", 1.5F}}),
            (Words{"thank you", "wonderful"}));
  EXPECT_EQ(kept(text, {{"thank", 2}, {"you", 0.5F}}), (Words{"thank", "you"}));
  EXPECT_EQ(kept(text, {{"you", 1}, {"thank", 2}, {"for", 1.2F}}), Words{"thank you for"});
}

TEST(KeepStrongest, DrawsNothingTogetherAcrossMarksOrWithThem) {
  EXPECT_EQ(kept("idiot, fool", {{"idiot", 2}, {"fool", 2}}), (Words{"idiot", "fool"}));
  EXPECT_EQ(kept("idiot !!", {{"idiot", 2}, {"!!", 1}}), (Words{"idiot", "!!"}));
  EXPECT_EQ(kept("#fool you", {{"#fool", 2}, {"you", 1}}), (Words{"#fool", "you"}));
}

TEST(KeepStrongest, BoundsAPlaceAndTheirNumber) {
  const std::vector<std::pair<std::string_view, float>> all = {
      {"one", 1}, {"two", 1}, {"three", 1}, {"four", 1}, {"five", 1}, {"six", 1}};
  EXPECT_EQ(kept("one two three four five six", all), (Words{"one two three four", "five six"}));
  EXPECT_EQ(kept("one, two, three, four", {{"one", 1}, {"two", 3}, {"three", 2}}, 2),
            (Words{"two", "three"}));
  EXPECT_TRUE(kept("one two", {{"one", 1}}, 0).empty());
  EXPECT_TRUE(kept("one two", {}).empty());
}

TEST(KeepStrongest, KeepsTheStrongerOfPlacesThatOverlapAndNoneThatSpeaksAgainst) {
  EXPECT_EQ(kept("shut up", {{"shut up", 2}, {"shut", 1}}), Words{"shut up"});
  EXPECT_TRUE(kept("shut up", {{"shut", -1}, {"up", 0}}).empty());
}

TEST(IsShown, LeavesOutWhatSaysNothingByItself) {
  const std::string_view text =
      "see: @you, (a) https://a.example. 1 :) #tag ?! !! \"so\" \xE2\x80\xA6";
  TokenRow row;
  tokenise(text, row);
  Words shown, of_spam;
  for (const Token& token : row.tokens) {
    if (is_shown(row, token, Signal::abuse)) shown.emplace_back(row.text_of(token));
    if (is_shown(row, token, Signal::spam)) of_spam.emplace_back(row.text_of(token));
  }
  EXPECT_EQ(shown, (Words{"see", "<user>", "a", "1", ":)", "#tag", "tag", "?", "!", "!!", "so"}));
  EXPECT_EQ(of_spam.size(), shown.size() + 1);
}

}  // namespace
}  // namespace decorum::signals
