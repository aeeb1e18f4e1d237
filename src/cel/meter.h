// Meter: what is left of the steps that one evaluation may take.
//
// A step is a node visited, an element of a list made or looked at, or 32 bytes of text made or
// looked at; so steps bound time and memory alike. When they run out, the caller gives up with
// out_of_steps().
#pragma once

#include <cstddef>
#include <cstdint>

#include "cel/value.h"

namespace decorum::cel {

class Meter {
 public:
  explicit Meter(std::uint64_t steps) : left_(steps) {}

  // Takes steps; false when they do not suffice, and then for ever.
  bool take(std::uint64_t steps) {
    if (steps > left_) {
      left_ = 0;
      return false;
    }
    left_ -= steps;
    return true;
  }
  bool take_text(std::size_t bytes) { return take(bytes / 32 + 1); }

  std::uint64_t& left() { return left_; }
  bool is_empty() const { return left_ == 0; }

 private:
  std::uint64_t left_;
};

Value out_of_steps();

}  // namespace decorum::cel
