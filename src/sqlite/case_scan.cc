#include "sqlite/case_scan.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

namespace decorum::sqlite {
namespace {

using Order = store::CaseOrder;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

bool falls(Order order) { return order == Order::newest || order == Order::changed; }

std::string_view key_column(Order order) {
  switch (order) {
    case Order::due: return "due";
    case Order::newest:
    case Order::oldest: return "opened";
    case Order::changed: return "changed";
  }
  return "due";
}

// What a case is asked for, behind its key and id in each reading; the numbers below are these.
constexpr std::string_view asked_columns =
    "c.family, c.state, c.waits_for, c.priority, c.site, c.accounts, c.author, c.thread, c.queue, "
    "c.owner, c.ask, c.assigned, c.holder, c.outcomes, c.tags, c.due_at, c.opened_at, c.topic, "
    "c.parent, c.confidential";

bool is_one_of(std::string_view value, const std::vector<std::string>& any) {
  return any.empty() || std::ranges::find(any, value) != any.end();
}

bool is_equal(std::string_view value, const std::optional<std::string>& wanted) {
  return !wanted || *wanted == value;
}

bool is_equal(base::Id value, const std::optional<base::Id>& wanted) {
  return !wanted || (*wanted == value && value);
}

bool has_any(std::string_view list, const std::vector<std::string>& any) {
  return any.empty() || std::ranges::any_of(any, [&](const std::string& entry) {
           return has_entry(list, entry);
         });
}

bool has(std::string_view list, const std::optional<std::string>& entry) {
  return !entry || has_entry(list, *entry);
}

bool matches(const store::CaseQuery& query, const Row& row) {
  if (query.family && static_cast<std::int64_t>(*query.family) != row.number(2)) return false;
  if (!query.confidential && row.flag(21)) return false;
  if (query.due_before && (row.is_null(17) || row.time(17) >= *query.due_before)) return false;
  if (query.opened_since && row.time(18) < *query.opened_since) return false;
  return is_one_of(row.view(3), query.states) && is_one_of(row.view(4), query.waits_for) &&
         is_one_of(row.view(5), query.priorities) && is_equal(row.view(6), query.site) &&
         has_any(row.view(7), query.accounts) && is_equal(row.id(8), query.author) &&
         is_equal(row.view(9), query.thread) && is_one_of(row.view(10), query.queues) &&
         is_equal(row.view(11), query.owner) && is_equal(row.view(12), query.ask) &&
         is_equal(row.view(13), query.assigned) && is_equal(row.view(14), query.holder) &&
         has(row.view(15), query.outcome) && has(row.view(16), query.tag) &&
         is_equal(row.id(19), query.topic) && is_equal(row.id(20), query.parent);
}

// What the query asks for that has labels.
struct Wish {
  Listed name;
  std::vector<std::string> values;
};

std::vector<Wish> wishes_of(const store::CaseQuery& query) {
  std::vector<Wish> wishes;
  const auto one = [&](Listed name, const std::optional<std::string>& value) {
    if (value) wishes.push_back({name, {*value}});
  };
  one(Listed::assigned, query.assigned);
  one(Listed::owner, query.owner);
  one(Listed::ask, query.ask);
  one(Listed::outcome, query.outcome);
  one(Listed::tag, query.tag);
  if (query.topic) wishes.push_back({Listed::topic, {base::to_text(*query.topic)}});
  if (!query.queues.empty()) wishes.push_back({Listed::queue, query.queues});
  if (!query.accounts.empty()) wishes.push_back({Listed::account, query.accounts});
  if (!query.priorities.empty()) wishes.push_back({Listed::priority, query.priorities});
  return wishes;
}

// What has no label.
bool asks_more(const store::CaseQuery& query) {
  return !query.waits_for.empty() || query.site || query.holder || query.thread || query.author ||
         query.parent || query.due_before || query.opened_since;
}

std::int64_t cases_under(Connection& in, std::int64_t label, const std::vector<Shelf>& shelves) {
  std::int64_t cases = 0;
  for (const Shelf& shelf : shelves) {
    cases += in.number("SELECT cases FROM case_count WHERE label = ? AND shelf = ?", label,
                       shelf.id);
  }
  return cases;
}

Driver driver_for(Connection& in, const Wish& wish, const std::vector<Shelf>& shelves) {
  Driver driver{wish.name, {}, 0, wish.name == Listed::account && wish.values.size() > 1, false};
  for (const std::string& value : wish.values) {
    const std::int64_t label =
        in.number("SELECT id FROM case_label WHERE name = ? AND value = ?",
                  static_cast<std::int64_t>(wish.name), value);
    if (label == 0 || std::ranges::find(driver.labels, label) != driver.labels.end()) continue;
    driver.labels.push_back(label);
    driver.cases += cases_under(in, label, shelves);
  }
  return driver;
}

// Only what has places can be read by.
bool is_readable(const Wish& wish) {
  if (wish.name == Listed::priority) return false;
  return wish.name == Listed::assigned || wish.name == Listed::all ||
         std::ranges::none_of(wish.values, &std::string::empty);
}

Driver best_driver(Connection& in, const store::CaseQuery& query,
                   const std::vector<Shelf>& shelves, bool must_be_readable) {
  const std::vector<Wish> wishes = wishes_of(query);
  Driver best = driver_for(in, {Listed::all, {""}}, shelves);
  for (const Wish& wish : wishes) {
    if (must_be_readable && !is_readable(wish)) continue;
    Driver driver = driver_for(in, wish, shelves);
    if (must_be_readable && driver.labels.size() * shelves.size() > readings_max) continue;
    if (driver.cases < best.cases || (driver.cases == best.cases && best.name == Listed::all)) {
      best = std::move(driver);
    }
  }
  const bool has_it_all = wishes.size() == (best.name == Listed::all ? 0U : 1U);
  best.leaves_nothing = has_it_all && !asks_more(query);
  return best;
}

}  // namespace

std::string to_text(const Position& position) {
  return fmt::format("{}.{}", position.key, position.id);
}

std::optional<Position> position_of(std::string_view text) {
  Position position;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const char* end = text.data() + text.size();
  const auto key = std::from_chars(text.data(), text.data() + dot, position.key);
  const auto id = std::from_chars(text.data() + dot + 1, end, position.id);
  if (key.ec != std::errc{} || key.ptr != text.data() + dot) return std::nullopt;
  if (id.ec != std::errc{} || id.ptr != end) return std::nullopt;
  return position;
}

std::vector<Shelf> shelves_of(Connection& in, const store::CaseQuery& query) {
  std::vector<Shelf> shelves;
  in.each("SELECT id, family, state, confidential FROM case_shelf", [&](const Row& row) {
    if (query.family && static_cast<std::int64_t>(*query.family) != row.number(1)) return;
    if (!query.confidential && row.flag(3)) return;
    if (is_one_of(row.view(2), query.states)) shelves.push_back({row.id(0).value, row.text(2)});
  });
  return shelves;
}

Driver driver_of(Connection& in, const store::CaseQuery& query, const std::vector<Shelf>& shelves) {
  return best_driver(in, query, shelves, false);
}

CaseScan::CaseScan(Connection& in, const store::CaseQuery& query) : in_(in), query_(query) {
  if (!query.after.empty()) {
    after_ = position_of(query.after);
    if (!after_) {
      is_over_ = true;  // no list gave this
      return;
    }
  }
  if (query.author || query.parent || query.thread) open_sorted();
  else open_readings();
}

bool CaseScan::is_before(const Position& a, const Position& b) const {
  return falls(query_.order) ? b < a : a < b;
}

// Behind what the query can ask for in this order.
bool CaseScan::is_beyond(const Position& head) const {
  if (query_.order == Order::due && query_.due_before) {
    return head.key >= micros(*query_.due_before);
  }
  if (query_.order == Order::newest && query_.opened_since) {
    return head.key < micros(*query_.opened_since);
  }
  return false;
}

void CaseScan::open_readings() {
  const std::vector<Shelf> shelves = shelves_of(in_, query_);
  const Driver driver = best_driver(in_, query_, shelves, true);
  const bool falling = falls(query_.order);
  const std::string sql = fmt::format(
      "SELECT p.{0}, p.id, {3} FROM case_place p CROSS JOIN case_row c ON c.id = p.id "
      "WHERE p.label = ? AND p.shelf = ? AND (p.{0}, p.id) {1} (?, ?) "
      "ORDER BY p.{0} {2}, p.id {2}",
      key_column(query_.order), falling ? "<" : ">", falling ? "DESC" : "ASC", asked_columns);
  Position from = falling ? Position{highest, highest} : Position{lowest, lowest};
  if (query_.order == Order::oldest && query_.opened_since) {
    from = {micros(*query_.opened_since), lowest};
  }
  if (after_ && is_before(from, *after_)) from = *after_;
  for (const std::int64_t label : driver.labels) {
    for (const Shelf& shelf : shelves) {
      if (in_.number("SELECT cases FROM case_count WHERE label = ? AND shelf = ?", label,
                     shelf.id) == 0) {
        continue;
      }
      Reading reading{
          std::make_unique<Cursor>(in_, sql, label, shelf.id, from.key, from.id), {}};
      if (advance(reading)) readings_.push_back(std::move(reading));
    }
  }
}

void CaseScan::open_sorted() {
  const bool falling = falls(query_.order);
  std::string column = "author", value;
  std::int64_t id = 0;
  if (query_.parent) {
    column = "parent";
    id = query_.parent->value;
  } else if (query_.author) {
    id = query_.author->value;
  }
  const std::string key =
      query_.order == Order::due ? fmt::format("coalesce(due_at, {})", highest)
                                 : fmt::format("{}_at", key_column(query_.order));
  const std::string which = query_.parent || query_.author
                                ? fmt::format("{0} = ?1 AND {0} <> 0 AND ?2 IS NOT NULL", column)
                                : "thread = ?2 AND family = 0 AND ?1 = 0";
  const std::string sql = fmt::format(
      "SELECT * FROM (SELECT {0} AS key, c.id AS id, {5} FROM case_row c WHERE {1} "
      "ORDER BY c.id DESC LIMIT {4}) WHERE (key, id) {2} (?3, ?4) ORDER BY key {3}, id {3}",
      key, which, falling ? "<" : ">", falling ? "DESC" : "ASC", sorted_cases_max,
      asked_columns);
  const Position from = after_.value_or(falling ? Position{highest, highest}
                                                : Position{lowest, lowest});
  value = query_.thread.value_or("");
  Reading reading{nullptr, {}};
  // The thread is the query's, which outlives the scan.
  reading.cursor = std::make_unique<Cursor>(
      in_, sql, id, query_.thread ? std::string_view(*query_.thread) : std::string_view(),
      from.key, from.id);
  if (advance(reading)) readings_.push_back(std::move(reading));
}

bool CaseScan::advance(Reading& reading) {
  if (!reading.cursor->next()) return false;
  const Row row = reading.cursor->row();
  reading.head = {row.number(0), row.number(1)};
  return !is_beyond(reading.head);
}

bool CaseScan::next(std::size_t looked_at_max) {
  while (true) {
    if (current_ && !advance(readings_[*current_])) {
      readings_.erase(readings_.begin() + static_cast<std::ptrdiff_t>(*current_));
    }
    current_.reset();
    if (readings_.empty()) break;
    if (looked_at_ >= looked_at_max) return false;
    std::size_t nearest = 0;
    for (std::size_t i = 1; i < readings_.size(); ++i) {
      if (is_before(readings_[i].head, readings_[nearest].head)) nearest = i;
    }
    current_ = nearest;
    const Position head = readings_[nearest].head;
    if (has_looked_ && head == position_) continue;  // under two of the labels
    position_ = head;
    has_looked_ = true;
    ++looked_at_;
    if (matches(query_, readings_[nearest].cursor->row())) return true;
  }
  is_over_ = true;
  return false;
}

CaseLine CaseScan::line() const {
  const Row row = readings_[*current_].cursor->row();
  return {row.view(3), row.view(10), row.view(13), row.view(12), row.view(5), row.view(7)};
}

}  // namespace decorum::sqlite
