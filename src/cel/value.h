// Value: anything an expression can be given or can give, with CEL's errors and unknowns among it.
//
//   Value(0.9)                            // a double; numbers and bools need no memory
//   Value::borrowed(post.text)            // a string that lives elsewhere, which must outlive it
//   Value::string("kept")                 // a string that is shared by every copy
//   Value::list({Value(1), Value(2u)})
//   Value::unknown()                      // not known: `true || unknown` is still true
//
// Values never change; copies of strings, lists and maps share what they hold. An accessor may be
// called only when kind() says so; anything else is a mistake of the caller's. A string or bytes
// has less than 4 GiB. Timestamps lie in the years 0001 to 9999 and durations in +-2^63 ns (about
// 292 years): whoever makes one keeps to that.
#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "cel/type.h"

namespace decorum::cel {

enum class Kind : std::uint8_t {
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  string,
  bytes,
  list,
  map,
  timestamp,
  duration,
  type,
  opaque,
  error,
  unknown,
};

struct Timestamp {
  std::int64_t seconds = 0;  // since 1970-01-01T00:00:00Z
  std::int32_t nanos = 0;    // 0 to 999,999,999, always forwards

  auto operator<=>(const Timestamp&) const = default;
};

struct Duration {
  std::int64_t nanos = 0;

  auto operator<=>(const Duration&) const = default;
};

class Map;

template <class T>
concept SignedNumber = std::signed_integral<T> && !std::same_as<T, char>;
template <class T>
concept UnsignedNumber = std::unsigned_integral<T> && !std::same_as<T, bool> &&
                         !std::same_as<T, char>;

class Value {
 public:
  Value() = default;  // null
  template <std::same_as<bool> T>
  explicit Value(T value) : kind_(Kind::boolean) {
    payload_.boolean = value;
  }
  template <SignedNumber T>
  explicit Value(T value) : kind_(Kind::integer) {
    payload_.integer = value;
  }
  template <UnsignedNumber T>
  explicit Value(T value) : kind_(Kind::unsigned_integer) {
    payload_.unsigned_integer = value;
  }
  template <std::same_as<double> T>
  explicit Value(T value) : kind_(Kind::real) {
    payload_.real = value;
  }
  explicit Value(Timestamp value) : extra_(value.nanos), kind_(Kind::timestamp) {
    payload_.integer = value.seconds;
  }
  explicit Value(Duration value) : kind_(Kind::duration) { payload_.integer = value.nanos; }
  explicit Value(const Type& type);

  // Text must be valid UTF-8; bytes are anything.
  static Value string(std::string text);
  static Value bytes(std::string bytes);
  static Value borrowed(std::string_view text) { return borrow(Kind::string, text); }
  static Value borrowed_bytes(std::string_view bytes) { return borrow(Kind::bytes, bytes); }
  static Value list(std::vector<Value> elements);
  // An error value when a key is not an int, uint, bool or string, or comes twice (1 and 1u are the
  // same key).
  static Value map(std::vector<std::pair<Value, Value>> entries);
  // A thing of an opaque type. Both the name and the object are borrowed.
  static Value opaque(std::string_view type_name, const void* object);
  static Value error(std::string what);
  static Value unknown();

  Kind kind() const { return kind_; }
  bool is_bool() const { return kind_ == Kind::boolean; }
  bool is_error() const { return kind_ == Kind::error; }
  bool is_unknown() const { return kind_ == Kind::unknown; }
  bool is_numeric() const {
    return kind_ == Kind::integer || kind_ == Kind::unsigned_integer || kind_ == Kind::real;
  }
  // Is it the answer `true`? An error or unknown is not.
  bool is_true() const { return kind_ == Kind::boolean && payload_.boolean; }
  bool is_false() const { return kind_ == Kind::boolean && !payload_.boolean; }

  bool boolean() const { return payload_.boolean; }
  std::int64_t integer() const { return payload_.integer; }
  std::uint64_t unsigned_integer() const { return payload_.unsigned_integer; }
  double real() const { return payload_.real; }
  // The characters of a string or the bytes of a bytes.
  std::string_view text() const {
    return {payload_.data, static_cast<std::uint32_t>(extra_)};
  }
  std::span<const Value> elements() const;
  const Map& map() const { return *static_cast<const Map*>(shared_.get()); }
  Timestamp timestamp() const { return {payload_.integer, extra_}; }
  Duration duration() const { return {payload_.integer}; }
  const Type& type() const { return *static_cast<const Type*>(shared_.get()); }
  std::string_view opaque_name() const {
    return {payload_.data, static_cast<std::uint32_t>(extra_)};
  }
  const void* opaque_object() const { return shared_.get(); }
  // What went wrong: a whole sentence without a full stop.
  std::string_view what() const { return *static_cast<const std::string*>(shared_.get()); }

 private:
  static Value borrow(Kind kind, std::string_view text);
  static Value own(Kind kind, std::string text);

  union Payload {
    bool boolean;
    std::int64_t integer = 0;
    std::uint64_t unsigned_integer;
    double real;
    const char* data;
  };

  Payload payload_;
  std::shared_ptr<const void> shared_;
  std::int32_t extra_ = 0;  // a timestamp's nanoseconds or a text's size
  Kind kind_ = Kind::null;
};

// A map's entries, in the order in which they were given.
class Map {
 public:
  using Entry = std::pair<Value, Value>;

  // Null when a key is of a wrong kind or comes twice.
  static std::shared_ptr<const Map> make(std::vector<Entry> entries);

  std::span<const Entry> entries() const { return entries_; }
  std::size_t size() const { return entries_.size(); }
  // The value under a key; numbers of different types find each other when they are equal. Null
  // when there is none. Logarithmic.
  const Value* find(const Value& key) const;

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> sorted_;  // the entries' places, by key
};

// The value's own type; a list or map is one of dyn. Error and unknown are dyn.
Type type_of(const Value& value);

// As type_of, with the types of elements, keys and values where they all agree. Looks at no more
// than 100,000 values and 64 levels; what lies beyond is dyn.
Type full_type_of(const Value& value);

// Compares two numbers of any types by their exact values. `unordered` when one is NaN.
enum class Order : std::uint8_t { less, equal, greater, unordered };
Order compare_numbers(const Value& left, const Value& right);

// CEL's `==` of two values without errors or unknowns within: false for different types, numbers by
// value, NaN unlike itself. Looks at no more than `budget` parts, which is counted down; false and
// a budget of 0 means it was not enough.
bool equal(const Value& left, const Value& right, std::uint64_t& budget);

// For tests and small values: with a budget of a million.
bool equal(const Value& left, const Value& right);

}  // namespace decorum::cel
