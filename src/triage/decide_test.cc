#include "triage/decide.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"
#include "triage/slots.h"

namespace decorum::triage {
namespace {

using policy::Policy;

constexpr std::string_view guide = R"(
question positive
  yes: sentiment.positive >= 0.75 && irony < 0.3 -> worth
  neutral: sentiment.neutral >= 0.6 -> serve
  no: sentiment.negative >= 0.6 -> troll
question worth
  reply: question >= 0.5 || history.first_contact -> reply
  leave: question < 0.5 && !history.first_contact -> stand
question troll
  spam: spam >= 0.95 -> monitor confirm
  troll: troll >= 0.8 -> persistent confirm
  neither: spam < 0.5 && troll < 0.4 -> content
question persistent
  often: history.count('hostile', days(30)) >= 3 -> refer
  seldom: history.count('hostile', days(30)) < 3 -> monitor
question content multi
  service: service >= 0.5 -> serve
  claim: claim >= 0.5 -> research
  threat: words.threat >= 1 -> refer confirm
  other: -> stand
outcome reply
outcome stand
outcome serve
outcome research
outcome monitor watch hostile 30d
outcome refer watch hostile 30d
words threat
)";

const base::Time noon = *base::parse_rfc3339("2026-09-01T12:00:00Z");

// The decision as one line: the steps, then the outcomes, what is proposed and who is asked.
//   positive=no troll=spam(proposed,confirm) | outcomes: | proposed: monitor | ask: troll
std::string text_of(const Policy& policy, const Decision& decision) {
  const policy::Protocol& chart = policy.protocol;
  std::string out;
  for (const Step& step : decision.path) {
    const policy::Question& question = chart.questions[step.question];
    out += question.id + "=";
    for (std::size_t i = 0; i < step.answers.size(); ++i) {
      out += (i > 0 ? "+" : "") + question.answers[step.answers[i]].id;
    }
    if (step.by == By::person) out += "(" + step.person + ")";
    if (step.by == By::proposed) out += "(proposed)";
    constexpr std::string_view why[] = {"none", "several", "unknown", "error", "confirm"};
    if (step.unsure) out += "?" + std::string(why[static_cast<std::size_t>(*step.unsure)]);
    out += ' ';
  }
  out += "|";
  for (std::size_t outcome : decision.outcomes) out += " " + chart.outcomes[outcome].id;
  out += " |";
  for (std::size_t outcome : decision.proposed) out += " " + chart.outcomes[outcome].id;
  return out + " | " + (decision.ask ? chart.questions[*decision.ask].id : "nobody");
}

// "positive=no content=service+claim", each given by "ann".
std::vector<GivenAnswer> answers_of(std::string_view text) {
  std::vector<GivenAnswer> given;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const std::size_t equals = word.find('=');
    GivenAnswer answer{word.substr(0, equals), {}, "ann", "because"};
    std::istringstream ids(word.substr(equals + 1));
    for (std::string id; std::getline(ids, id, '+');) answer.answers.push_back(id);
    given.push_back(std::move(answer));
  }
  return given;
}

Decision decide_text(const Policy& policy, std::string_view signals, std::string_view answers = "",
                     const policy::History& history = {}) {
  return decide(policy, {}, {}, signals_of(policy, signals), answers_of(answers), history, noon);
}

struct Row {
  std::string_view signals, answers, expected;
};

void expect_rows(const Policy& policy, std::span<const Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(text_of(policy, decide_text(policy, row.signals, row.answers)), row.expected)
        << row.signals << " / " << row.answers;
  }
}

TEST(Decide, WalksByTheMachineWhenExactlyOneAnswerHolds) {
  const Row rows[] = {
      {"sentiment.positive=0.9 sentiment.neutral=0.05 sentiment.negative=0.05 irony=0.1 "
       "question=0.9",
       "", "positive=yes worth=reply | reply | | nobody"},
      {"sentiment.positive=0.1 sentiment.neutral=0.8 sentiment.negative=0.1 irony=0.1", "",
       "positive=neutral | serve | | nobody"},
      {"sentiment.positive=0.1 sentiment.neutral=0.1 sentiment.negative=0.8 irony=0.1 spam=0.1 "
       "troll=0.1 service=0.9 claim=0.9",
       "", "positive=no troll=neither content=service+claim | serve research | | nobody"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, AsksAPersonAndKeepsTheReason) {
  const Row rows[] = {
      {"sentiment.positive=0.4 sentiment.neutral=0.3 sentiment.negative=0.3 irony=0.1", "",
       "positive=?none | | | positive"},
      {"sentiment.positive=0.8 sentiment.neutral=0.7 sentiment.negative=0 irony=0.1", "",
       "positive=?several | | | positive"},
      {"", "", "positive=?unknown | | | positive"},
      // One holds, but another is not known to be false.
      {"sentiment.positive=0.1 sentiment.neutral=0.8 irony=0.1", "",
       "positive=?unknown | | | positive"},
      // false && unknown is false.
      {"sentiment.positive=0.1 sentiment.neutral=0.8 sentiment.negative=0.1", "",
       "positive=neutral | serve | | nobody"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, WalksOnBehindAProposal) {
  constexpr std::string_view negative =
      "sentiment.positive=0 sentiment.neutral=0.1 sentiment.negative=0.9 irony=0 ";
  const std::string spam = std::string(negative) + "spam=0.99 troll=0.1";
  const std::string troll = std::string(negative) + "spam=0.1 troll=0.9";
  const Row rows[] = {
      {spam, "", "positive=no troll=spam(proposed)?confirm | | monitor | troll"},
      {spam, "troll=spam", "positive=no troll=spam(ann) | monitor | | nobody"},
      {spam, "troll=neither", "positive=no troll=neither(ann) content=?unknown | | | content"},
      {troll, "",
       "positive=no troll=troll(proposed)?confirm persistent=seldom | | monitor | troll"},
      {troll, "troll=troll", "positive=no troll=troll(ann) persistent=seldom | monitor | | nobody"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, AMultiQuestionTakesTheTrueAndAsksForTheUnknown) {
  constexpr std::string_view before =
      "sentiment.positive=0 sentiment.neutral=0.1 sentiment.negative=0.9 irony=0 spam=0 troll=0 ";
  const auto with = [&](std::string_view more) { return std::string(before) + std::string(more); };
  const std::string some = with("service=0.9"), none = with("service=0.1 claim=0.1"),
                    threat = with("service=0.9 claim=0.1 words.threat=1"),
                    unread = with("service=0.1 claim=0.9 words=unknown");
  const Row rows[] = {
      {some, "", "positive=no troll=neither content=service?unknown | serve | | content"},
      {none, "", "positive=no troll=neither content=?none | | | content"},
      {none, "content=other", "positive=no troll=neither content=other(ann) | stand | | nobody"},
      {threat, "",
       "positive=no troll=neither content=service+threat(proposed)?confirm "
       "| serve | refer | content"},
      {threat, "content=threat+claim",
       "positive=no troll=neither content=claim+threat(ann) | research refer | | nobody"},
      {unread, "", "positive=no troll=neither content=claim?unknown | research | | content"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, APersonsAnswerWinsAndTheLastOneCounts) {
  constexpr std::string_view neutral =
      "sentiment.positive=0.1 sentiment.neutral=0.8 sentiment.negative=0.1 irony=0.1 "
      "question=0.9";
  const Row rows[] = {
      {neutral, "positive=yes", "positive=yes(ann) worth=reply | reply | | nobody"},
      {neutral, "positive=yes positive=neutral", "positive=neutral(ann) | serve | | nobody"},
      {neutral, "worth=leave", "positive=neutral | serve | | nobody"},
      {neutral, "positive=yes worth=leave",
       "positive=yes(ann) worth=leave(ann) | stand | | nobody"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, PassesOverAnswersThatDoNotFit) {
  constexpr std::string_view neutral =
      "sentiment.positive=0.1 sentiment.neutral=0.8 sentiment.negative=0.1 irony=0.1";
  constexpr std::string_view machine = "positive=neutral | serve | | nobody";
  const Row rows[] = {
      {neutral, "nothing=yes", machine},
      {neutral, "positive=maybe", machine},
      {neutral, "positive=", machine},
      {neutral, "positive=yes+no", machine},
      {neutral, "positive=yes+maybe", "positive=yes(ann) worth=reply | reply | | nobody"},
      // The last one that fits.
      {neutral, "positive=no positive=maybe troll=neither content=other",
       "positive=no(ann) troll=neither(ann) content=other(ann) | stand | | nobody"},
  };
  expect_rows(chart(guide), rows);
}

TEST(Decide, WatchedIncidentsLeadToTheNextStep) {
  const Policy policy = chart(guide);
  constexpr std::string_view troll =
      "sentiment.positive=0 sentiment.neutral=0.1 sentiment.negative=0.9 irony=0 spam=0 troll=0.9";
  policy::History history{.first_contact = false, .incidents = {}};
  for (int day : {20, 10, 1}) {
    const base::Time at = noon - std::chrono::days(day);
    history.incidents.push_back({"hostile", at, at + std::chrono::days(30)});
  }
  const auto with = [&](const policy::History& past) {
    return text_of(policy, decide_text(policy, troll, "troll=troll", past));
  };
  EXPECT_EQ(with(history), "positive=no troll=troll(ann) persistent=often | refer | | nobody");
  history.incidents.front().expires = noon;
  EXPECT_EQ(with(history), "positive=no troll=troll(ann) persistent=seldom | monitor | | nobody");
  history.incidents.front().expires = noon + std::chrono::seconds(1);
  history.incidents.front().kind = "spam";
  EXPECT_EQ(with(history), "positive=no troll=troll(ann) persistent=seldom | monitor | | nobody");
}

constexpr std::string_view merging = R"(
question topics multi
  a: abuse >= 0.5 -> left
  b: spam >= 0.5 -> right
  c: irony >= 0.5 -> shared confirm
  d: claim >= 0.5 -> shared
question left
  go: true -> shared
  stay: false -> one
question right
  go: true -> shared
  stay: false -> one
question shared
  yes: service >= 0.5 -> one
  no: service < 0.5 -> two
outcome one
outcome two
)";

TEST(Decide, AQuestionReachedTwiceIsWalkedOnce) {
  const Row rows[] = {
      {"abuse=0.9 spam=0.9 irony=0 claim=0 service=0.9", "",
       "topics=a+b left=go shared=yes right=go | one | | nobody"},
      // The firm way counts, though the proposal stands first.
      {"abuse=0 spam=0 irony=0.9 claim=0.9 service=0.9", "",
       "topics=c+d(proposed)?confirm shared=yes | one | | topics"},
      {"abuse=0 spam=0 irony=0.9 claim=0 service=0.1", "",
       "topics=c(proposed)?confirm shared=no | | two | topics"},
  };
  expect_rows(chart(merging), rows);
}

TEST(Decide, SaysWhereEveryStepCameFrom) {
  const Policy policy = chart(merging);
  const Decision decision =
      decide_text(policy, "abuse=0.9 spam=0.9 irony=0 claim=0 service=0.9");
  ASSERT_EQ(decision.path.size(), 4U);
  EXPECT_EQ(decision.path[0].from, std::nullopt);
  EXPECT_EQ(decision.path[1].from, 0U);
  EXPECT_EQ(decision.path[2].from, 1U);
  EXPECT_EQ(decision.path[3].from, 0U);
}

TEST(Decide, AnErrorInAnExpressionAsksAPerson) {
  const Policy policy = chart(R"(
question strange
  broken: 1 / words.threat > 0 -> one
  never: false -> one
outcome one
words threat
)");
  EXPECT_EQ(text_of(policy, decide_text(policy, "words.threat=0")), "strange=?error | | | strange");
  EXPECT_EQ(text_of(policy, decide_text(policy, "words.threat=1")),
            "strange=broken | one | | nobody");
  EXPECT_EQ(text_of(policy, decide_text(policy, "words=unknown")),
            "strange=?unknown | | | strange");
}

TEST(Decide, AChartWithACycleStillEnds) {
  const Policy policy = chart(R"(
question one
  go: true -> two
  stay: false -> end
question two
  back: true -> one
  stay: false -> end
outcome end
)");
  EXPECT_EQ(text_of(policy, decide_text(policy, "")), "one=go two=back | | | nobody");
}

// An answer that reads word lists and the language alone is remembered from post to post.
TEST(Decide, WhatIsRememberedOfOnePostDoesNotShowInTheNext) {
  const Policy policy = chart(R"(
question first
  none: words.a == 0 && words.b == 0 && language.code == 'en' && language.confidence > 0.5 -> end
  some: words.a > 0 || words.b > 0 -> second
question second
  few: words.a < 3 && words.b < 3 && words.a + words.b > 0 && language.code != 'fr' -> end
  many: words.a >= 3 || words.b >= 3 -> end
outcome end
words a
words b
)");
  const char* posts[] = {"words.a=0 words.b=0 language.code=en",
                         "words.a=0 words.b=0 language.code=en",
                         "words.a=0 words.b=0 language.code=fr",
                         "words.a=2 words.b=0 language.code=en",
                         "words.a=2 words.b=1 language.code=en",
                         "words.a=2 words.b=1",
                         "words.a=0",
                         "",
                         "",
                         "words.a=4 words.b=0 language.code=en",
                         "words.a=0 words.b=0 language.code=en"};
  Decider decider(policy);
  Decision kept;
  for (const char* post : posts) {
    const signals::Signals signals = signals_of(policy, post);
    decider.decide({}, {}, signals, {}, {}, noon, kept);
    const Decision fresh = decide(policy, {}, {}, signals, {}, {}, noon);
    EXPECT_EQ(text_of(policy, kept), text_of(policy, fresh)) << post;
    ASSERT_EQ(kept.path.size(), fresh.path.size());
    for (std::size_t i = 0; i < kept.path.size(); ++i) {
      const Step& a = kept.path[i];
      const Step& b = fresh.path[i];
      EXPECT_EQ(a.confidence, b.confidence) << post;
      EXPECT_TRUE(std::ranges::equal(a.because, b.because, [](const auto& x, const auto& y) {
        return x.slot == y.slot && x.value == y.value && x.has_places == y.has_places;
      })) << post;
    }
  }
}

TEST(Decide, PlacesAreAskedForOncePerSignalAndOnlyWhereItIsHigh) {
  const Policy policy = chart(R"(
question first
  yes: abuse >= 0.5 && irony < 0.5 -> second
  no: abuse < 0.5 -> end
question second
  yes: abuse >= 0.7 -> end
  no: abuse < 0.7 -> end
outcome end
)");
  std::vector<std::size_t> asked;
  const EvidenceOf evidence = [&](std::size_t slot) {
    asked.push_back(slot);
    return std::vector<signals::Evidence>{{{3, 8}, 2}, {{0, 2}, 1}, {{9, 10}, 1}, {{10, 11}, 1}};
  };
  const Decision decision = decide(policy, {}, {}, signals_of(policy, "abuse=0.8 irony=0.1"), {},
                                   {}, noon, evidence);
  EXPECT_EQ(asked, std::vector<std::size_t>{policy::slot_of(signals::Signal::abuse)});
  ASSERT_EQ(decision.path.size(), 2U);
  ASSERT_EQ(decision.path[0].because.size(), places_max + 1);
  EXPECT_EQ(decision.path[0].because[0].span, (base::Span{3, 8}));
  EXPECT_EQ(decision.path[0].because[1].span, (base::Span{0, 2}));
  EXPECT_EQ(decision.path[0].because[3].slot, policy::slot_of(signals::Signal::irony));
  EXPECT_EQ(decision.path[0].because[3].span, (base::Span{0, 0}));
  EXPECT_EQ(decision.path[1].because.size(), places_max);
}

TEST(Decide, SeesTheNumbersThatAreShown) {
  const Policy policy = chart(R"(
question q
  yes: abuse >= 0.7 -> a
  no: abuse < 0.7 -> b
outcome a
outcome b
)");
  // As a float 0.7 is a little less; 0.69996 is shown as 0.7 and 0.69994 as 0.6999.
  EXPECT_EQ(text_of(policy, decide_text(policy, "abuse=0.7")), "q=yes | a | | nobody");
  EXPECT_EQ(text_of(policy, decide_text(policy, "abuse=0.69996")), "q=yes | a | | nobody");
  EXPECT_EQ(text_of(policy, decide_text(policy, "abuse=0.69994")), "q=no | b | | nobody");
}

// --- Properties, over many random signals and answers -------------------------------------------

class RandomPosts {
 public:
  explicit RandomPosts(const Policy& policy) : policy_(policy) {}

  signals::Signals signals() {
    signals::Signals out;
    for (float& value : out.values) value = pick(5) == 0 ? signals::unknown : unit();
    if (pick(8) > 0) {
      out.words.resize(policy_.lexicons.size());
      for (auto& words : out.words) words = static_cast<std::int32_t>(pick(3));
    }
    return out;
  }

  policy::History history() {
    policy::History out{.first_contact = pick(2) == 0, .incidents = {}};
    for (std::size_t i = pick(6); i > 0; --i) {
      const base::Time at = noon - std::chrono::days(i * 7);
      out.incidents.push_back({"hostile", at, at + std::chrono::days(30)});
    }
    return out;
  }

  GivenAnswer answer(std::size_t question) {
    const policy::Question& asked = policy_.protocol.questions[question];
    GivenAnswer given{asked.id, {}, "ann", ""};
    const std::size_t count = asked.multi ? 1 + pick(asked.answers.size()) : 1;
    for (std::size_t i = 0; i < count; ++i) {
      given.answers.push_back(asked.answers[pick(asked.answers.size())].id);
    }
    return given;
  }

  std::size_t pick(std::size_t below) { return random_() % below; }

 private:
  float unit() { return static_cast<float>(pick(10'001)) / 10'000.0F; }

  const Policy& policy_;
  std::mt19937 random_{20260901};
};

void expect_well_formed(const Policy& policy, const Decision& decision) {
  std::set<std::size_t> walked;
  std::optional<std::size_t> first_unsure;
  for (std::size_t i = 0; i < decision.path.size(); ++i) {
    const Step& step = decision.path[i];
    const policy::Question& question = policy.protocol.questions.at(step.question);
    EXPECT_TRUE(walked.insert(step.question).second) << "walked twice: " << question.id;
    EXPECT_EQ(step.from.has_value(), i > 0);
    if (step.from) {
      EXPECT_TRUE(walked.contains(*step.from)) << "not connected: " << question.id;
    }
    EXPECT_GE(step.confidence, 0);
    EXPECT_LE(step.confidence, 1);
    EXPECT_EQ(step.answers.empty() || step.by == By::proposed || (question.multi && step.unsure),
              step.unsure.has_value());
    if (!question.multi) {
      EXPECT_LE(step.answers.size(), 1U);
    }
    if (step.unsure && !first_unsure) first_unsure = step.question;
  }
  EXPECT_EQ(decision.ask, first_unsure);
  std::set<std::size_t> all(decision.outcomes.begin(), decision.outcomes.end());
  all.insert(decision.proposed.begin(), decision.proposed.end());
  EXPECT_EQ(all.size(), decision.outcomes.size() + decision.proposed.size());
  // Somebody is asked, or the walk came to an end.
  EXPECT_TRUE(decision.ask || !decision.outcomes.empty());
  EXPECT_TRUE(decision.ask || decision.proposed.empty());
}

// Every outcome follows from an answer on the path.
void expect_outcomes_follow(const Policy& policy, const Decision& decision) {
  std::set<std::size_t> ends;
  for (const Step& step : decision.path) {
    for (std::size_t answer : step.answers) {
      const policy::Target go = policy.protocol.questions[step.question].answers[answer].go;
      if (go.kind == policy::Target::Kind::outcome) ends.insert(go.index);
    }
  }
  std::set<std::size_t> all(decision.outcomes.begin(), decision.outcomes.end());
  all.insert(decision.proposed.begin(), decision.proposed.end());
  EXPECT_EQ(all, ends);
}

TEST(DecideProperty, AnsweringWhatIsAskedComesToAnEnd) {
  for (std::string_view text : {guide, merging}) {
    const Policy policy = chart(text);
    RandomPosts random(policy);
    Decider decider(policy);
    Decision decision;
    std::set<std::size_t> outcomes_seen;
    for (int round = 0; round < 3000; ++round) {
      const signals::Signals signals = random.signals();
      const policy::History history = random.history();
      std::vector<GivenAnswer> answers;
      for (std::size_t turn = 0;; ++turn) {
        decider.decide({}, {}, signals, answers, history, noon, decision);
        expect_well_formed(policy, decision);
        expect_outcomes_follow(policy, decision);
        if (::testing::Test::HasFailure()) return;
        if (!decision.ask) break;
        ASSERT_LE(turn, policy.protocol.questions.size());
        answers.push_back(random.answer(*decision.ask));
      }
      outcomes_seen.insert(decision.outcomes.begin(), decision.outcomes.end());
    }
    EXPECT_EQ(outcomes_seen.size(), policy.protocol.outcomes.size());
  }
}

TEST(DecideProperty, TheSameArgumentsGiveTheSameDecision) {
  const Policy policy = chart(guide);
  RandomPosts random(policy);
  Decider decider(policy);
  Decision reused;
  for (int round = 0; round < 500; ++round) {
    const signals::Signals signals = random.signals();
    const policy::History history = random.history();
    const std::vector<GivenAnswer> answers{random.answer(random.pick(5))};
    decider.decide({}, {}, signals, answers, history, noon, reused);
    const Decision fresh = decide(policy, {}, {}, signals, answers, history, noon);
    ASSERT_EQ(text_of(policy, reused), text_of(policy, fresh));
    ASSERT_EQ(reused.path.size(), fresh.path.size());
    for (std::size_t i = 0; i < fresh.path.size(); ++i) {
      EXPECT_EQ(reused.path[i].confidence, fresh.path[i].confidence);
      EXPECT_EQ(reused.path[i].because.size(), fresh.path[i].because.size());
      EXPECT_EQ(reused.path[i].reason, fresh.path[i].reason);
    }
  }
}

TEST(DecideProperty, APersonsAnswerOnThePathStandsWhateverTheSignals) {
  const Policy policy = chart(guide);
  RandomPosts random(policy);
  for (int round = 0; round < 500; ++round) {
    const GivenAnswer given = random.answer(random.pick(5));
    const Decision decision =
        decide(policy, {}, {}, random.signals(), std::span(&given, 1), random.history(), noon);
    for (const Step& step : decision.path) {
      const policy::Question& question = policy.protocol.questions[step.question];
      EXPECT_EQ(step.by == By::person, question.id == given.question);
      if (step.by != By::person) continue;
      EXPECT_FALSE(step.unsure);
      for (std::size_t answer : step.answers) {
        const std::string& id = question.answers[answer].id;
        EXPECT_NE(std::find(given.answers.begin(), given.answers.end(), id), given.answers.end());
      }
    }
  }
}

}  // namespace
}  // namespace decorum::triage
