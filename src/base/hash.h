// Digests: SHA-256 for what is recorded or versioned, a fast 64-bit hash for tables in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace decorum::base {

// "sha256:" and 64 hexadecimal digits.
std::string sha256(std::string_view bytes);

// Not for anything stored or sent: the value may change between versions of the program.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace decorum::base
