#include "signals/scan.h"

#include <random>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

using post::Lexicon;

std::vector<Lexicon> sample() {
  return {
      {"insult", {"idiot", "kill yourself", "ass", "dickhead", "caf\u00e9 rat"}, {}, {}},
      {"threat",
       {"kill", "shoot"},
       {"\\b(i|we) will (find|get) you\\b", "bomb(s|ed)?"},
       {"kill time", "shoot a film", "photo bomb"}},
      {"topic", {"\u4f1a\u5458", "#jobs", "c++"}, {}, {}},
  };
}

class ScanTest : public testing::Test {
 protected:
  ScanTest() {
    auto made = Scan::make(sample());
    if (made) scan_ = std::make_unique<Scan>(std::move(*made));
  }
  void SetUp() override { ASSERT_NE(scan_, nullptr); }

  std::vector<std::int32_t> count(std::string_view text) {
    fold(text, folded_);
    std::vector<std::int32_t> counts;
    scan_->look(folded_, scratch_);
    scan_->count(folded_, scratch_, counts);
    return counts;
  }
  std::vector<std::string> places(std::string_view text, std::size_t lexicon) {
    fold(text, folded_);
    scan_->look(folded_, scratch_);
    std::vector<std::string> out;
    for (const Evidence& at : scan_->places(folded_, lexicon, scratch_)) {
      EXPECT_EQ(at.weight, 1.0F);
      out.emplace_back(text.substr(at.span.start, at.span.end - at.span.start));
    }
    return out;
  }

  std::unique_ptr<Scan> scan_;
  ScanScratch scratch_;
  Folded folded_;
};

using Counts = std::vector<std::int32_t>;
using Places = std::vector<std::string>;

TEST_F(ScanTest, CountsDistinctEntriesOfEachLexicon) {
  const std::pair<std::string_view, Counts> cases[] = {
      {"", {0, 0, 0}},
      {"a calm and friendly post", {0, 0, 0}},
      {"you idiot", {1, 0, 0}},
      {"Idiot! IDIOT, idiot.", {1, 0, 0}},
      {"idiot and dickhead", {2, 0, 0}},
      {"idiots", {0, 0, 0}},
      {"xidiot", {0, 0, 0}},
      {"idiot_", {0, 0, 0}},
      {"\u00e9idiot", {0, 0, 0}},
      {"first class assess", {0, 0, 0}},
      {"kick his ass", {1, 0, 0}},
      {"go kill   yourself", {1, 1, 0}},
      {"kill\nyourself", {1, 1, 0}},
      {"y0u 1d10t", {1, 0, 0}},
      {"i d i o t", {1, 0, 0}},
      {"idiooooot", {1, 0, 0}},
      {"\uff49\uff44\uff49\uff4f\uff54", {1, 0, 0}},
      {"\u0456d\u0456\u043et", {1, 0, 0}},
      {"id\u200biot", {1, 0, 0}},
      {"a$$", {1, 0, 0}},
      {"the CAF\u00c9 rat", {1, 0, 0}},
      {"We will find you", {0, 1, 0}},
      {"bombs and bombed", {0, 1, 0}},
      {"\u6210\u4e3a\u4f1a\u5458\u3002", {0, 0, 1}},
      {"see #Jobs today", {0, 0, 1}},
      {"writes C++", {0, 0, 1}},
  };
  for (const auto& [text, wanted] : cases) EXPECT_EQ(count(text), wanted) << text;
}

TEST_F(ScanTest, ExceptionsHideOnlyWhatLiesInsideThem) {
  EXPECT_EQ(count("how to kill time"), (Counts{0, 0, 0}));
  EXPECT_EQ(count("how to k1ll time"), (Counts{0, 0, 0}));
  EXPECT_EQ(count("kill time, then kill him"), (Counts{0, 1, 0}));
  EXPECT_EQ(count("shoot a film and kill time"), (Counts{0, 0, 0}));
  EXPECT_EQ(count("a photo bomb"), (Counts{0, 0, 0}));
  EXPECT_EQ(count("a photo bomb and a bomb"), (Counts{0, 1, 0}));
}

TEST_F(ScanTest, PlacesAreExactInTheSource) {
  EXPECT_EQ(places("You  IDIOT, you i d i o t!", 0), (Places{"IDIOT", "i d i o t"}));
  EXPECT_EQ(places("\u201c\u0406DIOT\u201d and 1d10t", 0), (Places{"\u0406DIOT", "1d10t"}));
  EXPECT_EQ(places("kill time, kill him", 1), (Places{"kill"}));
  EXPECT_EQ(places("I will find you with bombs", 1), (Places{"I will find you", "bombs"}));
  EXPECT_EQ(places("nothing", 1), Places{});
  EXPECT_EQ(places("idiot", 99), Places{});
}

TEST_F(ScanTest, OneLookAnswersForEveryLexicon) {
  fold("kill the idiot in class with c++, we will get you", folded_);
  scan_->look(folded_, scratch_);
  for (int again = 0; again < 2; ++again) {
    Counts counts;
    scan_->count(folded_, scratch_, counts);
    EXPECT_EQ(counts, (Counts{1, 2, 1}));
    for (std::size_t lexicon = 0; lexicon < counts.size(); ++lexicon) {
      EXPECT_EQ(scan_->places(folded_, lexicon, scratch_).size(), counts[lexicon]) << lexicon;
    }
  }
  const auto other = Scan::make(sample());
  ASSERT_TRUE(other);
  EXPECT_TRUE(scan_->looked(scratch_));
  EXPECT_FALSE(other->looked(scratch_));
}

TEST_F(ScanTest, LongTextsStayBounded) {
  std::string text;
  while (text.size() < 256 * 1024) text += "kill time, kill photo bomb idiot ";
  EXPECT_EQ(count(text), (Counts{1, 1, 0}));
  EXPECT_LE(places(text, 1).size(), 4096U);
}

TEST_F(ScanTest, AScratchServesOneScanAfterAnother) {
  std::vector<Lexicon> other(1);
  other[0].id = "other";
  for (int i = 0; i < 500; ++i) other[0].phrases.push_back("phrase number " + std::to_string(i));
  const auto second = Scan::make(other);
  ASSERT_TRUE(second);
  EXPECT_EQ(count("idiot"), (Counts{1, 0, 0}));
  fold("phrase number 77 and phrase number 499", folded_);
  Counts counts;
  second->look(folded_, scratch_);
  second->count(folded_, scratch_, counts);
  EXPECT_EQ(counts, Counts{2});
  EXPECT_EQ(count("idiot"), (Counts{1, 0, 0}));
}

TEST_F(ScanTest, CompiledBytesGiveTheSameScan) {
  const std::string bytes = scan_->serialise();
  const auto again = Scan::make(sample(), bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->version(), scan_->version());
  EXPECT_TRUE(again->restored());
  EXPECT_FALSE(scan_->restored());
  Counts counts;
  fold("you 1d10t, we will find you", folded_);
  again->look(folded_, scratch_);
  again->count(folded_, scratch_, counts);
  EXPECT_EQ(counts, (Counts{1, 1, 0}));
}

TEST_F(ScanTest, DamagedOrForeignCompiledBytesAreIgnored) {
  const std::string whole = scan_->serialise();
  std::vector<std::string> damaged{"", "nonsense", whole.substr(0, 30), whole.substr(0, 200),
                                   whole + "x"};
  damaged.push_back(whole);
  damaged.back()[whole.size() / 2] ^= 1;
  std::vector<Lexicon> other = sample();
  other[0].phrases.pop_back();
  damaged.push_back(Scan::make(other)->serialise());
  for (const std::string& bytes : damaged) {
    const auto again = Scan::make(sample(), bytes);
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->restored());
    Counts counts;
    fold("the caf\u00e9 rat", folded_);
    again->look(folded_, scratch_);
    again->count(folded_, scratch_, counts);
    EXPECT_EQ(counts, (Counts{1, 0, 0}));
  }
}

TEST(ScanMake, EmptyLexiconsAreFine) {
  const auto none = Scan::make({});
  ASSERT_TRUE(none);
  const std::vector<Lexicon> hollow{{"hollow", {}, {}, {}}};
  const auto scan = Scan::make(hollow);
  ASSERT_TRUE(scan);
  EXPECT_NE(scan->version(), none->version());
  ScanScratch scratch;
  Folded folded;
  fold("text", folded);
  Counts counts;
  scan->look(folded, scratch);
  scan->count(folded, scratch, counts);
  EXPECT_EQ(counts, Counts{0});
}

TEST(ScanMake, RefusesWhatItCannotHoldAndSaysWhere) {
  const auto refused = [](Lexicon lexicon) {
    const auto made = Scan::make(std::vector<Lexicon>{std::move(lexicon)});
    return made ? base::Error{"accepted", ""} : made.error();
  };
  EXPECT_EQ(refused({"a", {"ok", " "}, {}, {}}).where, "words.a.phrases[1]");
  EXPECT_EQ(refused({"a", {"\u200b"}, {}, {}}).what, "the phrase is empty");
  EXPECT_EQ(refused({"a", {std::string(300, 'x')}, {}, {}}).where, "words.a.phrases[0]");
  EXPECT_EQ(refused({"a", {}, {"fine", "(bad"}, {}}).where, "words.a.patterns[1]");
  EXPECT_EQ(refused({"a", {}, {}, {""}}).where, "words.a.except[0]");
  EXPECT_EQ(refused({"a", {}, std::vector<std::string>(1001, "x"), {}}).where,
            "words.a.patterns[1000]");
  EXPECT_EQ(Scan::make(std::vector<Lexicon>(257)).error().where, "words");
}

}  // namespace
}  // namespace decorum::signals
