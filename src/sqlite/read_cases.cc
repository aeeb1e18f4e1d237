#include "sqlite/read_cases.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "sqlite/case_places.h"
#include "sqlite/case_scan.h"

namespace decorum::sqlite {
namespace {

constexpr std::string_view select_sql =
    "SELECT c.id, c.family, c.version, c.state, c.waits_for, c.priority, c.site, c.accounts, "
    "c.author, c.thread, c.queue, c.owner, c.ask, c.assigned, c.holder, c.outcomes, c.proposed, "
    "c.tags, c.due_at, c.wake_at, c.watch_until, c.opened_at, c.changed_at, c.topic, c.parent, "
    "c.confidential, b.body FROM case_row c JOIN case_body b ON b.id = c.id";

store::CaseRow case_from(const Row& row) {
  store::CaseRow one;
  one.id = row.id(0);
  one.family = static_cast<store::Family>(row.number(1));
  one.version = row.number(2);
  one.state = row.text(3);
  one.waits_for = row.text(4);
  one.priority = row.text(5);
  one.site = row.text(6);
  one.accounts = parted(row.view(7));
  one.author = row.id(8);
  one.thread = row.text(9);
  one.queue = row.text(10);
  one.owner = row.text(11);
  one.ask = row.text(12);
  one.assigned = row.text(13);
  one.holder = row.text(14);
  one.outcomes = parted(row.view(15));
  one.proposed = parted(row.view(16));
  one.tags = parted(row.view(17));
  one.due_at = row.maybe_time(18);
  one.wake_at = row.maybe_time(19);
  one.watch_until = row.maybe_time(20);
  one.opened_at = row.time(21);
  one.changed_at = row.time(22);
  one.topic = row.id(23);
  one.parent = row.id(24);
  one.confidential = row.flag(25);
  one.body = row.text(26);
  return one;
}

std::optional<Listed> listed_of(std::string_view column) {
  if (column == "queue") return Listed::queue;
  if (column == "assigned") return Listed::assigned;
  if (column == "ask") return Listed::ask;
  if (column == "priority") return Listed::priority;
  if (column == "account") return Listed::account;
  return std::nullopt;
}

using Counts = std::map<std::string, std::int64_t>;

void count_by_state(Connection& in, const Driver& driver, const std::vector<Shelf>& shelves,
                    Counts& counts) {
  for (const std::int64_t label : driver.labels) {
    for (const Shelf& shelf : shelves) {
      counts[shelf.state] += in.number(
          "SELECT cases FROM case_count WHERE label = ? AND shelf = ?", label, shelf.id);
    }
  }
}

void count_by_label(Connection& in, Listed name, const std::vector<Shelf>& shelves,
                    Counts& counts) {
  for (const Shelf& shelf : shelves) {
    in.each("SELECT l.value, c.cases FROM case_label l JOIN case_count c ON c.label = l.id "
            "WHERE l.name = ? AND c.shelf = ?",
            [&](const Row& row) { counts[row.text(0)] += row.number(1); },
            static_cast<std::int64_t>(name), shelf.id);
  }
}

void count_line(const CaseLine& line, std::string_view column, Counts& counts) {
  if (column == "state") ++counts[std::string(line.state)];
  if (column == "queue") ++counts[std::string(line.queue)];
  if (column == "assigned") ++counts[std::string(line.assigned)];
  if (column == "ask") ++counts[std::string(line.ask)];
  if (column == "priority") ++counts[std::string(line.priority)];
  if (column != "account") return;
  const std::vector<std::string> accounts = parted(line.accounts);
  for (const std::string& account : std::set<std::string>(accounts.begin(), accounts.end())) {
    ++counts[account];
  }
}

// In the order in which most is left out at once.
store::CaseQuery for_counting(const store::CaseQuery& query) {
  store::CaseQuery counted = query;
  counted.after.clear();
  counted.order = query.due_before     ? store::CaseOrder::due
                  : query.opened_since ? store::CaseOrder::newest
                                       : store::CaseOrder::due;
  return counted;
}

}  // namespace

std::optional<store::CaseRow> read_case(Connection& in, base::Id id) {
  Cursor cursor(in, fmt::format("{} WHERE c.id = ?", select_sql), id);
  if (!cursor.next()) return std::nullopt;
  return case_from(cursor.row());
}

std::optional<store::CaseRow> read_conversation_of(Connection& in, std::string_view site,
                                                   base::Id author, std::string_view thread) {
  Cursor cursor(in,
                fmt::format("{} WHERE c.thread = ? AND c.author = ? AND c.family = 0 AND "
                            "c.site = ? ORDER BY c.id DESC LIMIT 1",
                            select_sql),
                thread, author, site);
  if (!cursor.next()) return std::nullopt;
  return case_from(cursor.row());
}

store::CasePage read_cases(Connection& in, const store::CaseQuery& query) {
  store::CasePage page;
  const std::size_t most = std::clamp<std::size_t>(query.most, 1, store::page_max);
  CaseScan scan(in, query);
  Position last;
  while (scan.next(list_looked_at_max)) {
    if (page.cases.size() == most) {
      page.next = to_text(last);
      return page;
    }
    last = scan.position();
    if (auto row = read_case(in, base::Id{scan.id()})) page.cases.push_back(std::move(*row));
  }
  if (!scan.is_over()) page.next = to_text(scan.position());
  return page;
}

std::int64_t read_case_count(Connection& in, const store::CaseQuery& query) {
  const Driver driver = driver_of(in, query, shelves_of(in, query));
  if (driver.leaves_nothing && !driver.may_repeat) return driver.cases;
  const store::CaseQuery counted = for_counting(query);
  CaseScan scan(in, counted);
  std::int64_t count = 0;
  while (scan.next(count_looked_at_max)) ++count;
  return count;
}

std::vector<store::Count> read_case_counts(Connection& in, const store::CaseQuery& query,
                                           std::string_view column) {
  const std::optional<Listed> name = listed_of(column);
  if (!name && column != "state") return {};
  Counts counts;
  const std::vector<Shelf> shelves = shelves_of(in, query);
  const Driver driver = driver_of(in, query, shelves);
  if (driver.leaves_nothing && !driver.may_repeat && !name) {
    count_by_state(in, driver, shelves, counts);
  } else if (driver.leaves_nothing && driver.name == Listed::all && name) {
    count_by_label(in, *name, shelves, counts);
  } else {
    const store::CaseQuery counted = for_counting(query);
    CaseScan scan(in, counted);
    while (scan.next(count_looked_at_max)) count_line(scan.line(), column, counts);
  }
  std::vector<store::Count> list;
  for (const auto& [value, count] : counts) {
    if (count > 0) list.push_back({value, count});
  }
  return list;
}

std::vector<store::CaseRow> read_cases_waking(Connection& in, base::Time now, std::size_t most) {
  std::vector<store::CaseRow> rows;
  std::set<base::Id> seen;
  const std::size_t bounded = std::min(most, store::page_max);
  for (const std::string_view condition :
       {"c.wake_at <= ? ORDER BY c.wake_at", "c.watch_until <= ? ORDER BY c.watch_until"}) {
    Cursor cursor(in, fmt::format("{} WHERE {} LIMIT ?", select_sql, condition), now,
                  static_cast<std::int64_t>(bounded));
    while (rows.size() < bounded && cursor.next()) {
      if (seen.insert(cursor.row().id(0)).second) rows.push_back(case_from(cursor.row()));
    }
  }
  return rows;
}

}  // namespace decorum::sqlite
