// The texts that an event names, whatever kind of event it is.
//
// The record knows no domain event, but every reference to a text has one shape, {"id","digest"}
// (TextRef), wherever in an event's data it stands. An object with just these two members, an id
// and 64 hexadecimal digits, is such a reference.
//
//   for (const NamedText& named : *texts_named_in(event)) {
//     // named.where: "/reason"; salted_digest(salt, text) == named.ref.digest
//   }
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "record/event.h"

namespace decorum::record {

inline constexpr std::size_t named_texts_max = 5000;

struct NamedText {
  TextRef ref;
  std::string where;  // a JSON pointer into the event's data
};

// In the order in which they stand. An error when the data is no JSON or names too many.
base::Result<std::vector<NamedText>> texts_named_in(const Event& event);

}  // namespace decorum::record
