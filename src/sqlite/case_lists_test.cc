// Lists and counts of cases against the plainest way to make them: look at every case, sort, cut.
#include <algorithm>
#include <limits>
#include <map>
#include <random>

#include "sqlite/read_cases.h"
#include "sqlite/store_for_test.h"

namespace decorum::sqlite {
namespace {

using store::CaseOrder;
using store::CaseQuery;
using store::CaseRow;
using Chance = std::mt19937;

std::string one_of(Chance& chance, const std::vector<std::string>& values) {
  return values[chance() % values.size()];
}

const std::vector<std::string> states{"open", "waiting", "snoozed", "done"};
const std::vector<std::string> queues{"questions", "facts", ""};
const std::vector<std::string> people{"", "ana", "ben", "o'neil \x1f"};
const std::vector<std::string> accounts{"main", "press", "ma"};
const std::vector<std::string> tags{"exam", "exa", "a\x1b\x1f"};
const std::vector<std::string> asks{"", "positive", "true"};

void change(Chance& chance, CaseRow& row) {
  row.family = chance() % 6 == 0 ? store::Family::draft : store::Family::conversation;
  row.state = one_of(chance, states);
  row.waits_for = chance() % 2 == 0 ? "nobody" : "author";
  row.priority = chance() % 2 == 0 ? "urgent" : "normal";
  row.site = chance() % 2 == 0 ? "x" : "bluesky";
  row.accounts.clear();
  for (auto i = chance() % 3; i > 0; --i) row.accounts.push_back(one_of(chance, accounts));
  row.author = base::Id{static_cast<std::int64_t>(chance() % 4)};
  row.thread = one_of(chance, {"t1", "t2", ""});
  row.queue = one_of(chance, queues);
  row.owner = one_of(chance, {"responder", ""});
  row.ask = one_of(chance, asks);
  row.assigned = one_of(chance, people);
  row.holder = one_of(chance, people);
  row.outcomes = {one_of(chance, {"serve", "monitor"})};
  row.tags.clear();
  for (auto i = chance() % 3; i > 0; --i) row.tags.push_back(one_of(chance, tags));
  row.due_at.reset();
  if (chance() % 2 == 0) row.due_at = test_now + std::chrono::hours(chance() % 5);
  row.opened_at = test_now + std::chrono::hours(chance() % 7);
  row.changed_at = test_now + std::chrono::hours(chance() % 7);
  row.topic = base::Id{static_cast<std::int64_t>(chance() % 3)};
  row.parent = base::Id{static_cast<std::int64_t>(chance() % 3)};
  row.confidential = chance() % 4 == 0;
  row.body = fmt::format("{{\"n\":{}}}", chance());
}

CaseQuery some_query(Chance& chance) {
  CaseQuery query;
  const auto sometimes = [&] { return chance() % 5 == 0; };
  if (sometimes()) query.family = store::Family::draft;
  if (chance() % 2 == 0) query.states = {one_of(chance, states), one_of(chance, states)};
  if (sometimes()) query.waits_for = {"author"};
  if (sometimes()) query.accounts = {one_of(chance, accounts), one_of(chance, accounts)};
  if (sometimes()) query.queues = {one_of(chance, queues)};
  if (sometimes()) query.priorities = {"urgent"};
  if (sometimes()) query.site = "x";
  if (sometimes()) query.assigned = one_of(chance, people);
  if (sometimes()) query.holder = one_of(chance, people);
  if (sometimes()) query.ask = one_of(chance, asks);
  if (sometimes()) query.outcome = one_of(chance, {"serve", "none"});
  if (sometimes()) query.tag = one_of(chance, tags);
  if (sometimes()) query.owner = one_of(chance, {"responder", ""});
  if (sometimes()) query.thread = one_of(chance, {"t1", "t9"});
  if (sometimes()) query.author = base::Id{static_cast<std::int64_t>(1 + chance() % 4)};
  if (sometimes()) query.topic = base::Id{static_cast<std::int64_t>(1 + chance() % 3)};
  if (sometimes()) query.parent = base::Id{static_cast<std::int64_t>(1 + chance() % 3)};
  if (sometimes()) query.due_before = test_now + std::chrono::hours(chance() % 5);
  if (sometimes()) query.opened_since = test_now + std::chrono::hours(chance() % 7);
  query.confidential = chance() % 2 == 0;
  query.order = static_cast<CaseOrder>(chance() % 4);
  query.most = 1 + chance() % 20;
  return query;
}

bool is_in(const std::string& value, const std::vector<std::string>& list) {
  return std::ranges::find(list, value) != list.end();
}
bool is_any(const std::string& value, const std::vector<std::string>& list) {
  return list.empty() || is_in(value, list);
}
template <class T>
bool is(const T& value, const std::optional<T>& wanted) {
  return !wanted || value == *wanted;
}

bool is_asked(const CaseQuery& query, const CaseRow& row) {
  const bool has_account = query.accounts.empty() ||
                           std::ranges::any_of(row.accounts, [&](const std::string& account) {
                             return is_in(account, query.accounts);
                           });
  // Only conversations stand on a thread.
  const bool has_thread =
      !query.thread || (row.thread == *query.thread && (query.author || query.parent ||
                                                        row.family == store::Family::conversation));
  return is(row.family, query.family) && is_any(row.state, query.states) &&
         is_any(row.waits_for, query.waits_for) && has_account &&
         is_any(row.queue, query.queues) && is_any(row.priority, query.priorities) &&
         is(row.site, query.site) && is(row.assigned, query.assigned) &&
         is(row.holder, query.holder) && is(row.ask, query.ask) &&
         (!query.outcome || is_in(*query.outcome, row.outcomes)) &&
         (!query.tag || is_in(*query.tag, row.tags)) && is(row.owner, query.owner) &&
         has_thread && is(row.author, query.author) && is(row.topic, query.topic) &&
         is(row.parent, query.parent) &&
         (!query.due_before || (row.due_at && *row.due_at < *query.due_before)) &&
         (!query.opened_since || row.opened_at >= *query.opened_since) &&
         (query.confidential || !row.confidential);
}

std::pair<base::Time, std::int64_t> key_of(const CaseRow& row, CaseOrder order) {
  switch (order) {
    case CaseOrder::due: return {row.due_at.value_or(base::Time::max()), row.id.value};
    case CaseOrder::changed: return {row.changed_at, row.id.value};
    case CaseOrder::newest:
    case CaseOrder::oldest: return {row.opened_at, row.id.value};
  }
  return {};
}

using Cases = std::map<std::int64_t, CaseRow>;

std::vector<std::int64_t> expected(const Cases& all, const CaseQuery& query) {
  std::vector<CaseRow> rows;
  for (const auto& [id, row] : all) {
    if (is_asked(query, row)) rows.push_back(row);
  }
  std::ranges::sort(rows, {}, [&](const CaseRow& row) { return key_of(row, query.order); });
  if (query.order == CaseOrder::newest || query.order == CaseOrder::changed) {
    std::ranges::reverse(rows);
  }
  std::vector<std::int64_t> ids;
  for (const CaseRow& row : rows) ids.push_back(row.id.value);
  return ids;
}

class CaseLists : public StoreTest {
 protected:
  // Put in, and changed again and again.
  void fill(std::int64_t count, std::int64_t changes) {
    std::uniform_int_distribution<std::int64_t> any(1, count);
    for (std::int64_t i = 0; i < count + changes; ++i) {
      write([&](store::Transaction& in) {
        const std::int64_t id = i < count ? i + 1 : any(chance_);
        CaseRow& row = all_[id];
        row.id = base::Id{id};
        change(chance_, row);
        in.put_case(row, row.version++);
      });
    }
  }

  Chance chance_{7};
  Cases all_;
};

TEST_F(CaseLists, AreTheSameAsByLookingAtEveryCase) {
  fill(150, 150);
  for (int round = 0; round < 1500; ++round) {
    CaseQuery query = some_query(chance_);
    const std::vector<std::int64_t> wanted = expected(all_, query);
    std::vector<std::int64_t> found;
    store_->read([&](store::Snapshot& in) {
      do {
        const store::CasePage page = in.cases(query);
        ASSERT_LE(page.cases.size(), query.most);
        for (const CaseRow& row : page.cases) {
          found.push_back(row.id.value);
          EXPECT_EQ(row.body, all_[row.id.value].body);
        }
        query.after = page.next;
      } while (!query.after.empty() && found.size() <= all_.size());
    });
    ASSERT_EQ(found, wanted) << "round " << round;
  }
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(CaseLists, CountsAreTheSameAsByLookingAtEveryCase) {
  fill(150, 150);
  for (int round = 0; round < 1000; ++round) {
    const CaseQuery query = some_query(chance_);
    std::map<std::string, std::int64_t> queued, on_account;
    std::int64_t count = 0;
    for (const auto& [id, row] : all_) {
      if (!is_asked(query, row)) continue;
      ++count;
      ++queued[row.queue];
      std::vector<std::string> named = row.accounts;
      std::ranges::sort(named);
      named.erase(std::unique(named.begin(), named.end()), named.end());
      for (const std::string& account : named) ++on_account[account];
    }
    const auto counted = [&](std::string_view column) {
      std::map<std::string, std::int64_t> counts;
      for (const auto& one : read([&](auto& in) { return in.count_cases_by(query, column); })) {
        counts[one.value] = one.count;
      }
      return counts;
    };
    ASSERT_EQ(read([&](auto& in) { return in.count_cases(query); }), count) << round;
    ASSERT_EQ(counted("queue"), queued) << round;
    ASSERT_EQ(counted("account"), on_account) << round;
    ASSERT_TRUE(counted("body").empty());
  }
}

TEST_F(CaseLists, ARowIsReadAsItWasWritten) {
  CaseRow row;
  change(chance_, row);
  row.id = base::Id{9};
  row.version = 1;
  row.proposed = {"", "two", "\x1f"};
  row.tags = {""};
  row.wake_at = row.watch_until = test_now;
  write([&](store::Transaction& in) { in.put_case(row, 0); });
  const CaseRow back = *read([](auto& in) { return in.case_row(base::Id{9}); });
  EXPECT_EQ(back.proposed, row.proposed);
  EXPECT_EQ(back.tags, row.tags);
  EXPECT_EQ(back.accounts, row.accounts);
  EXPECT_EQ(back.wake_at, row.wake_at);
  EXPECT_EQ(back.due_at, row.due_at);
  EXPECT_EQ(back.holder, row.holder);
  EXPECT_EQ(back.confidential, row.confidential);
}

TEST_F(CaseLists, ACursorThatNoListGaveIsAnEmptyPage) {
  fill(5, 0);
  for (const char* after :
       {"x", "1", ".", "1.", ".1", "1.2.3", "1.x", " 1.2", "99999999999999999999.1"}) {
    CaseQuery query;
    query.confidential = true;
    query.after = after;
    const auto page = read([&](auto& in) { return in.cases(query); });
    EXPECT_TRUE(page.cases.empty()) << after;
    EXPECT_TRUE(page.next.empty()) << after;
  }
}

// Nothing fits, and there is more than is looked at for one page: the page says where to go on.
TEST_F(CaseLists, AListThatFindsLittleGoesOnWhereItStopped) {
  const auto count = static_cast<std::int64_t>(list_looked_at_max) + 100;
  write([&](store::Transaction& in) {
    for (std::int64_t id = 1; id <= count; ++id) {
      CaseRow row;
      row.id = base::Id{id};
      row.version = 1;
      row.state = "done";
      row.site = id == count ? "x" : "bluesky";
      row.opened_at = row.changed_at = test_now;
      row.body = "{}";
      in.put_case(row, 0);
    }
  });
  CaseQuery query;
  query.site = "x";
  const auto first = read([&](auto& in) { return in.cases(query); });
  EXPECT_TRUE(first.cases.empty());
  ASSERT_FALSE(first.next.empty());
  query.after = first.next;
  const auto second = read([&](auto& in) { return in.cases(query); });
  ASSERT_EQ(second.cases.size(), 1U);
  EXPECT_TRUE(second.next.empty());
}

TEST_F(CaseLists, WhatTimeHasComeForIsListedOnce) {
  const auto put = [&](std::int64_t id, std::optional<base::Time> due,
                       std::optional<base::Time> wake, std::optional<base::Time> watch) {
    CaseRow row;
    row.id = base::Id{id};
    row.version = 1;
    row.state = "open";
    row.due_at = due;
    row.wake_at = wake;
    row.watch_until = watch;
    row.body = "{}";
    write([&](store::Transaction& in) { in.put_case(row, 0); });
  };
  const base::Time past = test_now - std::chrono::hours(1);
  const base::Time future = test_now + std::chrono::hours(1);
  put(1, past, past, past);
  put(2, {}, past, {});
  put(3, {}, {}, test_now);
  put(4, past, {}, {});
  put(5, future, future, future);
  put(6, {}, {}, {});
  const auto woken = [&](std::size_t most) {
    std::vector<std::int64_t> ids;
    for (const CaseRow& row : read([&](auto& in) { return in.cases_waking(test_now, most); })) {
      ids.push_back(row.id.value);
    }
    return ids;
  };
  EXPECT_EQ(woken(10), (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(woken(2), (std::vector<std::int64_t>{1, 2}));
  EXPECT_TRUE(woken(0).empty());
}

}  // namespace
}  // namespace decorum::sqlite
