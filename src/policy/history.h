// What is known of an author's earlier posts on one account: the incidents that were watched.
// Tied to incidents, not to the person's worth; it expires.
//
//   HistoryAt at{history, now};                  // must outlive the evaluation
//   slots[slot_of(Name::history)] = value_of(at);
//   evaluate(...)                                // history.count('hostile', days(30)) >= 3
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "cel/value.h"

namespace decorum::policy {

struct Incident {
  std::string kind;  // the `watch: { as: KIND }` of the outcome
  base::Time at;
  base::Time expires;  // never counted at or after this
};

struct History {
  bool first_contact = true;        // no earlier post of this author is known
  std::vector<Incident> incidents;  // oldest first, at most incidents_max

  // Incidents of a kind in (now - within, now], not expired. None when `within` is not positive.
  std::int64_t count(std::string_view kind, base::Duration within, base::Time now) const;
};
inline constexpr std::size_t incidents_max = 64;

// A history as it stands at an instant: what slot Name::history points at.
struct HistoryAt {
  const History& history;
  base::Time now;
};
cel::Value value_of(const HistoryAt& at);

}  // namespace decorum::policy
