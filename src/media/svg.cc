#include "media/svg.h"

#include <algorithm>
#include <cmath>
#include <memory>

#include <cairo.h>
#include <librsvg/rsvg.h>

#include "media/glib.h"
#include "media/svg_cost.h"

namespace decorum::media {
namespace {

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeContext {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

constexpr const char* unreadable = "the SVG file is damaged and cannot be drawn";

// CSS: a drawing without a size of its own is as large as its viewBox, or 300 x 150.
constexpr double default_width = 300;
constexpr double default_height = 150;

struct Size {
  double width = default_width, height = default_height;
};

Size size_of(RsvgHandle* handle) {
  Size size;
  if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &size.width, &size.height) != 0) return size;
  gboolean has_box = 0;
  RsvgRectangle box{};
  rsvg_handle_get_intrinsic_dimensions(handle, nullptr, nullptr, nullptr, nullptr, &has_box, &box);
  if (has_box == 0) return {};
  return {.width = box.width, .height = box.height};
}

// cairo keeps colours multiplied by how opaque they are, in words of the machine.
void take_pixels(cairo_surface_t* surface, Picture& picture) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  picture.pixels.resize(static_cast<std::size_t>(picture.width) * picture.height * 4);
  std::uint8_t* to = picture.pixels.data();
  for (std::uint32_t y = 0; y < picture.height; ++y) {
    const auto* row = reinterpret_cast<const std::uint32_t*>(data + y * stride);
    for (std::uint32_t x = 0; x < picture.width; ++x, to += 4) {
      const std::uint32_t opaque = row[x] >> 24U;
      const auto plain = [&](unsigned shift) {
        const std::uint32_t value = (row[x] >> shift) & 0xffU;
        if (opaque == 0) return std::uint8_t{0};
        return static_cast<std::uint8_t>(std::min(255U, (value * 255U + opaque / 2) / opaque));
      };
      to[0] = plain(16);
      to[1] = plain(8);
      to[2] = plain(0);
      to[3] = static_cast<std::uint8_t>(opaque);
      picture.has_alpha = picture.has_alpha || opaque < 255;
    }
  }
}

}  // namespace

base::Result<Picture> draw_svg(std::string_view bytes) {
  if (bytes.size() > svg_bytes_max) return base::fail("the SVG file is larger than 4 MiB");
  if (!is_simple_enough(bytes)) return base::fail("the SVG file holds too much to draw");
  GFailure failure;
  const GOwned<RsvgHandle> handle(rsvg_handle_new_from_data(
      reinterpret_cast<const guint8*>(bytes.data()), bytes.size(), failure.out()));
  if (handle == nullptr) return base::fail(unreadable);

  const Size size = size_of(handle.get());
  if (!(size.width >= 1 && size.height >= 1)) return base::fail("the SVG file has no size");
  if (size.width > side_max || size.height > side_max ||
      size.width * size.height > static_cast<double>(pixels_max)) {
    return base::fail("the picture has too many pixels");
  }
  const double longer = std::max(size.width, size.height);
  const double scale =
      std::clamp(longer, double{svg_side_min}, double{decoded_side_max}) / longer;
  Picture picture;
  picture.file_width = static_cast<std::uint32_t>(std::lround(size.width));
  picture.file_height = static_cast<std::uint32_t>(std::lround(size.height));
  picture.width = static_cast<std::uint32_t>(std::max(1L, std::lround(size.width * scale)));
  picture.height = static_cast<std::uint32_t>(std::max(1L, std::lround(size.height * scale)));

  const std::unique_ptr<cairo_surface_t, FreeSurface> surface(
      cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(picture.width),
                                 static_cast<int>(picture.height)));
  const std::unique_ptr<cairo_t, FreeContext> context(cairo_create(surface.get()));
  const RsvgRectangle whole{0, 0, static_cast<double>(picture.width),
                            static_cast<double>(picture.height)};
  if (rsvg_handle_render_document(handle.get(), context.get(), &whole, failure.out()) == 0 ||
      cairo_status(context.get()) != CAIRO_STATUS_SUCCESS) {
    return base::fail(unreadable);
  }
  take_pixels(surface.get(), picture);
  return picture;
}

}  // namespace decorum::media
