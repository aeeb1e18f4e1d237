// Where a name stands in a text that writes it in its own way: without its article, title or legal
// form, with "and" for "&", as a hashtag or a handle.
//
//   if (const auto span = place_of(reading, "Finch & Sons Ltd")) ...   // "#FinchAndSons" too
//
// Linear in the text, for each of at most some dozen forms.
#pragma once

#include <optional>
#include <string>

#include "base/utf8.h"
#include "review/reading.h"

namespace decorum::review {

// The first place of the whole name; nothing: it is not there.
std::optional<base::Span> place_of(const Reading& reading, const std::string& name);

// Of its first word with a capital, if that is no common one ("Royal", "Friends").
std::optional<base::Span> place_of_first_word(const Reading& reading, const std::string& name);

}  // namespace decorum::review
