#include "signals/card.h"

#include <gtest/gtest.h>

#include "signals/learning_fixture.h"
#include "signals/model.h"
#include "signals/plan.h"

namespace decorum::signals {
namespace {

constexpr const char* figures =
    R"({"signal":"spam","n":8,"threshold":0.5,"accuracy":0.875,"macro_f1":0.873,)"
    R"("macro_recall":0.88,"per_class":{"other":{"precision":1,"recall":1,"f1":0.9,"n":4},)"
    R"("spam":{"precision":1,"recall":1,"f1":0.857,"n":4}},"ece":0.0312,)"
    R"("posts_per_second":null,"skipped":0})";

constexpr const char* table =
    "name\tsource\tversion\tlicence\ttrain rows\n"
    "desk\tsomebody/desk\t0123abc\tCC-BY-4.0\t3\n";

CardRequest small_card() {
  CardRequest request;
  request.signal = "spam";
  request.model = write_model(small_model(small_features()));
  request.files = {
      {"train", {"/somewhere/desk/train.jsonl", "{\"text\":\"a | b\",\"label\":\"spam\"}\n"}},
      {"dev", {"/somewhere/own/dev.jsonl", "{\"text\":\"a\",\"label\":[]}\n"}}};
  request.figures = {{"own/dev.jsonl", figures}};
  request.sets = *read_known_sets(table);
  request.command = "decorum train --signal spam";
  return request;
}

bool has(const std::string& card, std::string_view part) {
  return card.find(part) != std::string::npos;
}

TEST(Card, SaysWhatAStrangerNeeds) {
  const auto card = write_card(small_card());
  ASSERT_TRUE(card) << card.error().what;
  // The digest of the train file's bytes, as sha256sum prints it.
  for (const char* part :
       {"# spam\n\nIs the post advertising", "| file | part | posts | spam | SHA-256 |",
        "| desk/train.jsonl | train | 1 | 1 | "
        "c470ee3b212f5e151122a115339e8b93b96a9d0e93fa8871b00a2a2914b76d59 | "
        "somebody/desk @ 0123abc | CC-BY-4.0 |",
        "| own/dev.jsonl | dev | 1 | 0 | ", "- labels that count: spam\n", "- seed: 1\n",
        "- cost: 10\n", "- trunk: none\n", "    decorum train --signal spam\n",
        "| own/dev.jsonl | 8 | 87.5 | 87.3 | 88.0 | 85.7 | 3.1 |\n", "\n## Limits\n"}) {
    EXPECT_TRUE(has(*card, part)) << part << "\nin\n" << *card;
  }
  EXPECT_FALSE(has(*card, "/somewhere")) << *card;
}

TEST(Card, KeepsWhatPeopleWroteUnderLimits) {
  CardRequest request = small_card();
  const std::string words = "## Limits\n\nOurs: lamps.  \n\n## And more\r\n\n| a |";
  request.existing = "# spam\n\nold words\n\n## Limits of nothing\n\n" + words;
  const auto card = write_card(request);
  ASSERT_TRUE(card) << card.error().what;
  EXPECT_TRUE(card->ends_with("\n\n" + words)) << *card;
  EXPECT_FALSE(has(*card, "old words"));
  request.existing = *card;
  EXPECT_EQ(*write_card(request), *card);
}

TEST(Card, DoesNotTakeThePlaceOfAnotherFile) {
  CardRequest request = small_card();
  for (const char* existing : {"# README\n", "notes", "# spam and more\n", "\n# spam\n"}) {
    request.existing = existing;
    EXPECT_FALSE(write_card(request)) << existing;
  }
}

TEST(Card, TellsTheShareFlaggedWhereNoPostIsOfTheClass) {
  CardRequest request = small_card();
  request.figures[0].json =
      R"({"n":10,"accuracy":0.9,"macro_f1":0.4,"macro_recall":0.9,)"
      R"("per_class":{"spam":{"f1":0,"n":0}},"ece":0.1})";
  EXPECT_TRUE(has(*write_card(request), "| own/dev.jsonl | 10 | flagged 10.0 | | | | |"));
  request.figures[0].json = "{}";
  EXPECT_FALSE(write_card(request));
}

TEST(Card, SaysWhatCorrectionsChanged) {
  CardRequest request = small_card();
  request.base = "00112233aabbccdd";
  request.files[0].part = "corrections";
  const auto card = write_card(request);
  EXPECT_TRUE(has(*card, "the model with the checksum 00112233aabbccdd, changed by corrections"));
  EXPECT_TRUE(has(*card, "| desk/train.jsonl | corrections | 1 | 1 |"));
}

TEST(Card, OfTheFeaturesHasNoClassesAndNoFigures) {
  CardRequest request = small_card();
  request.signal = "features";
  request.model = write_features(small_features());
  request.figures.clear();
  request.files.push_back({"lexicon", {"vader.tsv", "good\t2\n"}});
  const auto card = write_card(request);
  ASSERT_TRUE(card) << card.error().what;
  EXPECT_TRUE(has(*card, "| desk/train.jsonl | train | 1 | ")) << *card;
  EXPECT_TRUE(has(*card, "| vader.tsv | lexicon |  | ")) << *card;
  EXPECT_FALSE(has(*card, "## Figures"));
}

TEST(Card, SaysSomethingOfEverySignalThatHasAModel) {
  for (const Plan& plan : plans()) {
    CardRequest request = small_card();
    request.signal = plan.signal;
    request.figures.clear();
    const auto card = write_card(request);
    ASSERT_TRUE(card) << card.error().what;
    EXPECT_FALSE(has(*card, "How likely the signal")) << plan.signal;
  }
}

TEST(KnownSets, AreReadByTheirHeading) {
  const auto sets = read_known_sets("licence\tname\nMIT\tone\n\nnone stated\ttwo");
  ASSERT_TRUE(sets) << sets.error().what;
  ASSERT_EQ(sets->size(), 2U);
  EXPECT_EQ((*sets)[1].name, "two");
  EXPECT_EQ((*sets)[1].licence, "none stated");
  EXPECT_TRUE(read_known_sets("")->empty());
}

TEST(KnownSets, TellTheLineThatIsWrong) {
  EXPECT_EQ(read_known_sets("name\tlicence\none\n").error().where, "2");
  EXPECT_EQ(read_known_sets("name\tlicence\none\tMIT\n\tMIT\n").error().where, "3");
}

}  // namespace
}  // namespace decorum::signals
