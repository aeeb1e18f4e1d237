#include "signals/near_duplicates.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

const std::string known =
    "Our winter course for new managers starts on the second of February in Leeds, and there are "
    "still a few places left";

ComparedText compared(std::string_view text) {
  ComparedText out;
  compare_as(text, out);
  return out;
}

class Index {
 public:
  explicit Index(std::initializer_list<std::string> texts, std::size_t posts = 1000)
      : known_(posts) {
    for (const std::string& text : texts) add(text);
  }
  std::uint64_t add(const std::string& text) { return known_.add(compared(text)); }
  std::vector<NearDuplicate> find(const std::string& text) { return known_.find(compared(text)); }
  std::uint64_t oldest() const { return known_.oldest(); }

 private:
  NearDuplicates known_;
};

double alike(std::string_view a, std::string_view b) {
  const ComparedText one = compared(a), other = compared(b);
  Trigrams trigrams;
  trigrams.set(one.letters);
  const double similarity = trigrams.similarity(other.letters);
  const bool cut = one.letters.size() < other.letters.size() ? one.cut : other.cut;
  if (similarity >= NearDuplicates::similar_min || !cut) return similarity;
  return trigrams.similarity_of_start(other.letters);
}

TEST(NearDuplicates, WhatDoesNotCountIsGone) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""},
      {"  \n ", ""},
      {"\U0001f600 \u2764\ufe0f !!! @jo https://example.org/a?b#c", ""},
      {"Don\u2019t  MISS\tit!", "dont miss it"},
      {"See https://a.example/x, www.a.example or a.example/y here", "see or here"},
      {"and/or, 1.5 miles", "and or 1 5 miles"},
      {"#Leeds @jo_field: hi", "leeds hi"},
      {"\u0441\u043eur\u0455e", "course"},
      {"k1ll \uff29\uff34", "kill it"},
      {"caf\u00e9", "cafe"},
  };
  for (const auto& [text, letters] : rows) EXPECT_EQ(compared(text).letters, letters) << text;
}

TEST(NearDuplicates, SmallEditsAreFound) {
  const std::pair<std::string_view, std::string> rows[] = {
      {"the same", known},
      {"a word changed",
       "Our winter course for new bakers starts on the second of February in Leeds, and there are "
       "still a few places left"},
      {"words added",
       "News: our popular winter course for new managers starts on Monday the second of February "
       "in Leeds, and there are still quite a few places left"},
      {"words left out",
       "Winter course for managers starts on the second of February in Leeds, there are still "
       "places left"},
      {"typing errors",
       "Our wniter course for new mangers starts on the second of Febuary in Leeds, and there are "
       "still a few placs left"},
      {"capitals",
       "OUR WINTER COURSE FOR NEW MANAGERS STARTS ON THE SECOND OF FEBRUARY IN LEEDS, AND THERE "
       "ARE STILL A FEW PLACES LEFT"},
      {"signs, links, handles and emoji",
       "@jo \U0001f389 our winter course... for new managers \u2013 starts on the second of "
       "February (in Leeds)! And there are still a few places left \U0001f525 "
       "https://example.org/7"},
      {"parts swapped",
       "There are still a few places left, and our winter course for new managers starts on the "
       "second of February in Leeds"},
      {"letters that look alike",
       "\u041eur w\u0456nt\u0435r c\u043eurs\u0435 f\u043er n\u0435w m\u0430n\u0430g\u0435rs "
       "st\u0430rts \u043en the second of February in L\u0435\u0435ds, and there are still a few "
       "places left"},
      {"cut off", "Our winter course for new managers starts on the sec... https://example.org"},
      {"cut off by the character", "Our winter course for new managers starts on the\u2026"},
  };
  Index index({"Something else that we said about quite another thing altogether", known});
  for (const auto& [edit, text] : rows) {
    const auto found = index.find(text);
    ASSERT_EQ(found.size(), 1U) << edit;
    EXPECT_EQ(found[0].number, 2U) << edit;
    EXPECT_GE(found[0].similarity, NearDuplicates::similar_min) << edit;
    EXPECT_LE(found[0].similarity, 1) << edit;
  }
}

TEST(NearDuplicates, ALongerTextIsFoundByTheOneThatWasCutOff) {
  Index index({"Our winter course for new managers starts on the sec\u2026"});
  EXPECT_EQ(index.find(known).size(), 1U);
}

TEST(NearDuplicates, OtherTextsAreNot) {
  Index index({known, "Happy birthday to our member Jo Field, who has been with us for ten years"});
  for (const char* text : {
           "",
           "Our winter course",
           "Leeds",
           "The summer courses for managers start in Leeds on the fifth of June and are all full",
           "Our winter course for new managers starts with a talk by the chair of our branch in "
           "York, where lunch is served",
           "Happy birthday to our member Sam Reed! Did you know that he rowed to Iceland?",
       }) {
    EXPECT_TRUE(index.find(text).empty()) << text;
  }
}

TEST(NearDuplicates, AShortTextIsOnlyFoundWhereItSaysTheSame) {
  Index index({"Thank you!", "Happy new year", "Leeds", "\U0001f600"});
  EXPECT_EQ(index.find("thank YOU \U0001f600"), (std::vector<NearDuplicate>{{1, 1}}));
  EXPECT_EQ(index.find("Leeds?"), (std::vector<NearDuplicate>{{3, 1}}));
  EXPECT_TRUE(index.find("Happy new day").empty());
  EXPECT_TRUE(index.find("\U0001f600").empty()) << "nothing is left to compare";
  EXPECT_TRUE(index.find("Thank you for telling us about it").empty());
}

TEST(NearDuplicates, OtherScriptsAreComparedByTheirCharacters) {
  const std::string russian = "Наш новый курс для руководителей начинается второго февраля в Лидсе";
  const std::string chinese = "我们的冬季经理课程将于二月二日在利兹开始还有几个名额";
  Index index({russian, chinese});
  EXPECT_EQ(index.find("Наш новый курс для начальников начинается второго февраля в Лидсе").size(),
            1U);
  EXPECT_EQ(index.find("我们的冬季经理课程将于三月二日在利兹开始还有几个名额").size(), 1U);
  EXPECT_TRUE(index.find("Завтра мы закрыты, приходите в четверг после обеда").empty());
}

TEST(NearDuplicates, SimilarityIsTwiceWhatBothHaveByWhatEachHas) {
  EXPECT_DOUBLE_EQ(alike("abcd", "abcd"), 1);
  EXPECT_DOUBLE_EQ(alike("abcd", "abce"), 0.5);  // abc of abc, bcd and abc, bce
  EXPECT_DOUBLE_EQ(alike("bababab", "baba"), 2.0 * 2 / (5 + 2));
  EXPECT_DOUBLE_EQ(alike("abcd", "ab"), 0);
  EXPECT_DOUBLE_EQ(alike(known, "ab"), alike("ab", known));
}

TEST(NearDuplicates, TheMostAlikeComeFirstAndThenTheEarliest) {
  Index index({known + " indeed", known, known});
  const auto found = index.find(known);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0], (NearDuplicate{2, 1}));
  EXPECT_EQ(found[1], (NearDuplicate{3, 1}));
  EXPECT_EQ(found[2].number, 1U);
}

TEST(NearDuplicates, TheOldestIsForgottenFirst) {
  Index index({}, 3);
  const std::string others[] = {"The library in York opens at nine every day of the week",
                                "We are looking for people who know how to mend old bicycles",
                                "Tomorrow evening there is a talk on bees in the village hall"};
  EXPECT_EQ(index.add(known), 1U);
  index.add(others[0]);
  index.add(others[1]);
  EXPECT_EQ(index.find(known).size(), 1U);
  EXPECT_EQ(index.add(others[2]), 4U);
  EXPECT_EQ(index.oldest(), 2U);
  EXPECT_TRUE(index.find(known).empty());
  for (const std::string& other : others) EXPECT_EQ(index.find(other).size(), 1U) << other;
}

TEST(NearDuplicates, LongTextsPushOutMoreThanOne) {
  std::string text;
  for (int i = 0; text.size() < 4 * letters_max; ++i) text += "word" + std::to_string(i * 7) + " ";
  Index index({}, 100);  // room for 10,000 characters, ten such texts
  for (int i = 0; i < 50; ++i) index.add("number " + std::to_string(i) + " " + text);
  EXPECT_GE(index.oldest(), 40U);
  EXPECT_EQ(index.find(text).size(), 51 - index.oldest());
}

// Made of few words, so that chains are long and posts alike.
std::string some_text(std::mt19937& random) {
  static const char* const words[] = {"we", "are", "open",  "today", "a",  "course", "on", "bees",
                                      "in", "am",  "Leeds", "...",   "@jo", "\u043a\u043e\u0434"};
  std::string text;
  for (auto count = random() % 14; count > 0; --count) {
    text += words[random() % std::size(words)];
    text += ' ';
  }
  return text;
}

TEST(NearDuplicates, TheSamePostsGiveTheSameAnswersAndEachIsAsAlikeAsItSays) {
  std::mt19937 random(7);
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(some_text(random));
  Index one({}, 500), other({}, 500);
  std::size_t all = 0;
  for (const std::string& text : texts) {
    const auto found = one.find(text);
    ASSERT_EQ(found, other.find(text));
    ASSERT_LE(found.size(), NearDuplicates::found_max);
    for (const NearDuplicate& same : found) {
      ASSERT_GE(same.number, one.oldest());
      const std::string& earlier = texts[same.number - 1];
      const bool equal = compared(text).letters == compared(earlier).letters;
      ASSERT_DOUBLE_EQ(same.similarity, equal ? 1 : alike(text, earlier));
      ++all;
    }
    one.add(text);
    other.add(text);
  }
  EXPECT_GT(all, 1000U);
}

TEST(NearDuplicates, ManyCopiesOfOneTextGiveTen) {
  Index index({}, 20'000);
  for (int i = 0; i < 30'000; ++i) index.add(known);
  const auto found = index.find(known);
  EXPECT_EQ(found.size(), NearDuplicates::found_max);
  for (const NearDuplicate& one : found) EXPECT_EQ(one.similarity, 1);
}

TEST(NearDuplicates, BytesOfAnyKindAreTaken) {
  std::mt19937 random(11);
  Index index({}, 50);
  for (int i = 0; i < 500; ++i) {
    std::string bytes(random() % 3000, ' ');
    for (char& c : bytes) c = static_cast<char>(random());
    ASSERT_LE(compared(bytes).letters.size(), letters_max);
    index.find(bytes);
    index.add(bytes);
  }
}

}  // namespace
}  // namespace decorum::signals
