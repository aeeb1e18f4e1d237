// Fuzzes what an attached file goes through: decoding, its metadata, and the print of a logo.
// Whatever the bytes, nothing is thrown, and pictures and prints keep within their limits.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "media/logo.h"
#include "media/picture.h"

namespace {

namespace base = decorum::base;
namespace media = decorum::media;

void expect(bool holds) {
  if (!holds) std::abort();
}

void expect_text(const std::string& text) { expect(base::is_valid_utf8(text)); }

void check_metadata(std::string_view bytes) {
  const media::Metadata metadata = media::read_metadata(bytes);
  if (metadata.place) {
    expect(std::abs(metadata.place->latitude) <= 90);
    expect(std::abs(metadata.place->longitude) <= 180);
  }
  expect_text(metadata.by_line);
  expect_text(metadata.credit);
  expect_text(metadata.copyright);
  expect_text(metadata.taken_at);
}

void check_print(const media::Picture& picture) {
  const media::LogoPrint print = media::print_of(picture);
  if (print.blank) return;
  expect(print.ratio > 0 && std::isfinite(print.ratio));
  expect(print.shape.size() == 32 * 32 && print.lines.size() == 32 * 32);
  expect(print.colours.size() == 8 * 8 * 3);
  expect(print.outline.size() == std::size_t{print.outline_width} * print.outline_height);
  const media::LogoMatch match = media::compare(print, print);
  expect(match.likeness >= 0 && match.likeness <= 1.000001);
}

}  // namespace

// fontconfig keeps what it knows of the system's fonts until the process ends; SVG files with text
// ask it for some. librsvg forgets the text of entities that a file defines. Neither is memory of
// ours.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libfontconfig.so\nleak:xmlParseEntityValue\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check_metadata(bytes);
  const auto picture = media::decode(bytes);
  if (!picture) {
    expect(!picture.error().what.empty());
    return 0;
  }
  expect(picture->width > 0 && picture->width <= media::decoded_side_max);
  expect(picture->height > 0 && picture->height <= media::decoded_side_max);
  expect(picture->file_width <= media::side_max && picture->file_height <= media::side_max);
  expect(picture->pixels.size() == std::size_t{picture->width} * picture->height * 4);
  check_print(*picture);
  return 0;
}
