#include "review/confused_words.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "review/confused_patterns.h"

namespace decorum::review {
namespace {

std::string told(std::string_view text) {
  Reading reading;
  read(text, nullptr, {}, reading);
  std::string out;
  for (const Confused& found : find_confused(reading)) {
    out += std::string(reading.words[found.word].text) + ">" + found.instead + " ";
  }
  return out;
}

TEST(ConfusedWords, AreFoundWhereTheyCannotBeRight) {
  struct Row {
    std::string_view text, told;
  };
  constexpr Row rows[] = {
      {"Your welcome!", "Your>You're "},
      {"Hope your going to come.", "your>you're "},
      {"Bring you're own lunch.", "you're>your "},
      {"Its been a joy.", "Its>It's "},
      {"The museum opens it's doors.", "it's>its "},
      {"Their is still time.", "Their>There "},
      {"Please bring there own pens.", "there>their "},
      {"It is never to late.", "to>too "},
      {"We want too help.", "too>to "},
      {"More then 40 people came.", "then>than "},
      {"Rather then wait, call us.", "then>than "},
      {"Don't loose your place.", "loose>lose "},
      {"The affect on schools is large.", "affect>effect "},
      {"This will effect your bus.", "effect>affect "},
      {"Time to practice.", "practice>practise "},
      {"It is good practise.", "practise>practice "},
      {"Renew your driving license.", "license>licence "},
      {"We offer free advise.", "advise>advice "},
      {"You should of seen it.", "of>have "},
      {"SHOULD OF GONE", "OF>HAVE "},
      {"Open everyday from 9am.", "everyday>every day "},
      {"Tell us weather or not you can come.", "weather>whether "},
      {"We where delighted to host.", "where>were "},
      {"Were delighted to host.", "Were>We're "},
      {"Please bare with us.", "bare>bear "},
      {"A sneak peak at the plans.", "peak>peek "},
      {"Town counsel meeting", "counsel>council "},
      {"He was lead by his aunt.", "lead>led "},
      {"Thank you for you support.", "you>your "},
      {"She has went home.", "went>gone "},
      {"A event for all, and an new room.", "A>An an>a "},
      {"It lasts a hour.", "a>an "},
      {"Practise managers meet in May.", "Practise>Practice "},
      {"The trust has updated it's opening hours.", "it's>its "},
      {"How will the roadworks effect you?", "effect>affect "},
      {"More visitors came, and fewer cars then last year.", "then>than "},
      {"You wont need a coat.", "wont>won't "},
      {"A peace of history.", "peace>piece "}};
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(ConfusedWords, AreNotFoundWhereTheyMayBeRight) {
  for (const char* text :
       {"Your welcome pack is here.", "Your very own badge.", "If you're local, come in.",
        "In its infancy; its doors; its great hall.", "It's time. It's free.",
        "Their will was read. There are two. They're here.", "Are there jobs? Is there support?",
        "You could, of course, come.", "You could of course come.", "See you later then we eat.",
        "The loose screw.", "To effect change.", "The doctor's practice. Practise daily.",
        "Creative Commons License.", "License the music.", "We advise you to call.",
        "In everyday life.", "The extraordinary in the everyday.", "Whatever the weather you like.",
        "They were delighted.", "Where we're going.", "The bare facts.", "The peak district.",
        "Which lead to better roads.", "Lead by example.",
        "A union, a European, a one-off, a useful.",
        "An hour, an honest man, an MP, an NHS trust, an historic house.", "Option a and option b.",
        "Vitamin a is good.", "Please form a queue.", "Away in a manger.", "Let us now sing.",
        "The prices do not vary much.", "The Forth Bridge.", "Working with you has been great.",
        "He threw a party.", "If she were able.", "A trail run at dawn.",
        "You're family here. If you're staff, ask.", "It's free and it's new.",
        "A peace of its own.",
        "Half passed the exam.", "They appointed her as principal of the college.",
        "Show you're ready.", "The street is quiet right now.", "We insure all kinds of boats.",
        "Lawyers that advise on tax.", "Practise questions with a friend.",
        "Away in the manger in May.",
        "@your welcome #your https://your.org/your going to", "`your welcome`", ""}) {
    EXPECT_EQ(told(text), "") << text;
  }
}

TEST(ConfusedPatterns, AreWellFormed) {
  std::set<std::string_view> seen;
  std::vector<std::string_view> patterns(confused_patterns().begin(), confused_patterns().end());
  patterns.insert(patterns.end(), confused_pairs().begin(), confused_pairs().end());
  for (const std::string_view pattern : patterns) {
    EXPECT_TRUE(seen.insert(pattern).second) << pattern;
    const std::size_t open = pattern.find('['), arrow = pattern.find('>'),
    close = pattern.find(']');
    ASSERT_NE(open, std::string_view::npos) << pattern;
    ASSERT_NE(close, std::string_view::npos) << pattern;
    EXPECT_TRUE(open < arrow && arrow < close) << pattern;
    EXPECT_EQ(pattern.find('[', open + 1), std::string_view::npos) << pattern;
    EXPECT_EQ(pattern.find("  "), std::string_view::npos) << pattern;
    EXPECT_EQ(pattern.substr(open, arrow - open).find(' '), std::string_view::npos) << pattern;
    EXPECT_NE(pattern.substr(open + 1, arrow - open - 1),
              pattern.substr(arrow + 1, close - arrow - 1)) << pattern;
    // Each "|" stands between two words.
    for (std::size_t at = pattern.find('|'); at != std::string_view::npos;
         at = pattern.find('|', at + 1)) {
      ASSERT_TRUE(at > 0 && at + 1 < pattern.size()) << pattern;
      EXPECT_NE(pattern[at - 1], ' ') << pattern;
      EXPECT_NE(pattern[at + 1], ' ') << pattern;
    }
  }
}

}  // namespace
}  // namespace decorum::review
