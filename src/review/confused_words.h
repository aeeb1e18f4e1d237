// Words that are right and stand in the wrong place: "your welcome", "could of", "too many then".
//
//   for (const Confused& found : find_confused(reading)) ...   // word 3, "you're"
//
// A table of small patterns, each of which makes the mistake near certain: precision first, so
// that what is not listed is not found. Of "a" and "an" only the plain cases: before small letters.
// Linear in the text. Threads may share it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "review/reading.h"

namespace decorum::review {

struct Confused {
  std::size_t word = 0;  // index in Reading::words
  std::string instead;   // in the capitals of the word
};

// In the order of the text. Words aside are passed over.
std::vector<Confused> find_confused(const Reading& reading);

}  // namespace decorum::review
