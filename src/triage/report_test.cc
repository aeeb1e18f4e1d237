#include "triage/report.h"

#include <sstream>

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/decide.h"
#include "triage/terminal_text.h"

namespace decorum::triage {
namespace {

policy::Policy small_chart() {
  policy::Policy policy = chart(R"(
question positive
  yes: sentiment.positive >= 0.75 -> stand
  no: sentiment.positive < 0.75 && words.threat >= 1 -> troll
question troll
  spam: spam >= 0.9 -> monitor confirm
  neither: spam < 0.5 -> serve
outcome stand
outcome monitor watch hostile 30d
outcome serve
words threat
)");
  policy.info.title = "Policy of a test";
  policy.word_lists.push_back({"Words of threat", "", ""});
  policy.roles.roles.push_back({"responder", "Responder", "", {}, {}});
  policy.protocol.questions[1].unsure_within = {policy::Deadline::Kind::calendar,
                                                std::chrono::hours(2), 0, ""};
  policy.protocol.outcomes[1].due = {policy::Deadline::Kind::business, std::chrono::hours(8), 0,
                                     ""};
  return policy;
}

post::Post some_post() {
  post::Post post;
  post.id = "17";
  post.site = "x";
  post.account = "main";
  post.author.handle = "sam";
  post.posted_at = *base::parse_rfc3339("2026-09-01T12:03:59Z");
  post.text = "You will be sorry.\nBuy now \x1b[2J";
  return post;
}

std::string report(const policy::Policy& policy, const post::Post& post, std::string_view signals,
                   const ReportStyle& style = {.colour = false, .columns = 60}) {
  const EvidenceOf evidence = [](std::size_t slot) -> std::vector<signals::Evidence> {
    if (slot == policy::slot_of_words(0)) return {{{9, 17}, 1}};
    return {{{19, 22}, 1}, {{23, 26}, 1}};
  };
  const signals::Signals read = signals_of(policy, signals);
  const Decision decision = decide(policy, post, {}, read, {}, {}, {}, evidence);
  std::string out;
  append_report(out, policy, post, read, decision, style);
  return out;
}

TEST(Report, SaysThePathInTheChartsWords) {
  EXPECT_EQ(report(small_chart(), some_post(), "sentiment.positive=0.125 words.threat=1 spam=0.97"),
            R"(17 · @sam on x (main) · 2026-09-01 12:03 UTC
  You will be sorry.⏎Buy now ␛[2J

  Is it positive?
    Title of no                                    87 % sure
      · positive 12 %, Words of threat (“be sorry”)
  Is it troll?
    Title of spam (proposed)                       97 % sure
    ? a person is asked: what is proposed needs confirming
      · spam 97 % (“Buy”, “now”)

  ⇢ if confirmed: Title of monitor
                          Responder, within 8 business hours
  ? Is it troll?                   Responder, within 2 hours
────────────────────────────────────────────────────────────
)");
}

TEST(Report, SaysWhyAPersonIsAsked) {
  const policy::Policy policy = small_chart();
  EXPECT_NE(report(policy, {}, "").find("? a person is asked: not everything it rests on is known"),
            std::string::npos);
  EXPECT_NE(report(policy, {}, "sentiment.positive=0.1").find("no answer is sure enough"),
            std::string::npos);
}

TEST(Report, SignalsThatHadToBeLowAndAreAreNamedWithoutNumbers) {
  const policy::Policy policy = chart(R"(
question q
  fine: service >= 0.5 && abuse < 0.2 && spam < 0.5 && irony < 0.5 && words.threat == 0 -> end
  never: false -> end
outcome end
words threat
)");
  const std::string out = report(policy, {}, "service=0.9 abuse=0.02 spam=0.1 irony=0.3",
                                 {.colour = false, .columns = 100});
  EXPECT_NE(out.find("irony 30\u00a0%; hardly any sign of: abuse, spam\n"), std::string::npos)
      << out;
}

TEST(Report, NoLineIsWiderThanAskedFor) {
  const policy::Policy policy = small_chart();
  post::Post post = some_post();
  post.text = std::string(500, 'x') + " long words and 日本語日本語日本語 and so on, and so on, and on";
  post.author.handle = std::string(200, 'n');
  for (std::size_t columns : {60U, 80U, 100U}) {
    constexpr std::string_view signals = "sentiment.positive=0.125 words.threat=1 spam=0.97";
    std::istringstream lines(
        report(policy, post, signals, {.colour = false, .columns = columns}));
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(columns_of(line), columns + 40) << line;  // the head is one line
      if (!line.starts_with("17")) {
        EXPECT_LE(columns_of(line), columns) << line;
      }
    }
  }
}

TEST(Report, ColourIsOnlyThereWhenAskedFor) {
  const policy::Policy policy = small_chart();
  constexpr std::string_view signals = "sentiment.positive=0.9";
  EXPECT_EQ(report(policy, some_post(), signals).find('\x1b'), std::string::npos);
  EXPECT_NE(report(policy, some_post(), signals, {.colour = true, .columns = 80}).find('\x1b'),
            std::string::npos);
}

TEST(Report, TheSummaryCountsOutcomesAndWhoIsWaitedFor) {
  const policy::Policy policy = small_chart();
  ReportSummary first, second;
  const auto add = [&](ReportSummary& summary, std::string_view signals) {
    summary.add(policy, decide(policy, {}, {}, signals_of(policy, signals), {}, {}, {}));
  };
  add(first, "sentiment.positive=0.9");
  add(first, "sentiment.positive=0.8");
  add(second, "sentiment.positive=0.1 words.threat=1 spam=0.97");
  add(second, "");
  ReportSummary sum;
  sum.add(first);
  sum.add(second);
  EXPECT_EQ(sum.text(policy, {.colour = false, .columns = 60}), R"(
4 posts, Policy of a test
  decided by the machine                     2          50 %
  waiting for a person                       2          50 %

Outcomes
  Title of stand                             2
  Title of monitor                           0    1 proposed

Waiting for: Responder (2)
  Is it positive?                            1
  Is it troll?                               1
)");
}

TEST(Report, AnEmptyStreamHasASummaryToo) {
  EXPECT_EQ(ReportSummary().text(small_chart(), {.colour = false, .columns = 60}), R"(
0 posts, Policy of a test
)");
}

}  // namespace
}  // namespace decorum::triage
