#include "cel/value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace decorum::cel {
namespace {

constexpr std::uint64_t parts_max = 1'000'000;
constexpr std::size_t typed_values_max = 100'000;
constexpr int typed_depth_max = 64;

Order order_of(auto left, auto right) {
  if (left < right) return Order::less;
  return right < left ? Order::greater : Order::equal;
}

Order reversed(Order order) {
  switch (order) {
    case Order::less: return Order::greater;
    case Order::greater: return Order::less;
    case Order::equal:
    case Order::unordered: return order;
  }
  return order;
}

Order compare_signed_unsigned(std::int64_t left, std::uint64_t right) {
  if (left < 0) return Order::less;
  return order_of(static_cast<std::uint64_t>(left), right);
}

// An integer against a double. The specification asks for the mathematical order, and its cases
// that a whole number be rounded to the double's precision first where both are in range
// (9223372036854775807 is not less than 9223372036854775808.0).
Order compare_signed_real(std::int64_t left, double right) {
  if (std::isnan(right)) return Order::unordered;
  return order_of(static_cast<double>(left), right);
}

Order compare_unsigned_real(std::uint64_t left, double right) {
  if (std::isnan(right)) return Order::unordered;
  return order_of(static_cast<double>(left), right);
}

// Where a key stands among keys of other kinds; equal for all numbers.
int rank_of(Kind kind) {
  switch (kind) {
    case Kind::boolean: return 0;
    case Kind::integer:
    case Kind::unsigned_integer:
    case Kind::real: return 1;
    case Kind::string: return 2;
    case Kind::null:
    case Kind::bytes:
    case Kind::list:
    case Kind::map:
    case Kind::timestamp:
    case Kind::duration:
    case Kind::type:
    case Kind::opaque:
    case Kind::error:
    case Kind::unknown: return -1;
  }
  return -1;
}

// Keys are whole numbers, and a double looks one up only by its exact value: a rounding comparison
// would be no order.
Order compare_whole_real(const Value& whole, double real) {
  constexpr double two_to_63 = 9223372036854775808.0;
  constexpr double two_to_64 = 18446744073709551616.0;
  if (std::isnan(real)) return Order::unordered;
  if (real < -two_to_63) return Order::greater;
  if (real >= two_to_64) return Order::less;
  const double floor = std::floor(real);
  const Value below = floor < two_to_63 ? Value(static_cast<std::int64_t>(floor))
                                        : Value(static_cast<std::uint64_t>(floor));
  const Order order = compare_numbers(whole, below);
  return order == Order::equal && floor < real ? Order::less : order;
}

Order compare_keys(const Value& left, const Value& right) {
  const int rank = rank_of(left.kind());
  const int other = rank_of(right.kind());
  if (rank != other) return order_of(rank, other);
  if (left.kind() == Kind::boolean) return order_of(left.boolean(), right.boolean());
  if (left.kind() == Kind::string) return order_of(left.text(), right.text());
  if (right.kind() == Kind::real) return compare_whole_real(left, right.real());
  if (left.kind() == Kind::real) return reversed(compare_whole_real(right, left.real()));
  return compare_numbers(left, right);
}

bool is_key(const Value& value) {
  return rank_of(value.kind()) >= 0 && value.kind() != Kind::real;
}

}  // namespace

Value::Value(const Type& type)
    : shared_(std::make_shared<const Type>(type)), kind_(Kind::type) {}

Value Value::borrow(Kind kind, std::string_view text) {
  Value value;
  value.kind_ = kind;
  value.payload_.data = text.data();
  value.extra_ = static_cast<std::int32_t>(static_cast<std::uint32_t>(text.size()));
  return value;
}

Value Value::own(Kind kind, std::string text) {
  if (text.empty()) return borrow(kind, "");
  auto owned = std::make_shared<const std::string>(std::move(text));
  Value value = borrow(kind, *owned);
  value.shared_ = std::move(owned);
  return value;
}

Value Value::string(std::string text) { return own(Kind::string, std::move(text)); }
Value Value::bytes(std::string bytes) { return own(Kind::bytes, std::move(bytes)); }

Value Value::list(std::vector<Value> elements) {
  Value value;
  value.kind_ = Kind::list;
  value.shared_ = std::make_shared<const std::vector<Value>>(std::move(elements));
  return value;
}

Value Value::map(std::vector<std::pair<Value, Value>> entries) {
  for (const auto& [key, ignored] : entries) {
    if (!is_key(key)) {
      return error("a map's key must be an int, uint, bool or string, not " +
                   type_of(key).in_words());
    }
  }
  auto made = Map::make(std::move(entries));
  if (!made) return error("a map has the same key twice");
  Value value;
  value.kind_ = Kind::map;
  value.shared_ = std::move(made);
  return value;
}

Value Value::opaque(std::string_view type_name, const void* object) {
  Value value = borrow(Kind::opaque, type_name);
  // Borrowed: a pointer without an owner.
  value.shared_ = std::shared_ptr<const void>(std::shared_ptr<const void>(), object);
  return value;
}

Value Value::error(std::string what) {
  Value value;
  value.kind_ = Kind::error;
  value.shared_ = std::make_shared<const std::string>(std::move(what));
  return value;
}

Value Value::unknown() {
  Value value;
  value.kind_ = Kind::unknown;
  return value;
}

std::span<const Value> Value::elements() const {
  return *static_cast<const std::vector<Value>*>(shared_.get());
}

std::shared_ptr<const Map> Map::make(std::vector<Entry> entries) {
  auto map = std::make_shared<Map>();
  map->sorted_.resize(entries.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (!is_key(entries[i].first)) return nullptr;
    map->sorted_[i] = i;
  }
  std::sort(map->sorted_.begin(), map->sorted_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return compare_keys(entries[a].first, entries[b].first) == Order::less;
  });
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    return compare_keys(entries[a].first, entries[b].first) == Order::equal;
  };
  const auto twin = std::adjacent_find(map->sorted_.begin(), map->sorted_.end(), same);
  if (twin != map->sorted_.end()) return nullptr;
  map->entries_ = std::move(entries);
  return map;
}

const Value* Map::find(const Value& key) const {
  if (rank_of(key.kind()) < 0) return nullptr;
  if (key.kind() == Kind::real && std::isnan(key.real())) return nullptr;
  const auto found = std::lower_bound(
      sorted_.begin(), sorted_.end(), key, [&](std::uint32_t entry, const Value& sought) {
        return compare_keys(entries_[entry].first, sought) == Order::less;
      });
  if (found == sorted_.end()) return nullptr;
  const Entry& entry = entries_[*found];
  return compare_keys(entry.first, key) == Order::equal ? &entry.second : nullptr;
}

Type type_of(const Value& value) {
  switch (value.kind()) {
    case Kind::null: return Type::null_type();
    case Kind::boolean: return Type::bool_type();
    case Kind::integer: return Type::int_type();
    case Kind::unsigned_integer: return Type::uint_type();
    case Kind::real: return Type::double_type();
    case Kind::string: return Type::string_type();
    case Kind::bytes: return Type::bytes_type();
    case Kind::list: return Type::list();
    case Kind::map: return Type::map();
    case Kind::timestamp: return Type::timestamp_type();
    case Kind::duration: return Type::duration_type();
    case Kind::type: return Type::type();
    case Kind::opaque: return Type::opaque(std::string(value.opaque_name()));
    case Kind::error:
    case Kind::unknown: return Type::dyn();
  }
  return Type::dyn();
}

namespace {

Type full_type(const Value& value, int depth, std::size_t& budget) {
  if (depth > typed_depth_max || budget == 0) return Type::dyn();
  --budget;
  const auto joined = [](std::optional<Type>& so_far, Type next) {
    if (!so_far) so_far = std::move(next);
    else if (!(*so_far == next)) so_far = Type::dyn();
  };
  if (value.kind() == Kind::list) {
    std::optional<Type> element;
    for (const Value& part : value.elements()) joined(element, full_type(part, depth + 1, budget));
    return Type::list(element.value_or(Type::dyn()));
  }
  if (value.kind() == Kind::map) {
    std::optional<Type> key;
    std::optional<Type> held;
    for (const auto& [name, part] : value.map().entries()) {
      joined(key, type_of(name));
      joined(held, full_type(part, depth + 1, budget));
    }
    return Type::map(key.value_or(Type::dyn()), held.value_or(Type::dyn()));
  }
  return type_of(value);
}

}  // namespace

Type full_type_of(const Value& value) {
  std::size_t budget = typed_values_max;
  return full_type(value, 0, budget);
}

Order compare_numbers(const Value& left, const Value& right) {
  assert(left.is_numeric() && right.is_numeric());
  const Kind a = left.kind();
  const Kind b = right.kind();
  if (a == Kind::real && b == Kind::real) {
    if (std::isnan(left.real()) || std::isnan(right.real())) return Order::unordered;
    return order_of(left.real(), right.real());
  }
  if (a == Kind::integer) {
    if (b == Kind::integer) return order_of(left.integer(), right.integer());
    if (b == Kind::real) return compare_signed_real(left.integer(), right.real());
    return compare_signed_unsigned(left.integer(), right.unsigned_integer());
  }
  if (a == Kind::unsigned_integer) {
    if (b == Kind::unsigned_integer) {
      return order_of(left.unsigned_integer(), right.unsigned_integer());
    }
    if (b == Kind::real) return compare_unsigned_real(left.unsigned_integer(), right.real());
    return reversed(compare_signed_unsigned(right.integer(), left.unsigned_integer()));
  }
  return reversed(compare_numbers(right, left));
}

namespace {

bool equal_lists(const Value& left, const Value& right, std::uint64_t& budget) {
  const auto a = left.elements();
  const auto b = right.elements();
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!equal(a[i], b[i], budget)) return false;
  }
  return true;
}

bool equal_maps(const Map& left, const Map& right, std::uint64_t& budget) {
  if (left.size() != right.size()) return false;
  for (const auto& [key, value] : left.entries()) {
    const Value* other = right.find(key);
    if (!other || !equal(value, *other, budget)) return false;
  }
  return true;
}

}  // namespace

bool equal(const Value& left, const Value& right, std::uint64_t& budget) {
  if (budget == 0) return false;
  --budget;
  if (left.is_numeric() && right.is_numeric()) {
    return compare_numbers(left, right) == Order::equal;
  }
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Kind::null: return true;
    case Kind::boolean: return left.boolean() == right.boolean();
    case Kind::string:
    case Kind::bytes: {
      if (left.text().size() != right.text().size()) return false;
      const std::uint64_t cost = left.text().size() / 32;
      budget -= std::min(budget, cost);
      return left.text() == right.text();
    }
    case Kind::list: return equal_lists(left, right, budget);
    case Kind::map: return equal_maps(left.map(), right.map(), budget);
    case Kind::timestamp: return left.timestamp() == right.timestamp();
    case Kind::duration: return left.duration() == right.duration();
    case Kind::type: return left.type().base_name() == right.type().base_name();
    case Kind::opaque:
      return left.opaque_name() == right.opaque_name() &&
             left.opaque_object() == right.opaque_object();
    case Kind::integer:
    case Kind::unsigned_integer:
    case Kind::real:
    case Kind::error:
    case Kind::unknown: return false;
  }
  return false;
}

bool equal(const Value& left, const Value& right) {
  std::uint64_t budget = parts_max;
  return equal(left, right, budget);
}

}  // namespace decorum::cel
