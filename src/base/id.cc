#include "base/id.h"

#include <algorithm>
#include <chrono>

namespace decorum::base {
namespace {

constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t text_length = 13;
constexpr int count_bits = 16;
constexpr int node_bits = 6;
constexpr std::int64_t count_mask = (std::int64_t{1} << count_bits) - 1;

constexpr Time epoch() {
  return std::chrono::sys_days(std::chrono::year(2020) / std::chrono::January / 1);
}

std::int64_t milliseconds(Time time) {
  const auto since = std::chrono::floor<std::chrono::milliseconds>(time - epoch()).count();
  return std::clamp<std::int64_t>(since, 0, (std::int64_t{1} << 41) - 1);
}

std::int64_t composed(std::int64_t ms, std::int64_t node, std::int64_t count) {
  return (ms << (node_bits + count_bits)) | (node << count_bits) | count;
}

}  // namespace

std::string to_text(Id id) {
  std::string text(text_length, '0');
  auto rest = static_cast<std::uint64_t>(id.value);
  for (std::size_t i = text_length; i-- > 0; rest >>= 5) text[i] = digits[rest & 31U];
  return text;
}

Result<Id> parse_id(std::string_view text) {
  if (text.size() != text_length) return fail("an id has 13 letters and digits");
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < text_length; ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    const std::size_t digit = digits.find(c);
    if (digit == std::string_view::npos) {
      return fail("an id has letters and digits only, and no i, l, o or u");
    }
    if (i == 0 && digit > 7) return fail("no such id: it is too large");
    value = value << 5 | digit;
  }
  if (value == 0) return fail("no such id: it is zero");
  return Id{static_cast<std::int64_t>(value)};
}

Time time_of(Id id) {
  return epoch() + std::chrono::milliseconds(id.value >> (node_bits + count_bits));
}

Id first_id_at(Time time) { return Id{composed(milliseconds(time), 0, 0)}; }

Id IdMaker::next(Time now) {
  std::int64_t ms = milliseconds(now);
  std::int64_t count = 0;
  const std::int64_t last_ms = last_.value >> (node_bits + count_bits);
  if (last_ && ms <= last_ms) {
    ms = last_ms;
    count = (last_.value & count_mask) + 1;
    if (count > count_mask) {
      ++ms;
      count = 0;
    }
  }
  last_ = Id{composed(ms, node_, count)};
  return last_;
}

}  // namespace decorum::base
