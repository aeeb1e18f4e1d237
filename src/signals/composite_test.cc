#include "signals/composite.h"

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

Signals calm() {
  Signals signals;
  for (const Signal signal : {Signal::abuse, Signal::aggression, Signal::prejudice,
                              Signal::service, Signal::spam}) {
    signals[signal] = 0.02F;
  }
  return signals;
}

float troll_of(const Cues& cues, Signals signals) {
  compose(cues, signals);
  return signals[Signal::troll];
}

TEST(Troll, ACalmPostIsNone) { EXPECT_LT(troll_of({}, calm()), 0.1F); }

TEST(Troll, EachPartRaisesIt) {
  const float base = troll_of({}, calm());
  for (const Signal part : {Signal::abuse, Signal::aggression, Signal::prejudice}) {
    Signals signals = calm();
    signals[part] = 0.9F;
    EXPECT_GT(troll_of({}, signals), base) << name_of(part);
  }
  EXPECT_GT(troll_of({.insults_reader = true}, calm()), base);
  EXPECT_GT(troll_of({.provokes = true}, calm()), base);
}

TEST(Troll, AServiceMatterLowersIt) {
  Signals angry = calm();
  angry[Signal::abuse] = 0.6F;
  Signals customer = angry;
  customer[Signal::service] = 0.95F;
  EXPECT_LT(troll_of({}, customer), troll_of({}, angry));
}

TEST(Troll, IsUnknownWhenAPartIs) {
  for (const Signal part : {Signal::abuse, Signal::aggression, Signal::prejudice,
                            Signal::service}) {
    Signals signals = calm();
    signals[part] = unknown;
    EXPECT_TRUE(is_unknown(troll_of({.insults_reader = true}, signals))) << name_of(part);
  }
}

TEST(Troll, CertainPartsGiveAProbability) {
  for (const float value : {0.0F, 1.0F}) {
    Signals signals = calm();
    signals[Signal::abuse] = signals[Signal::aggression] = signals[Signal::prejudice] = value;
    const float troll = troll_of({}, signals);
    EXPECT_GT(troll, 0);
    EXPECT_LT(troll, 1);
  }
}

TEST(Troll, NumbersAndWeightsFollowTheirNames) {
  Signals signals = calm();
  signals[Signal::service] = 0.7F;
  const TrollNumbers numbers = troll_numbers({.provokes = true}, signals);
  EXPECT_EQ(numbers[0], 1);
  EXPECT_LT(numbers[1], -3);
  EXPECT_EQ(numbers[4], 0);
  EXPECT_EQ(numbers[5], 1);
  EXPECT_EQ(numbers[6], 0.7F);
  for (const std::size_t k : {1U, 2U, 3U}) {
    EXPECT_TRUE(signal_named(troll_number_names[k]));
    EXPECT_GE(troll_weights()[k], 0) << troll_number_names[k];
  }
}

TEST(Troll, ChangesNoOtherSignal) {
  Signals signals = calm();
  compose({.insults_reader = true, .provokes = true}, signals);
  const Signals before = calm();
  for (std::size_t i = 0; i < signal_count; ++i) {
    if (static_cast<Signal>(i) == Signal::troll) continue;
    EXPECT_EQ(is_unknown(signals.values[i]), is_unknown(before.values[i]));
    if (!is_unknown(before.values[i])) {
      EXPECT_EQ(signals.values[i], before.values[i]);
    }
  }
}

TEST(AddressesReader, LooksAFewWordsAround) {
  const std::pair<std::string_view, bool> cases[] = {
      {"you are such an IDIOT", true},
      {"U absolute IDIOT", true},
      {"You're an IDIOT", true},
      {"IDIOT like you", true},
      {"what an IDIOT you are", true},
      {"he is an IDIOT", false},
      {"thank you. IDIOT that I am", false},
      {"you and the whole wide world saw an IDIOT", false},
      {"IDIOT! you", false},
      {"IDIOT", false},
      {"youth IDIOT", false},
  };
  for (const auto& [text, wanted] : cases) {
    const auto at = static_cast<std::uint32_t>(text.find("IDIOT"));
    EXPECT_EQ(addresses_reader(text, {at, at + 5}), wanted) << text;
  }
}

TEST(InQuotation, LooksForAMarkOnEitherSide) {
  const std::pair<std::string_view, bool> cases[] = {
      {"he said \"go HERE now\" to me", true},
      {"\"HERE\"", true},
      {"she wrote \u201Cgo HERE\u201D yesterday", true},
      {"\u201Cfirst\u201D and \u201Cgo HERE\u201D", true},
      {"go HERE", false},
      {"\"first\" go HERE \"second\"", false},
      {"\u201Cfirst\u201D go HERE", false},
      {"\u201Cfirst\u201D go HERE \u201Csecond\u201D", false},
      {"a 6\" screen HERE", false},
      {"\u201Cnever closed HERE", false},
      {"don't go HERE, it's 'far'", false},
  };
  for (const auto& [text, wanted] : cases) {
    const auto at = static_cast<std::uint32_t>(text.find("HERE"));
    EXPECT_EQ(in_quotation(text, {at, at + 4}), wanted) << text;
  }
}

}  // namespace
}  // namespace decorum::signals
