#include "policy/ics.h"

#include <initializer_list>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

base::Time at(std::string_view text) { return *base::parse_rfc3339(text); }

IcsWanted london(std::size_t most = 1000) {
  return {.zone = "Europe/London",
          .first = at("2025-09-01T00:00:00Z"),
          .last = at("2029-09-01T00:00:00Z"),
          .most = most};
}

std::string calendar(std::initializer_list<std::string_view> lines) {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n";
  for (const std::string_view line : lines) {
    text += line;
    text += "\r\n";
  }
  return text + "END:VCALENDAR\r\n";
}

std::string event(std::initializer_list<std::string_view> lines) {
  std::string text = "BEGIN:VEVENT\r\nSUMMARY:Day\r\n";
  for (const std::string_view line : lines) {
    text += line;
    text += "\r\n";
  }
  return calendar({text + "END:VEVENT"});
}

// "Day 2026-11-08 00:00 - 2026-11-09 00:00" in London, a line an event; mistakes as "LINE: what".
std::string read(std::string_view text, std::size_t most = 1000) {
  const IcsRead found = read_ics(text, london(most));
  std::string out;
  for (const IcsEvent& one : found.events) {
    out += fmt::format("{} {} - {}\n", one.title, local_text("Europe/London", one.from),
                       local_text("Europe/London", one.until));
  }
  for (const IcsMistake& one : found.mistakes) out += fmt::format("{}: {}\n", one.line, one.what);
  return out;
}

TEST(Ics, WholeDaysAreDaysOfTheZone) {
  EXPECT_EQ(read(event({"DTSTART;VALUE=DATE:20261108"})),
            "Day 2026-11-08 00:00 - 2026-11-09 00:00\n");
  EXPECT_EQ(read(event({"DTSTART;VALUE=DATE:20270327", "DTEND;VALUE=DATE:20270330"})),
            "Day 2027-03-27 00:00 - 2027-03-30 00:00\n");
  EXPECT_EQ(read(event({"DTSTART:20270328", "DURATION:P1D"})),
            "Day 2027-03-28 00:00 - 2027-03-29 00:00\n");
}

TEST(Ics, TimesMayHaveAZone) {
  EXPECT_EQ(read(event({"DTSTART:20260701T090000", "DTEND:20260701T100000"})),
            "Day 2026-07-01 09:00 - 2026-07-01 10:00\n");
  EXPECT_EQ(read(event({"DTSTART:20260701T090000Z", "DURATION:PT90M"})),
            "Day 2026-07-01 10:00 - 2026-07-01 11:30\n");
  EXPECT_EQ(read(event({"DTSTART;TZID=America/New_York:20260701T090000",
                        "DTEND;TZID=\"America/New_York\":20260701T093000"})),
            "Day 2026-07-01 14:00 - 2026-07-01 14:30\n");
}

TEST(Ics, RulesAreWrittenOut) {
  EXPECT_EQ(read(event({"DTSTART;VALUE=DATE:20241110", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=2SU"})),
            "Day 2025-11-09 00:00 - 2025-11-10 00:00\n"
            "Day 2026-11-08 00:00 - 2026-11-09 00:00\n"
            "Day 2027-11-14 00:00 - 2027-11-15 00:00\n"
            "Day 2028-11-12 00:00 - 2028-11-13 00:00\n");
  EXPECT_EQ(read(event({"DTSTART:20261001T090000", "DURATION:PT1H", "RRULE:FREQ=MONTHLY;COUNT=2"})),
            "Day 2026-10-01 09:00 - 2026-10-01 10:00\n"
            "Day 2026-11-01 09:00 - 2026-11-01 10:00\n");
  EXPECT_EQ(read(event({"DTSTART:20261001", "RRULE:FREQ=WEEKLY;UNTIL=20261015",
                        "EXDATE;VALUE=DATE:20261008", "RDATE;VALUE=DATE:20261020,20261001"})),
            "Day 2026-10-01 00:00 - 2026-10-02 00:00\n"
            "Day 2026-10-15 00:00 - 2026-10-16 00:00\n"
            "Day 2026-10-20 00:00 - 2026-10-21 00:00\n");
  // The end is given in UTC: 09:00 in London is 08:00 there in summer.
  EXPECT_EQ(read(event({"DTSTART:20260701T090000", "DURATION:PT1H",
                        "RRULE:FREQ=DAILY;UNTIL=20260702T075959Z"})),
            "Day 2026-07-01 09:00 - 2026-07-01 10:00\n");
}

TEST(Ics, OneTimeOfARuleMayBeMoved) {
  EXPECT_EQ(read(calendar({"BEGIN:VEVENT", "UID:a", "SUMMARY:Day", "DTSTART:20261001",
                           "RRULE:FREQ=YEARLY;COUNT=2", "END:VEVENT", "BEGIN:VEVENT", "UID:a",
                           "SUMMARY:Moved", "RECURRENCE-ID:20271001", "DTSTART:20271003",
                           "END:VEVENT"})),
            "Day 2026-10-01 00:00 - 2026-10-02 00:00\n"
            "Moved 2027-10-03 00:00 - 2027-10-04 00:00\n");
}

TEST(Ics, WhatIsNoEventIsSteppedOver) {
  EXPECT_EQ(read(calendar({"X-WR-CALNAME:Ours", "BEGIN:VTIMEZONE", "TZID:Europe/London",
                           "BEGIN:STANDARD", "DTSTART:19961027T020000", "END:STANDARD",
                           "END:VTIMEZONE", "BEGIN:VEVENT", "SUMMARY;LANGUAGE=en:A\\, b",
                           "DTSTART:20261001", "BEGIN:VALARM", "TRIGGER:-PT15M", "SUMMARY:no",
                           "DTSTART:nonsense", "END:VALARM", "END:VEVENT", "BEGIN:VEVENT",
                           "SUMMARY:Off", "DTSTART:20261002", "STATUS:CANCELLED", "END:VEVENT"})),
            "A, b 2026-10-01 00:00 - 2026-10-02 00:00\n");
}

TEST(Ics, LinesMayBeFoldedAndEndInEitherWay) {
  EXPECT_EQ(read("\xEF\xBB\xBF" "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Remem\n brance\n\n"
                 "DTSTART\n\t:20261108\nEND:VEVENT\nEND:VCALENDAR"),
            "Remembrance 2026-11-08 00:00 - 2026-11-09 00:00\n");
}

TEST(Ics, MistakesNameTheirLine) {
  EXPECT_EQ(read(""), "0: this is no calendar\n");
  EXPECT_EQ(read("hello"), "1: 'hello' is no line of a calendar\n");
  EXPECT_EQ(read("BEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:x\nEND:VEVENT\n"),
            "1: this event is in no calendar\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"), "2: 'VEVENT' is never ended\n"
                                                     "2: this event does not say when\n");
  EXPECT_EQ(read("BEGIN:VCALENDAR\nEND:VEVENT\n"), "2: nothing called 'VEVENT' is open here\n");
  EXPECT_EQ(read(event({})), "3: this event does not say when\n");
  EXPECT_EQ(read(calendar({"BEGIN:VEVENT", "DTSTART:20260101", "END:VEVENT"})),
            "3: this event has no name\n");
  EXPECT_EQ(read(event({"DTSTART:20261301"})), "5: '20261301' is no date or time\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "DTEND:20261101"})),
            "3: this event does not end after it begins\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "DTEND:20261102T100000"})),
            "3: this event does not end after it begins\n");
  EXPECT_EQ(read(event({"DTSTART:20261101T100000"})), "3: this event has no end\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "DURATION:P1M"})), "6: 'P1M' is no length of time\n");
  EXPECT_EQ(read(event({"DTSTART;TZID=GMT Standard Time:20261101T100000"})),
            "5: the time zone 'GMT Standard Time' is not known\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "RRULE:FREQ=FORTNIGHTLY"})),
            "6: the rule cannot be read\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "RRULE:FREQ=HOURLY"})),
            "6: the rule comes back more than once a day\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "RRULE:FREQ=DAILY;BYHOUR=1,2"})),
            "6: the rule comes back more than once a day\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "RRULE:RSCALE=CHINESE;FREQ=YEARLY"})),
            "6: the rule counts by another calendar\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"})),
            "7: this event has two rules\n");
  EXPECT_EQ(read(event({"DTSTART;X:20261101"})),
            "3: this event does not say when\n"
            "5: 'DTSTART;X:20261101' is no line of a calendar\n");
  EXPECT_EQ(read(event({"DTSTART;X=\"a:20261101"})),
            "3: this event does not say when\n"
            "5: 'DTSTART;X=\"a:20261101' is no line of a calendar\n");
  EXPECT_EQ(read(event({"DTSTART:20261101", "COMMENT:\xFF"})),
            "Day 2026-11-01 00:00 - 2026-11-02 00:00\n6: this line is not UTF-8\n");
}

TEST(Ics, TooMuchIsAMistake) {
  EXPECT_EQ(read(event({"DTSTART:20260901", "RRULE:FREQ=DAILY"}), 2),
            "Day 2026-09-01 00:00 - 2026-09-02 00:00\nDay 2026-09-02 00:00 - 2026-09-03 00:00\n"
            "0: this calendar makes more than 2 events\n");
  EXPECT_EQ(read(std::string(ics_bytes_max + 1, 'a')), "0: this calendar is too large\n");
  EXPECT_EQ(read(std::string(ics_lines_max + 1, '\n')),
            "0: this calendar has more than 50000 lines\n");
  std::string deep;
  for (int i = 0; i < 20; ++i) deep += "BEGIN:VCALENDAR\n";
  EXPECT_EQ(read(deep), "9: this is nested too deeply\n");
}

TEST(Ics, ARuleThatNeverComesIsNoLoop) {
  EXPECT_EQ(read(event({"DTSTART:20260901", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"})),
            "6: the rule cannot be followed\n");
}

TEST(Ics, RandomLinesKeepTheirPromises) {
  std::mt19937 random(11);
  const std::string_view parts[] = {"BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n",
                                    "END:VCALENDAR\n", "SUMMARY:x\n", "DTSTART:", "DTEND:", "2026",
                                    "0101", "T100000", "Z", "\n", "RRULE:FREQ=", "DAILY", "YEARLY",
                                    ";COUNT=3", ";BYDAY=", "MO", "-1SU", ";", ",", ":", " ", "\"",
                                    "EXDATE:", "DURATION:P1D\n", ";TZID=Europe/London"};
  for (int round = 0; round < 3000; ++round) {
    std::string text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n";
    const std::size_t length = random() % 30;
    for (std::size_t i = 0; i < length; ++i) text += parts[random() % std::size(parts)];
    const IcsRead found = read_ics(text, london(50));
    EXPECT_LE(found.events.size(), 50U);
    for (const IcsEvent& one : found.events) {
      ASSERT_LT(one.from, one.until) << text;
      ASSERT_FALSE(one.title.empty());
    }
  }
}

}  // namespace
}  // namespace decorum::policy
