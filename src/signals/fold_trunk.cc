#include "signals/fold_trunk.h"

#include <algorithm>
#include <cmath>

#include "signals/solve.h"
#include "signals/word_vectors.h"

namespace decorum::signals {
namespace {

constexpr std::size_t unit_row = word_vector_size + number_count;

float dot(const float* a, const float* b) {
  float sum = 0;
  for (std::size_t d = 0; d < word_vector_size; ++d) sum += a[d] * b[d];
  return sum;
}

// A filter's three parts share one scale, because they are added before they are scaled.
std::size_t scale_of(std::size_t lane) {
  return lane < unit_count ? lane : unit_count + (lane - unit_count) % filter_count;
}

std::vector<float> products_of(const TrainedTrunk& trained) {
  const std::size_t words = trained.hashes.size();
  std::vector<float> products(words * vector_lanes);
  for (std::size_t k = 0; k < words; ++k) {
    const float* vector = &trained.vectors[k * word_vector_size];
    float* out = &products[k * vector_lanes];
    for (std::size_t u = 0; u < unit_count; ++u) {
      out[u] = dot(&trained.units[u * unit_row], vector);
    }
    for (std::size_t r = 0; r < filter_reach * filter_count; ++r) {
      out[unit_count + r] = dot(&trained.filters[r * word_vector_size], vector);
    }
  }
  return products;
}

}  // namespace

Trunk fold_trunk(const TrainedTrunk& trained) {
  const std::vector<float> products = products_of(trained);
  Hidden largest;
  largest.fill(1e-9F);
  for (std::size_t k = 0; k < products.size(); ++k) {
    float& most = largest[scale_of(k % vector_lanes)];
    most = std::max(most, std::abs(products[k]));
  }
  Trunk trunk;
  trunk.words.assign(trained.hashes.begin(), trained.hashes.end());
  trunk.vectors.reserve(products.size());
  for (std::size_t k = 0; k < products.size(); ++k) {
    const float code = products[k] / largest[scale_of(k % vector_lanes)] * 127.0F;
    trunk.vectors.push_back(static_cast<std::int8_t>(std::lround(code)));
  }
  for (std::size_t u = 0; u < unit_count; ++u) {
    trunk.unit_scale[u] = largest[u] / 127.0F;
    trunk.unit_bias[u] = trained.unit_bias[u];
    for (std::size_t j = 0; j < number_count; ++j) {
      trunk.number_weights[j][u] =
          number_scale * trained.units[u * unit_row + word_vector_size + j];
    }
  }
  for (std::size_t f = 0; f < filter_count; ++f) {
    trunk.filter_scale[f] = largest[unit_count + f] / 127.0F;
    trunk.filter_bias[f] = trained.filter_bias[f];
  }
  return trunk;
}

}  // namespace decorum::signals
