#include "signals/numbers.h"

#include <gtest/gtest.h>

#include "signals/learning_fixture.h"

namespace decorum::signals {
namespace {

// Places in the vector, in the order in which finish() writes them.
constexpr std::size_t compound = 0;
constexpr std::size_t exclamations = 14;
constexpr std::size_t links = 18;
constexpr std::size_t handles = 19;
constexpr std::size_t hashtags = 20;
constexpr std::size_t profanity = 22;
constexpr std::size_t money = 26;
constexpr std::size_t ends_asking = 31;
constexpr std::size_t first_asks = 33;
constexpr std::size_t profane_to_you = 34;

Numbers numbers_of(std::string_view text) {
  static const Features features = small_features();
  static const WordIndex words(features);
  TokenRow row;
  tokenise(text, row);
  NumberCounter counter;
  for (const Token& t : row.tokens) counter.add(t, row.text_of(t), words.find(t.hash));
  return counter.finish();
}

TEST(Numbers, AreFiniteAndSmallForAnyText) {
  for (const char* text : {"", "!", "good", "bad bad bad bad bad bad bad bad bad bad bad"}) {
    for (const float number : numbers_of(text)) {
      EXPECT_GE(number, -4) << text;
      EXPECT_LE(number, 4) << text;
    }
  }
}

TEST(Numbers, ValenceFollowsNegationBoostersCapitalsAndBut) {
  const float plain = numbers_of("good")[compound];
  EXPECT_GT(plain, 0);
  EXPECT_LT(numbers_of("bad")[compound], 0);
  EXPECT_GT(numbers_of("very good")[compound], plain);
  EXPECT_GT(numbers_of("GOOD")[compound], plain);
  EXPECT_LT(numbers_of("not good")[compound], 0);
  EXPECT_LT(numbers_of("good but bad")[compound], numbers_of("good bad")[compound]);
  EXPECT_EQ(numbers_of("a table")[compound], 0);
}

TEST(Numbers, CountWhatStandsInThePost) {
  EXPECT_GT(numbers_of("stop!!!")[exclamations], numbers_of("stop!")[exclamations]);
  EXPECT_GT(numbers_of("see http://a.example")[links], 0);
  EXPECT_GT(numbers_of("@one hello")[handles], 0);
  EXPECT_GT(numbers_of("#one")[hashtags], 0);
  EXPECT_EQ(numbers_of("# one")[hashtags], 0);
  EXPECT_GT(numbers_of("damn it")[profanity], 0);
  EXPECT_GT(numbers_of("\xC2\xA3" "5")[money], 0);
  EXPECT_GT(numbers_of("$5")[money], 0);
}

TEST(Numbers, SeeAQuestionAtItsEndsOnly) {
  EXPECT_EQ(numbers_of("really?")[ends_asking], 1);
  EXPECT_EQ(numbers_of("really? http://a.example")[ends_asking], 1);
  EXPECT_EQ(numbers_of("really? yes")[ends_asking], 0);
  EXPECT_EQ(numbers_of("what time")[first_asks], 1);
  EXPECT_EQ(numbers_of("@one what time")[first_asks], 1);
  EXPECT_EQ(numbers_of("the what")[first_asks], 0);
}

TEST(Numbers, TellSwearingAtSomebodyFromSwearing) {
  EXPECT_EQ(numbers_of("damn you")[profane_to_you], 1);
  EXPECT_EQ(numbers_of("damn it")[profane_to_you], 0);
  EXPECT_EQ(numbers_of("thank you")[profane_to_you], 0);
}

}  // namespace
}  // namespace decorum::signals
