// The file format of everything in models/: a sealed box of a JSON header and bytes.
//
//   offset  bytes
//   0       8   "DECORUM" and the format version (1)
//   8       4   size of the header, little-endian
//   12      4   size of the payload
//   16      -   the header, JSON (UTF-8); its "kind" says what the payload is
//   -       -   the payload; its layout is the kind's affair (features.h, model.h)
//   end-8   8   XXH3-64 of everything before, little-endian
//
// A file that was cut, changed or made by another version is refused whole. Bounds: 1 MiB of
// header, 256 MiB of payload.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace decorum::signals {

struct Container {
  std::string_view header;
  std::string_view payload;
  std::string checksum;  // 16 hexadecimal digits
};

// The views point into `bytes`.
base::Result<Container> open_container(std::string_view bytes);
std::string seal_container(std::string_view header, std::string_view payload);

}  // namespace decorum::signals
