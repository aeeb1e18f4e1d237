// The chart's boxes and chips with their words broken into lines, and where they stand: everything
// that svg.cc then only has to draw.
//
// An answer is a box of its own, a chip between the question and where it leads: so no label lies
// on a line or on another label. A question with many answers that each end at an outcome of their
// own would make one long row; these stand together in a panel, in rows and columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "render/chart.h"
#include "render/layout.h"
#include "render/text_box.h"

namespace decorum::render {

enum class Tone : std::uint8_t { strong, plain, soft, person };  // person: a small figure before it

struct TextLine {
  std::string words;
  Font font;
  Tone tone = Tone::plain;
};

struct Box {
  std::vector<TextLine> lines;
  Size size;
  double band = 0;  // height of the coloured band at the top, for outcomes
  Point centre;
};

struct Arrow {
  Curve curve;
  Link::Head head = Link::Head::none;
};

// What is drawn of one edge: its chip, and the lines before and behind it. In a panel there is no
// line before the chip: the one to the panel stands for it.
struct EdgeFigure {
  Box chip;
  std::vector<Arrow> arrows;
};

struct Panel {
  std::size_t question = 0;        // node
  std::vector<std::size_t> edges;  // in their order, row by row
  Size size;
  Point centre;
  Arrow arrow;  // from the question
};

struct Figure {
  Size size;
  Box post;  // where it all begins
  Arrow post_arrow;
  std::vector<Box> nodes;         // one a node of the chart
  std::vector<EdgeFigure> edges;  // one an edge of the chart
  std::vector<Panel> panels;
};

constexpr double line_height_of(const Font& font) { return font.size * 1.24; }
inline constexpr double person_width = 9;       // of the small figure
inline constexpr std::size_t panel_edges_min = 4;

// Lays the chart out in the way that leaves the largest print on an area of this shape.
base::Result<Figure> figure_of(const Chart& chart, Size area);

}  // namespace decorum::render
