// A policy written to hang or to exhaust the program. What is asserted are the bounds by which it
// is built, not times: every input here must come back, with a bounded number of mistakes whose
// text is bounded, too.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/utf8.h"
#include "policy/case_file.h"
#include "policy/files_for_test.h"
#include "policy/load.h"
#include "policy/show.h"
#include "policy/yaml.h"

namespace decorum::policy {
namespace {

std::string repeated(std::string_view part, std::size_t bytes) {
  std::string out;
  while (out.size() + part.size() <= bytes) out += part;
  return out;
}

// Loads it; what comes back is bounded.
std::vector<Mistake> survived(const FileMap& contents, const std::string& name) {
  const std::vector<PolicyFile> files = listed(contents);
  auto policy = load_policy(files, {});
  if (policy) {
    EXPECT_TRUE(base::is_valid_utf8(show(*policy))) << name;
    return {};
  }
  EXPECT_LE(policy.error().size(), mistakes_max) << name;
  const std::string text = render(policy.error(), files);
  EXPECT_LE(text.size(), (mistakes_shown_max + 1) * 4096) << name;
  EXPECT_TRUE(base::is_valid_utf8(text)) << name;
  return policy.error();
}

TEST(Hostile, YamlOfAMebibyteOfAnything) {
  for (const std::string_view part :
       {"[", "{", "- ", "? ", "a: ", "a: {", "[a,", "\"", "'", "'a',", "*a ", "&a ", "!a ", "!!",
        "%", "#", "|\n", ">\n", "\n", "\t", " ", "-", "--- \n", "a", "a\n", ": ", ",", "a,",
        "? - ", "- ? ", "{a: ", "a:\n- ", "\"\\x41\",", "<<: ", "a: 1\n", "[]\n", "a: |\n b\n"}) {
    const std::string bytes = repeated(part, yaml_bytes_max);
    const YamlFile file = parse_yaml("a.yaml", bytes);
    EXPECT_LE(file.nodes, yaml_nodes_max + 1) << part;
    EXPECT_LE(file.mistakes.size(), mistakes_max) << part;
    const YamlFile in_list = parse_yaml("a.yaml", "a: [" + bytes.substr(0, 50'000));
    EXPECT_LE(in_list.nodes, yaml_nodes_max + 1) << part;
    const CaseFile cases = parse_cases({"a.case", bytes}, nullptr);
    EXPECT_LE(cases.cases.size(), cases_max) << part;
  }
}

TEST(Hostile, ALaughOfABillion) {
  std::string text = "a0: &a0 [lol]\n";
  for (int i = 1; i < 30; ++i) {
    text += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}]\n", i, i - 1);
  }
  const YamlFile file = parse_yaml("a.yaml", text);
  EXPECT_LE(file.nodes, 300U);
  EXPECT_FALSE(file.mistakes.empty());
}

TEST(Hostile, AHundredThousandKeys) {
  std::string many;
  for (int i = 0; i < 90'000; ++i) many += fmt::format("k{}: 1\n", i);
  for (const char* path : {"protocol.yaml", "policy.yaml", "roles.yaml", "glossary.yaml",
                           "facts/opening.yaml"}) {
    FileMap files = base_files();
    files[path] = many;
    EXPECT_EQ(survived(files, path).size(), mistakes_max);
  }
}

TEST(Hostile, AThousandUnknownNamesBesideThousandsOfNearOnes) {
  FileMap files = base_files();
  std::string roles, deputies;
  for (int i = 0; i < 4000; ++i) {
    roles += fmt::format("  long-name-of-a-role-number-{0}: {{ title: t, holders: [], deputies: "
                         "[long-name-of-a-role-numbre-{0}] }}\n",
                         i);
  }
  change(files, "roles.yaml", "teams:\n", roles + "teams:\n");
  EXPECT_EQ(survived(files, "names").size(), mistakes_max);
}

TEST(Hostile, DeputiesInCircles) {
  FileMap files = base_files();
  std::string roles;
  for (int i = 0; i < 4000; ++i) {
    roles += fmt::format("  r{}: {{ title: t, holders: [], deputies: [r{}, r{}] }}\n", i,
                         (i + 1) % 4000, (i * 7 + 3) % 4000);
  }
  change(files, "roles.yaml", "teams:\n", roles + "teams:\n");
  change(files, "protocol.yaml", "unsure: { ask: manager", "unsure: { ask: r0");
  EXPECT_FALSE(survived(files, "deputies").empty());
}

// A chart of questions, each with answers that lead to all that follow.
std::string wide_chart(int questions, int answers, std::string_view condition) {
  std::string chart = "start: q0\nquestions:\n";
  for (int i = 0; i < questions; ++i) {
    chart += fmt::format("  q{}:\n    ask: a\n    cites: guide\n    answers:\n", i);
    for (int j = 0; j < answers; ++j) {
      const int next = i + 1 + j;
      chart += fmt::format("      a{}: {{ go: {}{}{} }}\n", j,
                           next < questions ? fmt::format("q{}", next) : "end",
                           condition.empty() ? "" : ", when: ", condition);
    }
    chart += "    unsure: { ask: manager, within: 2h }\n";
  }
  return chart + "outcomes:\n  end: { title: e, do: stand, owner: manager, due: none, "
                 "cites: guide }\n";
}

FileMap with_chart(std::string chart) {
  FileMap files = base_files();
  files["protocol.yaml"] = std::move(chart);
  files["accounts.yaml"] = "accounts: {}\n";
  files["replies.yaml"] = "replies: {}\n";
  files.erase("review.yaml");
  files.erase("handbook.yaml");
  files.erase("one.case");
  return files;
}

TEST(Hostile, ChartsAtAndBeyondTheirBounds) {
  EXPECT_EQ(survived(with_chart(wide_chart(300, 60, "")), "wide"), std::vector<Mistake>{});
  EXPECT_EQ(survived(with_chart(wide_chart(1000, 2, "")), "long"), std::vector<Mistake>{});
  EXPECT_FALSE(survived(with_chart(wide_chart(1, 10'000, "")), "10,000 answers").empty());
  EXPECT_FALSE(survived(with_chart(wide_chart(3000, 2, "")), "3,000 questions").empty());
}

TEST(Hostile, ChartsOfConditionsThatAreHardToCompare) {
  // Every pair of answers is compared, with as many alternatives as are kept.
  std::string hard = "'spam > 0.1";
  for (int i = 0; i < 12; ++i) hard += fmt::format(" || abuse > 0.{} && troll < 0.{}", i, 12 - i);
  survived(with_chart(wide_chart(5, 90, hard + "'")), "many alternatives");
  std::string product = "'true";
  for (int i = 0; i < 30; ++i) product += fmt::format(" && (spam > 0.{0} || irony < 0.{0})", i);
  survived(with_chart(wide_chart(5, 90, product + "'")), "a product");
}

TEST(Hostile, ExpressionsThatWantToBeLarge) {
  const std::string nested = repeated("(", 3000) + "spam > 0.5" + repeated(")", 3000);
  std::string macros = "[1].all(a, ";
  for (int i = 0; i < 60; ++i) macros += fmt::format("[1, 2, 3].exists(b{}, ", i);
  macros += "true" + repeated(")", 61);
  for (const std::string& expression :
       {nested, macros, repeated("!", 4000) + "true", repeated("spam > 0.5 && ", 8000) + "true",
        repeated("spam > 0.5 ? true : ", 8000) + "true", repeated("[", 4000),
        repeated("spam > 0.5 || ", 20'000) + "true", repeated("-", 4000) + "1 > 0",
        "spam > " + repeated("9", 7000), "post.text.matches('" + repeated("(a{100})", 800) + "')",
        "'" + repeated("\\\\x41", 6000) + "' == post.text", repeated("a.", 8000) + "b"}) {
    FileMap files = base_files();
    change(files, "protocol.yaml", "when: \"sentiment.negative >= 0.6\"",
           "when: >-\n          " + expression);
    survived(files, expression.substr(0, 40));
  }
}

TEST(Hostile, WordsThatAreDearToCompile) {
  for (const std::string_view pattern :
       {"(a{500}){500}", "((a*)*)*b", "[a-z]{900}x", "(x+x+)+y", "\\\\pL{800}", "(", "a"}) {
    FileMap files = base_files();
    std::string list = "patterns: [";
    for (int i = 0; i < 200; ++i) list += fmt::format("\"{}{}\", ", pattern, i);
    change(files, "words/threat.yaml", "patterns: ['i (will|''ll) find you']", list + "]");
    survived(files, std::string(pattern));
  }
  FileMap files = base_files();
  change(files, "words/threat.yaml", "patterns: ['i (will|''ll) find you']",
         "patterns: [" + repeated("a, ", 6000) + "]");
  EXPECT_FALSE(survived(files, "2,000 patterns").empty());
}

TEST(Hostile, EveryFileAsLargeAsItMayBe) {
  FileMap files = base_files();
  for (int i = 0; i < 14; ++i) {
    files[fmt::format("words/w{}.yaml", i)] = "phrases: [" + repeated("a, ", yaml_bytes_max - 20);
  }
  EXPECT_FALSE(survived(files, "sixteen mebibytes").empty());
}

TEST(Hostile, OneLineOfManyMistakes) {
  FileMap files = base_files();
  std::string line = "terms: { ";
  for (int i = 0; i < 40'000; ++i) line += fmt::format("t{}: [], ", i);
  files["glossary.yaml"] = line + "}\n";
  EXPECT_EQ(survived(files, "one line").size(), mistakes_max);
}

}  // namespace
}  // namespace decorum::policy
