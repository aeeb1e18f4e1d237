// Does a picture show one of our logos, and is it as approved?
//
//   std::vector<LogoPrint> approved = {print_of(*decode(bytes))};
//   LogoMatch match = compare(print_of(picture), approved[0]);
//
// A logo's print is its shape and its colours on its own box: blank margins are cut off, so that
// neither size, margin nor file format matters. The whole picture has to be the logo; a small logo
// in the corner of a photograph is not looked for. A picture of nothing matches nothing.
//
// Pure; a comparison takes some milliseconds and its work does not depend on the picture's size.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "media/picture.h"

namespace decorum::media {

using Colour = std::array<std::uint8_t, 3>;  // red, green, blue

struct LogoPrint {
  bool blank = true;                  // nothing stands out from the ground
  double ratio = 1;                   // width to height of the box
  double width = 0;                   // of the box, in pixels as the file says
  double share = 1;                   // of the picture's width that the box takes
  Colour ground{};                    // what the logo stands on
  std::vector<std::uint8_t> shape;    // 32 x 32: how much of each place is not ground
  std::vector<std::uint8_t> lines;    // 32 x 32: how much of each place is an edge of two colours
  std::vector<std::uint8_t> colours;  // 8 x 8 x RGB means of the box
  // As `shape`, with the box's own proportions and about 16,384 places in all.
  std::uint32_t outline_width = 0, outline_height = 0;
  std::vector<std::uint8_t> outline;
};

LogoPrint print_of(const Picture& picture);

struct LogoMatch {
  // From "certainly this logo as approved" to "not this logo".
  enum class Verdict : std::uint8_t { same, stretched, recoloured, altered, unrelated };
  Verdict verdict = Verdict::unrelated;
  double likeness = 0;  // 0..1, of the shape

  // Is this the better account of a picture: nearer to approved, or more alike?
  bool better_than(const LogoMatch& other) const;
};

LogoMatch compare(const LogoPrint& candidate, const LogoPrint& approved);

std::string_view name_of(LogoMatch::Verdict verdict);

}  // namespace decorum::media
