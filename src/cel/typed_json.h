// Values as JSON and back, in two forms.
//
// Typed, where nothing is lost:
//   {"int":5} {"uint":5} {"double":1.5} {"double":"inf"} {"double":"-inf"} {"double":"nan"}
//   {"string":"x"} {"bytes":"00ff"} {"bool":true} {"null":null} {"list":[typed...]}
//   {"map":[[typed, typed]...]} {"type":"int"} {"timestamp":"2026-01-31T12:00:00Z"}
//   {"duration":"1.5s"}
// Plain, by CEL's mapping (google/cel-spec, doc/langdef.md, "JSON Data Conversion"): every JSON
// number is a double; an int or uint is written as a number within +-(2^53-1) and as text beyond;
// infinities and NaN as "Infinity", "-Infinity" and "NaN"; bytes in base64. Beyond that mapping,
// so that everything can be shown: timestamps, durations and types are their texts, and a map's
// keys become texts.
//
// Bounds: 64 MiB of JSON, 200 levels; what is written has at most a million parts and 64 MiB.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "cel/value.h"

namespace decorum::cel {

enum class JsonForm : std::uint8_t { plain, typed };

base::Result<Value> read_value(std::string_view json, JsonForm form);

// An object of variables, {"name": value...}, in its order. A name may be dotted, "a.b", and comes
// once.
base::Result<std::vector<std::pair<std::string, Value>>> read_variables(std::string_view json,
                                                                        JsonForm form);

// An error or unknown value, or an opaque thing, has no JSON and is an Error.
base::Result<std::string> write_value(const Value& value, JsonForm form);

// A text in JSON's double quotes.
std::string json_text(std::string_view text);

}  // namespace decorum::cel
