#include "triage/explain.h"

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/number.h"
#include "triage/slots.h"

namespace decorum::triage {
namespace {

// "0.8: abuse 0.8*, words.threat 2*": the confidence and what decided; a star where places may be.
std::string explained(std::string_view expression, std::string_view signals) {
  const policy::Policy policy = chart("question q\n a: " + std::string(expression) +
                                      " -> end\n b: true -> end\noutcome end\nwords threat\n");
  const cel::Program& program = *policy.protocol.questions[0].answers[0].when;
  const base::Time now{};
  const policy::History history{
      .first_contact = false,
      .incidents = {{"hostile", now - std::chrono::hours(1), now + std::chrono::hours(1)}}};
  const post::Post post;
  const signals::Signals read = signals_of(policy, signals);
  const Facts facts{policy, post, read, {history, now}};
  std::vector<cel::Value> slots(slot_count(policy), cel::Value::unknown());
  fill_slots(cel::slots_of(program), facts, slots);
  const cel::Value value = cel::evaluate(program, slots);
  EXPECT_TRUE(value.is_bool()) << expression;
  std::vector<Because> because;
  std::string out;
  append_number(out, explain(program, Outline(program, policy), slots, value.is_true(), because));
  out += value.is_true() ? ":" : " false:";
  for (const Because& entry : because) {
    out += " ";
    out += name_of_slot(policy, entry.slot);
    out += " ";
    append_number(out, entry.value);
    if (entry.has_places) out += "*";
  }
  return out;
}

struct Row {
  std::string_view expression, signals, expected;
};

TEST(Explain, AComparisonIsAsSureAsItsSignal) {
  const Row rows[] = {
      {"abuse >= 0.5", "abuse=0.8", "0.8: abuse 0.8*"},
      {"abuse > 0.5", "abuse=0.8", "0.8: abuse 0.8*"},
      {"abuse < 0.5", "abuse=0.2", "0.8: abuse 0.2"},
      {"abuse <= 0.5", "abuse=0.2", "0.8: abuse 0.2"},
      {"0.5 <= abuse", "abuse=0.8", "0.8: abuse 0.8*"},
      {"0.5 > abuse", "abuse=0.2", "0.8: abuse 0.2"},
      {"abuse >= 0.5", "abuse=0.2", "0.8 false: abuse 0.2"},
      {"abuse < 0.5", "abuse=0.8", "0.8 false: abuse 0.8*"},
      {"!(abuse < 0.5)", "abuse=0.8", "0.8: abuse 0.8*"},
      {"!!(abuse < 0.5)", "abuse=0.1", "0.9: abuse 0.1"},
      {"abuse < 0.5", "abuse=0", "1: abuse 0"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(explained(row.expression, row.signals), row.expected) << row.expression;
  }
}

TEST(Explain, FactsAreSure) {
  const Row rows[] = {
      {"words.threat >= 1", "words.threat=2", "1: words.threat 2*"},
      {"words.threat == 0", "words.threat=0", "1: words.threat 0"},
      {"history.count('hostile', days(30)) >= 1", "", "1: history.count 1*"},
      {"history.count('hostile', days(30)) < 3", "", "1: history.count 1"},
      {"!history.first_contact", "", "1: history.first_contact 0"},
      {"language.code == 'cy'", "language.code=cy", "1: language.code 1*"},
      {"post.text.contains('x') || language.confidence >= 0.9", "language.code=cy",
       "1: language.confidence 0.95*"},
      {"true", "", "1:"},
      {"now > timestamp('1960-01-01T00:00:00Z')", "", "1: now 1*"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(explained(row.expression, row.signals), row.expected) << row.expression;
  }
}

TEST(Explain, AllPartsOfATrueConjunctionDecide) {
  const Row rows[] = {
      {"abuse >= 0.5 && irony < 0.3 && words.threat > 0", "abuse=0.9 irony=0.2 words.threat=1",
       "0.8: abuse 0.9* irony 0.2 words.threat 1*"},
      {"abuse >= 0.5 && (spam >= 0.5 || troll >= 0.5)", "abuse=0.9 spam=0.6 troll=0.7",
       "0.7: abuse 0.9* troll 0.7*"},
      // Of a false one, the surest that is false.
      {"abuse >= 0.5 && irony < 0.3", "abuse=0.4 irony=0.9", "0.9 false: irony 0.9*"},
      {"abuse >= 0.5 && irony < 0.3", "abuse=0.4 irony=0.1", "0.6 false: abuse 0.4"},
      {"abuse >= 0.5 && irony < 0.3", "irony=0.9", "0.9 false: irony 0.9*"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(explained(row.expression, row.signals), row.expected) << row.expression;
  }
}

TEST(Explain, TheSurestPartOfATrueDisjunctionDecides) {
  const Row rows[] = {
      {"abuse >= 0.5 || irony >= 0.5 || spam >= 0.5", "abuse=0.6 irony=0.9 spam=0.1",
       "0.9: irony 0.9*"},
      {"abuse >= 0.5 || words.threat >= 1", "abuse=0.9 words.threat=1", "1: words.threat 1*"},
      {"abuse >= 0.5 || irony >= 0.5", "irony=0.7", "0.7: irony 0.7*"},
      {"abuse >= 0.5 || irony >= 0.5", "abuse=0.3 irony=0.1", "0.7 false: abuse 0.3 irony 0.1"},
      {"!(abuse >= 0.5 || irony >= 0.5)", "abuse=0.3 irony=0.1", "0.7: abuse 0.3 irony 0.1"},
      // What an alternative put aside shares with the one taken is not lost.
      {"(abuse >= 0.5 && spam >= 0.5) || (abuse >= 0.5 && troll >= 0.5)",
       "abuse=0.9 spam=0.6 troll=0.8", "0.8: abuse 0.9* troll 0.8*"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(explained(row.expression, row.signals), row.expected) << row.expression;
  }
}

TEST(Explain, OtherShapesNameTheirSignals) {
  const Row rows[] = {
      {"words.threat > 0 ? abuse >= 0.5 : abuse >= 0.8", "words.threat=1 abuse=0.6",
       "0.6: words.threat 1* abuse 0.6*"},
      {"sentiment.positive > sentiment.negative", "sentiment.positive=0.7 sentiment.negative=0.2",
       "0.7: sentiment.positive 0.7* sentiment.negative 0.2"},
      {"abuse + irony >= 1.0", "abuse=0.7 irony=0.5", "1: abuse 0.7* irony 0.5*"},
      {"[abuse, irony].exists(p, p >= 0.5)", "abuse=0.7 irony=0.4", "0.6: abuse 0.7* irony 0.4*"},
      {"abuse != 0.0", "abuse=0.7", "0.7: abuse 0.7*"},
      {"abuse >= 0.2 && abuse < 0.8", "abuse=0.6", "0.4: abuse 0.6*"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(explained(row.expression, row.signals), row.expected) << row.expression;
  }
}

}  // namespace
}  // namespace decorum::triage
