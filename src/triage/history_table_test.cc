#include "triage/history_table.h"

#include <gtest/gtest.h>

#include "triage/chart_for_test.h"

namespace decorum::triage {
namespace {

using std::chrono::days;

const base::Time noon = *base::parse_rfc3339("2026-09-01T12:00:00Z");

class HistoryTable : public ::testing::Test {
 protected:
  const policy::Policy policy_ = chart(R"(
question q
  a: true -> stand
  b: false -> monitor
outcome stand
outcome monitor watch hostile 30d
outcome refer watch hostile 60d
outcome warn watch spam 10d
)");
  static constexpr std::size_t stand = 0, monitor = 1, refer = 2, warn = 3;

  static post::Post post(std::string handle, std::string account = "main") {
    post::Post out;
    out.site = "x";
    out.account = std::move(account);
    out.author.handle = std::move(handle);
    return out;
  }
  static Decision reached(std::vector<std::size_t> outcomes,
                          std::vector<std::size_t> proposed = {}) {
    Decision decision;
    decision.outcomes = std::move(outcomes);
    decision.proposed = std::move(proposed);
    return decision;
  }
};

TEST_F(HistoryTable, AWatchedOutcomeIsAnIncidentWhetherReachedOrProposed) {
  AuthorHistories histories(policy_.protocol);
  EXPECT_TRUE(histories.of(post("sam")).first_contact);
  histories.add(post("sam"), reached({stand}), noon);
  EXPECT_FALSE(histories.of(post("sam")).first_contact);
  EXPECT_EQ(histories.of(post("sam")).incidents.size(), 0U);
  histories.add(post("sam"), reached({}, {monitor}), noon);
  histories.add(post("sam"), reached({refer}, {warn}), noon + days(1));
  const policy::History& history = histories.of(post("sam"));
  EXPECT_EQ(history.count("hostile", days(30), noon + days(2)), 2);
  EXPECT_EQ(history.count("spam", days(30), noon + days(2)), 1);
  EXPECT_EQ(history.count("hostile", days(90), noon + days(31)), 1) << "the first has expired";
  EXPECT_EQ(history.count("hostile", days(90), noon + days(61)), 0);
}

TEST_F(HistoryTable, TwoOutcomesOfOneKindAreOneIncidentOfThePost) {
  AuthorHistories histories(policy_.protocol);
  histories.add(post("sam"), reached({monitor}, {refer}), noon);
  EXPECT_EQ(histories.of(post("sam")).count("hostile", days(1), noon), 1);
}

TEST_F(HistoryTable, TheTimeOfThePostCounts) {
  AuthorHistories histories(policy_.protocol);
  post::Post late = post("sam");
  late.posted_at = noon;
  histories.add(late, reached({monitor}), noon + days(300));
  post::Post early = post("sam");
  early.posted_at = noon - days(2);
  histories.add(early, reached({monitor}), noon + days(300));
  const policy::History& history = histories.of(late);
  ASSERT_EQ(history.incidents.size(), 2U);
  EXPECT_EQ(history.incidents[0].at, noon - days(2)) << "oldest first";
  EXPECT_EQ(history.count("hostile", days(3), noon), 2);
}

TEST_F(HistoryTable, AuthorsOfAnotherSiteOrAccountAreOthers) {
  AuthorHistories histories(policy_.protocol);
  histories.add(post("sam"), reached({monitor}), noon);
  EXPECT_TRUE(histories.of(post("sam", "press")).first_contact);
  EXPECT_TRUE(histories.of(post("samuel")).first_contact);
  post::Post elsewhere = post("sam");
  elsewhere.site = "bluesky";
  EXPECT_TRUE(histories.of(elsewhere).first_contact);
  post::Post by_id = post("sam");
  by_id.author.id = "sam";
  EXPECT_TRUE(histories.of(by_id).first_contact);
}

TEST_F(HistoryTable, TheSitesIdCountsMoreThanTheHandle) {
  AuthorHistories histories(policy_.protocol);
  post::Post before = post("sam"), after = post("renamed");
  before.author.id = after.author.id = "17";
  histories.add(before, reached({monitor}), noon);
  EXPECT_FALSE(histories.of(after).first_contact);
}

TEST_F(HistoryTable, APostWithoutAuthorHasNoHistoryAndLeavesNone) {
  AuthorHistories histories(policy_.protocol);
  histories.add(post(""), reached({monitor}), noon);
  EXPECT_TRUE(histories.of(post("")).first_contact);
  EXPECT_EQ(histories.authors(), 0U);
}

TEST_F(HistoryTable, TheAuthorSeenLongestAgoIsForgottenFirst) {
  AuthorHistories histories(policy_.protocol, 3);
  for (const char* handle : {"a", "b", "c"}) histories.add(post(handle), reached({stand}), noon);
  histories.add(post("a"), reached({monitor}), noon);
  histories.add(post("d"), reached({stand}), noon);
  EXPECT_EQ(histories.authors(), 3U);
  EXPECT_EQ(histories.forgotten(), 1U);
  EXPECT_TRUE(histories.of(post("b")).first_contact);
  EXPECT_EQ(histories.of(post("a")).incidents.size(), 1U);
  for (int i = 0; i < 1000; ++i) {
    histories.add(post("new" + std::to_string(i)), reached({monitor}), noon);
  }
  EXPECT_EQ(histories.authors(), 3U);
  EXPECT_EQ(histories.forgotten(), 1001U);
  EXPECT_FALSE(histories.of(post("new997")).first_contact);
  EXPECT_TRUE(histories.of(post("new996")).first_contact);
}

TEST_F(HistoryTable, IncidentsAreBounded) {
  AuthorHistories histories(policy_.protocol, 1000, 2 * policy::incidents_max);
  for (int i = 0; i < 200; ++i) {
    histories.add(post("sam"), reached({monitor}), noon + std::chrono::seconds(i));
  }
  const policy::History& history = histories.of(post("sam"));
  ASSERT_EQ(history.incidents.size(), policy::incidents_max);
  EXPECT_EQ(history.incidents.back().at, noon + std::chrono::seconds(199)) << "the newest stay";
  for (const char* handle : {"kim", "lee"}) {
    for (int i = 0; i < 100; ++i) histories.add(post(handle), reached({monitor}), noon);
  }
  EXPECT_EQ(histories.authors(), 2U);
  EXPECT_TRUE(histories.of(post("sam")).first_contact);
}

TEST_F(HistoryTable, LongNamesAreToldApart) {
  AuthorHistories histories(policy_.protocol);
  const std::string name(1000, 'n');
  histories.add(post(name + "1"), reached({monitor}), noon);
  EXPECT_FALSE(histories.of(post(name + "1")).first_contact);
  EXPECT_TRUE(histories.of(post(name + "2")).first_contact);
}

}  // namespace
}  // namespace decorum::triage
