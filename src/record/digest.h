// SHA-256 digests as raw bytes, for trees, heads and keys. base/hash.h gives them as text.
//
//   const Digest digest = digest_of({"\x01", left_bytes, right_bytes});   // of all parts, joined
//   to_base64(bytes_of(digest));                                          // 44 characters
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace decorum::record {

inline constexpr std::size_t digest_bytes = 32;

using Digest = std::array<char, digest_bytes>;

inline std::string_view bytes_of(const Digest& digest) { return {digest.data(), digest.size()}; }

// Exactly 32 bytes, else nothing.
std::optional<Digest> digest_from(std::string_view bytes);

// Of the parts joined.
Digest digest_of(std::initializer_list<std::string_view> parts);

// RFC 4648 section 4, with padding. Reading takes exactly what writing gives: no blanks, no line
// breaks, no missing padding, no bits left over.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

// A digest in base64: 44 characters.
std::optional<Digest> digest_from_base64(std::string_view text);

}  // namespace decorum::record
