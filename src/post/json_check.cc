#include "post/json_check.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/utf8.h"

namespace decorum::post {
namespace {

tl::unexpected<JsonFault> fault(std::size_t offset, std::string_view what) {
  return tl::unexpected<JsonFault>(JsonFault{offset, what});
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_blanks(std::string_view json, std::size_t offset) {
  while (offset < json.size() && is_blank(json[offset])) ++offset;
  return offset;
}

std::optional<char32_t> hex4(std::string_view json, std::size_t offset) {
  if (json.size() - offset < 4) return std::nullopt;
  char32_t value = 0;
  for (const char c : json.substr(offset, 4)) {
    value <<= 4;
    if (is_digit(c)) {
      value |= static_cast<char32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value |= static_cast<char32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      value |= static_cast<char32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

bool is_high(char32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(char32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

// The escape whose backslash is at `offset`; `out` may be null.
JsonEnd take_escape(std::string_view json, std::size_t offset, std::string* out) {
  if (offset + 1 >= json.size()) return fault(offset, "a string is not closed");
  constexpr std::string_view letters = "\"\\/bfnrt";
  constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  const char letter = json[offset + 1];
  if (letter != 'u') {
    const auto which = letters.find(letter);
    if (which == std::string_view::npos) return fault(offset, "this escape does not exist");
    if (out != nullptr) out->push_back(meanings[which]);
    return offset + 2;
  }
  const auto unit = hex4(json, offset + 2);
  if (!unit) return fault(offset, "\\u needs four hexadecimal digits");
  std::size_t end = offset + 6;
  char32_t code = *unit;
  if (is_high(code) && json.substr(end, 2) == "\\u") {
    const auto low = hex4(json, end + 2);
    if (low && is_low(*low)) {
      code = 0x10000 + ((code - 0xD800) << 10) + (*low - 0xDC00);
      end += 6;
    }
  }
  // append_utf8 writes what is still a surrogate here as U+FFFD.
  if (out != nullptr) base::append_utf8(*out, code);
  return end;
}

JsonEnd end_of_string(std::string_view json, std::size_t offset) {
  ++offset;
  while (offset < json.size()) {
    const char c = json[offset];
    if (c == '"') return offset + 1;
    if (static_cast<unsigned char>(c) < 0x20) {
      return fault(offset, "a control character in a string must be written as an escape");
    }
    if (c != '\\') {
      ++offset;
      continue;
    }
    const JsonEnd end = take_escape(json, offset, nullptr);
    if (!end) return end;
    offset = *end;
  }
  return fault(offset, "a string is not closed");
}

JsonEnd end_of_digits(std::string_view json, std::size_t offset) {
  if (offset >= json.size() || !is_digit(json[offset])) return fault(offset, "a digit is expected");
  while (offset < json.size() && is_digit(json[offset])) ++offset;
  return offset;
}

JsonEnd end_of_number(std::string_view json, std::size_t offset) {
  if (json[offset] == '-') ++offset;
  const bool zero = offset < json.size() && json[offset] == '0';
  JsonEnd end = end_of_digits(json, offset);
  if (!end) return end;
  if (zero && *end > offset + 1) return fault(offset, "a number must not start with 0");
  if (*end < json.size() && json[*end] == '.') {
    end = end_of_digits(json, *end + 1);
    if (!end) return end;
  }
  if (*end < json.size() && (json[*end] == 'e' || json[*end] == 'E')) {
    std::size_t digits = *end + 1;
    if (digits < json.size() && (json[digits] == '+' || json[digits] == '-')) ++digits;
    end = end_of_digits(json, digits);
  }
  return end;
}

JsonEnd end_of_scalar(std::string_view json, std::size_t offset) {
  if (offset >= json.size()) return fault(offset, "a value is expected");
  const char c = json[offset];
  if (c == '"') return end_of_string(json, offset);
  if (c == '-' || is_digit(c)) return end_of_number(json, offset);
  for (const std::string_view word : {"true", "false", "null"}) {
    if (json.substr(offset, word.size()) == word) return offset + word.size();
  }
  return fault(offset, "a value is expected");
}

// Objects and lists, without recursion: `open` holds the closing marks that are still due.
class Nest {
 public:
  Nest(std::string_view json, std::size_t nesting_max) : json_(json), nesting_max_(nesting_max) {}

  JsonEnd end_of_value(std::size_t offset) {
    do {
      JsonEnd next = enter_values(offset);
      if (next && !open_.empty()) next = leave_values(*next);
      if (!next) return next;
      offset = *next;
    } while (!open_.empty());
    return offset;
  }

 private:
  // From the start of a value to the end of its first scalar (or empty object or list) inside.
  JsonEnd enter_values(std::size_t offset) {
    while (offset < json_.size() && (json_[offset] == '{' || json_[offset] == '[')) {
      if (open_.size() >= nesting_max_) {
        return fault(offset, "objects and lists are nested too deeply");
      }
      const char close = json_[offset] == '{' ? '}' : ']';
      offset = skip_blanks(json_, offset + 1);
      if (offset < json_.size() && json_[offset] == close) return offset + 1;
      open_.push_back(close);
      const JsonEnd value = close == '}' ? take_name(offset) : JsonEnd(offset);
      if (!value) return value;
      offset = *value;
    }
    return end_of_scalar(json_, offset);
  }

  // From the end of a value to the start of the next one, or to the end of all.
  JsonEnd leave_values(std::size_t offset) {
    while (!open_.empty()) {
      offset = skip_blanks(json_, offset);
      if (offset < json_.size() && json_[offset] == ',') {
        offset = skip_blanks(json_, offset + 1);
        return open_.back() == '}' ? take_name(offset) : JsonEnd(offset);
      }
      if (offset >= json_.size() || json_[offset] != open_.back()) {
        return fault(offset, open_.back() == '}' ? "a comma or } is expected"
                                                 : "a comma or ] is expected");
      }
      open_.pop_back();
      ++offset;
    }
    return offset;
  }

  // "name": and the blanks around it.
  JsonEnd take_name(std::size_t offset) const {
    if (offset >= json_.size() || json_[offset] != '"') {
      return fault(offset, "a field's name in quotation marks is expected");
    }
    const JsonEnd end = end_of_string(json_, offset);
    if (!end) return end;
    offset = skip_blanks(json_, *end);
    if (offset >= json_.size() || json_[offset] != ':') return fault(offset, "a : is expected");
    return skip_blanks(json_, offset + 1);
  }

  std::string_view json_;
  std::size_t nesting_max_;
  std::vector<char> open_;
};

}  // namespace

JsonEnd end_of_json_value(std::string_view json, std::size_t offset, std::size_t nesting_max) {
  if (offset < json.size() && json[offset] != '{' && json[offset] != '[') {
    return end_of_scalar(json, offset);
  }
  return Nest(json, nesting_max).end_of_value(offset);
}

JsonEnd check_json_document(std::string_view json, std::size_t nesting_max) {
  const JsonEnd end = end_of_json_value(json, skip_blanks(json, 0), nesting_max);
  if (!end) return end;
  const std::size_t rest = skip_blanks(json, *end);
  if (rest < json.size()) return fault(rest, "there is more text after the value");
  return rest;
}

JsonEnd decode_json_string(std::string_view json, std::size_t offset, std::string& out) {
  out.clear();
  ++offset;
  // `find` of one character looks at many bytes at once, and most strings hold no escape. The place
  // of the closing mark is kept, so that a string of nothing but escapes still costs linear time.
  std::size_t quote = json.find('"', offset);
  while (true) {
    if (quote == std::string_view::npos) return fault(json.size(), "a string is not closed");
    const std::string_view rest = json.substr(offset, quote - offset);
    const auto plain = std::min(rest.find('\\'), rest.size());
    out.append(rest.substr(0, plain));
    if (plain == rest.size()) return quote + 1;
    const JsonEnd end = take_escape(json, offset + plain, &out);
    if (!end) return end;
    offset = *end;
    if (offset > quote) quote = json.find('"', offset);
  }
}

}  // namespace decorum::post
