// size() and the text functions of google/cel-spec, doc/langdef.md, "List of Standard Definitions".
#include <cstring>

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/utf8.h"
#include "cel/functions.h"
#include "cel/regex.h"

namespace decorum::cel {
namespace {

Value size(Arguments arguments, Meter& meter) {
  const Value& of = arguments[0];
  if (of.kind() == Kind::list) return Value(static_cast<std::int64_t>(of.elements().size()));
  if (of.kind() == Kind::map) return Value(static_cast<std::int64_t>(of.map().size()));
  if (of.kind() == Kind::bytes) return Value(static_cast<std::int64_t>(of.text().size()));
  if (!meter.take_text(of.text().size())) return out_of_steps();
  return Value(static_cast<std::int64_t>(base::count_code_points(of.text())));
}

Value contains(Arguments arguments, Meter& meter) {
  if (!meter.take_text(arguments[0].text().size())) return out_of_steps();
  const std::size_t found = find_text(arguments[0].text(), arguments[1].text());
  return Value(found != std::string_view::npos);
}

Value starts_with(Arguments arguments, Meter& meter) {
  if (!meter.take_text(arguments[1].text().size())) return out_of_steps();
  return Value(arguments[0].text().starts_with(arguments[1].text()));
}

Value ends_with(Arguments arguments, Meter& meter) {
  if (!meter.take_text(arguments[1].text().size())) return out_of_steps();
  return Value(arguments[0].text().ends_with(arguments[1].text()));
}

Value matches_value(Arguments arguments, Meter& meter) {
  return matches(arguments[0].text(), arguments[1].text(), meter);
}

}  // namespace

std::size_t find_text(std::string_view text, std::string_view part, std::size_t start) {
  if (start > text.size()) return std::string_view::npos;
  if (part.empty()) return start;
  // memmem is linear in the worst case too; string_view::find is not.
  const void* found = memmem(text.data() + start, text.size() - start, part.data(), part.size());
  if (!found) return std::string_view::npos;
  return static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

Value matches(std::string_view text, std::string_view pattern, Meter& meter) {
  // Reading a pattern costs far more than looking at it.
  if (!meter.take(100 + 4 * pattern.size())) return out_of_steps();
  const Regex regex(pattern);
  return regex.search(text, meter);
}

void add_standard_strings(Environment& env) {
  const Type text = Type::string_type();
  const Type list = Type::list(Type::parameter("A"));
  const Type map = Type::map(Type::parameter("A"), Type::parameter("B"));
  for (const Type& type : {text, Type::bytes_type(), list, map}) {
    env.add({"size", false, {type}, Type::int_type(), nullptr, size});
    env.add({"size", true, {type}, Type::int_type(), nullptr, size});
  }
  const std::vector<Type> two{text, text};
  env.add({"contains", true, two, Type::bool_type(), nullptr, contains});
  env.add({"startsWith", true, two, Type::bool_type(), nullptr, starts_with});
  env.add({"endsWith", true, two, Type::bool_type(), nullptr, ends_with});
  env.add({"matches", true, two, Type::bool_type(), nullptr, matches_value});
  env.add({"matches", false, two, Type::bool_type(), nullptr, matches_value});
}

}  // namespace decorum::cel
