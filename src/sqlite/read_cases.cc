#include "sqlite/read_cases.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <map>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

using Value = Connection::Value;

constexpr std::string_view columns =
    "c.id, c.family, c.version, c.state, c.waits_for, c.priority, c.site, c.accounts, c.author, "
    "c.thread, c.queue, c.owner, c.ask, c.assigned, c.holder, c.outcomes, c.proposed, c.tags, "
    "c.due_at, c.wake_at, c.watch_until, c.opened_at, c.changed_at, c.topic, c.parent, "
    "c.confidential";
constexpr std::size_t readings_max = 24;  // of one list; more values are one reading that sorts

// Without the body.
store::CaseRow line_from(const Row& row) {
  store::CaseRow one;
  one.id = row.id(0);
  one.family = static_cast<store::Family>(row.number(1));
  one.version = row.number(2);
  one.state = row.text(3);
  one.waits_for = row.text(4);
  one.priority = row.text(5);
  one.site = row.text(6);
  one.accounts = parted(row.text(7));
  one.author = row.id(8);
  one.thread = row.text(9);
  one.queue = row.text(10);
  one.owner = row.text(11);
  one.ask = row.text(12);
  one.assigned = row.text(13);
  one.holder = row.text(14);
  one.outcomes = parted(row.text(15));
  one.proposed = parted(row.text(16));
  one.tags = parted(row.text(17));
  one.due_at = row.maybe_time(18);
  one.wake_at = row.maybe_time(19);
  one.watch_until = row.maybe_time(20);
  one.opened_at = row.time(21);
  one.changed_at = row.time(22);
  one.topic = row.id(23);
  one.parent = row.id(24);
  one.confidential = row.flag(25);
  return one;
}

constexpr int body_column = 26;

store::CaseRow case_from(const Row& row) {
  store::CaseRow one = line_from(row);
  one.body = row.text(body_column);
  return one;
}

// The conditions of a query as SQL, and their values.
struct Where {
  std::string sql;
  std::vector<Value> values;

  void add(std::string_view condition, Value value) {
    sql += fmt::format(" AND {}", condition);
    values.push_back(std::move(value));
  }
  void add_any(std::string_view column, const std::vector<std::string>& any) {
    if (any.empty()) return;
    sql += fmt::format(" AND {} IN (", column);
    for (std::size_t i = 0; i < any.size(); ++i) {
      sql += i == 0 ? "?" : ",?";
      values.emplace_back(any[i]);
    }
    sql += ")";
  }
};

// One label is what the list is read by; the others are asked of each row.
struct Driver {
  std::string label, value;  // empty: the case's own columns
};

void add_label(Where& where, std::string_view label, const std::vector<std::string>& any) {
  if (any.empty()) return;
  where.sql += " AND EXISTS (SELECT 1 FROM case_label l WHERE l.case_id = c.id AND l.label = ?";
  where.values.emplace_back(std::string(label));
  where.add_any("l.value", any);
  where.sql += ")";
}

Where where_of(const store::CaseQuery& query, const Driver& driver) {
  Where where;
  const auto equal = [&](std::string_view column, const std::optional<std::string>& value) {
    if (value) where.add(fmt::format("{} = ?", column), *value);
  };
  where.add_any("c.waits_for", query.waits_for);
  equal("c.site", query.site);
  equal("c.assigned", query.assigned);
  equal("c.holder", query.holder);
  equal("c.ask", query.ask);
  equal("c.owner", query.owner);
  equal("c.thread", query.thread);
  for (const auto& [column, id] : {std::pair{"c.author", query.author},
                                   std::pair{"c.topic", query.topic},
                                   std::pair{"c.parent", query.parent}}) {
    if (id) where.add(fmt::format("{0} = ? AND {0} <> 0", column), id->value);
  }
  if (driver.label != "tag" && query.tag) add_label(where, "tag", {*query.tag});
  if (driver.label != "outcome" && query.outcome) add_label(where, "outcome", {*query.outcome});
  if (driver.label != "account") add_label(where, "account", query.accounts);
  if (query.due_before) where.add("c.due_at < ?", micros(*query.due_before));
  if (query.opened_since) where.add("c.id >= ?", base::first_id_at(*query.opened_since).value);
  if (!query.confidential) where.sql += " AND c.confidential = 0";
  return where;
}

// Where the page before ended: the sort key and the id.
struct After {
  std::int64_t key = 0, id = 0;
};

std::optional<After> after_of(std::string_view text) {
  After after;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto first = std::from_chars(text.data(), text.data() + dot, after.key);
  const auto second =
      std::from_chars(text.data() + dot + 1, text.data() + text.size(), after.id);
  if (first.ec != std::errc{} || second.ec != std::errc{}) return std::nullopt;
  return after;
}

std::int64_t key_of(const store::CaseRow& row, store::CaseOrder order) {
  switch (order) {
    case store::CaseOrder::due:
      return row.due_at ? micros(*row.due_at) : std::numeric_limits<std::int64_t>::max();
    case store::CaseOrder::changed: return micros(row.changed_at);
    case store::CaseOrder::newest:
    case store::CaseOrder::oldest: return row.id.value;
  }
  return 0;
}

bool is_falling(store::CaseOrder order) {
  return order == store::CaseOrder::newest || order == store::CaseOrder::changed;
}

struct OrderSql {
  std::string condition, order;
};

OrderSql order_sql(store::CaseOrder order, bool by_label, bool goes_on) {
  std::string key = by_label ? "l.due_sort" : "c.due_sort";
  const std::string id = by_label ? "l.case_id" : "c.id";
  if (order == store::CaseOrder::changed) key = "c.changed_at";
  if (order == store::CaseOrder::newest || order == store::CaseOrder::oldest) key = id;
  const std::string_view way = is_falling(order) ? "DESC" : "ASC";
  const std::string_view beyond = is_falling(order) ? "<" : ">";
  OrderSql sql;
  if (goes_on) sql.condition = fmt::format(" AND ({}, {}) {} (?, ?)", key, id, beyond);
  sql.order = key == id ? fmt::format(" ORDER BY {} {}", id, way)
                        : fmt::format(" ORDER BY {} {}, {} {}", key, way, id, way);
  return sql;
}

Driver driver_of(const store::CaseQuery& query) {
  if (query.tag) return {"tag", *query.tag};
  if (query.outcome) return {"outcome", *query.outcome};
  if (query.accounts.size() == 1 && !query.assigned && !query.holder && !query.ask &&
      !query.author && !query.parent && !query.topic && query.queues.size() != 1) {
    return {"account", query.accounts.front()};
  }
  return {};
}

// One value of each list that a reading is for; nullopt: no such condition.
struct Reading {
  std::string state;
  std::optional<std::string> queue, priority;
};

std::vector<Reading> readings_of(const store::CaseQuery& query) {
  std::vector<Reading> readings;
  std::vector<std::string> states = query.states;
  if (states.empty()) states = {"open", "waiting", "snoozed", "done", "merged"};
  for (const std::string& state : states) {
    const std::size_t queues = std::max<std::size_t>(query.queues.size(), 1);
    const std::size_t priorities = std::max<std::size_t>(query.priorities.size(), 1);
    for (std::size_t q = 0; q < queues; ++q) {
      for (std::size_t p = 0; p < priorities; ++p) {
        Reading reading{state, {}, {}};
        if (!query.queues.empty()) reading.queue = query.queues[q];
        if (!query.priorities.empty()) reading.priority = query.priorities[p];
        readings.push_back(std::move(reading));
      }
    }
  }
  return readings;
}

enum class Part : std::uint8_t { whole, line };

void read_one(Connection& in, const store::CaseQuery& query, const Driver& driver,
              const Reading& reading, const std::optional<After>& after, Part part,
              std::size_t most, std::vector<store::CaseRow>& out) {
  const auto family = static_cast<std::int64_t>(query.family.value_or(store::Family::conversation));
  const bool by_label = !driver.label.empty();
  Where first;
  std::string from = " FROM case_row c WHERE 1";
  if (by_label) {
    from = " FROM case_label l JOIN case_row c ON c.id = l.case_id WHERE 1";
    first.add("l.label = ?", driver.label);
    first.add("l.value = ?", driver.value);
    first.add("l.family = ?", family);
    first.add("l.state = ?", reading.state);
  } else {
    first.add("c.family = ?", family);
    first.add("c.state = ?", reading.state);
  }
  if (reading.queue) first.add("c.queue = ?", *reading.queue);
  if (reading.priority) first.add("c.priority = ?", *reading.priority);
  const Where rest = where_of(query, driver);
  const OrderSql order = order_sql(query.order, by_label, after.has_value());
  const bool is_whole = part == Part::whole;
  std::string sql = fmt::format("SELECT {}{}{}{}{}", columns, is_whole ? ", c.body" : "", from,
                                first.sql, rest.sql);
  std::vector<Value> values = std::move(first.values);
  values.insert(values.end(), rest.values.begin(), rest.values.end());
  if (after) {
    sql += order.condition;
    values.emplace_back(after->key);
    values.emplace_back(after->id);
  }
  sql += order.order + " LIMIT ?";
  values.emplace_back(static_cast<std::int64_t>(most));
  in.each_of(sql, values, [&](const Row& row) {
    out.push_back(is_whole ? case_from(row) : line_from(row));
  });
}

}  // namespace

std::optional<store::CaseRow> read_case(Connection& in, base::Id id) {
  std::optional<store::CaseRow> found;
  in.each(fmt::format("SELECT {}, c.body FROM case_row c WHERE c.id = ?", columns),
          [&](const Row& row) { found = case_from(row); }, id);
  return found;
}

std::optional<store::CaseRow> read_conversation_of(Connection& in, std::string_view site,
                                                   base::Id author, std::string_view thread) {
  std::optional<store::CaseRow> found;
  in.each(fmt::format("SELECT {}, c.body FROM case_row c WHERE c.thread = ? AND c.author = ? AND "
                      "c.family = 0 AND c.site = ? ORDER BY c.id DESC LIMIT 1",
                      columns),
          [&](const Row& row) { found = case_from(row); }, thread, author, site);
  return found;
}

store::CasePage read_cases(Connection& in, const store::CaseQuery& query) {
  store::CasePage page;
  const std::size_t most = std::clamp<std::size_t>(query.most, 1, store::page_max);
  const auto after = after_of(query.after);
  if (!query.after.empty() && !after) return page;  // a cursor of another making: nothing
  const Driver driver = driver_of(query);
  std::vector<Reading> readings = readings_of(query);
  if (readings.size() > readings_max) readings.resize(readings_max);
  for (const Reading& reading : readings) {
    read_one(in, query, driver, reading, after, Part::whole, most + 1, page.cases);
  }
  const bool falls = is_falling(query.order);
  std::ranges::sort(page.cases, [&](const store::CaseRow& a, const store::CaseRow& b) {
    const auto x = std::pair(key_of(a, query.order), a.id.value);
    const auto y = std::pair(key_of(b, query.order), b.id.value);
    return falls ? y < x : x < y;
  });
  if (page.cases.size() > most) {
    page.cases.resize(most);
    const store::CaseRow& last = page.cases.back();
    page.next = fmt::format("{}.{}", key_of(last, query.order), last.id.value);
  }
  return page;
}

std::int64_t read_case_count(Connection& in, const store::CaseQuery& query) {
  store::CaseQuery bounded = query;
  std::int64_t count = 0;
  for (const store::Count& one : read_case_counts(in, bounded, "state")) count += one.count;
  return std::min(count, count_most);
}

namespace {

// Nothing is asked but family and state: the counters have it, but for confidential cases.
bool is_plain(const store::CaseQuery& query) {
  return query.waits_for.empty() && query.accounts.empty() && query.queues.empty() &&
         query.priorities.empty() && !query.site && !query.assigned && !query.holder &&
         !query.ask && !query.outcome && !query.tag && !query.owner && !query.thread &&
         !query.author && !query.topic && !query.parent && !query.due_before &&
         !query.opened_since;
}

std::vector<store::Count> sorted_counts(const std::map<std::string, std::int64_t>& counts) {
  std::vector<store::Count> list;
  for (const auto& [value, count] : counts) {
    if (count > 0) list.push_back({value, count});
  }
  return list;
}

void count_values(const store::CaseRow& row, std::string_view column,
                  std::map<std::string, std::int64_t>& counts) {
  if (column == "state") ++counts[row.state];
  else if (column == "queue") ++counts[row.queue];
  else if (column == "assigned") ++counts[row.assigned];
  else if (column == "ask") ++counts[row.ask];
  else if (column == "priority") ++counts[row.priority];
  else for (const std::string& account : row.accounts) ++counts[account];
}

}  // namespace

std::vector<store::Count> read_case_counts(Connection& in, const store::CaseQuery& query,
                                           std::string_view column) {
  std::map<std::string, std::int64_t> counts;
  const auto family = static_cast<std::int64_t>(query.family.value_or(store::Family::conversation));
  if (is_plain(query)) {
    for (const Reading& reading : readings_of(query)) {
      in.each("SELECT value, cases FROM case_count WHERE family = ? AND label = ? AND state = ?",
              [&](const Row& row) { counts[row.text(0)] += row.number(1); }, family, column,
              reading.state);
    }
    if (query.confidential) {
      in.each(fmt::format("SELECT {} FROM case_row c WHERE c.confidential = 1 AND c.family = ? "
                          "LIMIT ?",
                          columns),
              [&](const Row& row) {
                const store::CaseRow one = line_from(row);
                const bool is_asked = query.states.empty() ||
                                      std::ranges::find(query.states, one.state) !=
                                          query.states.end();
                if (is_asked) count_values(one, column, counts);
              },
              family, count_most);
    }
    return sorted_counts(counts);
  }
  const Driver driver = driver_of(query);
  std::int64_t left = count_most;
  for (const Reading& reading : readings_of(query)) {
    std::vector<store::CaseRow> rows;
    read_one(in, query, driver, reading, std::nullopt, Part::line,
             static_cast<std::size_t>(left), rows);
    for (const store::CaseRow& row : rows) count_values(row, column, counts);
    left -= static_cast<std::int64_t>(rows.size());
    if (left <= 0) break;
  }
  return sorted_counts(counts);
}

std::vector<store::CaseRow> read_cases_waking(Connection& in, base::Time now, std::size_t most) {
  std::map<std::int64_t, store::CaseRow> found;
  const auto limit = static_cast<std::int64_t>(std::min(most, store::page_max));
  for (const std::string_view condition :
       {"c.wake_at <= ? AND c.wake_at IS NOT NULL ORDER BY c.wake_at",
        "c.watch_until <= ? AND c.watch_until IS NOT NULL ORDER BY c.watch_until"}) {
    in.each(fmt::format("SELECT {}, c.body FROM case_row c WHERE {} LIMIT ?", columns, condition),
            [&](const Row& row) {
              store::CaseRow one = case_from(row);
              found.insert_or_assign(one.id.value, std::move(one));
            },
            now, limit);
  }
  std::vector<store::CaseRow> rows;
  for (auto& [id, row] : found) {
    if (rows.size() < most) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace decorum::sqlite
