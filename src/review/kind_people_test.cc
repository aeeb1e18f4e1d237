// Kinds that look for people in a text: allegation, near.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

std::string found(const ReviewTest& test, std::string text) {
  post::Draft draft;
  draft.text = std::move(text);
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += '|';
    all += draft.text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

const ReviewTest& allegations() {
  static const ReviewTest test(
      rule_with("kind: allegation\n"
                "words: [fraud*, defrauded, liar, crook*, stole, took bribes, scam, criminal, "
                "cheated, corrupt]\n"
                "except: [fraud awareness, criminal justice, anti-corruption, stole the show]\n"
                "contexts: [workshop, victim of, campaigns against, talk]\n"
                "suffered: [defrauded, cheated]\n"
                "hedges: [allegedly]"),
      kinds(), {}, &spelling::dictionary_for_test());
  return test;
}

TEST(KindAllegation, AgainstANamedPersonOrCompanyIsFound) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Councillor Gavin Pruitt is a liar.", "a liar"},
      {"Pinnacle Roofing defrauded three tenants.", "defrauded"},
      {"Howard Lisle allegedly took bribes.", "allegedly took bribes"},
      {"Do not sign anything with Barry Thackeray. The man is a crook.", "a crook"},
      {"Beware of the crooks at Larkspur Lettings.", "crooks"},
      {"@calderrail is a scam", "a scam"},
      {"Janet Corrigan stole the kettle.", "stole"},
      {"Janet Corrigan stole her pupils' money from the box.", "stole her pupils' money"},
      {"Janet Corrigan stole her", "stole"},
      {"Pinnacle Roofing is a criminal outfit.", "criminal"},
      {"Is Marlowe Freight corrupt?", "corrupt"}};
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(found(allegations(), text), expected) << text;
  }
}

TEST(KindAllegation, WordsThatAccuseNobodyAreLeft) {
  for (const char* text :
       {"Fraud Awareness Week begins.", "Our criminal justice degree has a place.",
        "A workshop on fraud by Janet Corrigan.", "Janet Corrigan was a victim of fraud.",
        "Janet Corrigan was defrauded by a caller.", "Janet Corrigan is not a liar.",
        "A thief stole the lead.", "Janet Corrigan stole the show.",
        "Penwick is no scam.", "Janet Corrigan campaigns against fraud.",
        "A liar, a thief and a ghost walk into a hall.", "Fraud!", ""}) {
    EXPECT_EQ(found(allegations(), text), "") << text;
  }
}

TEST(KindAllegation, MistakesInItsFieldsAreTold) {
  for (const char* fields : {"kind: allegation", "kind: allegation\nwords: fraud",
                             "kind: allegation\nwords: [a]\nnames: [b]"}) {
    EXPECT_NE(ReviewTest(rule_with(fields)).mistakes(), "") << fields;
  }
}

const ReviewTest& nearness() {
  static const ReviewTest test(
      rule_with("kind: near\n"
                "tokens: 12\n"
                "words: [diagnosed with, converted to *, criminal record, pregnant]\n"
                "linked: [depression, gay, cancer, muslim]\n"
                "links: [is, has, \"'s\", treated for]\n"
                "except: [cancer research]\n"
                "behind: [nurse*, clinic, team]\n"
                "persons: [our cleaner, my neighbour]"),
      kinds(), {}, &spelling::dictionary_for_test());
  return test;
}

TEST(KindNear, SensitiveWordsBesideAPersonAreFound) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"Trevor Banks has a criminal record.", "criminal record"},
      {"Tyrone Wells has converted to Islam.", "converted to Islam"},
      {"Mr Daniel Frost is gay and lives here.", "gay"},
      {"Our cleaner was diagnosed with asthma.", "diagnosed with"},
      {"Ask Janet Corrigan. She has depression.", "depression"},
      {"Siân from payroll is pregnant.", "pregnant"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(found(nearness(), text), expected) << text;
}

TEST(KindNear, TradesEventsAndNobodyAreLeft) {
  for (const char* text :
       {"Dr Adaeze Nwosu is our cancer nurse.", "Janet Corrigan has a Cancer Research stall.",
        "The gay choir sings on Saturday.", "Janet Corrigan writes about depression.",
        "The clinic is for cancer.", "Mr Frost is at the depression clinic team's desk.",
        "Pregnant? Ask the midwife.", "Muslim and Jewish chaplains share a kettle.", ""}) {
    EXPECT_EQ(found(nearness(), text), "") << text;
  }
}

TEST(KindNear, MistakesInItsFieldsAreTold) {
  for (const char* fields : {"kind: near", "kind: near\nwords: [a]\ntokens: 0",
                             "kind: near\nwords: [a]\ntokens: many",
                             "kind: near\nwords: [a]\nto: b"}) {
    EXPECT_NE(ReviewTest(rule_with(fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
