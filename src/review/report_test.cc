#include "review/report.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "policy/policy.h"
#include "review/places.h"

namespace decorum::review {
namespace {

using policy::Severity;

Finding finding(std::string rule, Severity severity, base::Span span, std::string message) {
  Finding one;
  one.rule = std::move(rule);
  one.kind = "existence";
  one.severity = severity;
  one.span = span;
  one.message = std::move(message);
  one.guide = "guide p. 5";
  return one;
}

Reviewed reviewed(std::string text, std::vector<Finding> findings) {
  Reviewed one;
  one.file = "draft.txt";
  one.text = std::move(text);
  one.result.findings = std::move(findings);
  one.result.length.site = "web";
  one.result.note = "No findings is not approval.";
  return one;
}

policy::Policy policy_with(std::vector<std::string> ids) {
  policy::Policy policy;
  policy.hash = "sha256:00";
  policy.info.title = "Our policy";
  policy.info.sources.emplace_back();
  policy.info.sources[0].key = "guide";
  policy.info.sources[0].title = "The guide";
  for (std::string& id : ids) {
    policy::ReviewRule rule;
    rule.title = "Title of " + id;
    rule.id = std::move(id);
    rule.cites = "guide p. 5";
    rule.checks.resize(2);
    rule.checks[1].severity = Severity::error;
    policy.review.rules.push_back(std::move(rule));
  }
  return policy;
}

TEST(LinePlaces, OffsetsAreLinesAndCodePoints) {
  const std::string text = "é1\r\n日本\n\nx";
  const LinePlaces places(text);
  using Place = LinePlaces::Place;
  EXPECT_EQ(places.at(0), (Place{1, 1}));
  EXPECT_EQ(places.at(2), (Place{1, 2}));
  EXPECT_EQ(places.at(5), (Place{2, 1}));
  EXPECT_EQ(places.at(8), (Place{2, 2}));
  EXPECT_EQ(places.at(12), (Place{3, 1}));
  EXPECT_EQ(places.at(13), (Place{4, 1}));
  EXPECT_EQ(places.at(14), (Place{4, 2}));
  EXPECT_EQ(places.at(99), (Place{4, 2}));
  EXPECT_EQ(places.line(1), "é1");
  EXPECT_EQ(places.line(2), "日本");
  EXPECT_EQ(places.line(3), "");
  EXPECT_EQ(places.line(4), "x");
  EXPECT_EQ(places.line(0), "");
  EXPECT_EQ(places.line(5), "");
  EXPECT_EQ(LinePlaces("").at(0), (Place{1, 1}));
}

TEST(ReportText, AFindingHasItsLineAndCarets) {
  Finding one = finding("FA1", Severity::warning, {6, 11}, "This figure has no source.");
  one.suggestions = {"a", "b"};
  one.fix = Fix{{6, 11}, "seven"};
  EXPECT_EQ(to_text(reviewed("First\nSeven in ten\n", {one})),
            "draft.txt:2:1: warning FA1: This figure has no source. (guide p. 5)\n"
            "    Seven in ten\n"
            "    ^^^^^\n"
            "  perhaps: a, b\n"
            "  --fix: write \"seven\"\n"
            "\n"
            "draft.txt: No findings is not approval.\n");
}

TEST(ReportText, WideCharactersAndTabsKeepTheCaretInPlace) {
  EXPECT_NE(to_text(reviewed("日本 bad", {finding("A", Severity::error, {7, 10}, "m")}))
                .find("    日本 bad\n         ^^^\n"),
            std::string::npos);
  EXPECT_NE(to_text(reviewed("\tbad", {finding("A", Severity::error, {1, 4}, "m")}))
                .find("            bad\n            ^^^\n"),
            std::string::npos);
}

TEST(ReportText, AFindingOverLinesIsMarkedToTheEndOfItsFirst) {
  const std::string text = to_text(
      reviewed("one two\r\nthree\n", {finding("A", Severity::info, {4, 12}, "m")}));
  EXPECT_NE(text.find("draft.txt:1:5: info A: m"), std::string::npos);
  EXPECT_NE(text.find("    one two\n        ^^^\n"), std::string::npos);
}

TEST(ReportText, AFindingWithoutAPlaceHasNoLine) {
  EXPECT_EQ(to_text(reviewed("", {finding("A", Severity::error, {0, 0}, "m")})),
            "draft.txt: error A: m (guide p. 5)\n\ndraft.txt: No findings is not approval.\n");
}

TEST(ReportText, ALongLineIsShownInPart) {
  const std::string text = std::string(500, 'a') + " bad " + std::string(500, 'b');
  const std::string told =
      to_text(reviewed(text, {finding("A", Severity::error, {501, 504}, "m")}));
  EXPECT_NE(told.find("…"), std::string::npos);
  EXPECT_NE(told.find(" bad "), std::string::npos);
  EXPECT_LT(told.size(), 400U);
}

TEST(ReportText, NothingDrivesTheTerminal) {
  Finding one = finding("A", Severity::error, {0, 4}, "say \x1B[31m less\nnow");
  one.suggestions = {"\x07"};
  one.fix = Fix{{0, 4}, "\x1B]0;x"};
  Reviewed hostile = reviewed("a\x1B[2Jb\u202E", {one});
  hostile.file = "evil\x1B[m.txt";
  hostile.result.suppressed = {finding("B", Severity::info, {0, 1}, "m")};
  hostile.result.suppressed[0].suppressed = "be\x08" "cause";
  hostile.result.approval = {{{"manager"}, "wh\ny"}};
  const std::string told = to_text(hostile);
  for (const char byte : told) EXPECT_TRUE(byte == '\n' || static_cast<unsigned char>(byte) >= 32);
  EXPECT_EQ(told.find("\u202E"), std::string::npos);
}

TEST(ReportText, WhatIsLetStandApprovalLengthAndNoteComeLast) {
  Reviewed one = reviewed("a b c d", {finding("A", Severity::error, {0, 1}, "m")});
  one.result.suppressed = {finding("C", Severity::info, {6, 7}, "m")};
  one.result.suppressed[0].suppressed = "agreed";
  one.result.unused_suppressions = {"D1"};
  one.result.left_out = 3;
  one.result.approval = {{{"manager", "press-officer"}, "It is quoted."}};
  one.result.length = {"x", true, {{policy::Unit::weighted, 7, 280}}};
  const std::string told = to_text(one);
  for (const char* line : {"draft.txt: 3 more not shown\ndraft.txt: No findings is not approval.\n",
                           "draft.txt:1:7: let stand C: agreed\n",
                           "draft.txt: what is let stand for D1 was not found; take it away\n",
                           "draft.txt: to be approved by manager or press-officer: It is quoted.\n",
                           "draft.txt: 7 of 280 (weighted) on x\n"}) {
    EXPECT_NE(told.find(line), std::string::npos) << line << told;
  }
  EXPECT_EQ(to_text(reviewed("a", {})), "draft.txt: No findings is not approval.\n");
}

TEST(ReportJson, AnObjectHoldsEveryPart) {
  Finding one = finding("FA1", Severity::warning, {0, 5}, "No \"source\".");
  one.fix = Fix{{0, 1}, "s"};
  one.suggestions = {"a"};
  Reviewed draft = reviewed("Seven", {one});
  draft.result.suppressed = {finding("C", Severity::info, {1, 2}, "m")};
  draft.result.suppressed[0].suppressed = "agreed";
  draft.result.unused_suppressions = {"D1"};
  draft.result.approval = {{{"manager"}, "w"}};
  draft.result.advice_only = true;
  EXPECT_EQ(to_json(draft),
            R"({"file":"draft.txt","findings":[{"rule":"FA1","kind":"existence",)"
            R"("severity":"warning","start":0,"end":5,"message":"No \"source\".",)"
            R"("guide":"guide p. 5","fix":{"start":0,"end":1,"replacement":"s"},)"
            R"("suggestions":["a"]}],"suppressed":[{"rule":"C","kind":"existence",)"
            R"("severity":"info","start":1,"end":2,"message":"m","guide":"guide p. 5","fix":null,)"
            R"("suggestions":[],"reason":"agreed"}],"unused_suppressions":["D1"],)"
            R"("length":{"site":"web","valid":true,"caps":[]},)"
            R"("approval":[{"by":["manager"],"why":"w"}],"advice_only":true,"left_out":0,)"
            R"("note":"No findings is not approval."})");
}

TEST(ReportJson, AFileNameThatIsNoUtf8IsMended) {
  Reviewed one = reviewed("", {});
  one.file = "a\xFF";
  EXPECT_TRUE(to_json(one).starts_with("{\"file\":\"a\uFFFD\","));
}

TEST(ReportSarif, AResultNamesItsRuleAndPlace) {
  Finding one = finding("B", Severity::info, {6, 9}, "m");
  one.fix = Fix{{6, 9}, "x"};
  Reviewed draft = reviewed("é ü\nbad", {one});
  draft.file = "a b:1.txt";
  draft.bytes_before = 3;
  const std::vector<Reviewed> all = {draft};
  const std::string sarif = to_sarif(all, policy_with({"A", "B"}), "1.0");
  for (const char* part :
       {R"("version":"2.1.0")", R"("columnKind":"unicodeCodePoints")",
        R"("id":"B","name":"Title of B","shortDescription":{"text":"Title of B"})",
        R"-("help":{"text":"guide p. 5 (The guide)"},"defaultConfiguration":{"level":"error"})-",
        R"("ruleId":"B","ruleIndex":1,"level":"note","message":{"text":"m"})",
        R"("artifactLocation":{"uri":"a%20b%3A1.txt"},"region":{"startLine":2,"startColumn":1,)"
        R"("endLine":2,"endColumn":4,"byteOffset":9,"byteLength":3}})",
        R"("deletedRegion":{"startLine":2,"startColumn":1,"endLine":2,"endColumn":4,)"
        R"("byteOffset":9,"byteLength":3},"insertedContent":{"text":"x"})"}) {
    EXPECT_NE(sarif.find(part), std::string::npos) << part << "\n" << sarif;
  }
}

TEST(ReportSarif, ADraftInJsonIsPlacedAtItsLine) {
  Finding one = finding("A", Severity::warning, {0, 3}, "m");
  one.fix = Fix{{0, 3}, "x"};
  one.suppressed = "agreed";
  Reviewed draft = reviewed("bad", {});
  draft.result.suppressed = {one};
  draft.in_file = "/d/drafts.jsonl";
  draft.in_line = 7;
  const std::vector<Reviewed> all = {draft};
  const std::string sarif = to_sarif(all, policy_with({"A"}), "1.0");
  EXPECT_NE(sarif.find(R"("uri":"file:///d/drafts.jsonl"},"region":{"startLine":7}})"),
            std::string::npos) << sarif;
  EXPECT_NE(sarif.find(R"("logicalLocations":[{"fullyQualifiedName":"/text")"), std::string::npos);
  EXPECT_NE(sarif.find(R"("suppressions":[{"kind":"inSource","status":"accepted",)"
                       R"("justification":"agreed"}])"), std::string::npos);
  EXPECT_EQ(sarif.find("fixes"), std::string::npos);
}

TEST(ReportSarif, ARuleThatThePolicyDoesNotHaveHasNoIndex) {
  const std::vector<Reviewed> all = {reviewed("a", {finding("Z", Severity::error, {0, 1}, "m")})};
  const std::string sarif = to_sarif(all, policy_with({"A"}), "1.0");
  EXPECT_NE(sarif.find(R"("ruleId":"Z","level":"error")"), std::string::npos);
}

TEST(ReportSarif, NoFileIsARunWithoutResults) {
  EXPECT_TRUE(to_sarif({}, policy_with({}), "1.0").ends_with(R"("results":[]}]})"));
}

}  // namespace
}  // namespace decorum::review
