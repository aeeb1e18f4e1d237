#include "policy/calendar.h"

#include <gtest/gtest.h>

#include "policy/files_for_test.h"
#include "policy/load.h"
#include "policy/show.h"

namespace decorum::policy {
namespace {

Calendar calendar_of(const FileMap& files) {
  const auto policy = load_policy(listed(files), {});
  if (!policy) {
    ADD_FAILURE() << render(policy.error(), listed(files));
    return {};
  }
  return policy->calendar;
}

const CalendarWindow* named(const Calendar& calendar, std::string_view id) {
  for (const CalendarWindow& window : calendar.windows) {
    if (window.id == id) return &window;
  }
  return nullptr;
}

std::string from(const Calendar& calendar, std::string_view id) {
  const CalendarWindow* window = named(calendar, id);
  return window == nullptr ? "none" : base::format_rfc3339(window->from);
}
std::string until(const Calendar& calendar, std::string_view id) {
  const CalendarWindow* window = named(calendar, id);
  return window == nullptr ? "none" : base::format_rfc3339(window->until);
}

TEST(Calendar, DaysAreDaysOfThePolicysZone) {
  const Calendar calendar = calendar_of(base_files());
  EXPECT_EQ(from(calendar, "remembrance"), "2026-11-08T00:00:00Z");
  EXPECT_EQ(until(calendar, "remembrance"), "2026-11-09T00:00:00Z");
  EXPECT_EQ(from(calendar, "elections"), "2027-03-22T00:00:00Z");
  EXPECT_EQ(until(calendar, "elections"), "2027-05-06T23:00:00Z");  // the day is in summer time
  EXPECT_EQ(until(calendar, "report"), "2026-12-01T00:01:00Z");
}

TEST(Calendar, AnEmbargoHasNoBeginningAndAMatterMayHaveNoEnd) {
  const Calendar calendar = calendar_of(base_files());
  EXPECT_EQ(from(calendar, "report"), "1970-01-01T00:00:00Z");
  EXPECT_EQ(until(calendar, "flood-case"), "9999-12-31T00:00:00Z");
  ASSERT_NE(named(calendar, "flood-case"), nullptr);
  EXPECT_EQ(named(calendar, "flood-case")->words, std::vector<std::string>{"Dunmere flood"});
}

TEST(Calendar, EventsOfAFileAreWindowsOfItsKind) {
  const Calendar calendar = calendar_of(base_files());
  EXPECT_EQ(from(calendar, "quiet-2026-12-25"), "2026-12-25T00:00:00Z");
  EXPECT_EQ(from(calendar, "quiet-2027-06-10"), "2027-06-10T17:00:00Z");
  EXPECT_EQ(until(calendar, "quiet-2027-06-10"), "2027-06-10T20:00:00Z");
  const CalendarWindow* window = named(calendar, "quiet-2026-12-25");
  ASSERT_NE(window, nullptr);
  EXPECT_EQ(window->title, "Christmas Day");
  EXPECT_EQ(window->why, "Closed and quiet.");
  EXPECT_EQ(window->file, "calendar/quiet.ics");
  EXPECT_EQ(name_of(window->kind), "quiet");
}

TEST(Calendar, WhatComesBackIsWrittenOutFromAYearBeforeToTwoYearsAfter) {
  const Calendar calendar = calendar_of(base_files());  // in force 2026-09-01 to 2027-09-01
  EXPECT_EQ(from(calendar, "quiet-2025-12-25"), "2025-12-25T00:00:00Z");
  EXPECT_EQ(from(calendar, "quiet-2028-12-25"), "2028-12-25T00:00:00Z");
  EXPECT_EQ(from(calendar, "quiet-2029-12-25"), "none");
}

TEST(Calendar, WindowsAreInOrder) {
  const Calendar calendar = calendar_of(base_files());
  for (std::size_t i = 1; i < calendar.windows.size(); ++i) {
    EXPECT_LE(calendar.windows[i - 1].from, calendar.windows[i].from);
  }
}

TEST(Calendar, APolicyNeedsNone) {
  FileMap files = base_files();
  files.erase("calendar.yaml");
  EXPECT_TRUE(calendar_of(files).windows.empty());
}

TEST(Calendar, IsShown) {
  const auto policy = load_policy(listed(base_files()), {});
  ASSERT_TRUE(policy);
  EXPECT_NE(show(*policy).find("Local elections (pre-election): 2027-03-22 to 2027-05-06"),
            std::string::npos);
}

std::vector<std::string> warnings_on(const FileMap& files, std::string_view day) {
  const auto policy = load_policy(listed(files), {});
  std::vector<std::string> codes;
  if (!policy) return {"not loaded"};
  for (const Mistake& one : warnings_of(*policy, listed(files), *base::parse_date(day))) {
    if (one.file == "calendar.yaml") codes.push_back(one.code);
  }
  return codes;
}

TEST(Calendar, WhatIsLongPastAndACalendarWithNothingAheadAreWarnedOf) {
  FileMap files = base_files();
  EXPECT_EQ(warnings_on(files, "2026-11-22"), std::vector<std::string>{});
  EXPECT_EQ(warnings_on(files, "2027-12-10"),
            (std::vector<std::string>{"window-past", "window-past"}));
  change(files, "calendar.yaml", "    from: 2026-10-01\n",
         "    from: 2026-10-01\n    until: 2026-12-31\n");
  EXPECT_EQ(warnings_on(files, "2029-03-01"),
            (std::vector<std::string>{"nothing-ahead", "window-past", "window-past", "window-past",
                                      "window-past"}));
}

}  // namespace
}  // namespace decorum::policy
