// Cases passed one after the other in the order of a list, a bounded number of them.
//
// A scan takes the label with the fewest cases among those that the query asks for, reads its
// places in order, of several shelves and values at once, and asks each case for everything else.
// A query for an author, a thread or a parent reads that one's cases and sorts them.
//
//   CaseScan scan(connection, query);
//   while (scan.next(looked_at_max)) ... scan.id(), scan.line() ...
//   scan.is_over();              // false: the bound came first, and scan.position() goes on
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sqlite/case_places.h"
#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

inline constexpr std::size_t readings_max = 256;     // shelves times values read at once
inline constexpr std::size_t sorted_cases_max = 5000;  // of one author, thread or parent

// Where a list stands: its order's key and the id.
struct Position {
  std::int64_t key = 0, id = 0;

  auto operator<=>(const Position&) const = default;
};

std::string to_text(const Position& position);
std::optional<Position> position_of(std::string_view text);

// What a query's family, states and confidentiality come to.
struct Shelf {
  std::int64_t id = 0;
  std::string state;
};
std::vector<Shelf> shelves_of(Connection& in, const store::CaseQuery& query);

// The labels that a list is read by: any of these values.
struct Driver {
  Listed name = Listed::all;
  std::vector<std::int64_t> labels;
  std::int64_t cases = 0;       // under them, on the query's shelves
  bool may_repeat = false;      // a case may stand under several
  bool leaves_nothing = false;  // the query asks for nothing but this and the shelves
};
Driver driver_of(Connection& in, const store::CaseQuery& query, const std::vector<Shelf>& shelves);

// The columns that counts are made by, good until the next case.
struct CaseLine {
  std::string_view state, queue, assigned, ask, priority, accounts;
};

class CaseScan {
 public:
  CaseScan(Connection& in, const store::CaseQuery& query);

  // The next case that the query asks for; at most `looked_at_max` cases are passed in all.
  bool next(std::size_t looked_at_max);
  std::int64_t id() const { return position_.id; }
  CaseLine line() const;
  Position position() const { return position_; }  // of the last case that was looked at
  bool is_over() const { return is_over_; }

 private:
  struct Reading {
    std::unique_ptr<Cursor> cursor;
    Position head;
  };

  void open_readings();
  void open_sorted();
  bool advance(Reading& reading);
  bool is_before(const Position& a, const Position& b) const;
  bool is_beyond(const Position& head) const;

  Connection& in_;
  const store::CaseQuery& query_;
  std::optional<Position> after_;
  std::vector<Reading> readings_;
  std::optional<std::size_t> current_;  // the reading whose row is looked at
  Position position_;
  std::size_t looked_at_ = 0;
  bool has_looked_ = false;
  bool is_over_ = false;
};

}  // namespace decorum::sqlite
