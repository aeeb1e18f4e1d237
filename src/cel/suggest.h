// Suggestions for mistyped names.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace decorum::cel {

// Of `names` the one with the fewest letters changed, added, removed or exchanged, if that is at
// most a third of the name's length and at most 4; else empty. Names over 100 bytes are not looked
// at.
std::string closest(std::string_view name, std::span<const std::string> names);

}  // namespace decorum::cel
