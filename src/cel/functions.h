// Functions: the overloads of standard_environment(), one source a group. Each adds its own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cel/cel.h"
#include "cel/meter.h"

namespace decorum::cel {

using Arguments = std::span<const Value>;
using Metered = Value (*)(Arguments, Meter&);

void add_conversions(Environment& env);
void add_standard_strings(Environment& env);  // size, contains, startsWith, endsWith, matches
void add_time(Environment& env);
void add_string_ext(Environment& env);        // charAt ... trim, strings.quote
void add_format(Environment& env);
void add_math_ext(Environment& env);

// Does `pattern`, an RE2 pattern, match anywhere in `text`?
Value matches(std::string_view text, std::string_view pattern, Meter& meter);

// Where `part` first stands in `text` from `start` on, in bytes; npos when nowhere. Linear.
std::size_t find_text(std::string_view text, std::string_view part, std::size_t start = 0);

// "an index of 7 lies outside a text of 3 characters", and the like.
Value out_of_range(std::int64_t index, std::size_t size);

}  // namespace decorum::cel
