#include "policy/case_file.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "policy/files_for_test.h"

namespace decorum::policy {
namespace {

const Policy& base_policy() {
  static const Policy policy = *load_policy(listed(base_files()), {});
  return policy;
}

TEST(Cases, EveryLineIsRead) {
  const CaseFile file = parse_cases({"a.case",
                                     "# a comment\n"
                                     "case: everything\n"
                                     "account: main       # a comment\n"
                                     "site: x\n"
                                     "author: somebody\n"
                                     "lang: cy\n"
                                     "in_reply_to: 17\n"
                                     "media: image video\n"
                                     "now: 2026-11-22T09:30:00Z\n"
                                     "text: A # is no comment here\n"
                                     "signals: irony=0.5 spam=unknown words.threat=2\n"
                                     "signals: language.code=cy\n"
                                     "history: hostile=3 within 10d\n"
                                     "answer: positive=no-negative by responder\n"
                                     "answer: kind=threat,mistaken by manager\n"
                                     "\n"
                                     "path: positive=no-negative kind\n"
                                     "ask: kind\n"
                                     "outcome: serve let-stand\n"
                                     "proposed: none\n"
                                     "by: positive=person kind=proposed\n"},
                                    &base_policy());
  EXPECT_EQ(render(file.mistakes, {}), "");
  ASSERT_EQ(file.cases.size(), 1U);
  const PolicyCase& one = file.cases[0];
  EXPECT_EQ(one.name, "everything");
  EXPECT_EQ(one.line, 2U);
  EXPECT_EQ(one.account, "main");
  EXPECT_EQ(one.text, "A # is no comment here");
  EXPECT_EQ(one.media, (std::vector<std::string>{"image", "video"}));
  EXPECT_EQ(base::format_rfc3339(*one.now), "2026-11-22T09:30:00Z");
  ASSERT_EQ(one.signals.size(), 4U);
  EXPECT_EQ(one.signals[0].number, 0.5);
  EXPECT_EQ(one.signals[1].number, std::nullopt);
  EXPECT_EQ(one.signals[3].text, "cy");
  EXPECT_EQ(one.history[0].count, 3);
  EXPECT_EQ(one.answers[1].answers, (std::vector<std::string>{"threat", "mistaken"}));
  EXPECT_EQ(*one.path, (std::vector<CaseStep>{{"positive", {"no-negative"}}, {"kind", {}}}));
  EXPECT_EQ(one.ask, "kind");
  EXPECT_EQ(one.outcomes->size(), 2U);
  EXPECT_TRUE(one.proposed->empty());
  EXPECT_EQ(one.by[1].who, CaseBy::Who::proposed);
}

TEST(Cases, WhatIsLeftOutIsNotCompared) {
  const CaseFile file = parse_cases({"a.case", "case: a\ntext: b\nsignals: none\nask: nobody\n"},
                                    nullptr);
  ASSERT_EQ(file.cases.size(), 1U);
  EXPECT_TRUE(file.cases[0].all_unknown);
  EXPECT_EQ(file.cases[0].ask, "");
  EXPECT_EQ(file.cases[0].path, std::nullopt);
  EXPECT_EQ(file.cases[0].outcomes, std::nullopt);
}

TEST(Cases, ABlockIsATextOfSeveralLines) {
  const CaseFile file = parse_cases({"a.case",
                                     "case: a\r\n"
                                     "text: |\r\n"
                                     "  one\r\n"
                                     "    two\r\n"
                                     "\r\n"
                                     "  # three\r\n"
                                     "\r\n"
                                     "outcome: none\r\n"},
                                    nullptr);
  EXPECT_EQ(render(file.mistakes, {}), "");
  ASSERT_EQ(file.cases.size(), 1U);
  EXPECT_EQ(file.cases[0].text, "one\n  two\n\n# three");
}

TEST(Cases, WithoutAPolicyNamesAreNotLookedUp) {
  const PolicyFile file{"a.case", "case: a\ntext: b\nanswer: x=y by z\noutcome: w\n"};
  EXPECT_EQ(parse_cases(file, nullptr).cases.size(), 1U);
  EXPECT_EQ(parse_cases(file, &base_policy()).mistakes.size(), 2U);
}

TEST(Cases, EverySlipHasItsPlace) {
  struct Row {
    std::string line, mistake;
  };
  const Row rows[] = {
      {"outcome serve", "case-line 3:1-14"},
      {"  outcome: serve", "case-line 3:1-17"},
      {"outcom: serve", "unknown-key 3:1-7"},
      {"text: again", "duplicate-key 3:1-5"},
      {"outcome:", "empty 3:1-8"},
      {"outcome: serv", "unknown 3:10-14"},
      {"outcome: none serve", "unknown 3:10-14"},
      {"proposed: serve serv", "unknown 3:17-21"},
      {"ask: kinds", "unknown 3:6-11"},
      {"ask: kind positive", "one-word 3:6-19; unknown 3:6-10"},
      {"account: mane", "unknown 3:10-14"},
      {"path: positive=no kind=threat", "unknown 3:16-18"},
      {"path: positiv=no-negative", "unknown 3:7-14"},
      {"by: positive", "by 3:5-13"},
      {"facts: opening", "facts 3:8-15"},
      {"facts: opening=true", "facts 3:16-20"},
      {"facts: openin=asks", "unknown 3:8-14"},
      {"by: positive=robot", "by 3:14-19"},
      {"by: positiv=person", "unknown 3:5-12"},
      {"answer: positive=no-negative", "answer 3:9-29"},
      {"answer: positive by responder", "answer 3:9-17"},
      {"answer: positive=no-negative by Responder!", "id 3:33-43"},
      {"signals: irony", "signal 3:10-15"},
      {"signals: irony=", "signal 3:10-16"},
      {"signals: irony=2", "signal 3:16-17"},
      {"signals: irony=-0.1", "signal 3:16-20"},
      {"signals: irony=nan", "signal 3:16-19"},
      {"signals: irony=0.5x", "signal 3:16-20"},
      {"signals: words.threat=0.5", "signal 3:23-26"},
      {"signals: ironie=0.5", "unknown 3:10-16"},
      {"history: hostile=3", "history 3:10-19"},
      {"history: hostile=65 within 10d", "history 3:10-31"},
      {"history: hostile=3 in 10d", "history 3:10-26"},
      {"history: hostile=3 within 0d", "history 3:10-29"},
      {"history: angry=3 within 10d", "unknown 3:10-15"},
      {"now: yesterday", "time 3:6-15"},
      {"site: x y", "one-word 3:7-10"},
  };
  for (const Row& row : rows) {
    const CaseFile file = parse_cases(
        {"a.case", "case: a\ntext: b\n" + row.line + "\npath: positive\nask: nobody\n"},
        &base_policy());
    std::string mistakes;
    for (const Mistake& mistake : file.mistakes) {
      if (mistake.line > 3 && mistake.code == "duplicate-key") continue;  // path or ask was ours
      mistakes += fmt::format("{}{} {}:{}-{}", mistakes.empty() ? "" : "; ", mistake.code,
                              mistake.line, mistake.column, mistake.end_column);
    }
    EXPECT_EQ(mistakes, row.mistake) << row.line;
    EXPECT_TRUE(file.cases.empty()) << row.line;
  }
}

TEST(Cases, AFileIsBoundedAndMustBeText) {
  const auto code = [](const std::string& bytes) {
    const CaseFile file = parse_cases({"a.case", bytes}, nullptr);
    return file.mistakes.empty() ? "" : file.mistakes[0].code;
  };
  EXPECT_EQ(code(""), "");
  EXPECT_EQ(code("case: a\ntext: \xFF\nask: nobody\n"), "not-text");
  EXPECT_EQ(code("text: b\n"), "case-order");
  EXPECT_EQ(code("case:\ntext: b\nask: nobody\n"), "case");
  EXPECT_EQ(code(std::string(2 * 1024 * 1024, '#')), "too-large");
  std::string many;
  for (std::size_t i = 0; i <= cases_max; ++i) many += "case: a\ntext: b\nask: nobody\n";
  const CaseFile file = parse_cases({"a.case", many}, nullptr);
  EXPECT_EQ(file.cases.size(), cases_max);
  ASSERT_EQ(file.mistakes.size(), 1U);
  EXPECT_EQ(file.mistakes[0].code, "too-many");
}

TEST(Cases, OfAFolderAreCheckedTogether) {
  FileMap files = base_files();
  EXPECT_TRUE(mistakes_in_cases(listed(files), &base_policy()).empty());
  files["cases/b.case"] = "case: b\n";
  files["a.case"] = "case: a\ntext: b\n";
  EXPECT_EQ(mistakes_in_cases(listed(files), &base_policy()).size(), 3U);
}

TEST(DraftCases, EveryLineIsRead) {
  const CaseFile file = parse_cases({"a.case",
                                     "case: a draft\n"
                                     "draft: Use our code # now\n"
                                     "account: main\n"
                                     "site: x\n"
                                     "now: 2026-11-22T09:30:00Z\n"
                                     "capacity: personal\n"
                                     "paid: yes\n"
                                     "relationship: family\n"
                                     "related_to: Acme  Ltd   # a comment\n"
                                     "on_behalf_of: The Trust\n"
                                     "audience: uk us\n"
                                     "expect: [D1 \"say \"\"hi\"\", now\", FA2]  # a comment\n"
                                     "case: nothing\n"
                                     "draft: |\n"
                                     "  one\n"
                                     "  two\n"
                                     "expect: none\n"},
                                    nullptr);
  EXPECT_EQ(render(file.mistakes, {}), "");
  ASSERT_EQ(file.cases.size(), 2U);
  const PolicyCase& one = file.cases[0];
  ASSERT_TRUE(one.draft);
  EXPECT_EQ(one.draft->text, "Use our code # now");
  EXPECT_EQ(one.draft->account, "main");
  EXPECT_EQ(one.draft->site, "x");
  EXPECT_TRUE(one.now.has_value());
  EXPECT_EQ(one.draft->capacity, post::Capacity::personal);
  EXPECT_TRUE(one.draft->paid);
  EXPECT_EQ(one.draft->relationship, "family");
  EXPECT_EQ(one.draft->related_to, "Acme Ltd");
  EXPECT_EQ(one.draft->on_behalf_of, "The Trust");
  EXPECT_EQ(one.draft->audience, (std::vector<std::string>{"uk", "us"}));
  EXPECT_EQ(*one.expect,
            (std::vector<ExpectedFinding>{{"D1", "say \"hi\", now"}, {"FA2", ""}}));
  EXPECT_EQ(file.cases[1].draft->text, "one\ntwo");
  EXPECT_TRUE(file.cases[1].expect->empty());
}

TEST(DraftCases, WhatIsWrongIsNoted) {
  struct Row {
    std::string_view lines, code;
  };
  const std::vector<Row> rows = {
      {"draft: t\n", "missing"},
      {"draft: t\ntext: t\nexpect: none\n", "case-kind"},
      {"draft: t\noutcome: none\nexpect: none\n", "case-kind"},
      {"draft: t\nsignals: none\nexpect: none\n", "case-kind"},
      {"text: t\noutcome: none\npaid: yes\n", "case-kind"},
      {"text: t\noutcome: none\nexpect: none\n", "case-kind"},
      {"draft: t\nexpect: none\npaid: perhaps\n", "paid"},
      {"draft: t\nexpect: none\ncapacity: private\n", "unknown"},
      {"draft: t\nexpect: none\nrelationship: friend\n", "unknown"},
      {"draft: t\nexpect: none\naccount: nobody\n", "unknown"},
      {"draft: t\nexpect: NO1\n", "unknown"},
      {"draft: t\nexpect: \"words\"\n", "expect"},
      {"draft: t\nexpect: D1 \"words\n", "expect"},
      {"draft: t\nexpect: D1 FA2\n", "expect"},
      {"draft: t\nexpect: [D1\n", "expect"},
      {"draft: t\nexpect: D1,\n", "expect"},
      {"draft: t\nexpect: # nothing\n", "expect"},
      {"draft: t\nexpect: none\nexpect: none\n", "duplicate-key"},
      {"draft: t\nexpects: none\n", "unknown-key"},
      {"draft:\nexpect: none\n", "empty"},
  };
  for (const Row& row : rows) {
    const CaseFile file =
        parse_cases({"a.case", fmt::format("case: a\n{}", row.lines)}, &base_policy());
    EXPECT_TRUE(file.cases.empty()) << row.lines;
    ASSERT_FALSE(file.mistakes.empty()) << row.lines;
    EXPECT_EQ(file.mistakes[0].code, row.code) << row.lines;
  }
}

}  // namespace
}  // namespace decorum::policy
