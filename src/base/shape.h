// One description of a plain struct, from which its JSON is read, written and described.
//
//   struct Assign { std::string to; std::optional<std::string> reason; };
//   template <class Visitor>
//   void describe(Visitor& v, Assign& a) {        // beside the struct, in its namespace
//     v.field("to", a.to, {.most = 128, .about = "Who takes it, by a person's id"});
//     v.field("reason", a.reason, {.most = 4000, .about = "Why; kept in the record"});
//   }
//   base::Result<Assign> request = base::read_shape<Assign>(body);
//   std::string json = base::write_shape(*request);             // {"to":"ana"}
//   base::schema_of<Assign>(components);                        // JSON Schema 2020-12
//
// What a field may be: std::string, bool, std::int32_t, std::int64_t, double, base::Id (as text),
// base::Time (RFC 3339), std::chrono::sys_days (a date), RawJson, an enum class with
// `names_of(E)` beside it (one name a value, in order from 0), a described struct, and
// std::optional, std::vector or std::map<std::string, …> of these. A struct with
// `static constexpr std::string_view shape_name` is a schema of its own, which others refer to.
//
// Reading is strict. A field must be there unless it is optional or `may_miss`, when the struct's
// own value stays; null is read as not there. A field of another type, over its bound, given twice
// or not known is refused, with a JSON pointer and a sentence that says what instead. Text must be
// valid UTF-8. At most shape_bytes_max bytes, 64 levels.
//
// Writing: fields in the order described, empty optionals left out, so that the same struct always
// gives the same bytes.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace decorum::base {

inline constexpr std::size_t shape_bytes_max = 16u << 20;

// JSON that is passed on as it is.
struct RawJson {
  std::string json = "null";

  bool operator==(const RawJson&) const = default;
};

struct Rule {
  std::size_t most = 1024;      // bytes of a text or raw JSON
  std::size_t most_items = 1000;  // entries of a list or map
  std::int64_t lowest = INT64_MIN, highest = INT64_MAX;  // of a whole number
  bool may_miss = false;
  bool may_be_empty = true;     // a text
  std::string_view about = {};  // one sentence for the API's readers, without a full stop
};

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

// A value inside parsed JSON. Good as long as the document it is from.
class JsonView {
 public:
  bool is_null() const;
  bool is_array() const;
  std::size_t size() const;         // of an array or object
  JsonView at(std::size_t i) const;  // of an array

 private:
  friend class ShapeReader;
  friend class JsonDocument;
  alignas(8) std::array<std::byte, 16> element_{};
};

// Owns the memory of one parsed text.
class JsonDocument {
 public:
  static Result<JsonDocument> parse(std::string_view json);
  ~JsonDocument();
  JsonDocument(JsonDocument&&) noexcept;
  JsonDocument& operator=(JsonDocument&&) noexcept;

  JsonView root() const;

 private:
  struct Impl;
  explicit JsonDocument(Impl* impl) : impl_(impl) {}
  Impl* impl_;
};

// The visitor that reads. Only the first mistake is kept.
class ShapeReader {
 public:
  template <class T>
  void field(std::string_view name, T& value, const Rule& rule = {}) {
    known_.push_back(name);
    JsonView found;
    if (!take(name, found)) {
      if constexpr (!IsOptional<T>::value) {
        if (!rule.may_miss) miss(name);
      }
      return;
    }
    enter(name);
    read(found, value, rule);
    leave();
  }

  template <class T>
  static Result<T> whole(JsonView value) {
    std::string path;
    std::optional<Error> error;
    T out{};
    ShapeReader reader(value, path, error);
    if (reader.is_object()) {
      describe(reader, out);
      reader.finish();
    }
    if (error) return tl::unexpected(*error);
    return out;
  }

 private:
  ShapeReader(JsonView object, std::string& path, std::optional<Error>& error)
      : object_(object), path_(path), error_(error) {}

  bool is_object();
  bool take(std::string_view name, JsonView& out);
  void miss(std::string_view name);
  void enter(std::string_view name);
  void enter(std::size_t index);
  void leave();
  void finish();
  void refuse(std::string what);
  bool is_list(JsonView value, const Rule& rule);
  bool is_map(JsonView value, const Rule& rule, std::vector<std::string>& keys);
  static JsonView member(JsonView object, std::string_view key);
  void read_enum(JsonView value, std::span<const std::string_view> names, std::size_t& out);

  void read(JsonView value, std::string& out, const Rule& rule);
  void read(JsonView value, bool& out, const Rule& rule);
  void read(JsonView value, std::int32_t& out, const Rule& rule);
  void read(JsonView value, std::int64_t& out, const Rule& rule);
  void read(JsonView value, double& out, const Rule& rule);
  void read(JsonView value, Id& out, const Rule& rule);
  void read(JsonView value, Time& out, const Rule& rule);
  void read(JsonView value, std::chrono::sys_days& out, const Rule& rule);
  void read(JsonView value, RawJson& out, const Rule& rule);

  template <class T>
  void read(JsonView value, std::optional<T>& out, const Rule& rule) {
    read(value, out.emplace(), rule);
  }
  template <class T>
  void read(JsonView value, std::vector<T>& out, const Rule& rule) {
    if (!is_list(value, rule)) return;
    out.clear();
    for (std::size_t i = 0; i < value.size() && !error_; ++i) {
      enter(i);
      T entry{};
      read(value.at(i), entry, rule);
      out.push_back(std::move(entry));
      leave();
    }
  }
  template <class T>
  void read(JsonView value, std::map<std::string, T>& out, const Rule& rule) {
    std::vector<std::string> keys;
    if (!is_map(value, rule, keys)) return;
    out.clear();
    for (const std::string& key : keys) {
      if (error_) return;
      enter(key);
      read(member(value, key), out[key], rule);
      leave();
    }
  }
  template <class T>
  void read(JsonView value, T& out, const Rule&) {
    if constexpr (std::is_enum_v<T>) {
      std::size_t index = 0;
      read_enum(value, names_of(T{}), index);
      out = static_cast<T>(index);
    } else {
      ShapeReader inner(value, path_, error_);
      if (!inner.is_object()) return;
      describe(inner, out);
      inner.finish();
    }
  }

  JsonView object_;
  std::string& path_;
  std::optional<Error>& error_;
  std::vector<std::string_view> known_;
  std::vector<std::size_t> lengths_;
};

// The visitor that writes.
class ShapeWriter {
 public:
  explicit ShapeWriter(std::string& out) : out_(out) { out_.push_back('{'); }
  ShapeWriter(const ShapeWriter&) = delete;
  ShapeWriter& operator=(const ShapeWriter&) = delete;
  ~ShapeWriter() { out_.push_back('}'); }

  template <class T>
  void field(std::string_view name, T& value, const Rule& = {}) {
    if constexpr (IsOptional<T>::value) {
      if (!value) return;
    }
    key(name);
    write(value);
  }

 private:
  void key(std::string_view name);
  void write(std::string& value);
  void write(bool& value);
  void write(std::int32_t& value);
  void write(std::int64_t& value);
  void write(double& value);
  void write(Id& value);
  void write(Time& value);
  void write(std::chrono::sys_days& value);
  void write(RawJson& value);

  template <class T>
  void write(std::optional<T>& value) {
    write(*value);
  }
  template <class T>
  void write(std::vector<T>& values) {
    out_.push_back('[');
    bool first = true;
    for (T& value : values) {
      if (!first) out_.push_back(',');
      first = false;
      write(value);
    }
    out_.push_back(']');
  }
  template <class T>
  void write(std::map<std::string, T>& values) {
    ShapeWriter inner(out_);
    for (auto& [name, value] : values) {
      inner.key(name);
      inner.write(value);
    }
  }
  template <class T>
  void write(T& value) {
    if constexpr (std::is_enum_v<T>) {
      std::string name(names_of(T{})[static_cast<std::size_t>(value)]);
      write(name);
    } else {
      ShapeWriter inner(out_);
      describe(inner, value);
    }
  }

  std::string& out_;
  bool first_ = true;
};

// Schemas by name, each as JSON.
using Schemas = std::map<std::string, std::string>;

// The visitor that describes: JSON Schema of an object, with what it refers to in `named`.
class ShapeSchema {
 public:
  explicit ShapeSchema(Schemas& named) : named_(named) {}

  template <class T>
  void field(std::string_view name, T&, const Rule& rule = {}) {
    add(name, of(static_cast<T*>(nullptr), rule), rule,
        !IsOptional<T>::value && !rule.may_miss);
  }
  std::string object() const;

  // The schema of a described struct: inline, or a reference when it has a name.
  template <class T>
  static std::string whole(Schemas& named) {
    return ShapeSchema(named).of(static_cast<T*>(nullptr), {});
  }

 private:
  void add(std::string_view name, std::string schema, const Rule& rule, bool required);
  static std::string list_of(const std::string& entry, const Rule& rule);
  static std::string map_of(const std::string& entry);
  static std::string one_of(std::span<const std::string_view> names);
  static std::string reference(std::string_view name);

  std::string of(std::string*, const Rule& rule) const;
  std::string of(bool*, const Rule& rule) const;
  std::string of(std::int32_t*, const Rule& rule) const;
  std::string of(std::int64_t*, const Rule& rule) const;
  std::string of(double*, const Rule& rule) const;
  std::string of(Id*, const Rule& rule) const;
  std::string of(Time*, const Rule& rule) const;
  std::string of(std::chrono::sys_days*, const Rule& rule) const;
  std::string of(RawJson*, const Rule& rule) const;
  template <class T>
  std::string of(std::optional<T>*, const Rule& rule) const {
    return of(static_cast<T*>(nullptr), rule);
  }
  template <class T>
  std::string of(std::vector<T>*, const Rule& rule) const {
    return list_of(of(static_cast<T*>(nullptr), rule), rule);
  }
  template <class T>
  std::string of(std::map<std::string, T>*, const Rule& rule) const {
    return map_of(of(static_cast<T*>(nullptr), rule));
  }
  template <class T>
  std::string of(T*, const Rule&) const {
    if constexpr (std::is_enum_v<T>) {
      return one_of(names_of(T{}));
    } else {
      if constexpr (requires { T::shape_name; }) {
        const std::string name(T::shape_name);
        if (named_.emplace(name, "").second) named_[name] = inline_of<T>();
        return reference(name);
      } else {
        return inline_of<T>();
      }
    }
  }
  template <class T>
  std::string inline_of() const {
    ShapeSchema inner(named_);
    T value{};
    describe(inner, value);
    return inner.object();
  }

  Schemas& named_;
  std::string properties_, required_;
};

template <class T>
Result<T> read_shape(std::string_view json) {
  auto document = JsonDocument::parse(json);
  if (!document) return tl::unexpected(document.error());
  return ShapeReader::whole<T>(document->root());
}

template <class T>
std::string write_shape(const T& value) {
  std::string out;
  {
    ShapeWriter writer(out);
    describe(writer, const_cast<T&>(value));  // the writer changes nothing
  }
  return out;
}

template <class T>
std::string schema_of(Schemas& named) {
  return ShapeSchema::whole<T>(named);
}

}  // namespace decorum::base
