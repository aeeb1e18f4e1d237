#include "review/reading.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  Reading reading;
  read(text, nullptr, {}, reading);
  std::vector<std::string> words;
  for (const Word& word : reading.words) words.emplace_back(word.text);
  return words;
}

TEST(Reading, WordsAreCutAtBlanksAndSigns) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> table = {
      {"Don't stop", {"Don't", "stop"}},
  };
  for (const auto& [text, words] : table) EXPECT_EQ(words_of(text), words) << text;
}

}  // namespace
}  // namespace decorum::review
