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
    EXPECT_GE(troll, 0);
    EXPECT_LE(troll, 1);
  }
}

TEST(Spam, ALinkAloneIsNoSpam) {
  const auto spam_of = [](const Cues& cues, float value) {
    Signals signals = calm();
    signals[Signal::spam] = value;
    compose(cues, signals);
    return signals[Signal::spam];
  };
  EXPECT_LT(spam_of({.link = true}, 0.99F), 0.3F);
  EXPECT_EQ(spam_of({.link = true}, 0.01F), 0.01F);
  EXPECT_EQ(spam_of({.offers = true, .link = true}, 0.99F), 0.99F);
  EXPECT_EQ(spam_of({.link = true, .contact = true}, 0.99F), 0.99F);
  EXPECT_EQ(spam_of({}, 0.99F), 0.99F);
  EXPECT_TRUE(is_unknown(spam_of({.link = true}, unknown)));
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

}  // namespace
}  // namespace decorum::signals
