// How much there is to draw in an SVG, before it is drawn: a few lines can ask for billions of
// shapes by referring to each other, and a library that draws cannot be stopped.
#pragma once

#include <cstdint>
#include <string_view>

namespace decorum::media {

// Most shapes a drawing may come to when all references are followed, and most passes of a filter
// over the picture. A logo has some tens, a chart some hundreds.
inline constexpr std::uint64_t svg_shapes_max = 5'000;
inline constexpr std::uint64_t svg_filter_passes_max = 64;

// May it be drawn? Reads tags and references, no more of XML than that: an estimate, mostly too
// high. Linear in the text but for references, each of which is followed once.
bool is_simple_enough(std::string_view svg);

}  // namespace decorum::media
