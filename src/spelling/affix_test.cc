#include "spelling/affix.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "spelling/graph.h"

namespace decorum::spelling {
namespace {

constexpr std::string_view aff =
    "SET UTF-8\n"
    "# a comment\n"
    "NOSUGGEST !\n"
    "ONLYINCOMPOUND _\n"
    "PFX U Y 1\n"
    "PFX U 0 un .\n"
    "PFX A Y 2\n"
    "PFX A 0 re [^e] \n"
    "PFX A 0 re- e \n"
    "SFX D Y 4\n"
    "SFX D 0 d e\n"
    "SFX D y ied [^aeiou]y\n"
    "SFX D 0 ed [^ey]\n"
    "SFX D 0 ed [aeiou]y\n"
    "SFX N N 1\n"
    "SFX N 0 ness .\n";

std::string forms_of(std::string_view stem, std::string_view flags) {
  std::vector<std::string> forms;
  read_affixes(aff).value().expand(stem, flags, forms);
  std::sort(forms.begin(), forms.end());
  std::string out;
  for (const std::string& form : forms) out += form + " ";
  return out;
}

TEST(Affixes, ExpandAnEntry) {
  EXPECT_EQ(forms_of("play", ""), "play ");
  EXPECT_EQ(forms_of("play", "D"), "play played ");
  EXPECT_EQ(forms_of("try", "D"), "tried try ");
  EXPECT_EQ(forms_of("like", "D"), "like liked ");
  EXPECT_EQ(forms_of("elect", "A"), "elect re-elect ");
}

TEST(Affixes, CrossOnlyWhereBothMay) {
  EXPECT_EQ(forms_of("do", "UN"), "do doness undo ");
  EXPECT_EQ(forms_of("try", "AD"), "retried retry tried try ");
}

TEST(Affixes, UnknownFlagsChangeNothing) { EXPECT_EQ(forms_of("play", "?!_#9"), "play "); }

TEST(Affixes, FormsThatAreTooLongAreLeftOut) {
  const std::string stem(word_bytes_max, 'x');
  EXPECT_EQ(forms_of(stem, "UD"), stem + " ");
}

TEST(Affixes, FlagsWithAMeaningAreRead) {
  const Affixes affixes = read_affixes(aff).value();
  EXPECT_EQ(affixes.no_suggest, '!');
  EXPECT_EQ(affixes.only_in_compound, '_');
}

TEST(Affixes, WhatWouldChangeTheWordsIsRefusedWithItsLine) {
  constexpr std::pair<const char*, const char*> wrong[] = {
      {"FLAG long\n", "line 1"},
      {"SET UTF-8\nAF 3\n", "line 2"},
      {"NEEDAFFIX X\n", "line 1"},
      {"CIRCUMFIX X\n", "line 1"},
      {"FORBIDDENWORD X\n", "line 1"},
      {"NOSUGGEST\n", "line 1"},
      {"NOSUGGEST ab\n", "line 1"},
      {"PFX A\n", "line 1"},
      {"PFX AB Y 1\n", "line 1"},
      {"SFX D Y 1\nSFX D 0 d/S e\n", "line 2"},
      {"SFX D Y 1\nSFX D 0\n", "line 2"},
      {"COMPLEXPREFIXES\n", "line 1"}};
  for (const auto& [text, where] : wrong) {
    const auto read = read_affixes(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_EQ(read.error().where, where) << text;
  }
}

TEST(Conditions, LookAtTheEndThatChanges) {
  struct Row {
    const char* word;
    const char* condition;
    bool prefix, meets;
  };
  constexpr Row rows[] = {
      {"try", "[^aeiou]y", false, true},  {"play", "[^aeiou]y", false, false},
      {"y", "[^aeiou]y", false, false},   {"élan", "[^e]", true, true},
      {"elan", "[^e]", true, false},      {"café", "[^e]", false, true},
      {"café", "é", false, true},         {"", "e", false, false},
      {"", ".", false, true},             {"abc", "a.c", false, true},
      {"abc", "a.d", false, false},       {"abc", "ab", true, true},
      {"abc", "bc", true, false},         {"ab", "abc", true, false}};
  for (const Row& row : rows) {
    EXPECT_EQ(meets(row.word, read_condition(row.condition), row.prefix), row.meets)
        << row.word << " " << row.condition;
  }
}

TEST(Conditions, BrokenOnesDoNotCrash) {
  for (const char* text : {"", "[", "]", "[]", "[^", "[^]", "[a", "a]", "^", "\xff"}) {
    meets("word", read_condition(text), false);
    meets("", read_condition(text), true);
  }
}

}  // namespace
}  // namespace decorum::spelling
