#include "policy/history.h"

#include <chrono>

#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

using namespace std::chrono_literals;

const base::Time now = *base::parse_rfc3339("2026-11-22T12:00:00Z");

History history() {
  History history;
  history.first_contact = false;
  history.incidents = {
      {"hostile", now - 720h, now + 1h},   // thirty days to the microsecond
      {"hostile", now - 240h, now + 1h},   //
      {"hostile", now - 24h, now},         // expires now
      {"spam", now - 1h, now + 1h},        //
      {"hostile", now - 0h, now + 1h},     //
      {"hostile", now + 1h, now + 2h},     // not yet
  };
  return history;
}

TEST(History, CountsWhatIsWatchedAndNotExpiredInsideTheTime) {
  struct Row {
    const char* kind;
    base::Duration within;
    std::int64_t count;
  };
  const Row rows[] = {{"hostile", 720h, 2}, {"hostile", 720h + 1us, 3}, {"hostile", 1us, 1},
                      {"hostile", 240h, 1}, {"spam", 720h, 1},          {"troll", 720h, 0},
                      {"", 720h, 0},        {"hostile", 0us, 0},        {"hostile", -720h, 0}};
  for (const Row& row : rows) {
    EXPECT_EQ(history().count(row.kind, row.within, now), row.count)
        << row.kind << " " << row.within.count();
  }
}

TEST(History, OfNobodyIsEmpty) {
  EXPECT_EQ(History{}.count("hostile", 720h, now), 0);
  EXPECT_TRUE(History{}.first_contact);
}

TEST(History, TheValueKnowsItsHistory) {
  const History past = history();
  const HistoryAt at{past, now};
  const cel::Value value = value_of(at);
  EXPECT_EQ(value.kind(), cel::Kind::opaque);
  EXPECT_EQ(value.opaque_name(), "history");
  EXPECT_EQ(value.opaque_object(), &at);
}

}  // namespace
}  // namespace decorum::policy
