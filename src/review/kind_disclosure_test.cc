#include <array>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "review/fix.h"
#include "review/review_for_test.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

const ReviewTest& advertising() {
  static const ReviewTest test(
      rule_with("kind: disclosure\nmessage: \"Look.\"\n"
                "when: [paid, words]\n"
                "insert: \"Ad: \"\n"
                "codes: true\n"
                "left_to_others: [us]\n"
                "late_message: \"Late.\"\n"
                "weak_message: \"Weak: {text}.\"\n"
                "words: [affiliate link, sponsored by them, \"#gifted\"]\n"
                "offers: [discount code]\n"
                "own_goods: [our course*]\n"
                "gifts: [gifted to us]\n"
                "given: [they sent]\n"
                "at_no_cost: [free of charge]\n"
                "lone: [gifted]\n"
                "marks: [gifted, sponsored]\n"
                "hints: [sent us]\n"
                "link_marks: [\"ref=\", amzn.to/]\n"
                "labels: [ad, \"#ad\", advert, advertisement feature]\n"
                "not_enough: [sponsored, spon, gifted, thanks to, in partnership with]"),
      kinds(), {}, &spelling::dictionary_for_test());
  return test;
}

post::Draft draft_of(std::string text, bool paid = false) {
  post::Draft draft;
  draft.text = std::move(text);
  draft.paid = paid;
  return draft;
}

TEST(KindDisclosure, PaidContentWithoutALabelIsFoundWhereItShows) {
  const auto& test = advertising();
  EXPECT_EQ(test.told(draft_of("A day out at the park.", true)), "R1 warning [] Look.\n");
  EXPECT_EQ(test.told(draft_of("Brewmark sent us a kettle.", true)),
            "R1 warning [sent us] Look.\n");
  EXPECT_EQ(test.told(draft_of("Use discount code TEAM10.", true)),
            "R1 warning [discount code] Look.\n");
  EXPECT_EQ(test.told(draft_of("A kettle. #gifted")), "R1 warning [#gifted] Weak: #gifted.\n");
  EXPECT_EQ(test.told(draft_of("Enter code FARMBOX for a free pot.")),
            "R1 warning [code FARMBOX] Look.\n");
  EXPECT_EQ(test.told(draft_of("Here: https://shop.example.com/x?ref=jo")),
            "R1 warning [https://shop.example.com/x?ref=jo] Look.\n");
}

TEST(KindDisclosure, WeakAndLateLabelsAreFound) {
  const auto& test = advertising();
  EXPECT_EQ(test.told(draft_of("Sponsored: how it works.", true)),
            "R1 warning [Sponsored] Weak: Sponsored.\n");
  EXPECT_EQ(test.told(draft_of("#spon A seat.", true)), "R1 warning [#spon] Weak: #spon.\n");
  EXPECT_EQ(test.told(draft_of("Thanks to Bluejay Air for the flight.", true)),
            "R1 warning [Thanks to Bluejay Air] Weak: Thanks to Bluejay Air.\n");
  EXPECT_EQ(test.told(draft_of("A lovely cheese. #ad", true)), "R1 warning [#ad] Late.\n");
  EXPECT_EQ(test.told(draft_of("A lovely soap. Ad", true)), "R1 warning [Ad] Late.\n");
}

TEST(KindDisclosure, AClearLabelAtTheStartIsEnough) {
  for (const char* text : {"Ad: a day out.", "#ad A day out.", "[Ad] A day out.", "ADVERT | A day",
                           "🎉 Ad: a day out.", "Advertisement feature: a day.", "(ad) a day",
                           "Ad – use discount code X10.", "Ad\nA day out."}) {
    EXPECT_EQ(advertising().told(draft_of(text, true)), "") << text;
  }
  EXPECT_NE(advertising().told(draft_of("Ad hoc groups are fun.", true)), "");
}

TEST(KindDisclosure, OrdinaryPostsAreNoAdvertising) {
  for (const char* text :
       {"Members get a 10% discount on our autumn courses.", "A gifted pianist plays on Sunday.",
        "Our members' discount code is in the email.", "Join online with meeting code AB 213.",
        "The dress code is SMART, and lunch is free.", "Thanks to all who came.",
        "See https://example.org/preference=1", "Sponsored walk on Sunday.",
        "No discount code is needed."}) {
    EXPECT_EQ(advertising().told(draft_of(text)), "") << text;
  }
}

TEST(KindDisclosure, TheFixPutsTheLabelFirstOnce) {
  post::Draft draft = draft_of("A lovely cheese. #ad", true);
  const Fixed fixed = apply_fixes(draft.text, advertising().result(draft).findings);
  EXPECT_EQ(fixed.text, "Ad: A lovely cheese. #ad");
  EXPECT_EQ(advertising().told(draft_of(fixed.text, true)), "");
}

TEST(KindDisclosure, ADraftForOtherCountriesOnlyIsLeftToTheirRule) {
  post::Draft draft = draft_of("A day out.", true);
  draft.audience = {"us"};
  EXPECT_EQ(advertising().told(draft), "");
  draft.audience = {"us", "uk"};
  EXPECT_NE(advertising().told(draft), "");
}

TEST(KindDisclosure, WordsOfGiftsAndOffersAreFoundAndMarkedByTheirCore) {
  const auto& test = advertising();
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"A desk, kindly gifted to us by Brackenfield.", "gifted"},
      {"The letters were gifted to us for the archive.", ""},
      {"The post was sponsored by them.", "sponsored"},
      {"The lamp that they sent us came free of charge.", "free of charge"},
      {"The bread that they sent the shelter came free of charge.", ""},
      {"Use our discount code X1 for the Tallow planner.", "discount code"},
      {"Use our discount code X1 for our courses in York.", ""},
      {"Use our discount code on Friday.", ""},
      {"Gifted: a lamp.", "Gifted"},
      {"A gifted child.", ""},
      {"A bag that lasts. #Bags #ad", "#ad"},
      {"A bag that lasts. Ad", "Ad"},
      {"When a post needs #ad in this country.", ""},
      {"#ad A bag that lasts.", ""}};
  for (const auto& [text, found] : cases) {
    const std::string told = test.told(draft_of(text));
    const std::string wanted = std::string("[") + found + "]";
    if (*found == '\0') {
      EXPECT_EQ(told, "") << text;
    } else {
      EXPECT_NE(told.find(wanted), std::string::npos) << text << told;
    }
  }
}

TEST(KindDisclosure, ANameIsFoundInItsOtherForms) {
  const ReviewTest test(rule_with("kind: disclosure\nwhen: [relationship]\nstatements: [i own]"));
  post::Draft draft;
  draft.relationship = "client";
  const std::vector<std::array<const char*, 3>> cases = {
      {"Marsh & Cole", "Go to Marsh and Cole.", "Marsh and Cole"},
      {"Halden Systems Ltd", "Halden Systems won.", "Halden Systems"},
      {"Calder Rail", "A ride with @CalderRail today.", "@CalderRail"},
      {"Finch Catering", "Lunch! #FinchCatering", "#FinchCatering"},
      {"The Weavers", "The cloth of the Weavers.", "the Weavers"}};
  for (const auto& [related, text, found] : cases) {
    draft.related_to = related;
    draft.text = text;
    EXPECT_EQ(test.told(draft), std::string("R1 warning [") + found + "] Look.\n") << text;
  }
  draft.related_to = "Marsh & Cole";
  draft.text = "The marsh is cold.";
  EXPECT_EQ(test.told(draft), "");
}

TEST(KindDisclosure, ATieIsStatedWhereItsNameStands) {
  const ReviewTest test(rule_with("kind: disclosure\nwhen: [relationship]\n"
                                  "statements: [i work for, my sister]"));
  post::Draft draft = draft_of("Calder Rail did well this morning.");
  draft.capacity = post::Capacity::personal;
  EXPECT_EQ(test.told(draft), "");
  draft.relationship = "employee";
  draft.related_to = "Calder Rail";
  EXPECT_EQ(test.told(draft), "R1 warning [Calder Rail] Look.\n");
  draft.text = "calder rail’s crew did well.";
  EXPECT_NE(test.told(draft), "");
  draft.text = "I work for Calder Rail and am proud of it.";
  EXPECT_EQ(test.told(draft), "");
  draft.text = "Snow again this morning.";
  EXPECT_EQ(test.told(draft), "");
}

TEST(KindDisclosure, APrincipalIsNamed) {
  const ReviewTest test(rule_with("kind: disclosure\nwhen: [on_behalf_of]\n"
                                  "statements: [on behalf of]"));
  post::Draft draft = draft_of("The band plays on Sunday.");
  EXPECT_EQ(test.told(draft), "");
  draft.on_behalf_of = "Friends of Penlee Park";
  EXPECT_EQ(test.told(draft), "R1 warning [] Look.\n");
  draft.text = "Friends of Penlee Park: the band plays on Sunday.";
  EXPECT_EQ(test.told(draft), "");
  draft.text = "Posted on behalf of the Friends.";
  EXPECT_EQ(test.told(draft), "");
}

TEST(KindDisclosure, MistakesInItsFieldsAreTold) {
  for (const char* fields :
       {"kind: disclosure", "kind: disclosure\nwhen: [gift]", "kind: disclosure\nwhen: paid",
        "kind: disclosure\nwhen: [paid]\nplace: end",
        "kind: disclosure\nwhen: [paid]\ncode: true"}) {
    EXPECT_NE(ReviewTest(rule_with(fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
