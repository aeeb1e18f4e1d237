// Words that turn what follows them.
#pragma once

#include <cstdint>
#include <string_view>

namespace decorum::signals {

// "not", "never", "dont", ..., and whatever ends in "n't". `hash` is hash_token(word).
bool is_negation(std::string_view word, std::uint64_t hash);

}  // namespace decorum::signals
