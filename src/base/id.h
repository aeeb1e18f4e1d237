// Ids of everything the desk keeps: 63 bits that grow with time, so that new rows stand beside one
// another on the disk however many there are.
//
//   41 bits   milliseconds since 2020-01-01T00:00:00Z (until 2089)
//    6 bits   which node made it
//   16 bits   a count within the millisecond
//
// As text an id is 13 letters and digits (Crockford's Base32, small letters), which sort as the ids
// do: "0e3m5k7hq0004". Ids say when something was made; they are no secret, and knowing one gives
// no right to see what it names.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace decorum::base {

struct Id {
  std::int64_t value = 0;  // 0: none

  explicit operator bool() const { return value != 0; }
  auto operator<=>(const Id&) const = default;
};

std::string to_text(Id id);

// Exactly what to_text writes; capitals are read too.
Result<Id> parse_id(std::string_view text);

// When the id was made, to the millisecond.
Time time_of(Id id);

// The smallest id that could be made at `time`: for "everything since".
Id first_id_at(Time time);

inline constexpr int nodes_max = 64;

// Makes ids that only ever grow, also when the clock is set back or `now` stands still: then the
// last millisecond is counted on, and after 65,536 ids the next one. Not for two threads at once.
class IdMaker {
 public:
  explicit IdMaker(int node = 0, Id after = {}) : node_(node), last_(after) {}

  Id next(Time now);

 private:
  int node_;
  Id last_;
};

}  // namespace decorum::base

template <>
struct std::hash<decorum::base::Id> {
  std::size_t operator()(decorum::base::Id id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
