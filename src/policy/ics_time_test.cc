#include "policy/ics_time.h"

#include <gtest/gtest.h>

#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

std::string utc_of(std::string_view text, std::string_view zone) {
  const auto time = read_ics_time(text, zone);
  if (!time) return "no time";
  const auto at = to_utc(*time);
  return at ? base::format_rfc3339(*at) : "no zone";
}

TEST(IcsTime, TimesAreReadInTheirZone) {
  EXPECT_EQ(utc_of("20261108", "Europe/London"), "2026-11-08T00:00:00Z");
  EXPECT_EQ(utc_of("20270708", "Europe/London"), "2027-07-07T23:00:00Z");
  EXPECT_EQ(utc_of("20270708T110000", "Europe/London"), "2027-07-08T10:00:00Z");
  EXPECT_EQ(utc_of("20270708T110000Z", "Europe/London"), "2027-07-08T11:00:00Z");
  EXPECT_EQ(utc_of("20270708T110000", "America/New_York"), "2027-07-08T15:00:00Z");
  EXPECT_EQ(utc_of("20280229", "UTC"), "2028-02-29T00:00:00Z");
  EXPECT_EQ(utc_of("20161231T235960Z", "UTC"), "2016-12-31T23:59:59Z");
  EXPECT_EQ(utc_of("20261108", "Europe/Londinium"), "no zone");
  EXPECT_EQ(utc_of("20261108", "../../etc/passwd"), "no zone");
  EXPECT_EQ(utc_of("20261108", ""), "no zone");
}

TEST(IcsTime, AChangeOfTheClockLosesNothing) {
  // 01:30 does not exist on the first day and is there twice on the second.
  EXPECT_EQ(utc_of("20270328T013000", "Europe/London"), "2027-03-28T01:00:00Z");
  EXPECT_EQ(utc_of("20271031T013000", "Europe/London"), "2027-10-31T00:30:00Z");
}

TEST(IcsTime, WhatIsNoTimeIsRefused) {
  for (const char* text :
       {"", "2026110", "202611080", "2026-11-08", "20261308", "20261131", "20270229", "20261100",
        "19691231", "22000101", "20261108T", "20261108T1100", "20261108T110000z",
        "20261108T240000", "20261108T116000", "20261108T110061", "20261108 110000",
        "20261108T110000ZZ", "2026110a", "2026１１08", "99999999T999999"}) {
    EXPECT_FALSE(read_ics_time(text, "UTC")) << text;
  }
}

TEST(IcsTime, Durations) {
  EXPECT_EQ(read_ics_duration("P1D"), days(1));
  EXPECT_EQ(read_ics_duration("PT1H30M"), hours(1) + minutes(30));
  EXPECT_EQ(read_ics_duration("P2W"), days(14));
  EXPECT_EQ(read_ics_duration("+P1DT2S"), days(1) + seconds(2));
  for (const char* text : {"", "P", "PT", "1D", "-P1D", "P0D", "P1", "P1M", "P1H", "PT1D", "P1DT",
                           "PTT1H", "P99999999W", "P999999999999D", "P1.5D", "P 1D"}) {
    EXPECT_FALSE(read_ics_duration(text)) << text;
  }
}

TEST(ZoneTime, SaysTheTimeThatIsThere) {
  const auto time = base::parse_rfc3339("2026-07-01T08:05:59Z");
  ASSERT_TRUE(time);
  EXPECT_EQ(local_text("Europe/London", *time), "2026-07-01 09:05");
  EXPECT_EQ(local_text("Pacific/Auckland", *time), "2026-07-01 20:05");
  EXPECT_EQ(local_text("No/Where", *time), "2026-07-01 08:05");
  const auto late = base::parse_rfc3339("2026-07-01T23:30:00Z");
  ASSERT_TRUE(late);
  EXPECT_EQ(base::format_date(local_day("Europe/London", *late)), "2026-07-02");
}

}  // namespace
}  // namespace decorum::policy
