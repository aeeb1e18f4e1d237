#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "media/logo.h"
#include "media/scale.h"

namespace decorum::media {
namespace {

constexpr std::uint32_t grid_side = 32;
constexpr std::uint32_t colour_side = 8;
constexpr double outline_places = 16'384;
constexpr double outline_side_max = 512;

// Less than this in the strongest channel is the noise of a JPEG file, not ink.
constexpr float noise = 18;
// What stands out less than this from its ground is no logo.
constexpr float ink_min = 48;
// How alike two colours of a ground are: a JPEG file's rings, not another colour.
constexpr int ground_spread = 24;

using Planes = std::array<Plane, 3>;

// In front of a plain colour.
Planes flattened(const Picture& picture, float behind) {
  const std::size_t count = static_cast<std::size_t>(picture.width) * picture.height;
  Planes planes;
  for (Plane& plane : planes) plane = {picture.width, picture.height, std::vector<float>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t* pixel = &picture.pixels[i * 4];
    const float opaque = static_cast<float>(pixel[3]) / 255;
    for (std::size_t c = 0; c < 3; ++c) {
      planes[c].values[i] = opaque * static_cast<float>(pixel[c]) + (1 - opaque) * behind;
    }
  }
  return planes;
}

struct Frame {
  std::uint32_t left = 0, top = 0, right = 0, bottom = 0;

  std::uint32_t width() const { return right - left; }
  std::uint32_t height() const { return bottom - top; }
};

struct Ground {
  Colour colour{};
  double share = 0;  // of the frame's border
};

// The commonest colour on the border of a frame.
Ground ground_of(const Planes& planes, const Frame& frame) {
  std::vector<std::array<int, 3>> border;
  const auto take = [&](std::uint32_t x, std::uint32_t y) {
    border.push_back({static_cast<int>(std::lround(planes[0].at(x, y))),
                      static_cast<int>(std::lround(planes[1].at(x, y))),
                      static_cast<int>(std::lround(planes[2].at(x, y)))});
  };
  for (std::uint32_t x = frame.left; x < frame.right; ++x) {
    take(x, frame.top);
    take(x, frame.bottom - 1);
  }
  for (std::uint32_t y = frame.top; y < frame.bottom; ++y) {
    take(frame.left, y);
    take(frame.right - 1, y);
  }
  // Bins of 16 find the commonest; the mean of what is near its middle is the colour.
  std::vector<std::uint32_t> bins(16 * 16 * 16);
  const auto bin_of = [](const std::array<int, 3>& c) {
    return static_cast<std::size_t>(c[0] / 16 * 256 + c[1] / 16 * 16 + c[2] / 16);
  };
  for (const auto& colour : border) ++bins[bin_of(colour)];
  const auto best = static_cast<int>(std::ranges::max_element(bins) - bins.begin());
  const std::array<int, 3> middle = {best / 256 * 16 + 8, best / 16 % 16 * 16 + 8,
                                     best % 16 * 16 + 8};
  std::array<long, 3> sums{};
  long near = 0;
  for (const auto& colour : border) {
    bool fits = true;
    for (std::size_t c = 0; c < 3; ++c) {
      fits = fits && std::abs(colour[c] - middle[c]) <= ground_spread;
    }
    if (!fits) continue;
    ++near;
    for (std::size_t c = 0; c < 3; ++c) sums[c] += colour[c];
  }
  Ground ground;
  for (std::size_t c = 0; c < 3 && near > 0; ++c) {
    ground.colour[c] = static_cast<std::uint8_t>(sums[c] / near);
  }
  ground.share = static_cast<double>(near) / static_cast<double>(border.size());
  return ground;
}

// How far each place is from the ground, in the strongest channel.
Plane distance_from(const Planes& planes, const Colour& ground) {
  Plane out = planes[0];
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    float most = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      most = std::max(most, std::abs(planes[c].values[i] - static_cast<float>(ground[c])));
    }
    out.values[i] = most;
  }
  return out;
}

// Distances inside a frame become shares of ink, 0 to 1; false when there is none. Two inks of a
// logo are seldom as far from the ground as each other, so half of the farthest is full ink.
bool to_ink(Plane& distance, const Frame& frame) {
  std::array<std::uint32_t, 256> count{};
  std::uint32_t all = 0;
  for (std::uint32_t y = frame.top; y < frame.bottom; ++y) {
    for (std::uint32_t x = frame.left; x < frame.right; ++x) {
      const float value = distance.at(x, y);
      if (value < ink_min) continue;
      ++count[static_cast<std::size_t>(std::min(value, 255.0F))];
      ++all;
    }
  }
  if (all == 0) return false;
  std::size_t far = 255;
  for (std::uint32_t above = 0; far > 0; --far) {
    above += count[far];
    if (above * 20 >= all) break;
  }
  const float full = std::max(static_cast<float>(far) / 2, noise + 8);
  for (float& value : distance.values) {
    value = std::clamp((value - noise) / (full - noise), 0.0F, 1.0F);
  }
  return true;
}

// Where a profile of ink begins and ends, to parts of a place: an edge that covers a place by
// three tenths begins seven tenths into it.
std::pair<double, double> extent(const std::vector<float>& profile) {
  const auto first_of = [&](auto value) {
    for (std::size_t i = 0; i < profile.size(); ++i) {
      if (value(i) < 0.5F) continue;
      const float before = i == 0 ? 0.0F : value(i - 1);
      return static_cast<double>(i) + (1.0 - static_cast<double>(value(i))) -
             static_cast<double>(before);
    }
    return -1.0;
  };
  const double start = first_of([&](std::size_t i) { return profile[i]; });
  if (start < 0 && profile.empty()) return {0, 0};
  const double end = first_of([&](std::size_t i) { return profile[profile.size() - 1 - i]; });
  return {start, static_cast<double>(profile.size()) - end};
}

// The box of the ink inside a frame, in places of the plane; nothing: no row has any.
bool find_box(const Plane& ink, const Frame& frame, Box& box) {
  std::vector<float> rows(frame.height());
  std::vector<float> columns(frame.width());
  for (std::uint32_t y = frame.top; y < frame.bottom; ++y) {
    for (std::uint32_t x = frame.left; x < frame.right; ++x) {
      const float value = ink.at(x, y);
      float& row = rows[y - frame.top];
      float& column = columns[x - frame.left];
      row = std::max(row, value);
      column = std::max(column, value);
    }
  }
  const auto [top, bottom] = extent(rows);
  const auto [left, right] = extent(columns);
  if (top < 0 || left < 0 || bottom - top < 1 || right - left < 1) return false;
  box = {frame.left + left, frame.top + top, frame.left + right, frame.top + bottom};
  return true;
}

struct Found {
  Ground ground;
  Frame frame;  // what was looked at: the box lies inside
  Box box;
  Plane ink;
};

bool look(const Planes& planes, const Frame& frame, Found& found) {
  found.ground = ground_of(planes, frame);
  found.frame = frame;
  found.ink = distance_from(planes, found.ground.colour);
  return to_ink(found.ink, frame) && find_box(found.ink, frame, found.box);
}

// A logo on a card of its own colour stands on the card, not on the page around it: when what is
// found has one colour all around its edge, it is looked into. Twice is a card with a rim.
bool find_logo(const Planes& planes, Found& found) {
  if (!look(planes, {0, 0, planes[0].width, planes[0].height}, found)) return false;
  constexpr double whole_border = 0.97;
  constexpr int cards_max = 2;
  for (int i = 0; i < cards_max; ++i) {
    const Frame inside = {static_cast<std::uint32_t>(std::ceil(found.box.left)) + 1,
                          static_cast<std::uint32_t>(std::ceil(found.box.top)) + 1,
                          static_cast<std::uint32_t>(std::floor(found.box.right)) - 1,
                          static_cast<std::uint32_t>(std::floor(found.box.bottom)) - 1};
    if (inside.left + 16 > inside.right || inside.top + 16 > inside.bottom) return true;
    if (inside.right > planes[0].width || inside.bottom > planes[0].height) return true;
    const Ground ground = ground_of(planes, inside);
    int apart = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      apart = std::max(apart, std::abs(ground.colour[c] - found.ground.colour[c]));
    }
    if (ground.share < whole_border || apart < static_cast<int>(ink_min)) return true;
    Found deeper;
    if (!look(planes, inside, deeper)) return true;  // a plain card is a card
    found = std::move(deeper);
  }
  return true;
}

// How much the colours change from one place to the next.
Plane lines_of(const Planes& planes, const Box& box) {
  // All pictures on the same footing: an edge is as wide as a place whatever the file's size.
  constexpr std::uint32_t side = grid_side * 2;
  Planes small;
  for (std::size_t c = 0; c < 3; ++c) small[c] = resampled(planes[c], box, side, side);
  Plane out{side, side, std::vector<float>(std::size_t{side} * side)};
  for (std::uint32_t y = 0; y + 1 < side; ++y) {
    for (std::uint32_t x = 0; x + 1 < side; ++x) {
      float most = 0;
      for (const Plane& plane : small) {
        most = std::max({most, std::abs(plane.at(x, y) - plane.at(x + 1, y)),
                         std::abs(plane.at(x, y) - plane.at(x, y + 1))});
      }
      out.values[std::size_t{y} * side + x] = std::clamp((most - noise) / 72, 0.0F, 1.0F);
    }
  }
  return resampled(out, {0, 0, side, side}, grid_side, grid_side);
}

std::vector<std::uint8_t> to_bytes(const Plane& plane, float scale) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(plane.values.size());
  for (const float value : plane.values) {
    bytes.push_back(static_cast<std::uint8_t>(std::clamp(value * scale + 0.5F, 0.0F, 255.0F)));
  }
  return bytes;
}

void add_outline(const Plane& ink, const Box& box, LogoPrint& print) {
  const double wide = std::clamp(std::sqrt(outline_places * print.ratio), 8.0, outline_side_max);
  const double high = std::clamp(wide / print.ratio, 4.0, outline_side_max);
  print.outline_width = static_cast<std::uint32_t>(std::lround(wide));
  print.outline_height = static_cast<std::uint32_t>(std::lround(high));
  print.outline = to_bytes(resampled(ink, box, print.outline_width, print.outline_height), 255);
}

}  // namespace

LogoPrint print_of(const Picture& picture) {
  LogoPrint print;
  if (picture.width < 4 || picture.height < 4) return print;
  constexpr float white = 255;
  constexpr float dark = 32;
  Planes planes = flattened(picture, white);
  Found found;
  bool any = find_logo(planes, found);
  if (!any && picture.has_alpha) {  // white on nothing
    planes = flattened(picture, dark);
    any = find_logo(planes, found);
  }
  if (!any) return print;
  print.blank = false;
  print.ratio = found.box.width() / found.box.height();
  print.share = found.box.width() / picture.width;
  print.width = print.share * picture.file_width;
  print.ground = found.ground.colour;
  print.shape = to_bytes(resampled(found.ink, found.box, grid_side, grid_side), 255);
  print.lines = to_bytes(lines_of(planes, found.box), 255);
  print.colours.resize(std::size_t{colour_side} * colour_side * 3);
  for (std::size_t c = 0; c < 3; ++c) {
    const Plane means = resampled(planes[c], found.box, colour_side, colour_side);
    const auto bytes = to_bytes(means, 1);
    for (std::size_t i = 0; i < bytes.size(); ++i) print.colours[i * 3 + c] = bytes[i];
  }
  add_outline(found.ink, found.box, print);
  return print;
}

}  // namespace decorum::media
