#include <utility>

#include "cel/cel.h"
#include "cel/functions.h"

namespace decorum::cel {

std::size_t Environment::declare(std::string name, Type type) {
  variables_.push_back({std::move(name), std::move(type)});
  return variables_.size() - 1;
}

void Environment::add(Overload overload) { overloads_.push_back(std::move(overload)); }

Environment standard_environment() {
  Environment env;
  add_conversions(env);
  add_standard_strings(env);
  add_time(env);
  add_string_ext(env);
  add_format(env);
  add_math_ext(env);
  return env;
}

}  // namespace decorum::cel
