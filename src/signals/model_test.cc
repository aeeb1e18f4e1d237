#include "signals/model.h"

#include <cstring>

#include <gtest/gtest.h>

#include "signals/container.h"
#include "signals/learning_fixture.h"

namespace decorum::signals {
namespace {

TEST(Container, GivesBackWhatWasSealed) {
  const std::string bytes = seal_container("{\"a\":1}", "payload");
  const auto box = open_container(bytes);
  ASSERT_TRUE(box) << box.error().what;
  EXPECT_EQ(box->header, "{\"a\":1}");
  EXPECT_EQ(box->payload, "payload");
  EXPECT_EQ(box->checksum.size(), 16u);
}

TEST(Container, RefusesEveryChangedByte) {
  const std::string bytes = seal_container("{}", "some payload");
  for (std::size_t k = 0; k < bytes.size(); ++k) {
    std::string changed = bytes;
    changed[k] = static_cast<char>(changed[k] ^ 0x20);
    EXPECT_FALSE(open_container(changed)) << "byte " << k;
  }
}

TEST(Container, RefusesEveryShorterAndLongerFile) {
  const std::string bytes = seal_container("{}", "some payload");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(open_container(std::string_view(bytes).substr(0, size))) << size;
  }
  EXPECT_FALSE(open_container(bytes + "x"));
}

TEST(Container, NamesAFormatItDoesNotRead) {
  std::string bytes = seal_container("{}", "p");
  bytes[7] = 9;
  EXPECT_EQ(open_container(bytes).error().what,
            "the model file has format version 9, this program reads 1");
}

TEST(Features, SurviveAFile) {
  const auto counted = count_features({small_set()}, small_lexicons());
  ASSERT_TRUE(counted) << counted.error().what;
  const auto read = read_features(write_features(*counted));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->idf, counted->idf);
  EXPECT_EQ(read->words, counted->words);
  EXPECT_EQ(read->about, counted->about);
}

TEST(Features, KnowTheWordsOfTheLexicons) {
  const Features features = small_features();
  const WordIndex index(features);
  EXPECT_EQ(index.find(hash_token("good")).valence, 200);
  EXPECT_EQ(index.find(hash_token("good")).afinn, 3);
  EXPECT_EQ(index.find(hash_token("bad")).valence, -250);
  EXPECT_EQ(index.find(hash_token("very")).booster, 29);
  EXPECT_EQ(index.find(hash_token("damn")).marks, word_mark::profanity);
  EXPECT_EQ(index.find(hash_token("welsh")).marks, word_mark::identity);
  EXPECT_EQ(index.find(hash_token("table")), WordNumbers{});
}

TEST(Features, WeighCommonFeaturesLess) {
  const Features features = small_features();
  const auto common = detail::row_of(hash_token("free") ^ detail::word_seed);
  const auto rare = detail::row_of(hash_token("lunch") ^ detail::word_seed);
  EXPECT_LT(features.idf[common], features.idf[rare]);
}

TEST(CountFeatures, RefusesAMissingLexiconAndABadLine) {
  auto lexicons = small_lexicons();
  lexicons.pop_back();
  EXPECT_EQ(count_features({small_set()}, lexicons).error().what,
            "the lexicon attack.tsv is missing");
  for (const char* line : {"good\tx\n", "good\t99\n", "good\t\xC2\xBD\n"}) {
    lexicons = small_lexicons();
    lexicons[0].bytes = line;
    const auto counted = count_features({small_set()}, lexicons);
    ASSERT_FALSE(counted) << line;
    EXPECT_EQ(counted.error().where, "vader.tsv:1");
  }
  lexicons = small_lexicons();
  lexicons[3].bytes = "# words\nvery\tloudness\t1\n";
  EXPECT_EQ(count_features({small_set()}, lexicons).error().where, "modifiers.tsv:2");
  lexicons = small_lexicons();
  lexicons[6].bytes = "# words\nvermin\tvile\t0\nvermin\tdespicable\t0\n";
  EXPECT_EQ(count_features({small_set()}, lexicons).error().where, "attack.tsv:3");
}

TEST(Features, RefuseOtherHeadersAndPayloads) {
  EXPECT_FALSE(read_features("nothing"));
  EXPECT_FALSE(read_features(seal_container("not json", "")));
  EXPECT_FALSE(read_features(seal_container(R"({"kind":"linear"})", "")));
  EXPECT_FALSE(read_features(
      seal_container(R"({"kind":"features","feature_version":99,"hash_bits":18})", "")));
  const std::string header = R"({"kind":"features","feature_version":1,"hash_bits":18})";
  EXPECT_FALSE(read_features(seal_container(header, "short")));
  const std::string codes(feature_rows, '\1');
  EXPECT_FALSE(read_features(seal_container(header, codes)));
  EXPECT_TRUE(read_features(seal_container(header, codes + std::string(4, '\0'))));
  EXPECT_FALSE(read_features(seal_container(header, codes + std::string(4, '\xFF'))));
  EXPECT_FALSE(read_features(seal_container(header, codes + std::string(5, '\0'))));
  const std::string zeroes(feature_rows + 4, '\0');
  EXPECT_FALSE(read_features(seal_container(header, zeroes)));
}

TEST(Model, SurvivesAFile) {
  const Model model = small_model(small_features());
  const auto read = read_model(write_model(model));
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->signal, model.signal);
  EXPECT_EQ(read->classes, model.classes);
  EXPECT_EQ(read->positive, model.positive);
  EXPECT_EQ(read->features, model.features);
  EXPECT_EQ(read->weights, model.weights);
  EXPECT_EQ(read->number_weights, model.number_weights);
  EXPECT_EQ(read->scale, model.scale);
  EXPECT_EQ(read->bias, model.bias);
  EXPECT_EQ(read->calibration, model.calibration);
  EXPECT_EQ(read->threshold, model.threshold);
  EXPECT_EQ(read->training, model.training);
}

TEST(Model, RefusesHeadersThatDoNotFit) {
  const std::string bytes = write_model(small_model(small_features()));
  const auto box = open_container(bytes);
  ASSERT_TRUE(box);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string header(box->header);
    const std::size_t at = header.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    header.replace(at, from.size(), to);
    return read_model(seal_container(header, box->payload));
  };
  EXPECT_FALSE(with("\"kind\":\"linear\"", "\"kind\":\"features\""));
  EXPECT_FALSE(with("\"feature_version\":1", "\"feature_version\":2"));
  EXPECT_FALSE(with("\"hash_bits\":18", "\"hash_bits\":20"));
  EXPECT_FALSE(with("\"numbers\":53", "\"numbers\":40"));
  EXPECT_FALSE(with("\"classes\":[\"spam\"]", "\"classes\":[]"));
  EXPECT_FALSE(with("\"classes\":[\"spam\"]", "\"classes\":[\"spam\",\"ham\"]"));
  EXPECT_FALSE(with("\"classes\":[\"spam\"]", "\"classes\":[1]"));
  EXPECT_FALSE(with("\"scale\":[", "\"scale\":[1,"));
  EXPECT_FALSE(with("\"bias\":[", "\"bias\":[null,"));
  EXPECT_FALSE(with("\"calibration\"", "\"calibrations\""));
  EXPECT_FALSE(with("\"training\"", "\"trainings\""));
  EXPECT_FALSE(read_model(seal_container(box->header, box->payload.substr(1))));
  EXPECT_FALSE(read_model(seal_container("{", box->payload)));
  EXPECT_TRUE(read_model(seal_container(box->header, box->payload)));
}

TEST(Model, RefusesWeightsThatAreNotNumbers) {
  const std::string bytes = write_model(small_model(small_features()));
  const auto box = open_container(bytes);
  std::string payload(box->payload);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  std::memcpy(payload.data() + feature_rows, &nan, sizeof nan);
  EXPECT_FALSE(read_model(seal_container(box->header, payload)));
}

TEST(KindOf, TellsFilesApart) {
  EXPECT_EQ(*kind_of(seal_container(R"({"kind":"features"})", "")), "features");
  EXPECT_FALSE(kind_of(seal_container(R"({"kind":7})", "")));
  EXPECT_FALSE(kind_of(""));
}

}  // namespace
}  // namespace decorum::signals
