// Probabilities as they are shown: at most four decimals. What is shown is also what is decided on:
// an expression sees `shown(p)`, so that nobody reads "0.75" where `p >= 0.75` was false.
#pragma once

#include <cstddef>
#include <string>

namespace decorum::triage {

// The probability rounded to four decimals; NaN (unknown) stays NaN. The answer is the double that
// a JSON reader makes of what append_number writes.
double shown(float probability);

// Appends a number as JSON: whole numbers without a point, others with at most four decimals and no
// trailing zeros ("0.9", "0.0312", "3"), numbers of 10^15 and more as 1e15. NaN is "null".
void append_number(std::string& out, double value);

// The same, and for offsets and counts, into memory that has room for number_bytes_max; the answer
// is the end.
inline constexpr std::size_t number_bytes_max = 24;
char* write_number(char* to, double value);
char* write_count(char* to, std::size_t value);

}  // namespace decorum::triage
