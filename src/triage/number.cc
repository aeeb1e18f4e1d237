#include "triage/number.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace decorum::triage {

namespace {

constexpr double scale = 10'000;
constexpr double whole_max = 1e15;  // below it a double still holds tenths of thousandths

}  // namespace

double shown(float probability) {
  // The quotient of two whole numbers is rounded correctly (IEEE 754), so it is the double nearest
  // to the decimal number.
  return std::round(static_cast<double>(probability) * scale) / scale;
}

void append_count(std::string& out, std::size_t value) {
  std::array<char, 20> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  out.append(digits.data(), end.ptr);
}

void append_number(std::string& out, double value) {
  if (std::isnan(value)) {
    out += "null";
    return;
  }
  if (value < 0) {
    out += '-';
    value = -value;
  }
  if (value >= whole_max) {
    out += "1e15";
    return;
  }
  const auto parts = static_cast<std::uint64_t>(value * scale + 0.5);
  append_count(out, parts / 10'000);
  std::uint64_t rest = parts % 10'000;
  if (rest == 0) return;
  std::array<char, 5> decimals = {'.', '0', '0', '0', '0'};
  std::size_t length = 1;
  for (std::size_t place = 4; place >= 1; --place) {
    const auto digit = static_cast<char>(rest % 10);
    rest /= 10;
    decimals[place] = static_cast<char>('0' + digit);
    if (length == 1 && digit != 0) length = place + 1;
  }
  out.append(decimals.data(), length);
}

}  // namespace decorum::triage
