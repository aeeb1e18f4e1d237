// Numbers as text and one kind of number as another, with CEL's ranges: what does not fit is
// nothing.
//
//   read_double("1e3")     // 1000.0; also "Infinity", "-inf", "NaN"
//   written(1000000.0)     // "1e+06": the shortest text that reads back, with an exponent below
//                          // 1e-4 and from 1e6 on
//   written_plainly(1e23)  // "100000000000000000000000": never an exponent
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace decorum::cel {

std::optional<std::int64_t> read_int(std::string_view text);     // [+-]? digits
std::optional<std::uint64_t> read_uint(std::string_view text);   // digits
std::optional<double> read_double(std::string_view text);

// Towards zero. The two ends of the range are refused, since a double cannot tell them apart from
// what lies beyond.
std::optional<std::int64_t> to_int(double value);
std::optional<std::uint64_t> to_uint(double value);

std::string written(double value);
std::string written_plainly(double value);

}  // namespace decorum::cel
