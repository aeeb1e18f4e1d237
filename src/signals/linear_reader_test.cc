#include "signals/linear_reader.h"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "signals/learning_fixture.h"
#include "signals/parts.h"
#include "signals/scorer.h"

namespace decorum::signals {
namespace {

std::string features_file() { return write_features(small_features()); }
std::string model_file() { return write_model(small_model(small_features())); }

Signals read(const Reader& reader, const post::Post& post) {
  TokenRow row;
  tokenise(post.text, row);
  Parts parts;
  Signals signals;
  reader.read(post, row, parts, signals);
  return signals;
}

post::Post post_of(std::string text) {
  post::Post post;
  post.text = std::move(text);
  return post;
}

std::vector<std::string> evidence(const Reader& reader, const post::Post& post, Signal signal) {
  TokenRow row;
  tokenise(post.text, row);
  Parts parts;
  Signals signals;
  reader.read(post, row, parts, signals);
  std::vector<Evidence> places;
  reader.evidence(post, row, signals, signal, parts, places);
  std::vector<std::string> words;
  float before = std::numeric_limits<float>::infinity();
  for (const Evidence& place : places) {
    EXPECT_GT(place.weight, 0);
    EXPECT_LE(place.weight, before) << "strongest first";
    before = place.weight;
    words.push_back(post.text.substr(place.span.start, place.span.end - place.span.start));
  }
  return words;
}

TEST(LinearReader, FillsItsSignalsAndNoOther) {
  const std::vector<std::string> files = {model_file(), features_file()};
  const auto reader = make_linear_reader(files);
  ASSERT_TRUE(reader) << reader.error().what;
  const Signals spam = read(**reader, post_of("win free money"));
  const Signals ham = read(**reader, post_of("see you at the meeting"));
  EXPECT_GT(spam[Signal::spam], ham[Signal::spam]);
  EXPECT_GE(ham[Signal::spam], 0);
  EXPECT_LE(spam[Signal::spam], 1);
  EXPECT_TRUE(is_unknown(spam[Signal::abuse]));
  EXPECT_TRUE(is_unknown(spam[Signal::sentiment_positive]));
}

TEST(LinearReader, TellsNothingOfAPostWithoutWords) {
  const std::vector<std::string> files = {model_file(), features_file()};
  const auto reader = make_linear_reader(files);
  for (const char* text : {"", " ", "!!!", "...", "http://a.example", "@one"}) {
    EXPECT_TRUE(is_unknown(read(**reader, post_of(text))[Signal::spam])) << text;
  }
  for (const char* text : {"free", "7", ":)", "#free"}) {
    EXPECT_FALSE(is_unknown(read(**reader, post_of(text))[Signal::spam])) << text;
  }
}

TEST(LinearReader, EvidenceIsTheWordsThatLedThere) {
  const std::vector<std::string> files = {model_file(), features_file()};
  const auto reader = make_linear_reader(files);
  auto words = evidence(**reader, post_of("see you, FREE prize at ten"), Signal::spam);
  ASSERT_GE(words.size(), 2u);
  std::sort(words.begin(), words.begin() + 2);
  EXPECT_EQ(words[0], "FREE");
  EXPECT_EQ(words[1], "prize");
  for (const std::string& word : words) EXPECT_NE(word, "see");
}

TEST(LinearReader, EvidenceShowsAHashtagOnce) {
  const std::vector<std::string> files = {model_file(), features_file()};
  const auto reader = make_linear_reader(files);
  const auto words = evidence(**reader, post_of("meeting #FreePrize"), Signal::spam);
  ASSERT_FALSE(words.empty());
  EXPECT_EQ(words[0], "#FreePrize");
  EXPECT_EQ(std::count(words.begin(), words.end(), "Free"), 0);
}

TEST(LinearReader, HasNoEvidenceForWhatItDoesNotFill) {
  const std::vector<std::string> files = {model_file(), features_file()};
  const auto reader = make_linear_reader(files);
  EXPECT_TRUE(evidence(**reader, post_of("free prize"), Signal::abuse).empty());
  EXPECT_TRUE(evidence(**reader, post_of("!!"), Signal::spam).empty());
}

TEST(LinearReader, RefusesFilesThatDoNotFitTogether) {
  const std::string features = features_file();
  const std::string model = model_file();
  auto other = count_features({set_of("other", {{"one two", {}}})}, small_lexicons());
  const std::string other_features = write_features(*other);
  Model stranger = small_model(small_features());
  stranger.signal = "rudeness";
  const std::vector<std::vector<std::string>> wrong = {{},
                                                       {model},
                                                       {features, features},
                                                       {features, model, model},
                                                       {other_features, model},
                                                       {features, write_model(stranger)},
                                                       {features, "nonsense"},
                                                       {features, ""}};
  for (const auto& files : wrong) EXPECT_FALSE(make_linear_reader(files)) << files.size();
  EXPECT_TRUE(make_linear_reader(std::vector{features}));
}

TEST(LinearReader, VersionNamesEveryFileAndNotTheirOrder) {
  const std::vector<std::string> files = {features_file(), model_file()};
  const std::vector<std::string> turned = {files[1], files[0]};
  Model changed = small_model(small_features());
  changed.threshold = 0.25F;
  const std::vector<std::string> others = {files[0], write_model(changed)};
  EXPECT_EQ((*make_linear_reader(files))->version(), (*make_linear_reader(turned))->version());
  EXPECT_NE((*make_linear_reader(files))->version(), (*make_linear_reader(others))->version());
}

// The sum over the features one by one, as it is written in model.h.
double naive_score(const Features& features, const Model& model, std::string_view text) {
  TokenRow row;
  tokenise(text, row);
  const WordIndex words(features);
  NumberCounter counter;
  double sum = 0;
  double norm = 0;
  for (std::size_t k = 0; k < row.tokens.size(); ++k) {
    const Token& token = row.tokens[k];
    const auto take = [&](std::uint32_t feature) {
      sum += model.weights[0][feature];
      norm += static_cast<double>(features.idf[feature]) * features.idf[feature];
    };
    word_rows(row, token, take);
    context_rows(row, k, take);
    counter.add(token, row.text_of(token), words.find(token.hash));
  }
  const Numbers numbers = counter.finish();
  double score = static_cast<double>(model.bias[0]) +
                 static_cast<double>(model.scale[0]) * sum / std::sqrt(std::max(norm, 1.0));
  for (std::size_t j = 0; j < number_count; ++j) {
    score += static_cast<double>(model.number_weights[0][j] * numbers[j]);
  }
  return score;
}

TEST(Weights, KnownAndUnknownWordsScoreAsTheFormulaSays) {
  const Features features = small_features();
  const Model model = small_model(features);
  auto scorer = Scorer::make(features, nullptr, model);
  ASSERT_TRUE(scorer);
  std::string text;
  for (int turn = 0; turn < 150; ++turn) {
    EXPECT_NEAR(scorer->scores(text)[0], naive_score(features, model, text), 2e-4) << text;
    text += turn % 3 == 0 ? "free " : turn % 3 == 1 ? "UnheardOf" : "not soooo good? #SeeYou! ";
  }
}

TEST(Weights, RefuseMoreClassesThanLanes) {
  const Features features = small_features();
  const std::vector<Model> models(head_lanes + 1, small_model(features));
  EXPECT_FALSE(Weights::make(features, nullptr, models));
  EXPECT_TRUE(Weights::make(features, nullptr, std::span(models).first(head_lanes)));
}

}  // namespace
}  // namespace decorum::signals
