// Making pictures and grids smaller by the mean of the area that each new place covers.
#pragma once

#include <cstdint>
#include <vector>

#include "media/picture.h"

namespace decorum::media {

// One value a place, row by row.
struct Plane {
  std::uint32_t width = 0, height = 0;
  std::vector<float> values;

  float at(std::uint32_t x, std::uint32_t y) const {
    return values[static_cast<std::size_t>(y) * width + x];
  }
};

// Part of a plane in its own places; may end between two of them, and outside the plane counts as
// the nearest edge.
struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
};

// The box as width x height means. A new place smaller than an old one is a mean over the width of
// an old one, so that a grid can also be made larger. Neither plane is empty.
Plane resampled(const Plane& plane, const Box& box, std::uint32_t width, std::uint32_t height);

// The picture with no side longer than `side`; colours are weighted by how opaque they are.
void shrink(Picture& picture, std::uint32_t side);

}  // namespace decorum::media
