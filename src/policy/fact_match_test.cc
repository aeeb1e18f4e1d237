#include "policy/fact_match.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

using namespace std::string_literals;

Policy library() {
  Policy policy;
  policy.info.organisation = "Penwick Library";
  policy.sayings.own = {"Penwick", "the library"};
  policy.sayings.same = {"closing | shutting | to close", "fee | fees | charge | charges"};
  policy.sayings.denials = {"myth", "not true", "a lie"};
  policy.sayings.doubts = {"rumour has it", "whether"};
  policy.accounts.accounts.emplace_back().handle = "Penwick_Lib";
  FactSheet& branch = policy.facts.emplace_back();
  branch.id = "branch";
  branch.statement = "The harbour branch is closing.";
  branch.opposites = {"The harbour branch stays open"};
  branch.answer = "It stays open in 2026.";
  FactSheet& fees = policy.facts.emplace_back();
  fees.id = "fees";
  fees.statement = "Penwick doubled its fees";
  fees.opposites = {"Fees rose by 4 per cent"};
  fees.answer = "They rose by four per cent.";
  FactSheet& pay = policy.facts.emplace_back();
  pay.id = "pay";
  pay.statement = "Nobody ever pays a fine";
  pay.answer = "Most people do.";
  return policy;
}

// "branch contradicts, fees asks"
std::string told(const std::string& text) {
  static const Policy policy = library();
  static const FactMatcher matcher(policy);
  FactScratch scratch;
  std::vector<FactMatch> matches;
  matcher.match_post(text, scratch, matches);
  std::string out;
  for (const FactMatch& match : matches) {
    out += (out.empty() ? "" : ", ") + policy.facts[match.sheet].id + " ";
    out += name_of(match.stance);
  }
  return out;
}

TEST(FactMatch, WhatAPostSaysOfASheetByItsWording) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"The harbour branch is closing", "branch contradicts"},
      {"They are shutting the harbour branch!", "branch contradicts"},
      {"#HarbourBranch closing, says my neighbour", "branch contradicts"},
      {"The harbour branch stays open.", "branch supports"},
      {"The harbour branch is not closing.", "branch supports"},
      {"The harbour branch isn\u2019t closing.", "branch supports"},
      {"It is not true that the harbour branch isn't closing", "branch contradicts"},
      {"It is a myth that the harbour branch is closing", "branch supports"},
      {"Myth: the harbour branch is closing.", "branch supports"},
      {"The harbour branch is closing. That is a lie.", "branch supports"},
      {"The harbour branch is closing. That is not a lie.", "branch contradicts"},
      {"\"The harbour branch is closing\" is a lie", "branch supports"},
      {"Is the harbour branch closing?", "branch asks"},
      {"is the harbour branch closing", "branch asks"},
      {"The harbour branch is closing. Is that true?", "branch asks"},
      {"I wonder whether the harbour branch is closing", "branch asks"},
      {"Why is the harbour branch closing?", "branch contradicts"},
      {"I can't believe the harbour branch is closing", "branch contradicts"},
      {"Nobody pays a fine there", "pay contradicts"},
      {"It is not true that nobody pays a fine", "pay supports"},
      {"People do pay a fine now and then", ""},
      {"With no lift left the harbour branch is closing", "branch contradicts"},
      {"I'm off, because they doubled the fees and the harbour branch is closing",
       "branch contradicts, fees contradicts"},
      {"The harbour branch is closing and nobody says a word", "branch contradicts"},
      {"@penwick_lib doubled the charges", "fees contradicts"}};
  for (const auto& [text, expected] : table) EXPECT_EQ(told(text), expected) << text;
}

TEST(FactMatch, FiguresHaveToAgree) {
  EXPECT_EQ(told("Fees rose by 4 per cent"), "fees supports");
  EXPECT_EQ(told("Your fees rose 4.2 %"), "fees supports");
  EXPECT_EQ(told("Your fees rose 40 %"), "fees contradicts");
  EXPECT_EQ(told("Your fees never rose by 40%"), "fees supports");
  EXPECT_EQ(told("Fees rose by 40 pounds"), "");
  EXPECT_EQ(told("Fees rose"), "");
}

TEST(FactMatch, WhatIsOnlySupposedQuotedOrOfSomebodyElseMatchesNothing) {
  for (const std::string& text :
       {"If the harbour branch is closing I will cry"s, "I hope the harbour branch is closing"s,
        "You should be closing the harbour branch"s, "He said \"the harbour branch is closing\""s,
        "My gym doubled its fees"s, "Unison has doubled its fees"s,
        "The harbour branch was closing in 1994"s, "The harbour branch office is closing"s,
        "There is no lift at the harbour branch closing"s,
        "The harbour is lovely"s, "closing harbour"s,
        ""s, "?"s, "\xf0\x9f\x99\x83"s, "https://x.example/harbour-branch-closing"s}) {
    EXPECT_EQ(told(text), "") << text;
  }
}

TEST(FactMatch, SpansAreOfTheWordsThatLedToIt) {
  const Policy policy = library();
  const FactMatcher matcher(policy);
  FactScratch scratch;
  std::vector<FactMatch> matches;
  const std::string text = "So, the harbour branch is closing, I hear.";
  matcher.match_post(text, scratch, matches);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(text.substr(matches[0].span.start, matches[0].span.end - matches[0].span.start),
            "harbour branch is closing");
  EXPECT_GE(matches[0].score, post_score_least);
  EXPECT_LE(matches[0].score, 1);
}

TEST(FactMatch, AWordingOfOneTellingWordIsThin) {
  Policy policy = library();
  policy.facts[0].wordings = {"It is closing", "The", "Penwick closing"};
  const FactMatcher matcher(policy);
  ASSERT_EQ(matcher.thin().size(), 2U);
  EXPECT_EQ(matcher.thin()[0].wording, "It is closing");
  EXPECT_EQ(matcher.thin()[1].wording, "The");
}

TEST(FactMatch, NoSheetsMatchNothing) {
  const FactMatcher matcher{Policy{}};
  EXPECT_TRUE(matcher.empty());
  FactScratch scratch;
  std::vector<FactMatch> matches(3);
  matcher.match_post("The harbour branch is closing", scratch, matches);
  EXPECT_TRUE(matches.empty());
}

TEST(FactMatch, LongAndBrokenTextsEnd) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "harbour, branch and closing: \xe2\x80";
  EXPECT_NE(told(text + std::string(1000, '"')), "no");
  EXPECT_NE(told(std::string(5000, ',') + std::string(5000, '\xff')), "no");
}

}  // namespace
}  // namespace decorum::policy
