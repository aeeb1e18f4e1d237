#include "triage/case_run.h"

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/decide.h"

namespace decorum::triage {
namespace {

policy::Policy small_chart() {
  policy::Policy policy = chart(R"(
question positive
  yes: sentiment.positive >= 0.75 -> stand
  no: sentiment.positive < 0.75 -> troll
question troll
  spam: words.threat >= 1 && language.code == 'en' -> monitor confirm
  often: history.count('hostile', days(30)) >= 2 && !history.first_contact -> refer
  neither: words.threat == 0 && history.count('hostile', days(30)) < 2 -> topics
question topics multi
  a: service >= 0.5 -> serve
  b: claim >= 0.5 -> research
outcome stand
outcome monitor watch hostile 30d
outcome refer
outcome serve
outcome research
words threat
)");
  policy.info.in_force_from = *base::parse_date("2026-09-01");
  return policy;
}

// What differs when the case, without its first line, is run without readers.
std::string run(std::string_view text, const policy::Policy& policy = small_chart()) {
  const policy::CaseFile file = policy::parse_cases(
      {"t.case", "case: t\ntext: hello\n" + std::string(text)}, &policy);
  std::string out;
  for (const policy::Mistake& mistake : file.mistakes) out += "mistake: " + mistake.what + "\n";
  signals::Scratch scratch;
  for (const policy::PolicyCase& one : file.cases) {
    for (const std::string& line : run_case(policy, one, nullptr, scratch).differences) {
      out += line + "\n";
    }
  }
  return out;
}

TEST(CaseRun, FactSheetsAreCompared) {
  policy::Policy policy = small_chart();
  policy::FactSheet& sheet = policy.facts.emplace_back();
  sheet.id = "hello";
  sheet.statement = "Hello is closing the branch";
  EXPECT_EQ(run("facts: none\n", policy), "");
  EXPECT_EQ(run("facts: hello=asks\n", policy), "facts: expected hello=asks, but it was none\n");
  EXPECT_NE(run("facts: hello\n", policy), "");
  EXPECT_NE(run("facts: hello=true\n", policy), "");
  EXPECT_NE(run("facts: goodbye=asks\n", policy), "");
}

TEST(CaseRun, PassesWhenAllThatIsNamedIsSo) {
  EXPECT_EQ(run("signals: sentiment.positive=0.9\n"
                "path: positive=yes\nask: nobody\noutcome: stand\nproposed: none\n"
                "by: positive=machine\n"),
            "");
  EXPECT_EQ(run("signals: sentiment.positive=0.2 words.threat=1 language.code=en\n"
                "path: positive=no troll=spam\nask: troll\noutcome: none\nproposed: monitor\n"
                "by: troll=proposed\n"),
            "");
  EXPECT_EQ(run("signals: sentiment.positive=0.2 words.threat=0 service=0.9 claim=0.9\n"
                "outcome: research serve\npath: positive=no troll=neither topics=b,a\n"),
            "");
  EXPECT_EQ(run("signals: none\npath: positive\nask: positive\noutcome: none\n"), "");
}

TEST(CaseRun, SaysInWordsWhatDiffers) {
  EXPECT_EQ(run("signals: sentiment.positive=0.9\npath: positive=no troll\nask: troll\n"
                "outcome: serve\nproposed: monitor\nby: positive=person\nby: troll=machine\n"),
            "path: expected positive=no troll, but it was positive=yes\n"
            "ask: expected troll, but it was nobody\n"
            "outcome: expected serve, but it was stand\n"
            "proposed: expected monitor, but it was none\n"
            "by: positive: expected person, but it was machine\n"
            "by: troll: expected machine, but it was not on the path\n");
  EXPECT_EQ(run("signals: none\nask: nobody\nby: positive=machine\n"),
            "ask: expected nobody, but it was positive\n"
            "by: positive: expected machine, but it was nobody yet\n");
}

TEST(CaseRun, APersonsAnswersCount) {
  EXPECT_EQ(run("signals: none\nanswer: positive=no by responder\nanswer: troll=often by manager\n"
                "path: positive=no troll=often\nby: troll=person\noutcome: refer\nask: nobody\n"),
            "");
}

TEST(CaseRun, HistoryIsSpreadOverItsTimeAndExpires) {
  const std::string before =
      "signals: sentiment.positive=0.2 words.threat=0 language.code=en\n";
  const auto with = [&](std::string_view more) { return run(before + std::string(more)); };
  EXPECT_EQ(with("history: hostile=2 within 10d\noutcome: refer\n"), "");
  EXPECT_EQ(with("history: hostile=1 within 10d\npath: positive=no troll=neither topics\n"), "");
  // Of four within eighty days one lies in the last thirty: ten days ago.
  EXPECT_EQ(with("history: hostile=4 within 80d\npath: positive=no troll=neither topics\n"), "");
}

TEST(CaseRun, APinnedWordListLeavesTheOthersUnknown) {
  EXPECT_EQ(run("signals: none\nanswer: positive=no by responder\nask: troll\n"), "");
  EXPECT_EQ(run("signals: sentiment.positive=0.2 words.threat=unknown\nask: troll\n"), "");
}

TEST(CaseRun, ExamplesOfLanguageAndPersonalData) {
  const policy::Policy policy = chart(R"(
question q
  foreign: language.code == 'cy' && language.confidence >= 0.9 -> a
  private: personal_data.count >= 2 -> b
outcome a
outcome b
)");
  EXPECT_EQ(run("signals: language.code=cy\noutcome: a\n", policy), "");
  EXPECT_EQ(run("signals: language.confidence=0.5 language.code=cy\noutcome: none\n", policy), "");
  EXPECT_EQ(run("signals: personal_data.count=2\noutcome: b\n", policy), "");
}

TEST(Coverage, NamesWhatNoCaseReached) {
  const policy::Policy policy = small_chart();
  Coverage coverage(policy);
  const auto add = [&](std::string_view signals) {
    coverage.add(decide(policy, {}, {}, signals_of(policy, signals), {}, {}, {}));
  };
  add("sentiment.positive=0.9");
  EXPECT_EQ(coverage.questions_missed(), (std::vector<std::string>{"troll", "topics"}));
  add("sentiment.positive=0.1 words.threat=1 language.code=en");
  EXPECT_EQ(coverage.questions_missed(), (std::vector<std::string>{"topics"}));
  EXPECT_EQ(coverage.outcomes_missed(), (std::vector<std::string>{"refer", "serve", "research"}));
  EXPECT_EQ(coverage.answers_missed(), (std::vector<std::string>{"troll=often", "troll=neither",
                                                                 "topics=a", "topics=b"}));
}

}  // namespace
}  // namespace decorum::triage
