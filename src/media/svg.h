// Draws an SVG. Nothing outside the file is fetched: it is given to librsvg from memory with no
// address of its own, and then only data: addresses are followed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "media/picture.h"

namespace decorum::media {

inline constexpr std::size_t svg_bytes_max = 4u << 20;
// The drawing's longer side when the file asks for less: it has no pixels of its own to lose.
inline constexpr std::uint32_t svg_side_min = 512;

base::Result<Picture> draw_svg(std::string_view bytes);

}  // namespace decorum::media
