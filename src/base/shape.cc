#include "base/shape.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <simdjson.h>

#include "base/json_string.h"

namespace decorum::base {
namespace {

using Element = simdjson::dom::element;
static_assert(sizeof(Element) == 16 && std::is_trivially_copyable_v<Element>);

constexpr std::size_t levels_max = 64;

Element element_of(const std::array<std::byte, 16>& bytes) {
  Element element;
  std::memcpy(&element, bytes.data(), sizeof element);
  return element;
}

// Only of what is known to be one.
simdjson::dom::object object_of(const std::array<std::byte, 16>& bytes) {
  simdjson::dom::object object;
  if (element_of(bytes).get_object().get(object)) std::abort();
  return object;
}

simdjson::dom::array array_of(const std::array<std::byte, 16>& bytes) {
  simdjson::dom::array array;
  if (element_of(bytes).get_array().get(array)) std::abort();
  return array;
}

void put_element(Element element, std::array<std::byte, 16>& bytes) {
  std::memcpy(bytes.data(), &element, sizeof element);
}

std::string_view type_of(Element element) {
  switch (element.type()) {
    case simdjson::dom::element_type::ARRAY: return "a list";
    case simdjson::dom::element_type::OBJECT: return "an object";
    case simdjson::dom::element_type::STRING: return "a text";
    case simdjson::dom::element_type::BOOL: return "true or false";
    case simdjson::dom::element_type::NULL_VALUE: return "null";
    default: return "a number";
  }
}

void append_pointer(std::string& path, std::string_view name) {
  path.push_back('/');
  for (const char c : name) {
    if (c == '~') path += "~0";
    else if (c == '/') path += "~1";
    else path.push_back(c);
  }
}

// Objects and lists of a schema, put together by hand: the shape is small and fixed.
std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

struct JsonDocument::Impl {
  simdjson::dom::parser parser{shape_bytes_max};
  Element root;
};

Result<JsonDocument> JsonDocument::parse(std::string_view json) {
  if (json.size() > shape_bytes_max) {
    return fail(fmt::format("at most {} bytes of JSON, not {}", shape_bytes_max, json.size()));
  }
  auto* impl = new Impl;
  JsonDocument document(impl);
  simdjson::error_code error = impl->parser.allocate(std::max<std::size_t>(json.size(), 64),
                                                     levels_max);
  if (!error) error = impl->parser.parse(json.data(), json.size()).get(impl->root);
  if (error) {
    return fail(fmt::format("this is not JSON: {}", simdjson::error_message(error)));
  }
  return document;
}

JsonDocument::~JsonDocument() { delete impl_; }
JsonDocument::JsonDocument(JsonDocument&& other) noexcept
    : impl_(std::exchange(other.impl_, nullptr)) {}
JsonDocument& JsonDocument::operator=(JsonDocument&& other) noexcept {
  std::swap(impl_, other.impl_);
  return *this;
}

JsonView JsonDocument::root() const {
  JsonView view;
  put_element(impl_->root, view.element_);
  return view;
}

bool JsonView::is_null() const { return element_of(element_).is_null(); }
bool JsonView::is_array() const { return element_of(element_).is_array(); }

std::size_t JsonView::size() const {
  const Element element = element_of(element_);
  if (element.is_array()) return array_of(element_).size();
  return element.is_object() ? object_of(element_).size() : 0;
}

JsonView JsonView::at(std::size_t i) const {
  Element entry;
  if (array_of(element_).at(i).get(entry)) std::abort();
  JsonView view;
  put_element(entry, view.element_);
  return view;
}

void ShapeReader::refuse(std::string what) {
  if (!error_) error_ = Error{std::move(what), path_};
}

bool ShapeReader::is_object() {
  const Element element = element_of(object_.element_);
  if (element.is_object()) return true;
  refuse(fmt::format("this must be an object, not {}", type_of(element)));
  return false;
}

bool ShapeReader::take(std::string_view name, JsonView& out) {
  if (error_) return false;
  Element found;
  if (object_of(object_.element_).at_key(name).get(found)) return false;
  if (found.is_null()) return false;
  put_element(found, out.element_);
  return true;
}

void ShapeReader::miss(std::string_view name) {
  if (error_) return;
  enter(name);
  refuse(fmt::format("{} is missing", name));
  leave();
}

void ShapeReader::enter(std::string_view name) {
  lengths_.push_back(path_.size());
  append_pointer(path_, name);
}

void ShapeReader::enter(std::size_t index) { enter(fmt::format("{}", index)); }

void ShapeReader::leave() {
  path_.resize(lengths_.back());
  lengths_.pop_back();
}

void ShapeReader::finish() {
  if (error_) return;
  std::vector<bool> seen(known_.size());
  const simdjson::dom::object object = object_of(object_.element_);
  for (const auto field : object) {
    std::size_t i = 0;
    while (i < known_.size() && known_[i] != field.key) ++i;
    enter(field.key);
    if (i == known_.size()) {
      std::string names;
      for (const std::string_view name : known_) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", name);
      }
      refuse(fmt::format("there is no field of this name; the fields are {}",
                         names.empty() ? "none" : names));
    } else if (seen[i]) {
      refuse(fmt::format("{} is given twice", field.key));
    } else {
      seen[i] = true;
    }
    leave();
    if (error_) return;
  }
}

bool ShapeReader::is_list(JsonView value, const Rule& rule) {
  const Element element = element_of(value.element_);
  if (!element.is_array()) {
    refuse(fmt::format("this must be a list, not {}", type_of(element)));
    return false;
  }
  if (value.size() <= rule.most_items) return true;
  refuse(fmt::format("at most {} entries, not {}", rule.most_items, value.size()));
  return false;
}

bool ShapeReader::is_map(JsonView value, const Rule& rule, std::vector<std::string>& keys) {
  const Element element = element_of(value.element_);
  if (!element.is_object()) {
    refuse(fmt::format("this must be an object, not {}", type_of(element)));
    return false;
  }
  if (value.size() > rule.most_items) {
    refuse(fmt::format("at most {} entries, not {}", rule.most_items, value.size()));
    return false;
  }
  const simdjson::dom::object object = object_of(value.element_);
  for (const auto field : object) keys.emplace_back(field.key);
  return true;
}

JsonView ShapeReader::member(JsonView object, std::string_view key) {
  Element found;
  if (object_of(object.element_).at_key(key).get(found)) std::abort();
  JsonView view;
  put_element(found, view.element_);
  return view;
}

void ShapeReader::read_enum(JsonView value, std::span<const std::string_view> names,
                            std::size_t& out) {
  std::string_view text;
  if (!element_of(value.element_).get_string().get(text)) {
    for (out = 0; out < names.size(); ++out) {
      if (names[out] == text) return;
    }
  }
  out = 0;
  std::string list;
  for (const std::string_view name : names) {
    list += fmt::format("{}{}", list.empty() ? "" : ", ", name);
  }
  refuse(fmt::format("this must be one of {}", list));
}

void ShapeReader::read(JsonView value, std::string& out, const Rule& rule) {
  std::string_view text;
  const Element element = element_of(value.element_);
  if (element.get_string().get(text)) {
    return refuse(fmt::format("this must be a text, not {}", type_of(element)));
  }
  if (text.size() > rule.most) {
    return refuse(fmt::format("at most {} bytes, not {}", rule.most, text.size()));
  }
  if (text.empty() && !rule.may_be_empty) return refuse("this must not be empty");
  out.assign(text);
}

void ShapeReader::read(JsonView value, bool& out, const Rule&) {
  const Element element = element_of(value.element_);
  if (element.get_bool().get(out)) {
    refuse(fmt::format("this must be true or false, not {}", type_of(element)));
  }
}

void ShapeReader::read(JsonView value, std::int64_t& out, const Rule& rule) {
  const Element element = element_of(value.element_);
  std::int64_t number = 0;
  if (element.get_int64().get(number)) {
    return refuse(fmt::format("this must be a whole number, not {}", type_of(element)));
  }
  if (number < rule.lowest || number > rule.highest) {
    return refuse(fmt::format("this must be from {} to {}", rule.lowest, rule.highest));
  }
  out = number;
}

void ShapeReader::read(JsonView value, std::int32_t& out, const Rule& rule) {
  std::int64_t number = 0;
  Rule narrow = rule;
  narrow.lowest = std::max<std::int64_t>(rule.lowest, INT32_MIN);
  narrow.highest = std::min<std::int64_t>(rule.highest, INT32_MAX);
  read(value, number, narrow);
  out = static_cast<std::int32_t>(number);
}

void ShapeReader::read(JsonView value, double& out, const Rule&) {
  const Element element = element_of(value.element_);
  if (element.get_double().get(out)) {
    refuse(fmt::format("this must be a number, not {}", type_of(element)));
  }
}

void ShapeReader::read(JsonView value, Id& out, const Rule&) {
  std::string text;
  read(value, text, Rule{});
  if (error_) return;
  const auto id = parse_id(text);
  if (!id) return refuse(id.error().what);
  out = *id;
}

void ShapeReader::read(JsonView value, Time& out, const Rule&) {
  std::string text;
  read(value, text, Rule{});
  if (error_) return;
  const auto time = parse_rfc3339(text);
  if (!time) return refuse(time.error().what);
  out = *time;
}

void ShapeReader::read(JsonView value, std::chrono::sys_days& out, const Rule&) {
  std::string text;
  read(value, text, Rule{});
  if (error_) return;
  const auto day = parse_date(text);
  if (!day) return refuse(day.error().what);
  out = *day;
}

void ShapeReader::read(JsonView value, RawJson& out, const Rule& rule) {
  out.json = simdjson::minify(element_of(value.element_));
  if (out.json.size() > rule.most) refuse(fmt::format("at most {} bytes of JSON", rule.most));
}

void ShapeWriter::key(std::string_view name) {
  if (!first_) out_.push_back(',');
  first_ = false;
  append_json_string(out_, name);
  out_.push_back(':');
}

void ShapeWriter::write(std::string& value) { append_json_string(out_, value); }
void ShapeWriter::write(bool& value) { out_ += value ? "true" : "false"; }
void ShapeWriter::write(std::int32_t& value) { out_ += fmt::format("{}", value); }
void ShapeWriter::write(std::int64_t& value) { out_ += fmt::format("{}", value); }
void ShapeWriter::write(double& value) {
  out_ += std::isfinite(value) ? fmt::format("{}", value) : "null";
}
void ShapeWriter::write(Id& value) { append_json_string(out_, to_text(value)); }
void ShapeWriter::write(Time& value) { append_json_string(out_, format_rfc3339(value)); }
void ShapeWriter::write(std::chrono::sys_days& value) {
  append_json_string(out_, format_date(value));
}
void ShapeWriter::write(RawJson& value) { out_ += value.json; }

void ShapeSchema::add(std::string_view name, std::string schema, const Rule& rule,
                      bool required) {
  if (!rule.about.empty()) {
    schema.insert(schema.size() - 1, fmt::format(",\"description\":{}", quoted(rule.about)));
  }
  properties_ += fmt::format("{}{}:{}", properties_.empty() ? "" : ",", quoted(name), schema);
  if (required) required_ += fmt::format("{}{}", required_.empty() ? "" : ",", quoted(name));
}

std::string ShapeSchema::object() const {
  std::string out = fmt::format("{{\"type\":\"object\",\"properties\":{{{}}}", properties_);
  if (!required_.empty()) out += fmt::format(",\"required\":[{}]", required_);
  return out + ",\"additionalProperties\":false}";
}

std::string ShapeSchema::list_of(const std::string& entry, const Rule& rule) {
  return fmt::format("{{\"type\":\"array\",\"items\":{},\"maxItems\":{}}}", entry,
                     rule.most_items);
}

std::string ShapeSchema::map_of(const std::string& entry) {
  return fmt::format("{{\"type\":\"object\",\"additionalProperties\":{}}}", entry);
}

std::string ShapeSchema::one_of(std::span<const std::string_view> names) {
  std::string list;
  for (const std::string_view name : names) {
    list += fmt::format("{}{}", list.empty() ? "" : ",", quoted(name));
  }
  return fmt::format("{{\"type\":\"string\",\"enum\":[{}]}}", list);
}

std::string ShapeSchema::reference(std::string_view name) {
  return fmt::format("{{\"$ref\":\"#/components/schemas/{}\"}}", name);
}

std::string ShapeSchema::of(std::string*, const Rule& rule) const {
  return fmt::format("{{\"type\":\"string\"{},\"maxLength\":{}}}",
                     rule.may_be_empty ? "" : ",\"minLength\":1", rule.most);
}

std::string ShapeSchema::of(bool*, const Rule&) const { return "{\"type\":\"boolean\"}"; }

std::string ShapeSchema::of(std::int64_t*, const Rule& rule) const {
  std::string out = "{\"type\":\"integer\"";
  if (rule.lowest != INT64_MIN) out += fmt::format(",\"minimum\":{}", rule.lowest);
  if (rule.highest != INT64_MAX) out += fmt::format(",\"maximum\":{}", rule.highest);
  return out + "}";
}

std::string ShapeSchema::of(std::int32_t*, const Rule& rule) const {
  return of(static_cast<std::int64_t*>(nullptr), rule);
}

std::string ShapeSchema::of(double*, const Rule&) const { return "{\"type\":\"number\"}"; }

std::string ShapeSchema::of(Id*, const Rule&) const {
  return "{\"type\":\"string\",\"pattern\":\"^[0-7][0-9a-hjkmnp-tv-z]{12}$\"}";
}

std::string ShapeSchema::of(Time*, const Rule&) const {
  return "{\"type\":\"string\",\"format\":\"date-time\"}";
}

std::string ShapeSchema::of(std::chrono::sys_days*, const Rule&) const {
  return "{\"type\":\"string\",\"format\":\"date\"}";
}

std::string ShapeSchema::of(RawJson*, const Rule&) const {
  return "{\"type\":[\"object\",\"array\",\"string\",\"number\",\"boolean\",\"null\"]}";
}

}  // namespace decorum::base
