#include "cel/numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

namespace decorum::cel {
namespace {

constexpr double two_to_63 = 9223372036854775808.0;
constexpr double two_to_64 = 18446744073709551616.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t digits_at(std::string_view text, std::size_t place) {
  std::size_t count = 0;
  while (place + count < text.size() && is_digit(text[place + count])) ++count;
  return count;
}

// digits [. digits] or . digits, with an exponent or not; no sign.
bool is_decimal(std::string_view text) {
  std::size_t place = digits_at(text, 0);
  std::size_t digits = place;
  if (place < text.size() && text[place] == '.') {
    const std::size_t more = digits_at(text, place + 1);
    digits += more;
    place += 1 + more;
  }
  if (digits == 0) return false;
  if (place < text.size() && (text[place] == 'e' || text[place] == 'E')) {
    ++place;
    if (place < text.size() && (text[place] == '+' || text[place] == '-')) ++place;
    const std::size_t exponent = digits_at(text, place);
    if (exponent == 0) return false;
    place += exponent;
  }
  return place == text.size();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return out;
}

// A double's shortest digits and where the decimal point stands: 0.0045 is "45" and -2.
struct Digits {
  std::string text;
  int point = 0;
};

Digits shortest(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                 std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  Digits digits;
  for (const char c : text.substr(0, e)) {
    if (c != '.') digits.text += c;
  }
  int exponent = 0;
  const std::size_t sign = text[e + 1] == '+' ? 2 : 1;
  std::from_chars(text.data() + e + sign, text.data() + text.size(), exponent);
  digits.point = exponent + 1;
  return digits;
}

std::optional<std::string> special(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Infinity" : "Infinity";
  return std::nullopt;
}

std::string placed(const Digits& digits) {
  const auto count = static_cast<int>(digits.text.size());
  if (digits.point <= 0) {
    return "0." + std::string(static_cast<std::size_t>(-digits.point), '0') + digits.text;
  }
  if (digits.point >= count) {
    return digits.text + std::string(static_cast<std::size_t>(digits.point - count), '0');
  }
  std::string out = digits.text;
  return out.insert(static_cast<std::size_t>(digits.point), ".");
}

}  // namespace

std::optional<std::int64_t> read_int(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> read_uint(std::string_view text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return value;
}

std::optional<double> read_double(std::string_view text) {
  const bool negative = text.starts_with('-');
  const bool has_sign = negative || text.starts_with('+');
  if (has_sign) text.remove_prefix(1);
  double value = 0;
  if (is_decimal(text)) {
    value = std::strtod(std::string(text).c_str(), nullptr);
    if (std::isinf(value)) return std::nullopt;
  } else {
    const std::string word = text.size() > 8 ? std::string() : lower(text);
    if (word == "inf" || word == "infinity") value = HUGE_VAL;
    else if (word == "nan" && !has_sign) value = std::nan("");
    else return std::nullopt;
  }
  return negative ? -value : value;
}

std::optional<std::int64_t> to_int(double value) {
  if (!(value > -two_to_63 && value < two_to_63)) return std::nullopt;
  return static_cast<std::int64_t>(value);
}

std::optional<std::uint64_t> to_uint(double value) {
  if (!(value >= 0 && value < two_to_64)) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

std::string written(double value) {
  if (auto text = special(value)) return *text;
  const std::string sign = std::signbit(value) ? "-" : "";
  if (value == 0) return sign + "0";
  Digits digits = shortest(value);
  const int exponent = digits.point - 1;
  if (exponent >= -4 && exponent < 6) return sign + placed(digits);
  digits.point = 1;
  return fmt::format("{}{}e{}{:02}", sign, placed(digits), exponent < 0 ? '-' : '+',
                     std::abs(exponent));
}

std::string written_plainly(double value) {
  if (auto text = special(value)) return *text;
  const std::string sign = std::signbit(value) ? "-" : "";
  return sign + (value == 0 ? "0" : placed(shortest(value)));
}

}  // namespace decorum::cel
