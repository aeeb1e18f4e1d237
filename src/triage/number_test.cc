#include "triage/number.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>

#include "signals/signals.h"

namespace decorum::triage {
namespace {

std::string number(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

TEST(Number, HasAtMostFourDecimalsAndNoTrailingZeros) {
  const std::pair<double, std::string_view> rows[] = {
      {0, "0"},           {1, "1"},           {0.5, "0.5"},      {0.75, "0.75"},
      {0.1234, "0.1234"}, {0.12344, "0.1234"}, {0.12346, "0.1235"}, {0.0001, "0.0001"},
      {0.00004, "0"},     {0.99996, "1"},     {3, "3"},          {12345.25, "12345.25"},
      {-2.5, "-2.5"},     {1e14, "100000000000000"}, {1e18, "1e15"}, {0.0102, "0.0102"},
      {0.9, "0.9"},       {0.09, "0.09"},     {0.009, "0.009"},
  };
  for (const auto& [value, expected] : rows) EXPECT_EQ(number(value), expected);
}

TEST(Number, UnknownIsNull) {
  EXPECT_EQ(number(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_TRUE(std::isnan(shown(signals::unknown)));
}

TEST(Number, WhatIsShownIsReadBackAsWhatWasDecidedOn) {
  for (int i = 0; i <= 30'000; ++i) {
    const float probability = static_cast<float>(i) / 30'000.0F;
    const double value = shown(probability);
    EXPECT_EQ(std::stod(number(value)), value);
    EXPECT_NEAR(value, probability, 0.00005001);
  }
}

}  // namespace
}  // namespace decorum::triage
