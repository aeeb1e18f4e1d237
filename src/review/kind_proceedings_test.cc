#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

const std::string lists =
    "active: [has been charged, was arrested, on trial, in the dock, police have charged, "
    "charged with]\n"
    "verdicts: [guilty, obviously guilty, did it, previous convictions, has form]\n"
    "juries: [the jury must convict, members of the jury]\n"
    "jurors: [the jury, jurors]\nduties: [should, ought to]\n"
    "offences: [rape, sexually assaulted, sexual assault]\n"
    "victims: [the victim, who reported, was sexually assaulted]\n"
    "ages: [schoolboy]\nyouth_courts: [youth court]\n"
    "except: [pleaded guilty, design prize, guilty pleasure*, stall on trial]";

std::string found_in(std::string_view find, const std::string& text) {
  const ReviewTest test(
      rule_with("kind: proceedings\nfind: [" + std::string(find) + "]\n" + lists));
  EXPECT_EQ(test.mistakes(), "");
  post::Draft draft;
  draft.text = text;
  std::string all;
  for (const Finding& finding : test.result(draft).findings) {
    if (!all.empty()) all += " | ";
    all += text.substr(finding.span.start, finding.span.end - finding.span.start);
  }
  return all;
}

TEST(KindProceedings, WordsThatWeighOnAnActiveCase) {
  EXPECT_EQ(found_in("prejudice", "Darren Pike goes on trial on Monday. He is obviously guilty."),
            "obviously guilty");
  EXPECT_EQ(found_in("prejudice", "Lee Maddox was arrested. He has form."), "has form");
  EXPECT_EQ(found_in("prejudice", "The man in the dock this morning did it."), "did it");
  EXPECT_EQ(found_in("prejudice", "The jury must convict this week."), "The jury must convict");
  EXPECT_EQ(found_in("prejudice", "The jury in the Ian Stroud case should be kind."), "The jury");
}

TEST(KindProceedings, WithoutACaseTheyAreWords) {
  EXPECT_EQ(found_in("prejudice", "Cake is a guilty pleasure, and Darren Pike did it."), "");
  EXPECT_EQ(found_in("prejudice", "Darren Pike goes on trial. He pleaded guilty."), "");
  EXPECT_EQ(found_in("prejudice", "The jury of the design prize has met."), "");
  EXPECT_EQ(found_in("prejudice", "The jury for our cakes should bring a fork."), "");
  EXPECT_EQ(found_in("prejudice", "Ian Stroud should thank the jury."), "");
  EXPECT_EQ(found_in("prejudice", "The new stall on trial did it: sales are up."), "");
}

TEST(KindProceedings, SuspectsBesideACharge) {
  EXPECT_EQ(found_in("suspect", "Lee Maddox was arrested last night."), "was arrested");
  EXPECT_EQ(found_in("suspect", "Police have charged Shane Oldroyd."), "Police have charged");
  EXPECT_EQ(found_in("suspect", "A man was arrested last night."), "");
  EXPECT_EQ(found_in("suspect", "Lee Maddox opens the fete. Nobody was arrested."), "");
}

TEST(KindProceedings, WhoReportedASexualOffenceIsNotNamed) {
  EXPECT_EQ(found_in("complainant", "We think of Melanie Strachan, who reported the rape."),
            "Melanie Strachan");
  EXPECT_EQ(found_in("complainant", "The victim of the sexual assault is Jodie Farrant."),
            "Jodie Farrant");
  EXPECT_EQ(found_in("complainant", "The victim of the burglary is Jodie Farrant."), "");
  EXPECT_EQ(found_in("complainant", "A talk on sexual assault by Jodie Farrant."), "");
}

TEST(KindProceedings, NorIsAChildBeforeACourt) {
  EXPECT_EQ(found_in("young", "The fifteen-year-old before the youth court is Kyle Renshaw."),
            "Kyle Renshaw");
  EXPECT_EQ(found_in("young", "Kyle Renshaw, 15 years old, was arrested."), "Kyle Renshaw");
  EXPECT_EQ(found_in("young", "Kyle Renshaw, a schoolboy, has been charged."), "Kyle Renshaw");
  EXPECT_EQ(found_in("young", "Kyle Renshaw, 35 years old, was arrested."), "");
  EXPECT_EQ(found_in("young", "The fifteen-year-old on court seven is Kyle Renshaw."), "");
}

TEST(KindProceedings, AnUnknownModeIsAMistake) {
  EXPECT_NE(ReviewTest(rule_with("kind: proceedings\nfind: [gossip]")).mistakes(), "");
}

}  // namespace
}  // namespace decorum::review
