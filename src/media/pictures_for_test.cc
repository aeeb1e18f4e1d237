#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <memory>
#include <numbers>
#include <random>
#include <stdexcept>
#include <vector>

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "media/glib.h"
#include "media/pictures_for_test.h"
#include "media/scale.h"

namespace decorum::media {
namespace {

constexpr Colour navy = {0x14, 0x30, 0x4f};
constexpr Colour teal = {0x1b, 0x84, 0x89};
constexpr Colour white = {255, 255, 255};

// A cairo drawing with the picture's pixels, and back.
class Canvas {
 public:
  Canvas(std::uint32_t width, std::uint32_t height)
      : width_(width), height_(height),
        surface_(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, static_cast<int>(width),
                                            static_cast<int>(height))),
        context_(cairo_create(surface_)) {}
  explicit Canvas(const Picture& picture) : Canvas(picture.width, picture.height) {
    std::uint8_t* data = cairo_image_surface_get_data(surface_);
    for (std::size_t i = 0; i < picture.pixels.size(); i += 4) {
      const unsigned alpha = picture.pixels[i + 3];
      const auto times = [&](std::size_t c) {
        return static_cast<std::uint8_t>((picture.pixels[i + c] * alpha + 127) / 255);
      };
      data[i] = times(2), data[i + 1] = times(1), data[i + 2] = times(0);
      data[i + 3] = static_cast<std::uint8_t>(alpha);
    }
    cairo_surface_mark_dirty(surface_);
  }
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;
  ~Canvas() {
    cairo_destroy(context_);
    cairo_surface_destroy(surface_);
  }

  cairo_t* operator*() { return context_; }

  void colour(Colour c, double opaque = 1) {
    cairo_set_source_rgba(context_, c[0] / 255.0, c[1] / 255.0, c[2] / 255.0, opaque);
  }

  Picture picture() {
    cairo_surface_flush(surface_);
    Picture out;
    out.width = out.file_width = width_;
    out.height = out.file_height = height_;
    out.pixels.resize(std::size_t{width_} * height_ * 4);
    const std::uint8_t* data = cairo_image_surface_get_data(surface_);
    for (std::size_t i = 0; i < out.pixels.size(); i += 4) {
      const unsigned alpha = data[i + 3];
      const auto plain_of = [&](std::size_t c) {
        if (alpha == 0) return std::uint8_t{0};
        return static_cast<std::uint8_t>(std::min(255U, data[i + c] * 255U / alpha));
      };
      out.pixels[i] = plain_of(2), out.pixels[i + 1] = plain_of(1), out.pixels[i + 2] = plain_of(0);
      out.pixels[i + 3] = static_cast<std::uint8_t>(alpha);
      out.has_alpha = out.has_alpha || alpha < 255;
    }
    return out;
  }

  cairo_surface_t* surface() { return surface_; }

 private:
  std::uint32_t width_, height_;
  cairo_surface_t* surface_;
  cairo_t* context_;
};

void paint(Canvas& canvas, Canvas& from, double x, double y) {
  cairo_set_source_surface(*canvas, from.surface(), x, y);
  cairo_paint(*canvas);
}

}  // namespace

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

Picture load(const std::string& path) {
  auto picture = decode(bytes_of(path));
  if (!picture) throw std::runtime_error(path + ": " + picture.error().what);
  return *std::move(picture);
}

std::string encoded(const Picture& picture, const char* type, int quality) {
  const bool flat = std::string_view(type) == "jpeg";
  const Picture source = flat ? on(picture, white) : picture;
  const GOwned<GdkPixbuf> pixbuf(gdk_pixbuf_new_from_data(
      source.pixels.data(), GDK_COLORSPACE_RGB, 1, 8, static_cast<int>(source.width),
      static_cast<int>(source.height), static_cast<int>(source.width) * 4, nullptr, nullptr));
  gchar* buffer = nullptr;
  gsize size = 0;
  GFailure failure;
  const std::string number = std::to_string(quality);
  const bool png = std::string_view(type) == "png";
  const char* keys[] = {png ? nullptr : "quality", nullptr};
  const char* values[] = {number.c_str(), nullptr};
  if (gdk_pixbuf_save_to_bufferv(pixbuf.get(), &buffer, &size, type, const_cast<char**>(keys),
                                 const_cast<char**>(values), failure.out()) == 0) {
    throw std::runtime_error(failure.get()->message);
  }
  std::string bytes(buffer, size);
  g_free(buffer);
  return bytes;
}

Picture saved_again(const Picture& picture, const char* type, int quality) {
  auto again = decode(encoded(picture, type, quality));
  if (!again) throw std::runtime_error(again.error().what);
  return *std::move(again);
}

Picture plain(std::uint32_t width, std::uint32_t height, Colour colour) {
  Canvas canvas(width, height);
  canvas.colour(colour);
  cairo_paint(*canvas);
  return canvas.picture();
}

Picture scaled(const Picture& picture, std::uint32_t width, std::uint32_t height) {
  const GOwned<GdkPixbuf> pixbuf(gdk_pixbuf_new_from_data(
      picture.pixels.data(), GDK_COLORSPACE_RGB, 1, 8, static_cast<int>(picture.width),
      static_cast<int>(picture.height), static_cast<int>(picture.width) * 4, nullptr, nullptr));
  const GOwned<GdkPixbuf> small(gdk_pixbuf_scale_simple(
      pixbuf.get(), static_cast<int>(width), static_cast<int>(height), GDK_INTERP_BILINEAR));
  Picture out = picture;
  out.width = out.file_width = width;
  out.height = out.file_height = height;
  out.pixels.resize(std::size_t{width} * height * 4);
  const auto stride = static_cast<std::size_t>(gdk_pixbuf_get_rowstride(small.get()));
  const std::uint8_t* data = gdk_pixbuf_read_pixels(small.get());
  for (std::size_t y = 0; y < height; ++y) {
    std::copy_n(data + y * stride, std::size_t{width} * 4, &out.pixels[y * width * 4]);
  }
  return out;
}

Picture to_width(const Picture& picture, std::uint32_t width) {
  const double height = 1.0 * picture.height * width / picture.width;
  return scaled(picture, width, static_cast<std::uint32_t>(std::max(1L, std::lround(height))));
}

Picture on(const Picture& picture, Colour ground) {
  Canvas canvas(picture.width, picture.height);
  Canvas from(picture);
  canvas.colour(ground);
  cairo_paint(*canvas);
  paint(canvas, from, 0, 0);
  return canvas.picture();
}

Picture with_margin(const Picture& picture, double left, double top, double right, double bottom) {
  const double width = picture.width;
  const auto whole = [&](double share) { return std::round(share * width); };
  Canvas canvas(picture.width + static_cast<std::uint32_t>(whole(left) + whole(right)),
                picture.height + static_cast<std::uint32_t>(whole(top) + whole(bottom)));
  Canvas from(picture);
  if (!picture.has_alpha) {
    canvas.colour(white);
    cairo_paint(*canvas);
  }
  paint(canvas, from, whole(left), whole(top));
  return canvas.picture();
}

Picture turned(const Picture& picture, double degrees) {
  const double angle = degrees * std::numbers::pi / 180;
  const double c = std::abs(std::cos(angle));
  const double s = std::abs(std::sin(angle));
  const double width = std::ceil(picture.width * c + picture.height * s);
  const double height = std::ceil(picture.width * s + picture.height * c);
  Canvas canvas(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height));
  Canvas from(on(picture, white));
  canvas.colour(white);
  cairo_paint(*canvas);
  cairo_translate(*canvas, width / 2, height / 2);
  cairo_rotate(*canvas, angle);
  paint(canvas, from, -0.5 * picture.width, -0.5 * picture.height);
  return canvas.picture();
}

Picture mirrored(const Picture& picture) {
  Picture out = picture;
  for (std::size_t y = 0; y < out.height; ++y) {
    for (std::size_t x = 0; x < out.width; ++x) {
      std::copy_n(&picture.pixels[(y * out.width + out.width - 1 - x) * 4], 4,
                  &out.pixels[(y * out.width + x) * 4]);
    }
  }
  return out;
}

Picture cropped(const Picture& picture, double left, double top, double right, double bottom) {
  const auto width = static_cast<std::uint32_t>(picture.width * (right - left));
  const auto height = static_cast<std::uint32_t>(picture.height * (bottom - top));
  Canvas canvas(width, height);
  Canvas from(picture);
  paint(canvas, from, -std::round(picture.width * left), -std::round(picture.height * top));
  return canvas.picture();
}

Picture covered(const Picture& picture, double left, double top, double right, double bottom,
                Colour colour) {
  Canvas canvas(on(picture, white));
  canvas.colour(colour);
  cairo_rectangle(*canvas, picture.width * left, picture.height * top,
                  picture.width * (right - left), picture.height * (bottom - top));
  cairo_fill(*canvas);
  return canvas.picture();
}

Picture with_disc(const Picture& picture, double x, double y, double radius, Colour colour) {
  Canvas canvas(on(picture, white));
  canvas.colour(colour);
  cairo_arc(*canvas, picture.width * x, picture.height * y, picture.width * radius, 0,
            2 * std::numbers::pi);
  cairo_fill(*canvas);
  return canvas.picture();
}

Picture shadowed(const Picture& picture, double shift) {
  const Picture wide = with_margin(picture, 0.1, 0.1, 0.1, 0.1);
  Canvas canvas(wide.width, wide.height);
  Canvas from(wide);
  canvas.colour(white);
  cairo_paint(*canvas);
  const double by = shift * picture.width;
  for (int i = 0; i < 9; ++i) {  // nine faint copies are a soft one
    canvas.colour({60, 60, 60}, 0.12);
    cairo_mask_surface(*canvas, from.surface(), by + (i % 3 - 1) * by / 3,
                       by + (i / 3 - 1) * by / 3);
  }
  paint(canvas, from, 0, 0);
  return canvas.picture();
}

Picture outlined(const Picture& picture, double width) {
  const Picture wide = with_margin(picture, 0.1, 0.1, 0.1, 0.1);
  Canvas canvas(wide.width, wide.height);
  Canvas from(wide);
  canvas.colour(white);
  cairo_paint(*canvas);
  constexpr int around = 24;
  for (int i = 0; i < around; ++i) {
    const double angle = 2 * std::numbers::pi * i / around;
    canvas.colour({230, 160, 30});
    cairo_mask_surface(*canvas, from.surface(), width * picture.width * std::cos(angle),
                       width * picture.width * std::sin(angle));
  }
  paint(canvas, from, 0, 0);
  return canvas.picture();
}

Picture recoloured(const Picture& picture, const std::function<Colour(Colour)>& change) {
  Picture out = picture;
  for (std::size_t i = 0; i < out.pixels.size(); i += 4) {
    const Colour changed = change({out.pixels[i], out.pixels[i + 1], out.pixels[i + 2]});
    std::copy(changed.begin(), changed.end(), &out.pixels[i]);
  }
  return out;
}

namespace {

class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed * 2654435761U + 17) {}
  // The standard's distributions differ between libraries; these do not.
  double real(double from, double to) {
    return from + (to - from) * (static_cast<double>(engine_()) / 4294967296.0);
  }
  int whole(int from, int to) { return static_cast<int>(std::floor(real(from, to + 1))); }
  Colour colour() {
    return {static_cast<std::uint8_t>(whole(0, 255)), static_cast<std::uint8_t>(whole(0, 255)),
            static_cast<std::uint8_t>(whole(0, 255))};
  }
  Colour ours() { return whole(0, 1) == 0 ? navy : teal; }

 private:
  std::mt19937 engine_;
};

void gradient(Canvas& canvas, Chance& chance, double side) {
  cairo_pattern_t* pattern =
      cairo_pattern_create_linear(chance.real(0, side), 0, chance.real(0, side), side);
  for (int i = 0; i <= 3; ++i) {
    const Colour c = chance.colour();
    cairo_pattern_add_color_stop_rgb(pattern, i / 3.0, c[0] / 255.0, c[1] / 255.0, c[2] / 255.0);
  }
  cairo_set_source(*canvas, pattern);
  cairo_paint(*canvas);
  cairo_pattern_destroy(pattern);
}

// Hills, a sun and noise: as much a photograph as code can draw.
void landscape(Canvas& canvas, Chance& chance, double side) {
  gradient(canvas, chance, side);
  for (int hill = 0; hill < 5; ++hill) {
    canvas.colour(chance.colour(), 0.9);
    const double base = side * (0.4 + 0.12 * hill);
    cairo_move_to(*canvas, 0, side);
    for (int x = 0; x <= 20; ++x) {
      cairo_line_to(*canvas, side * x / 20, base + chance.real(-0.08, 0.08) * side);
    }
    cairo_line_to(*canvas, side, side);
    cairo_fill(*canvas);
  }
  for (int speck = 0; speck < 400; ++speck) {
    canvas.colour(chance.colour(), 0.3);
    cairo_rectangle(*canvas, chance.real(0, side), chance.real(0, side), 4, 4);
    cairo_fill(*canvas);
  }
}

void shapes(Canvas& canvas, Chance& chance, double side, bool our_colours, int count) {
  for (int i = 0; i < count; ++i) {
    canvas.colour(our_colours ? chance.ours() : chance.colour());
    const double x = chance.real(0.15, 0.85) * side;
    const double y = chance.real(0.15, 0.85) * side;
    const double size = chance.real(0.05, 0.35) * side;
    switch (chance.whole(0, 3)) {
      case 0:
        cairo_arc(*canvas, x, y, size, 0, 2 * std::numbers::pi);
        break;
      case 1:
        cairo_rectangle(*canvas, x - size / 2, y - size / 2, size, size * chance.real(0.3, 1.5));
        break;
      case 2:
        cairo_move_to(*canvas, x, y - size);
        cairo_line_to(*canvas, x + size, y + size);
        cairo_line_to(*canvas, x - size, y + size);
        break;
      default:
        cairo_set_line_width(*canvas, size / 4);
        cairo_move_to(*canvas, x - size, y);
        cairo_curve_to(*canvas, x, y - size * 2, x, y + size * 2, x + size, y);
        cairo_stroke(*canvas);
        break;
    }
    cairo_fill(*canvas);
  }
}

// Bars in rows, as a page of text seen from afar.
void text_card(Canvas& canvas, Chance& chance, double side, bool our_colours) {
  canvas.colour(our_colours ? chance.ours() : chance.colour());
  double y = side * 0.1;
  while (y < side * 0.85) {
    const double height = side * chance.real(0.03, 0.08);
    double x = side * 0.1;
    while (x < side * 0.85) {
      const double width = side * chance.real(0.03, 0.15);
      cairo_rectangle(*canvas, x, y, std::min(width, side * 0.9 - x), height);
      cairo_fill(*canvas);
      x += width + side * 0.025;
    }
    y += height * 1.6;
  }
}

void bar_chart(Canvas& canvas, Chance& chance, double side, bool our_colours) {
  const int bars = chance.whole(3, 9);
  for (int i = 0; i < bars; ++i) {
    canvas.colour(our_colours ? chance.ours() : chance.colour());
    const double height = chance.real(0.1, 0.75) * side;
    const double width = side * 0.8 / bars;
    cairo_rectangle(*canvas, side * 0.1 + i * width, side * 0.9 - height, width * 0.7, height);
    cairo_fill(*canvas);
  }
}

// A mark somebody else might have: a ring, disc, shield or square with something in it.
void other_mark(Canvas& canvas, Chance& chance, double side, bool our_colours) {
  const auto ink = [&] { return our_colours ? chance.ours() : chance.colour(); };
  const double middle = side / 2;
  canvas.colour(ink());
  cairo_set_line_width(*canvas, side * chance.real(0.04, 0.14));
  switch (chance.whole(0, 3)) {
    case 0: cairo_arc(*canvas, middle, middle, side * 0.36, 0, 2 * std::numbers::pi); break;
    case 1:
      cairo_arc(*canvas, middle, middle, side * 0.36, chance.real(0, 3), chance.real(4, 6));
      break;
    case 2: cairo_rectangle(*canvas, side * 0.15, side * 0.15, side * 0.7, side * 0.7); break;
    default:
      cairo_move_to(*canvas, middle, side * 0.1);
      cairo_line_to(*canvas, side * 0.9, middle);
      cairo_line_to(*canvas, middle, side * 0.9);
      cairo_line_to(*canvas, side * 0.1, middle);
      cairo_close_path(*canvas);
      break;
  }
  if (chance.whole(0, 1) == 0) cairo_stroke(*canvas);
  else cairo_fill(*canvas);
  canvas.colour(chance.whole(0, 1) == 0 ? white : ink());
  switch (chance.whole(0, 3)) {
    case 0: cairo_arc(*canvas, middle, middle, side * chance.real(0.08, 0.2), 0, 7); break;
    case 1:  // a leaf
      cairo_move_to(*canvas, side * 0.3, side * 0.3);
      cairo_curve_to(*canvas, side * 0.7, side * 0.25, side * 0.75, side * 0.6, side * 0.72,
                     side * 0.72);
      cairo_curve_to(*canvas, side * 0.3, side * 0.75, side * 0.25, side * 0.6, side * 0.3,
                     side * 0.3);
      break;
    case 2:  // a tail, as of a Q
      cairo_rectangle(*canvas, side * 0.6, side * 0.6, side * 0.1, side * 0.3);
      break;
    default:  // a letter's stem and bar
      cairo_rectangle(*canvas, side * 0.4, side * 0.3, side * 0.08, side * 0.4);
      cairo_rectangle(*canvas, side * 0.4, side * 0.3, side * 0.25, side * 0.08);
      break;
  }
  cairo_fill(*canvas);
}

}  // namespace

Picture unrelated(std::uint32_t seed, std::string& sort) {
  Chance chance(seed);
  constexpr std::uint32_t side = 240;
  const bool wide = chance.whole(0, 4) == 0;
  Canvas canvas(wide ? side * 3 : side, side);
  canvas.colour(chance.whole(0, 2) == 0 ? chance.colour() : white);
  cairo_paint(*canvas);
  if (wide) cairo_scale(*canvas, 3, 1);
  const bool ours = chance.whole(0, 1) == 0;
  switch (seed % 7) {
    case 0: sort = "gradient", gradient(canvas, chance, side); break;
    case 1: sort = "landscape", landscape(canvas, chance, side); break;
    case 2: sort = "shapes", shapes(canvas, chance, side, ours, chance.whole(1, 6)); break;
    case 3: sort = "text", text_card(canvas, chance, side, ours); break;
    case 4: sort = "chart", bar_chart(canvas, chance, side, ours); break;
    case 5: sort = "mark", other_mark(canvas, chance, side, ours); break;
    default: sort = "mark in our colours", other_mark(canvas, chance, side, true); break;
  }
  return canvas.picture();
}

}  // namespace decorum::media
