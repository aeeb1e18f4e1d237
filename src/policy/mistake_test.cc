#include "policy/mistake.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

std::string rendered(const std::string& bytes, std::uint32_t line, std::uint32_t column,
                     std::uint32_t end_column) {
  const std::vector<PolicyFile> files = {{"a.yaml", bytes}};
  return render(Mistake{"a.yaml", line, column, end_column, "code", "it is wrong", "", ""}, files);
}

TEST(Mistake, IsShownWithItsLineACaretAndWhatWasMeant) {
  const std::vector<PolicyFile> files = {{"a.yaml", "one: 1\ntwo: 3\n"}};
  const Mistake mistake{"a.yaml", 2, 6, 7, "code", "two is 3", "2", "'2'"};
  EXPECT_EQ(render(mistake, files),
            "a.yaml:2:6: two is 3\n"
            "    two: 3\n"
            "         ^\n"
            "  expected: 2\n"
            "  did you mean '2'?\n");
}

TEST(Mistake, OfAWholeFileHasNoLine) {
  EXPECT_EQ(render(Mistake{"a.yaml", 0, 0, 0, "code", "it is missing", "", ""}, {}),
            "a.yaml: it is missing\n");
  EXPECT_EQ(render(Mistake{"", 0, 0, 0, "code", "too many files", "", ""}, {}),
            "too many files\n");
}

TEST(Mistake, TheCaretStandsUnderItsText) {
  struct Row {
    std::string name, bytes;
    std::uint32_t column, end_column;
    std::string shown;
  };
  const Row rows[] = {
      {"plain", "ab cd", 4, 6, "    ab cd\n       ^^\n"},
      {"after a tab", "\tab", 2, 4, "            ab\n            ^^\n"},
      {"a tab inside", "a\tb", 3, 4, "    a       b\n            ^\n"},
      {"after wide characters", "\xE8\xAA\xA0\xE5\xAE\x9F x", 4, 5,
       "    \xE8\xAA\xA0\xE5\xAE\x9F x\n         ^\n"},
      {"on a wide character", "\xE8\xAA\xA0", 1, 2, "    \xE8\xAA\xA0\n    ^^\n"},
      {"after a combining accent", "e\xCC\x81 x", 4, 5, "    e\xCC\x81 x\n      ^\n"},
      {"past the end", "ab", 5, 6, "    ab\n      ^\n"},
      {"without length", "ab", 2, 2, "    ab\n     ^\n"},
      {"a mark that turns the line round", "a\xE2\x80\xAE" "b", 3, 4,
       "    a\xEF\xBF\xBD" "b\n      ^\n"},
      {"a Windows line", "ab\r", 1, 3, "    ab\n    ^^\n"},
      {"bytes that are no text", "a\xFF" "b", 2, 3, "    a\xEF\xBF\xBD" "b\n     ^\n"},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(rendered(row.bytes, 1, row.column, row.end_column),
              "a.yaml:1:" + std::to_string(row.column) + ": it is wrong\n" + row.shown)
        << row.name;
  }
}

TEST(Mistake, ALongLineIsShownInPart) {
  const std::string shown = rendered(std::string(5000, 'a') + "b" + std::string(5000, 'c'), 1,
                                     5001, 5002);
  const std::string line = shown.substr(shown.find('\n') + 1);
  EXPECT_LT(line.find('\n'), 120U);
  EXPECT_EQ(line.find('b'), line.find('^') - line.find('\n') - 1 + 2);  // the mark has 3 bytes
}

TEST(Mistake, ALineThatIsNotThereIsLeftOut) {
  EXPECT_EQ(rendered("a\n", 7, 1, 2), "a.yaml:7:1: it is wrong\n");
  EXPECT_EQ(render(Mistake{"b.yaml", 1, 1, 2, "code", "wrong", "", ""}, {}), "b.yaml:1:1: wrong\n");
}

TEST(Mistakes, AreSortedAndDoublesRemoved) {
  std::vector<Mistake> mistakes = {{"b", 1, 1, 2, "", "x", "", ""},
                                   {"a", 2, 1, 2, "", "x", "", ""},
                                   {"a", 1, 9, 10, "", "x", "", ""},
                                   {"a", 1, 9, 10, "", "x", "", ""},
                                   {"", 0, 0, 0, "", "x", "", ""}};
  sort_mistakes(mistakes);
  ASSERT_EQ(mistakes.size(), 4U);
  EXPECT_EQ(mistakes[0].file, "");
  EXPECT_EQ(mistakes[1].column, 9U);
  EXPECT_EQ(mistakes[3].file, "b");
}

TEST(Mistakes, MoreThanCanBeReadAreCounted) {
  const Mistake one{"a", 0, 0, 0, "", "x", "", ""};
  const std::vector<Mistake> mistakes(mistakes_shown_max + 3, one);
  const std::string text = render(mistakes, {});
  EXPECT_TRUE(text.ends_with("\nand 3 more\n"));
}

TEST(Nearest, FindsASlipAndNothingElse) {
  const std::vector<std::string> words = {"ask", "answers", "unsure", "definitions", "help"};
  struct Row {
    std::string wrong, found;
  };
  const Row rows[] = {{"asks", "ask"},      {"aks", "ask"},       {"anwsers", "answers"},
                      {"hlep", "help"},     {"unsere", "unsure"}, {"definitoins", "definitions"},
                      {"followers", ""},    {"", ""},             {"x", ""},
                      {"zzzzzz", ""},       {std::string(65, 'a'), ""}};
  for (const Row& row : rows) EXPECT_EQ(nearest(row.wrong, words), row.found) << row.wrong;
}

TEST(Shortened, CutsAtACharacterAndAtTheFirstLine) {
  EXPECT_EQ(shortened("short"), "short");
  EXPECT_EQ(shortened("one\ntwo"), "one\xE2\x80\xA6");
  std::string accents = "a";
  for (int i = 0; i < 40; ++i) accents += "\xC3\xA9";
  EXPECT_EQ(shortened(accents), accents.substr(0, 59) + "\xE2\x80\xA6");
}

}  // namespace
}  // namespace decorum::policy
