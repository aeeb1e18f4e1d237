#include "signals/pattern.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace decorum::signals {
namespace {

TEST(PatternFault, AcceptsTheCommonSyntax) {
  for (const std::string_view pattern :
       {"kill", "\\bkill(ed|ing)?\\b", "[a-z]{3,10}@", "a.{0,40}b", "(?i)x", "\\d{4}-\\d{2}",
        "^start", "end$", "caf\u00e9", "[\u00e0-\u00ff]+", "\\x{1f600}", "(?:a|b)+?c"}) {
    EXPECT_EQ(pattern_fault(pattern), std::nullopt) << pattern;
    EXPECT_NE(compile_pattern(pattern), nullptr) << pattern;
  }
}

TEST(PatternFault, NamesWhatIsWrong) {
  const std::pair<std::string, std::string_view> cases[] = {
      {"", "empty"},
      {"kill (you", "round bracket"},
      {"kill you)", "round bracket"},
      {"[a-", "set"},
      {"[z-a]", "set"},
      {"\\", "backslash"},
      {"\\y", "backslash"},
      {"*a", "repeat"},
      {"a**", "repeat"},
      {"a{2000}", "repeats more often"},
      {"(?=ahead)a", "not supported"},
      {"(?<!behind)a", "not supported"},
      {"(a)\\1", "backslash"},
      {"a*", "empty text"},
      {"(a|)", "empty text"},
      {"^$", "empty text"},
      {"((a{100}){100}){2}", "repeats more often"},
      {"(x{1,900}y{1,900})", "too large"},
      {std::string(600, 'a'), "longer than"},
      {std::string("a\0b", 3), "NUL"},
      {"\xff", "UTF-8"},
  };
  for (const auto& [pattern, wanted] : cases) {
    const auto fault = pattern_fault(pattern);
    ASSERT_TRUE(fault) << pattern;
    EXPECT_NE(fault->find(wanted), std::string::npos) << pattern << ": " << *fault;
    EXPECT_NE(fault->back(), '.');
  }
}

TEST(ScannerFlags, AreFewerOnlyWhereTheyChangeNothingInAFoldedText) {
  const unsigned all = scanner_flags("caf\u00e9");
  for (const std::string_view pattern :
       {"Kill", "a.c", "[^a]", "\\W", "\\x{e9}", "\\pL", "[[:upper:]]", "^a", "\\"}) {
    EXPECT_EQ(scanner_flags(pattern), all) << pattern;
  }
  for (const std::string_view pattern :
       {"kill", "\\b(i|we)( will|'ll) [a-z ]{0,24}you\\b", "\\d{4}\\.\\d", "end$", "\\s+\\w"}) {
    EXPECT_LT(scanner_flags(pattern), all) << pattern;
  }
}

TEST(CompilePattern, MatchesBothCases) {
  const RegexPtr regex = compile_pattern("Kill You");
  ASSERT_NE(regex, nullptr);
  EXPECT_TRUE(re2::RE2::PartialMatch("i will kill you", *regex));
}

}  // namespace
}  // namespace decorum::signals
