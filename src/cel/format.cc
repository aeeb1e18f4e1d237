// string.format(list), as google/cel-go describes it (ext/README.md, "Strings", "Format"): %s %d %f
// %e %b %o %x %X and %%, with a precision of up to 1000 digits for %f and %e.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/clock.h"
#include "cel/functions.h"
#include "cel/numbers.h"

namespace decorum::cel {
namespace {

constexpr int precision_default = 6;
constexpr int precision_max = 1000;

std::string in_base(std::uint64_t magnitude, bool negative, int base) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), magnitude, base);
  return (negative ? "-" : "") + std::string(buffer.data(), end.ptr);
}

std::string hex_of(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return out;
}

double as_double(const Value& number) {
  if (number.kind() == Kind::integer) return static_cast<double>(number.integer());
  if (number.kind() == Kind::unsigned_integer) {
    return static_cast<double>(number.unsigned_integer());
  }
  return number.real();
}

// Writes one result; the first problem is kept and ends the work.
class Formatter {
 public:
  Formatter(Arguments arguments, Meter& meter)
      : format_(arguments[0].text()), elements_(arguments[1].elements()), meter_(meter) {}

  Value run() {
    if (!meter_.take_text(format_.size())) return out_of_steps();
    while (place_ < format_.size() && !problem_) {
      const std::size_t percent = std::min(format_.find('%', place_), format_.size());
      out_ += format_.substr(place_, percent - place_);
      place_ = percent;
      if (place_ < format_.size()) clause();
    }
    if (problem_) return *problem_;
    return Value::string(std::move(out_));
  }

 private:
  void fail(std::string what) {
    if (!problem_) problem_ = Value::error(std::move(what));
  }

  void clause() {
    ++place_;
    if (place_ < format_.size() && format_[place_] == '%') {
      out_ += '%';
      ++place_;
      return;
    }
    const int precision = take_precision();
    if (problem_) return;
    if (place_ >= format_.size()) return fail("the format ends in the middle of a clause");
    const char verb = format_[place_++];
    if (std::string_view("sdfebxXo").find(verb) == std::string_view::npos) {
      return fail(fmt::format("a format has no clause %{}", static_cast<unsigned char>(verb) < 0x80
                                                                ? std::string(1, verb)
                                                                : std::string("with this letter")));
    }
    if (next_ >= elements_.size()) {
      return fail(fmt::format("the format asks for value {} and was given {}", next_ + 1,
                              elements_.size()));
    }
    write(verb, precision, elements_[next_++]);
  }

  int take_precision() {
    if (place_ >= format_.size() || format_[place_] != '.') return precision_default;
    const char* first = format_.data() + ++place_;
    const char* last = format_.data() + format_.size();
    int precision = 0;
    const auto read = std::from_chars(first, last, precision);
    if (read.ptr == first || read.ec != std::errc() || precision < 0 ||
        precision > precision_max || *first == '-') {
      fail(fmt::format("a format's precision is a number from 0 to {}", precision_max));
    }
    place_ += static_cast<std::size_t>(read.ptr - first);
    return precision;
  }

  void write(char verb, int precision, const Value& value) {
    switch (verb) {
      case 's': return text(value);
      case 'd': return decimal(value);
      case 'f':
      case 'e': return fixed(verb, precision, value);
      case 'b': return binary(value);
      case 'o': return integer(value, 8, "%o");
      default: return hex(value, verb == 'X');
    }
  }

  void refuse(std::string_view clause, const Value& value) {
    fail(fmt::format("{} cannot write {}", clause, type_of(value).in_words()));
  }

  // Any plain value, lists and maps with all they hold. Values nest no deeper than expressions and
  // JSON do, and every part costs a step.
  void text(const Value& value) {
    if (!meter_.take(1) || problem_) return fail(std::string(out_of_steps().what()));
    switch (value.kind()) {
      case Kind::null: out_ += "null"; return;
      case Kind::boolean: out_ += value.boolean() ? "true" : "false"; return;
      case Kind::integer: out_ += std::to_string(value.integer()); return;
      case Kind::unsigned_integer: out_ += std::to_string(value.unsigned_integer()); return;
      case Kind::real: out_ += written_plainly(value.real()); return;
      case Kind::timestamp: out_ += written(value.timestamp()); return;
      case Kind::duration: out_ += written(value.duration()); return;
      case Kind::type: out_ += value.type().base_name(); return;
      case Kind::string: return raw(value.text());
      case Kind::bytes: return bytes(value);
      case Kind::list: return list(value);
      case Kind::map: return map(value);
      case Kind::opaque:
      case Kind::error:
      case Kind::unknown: return refuse("%s", value);
    }
  }

  void raw(std::string_view text) {
    if (!meter_.take_text(text.size())) return fail(std::string(out_of_steps().what()));
    out_ += text;
  }

  void bytes(const Value& value) {
    if (!meter_.take_text(value.text().size())) return fail(std::string(out_of_steps().what()));
    if (!base::is_valid_utf8(value.text())) return fail("%s cannot write bytes that are no text");
    out_ += value.text();
  }

  void list(const Value& value) {
    out_ += '[';
    bool first = true;
    for (const Value& element : value.elements()) {
      if (problem_) return;
      if (!first) out_ += ", ";
      first = false;
      text(element);
    }
    out_ += ']';
  }

  // The entries in the order of their keys' texts.
  void map(const Value& value) {
    std::vector<std::pair<std::string, const Value*>> entries;
    for (const auto& [key, held] : value.map().entries()) {
      std::string so_far = std::exchange(out_, {});
      text(key);
      entries.emplace_back(std::exchange(out_, std::move(so_far)), &held);
      if (problem_) return;
    }
    // Of two keys that look alike, 1 and '1', the one that was given first.
    std::sort(entries.begin(), entries.end());
    out_ += '{';
    bool first = true;
    for (const auto& [key, held] : entries) {
      if (problem_) return;
      if (!first) out_ += ", ";
      first = false;
      out_ += key;
      out_ += ": ";
      text(*held);
    }
    out_ += '}';
  }

  void decimal(const Value& value) {
    if (!value.is_numeric()) return refuse("%d", value);
    text(value);
  }

  void fixed(char verb, int precision, const Value& value) {
    if (!value.is_numeric()) return refuse(verb == 'f' ? "%f" : "%e", value);
    const double number = as_double(value);
    if (!std::isfinite(number)) return text(Value(number));
    // Digits before the point, the point, the precision, a sign and an exponent.
    std::array<char, 320 + precision_max + 8> buffer{};
    const int count = verb == 'f'
                          ? std::snprintf(buffer.data(), buffer.size(), "%.*f", precision, number)
                          : std::snprintf(buffer.data(), buffer.size(), "%.*e", precision, number);
    raw(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  }

  void binary(const Value& value) {
    if (value.is_bool()) out_ += value.boolean() ? '1' : '0';
    else integer(value, 2, "%b");
  }

  void integer(const Value& value, int base, std::string_view clause) {
    if (value.kind() == Kind::unsigned_integer) {
      out_ += in_base(value.unsigned_integer(), false, base);
    } else if (value.kind() == Kind::integer) {
      const bool negative = value.integer() < 0;
      const auto bits = static_cast<std::uint64_t>(value.integer());
      out_ += in_base(negative ? 0 - bits : bits, negative, base);
    } else {
      refuse(clause, value);
    }
  }

  void hex(const Value& value, bool upper) {
    const std::size_t start = out_.size();
    if (value.kind() == Kind::string || value.kind() == Kind::bytes) {
      if (!meter_.take_text(2 * value.text().size())) {
        return fail(std::string(out_of_steps().what()));
      }
      out_ += hex_of(value.text());
    } else {
      integer(value, 16, "%x");
    }
    if (!upper) return;
    for (std::size_t i = start; i < out_.size(); ++i) {
      if (out_[i] >= 'a' && out_[i] <= 'f') out_[i] = static_cast<char>(out_[i] ^ 0x20);
    }
  }

  std::string_view format_;
  std::span<const Value> elements_;
  Meter& meter_;
  std::string out_;
  std::optional<Value> problem_;
  std::size_t place_ = 0;
  std::size_t next_ = 0;
};

Value format(Arguments arguments, Meter& meter) { return Formatter(arguments, meter).run(); }

}  // namespace

void add_format(Environment& env) {
  env.add({"format", true, {Type::string_type(), Type::list()}, Type::string_type(), nullptr,
           format});
}

}  // namespace decorum::cel
