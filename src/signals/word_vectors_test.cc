#include "signals/word_vectors.h"

#include <cmath>

#include <gtest/gtest.h>

#include "signals/trunk_for_test.h"

namespace decorum::signals {
namespace {

std::string line_of(std::string_view word, float first) {
  std::string line(word);
  line += fmt::format(" {}", first);
  for (std::size_t d = 1; d < word_vector_size; ++d) line += " 0.5";
  return line + "\n";
}

TEST(WordVectors, AreStandardised) {
  const auto vectors = small_vectors();
  double sum = 0, square = 0;
  for (const float number : vectors.numbers) {
    sum += static_cast<double>(number);
    square += static_cast<double>(number) * static_cast<double>(number);
  }
  const auto count = static_cast<double>(vectors.numbers.size());
  EXPECT_NEAR(sum / count, 0, 1e-5);
  EXPECT_NEAR(std::sqrt(square / count), 1, 1e-4);
}

TEST(WordVectors, FindWhatATokenIsMadeOf) {
  const auto vectors = small_vectors();
  const auto found = [&](std::string_view token) {
    std::vector<float> vector(word_vector_size);
    return vectors.find(token, vector.data()) ? vector : std::vector<float>();
  };
  EXPECT_FALSE(found("free").empty());
  EXPECT_EQ(found("#free"), found("free"));
  const auto both = found("winn't");
  ASSERT_FALSE(both.empty());
  EXPECT_FLOAT_EQ(both[0], (found("win")[0] + found("not")[0]) / 2);
  EXPECT_FLOAT_EQ(found("lunch's")[3], (found("lunch")[3] + found("is")[3]) / 2);
  for (const char* token : {"", "#", "unheard", "n't", "'s", "unheard's", "you're", "FREE"}) {
    EXPECT_TRUE(found(token).empty()) << token;
  }
}

TEST(WordVectors, RefuseLinesWithTheirPlace) {
  const std::string good = line_of("one", 1) + line_of("two", 2);
  EXPECT_TRUE(read_word_vectors({"v.txt", good}));
  const std::string short_line = "three" + std::string(" 1 2 3\n");
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"", "v.txt"},
      {good + short_line, "v.txt:3"},
      {good + "\n", "v.txt:3"},
      {good + " 1 2\n", "v.txt:3"},
      {good + line_of("one", 3), "v.txt:3"},
      {line_of("a", std::numeric_limits<float>::infinity()), "v.txt:1"},
      {"a x" + line_of("", 1), "v.txt:1"},
      {line_of("a", 1).substr(0, 100) + "\n", "v.txt:1"},
  };
  for (const auto& [text, where] : wrong) {
    const auto read = read_word_vectors({"v.txt", text});
    ASSERT_FALSE(read) << text.substr(0, 40);
    EXPECT_EQ(read.error().where, where);
  }
}

}  // namespace
}  // namespace decorum::signals
