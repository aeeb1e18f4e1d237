// The extension `strings` of CEL as google/cel-go describes it (ext/README.md, "Strings"), up to
// version 4. Places in a text are counted in code points from 0.
#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/functions.h"
#include "cel/unescape.h"

namespace decorum::cel {
namespace {

std::size_t code_points(std::string_view text) { return base::count_code_points(text); }

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The byte at which the code point with this number starts; the end for one past the last.
std::optional<std::size_t> byte_of(std::string_view text, std::int64_t index) {
  if (index < 0) return std::nullopt;
  std::size_t place = 0;
  for (; index > 0; --index) {
    if (place >= text.size()) return std::nullopt;
    for (++place; place < text.size() && continues(text[place]);) ++place;
  }
  return place;
}

Value index_error(std::string_view text, std::int64_t index) {
  return out_of_range(index, code_points(text));
}

Value index_value(std::string_view text, std::size_t byte) {
  if (byte == std::string_view::npos) return Value(std::int64_t{-1});
  return Value(static_cast<std::int64_t>(code_points(text.substr(0, byte))));
}

// Takes the steps of a function that looks at and makes texts of about the arguments' size.
bool take_texts(Arguments arguments, Meter& meter) {
  for (const Value& argument : arguments) {
    if (argument.kind() == Kind::string && !meter.take_text(argument.text().size())) return false;
  }
  return true;
}

Value part(std::string_view text, std::size_t first, std::size_t last) {
  return Value::string(std::string(text.substr(first, last - first)));
}

Value char_at(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::int64_t index = arguments[1].integer();
  const auto place = byte_of(text, index);
  if (!place) return index_error(text, index);
  if (*place == text.size()) return Value::borrowed("");
  return part(text, *place, *place + base::decode_at(text, *place).length);
}

Value index_of(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::int64_t from = arguments.size() > 2 ? arguments[2].integer() : 0;
  const auto place = byte_of(text, from);
  if (!place) return index_error(text, from);
  return index_value(text, find_text(text, arguments[1].text(), *place));
}

Value last_index_of(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::string_view sought = arguments[1].text();
  // Searching backwards has no linear way in the library: at worst every place is compared whole.
  if (!meter.take(text.size() * std::min<std::size_t>(sought.size(), 1U << 20) / 256)) {
    return out_of_steps();
  }
  if (arguments.size() == 2) return index_value(text, text.rfind(sought));
  const auto place = byte_of(text, arguments[2].integer());
  if (!place) return index_error(text, arguments[2].integer());
  // Behind the last character nothing begins but the empty text.
  if (*place == text.size() && !sought.empty()) return Value(std::int64_t{-1});
  return index_value(text, text.rfind(sought, *place));
}

Value substring(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::int64_t start = arguments[1].integer();
  const auto first = byte_of(text, start);
  if (!first) return index_error(text, start);
  if (arguments.size() == 2) return part(text, *first, text.size());
  const std::int64_t end = arguments[2].integer();
  if (end < start) {
    return Value::error(fmt::format("a substring cannot start at {} and end before, at {}", start,
                                    end));
  }
  const auto last = byte_of(text, end);
  if (!last) return index_error(text, end);
  return part(text, *first, *last);
}

template <char from, char to>
Value ascii_case(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  std::string text(arguments[0].text());
  for (char& c : text) {
    if (c >= from && c <= to) c = static_cast<char>(c ^ 0x20);
  }
  return Value::string(std::move(text));
}

// Unicode's White_Space property (PropList.txt); the zero-width characters are not in it.
bool is_space(char32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

Value trim(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  std::size_t first = text.size();
  std::size_t last = 0;
  for (std::size_t place = 0; place < text.size();) {
    const auto code = base::decode_at(text, place);
    if (!is_space(code.code)) {
      first = std::min(first, place);
      last = place + code.length;
    }
    place += code.length;
  }
  return first < last ? part(text, first, last) : Value::borrowed("");
}

Value reverse(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  std::string out;
  out.reserve(text.size());
  for (std::size_t end = text.size(); end > 0;) {
    std::size_t start = end - 1;
    while (start > 0 && continues(text[start])) --start;
    out += text.substr(start, end - start);
    end = start;
  }
  return Value::string(std::move(out));
}

// The end of the first occurrence of `old` from `start` on when `old` is empty: between code
// points, as Go's strings.Replace does.
std::size_t next_boundary(std::string_view text, std::size_t place) {
  return place < text.size() ? place + base::decode_at(text, place).length : text.size() + 1;
}

constexpr std::int64_t no_limit = -1;

Value replace(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::string_view old = arguments[1].text();
  const std::string_view fresh = arguments[2].text();
  // A negative limit is none.
  std::int64_t left = arguments.size() > 3 ? std::max(arguments[3].integer(), no_limit) : no_limit;
  std::string out;
  std::size_t copied = 0;
  std::size_t from = 0;
  for (; left != 0; left -= left == no_limit ? 0 : 1) {
    const std::size_t found = find_text(text, old, from);
    if (found == std::string_view::npos) break;
    if (!meter.take_text(found - copied + fresh.size())) return out_of_steps();
    out += text.substr(copied, found - copied);
    out += fresh;
    copied = found + old.size();
    from = old.empty() ? next_boundary(text, found) : copied;
  }
  out += text.substr(copied);
  return Value::string(std::move(out));
}

// Into code points, when the separator is empty.
std::vector<Value> exploded(std::string_view text, std::int64_t limit) {
  std::vector<Value> parts;
  for (std::size_t place = 0; place < text.size();) {
    const bool last = limit > 0 && static_cast<std::int64_t>(parts.size()) + 1 == limit;
    const std::size_t end = last ? text.size() : next_boundary(text, place);
    parts.push_back(part(text, place, end));
    place = end;
  }
  return parts;
}

Value split(Arguments arguments, Meter& meter) {
  if (!take_texts(arguments, meter)) return out_of_steps();
  const std::string_view text = arguments[0].text();
  const std::string_view separator = arguments[1].text();
  const std::int64_t limit = arguments.size() > 2 ? arguments[2].integer() : -1;
  if (limit == 0) return Value::list({});
  if (separator.empty()) {
    if (!meter.take(text.size())) return out_of_steps();
    return Value::list(exploded(text, limit));
  }
  std::vector<Value> parts;
  std::size_t start = 0;
  while (limit < 0 || static_cast<std::int64_t>(parts.size()) + 1 < limit) {
    const std::size_t found = find_text(text, separator, start);
    if (found == std::string_view::npos) break;
    if (!meter.take(2)) return out_of_steps();
    parts.push_back(part(text, start, found));
    start = found + separator.size();
  }
  parts.push_back(part(text, start, text.size()));
  return Value::list(std::move(parts));
}

Value join(Arguments arguments, Meter& meter) {
  const std::string_view separator = arguments.size() > 1 ? arguments[1].text() : "";
  std::string out;
  bool first = true;
  for (const Value& element : arguments[0].elements()) {
    if (element.kind() != Kind::string) {
      return Value::error("join() joins texts only, and the list holds " +
                          type_of(element).in_words());
    }
    if (!meter.take_text(element.text().size() + separator.size())) return out_of_steps();
    if (!first) out += separator;
    first = false;
    out += element.text();
  }
  return Value::string(std::move(out));
}

Value quote(Arguments arguments, Meter& meter) {
  if (!meter.take_text(3 * arguments[0].text().size())) return out_of_steps();
  return Value::string(quoted(arguments[0].text()));
}

}  // namespace

Value out_of_range(std::int64_t index, std::size_t size) {
  return Value::error(
      fmt::format("the place {} lies outside a text of {} characters", index, size));
}

void add_string_ext(Environment& env) {
  const Type text = Type::string_type();
  const Type number = Type::int_type();
  const Type texts = Type::list(text);
  const auto add = [&](const char* name, const std::vector<Type>& parameters, const Type& result,
                       Metered call) {
    env.add({name, true, parameters, result, nullptr, call});
  };
  add("charAt", {text, number}, text, char_at);
  add("indexOf", {text, text}, number, index_of);
  add("indexOf", {text, text, number}, number, index_of);
  add("lastIndexOf", {text, text}, number, last_index_of);
  add("lastIndexOf", {text, text, number}, number, last_index_of);
  add("substring", {text, number}, text, substring);
  add("substring", {text, number, number}, text, substring);
  add("lowerAscii", {text}, text, ascii_case<'A', 'Z'>);
  add("upperAscii", {text}, text, ascii_case<'a', 'z'>);
  add("trim", {text}, text, trim);
  add("reverse", {text}, text, reverse);
  add("replace", {text, text, text}, text, replace);
  add("replace", {text, text, text, number}, text, replace);
  add("split", {text, text}, texts, split);
  add("split", {text, text, number}, texts, split);
  add("join", {texts}, text, join);
  add("join", {texts, text}, text, join);
  env.add({"strings.quote", false, {text}, text, nullptr, quote});
}

}  // namespace decorum::cel
