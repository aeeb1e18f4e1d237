// Any bytes as an expression: it is read, refused or evaluated within its bounds, and what it gives
// can be written and read back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "cel/cel.h"
#include "cel/typed_json.h"

namespace {

namespace cel = decorum::cel;

const cel::Environment& environment() {
  static const cel::Environment env = [] {
    cel::Environment made = cel::standard_environment();
    made.declare("a", cel::Type::dyn());
    made.declare("b.c", cel::Type::double_type());
    made.declare("list", cel::Type::list(cel::Type::string_type()));
    made.declare("x", cel::Type::dyn());
    return made;
  }();
  return env;
}

const std::vector<cel::Value>& slots() {
  static const std::vector<cel::Value> values{
      cel::Value(std::int64_t{7}), cel::Value(0.5),
      cel::Value::list({cel::Value::borrowed("one"), cel::Value::borrowed("tw\xC3\xB6")}),
      cel::Value::unknown()};
  return values;
}

void evaluate_one(std::string_view source) {
  cel::Limits limits;
  limits.steps = 20'000;
  const auto unchecked = cel::compile_unchecked(environment(), source, limits);
  const auto checked = cel::compile(environment(), source, limits);
  if (checked && !unchecked) std::abort();
  if (!unchecked) return;
  const cel::Value value = cel::evaluate(**unchecked, slots(), limits);
  for (const cel::JsonForm form : {cel::JsonForm::typed, cel::JsonForm::plain}) {
    const auto json = cel::write_value(value, form);
    if (!json || json->size() > 100'000) continue;
    const auto again = cel::read_value(*json, form);
    // Values that nest deeper than JSON may be read are written all the same.
    if (form == cel::JsonForm::typed && again && again->kind() != value.kind()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  evaluate_one(bytes);
  static_cast<void>(cel::read_variables(bytes, cel::JsonForm::typed));
  return 0;
}
