// Bytes as text and back: Base64 (RFC 4648) and hexadecimal, for secrets, digests and mail.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace decorum::channels {

// Strictly what base::base64 writes: no blanks, padding in its place, no bits left over.
std::optional<std::string> from_base64(std::string_view text);

// Whatever can be read: blanks and line ends are passed over, padding may be missing, and reading
// ends at the first "=". For the bodies of mail, which are never refused for their encoding.
std::string from_loose_base64(std::string_view text);

// Small letters.
std::string to_hex(std::string_view bytes);

// An even number of digits, capitals or small letters.
std::optional<std::string> from_hex(std::string_view text);

}  // namespace decorum::channels
