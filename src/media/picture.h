// Pictures as pixels, with limits: bytes from outside in, plain values out. PNG, JPEG, GIF (first
// frame), WebP and SVG. Pure: whoever has files or a network passes bytes.
//
//   auto picture = decode(bytes);
//   if (!picture) return report(picture.error());   // "this is no picture we can read", ...
//
// Threads may decode at the same time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace decorum::media {

inline constexpr std::size_t picture_bytes_max = 32u << 20;
inline constexpr std::uint32_t side_max = 12'000;             // pixels
inline constexpr std::uint64_t pixels_max = 50'000'000;       // refused before they are unpacked
inline constexpr std::uint32_t decoded_side_max = 1'024;      // larger ones are made smaller

struct Picture {
  std::uint32_t width = 0, height = 0;              // of `pixels`
  std::uint32_t file_width = 0, file_height = 0;    // as the file says
  std::vector<std::uint8_t> pixels;                 // RGBA, row by row, not premultiplied
  bool has_alpha = false;
};

base::Result<Picture> decode(std::string_view bytes);

struct Coordinates {
  double latitude = 0, longitude = 0;  // degrees
};

// What a file says about itself (EXIF, IPTC, XMP).
struct Metadata {
  std::optional<Coordinates> place;
  std::string by_line, credit, copyright;  // empty: not said
  std::string taken_at;                    // as written
};

// Never an error: a file without metadata, or with broken ones, says nothing.
Metadata read_metadata(std::string_view bytes);

}  // namespace decorum::media
