// One calm set of colours for every drawing. Text on each of them has a contrast of 4.5:1 or more
// (WCAG 2.2, 1.4.3), measured in svg_test.cc; a colour never stands without its word.
#pragma once

#include <string_view>

#include "render/chart.h"

namespace decorum::render {

inline constexpr std::string_view paper = "#ffffff";
inline constexpr std::string_view ink = "#1f2933";
inline constexpr std::string_view soft_ink = "#52606d";   // small print, on paper or ground
inline constexpr std::string_view line_colour = "#6b7785";
inline constexpr std::string_view ground = "#f6f3ec";     // warm grey: questions
inline constexpr std::string_view panel_ground = "#fbfaf6";
inline constexpr std::string_view panel_line = "#d9d3c5";

// The band of an outcome, with white text on it; for a question its outline.
constexpr std::string_view colour_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::question: return "#1f2933";
    case NodeKind::reply: return "#0f6b66";
    case NodeKind::serve: return "#2b5c8f";
    case NodeKind::stand: return "#5a6b3a";
    case NodeKind::monitor: return "#8a5a0a";
    case NodeKind::research: return "#66478c";
    case NodeKind::refer: return "#9a3324";
    case NodeKind::route: return "#4a5568";
  }
  return ink;
}

}  // namespace decorum::render
