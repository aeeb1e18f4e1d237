#include "review/approval.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "review/phrases.h"
#include "review/review_for_test.h"

namespace decorum::review {
namespace {

Run compile_words(Settings& settings, const Setup& /*setup*/) {
  auto words = std::make_shared<const Phrases>(settings.texts("words"));
  return [words](const Subject& subject, Hits& hits) {
    for (const PhraseHit& hit : words->find(subject.reading)) hits.add({.span = hit.span});
  };
}

const std::vector<Kind>& test_kinds() {
  static const std::vector<Kind> kinds = {{"words", "words", {}, compile_words}};
  return kinds;
}

std::string policy_with(const std::string& when) {
  return R"(rules:
  LG1: { title: t, cites: "guide p. 5", checks: [ { kind: words,
    severity: error, message: a, words: [fraud] } ] }
  LE1: { title: t, cites: "guide p. 5", checks: [ { kind: words,
    severity: info, message: a, words: [soon] } ] }
approval:
  - { when: ")" + when + R"(", by: [manager], why: "Two look." }
)";
}

post::Draft draft_for_test() {
  post::Draft draft;
  draft.text = "Fraud soon, soon: https://example.org";
  draft.account = "main";
  draft.paid = true;
  draft.on_behalf_of = "Acme";
  draft.relationship = "client";
  draft.related_to = "Acme Ltd";
  draft.audience = {"us", "uk"};
  draft.links = {"https://example.com"};
  draft.media.resize(2);
  draft.sources = {"ONS"};
  draft.suppress = {{"LE1", "agreed", "jo", "", base::Span{12, 16}}};
  return draft;
}

TEST(Approval, IsDueWhereItsConditionHolds) {
  const std::vector<std::pair<std::string, bool>> table = {
      {"true", true},
      {"false", false},
      {"draft.account == 'main'", true},
      {"draft.account == 'press'", false},
      {"draft.site == 'x'", true},  // the account's
      {"draft.capacity == 'official'", true},
      {"draft.paid && draft.on_behalf_of == 'Acme'", true},
      {"draft.relationship == 'client' && draft.related_to == 'Acme Ltd'", true},
      {"draft.media == 2 && draft.links == 2 && draft.sources == 1", true},
      {"'us' in draft.audience && !('fr' in draft.audience)", true},
      {"draft.length == 37", true},
      {"draft.is_reply", false},
      {"draft.text.contains('soon')", true},
      {"findings.errors == 1 && findings.warnings == 0 && findings.infos == 1", true},
      {"findings.suppressed == 1", true},
      {"findings.has('LG1')", true},
      {"findings.has('LG1') && findings.has('LE1')", true},
      {"!findings.has('LG1')", false},
      // Unknown: no readers were given.
      {"abuse >= 0.5", false},
      {"abuse < 0.5", false},
      {"words.threat > 0", false},
      {"abuse >= 0.5 || draft.paid", true},
      {"1 / (draft.media - 2) > 0", true},  // it fails: somebody looks
  };
  for (const auto& [when, is_due] : table) {
    const ReviewTest test(policy_with(when), test_kinds());
    const Result result = test.result(draft_for_test());
    EXPECT_EQ(!result.approval.empty(), is_due) << when;
    for (const ApprovalDue& due : result.approval) {
      EXPECT_EQ(due.by, std::vector<std::string>{"manager"});
      EXPECT_TRUE(due.why.starts_with("Two look.")) << due.why;
    }
  }
}

TEST(Approval, ThatCannotBeWorkedOutSaysSo) {
  const ReviewTest test(policy_with("1 / (draft.media - 2) > 0"), test_kinds());
  EXPECT_EQ(test.result(draft_for_test()).approval[0].why,
            "Two look. (Whether it applies could not be worked out: a number cannot be divided by "
            "zero.)");
}

TEST(Approval, ChangesTheNote) {
  const ReviewTest test(policy_with("draft.paid"), test_kinds());
  post::Draft draft;
  draft.text = "Welcome";
  draft.paid = true;
  EXPECT_EQ(test.result(draft).note,
            "Nothing found; that is not approval, which it needs from the roles named.");
  draft.text = "Fraud";
  EXPECT_EQ(test.result(draft).note,
            "1 error; put right what is an error before this goes out, and it has to be approved "
            "by the roles named.");
}

TEST(Approval, MistakesStandAtTheirPlace) {
  struct Row {
    std::string when, mistake, suggestion;
  };
  const std::vector<Row> table = {
      {"draft.acount == 'x'", "7:14-26 there is no name 'draft.acount'", "'draft.account'"},
      {"1 + 1", "7:13-20 'when' of an approval gives a whole number (int)", ""},
      {"findings.has('LG9')", "7:27-32 there is no rule 'LG9'", "'LG1'"},
      {"draft.paid > 3", "", ""},
      {"words.nothing > 0", "", ""},
      {"post.text == ''", "", ""},
  };
  for (const auto& [when, mistake, suggestion] : table) {
    const ReviewTest test(policy_with(when), test_kinds());
    ASSERT_TRUE(test.loaded());
    const auto made = Rulebook::make({test.policy(), test.sites(), nullptr, nullptr, {}},
                                     test_kinds());
    ASSERT_FALSE(made.has_value()) << when;
    const policy::Mistake& first = made.error().front();
    EXPECT_EQ(first.file, "review.yaml");
    if (mistake.empty()) continue;
    EXPECT_EQ(fmt::format("{}:{}-{} {}", first.line, first.column, first.end_column, first.what),
              mistake);
    EXPECT_EQ(first.suggestion, suggestion);
  }
}

}  // namespace
}  // namespace decorum::review
