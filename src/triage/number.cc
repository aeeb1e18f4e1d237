#include "triage/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace decorum::triage {

namespace {

constexpr std::uint32_t scale = 10'000;
constexpr double whole_max = 1e15;  // below it a double still holds tenths of thousandths

char* write(char* to, std::string_view text) { return std::copy(text.begin(), text.end(), to); }

constexpr char digit(std::uint32_t value) { return static_cast<char>('0' + value % 10); }

// The decimals of `rest` tenths of thousandths, with their point; nothing for none.
char* write_decimals(char* to, std::uint32_t rest) {
  if (rest == 0) return to;
  const std::array<char, 5> text = {'.', digit(rest / 1000), digit(rest / 100), digit(rest / 10),
                                    digit(rest)};
  std::size_t length = text.size();
  while (text[length - 1] == '0') --length;
  return write(to, {text.data(), length});
}

}  // namespace

double shown(float probability) {
  if (std::isnan(probability)) return static_cast<double>(probability);
  // The product of a float and `scale` fits a double, so adding a half and cutting rounds it. The
  // quotient of two whole numbers is rounded correctly (IEEE 754), so it is the double nearest to
  // the decimal number.
  return static_cast<double>(
             static_cast<std::int64_t>(static_cast<double>(probability) * scale + 0.5)) /
         scale;
}

char* write_count(char* to, std::size_t value) {
  if (value < 10) {
    *to++ = static_cast<char>('0' + value);
    return to;
  }
  return std::to_chars(to, to + number_bytes_max, value).ptr;
}

char* write_number(char* to, double value) {
  if (std::isnan(value)) return write(to, "null");
  if (value < 0) {
    *to++ = '-';
    value = -value;
  }
  if (value >= whole_max) return write(to, "1e15");
  const auto parts = static_cast<std::uint64_t>(value * scale + 0.5);
  return write_decimals(write_count(to, parts / scale), static_cast<std::uint32_t>(parts % scale));
}

void append_number(std::string& out, double value) {
  std::array<char, number_bytes_max> text;
  out.append(text.data(), write_number(text.data(), value));
}

}  // namespace decorum::triage
