// Does a picture show one of our logos, and is it as approved?
//
//   std::vector<LogoPrint> approved = {print_of(*decode(bytes))};
//   LogoMatch match = compare(picture, approved[0]);
//
// A logo's print is its shape and its colours: a perceptual hash of the shape on its own box (blank
// margins cut off), the box's ratio of sides, a finer grid of its shape, and its main colours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "media/picture.h"

namespace decorum::media {

struct LogoPrint {
  std::uint64_t hash = 0;             // of the shape, DCT
  double ratio = 1;                   // width to height of the box
  std::vector<std::uint8_t> shape;    // 32 x 32 grey levels of the box
  std::vector<std::uint8_t> colours;  // 8 x 8 x RGB means of the box
};

LogoPrint print_of(const Picture& picture);

struct LogoMatch {
  // From "certainly this logo as approved" to "not this logo".
  enum class Verdict : std::uint8_t { same, stretched, recoloured, altered, unrelated };
  Verdict verdict = Verdict::unrelated;
  double likeness = 0;  // 0..1
};

LogoMatch compare(const LogoPrint& candidate, const LogoPrint& approved);

std::string_view name_of(LogoMatch::Verdict verdict);

// The same picture, or nearly (made smaller, saved again)? A 64-bit hash of the whole picture; two
// that differ in at most near_bits_max bits are nearly the same.
std::uint64_t picture_hash(const Picture& picture);
inline constexpr int near_bits_max = 8;

}  // namespace decorum::media
