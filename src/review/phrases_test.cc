#include "review/phrases.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

using Texts = std::vector<std::string>;

Texts found_in(const std::string& text, const Texts& list, bool aside = false) {
  Reading reading;
  read(text, nullptr, {}, reading);
  Texts found;
  for (const PhraseHit& hit : Phrases(list).find(reading, aside)) {
    found.push_back(text.substr(hit.span.start, hit.span.end - hit.span.start));
  }
  return found;
}

struct Row {
  std::string text;
  Texts list;
  Texts found;
};

TEST(Phrases, MatchWordByWord) {
  const std::vector<Row> table = {
      {"We GUARANTEE it", {"guarantee"}, {"GUARANTEE"}},
      {"A guaranteed win, guarantees", {"guarantee*"}, {"guaranteed", "guarantees"}},
      {"We are number one!", {"number one"}, {"number one"}},
      {"number – “one”", {"number one"}, {"number – “one"}},
      {"We are No. 1 here", {"no. 1"}, {"No. 1"}},
      {"no. 12", {"no. 1"}, {}},
      {"No win, no fee", {"no-win no-fee"}, {"No win, no fee"}},
      {"No-win-no-fee", {"no win no fee"}, {"No-win-no-fee"}},
      {"world-leading", {"world leading"}, {"world-leading"}},
      {"world leading", {"world-leading"}, {"world leading"}},
      {"the best-kept", {"the best", "best"}, {}},
      {"anti-fraud work", {"fraud"}, {}},
      {"fraud-ridden", {"fraud"}, {}},
      {"fraud-ridden", {"fraud*"}, {"fraud-ridden"}},
      {"everybody’s liar's", {"everybody", "liar"}, {"everybody", "liar"}},
      {"don’t", {"don't"}, {"don’t"}},
      {"don't", {"don’t"}, {"don't"}},
      {"the best of the best", {"the best", "the best of the best"}, {"the best of the best"}},
      {"the the best", {"the best"}, {"the best"}},
      {"proven to work", {"prove* to"}, {"proven to"}},
      {"as we all know", {"as * all know"}, {"as we all know"}},
      {"in my opinion", {"in * opinion"}, {"in my opinion"}},
      {"100% safe, 100 safe", {"100% safe"}, {"100% safe"}},
      {"up 100%", {"100%"}, {"100%"}},
      {"up 100 more", {"100%"}, {}},
      {"gua\u00ADrantee", {"guarantee"}, {"gua\u00ADrantee"}},
      {"ｇuarantee", {"guarantee"}, {"ｇuarantee"}},
      {"naïve NAÏVE naive", {"naïve"}, {"naïve", "NAÏVE"}},
  };
  for (const auto& [text, list, found] : table) EXPECT_EQ(found_in(text, list), found) << text;
}

TEST(Phrases, NeverMatchWhatIsOtherwise) {
  const std::vector<Row> table = {
      {"number. One more", {"number one"}, {}},      // across sentences
      {"number\n\none", {"number one"}, {}},
      {"guarantees", {"guarantee"}, {}},              // a longer word
      {"guarante", {"guarantee*"}, {}},
      {"", {"guarantee"}, {}},
      {"guarantee", {}, {}},
      {"anything", {""}, {}},
      {"anything", {"–", "..."}, {}},
      {"see https://guarantee.org", {"guarantee"}, {}},  // aside
      {"#guarantee @guarantee", {"guarantee"}, {}},
      {"`guarantee`", {"guarantee"}, {}},
      {"the #best", {"the best"}, {}},
      {"best", {"the best"}, {}},
      {"the", {"the best"}, {}},
  };
  for (const auto& [text, list, found] : table) EXPECT_EQ(found_in(text, list), found) << text;
}

TEST(Phrases, AsideWordsCountWhenAskedFor) {
  EXPECT_EQ(found_in("now #guarantee", {"guarantee"}, true), Texts{"guarantee"});
}

TEST(Phrases, WordsInQuotationMarksCount) {
  EXPECT_EQ(found_in("He said “guaranteed”", {"guaranteed"}), Texts{"guaranteed"});
}

TEST(Phrases, HitsNameThePhraseAndItsWords) {
  Reading reading;
  read("It is the very best plan", nullptr, {}, reading);
  const auto hits = Phrases({"worst", "the very best"}).find(reading);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].phrase, 1U);
  EXPECT_EQ(hits[0].first_word, 2U);
  EXPECT_EQ(hits[0].end_word, 5U);
}

TEST(Phrases, AListIsEmptyWithoutWords) {
  EXPECT_TRUE(Phrases().empty());
  EXPECT_TRUE(Phrases({"", "?!"}).empty());
  EXPECT_FALSE(Phrases({"a"}).empty());
}

TEST(Phrases, ShortStemsAreFound) {
  EXPECT_EQ(found_in("ad ads adverts bad", {"ad*"}), (Texts{"ad", "ads", "adverts"}));
  EXPECT_EQ(found_in("é école", {"é*"}), (Texts{"é", "école"}));
}

}  // namespace
}  // namespace decorum::review
