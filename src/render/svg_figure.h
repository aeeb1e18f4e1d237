// The marks that the drawing is made of, as elements of SVG. Attributes instead of a style sheet,
// because the programs that turn SVG into print understand those best. All append to `out`, in the
// units of the picture; words are escaped here.
#pragma once

#include <string>
#include <string_view>

#include "render/chart.h"
#include "render/figure.h"
#include "render/palette.h"

namespace decorum::render {

struct TextStyle {
  double size;
  std::string_view colour = ink;
  bool bold = false;
  bool centred = false;
};

struct Frame {
  double radius = 0;
  std::string_view fill = paper;
  std::string_view stroke = ink;
  double width = 1;
  bool dashed = false;
};

// How the line of an arrow is drawn.
inline constexpr std::string_view solid = "";
inline constexpr std::string_view dashed = " stroke-dasharray=\"5 3\"";
inline constexpr std::string_view dotted = " stroke-dasharray=\"0.1 4\" stroke-linecap=\"round\"";

void append_text(std::string& out, Point at, const TextStyle& style, std::string_view words);
void append_frame(std::string& out, Point centre, Size size, const Frame& look);
void append_arrow(std::string& out, const Arrow& arrow, std::string_view dashes);
// Head and shoulders, about person_width wide; `at` is the lower left.
void append_person(std::string& out, Point at);

// Every node and edge once, as a group with class, data-id or data-from and data-to, and a title.
void append_figure(std::string& out, const Chart& chart, const Figure& figure);

}  // namespace decorum::render
