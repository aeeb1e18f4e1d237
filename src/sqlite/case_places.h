// Where cases stand for their lists.
//
// Each case has a place under every label that it is listed by (its queue, each of its accounts,
// ...; and `all`), on the shelf of its family, state and confidentiality, in three orders: due,
// opened, changed. A list reads places in order from a few shelves and never sorts; case_count
// says at once how many places there are under a label on a shelf.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite/connection.h"
#include "store/store.h"

namespace decorum::sqlite {

// What there is a label for. A priority is counted but has no places: it has few values, which are
// picked out of another list. So is an empty value, but for `assigned`.
enum class Listed : std::uint8_t {
  all, queue, assigned, owner, ask, account, outcome, tag, topic, priority
};

struct Label {
  Listed name;
  std::string value;

  auto operator<=>(const Label&) const = default;
};

// The labels of a case, each once, in order.
std::vector<Label> labels_of(const store::CaseRow& row);

// Puts a case, new or changed (`before`), in its places.
void place_case(Connection& in, const std::optional<store::CaseRow>& before,
                const store::CaseRow& row);

// The largest number when nothing is due.
std::int64_t due_key(const store::CaseRow& row);

// What is wrong with the places and counts, if anything: for `check`.
std::vector<std::string> mistakes_in_places(Connection& in);

}  // namespace decorum::sqlite
