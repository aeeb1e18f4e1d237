#include "cel/typed_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <simdjson.h>

#include "cel/clock.h"
#include "cel/numbers.h"

namespace decorum::cel {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using base::fail;
using base::Result;

constexpr std::size_t bytes_max = 64 * 1024 * 1024;
constexpr std::size_t parts_max = 1'000'000;
constexpr int depth_max = 200;
constexpr std::int64_t interoperable_max = (std::int64_t{1} << 53) - 1;

std::string_view text_of(element json) { return json.get_string().value_unsafe(); }

Result<Value> from_plain(element json, int depth);
Result<Value> from_typed(element json, int depth);

Result<Value> from_form(element json, JsonForm form, int depth) {
  if (depth > depth_max) return fail(fmt::format("this is nested more than {} levels", depth_max));
  return form == JsonForm::plain ? from_plain(json, depth) : from_typed(json, depth);
}

Result<Value> list_from(element json, JsonForm form, int depth) {
  std::vector<Value> elements;
  const simdjson::dom::array list = json.get_array().value_unsafe();
  for (const element part : list) {
    auto value = from_form(part, form, depth + 1);
    if (!value) return value;
    elements.push_back(std::move(*value));
  }
  return Value::list(std::move(elements));
}

Result<Value> made_map(std::vector<Map::Entry> entries) {
  Value map = Value::map(std::move(entries));
  if (map.is_error()) return fail(std::string(map.what()));
  return map;
}

Result<Value> from_plain(element json, int depth) {
  switch (json.type()) {
    case element_type::NULL_VALUE: return Value();
    case element_type::BOOL: return Value(bool{json.get_bool().value_unsafe()});
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE: return Value(double{json.get_double().value_unsafe()});
    case element_type::STRING: return Value::string(std::string(text_of(json)));
    case element_type::ARRAY: return list_from(json, JsonForm::plain, depth);
    case element_type::OBJECT: break;
  }
  std::vector<Map::Entry> entries;
  const simdjson::dom::object object = json.get_object().value_unsafe();
  for (const auto field : object) {
    auto value = from_form(field.value, JsonForm::plain, depth + 1);
    if (!value) return value;
    entries.emplace_back(Value::string(std::string(field.key)), std::move(*value));
  }
  return made_map(std::move(entries));
}

Result<Value> double_from(element json) {
  if (!json.is_string()) {
    double number = 0;
    if (json.get_double().get(number) != simdjson::SUCCESS) return fail("this is no double");
    return Value(number);
  }
  if (text_of(json) == "inf") return Value(std::numeric_limits<double>::infinity());
  if (text_of(json) == "-inf") return Value(-std::numeric_limits<double>::infinity());
  if (text_of(json) == "nan") return Value(std::numeric_limits<double>::quiet_NaN());
  return fail("a double's text is one of \"inf\", \"-inf\" and \"nan\"");
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

Result<Value> bytes_from(std::string_view hex) {
  if (hex.size() % 2 != 0) return fail("bytes are written as pairs of hexadecimal digits");
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_digit(hex[i]);
    const int low = hex_digit(hex[i + 1]);
    if (high < 0 || low < 0) return fail("bytes are written as pairs of hexadecimal digits");
    bytes += static_cast<char>(high * 16 + low);
  }
  return Value::bytes(std::move(bytes));
}

Result<Value> map_from(element json, int depth) {
  std::vector<Map::Entry> entries;
  const simdjson::dom::array list = json.get_array().value_unsafe();
  for (const element entry : list) {
    if (!entry.is_array() || simdjson::dom::array(entry.get_array().value_unsafe()).size() != 2) {
      return fail("a map is a list of pairs, [key, value]");
    }
    auto key = from_form(entry.at(0).value_unsafe(), JsonForm::typed, depth + 1);
    if (!key) return key;
    auto value = from_form(entry.at(1).value_unsafe(), JsonForm::typed, depth + 1);
    if (!value) return value;
    entries.emplace_back(std::move(*key), std::move(*value));
  }
  return made_map(std::move(entries));
}

// The kinds that are written as one text.
Result<Value> from_text(std::string_view kind, std::string_view text) {
  if (kind == "string") return Value::string(std::string(text));
  if (kind == "bytes") return bytes_from(text);
  if (kind == "type") {
    if (const auto type = type_named(text)) return Value(*type);
    return fail(fmt::format("there is no type '{}'", text));
  }
  if (kind == "timestamp") {
    if (const auto at = read_timestamp(text)) return Value(*at);
    return fail(fmt::format("'{}' is no timestamp", text));
  }
  if (const auto length = read_duration(text)) return Value(*length);
  return fail(fmt::format("'{}' is no duration", text));
}

Result<Value> from_typed(element json, int depth) {
  simdjson::dom::object object;
  if (json.get_object().get(object) != simdjson::SUCCESS || object.size() != 1) {
    return fail("a typed value is an object with one key, such as {\"int\": 5}");
  }
  const auto field = *object.begin();
  const std::string_view kind = field.key;
  const element held = field.value;
  std::int64_t whole = 0;
  std::uint64_t natural = 0;
  if (kind == "null" && held.is_null()) return Value();
  if (kind == "bool" && held.is_bool()) return Value(bool{held.get_bool().value_unsafe()});
  if (kind == "int" && held.get_int64().get(whole) == simdjson::SUCCESS) return Value(whole);
  if (kind == "uint" && held.get_uint64().get(natural) == simdjson::SUCCESS) return Value(natural);
  if (kind == "double") return double_from(held);
  if (kind == "list" && held.is_array()) return list_from(held, JsonForm::typed, depth);
  if (kind == "map" && held.is_array()) return map_from(held, depth);
  constexpr std::array<std::string_view, 5> texts{"string", "bytes", "type", "timestamp",
                                                  "duration"};
  const bool is_text = std::find(texts.begin(), texts.end(), kind) != texts.end();
  if (is_text && held.is_string()) return from_text(kind, text_of(held));
  constexpr std::array<std::string_view, 7> others{"null", "bool", "int", "uint", "double", "list",
                                                   "map"};
  if (is_text || std::find(others.begin(), others.end(), kind) != others.end()) {
    return fail(fmt::format("what stands under \"{}\" is of another kind", kind));
  }
  return fail(fmt::format("\"{}\" is no kind of typed value", kind));
}

// Parses and calls `use` with the root, which lives only during the call.
template <class T, class Use>
Result<T> with_json(std::string_view json, Use use) {
  if (json.size() > bytes_max) return fail("the JSON is longer than 64 MiB");
  simdjson::dom::parser parser;
  element root;
  const auto problem = parser.parse(simdjson::padded_string(json)).get(root);
  if (problem != simdjson::SUCCESS) {
    return fail(fmt::format("this is no JSON: {}", simdjson::error_message(problem)));
  }
  return use(root);
}

class Writer {
 public:
  explicit Writer(JsonForm form) : form_(form) {}

  Result<std::string> run(const Value& value) {
    write(value);
    if (!problem_.empty()) return fail(problem_);
    return std::move(out_);
  }

 private:
  bool may_go_on() {
    if (problem_.empty() && (++parts_ > parts_max || out_.size() > bytes_max)) {
      problem_ = "the result is too large to be written";
    }
    return problem_.empty();
  }

  void write(const Value& value) {
    if (!may_go_on()) return;
    if (form_ == JsonForm::typed) typed(value);
    else plain(value);
  }

  void typed(const Value& value) {
    const std::size_t start = out_.size();
    switch (value.kind()) {
      case Kind::null: out_ += R"({"null":null)"; break;
      case Kind::boolean: out_ += value.boolean() ? R"({"bool":true)" : R"({"bool":false)"; break;
      case Kind::integer: out_ += fmt::format(R"({{"int":{})", value.integer()); break;
      case Kind::unsigned_integer:
        out_ += fmt::format(R"({{"uint":{})", value.unsigned_integer());
        break;
      case Kind::real: out_ += R"({"double":)" + typed_double(value.real()); break;
      case Kind::string: out_ += R"({"string":)" + json_text(value.text()); break;
      case Kind::bytes: out_ += R"({"bytes":")" + hex(value.text()) + '"'; break;
      case Kind::timestamp:
        out_ += fmt::format(R"({{"timestamp":"{}")", written(value.timestamp()));
        break;
      case Kind::duration:
        out_ += fmt::format(R"({{"duration":"{}")", written(value.duration()));
        break;
      case Kind::type: out_ += fmt::format(R"({{"type":"{}")", value.type().base_name()); break;
      case Kind::list:
        out_ += R"({"list":)";
        list(value);
        break;
      case Kind::map:
        out_ += R"({"map":)";
        pairs(value.map());
        break;
      case Kind::opaque:
      case Kind::error:
      case Kind::unknown: refuse(value); break;
    }
    if (out_.size() > start) out_ += '}';
  }

  void plain(const Value& value) {
    switch (value.kind()) {
      case Kind::null: out_ += "null"; break;
      case Kind::boolean: out_ += value.boolean() ? "true" : "false"; break;
      case Kind::integer: whole(value.integer()); break;
      case Kind::unsigned_integer: natural(value.unsigned_integer()); break;
      case Kind::real: out_ += plain_double(value.real()); break;
      case Kind::string: out_ += json_text(value.text()); break;
      case Kind::bytes: out_ += '"' + base64(value.text()) + '"'; break;
      case Kind::timestamp: out_ += '"' + written(value.timestamp()) + '"'; break;
      case Kind::duration: out_ += '"' + written(value.duration()) + '"'; break;
      case Kind::type: out_ += fmt::format("\"{}\"", value.type().base_name()); break;
      case Kind::list: list(value); break;
      case Kind::map: object(value.map()); break;
      case Kind::opaque:
      case Kind::error:
      case Kind::unknown: refuse(value); break;
    }
  }

  void refuse(const Value& value) {
    if (!problem_.empty()) return;
    if (value.is_error()) problem_ = std::string(value.what());
    else if (value.is_unknown()) problem_ = "the result is not known";
    else problem_ = "the result is " + type_of(value).in_words() + " and cannot be written";
  }

  void whole(std::int64_t number) {
    const bool fits = number >= -interoperable_max && number <= interoperable_max;
    out_ += fits ? std::to_string(number) : fmt::format("\"{}\"", number);
  }

  void natural(std::uint64_t number) {
    const bool fits = number <= static_cast<std::uint64_t>(interoperable_max);
    out_ += fits ? std::to_string(number) : fmt::format("\"{}\"", number);
  }

  static std::string finite_double(double number) {
    std::string text = written(number);
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
  }

  static std::string plain_double(double number) {
    return std::isfinite(number) ? finite_double(number) : '"' + written(number) + '"';
  }

  static std::string typed_double(double number) {
    if (std::isnan(number)) return "\"nan\"";
    if (std::isinf(number)) return number < 0 ? "\"-inf\"" : "\"inf\"";
    return finite_double(number);
  }

  static std::string hex(std::string_view bytes) {
    std::string out;
    for (const char c : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(c));
    return out;
  }

  // RFC 4648, section 4.
  static std::string base64(std::string_view bytes) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
      std::uint32_t bits = 0;
      for (std::size_t j = 0; j < 3; ++j) {
        bits = bits << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
      }
      for (std::size_t j = 0; j < 4; ++j) {
        out += i + j <= bytes.size() ? digits[bits >> (18 - 6 * j) & 63] : '=';
      }
    }
    return out;
  }

  void list(const Value& value) {
    out_ += '[';
    for (const Value& element : value.elements()) {
      if (out_.back() != '[') out_ += ',';
      write(element);
      if (!problem_.empty()) return;
    }
    out_ += ']';
  }

  void pairs(const Map& map) {
    out_ += '[';
    for (const auto& [key, value] : map.entries()) {
      if (out_.back() != '[') out_ += ',';
      out_ += '[';
      write(key);
      out_ += ',';
      write(value);
      out_ += ']';
      if (!problem_.empty()) return;
    }
    out_ += ']';
  }

  void object(const Map& map) {
    out_ += '{';
    for (const auto& [key, value] : map.entries()) {
      if (out_.back() != '{') out_ += ',';
      if (key.kind() == Kind::string) out_ += json_text(key.text());
      else if (key.is_bool()) out_ += key.boolean() ? "\"true\"" : "\"false\"";
      else if (key.kind() == Kind::integer) out_ += fmt::format("\"{}\"", key.integer());
      else out_ += fmt::format("\"{}\"", key.unsigned_integer());
      out_ += ':';
      write(value);
      if (!problem_.empty()) return;
    }
    out_ += '}';
  }

  JsonForm form_;
  std::string out_;
  std::string problem_;
  std::size_t parts_ = 0;
};

}  // namespace

Result<Value> read_value(std::string_view json, JsonForm form) {
  return with_json<Value>(json, [&](element root) { return from_form(root, form, 0); });
}

Result<std::vector<std::pair<std::string, Value>>> read_variables(std::string_view json,
                                                                  JsonForm form) {
  using Variables = std::vector<std::pair<std::string, Value>>;
  return with_json<Variables>(json, [&](element root) -> Result<Variables> {
    if (!root.is_object()) return fail("the variables are a JSON object, {\"name\": value}");
    Variables variables;
    std::vector<std::string_view> seen;
    const simdjson::dom::object object = root.get_object().value_unsafe();
    for (const auto field : object) {
      auto value = from_form(field.value, form, 0);
      if (!value) return fail(value.error().what, fmt::format("/{}", std::string(field.key)));
      variables.emplace_back(std::string(field.key), std::move(*value));
      seen.push_back(field.key);
    }
    std::sort(seen.begin(), seen.end());
    const auto twin = std::adjacent_find(seen.begin(), seen.end());
    if (twin != seen.end()) return fail(fmt::format("the variable '{}' comes twice", *twin));
    return variables;
  });
}

Result<std::string> write_value(const Value& value, JsonForm form) {
  return Writer(form).run(value);
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace decorum::cel
