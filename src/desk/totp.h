// Codes of an authenticator app (RFC 6238: SHA-1, 30 seconds, six digits), and recovery codes for
// when it is lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace decorum::desk {

inline constexpr std::size_t recovery_codes = 10;

std::string new_totp_seed();  // 20 random bytes

// "otpauth://totp/ISSUER:NAME?secret=…&issuer=ISSUER", which the app reads from a picture.
std::string totp_address(std::string_view seed, std::string_view issuer, std::string_view name);

// The step of a code that is right now, or was or will be one step away; nullopt when it is none,
// or when its step is not after `last_step`: no code is taken twice.
std::optional<std::int64_t> totp_step(std::string_view seed, std::string_view code, base::Time now,
                                      std::int64_t last_step);

// "abcd-efgh-jkmn": shown once. Kept is the digest of each (desk/secrets.h).
std::vector<std::string> new_recovery_codes();
// As typed: small letters, without blanks and dashes.
std::string plain_recovery_code(std::string_view typed);

}  // namespace decorum::desk
