#include "signals/read.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>

#include <gtest/gtest.h>
#include <simdjson.h>

namespace decorum::signals {
namespace {

post::Post post_of(std::string_view text) {
  post::Post post;
  post.text = text;
  return post;
}

std::vector<post::Lexicon> lexicons() {
  return {{"journalist", {"reporter", "press office"}, {"\\bfor (the )?(bbc|times)\\b"}, {}},
          {"threat", {"find you"}, {}, {"hope to find you well"}}};
}

// The models of the project, empty when they are not there.
ReaderSet::Models models() {
  ReaderSet::Models out;
  const std::filesystem::path folder = "models";
  if (!std::filesystem::is_directory(folder)) return out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".model") continue;
    std::ostringstream bytes;
    bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    out.model_files.push_back(bytes.str());
  }
  return out;
}

class ReadTest : public testing::Test {
 protected:
  void SetUp() override {
    const ReaderSet::Models files = models();
    if (files.model_files.empty()) GTEST_SKIP() << "no models in ./models";
    auto made = ReaderSet::make(files, lexicons());
    ASSERT_TRUE(made) << made.error().what;
    set_ = std::make_unique<ReaderSet>(std::move(*made));
  }
  Signals read(std::string_view text, std::string_view lang = "") {
    post::Post post = post_of(text);
    post.lang = lang;
    Signals out;
    set_->read(post, scratch_, out);
    return out;
  }

  std::unique_ptr<ReaderSet> set_;
  Scratch scratch_;
};

TEST(ReadWithoutModels, RulesAnswerAndModelSignalsAreUnknown) {
  const auto set = ReaderSet::make({}, lexicons());
  ASSERT_TRUE(set);
  Scratch scratch;
  Signals out;
  set->read(post_of("A reporter for the BBC here, jo@example.org"), scratch, out);
  for (const float value : out.values) EXPECT_TRUE(is_unknown(value));
  EXPECT_EQ(out.words, (std::vector<std::int32_t>{2, 0}));
  ASSERT_EQ(out.personal_data.size(), 1U);
  EXPECT_EQ(out.personal_data[0].kind, "email");
  EXPECT_EQ(out.language.code, "en");
}

TEST(ReadWithoutModels, AScratchMayServeSeveralSets) {
  const auto one = ReaderSet::make({}, lexicons());
  const auto two = ReaderSet::make({}, {});
  ASSERT_TRUE(one && two);
  Scratch scratch;
  Signals out;
  for (int round = 0; round < 3; ++round) {
    one->read(post_of("the press office"), scratch, out);
    EXPECT_EQ(out.words, (std::vector<std::int32_t>{1, 0}));
    two->read(post_of("the press office"), scratch, out);
    EXPECT_TRUE(out.words.empty());
  }
}

TEST(ReadWithoutModels, TheVersionFollowsWhatChangesAnswers) {
  const auto version = [](std::vector<post::Lexicon> lists, std::string_view desk) {
    return ReaderSet::make({}, lists, desk)->version();
  };
  const std::string base = version(lexicons(), "en");
  EXPECT_TRUE(base.starts_with("sha256:"));
  EXPECT_EQ(version(lexicons(), "en"), base);
  EXPECT_NE(version({}, "en"), base);
  EXPECT_NE(version(lexicons(), "cy"), base);
}

TEST(ReadWithoutModels, CompiledWordsStandInForCompiling) {
  const auto first = ReaderSet::make({}, lexicons());
  const auto second = ReaderSet::make(
      {.model_files = {}, .compiled_words = first->compiled_words()}, lexicons());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->version(), first->version());
  Scratch scratch;
  Signals out;
  second->read(post_of("the press office"), scratch, out);
  EXPECT_EQ(out.words, (std::vector<std::int32_t>{1, 0}));
}

TEST(ReadWithoutModels, ABadPatternOrModelIsRefusedWithItsPlace) {
  EXPECT_EQ(ReaderSet::make({}, std::vector<post::Lexicon>{{"x", {}, {"("}, {}}}).error().where,
            "words.x.patterns[0]");
  EXPECT_FALSE(ReaderSet::make({.model_files = {"no model"}, .compiled_words = ""}, {}));
}

TEST(ReadWithoutModels, WordEvidenceKnowsOnlyTheCallersLists) {
  const auto set = ReaderSet::make({}, lexicons());
  Scratch scratch;
  const post::Post post = post_of("I will F1ND you, idiot");
  ASSERT_EQ(set->word_evidence(post, 1, scratch).size(), 1U);
  EXPECT_EQ(set->word_evidence(post, 1, scratch)[0].span, (base::Span{7, 15}));
  EXPECT_TRUE(set->word_evidence(post, 2, scratch).empty());
  EXPECT_TRUE(set->word_evidence(post_of("hope to find you well"), 1, scratch).empty());
}

TEST_F(ReadTest, ModelsAndWordsMayBeMadeInAnyOrder) {
  int pairs = 0;
  const base::SideBySide backwards = [&pairs](const base::Work& first, const base::Work& second) {
    ++pairs;
    second();
    first();
  };
  const auto again = ReaderSet::make(models(), lexicons(), "en", backwards);
  ASSERT_TRUE(again);
  EXPECT_EQ(pairs, 2);  // models and words; phrases and patterns
  EXPECT_EQ(again->version(), set_->version());
  EXPECT_TRUE(again->compiled_here());
  ReaderSet::Models kept = models();
  kept.compiled_words = again->compiled_words();
  const auto warm = ReaderSet::make(kept, lexicons(), "en", backwards);
  ASSERT_TRUE(warm);
  EXPECT_FALSE(warm->compiled_here());
  EXPECT_EQ(warm->version(), set_->version());
}

TEST_F(ReadTest, EveryModelledSignalIsAProbability) {
  const Signals out = read("Where is my certificate? I have been waiting for six weeks.");
  for (std::size_t i = 0; i < signal_count; ++i) {
    if (is_unknown(out.values[i])) continue;
    EXPECT_GE(out.values[i], 0.002F) << name_of(static_cast<Signal>(i));
    EXPECT_LE(out.values[i], 0.998F) << name_of(static_cast<Signal>(i));
  }
  EXPECT_LT(out[Signal::troll], 0.3F);
}

TEST_F(ReadTest, AnotherLanguageLeavesThemUnknownAndTheRulesStay) {
  const Signals out = read("Ich warte seit sechs Wochen auf Antwort, reporter@example.org");
  for (const float value : out.values) EXPECT_TRUE(is_unknown(value));
  EXPECT_EQ(out.language.code, "de");
  EXPECT_EQ(out.personal_data.size(), 1U);
}

TEST_F(ReadTest, AnInsultIsNearerToATrollThanAComplaint) {
  const float insult = read("you are all a bunch of pathetic idiots, shut up")[Signal::troll];
  const float complaint = read("You have not sent my certificate, please help")[Signal::troll];
  EXPECT_GT(insult, 0.5F);
  EXPECT_LT(complaint, insult);
}

// The same post in plain words and disguised; signals follow what it says.
TEST_F(ReadTest, ADisguisedPostIsReadAsWhatItSays) {
  const std::string plain = "you are a stupid idiot and nobody likes you";
  const Signals wanted = read(plain);
  ASSERT_GT(wanted[Signal::abuse], 0.8F);
  constexpr std::array<std::string_view, 4> disguised = {
      "y0u 4re a 5tup1d 1d10t and n0b0dy l1kes y0u",
      "you are a s t u p i d idiot and nobody likes you",
      "уоu аrе а stuрid idіоt and nоbоdy likеs yоu",
      "noʎ sǝʞᴉl ʎpoqou puɐ ʇoᴉpᴉ pᴉdnʇs ɐ ǝɹɐ noʎ"};
  for (const std::string_view text : disguised) {
    const Signals signals = read(text);
    EXPECT_EQ(signals.language.code, "en") << text;
    EXPECT_NEAR(signals[Signal::abuse], wanted[Signal::abuse], 0.02F) << text;
    EXPECT_NEAR(signals[Signal::troll], wanted[Signal::troll], 0.02F) << text;
    const Cues cues = set_->cues(post_of(text), scratch_);
    EXPECT_TRUE(cues.insults_reader) << text;
  }
}

TEST_F(ReadTest, EvidenceOfADisguisedPostLiesInThePost) {
  const post::Post post = post_of("well \u2013 you are an 1d1\u043et, my reporter is a r3port3r");
  Signals signals;
  set_->read(post, scratch_, signals);
  const auto places = set_->evidence(post, signals, Signal::abuse, scratch_, 1);
  ASSERT_EQ(places.size(), 1U);
  const base::Span span = places[0].span;
  EXPECT_NE(post.text.substr(span.start, span.end - span.start).find("1d1\u043et"),
            std::string::npos);
  const auto words = set_->word_evidence(post, 0, scratch_);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(post.text.substr(words[1].span.start, words[1].span.end - words[1].span.start),
            "r3port3r");
}

TEST_F(ReadTest, EvidenceLiesInTheTextStrongestFirst) {
  const post::Post post = post_of("You pathetic 1d10ts are the worst, shut up \U0001f621");
  Signals out;
  set_->read(post, scratch_, out);
  for (std::size_t i = 0; i < signal_count; ++i) {
    const auto places = set_->evidence(post, out, static_cast<Signal>(i), scratch_, 2);
    EXPECT_LE(places.size(), 2U);
    for (const Evidence& place : places) {
      ASSERT_LT(place.span.start, place.span.end);
      ASSERT_LE(place.span.end, post.text.size());
    }
    for (std::size_t k = 1; k < places.size(); ++k) {
      EXPECT_GE(std::abs(places[k - 1].weight), std::abs(places[k].weight));
    }
  }
  EXPECT_FALSE(set_->evidence(post, out, Signal::troll, scratch_).empty());
}

// The project's own posts: samples and training.
std::vector<std::string> own_posts() {
  std::vector<std::string> out;
  simdjson::dom::parser parser;
  for (const char* file : {"data/samples/posts.jsonl", "data/training/train.jsonl",
                           "data/training/dev.jsonl"}) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
      simdjson::dom::element object;
      std::string_view text;
      if (parser.parse(line).get(object) == simdjson::SUCCESS &&
          object["text"].get(text) == simdjson::SUCCESS) {
        out.emplace_back(text);
      }
    }
  }
  return out;
}

// A person who strikes out the first place shown should see the signal fall. The parts of a score
// are exact, but what is left weighs more in a shorter post, so a few weak signals rise.
TEST_F(ReadTest, WithoutTheFirstEvidenceTheSignalFalls) {
  std::map<Signal, std::pair<int, int>> counts;  // fell, all
  std::vector<std::string> rose;
  for (const std::string& text : own_posts()) {
    const Signals before = read(text);
    for (std::size_t i = 0; i < signal_count; ++i) {
      const auto signal = static_cast<Signal>(i);
      if (is_unknown(before[signal])) continue;
      const auto places = set_->evidence(post_of(text), before, signal, scratch_);
      if (places.empty()) continue;
      const base::Span span = places[0].span;
      const Signals after = read(text.substr(0, span.start) + text.substr(span.end), "en");
      if (is_unknown(after[signal])) continue;
      const bool fell = after[signal] < before[signal];
      ++counts[signal].second;
      counts[signal].first += fell ? 1 : 0;
      if (!fell && before[signal] >= 0.5F) {
        rose.push_back(std::string(name_of(signal)) + ": " +
                       text.substr(span.start, span.end - span.start) + " | " + text);
      }
    }
  }
  int fell = 0, all = 0;
  for (const auto& [signal, count] : counts) {
    fell += count.first;
    all += count.second;
    EXPECT_GE(count.first * 100, count.second * 90)
        << name_of(signal) << " " << count.first << " of " << count.second;
  }
  ASSERT_GT(all, 5000);
  EXPECT_GE(fell * 100, all * 95) << fell << " of " << all;
  EXPECT_LE(rose.size() * 100, static_cast<std::size_t>(all)) << testing::PrintToString(rose);
  RecordProperty("fell", fell);
  RecordProperty("all", all);
}

TEST_F(ReadTest, EvidenceIsWhatAPersonCanJudge) {
  for (const std::string& text : own_posts()) {
    const Signals out = read(text);
    for (std::size_t i = 0; i < signal_count; ++i) {
      for (const Evidence& place :
           set_->evidence(post_of(text), out, static_cast<Signal>(i), scratch_)) {
        const std::string shown = text.substr(place.span.start, place.span.end - place.span.start);
        EXPECT_EQ(shown.find_first_of(".,;:()\"") == 0 && shown.size() < 2, false) << text;
        if (static_cast<Signal>(i) != Signal::spam) {
          EXPECT_FALSE(shown.starts_with("http")) << text;
        }
      }
    }
  }
}

TEST_F(ReadTest, TheSameTextGivesTheSameSignals) {
  const std::string_view text = "You idiots! Call 07700 900123 or see https://example.org";
  const Signals first = read(text);
  read("something else in between, much longer than the text before and after it");
  const Signals second = read(text);
  for (std::size_t i = 0; i < signal_count; ++i) {
    ASSERT_EQ(is_unknown(first.values[i]), is_unknown(second.values[i]));
    if (is_unknown(first.values[i])) continue;
    EXPECT_EQ(first.values[i], second.values[i]);
  }
  EXPECT_EQ(first.words, second.words);
  EXPECT_EQ(first.personal_data, second.personal_data);
}

TEST_F(ReadTest, RandomTextNeverHarms) {
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t length = random() % 60;
    for (std::size_t i = 0; i < length; ++i) {
      const std::uint32_t kind = static_cast<std::uint32_t>(random() % 4);
      const std::uint32_t limit = kind < 2 ? 0x80 : kind == 2 ? 0x800 : 0x1fa00;
      char32_t code = static_cast<char32_t>(random()) % limit;
      if (code >= 0xd800 && code <= 0xdfff) code = U'?';
      base::append_utf8(text, code);
    }
    const Signals out = read(text);
    for (const float value : out.values) {
      ASSERT_TRUE(is_unknown(value) || (value > 0 && value < 1));
    }
    for (const PersonalDatum& datum : out.personal_data) ASSERT_LE(datum.span.end, text.size());
  }
}

}  // namespace
}  // namespace decorum::signals
