#include "base/time.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

TEST(Time, GoodTimesAreReadAndWrittenInUtc) {
  constexpr std::array<Pair, 17> cases = {{
      {"2026-11-22T09:30:00+01:00", "2026-11-22T08:30:00Z"},
      {"2026-11-22T09:30:00Z", "2026-11-22T09:30:00Z"},
      {"2026-11-22t09:30:00z", "2026-11-22T09:30:00Z"},
      {"1985-04-12T23:20:50.52Z", "1985-04-12T23:20:50.520000Z"},
      {"1996-12-19T16:39:57-08:00", "1996-12-20T00:39:57Z"},
      {"1937-01-01T12:00:27.87+00:20", "1937-01-01T11:40:27.870000Z"},
      {"1990-12-31T23:59:60Z", "1991-01-01T00:00:00Z"},
      {"1990-12-31T15:59:60-08:00", "1991-01-01T00:00:00Z"},
      {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"},
      {"2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
      {"2026-01-01T00:00:00-00:00", "2026-01-01T00:00:00Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
      {"2026-01-01T00:00:00.1234567899999999Z", "2026-01-01T00:00:00.123456Z"},
      {"2026-01-01T00:00:00.0000009Z", "2026-01-01T00:00:00Z"},
      {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000Z"},
      {"2026-01-01T00:00:00+23:59", "2025-12-31T00:01:00Z"},
  }};
  for (const auto& [text, expected] : cases) {
    const auto time = parse_rfc3339(text);
    ASSERT_TRUE(time) << text << ": " << time.error().what;
    EXPECT_EQ(format_rfc3339(*time), expected) << text;
    EXPECT_EQ(parse_rfc3339(expected), time) << text;
  }
}

TEST(Time, TimesThatAreNotTimesAreRefused) {
  constexpr std::array<std::string_view, 40> cases = {
      "",
      "2026",
      "2026-11-22",
      "2026-11-22T09:30",
      "2026-11-22T09:30Z",
      "2026-11-22T09:30:00",
      "2026-11-22 09:30:00Z",
      "2026-11-22T09:30:00 Z",
      " 2026-11-22T09:30:00Z",
      "2026-11-22T09:30:00Z ",
      "2026-11-22T09:30:00ZZ",
      "2026-11-22T09:30:00.Z",
      "2026-11-22T09:30:00,5Z",
      "2026-11-22T09:30:00+1:00",
      "2026-11-22T09:30:00+0100",
      "2026-11-22T09:30:00+01",
      "2026-11-22T09:30:00+24:00",
      "2026-11-22T09:30:00+01:60",
      "2026-11-22T09:30:00*01:00",
      "2026-11-22T24:00:00Z",
      "2026-11-22T09:60:00Z",
      "2026-11-22T09:30:61Z",
      "2026-11-22T09:30:60Z",
      "1990-12-31T23:59:60-08:00",
      "2026-02-29T00:00:00Z",
      "1900-02-29T00:00:00Z",
      "2026-04-31T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-00-01T00:00:00Z",
      "2026-01-00T00:00:00Z",
      "0000-01-01T00:00:00Z",
      "0001-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01",
      "9999-12-31T23:59:60Z",
      "-026-01-01T00:00:00Z",
      "+2026-01-01T00:00:00Z",
      "20261-01-01T00:00:00Z",
      "2026-1-01T00:00:00Z",
      "２０２６-01-01T00:00:00Z",
      "2026-11-22T09:30:00−01:00",
  };
  for (const std::string_view text : cases) {
    const auto time = parse_rfc3339(text);
    EXPECT_FALSE(time) << text;
  }
  EXPECT_FALSE(parse_rfc3339(std::string_view("2026-11-22T09:30:00Z\0", 21)));
}

TEST(Time, ErrorsSayWhatIsWrong) {
  EXPECT_EQ(parse_rfc3339("2026-02-29T00:00:00Z").error().what,
            "the date 2026-02-29 does not exist");
  EXPECT_EQ(parse_rfc3339("2026-02-28T25:00:00Z").error().what,
            "the time of day 25:00:00 does not exist");
  EXPECT_EQ(parse_rfc3339("tomorrow").error().what,
            "'tomorrow' is not a date and time such as 2026-11-22T09:30:00Z");
}

TEST(Time, EveryDayOfFourCenturiesComesBack) {
  const auto first = *parse_date("1801-01-01");
  for (int i = 0; i < 146'097; ++i) {
    const auto day = first + std::chrono::days{i};
    ASSERT_EQ(parse_date(format_date(day)), day);
  }
}

TEST(Time, DatesThatAreNotDatesAreRefused) {
  for (const std::string_view text : {"", "2026-11-2", "2026-11-222", "2026-02-30", "2026/11/22",
                                      "0000-01-01", "2026-11-22T00:00:00Z", "22-11-2026"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Time, DurationsAreReadAndWrittenShortest) {
  constexpr std::array<Pair, 11> cases = {{{"90s", "90s"},
                                           {"60s", "1m"},
                                           {"2h", "2h"},
                                           {"36h", "36h"},
                                           {"24h", "1d"},
                                           {"30d", "30d"},
                                           {"14d", "2w"},
                                           {"0w", "0s"},
                                           {"007m", "7m"},
                                           {"3650d", "3650d"},
                                           {"315360000s", "3650d"}}};
  for (const auto& [text, expected] : cases) {
    const auto duration = parse_duration(text);
    ASSERT_TRUE(duration) << text;
    EXPECT_EQ(format_duration(*duration), expected);
    EXPECT_EQ(parse_duration(expected), duration);
  }
  EXPECT_EQ(format_duration(Duration{1'999'999}), "1s");
}

TEST(Time, DurationsThatAreNotDurationsAreRefused) {
  for (const std::string_view text :
       {"", "2", "h", "2H", "2 h", "-2h", "+2h", "1.5h", "1h30m", "2hours", "3651d", "522w",
        "315360001s", "99999999999999999999999s", "0x2h", "２h"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
  EXPECT_EQ(parse_duration("522w").error().what, "the length of time 522w is over ten years");
}

}  // namespace
}  // namespace decorum::base
