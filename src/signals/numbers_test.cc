#include "signals/numbers.h"

#include <string_view>
#include <vector>

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
constexpr std::size_t attack = 40;
constexpr std::size_t harm = 41;
constexpr std::size_t demand = 42;
constexpr std::size_t victim = 43;
constexpr std::size_t denied = 44;
constexpr std::size_t quoted = 45;
constexpr std::size_t reported = 46;
constexpr std::size_t condemned = 47;
constexpr std::size_t own = 48;
constexpr std::size_t slur = 49;
constexpr std::size_t bare_attack = 50;
constexpr std::size_t at_something_else = 51;
constexpr std::size_t in_peace = 52;

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

// Which of the numbers about attacks a text has.
std::vector<std::size_t> attacks_in(std::string_view text) {
  const Numbers numbers = numbers_of(text);
  std::vector<std::size_t> out;
  for (std::size_t k = attack; k < number_count; ++k) {
    if (numbers[k] > 0) out.push_back(k);
  }
  return out;
}
using Places = std::vector<std::size_t>;

TEST(AttackNumbers, AGroupAndABadWordAreAnAttack) {
  EXPECT_EQ(attacks_in("the welsh are vermin"), (Places{attack, bare_attack}));
  EXPECT_EQ(attacks_in("vermin like the welsh"), (Places{attack, bare_attack}));
  EXPECT_EQ(attacks_in("the welsh came. they are vermin"), (Places{attack, bare_attack}));
  EXPECT_EQ(attacks_in("a taff"), (Places{slur, bare_attack}));
  EXPECT_EQ(attacks_in("rats are vermin"), (Places{at_something_else}));
  EXPECT_EQ(attacks_in("the welsh sing"), (Places{in_peace}));
  EXPECT_EQ(attacks_in("they sing"), Places{});
}

TEST(AttackNumbers, TellADemandFromWhatWasDone) {
  EXPECT_EQ(attacks_in("the welsh should be shot"), (Places{demand, bare_attack}));
  EXPECT_EQ(attacks_in("shot, all welsh"), (Places{demand, bare_attack}));
  EXPECT_EQ(attacks_in("a welsh man was shot"), (Places{victim}));
  EXPECT_EQ(attacks_in("somebody shot a welsh man"), (Places{harm}));
}

TEST(AttackNumbers, AFrameTakesTheAttackAway) {
  EXPECT_EQ(attacks_in("the welsh are not vermin"), (Places{denied}));
  EXPECT_EQ(attacks_in("i never said the welsh are vermin"), (Places{denied, reported}));
  EXPECT_EQ(attacks_in("he said the welsh are vermin"), (Places{reported}));
  EXPECT_EQ(attacks_in("i said the welsh are vermin"), (Places{attack, bare_attack}));
  EXPECT_EQ(attacks_in("\"the welsh are vermin\" again"), (Places{quoted}));
  EXPECT_EQ(attacks_in("\xE2\x80\x9Cthe welsh are vermin\xE2\x80\x9D again"), (Places{quoted}));
  EXPECT_EQ(attacks_in("'taff' is a word"), (Places{quoted, slur}));
  EXPECT_EQ(attacks_in("the welsh' vermin"), (Places{attack, bare_attack}));
  EXPECT_EQ(attacks_in("wrong to ask whether the welsh are vermin"), (Places{attack, condemned}));
}

TEST(AttackNumbers, TheWritersOwnGroupIsNotAttacked) {
  EXPECT_EQ(attacks_in("i am a proud welsh girl"), (Places{own, in_peace}));
  EXPECT_EQ(attacks_in("my welsh friend"), (Places{own, in_peace}));
  EXPECT_EQ(attacks_in("we welsh sing"), (Places{own, in_peace}));
  EXPECT_EQ(attacks_in("i am a taff"), (Places{own, slur}));
  EXPECT_EQ(attacks_in("i am here. a welsh choir sings"), (Places{in_peace}));
}

}  // namespace
}  // namespace decorum::signals
