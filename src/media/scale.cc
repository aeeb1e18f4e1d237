#include "media/scale.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace decorum::media {
namespace {

// Which old places make a new one, and how much of each.
struct Share {
  std::uint32_t first = 0;
  std::vector<float> weights;
};

std::vector<Share> shares(double from, double to, std::uint32_t count, std::uint32_t size) {
  std::vector<Share> all(count);
  const double step = (to - from) / count;
  const double half = std::max(step, 1.0) / 2;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double middle = from + (i + 0.5) * step;
    const double start = std::clamp(middle - half, 0.0, static_cast<double>(size));
    const double end = std::clamp(middle + half, 0.0, static_cast<double>(size));
    Share& share = all[i];
    share.first = std::min(static_cast<std::uint32_t>(start), size - 1);
    const auto last = std::clamp(static_cast<std::uint32_t>(std::ceil(end)), share.first + 1, size);
    double sum = 0;
    for (std::uint32_t place = share.first; place < last; ++place) {
      const double covered = std::min(end, place + 1.0) - std::max(start, double{0} + place);
      share.weights.push_back(static_cast<float>(std::max(covered, 0.0)));
      sum += share.weights.back();
    }
    if (sum <= 0) share.weights.assign(1, 1.0F);  // wholly outside: the nearest edge
    else for (float& weight : share.weights) weight = static_cast<float>(weight / sum);
  }
  return all;
}

}  // namespace

Plane resampled(const Plane& plane, const Box& box, std::uint32_t width, std::uint32_t height) {
  const auto across = shares(box.left, box.right, width, plane.width);
  const auto down = shares(box.top, box.bottom, height, plane.height);
  Plane out{width, height, std::vector<float>(static_cast<std::size_t>(width) * height)};
  std::vector<float> row(plane.width);
  for (std::uint32_t y = 0; y < height; ++y) {
    std::ranges::fill(row, 0.0F);
    for (std::size_t i = 0; i < down[y].weights.size(); ++i) {
      const std::size_t start = (down[y].first + i) * plane.width;
      const float weight = down[y].weights[i];
      for (std::uint32_t x = 0; x < plane.width; ++x) row[x] += weight * plane.values[start + x];
    }
    for (std::uint32_t x = 0; x < width; ++x) {
      float sum = 0;
      for (std::size_t i = 0; i < across[x].weights.size(); ++i) {
        sum += across[x].weights[i] * row[across[x].first + i];
      }
      out.values[static_cast<std::size_t>(y) * width + x] = sum;
    }
  }
  return out;
}

void shrink(Picture& picture, std::uint32_t side) {
  const std::uint32_t longer = std::max(picture.width, picture.height);
  if (longer <= side || longer == 0) return;
  const auto smaller = [&](std::uint32_t length) {
    const double scaled = static_cast<double>(length) * side / longer;
    return std::max<std::uint32_t>(1, static_cast<std::uint32_t>(std::lround(scaled)));
  };
  const std::uint32_t width = smaller(picture.width);
  const std::uint32_t height = smaller(picture.height);
  const auto across = shares(0, picture.width, width, picture.width);
  const auto down = shares(0, picture.height, height, picture.height);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height * 4);
  std::vector<float> row(static_cast<std::size_t>(picture.width) * 4);
  for (std::uint32_t y = 0; y < height; ++y) {
    std::ranges::fill(row, 0.0F);
    for (std::size_t i = 0; i < down[y].weights.size(); ++i) {
      const std::uint8_t* from =
          &picture.pixels[(down[y].first + i) * static_cast<std::size_t>(picture.width) * 4];
      for (std::size_t x = 0; x < row.size(); x += 4) {
        const float opaque = down[y].weights[i] * static_cast<float>(from[x + 3]);
        for (std::size_t c = 0; c < 3; ++c) row[x + c] += opaque * static_cast<float>(from[x + c]);
        row[x + 3] += opaque;
      }
    }
    for (std::uint32_t x = 0; x < width; ++x) {
      float sums[4] = {};
      for (std::size_t i = 0; i < across[x].weights.size(); ++i) {
        for (std::size_t c = 0; c < 4; ++c) {
          sums[c] += across[x].weights[i] * row[(across[x].first + i) * 4 + c];
        }
      }
      std::uint8_t* to = &pixels[(static_cast<std::size_t>(y) * width + x) * 4];
      for (std::size_t c = 0; c < 3 && sums[3] > 0; ++c) {
        to[c] = static_cast<std::uint8_t>(std::clamp(sums[c] / sums[3] + 0.5F, 0.0F, 255.0F));
      }
      to[3] = static_cast<std::uint8_t>(std::clamp(sums[3] + 0.5F, 0.0F, 255.0F));
    }
  }
  picture.width = width;
  picture.height = height;
  picture.pixels = std::move(pixels);
}

}  // namespace decorum::media
