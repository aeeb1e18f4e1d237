// Lists of a case that never grow without bound. The acts refuse before a list is full; what comes
// all the same is left out, or the oldest is forgotten, never both ways for one list.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/id.h"

namespace decorum::cases {

template <class Entry>
void keep_at_most(std::vector<Entry>& entries, std::size_t most) {
  if (entries.size() > most) entries.erase(entries.begin());
}

template <class Value>
void add_once(std::vector<Value>& values, const Value& value, std::size_t most) {
  if (values.size() < most && std::ranges::find(values, value) == values.end()) {
    values.push_back(value);
  }
}

// The entry that an event made; null when there is none.
template <class Entry>
Entry* with_event(std::vector<Entry>& entries, base::Id event) {
  const auto found = std::ranges::find(entries, event, &Entry::event);
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace decorum::cases
