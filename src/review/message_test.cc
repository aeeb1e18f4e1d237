#include "review/message.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::review {
namespace {

TEST(Message, HoldsWhatWasFound) {
  const std::string text = "The color of it";
  Hit hit;
  hit.span = {4, 9};
  hit.fields = {{"instead", "colour"}, {"why", "house style"}};
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", ""},
      {"Plain words.", "Plain words."},
      {"Use “{instead}” for “{text}”.", "Use “colour” for “color”."},
      {"{text}", "color"},
      {"{instead}{why}", "colourhouse style"},
      {"{limit} is not there", " is not there"},
      {"open { and } more", "open  more"},
      {"never { closed", "never { closed"},
      {"} first", "} first"},
  };
  for (const auto& [source, message] : table) EXPECT_EQ(Message(source).with(hit, text), message);
}

TEST(Message, NamesItsFields) {
  EXPECT_EQ(Message("{text} and {limit}, { no").fields(),
            (std::vector<std::string>{"text", "limit"}));
}

TEST(QuotedWords, AreOneShortLine) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", ""},
      {"words", "words"},
      {" two\n lines\t", "two lines"},
      {std::string(60, 'a'), std::string(60, 'a')},
      {std::string(61, 'a'), std::string(60, 'a') + "…"},
      {std::string(50, 'a') + " " + std::string(20, 'b'), std::string(50, 'a') + "…"},
      {std::string(59, 'a') + "é", std::string(59, 'a') + "…"},
      {std::string(500, ' '), "…"},
  };
  for (const auto& [text, quoted] : table) EXPECT_EQ(quoted_words(text), quoted);
}

}  // namespace
}  // namespace decorum::review
