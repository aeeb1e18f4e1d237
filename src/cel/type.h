// Type: what a value is, as the checker and the functions' signatures see it.
//
//   Type::list(Type::int_type()).name()        // "list(int)", as CEL writes it
//   Type::list(Type::int_type()).in_words()    // "a list of whole numbers (list(int))"
//
// `dyn` fits anything and is checked at run time instead. An opaque type has only a name: its
// values are passed to functions and compared with nothing. A parameter stands for one type
// throughout a signature: list(A) + list(A). Immutable and cheap to copy.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::cel {

enum class TypeKind : std::uint8_t {
  dyn,
  null,
  boolean,
  integer,
  unsigned_integer,
  real,
  string,
  bytes,
  timestamp,
  duration,
  list,
  map,
  type,
  opaque,
  parameter,
};

class Type {
 public:
  Type() = default;  // dyn

  static Type dyn() { return Type(TypeKind::dyn); }
  static Type null_type() { return Type(TypeKind::null); }
  static Type bool_type() { return Type(TypeKind::boolean); }
  static Type int_type() { return Type(TypeKind::integer); }
  static Type uint_type() { return Type(TypeKind::unsigned_integer); }
  static Type double_type() { return Type(TypeKind::real); }
  static Type string_type() { return Type(TypeKind::string); }
  static Type bytes_type() { return Type(TypeKind::bytes); }
  static Type timestamp_type() { return Type(TypeKind::timestamp); }
  static Type duration_type() { return Type(TypeKind::duration); }
  static Type list(Type element = dyn());
  static Type map(Type key = dyn(), Type value = dyn());
  static Type type(Type of = dyn());
  static Type opaque(std::string name);
  static Type parameter(std::string name);

  TypeKind kind() const { return kind_; }
  bool is_dyn() const { return kind_ == TypeKind::dyn; }
  bool is_numeric() const;

  // The parts: a list's element; a map's key and value; what a type is the type of. The counts are
  // 1, 2 and 1, and 0 for every other kind.
  const std::vector<Type>& arguments() const;

  // "int", "list(string)", "google.protobuf.Timestamp", "history", "A".
  std::string name() const;
  // The same without its parts, as type(x) shows it: "list", "map", "type".
  std::string_view base_name() const;
  // For messages: "a whole number (int)", "text (string)".
  std::string in_words() const;

  bool operator==(const Type& other) const;

 private:
  struct Parts {
    std::string name;
    std::vector<Type> arguments;
  };

  explicit Type(TypeKind kind) : kind_(kind) {}
  Type(TypeKind kind, std::string name, std::vector<Type> arguments);

  TypeKind kind_ = TypeKind::dyn;
  std::shared_ptr<const Parts> parts_;
};

// The type that an expression can name: "int", "list", "google.protobuf.Duration"; `dyn` cannot be
// named.
std::optional<Type> type_named(std::string_view name);

}  // namespace decorum::cel
