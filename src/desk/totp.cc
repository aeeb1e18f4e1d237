#include "desk/totp.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#include <fmt/format.h>
#include <liboath/oath.h>

#include "desk/writing.h"

namespace decorum::desk {
namespace {

constexpr unsigned step_seconds = OATH_TOTP_DEFAULT_TIME_STEP_SIZE;
constexpr std::size_t seed_bytes = 20;
constexpr std::size_t digits = 6;
constexpr std::size_t window = 1;  // steps to each side
constexpr std::string_view code_letters = "abcdefghjkmnpqrstvwxyz23456789";
constexpr std::size_t code_length = 12;

std::string base32(std::string_view bytes) {
  char* text = nullptr;
  std::size_t size = 0;
  if (oath_base32_encode(bytes.data(), bytes.size(), &text, &size) != OATH_OK) return {};
  std::string out(text, size);
  std::free(text);
  return out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                          (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.';
    if (is_plain) out.push_back(c);
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string new_totp_seed() { return random_bytes(seed_bytes); }

std::string totp_address(std::string_view seed, std::string_view issuer, std::string_view name) {
  return fmt::format("otpauth://totp/{0}:{1}?secret={2}&issuer={0}", escaped(issuer),
                     escaped(name), base32(seed));
}

std::optional<std::int64_t> totp_step(std::string_view seed, std::string_view code, base::Time now,
                                      std::int64_t last_step) {
  if (code.size() != digits || !std::ranges::all_of(code, [](char c) {
        return c >= '0' && c <= '9';
      })) {
    return std::nullopt;
  }
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
  int position = 0;
  const std::string text(code);
  const int found = oath_totp_validate2(seed.data(), seed.size(), static_cast<time_t>(seconds),
                                        step_seconds, 0, window, &position, text.c_str());
  if (found < 0) return std::nullopt;
  const std::int64_t step = seconds / step_seconds + position;
  if (step <= last_step) return std::nullopt;
  return step;
}

std::vector<std::string> new_recovery_codes() {
  std::vector<std::string> codes;
  for (std::size_t i = 0; i < recovery_codes; ++i) {
    std::string code;
    for (const char byte : random_bytes(code_length)) {
      if (code.size() % 5 == 4) code.push_back('-');
      code.push_back(code_letters[static_cast<unsigned char>(byte) % code_letters.size()]);
    }
    codes.push_back(std::move(code));
  }
  return codes;
}

std::string plain_recovery_code(std::string_view typed) {
  std::string plain;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    plain.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  }
  return plain;
}

}  // namespace decorum::desk
