// Places boxes and the curves between them so that a flow can be followed: Graphviz's `dot`.
//
// Graphviz keeps global state, so calls wait for one another. The answer is the same every time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"

namespace decorum::render {

struct Point {
  double x = 0;
  double y = 0;
};

struct Size {
  double width = 0;
  double height = 0;
};

// An arrow between two boxes; the flow's order is from `from` to `to` wherever its head is.
struct Link {
  enum class Head : std::uint8_t { none, at_to, at_from };
  std::size_t from = 0;
  std::size_t to = 0;
  Head head = Head::at_to;
  int weight = 1;  // how much it wants to be short and straight
};

// Cubic Bézier curve: a start, then three points a piece. `tip` is where the head ends.
struct Curve {
  std::vector<Point> points;
  Point tip;  // equal to the end it belongs to when there is no head
};

struct Placement {
  Size size;
  std::vector<Point> centres;  // one a box
  std::vector<Curve> curves;   // one a link
};

enum class Direction : std::uint8_t { down, right };

// Lengths in points, y grows downwards. The number of boxes and links is bounded by the caller.
base::Result<Placement> place(std::span<const Size> boxes, std::span<const Link> links,
                              Direction direction);

}  // namespace decorum::render
