#include "media/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>
#include <span>

#include "media/scale.h"

namespace decorum::media {
namespace {

constexpr std::size_t grid_side = 32;
constexpr std::size_t colour_side = 8;

double correlation(double n, double a, double aa, double b, double bb, double ab) {
  const double spread = (n * aa - a * a) * (n * bb - b * b);
  return spread <= 0 ? 0 : (n * ab - a * b) / std::sqrt(spread);
}

double correlation(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right) {
  double a = 0, aa = 0, b = 0, bb = 0, ab = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const double x = left[i];
    const double y = right[i];
    a += x, aa += x * x, b += y, bb += y * y, ab += x * y;
  }
  return correlation(static_cast<double>(left.size()), a, aa, b, bb, ab);
}

// The largest difference of means over 3 x 3 places.
double worst_of(std::span<const std::uint8_t> left, std::span<const std::uint8_t> right) {
  int worst = 0;
  for (std::size_t y = 0; y + 2 < grid_side; ++y) {
    for (std::size_t x = 0; x + 2 < grid_side; ++x) {
      int sum = 0;
      for (std::size_t i = 0; i < 9; ++i) {
        const std::size_t at = (y + i / 3) * grid_side + x + i % 3;
        sum += left[at] - right[at];
      }
      worst = std::max(worst, std::abs(sum));
    }
  }
  return worst / (9 * 255.0);
}

// How much of one of the 8 x 8 places is ink.
double ink_at(const LogoPrint& print, std::size_t place) {
  constexpr std::size_t step = grid_side / colour_side;
  double ink = 0;
  for (std::size_t i = 0; i < step * step; ++i) {
    const std::size_t y = place / colour_side * step + i / step;
    const std::size_t x = place % colour_side * step + i % step;
    ink += print.shape[y * grid_side + x] / (255.0 * step * step);
  }
  return ink;
}

// Means of colour where there is ink, each with the ground taken out by how much ink there is; the
// worst eighth of the places decides, so that one recoloured part is seen.
double colour_apart(const LogoPrint& candidate, const LogoPrint& approved) {
  std::vector<double> apart;
  for (std::size_t place = 0; place < colour_side * colour_side; ++place) {
    const double ink = ink_at(approved, place);
    if (ink < 0.2) continue;
    double most = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const double ground = (candidate.ground[c] - approved.ground[c]) * (1 - ink);
      const double all = candidate.colours[place * 3 + c] - approved.colours[place * 3 + c];
      most = std::max(most, std::abs(all - ground) / ink);
    }
    apart.push_back(most);
  }
  double ground = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    ground = std::max(ground, std::abs(double{0} + candidate.ground[c] - approved.ground[c]));
  }
  if (apart.empty()) return ground;
  std::ranges::sort(apart);
  return std::max(ground, apart[apart.size() - 1 - apart.size() / 8]);
}

Plane plane_of(const LogoPrint& print) {
  Plane plane{print.outline_width, print.outline_height, {}};
  plane.values.reserve(print.outline.size());
  for (const std::uint8_t value : print.outline) {
    plane.values.push_back(static_cast<float>(value) / 255);
  }
  return plane;
}

Box whole(const Plane& plane) {
  return {0, 0, static_cast<double>(plane.width), static_cast<double>(plane.height)};
}

constexpr std::size_t ring_count = 24;
constexpr std::size_t ray_count = 180;
constexpr double rings_reach = 2.0;  // times the mean distance of ink from its middle

struct Polar {
  std::vector<float> values;  // ring by ring
  double x_middle = 0, y_middle = 0;
  double spread = 1;  // mean distance of ink from its middle
};

// The value between four places; nothing lies outside.
float between(const Plane& plane, double x, double y) {
  const double left = std::floor(x);
  const double top = std::floor(y);
  double value = 0;
  for (int i = 0; i < 4; ++i) {
    const double px = left + i % 2;
    const double py = top + i / 2;
    if (px < 0 || py < 0 || px >= plane.width || py >= plane.height) continue;
    const float ink = plane.at(static_cast<std::uint32_t>(px), static_cast<std::uint32_t>(py));
    value += (1 - std::abs(x - px)) * (1 - std::abs(y - py)) * static_cast<double>(ink);
  }
  return static_cast<float>(value);
}

// The ink seen from its own middle, with rings as wide as the ink is spread: place and size of the
// box do not matter then, and turning the picture is moving along the rings.
Polar polar_of(const Plane& plane) {
  double sum = 0, x_sum = 0, y_sum = 0, spread = 0;
  for (std::uint32_t y = 0; y < plane.height; ++y) {
    for (std::uint32_t x = 0; x < plane.width; ++x) {
      const double ink = plane.at(x, y);
      sum += ink, x_sum += ink * x, y_sum += ink * y, spread += ink * (x * x + y * y);
    }
  }
  Polar polar;
  polar.values.resize(ring_count * ray_count);
  if (sum <= 0) return polar;
  polar.x_middle = x_sum / sum;
  polar.y_middle = y_sum / sum;
  polar.spread = std::sqrt(std::max(
      spread / sum - polar.x_middle * polar.x_middle - polar.y_middle * polar.y_middle, 1.0));
  const double reach = rings_reach * polar.spread;
  for (std::size_t ring = 0; ring < ring_count; ++ring) {
    const double radius = reach * (static_cast<double>(ring) + 0.5) / ring_count;
    for (std::size_t ray = 0; ray < ray_count; ++ray) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(ray) / ray_count;
      polar.values[ring * ray_count + ray] = between(
          plane, polar.x_middle + radius * std::cos(angle),
          polar.y_middle + radius * std::sin(angle));
    }
  }
  return polar;
}

// Outer rings hold more of the picture than inner ones.
double ring_correlation(const Polar& left, const Polar& right, std::size_t shift, bool mirrored) {
  double n = 0, a = 0, aa = 0, b = 0, bb = 0, ab = 0;
  for (std::size_t ring = 0; ring < ring_count; ++ring) {
    const double weight = static_cast<double>(ring) + 0.5;
    for (std::size_t ray = 0; ray < ray_count; ++ray) {
      const std::size_t from = mirrored ? ray_count - 1 - ray : ray;
      const double x = left.values[ring * ray_count + (from + shift) % ray_count];
      const double y = right.values[ring * ray_count + ray];
      n += weight, a += weight * x, aa += weight * x * x;
      b += weight * y, bb += weight * y * y, ab += weight * x * y;
    }
  }
  return correlation(n, a, aa, b, bb, ab);
}

struct Sums {
  double all = 0, squares = 0;
};

Sums sums_of(const Plane& plane) {
  Sums sums;
  for (const float value : plane.values) {
    sums.all += value;
    sums.squares += static_cast<double>(value) * value;
  }
  return sums;
}

// One laid on the other, its corner at (dx, dy); correlated over the frame that holds both.
double laid_on(const Plane& moved, const Sums& moved_sums, const Plane& fixed,
               const Sums& fixed_sums, int dx, int dy) {
  const int right = std::min(static_cast<int>(fixed.width), dx + static_cast<int>(moved.width));
  const int bottom = std::min(static_cast<int>(fixed.height), dy + static_cast<int>(moved.height));
  double both = 0;
  for (int y = std::max(dy, 0); y < bottom; ++y) {
    const float* f = &fixed.values[static_cast<std::size_t>(y) * fixed.width];
    const float* m = &moved.values[static_cast<std::size_t>(y - dy) * moved.width];
    float row = 0;
    for (int x = std::max(dx, 0); x < right; ++x) row += f[x] * m[x - dx];
    both += row;
  }
  const int width = std::max(static_cast<int>(fixed.width), dx + static_cast<int>(moved.width)) -
                    std::min(dx, 0);
  const int height =
      std::max(static_cast<int>(fixed.height), dy + static_cast<int>(moved.height)) -
      std::min(dy, 0);
  return correlation(static_cast<double>(width) * height, moved_sums.all, moved_sums.squares,
                     fixed_sums.all, fixed_sums.squares, both);
}

struct Laid {
  double likeness = -1;
  double scale = 1;
  int dx = 0, dy = 0;
};

Plane scaled(const Plane& plane, double scale) {
  const auto side = [&](std::uint32_t length) {
    return std::max<std::uint32_t>(2, static_cast<std::uint32_t>(std::lround(length * scale)));
  };
  return resampled(plane, whole(plane), side(plane.width), side(plane.height));
}

struct Window {
  int left = 0, right = 0, top = 0, bottom = 0;
};

// The best place for one size of the moved plane within the window.
Laid best_place(const Plane& moved, const Plane& fixed, const Sums& fixed_sums, double scale,
                const Window& window) {
  const Sums sums = sums_of(moved);
  Laid best;
  for (int dy = window.top; dy <= window.bottom; ++dy) {
    for (int dx = window.left; dx <= window.right; ++dx) {
      const double found = laid_on(moved, sums, fixed, fixed_sums, dx, dy);
      if (found > best.likeness) best = {found, scale, dx, dy};
    }
  }
  return best;
}

// `least` to `most`: of the moved plane's size.
double moved_likeness(const Plane& moved, const Plane& whole_fixed, double least, double most) {
  constexpr double step = 1.06;
  // First on grids of a sixth of the fineness, everywhere; then on half around the best.
  const Plane fixed = scaled(whole_fixed, 0.5);
  const Plane fixed_coarse = scaled(whole_fixed, 1.0 / 6);
  const Sums coarse_sums = sums_of(fixed_coarse);
  Laid best;
  for (double scale = least; scale <= most; scale *= step) {
    const Plane one = scaled(moved, scale / 6);
    // At least half of the smaller lies on the other, each way.
    const int half_width = static_cast<int>(std::min(one.width, fixed_coarse.width) / 2);
    const int half_height = static_cast<int>(std::min(one.height, fixed_coarse.height) / 2);
    const Laid laid = best_place(one, fixed_coarse, coarse_sums, scale,
                                 {.left = half_width - static_cast<int>(one.width),
                                  .right = static_cast<int>(fixed_coarse.width) - half_width,
                                  .top = half_height - static_cast<int>(one.height),
                                  .bottom = static_cast<int>(fixed_coarse.height) - half_height});
    if (laid.likeness > best.likeness) best = laid;
  }
  const Sums fine_sums = sums_of(fixed);
  double finest = -1;
  for (int i = -3; i <= 3; ++i) {
    const double scale = best.scale * std::pow(step, i / 3.0);
    constexpr int reach = 4;
    const Laid laid = best_place(scaled(moved, scale / 2), fixed, fine_sums, scale,
                                 {.left = best.dx * 3 - reach, .right = best.dx * 3 + reach,
                                  .top = best.dy * 3 - reach, .bottom = best.dy * 3 + reach});
    finest = std::max(finest, laid.likeness);
  }
  return finest;
}

// What the ring_correlation of `turn` and `mirrored` laid on the approved logo. The frame is as
// wide as the plane's diagonal: nothing is cut off.
Plane turned(const Plane& plane, std::size_t turn, bool mirrored) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(turn) / ray_count;
  const auto side = static_cast<std::uint32_t>(std::ceil(std::hypot(plane.width, plane.height)));
  Plane out{side, side, std::vector<float>(std::size_t{side} * side)};
  Box ink{double{0} + side, double{0} + side, 0, 0};
  for (std::uint32_t y = 0; y < side; ++y) {
    for (std::uint32_t x = 0; x < side; ++x) {
      const double right = x - side / 2.0;
      const double down = mirrored ? side / 2.0 - y : y - side / 2.0;
      const float value =
          between(plane, plane.width / 2.0 + right * std::cos(angle) - down * std::sin(angle),
                  plane.height / 2.0 + right * std::sin(angle) + down * std::cos(angle));
      out.values[std::size_t{y} * side + x] = value;
      if (value < 0.5F) continue;
      ink = {std::min(ink.left, double{0} + x), std::min(ink.top, double{0} + y),
             std::max(ink.right, x + 1.0), std::max(ink.bottom, y + 1.0)};
    }
  }
  if (ink.width() < 1 || ink.height() < 1) return out;
  return resampled(out, ink, static_cast<std::uint32_t>(ink.width()),
                   static_cast<std::uint32_t>(ink.height()));
}

struct Ink {
  std::array<double, 3> colour{};
  double amount = 0;
};

// The colours of the places that are mostly ink, with the ground taken out.
std::vector<Ink> inks_of(const LogoPrint& print) {
  std::vector<Ink> inks;
  for (std::size_t place = 0; place < colour_side * colour_side; ++place) {
    const double amount = ink_at(print, place);
    if (amount < 0.3) continue;
    Ink ink{.amount = amount};
    for (std::size_t c = 0; c < 3; ++c) {
      ink.colour[c] = std::clamp(
          (print.colours[place * 3 + c] - print.ground[c] * (1 - amount)) / amount, 0.0, 255.0);
    }
    inks.push_back(ink);
  }
  return inks;
}

}  // namespace

Likeness likeness(const LogoPrint& candidate, const LogoPrint& approved) {
  return {.shape = correlation(candidate.shape, approved.shape),
          .lines = correlation(candidate.lines, approved.lines),
          .worst = worst_of(candidate.shape, approved.shape),
          .colour = colour_apart(candidate, approved)};
}

double moved_likeness(const LogoPrint& candidate, const LogoPrint& approved) {
  return moved_likeness(plane_of(candidate), plane_of(approved), 0.6, 1.7);
}

double turned_likeness(const LogoPrint& candidate, const LogoPrint& approved) {
  const Plane moved = plane_of(candidate);
  const Plane fixed = plane_of(approved);
  // Rings are coarse: fine lines are made broad before they are looked at so.
  constexpr double coarse = 0.5;
  const Polar left = polar_of(scaled(moved, coarse));
  const Polar right = polar_of(scaled(fixed, coarse));
  const double scale = right.spread / left.spread;
  double best = -1;
  for (const bool mirrored : {false, true}) {
    std::size_t turn = 0;
    double found = -1;
    for (std::size_t shift = 0; shift < ray_count; ++shift) {
      const double here = ring_correlation(left, right, shift, mirrored);
      if (here > found) found = here, turn = shift;
    }
    // A turn that does not even fit the rings need not be tried.
    if (found < 0.6) continue;
    const Plane upright = turned(moved, turn, mirrored);
    best = std::max(best, moved_likeness(upright, fixed, scale / 1.1, scale * 1.1));
  }
  return best;
}

double shared_colours(const LogoPrint& candidate, const LogoPrint& approved) {
  const std::vector<Ink> ours = inks_of(approved);
  double all = 0, shared = 0;
  for (const Ink& ink : inks_of(candidate)) {
    all += ink.amount;
    const bool known = std::ranges::any_of(ours, [&](const Ink& own) {
      double apart = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        apart = std::max(apart, std::abs(own.colour[c] - ink.colour[c]));
      }
      return apart <= 45;
    });
    if (known) shared += ink.amount;
  }
  return all <= 0 ? 0 : shared / all;
}

double busyness(const LogoPrint& print) {
  // A line that is in ink leaves it only well below half: blurred letters do not flicker.
  constexpr std::uint8_t in = 140;
  constexpr std::uint8_t out = 100;
  const auto entries = [&](std::size_t lines, std::size_t places, std::size_t line_step,
                           std::size_t place_step) {
    std::size_t entered = 0;
    for (std::size_t line = 0; line < lines; ++line) {
      bool inside = false;
      for (std::size_t place = 0; place < places; ++place) {
        const std::uint8_t value = print.outline[line * line_step + place * place_step];
        if (!inside && value >= in) ++entered;
        inside = inside ? value > out : value >= in;
      }
    }
    return static_cast<double>(entered) / static_cast<double>(lines);
  };
  return std::max(entries(print.outline_height, print.outline_width, print.outline_width, 1),
                  entries(print.outline_width, print.outline_height, 1, print.outline_width));
}

}  // namespace decorum::media
