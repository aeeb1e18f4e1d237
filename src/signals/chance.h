// Numbers by chance that are the same in every build: the standard's distributions are not.
// xorshift64* (Vigna, 2016).
#pragma once

#include <cstddef>
#include <cstdint>

namespace decorum::signals {

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15ULL + 1) {}

  std::uint64_t next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return state_ * 0x2545F4914F6CDD1DULL;
  }
  // 0 <= x < 1, in steps of 2^-24.
  float below_one() { return static_cast<float>(next() >> 40) * 0x1p-24F; }
  // Below `limit`, which is not 0.
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
  // Even between the roots of 3 on both sides: mean 0, deviation 1.
  float spread() { return (below_one() * 2 - 1) * 1.7320508F; }

 private:
  std::uint64_t state_;
};

}  // namespace decorum::signals
