#include "cel/type.h"

#include <array>
#include <utility>

namespace decorum::cel {

Type::Type(TypeKind kind, std::string name, std::vector<Type> arguments)
    : kind_(kind),
      parts_(std::make_shared<const Parts>(Parts{std::move(name), std::move(arguments)})) {}

Type Type::list(Type element) { return Type(TypeKind::list, {}, {std::move(element)}); }
Type Type::map(Type key, Type value) {
  return Type(TypeKind::map, {}, {std::move(key), std::move(value)});
}
Type Type::type(Type of) { return Type(TypeKind::type, {}, {std::move(of)}); }
Type Type::opaque(std::string name) { return Type(TypeKind::opaque, std::move(name), {}); }
Type Type::parameter(std::string name) { return Type(TypeKind::parameter, std::move(name), {}); }

bool Type::is_numeric() const {
  return kind_ == TypeKind::integer || kind_ == TypeKind::unsigned_integer ||
         kind_ == TypeKind::real;
}

const std::vector<Type>& Type::arguments() const {
  static const std::vector<Type> none;
  return parts_ ? parts_->arguments : none;
}

std::string_view Type::base_name() const {
  switch (kind_) {
    case TypeKind::dyn: return "dyn";
    case TypeKind::null: return "null_type";
    case TypeKind::boolean: return "bool";
    case TypeKind::integer: return "int";
    case TypeKind::unsigned_integer: return "uint";
    case TypeKind::real: return "double";
    case TypeKind::string: return "string";
    case TypeKind::bytes: return "bytes";
    case TypeKind::timestamp: return "google.protobuf.Timestamp";
    case TypeKind::duration: return "google.protobuf.Duration";
    case TypeKind::list: return "list";
    case TypeKind::map: return "map";
    case TypeKind::type: return "type";
    case TypeKind::opaque:
    case TypeKind::parameter: return parts_->name;
  }
  return {};
}

std::string Type::name() const {
  std::string out(base_name());
  if (arguments().empty() || kind_ == TypeKind::type) return out;
  out += '(';
  for (const Type& argument : arguments()) {
    if (out.back() != '(') out += ", ";
    out += argument.name();
  }
  return out + ')';
}

namespace {

// A kind for a person; `plural` after "a list of".
std::string words_for(const Type& type, bool plural) {
  switch (type.kind()) {
    case TypeKind::dyn: return plural ? "anything" : "any value";
    case TypeKind::null: return plural ? "nulls" : "null";
    case TypeKind::boolean: return plural ? "trues and falses" : "true or false";
    case TypeKind::integer: return plural ? "whole numbers" : "a whole number";
    case TypeKind::unsigned_integer:
      return plural ? "unsigned whole numbers" : "an unsigned whole number";
    case TypeKind::real: return plural ? "numbers with a fraction" : "a number with a fraction";
    case TypeKind::string: return plural ? "texts" : "text";
    case TypeKind::bytes: return "bytes";
    case TypeKind::timestamp: return plural ? "points in time" : "a point in time";
    case TypeKind::duration: return plural ? "lengths of time" : "a length of time";
    case TypeKind::list:
      return (plural ? "lists of " : "a list of ") + words_for(type.arguments()[0], true);
    case TypeKind::map:
      return (plural ? "maps to " : "a map to ") + words_for(type.arguments()[1], true);
    case TypeKind::type: return plural ? "types" : "a type";
    case TypeKind::opaque: return "the " + std::string(type.base_name());
    case TypeKind::parameter: return plural ? "anything" : "any one type";
  }
  return {};
}

}  // namespace

std::string Type::in_words() const { return words_for(*this, false) + " (" + name() + ")"; }

std::optional<Type> type_named(std::string_view name) {
  static const std::array types{
      Type::bool_type(),   Type::int_type(),   Type::uint_type(), Type::double_type(),
      Type::string_type(), Type::bytes_type(), Type::null_type(), Type::list(),
      Type::map(),         Type::type(),       Type::timestamp_type(), Type::duration_type()};
  for (const Type& type : types) {
    if (type.base_name() == name) return type;
  }
  return std::nullopt;
}

bool Type::operator==(const Type& other) const {
  if (kind_ != other.kind_) return false;
  if (parts_ == other.parts_) return true;
  return base_name() == other.base_name() && arguments() == other.arguments();
}

}  // namespace decorum::cel
