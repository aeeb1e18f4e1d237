#include "signals/fit_trunk.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "post/json.h"
#include "signals/chance.h"
#include "signals/fold_trunk.h"
#include "signals/solve.h"
#include "signals/trunk_tasks.h"

namespace decorum::signals {
namespace {

constexpr float layer_rate = 0.02F;
constexpr float filter_rate = 0.02F;
constexpr float word_rate = 0.03F;
constexpr float word_drop = 0.3F;
constexpr float unit_drop = 0.1F;
constexpr float last_rate = 0.02F;  // of the first; the rate falls in a straight line
constexpr float square_start = 1e-6F;

constexpr std::size_t filter_rows = filter_reach * filter_count;

// Eight sums side by side, so that the compiler can use vectors without changing their order.
float dot(const float* a, const float* b, std::size_t count) {
  std::array<float, 8> sums{};
  const std::size_t whole = count / 8 * 8;
  for (std::size_t k = 0; k < whole; k += 8) {
    for (std::size_t i = 0; i < 8; ++i) sums[i] += a[k + i] * b[k + i];
  }
  for (std::size_t i = 0; whole + i < count; ++i) sums[i] += a[whole + i] * b[whole + i];
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

void add(float* to, const float* from, float factor, std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) to[k] += factor * from[k];
}

// One AdaGrad step along gradient[k] * factor, each weight with its own rate.
void descend(float* weights, float* squares, const float* gradient, float factor, float rate,
             std::size_t count) {
  for (std::size_t k = 0; k < count; ++k) {
    const float slope = factor * gradient[k];
    squares[k] += slope * slope;
    weights[k] -= rate * slope / std::sqrt(squares[k]);
  }
}

// e to the x for x <= 0: 2^n times a polynomial (Cephes' expf), the same bits on every machine.
float exponential(float x) {
  if (x < -80.0F) return 0;
  const float n = std::floor(x * 1.44269504F + 0.5F);
  const float r = (x - n * 0.693359375F) + n * 2.12194440e-4F;
  float p = 1.9875691500e-4F;
  for (const float c : {1.3981999507e-3F, 8.3334519073e-3F, 4.1665795894e-2F, 1.6666665459e-1F,
                        5.0000001201e-1F}) {
    p = p * r + c;
  }
  return std::ldexp(p * r * r + r + 1.0F, static_cast<int>(n));
}

// Weights with the sums of their squared slopes.
struct Layer {
  std::vector<float> weights, squares;

  explicit Layer(std::size_t count) : weights(count), squares(count, square_start) {}
  Layer(std::size_t count, float deviation, Chance& chance) : Layer(count) {
    for (float& weight : weights) weight = chance.spread() * deviation;
  }
};

class Fitting {
 public:
  Fitting(TrunkTasks tasks, const TrunkSettings& settings);

  void run(std::size_t epochs);
  Trunk folded() const;

 private:
  void step(const TrunkPost& post, float rate);
  void drop(const TrunkPost& post);
  void read_units(const TrunkPost& post);
  void read_filters();
  void learn_task(const TrunkPost& post, float rate);
  void learn_units(float rate);
  void learn_filters(float rate);
  void learn_words(float rate);
  float mask(float drop_share);

  static constexpr std::size_t inputs = word_vector_size + number_count;

  TrunkTasks tasks_;
  Chance chance_;
  std::vector<float> word_squares_;
  Layer units_, unit_bias_{unit_count}, filters_, filter_bias_{filter_count};
  std::vector<Layer> heads_, head_bias_;

  // Of the post at hand.
  std::vector<std::int32_t> words_;  // -1: unknown or dropped
  std::size_t known_ = 0;
  std::array<float, inputs> input_{}, input_slope_{};
  Hidden hidden_{}, mask_{}, slope_{};
  std::vector<float> products_;  // by place: filter_rows
  std::array<std::int32_t, filter_count> place_{};
  std::vector<float> product_slopes_;
  std::vector<float> answers_;
};

Fitting::Fitting(TrunkTasks tasks, const TrunkSettings& settings)
    : tasks_(std::move(tasks)),
      chance_(settings.seed),
      word_squares_(tasks_.vectors.size() / word_vector_size, square_start),
      units_(unit_count * inputs, 0.5F * std::sqrt(2.0F / inputs), chance_),
      filters_(filter_rows * word_vector_size,
               0.5F * std::sqrt(2.0F / (filter_reach * word_vector_size)), chance_) {
  for (const std::size_t labels : tasks_.labels) {
    heads_.emplace_back(labels * hidden_count, 0.05F, chance_);
    head_bias_.emplace_back(labels);
  }
}

float Fitting::mask(float drop_share) {
  return chance_.below_one() < drop_share ? 0.0F : 1.0F / (1.0F - drop_share);
}

void Fitting::drop(const TrunkPost& post) {
  words_.clear();
  known_ = 0;
  for (const std::int32_t word : post.words) {
    const bool kept = word >= 0 && chance_.below_one() >= word_drop;
    words_.push_back(kept ? word : -1);
    known_ += kept ? 1U : 0U;
  }
}

void Fitting::read_units(const TrunkPost& post) {
  input_.fill(0);
  const float share = known_ == 0 ? 0 : 1.0F / static_cast<float>(known_);
  for (const std::int32_t word : words_) {
    if (word >= 0) add(input_.data(), tasks_.vector(word), share, word_vector_size);
  }
  for (std::size_t j = 0; j < number_count; ++j) {
    input_[word_vector_size + j] = post.numbers[j] * number_scale;
  }
  for (std::size_t u = 0; u < unit_count; ++u) {
    const float sum =
        unit_bias_.weights[u] + dot(&units_.weights[u * inputs], input_.data(), inputs);
    mask_[u] = sum > 0 ? mask(unit_drop) : 0.0F;
    hidden_[u] = sum * mask_[u];
  }
}

void Fitting::read_filters() {
  products_.assign(words_.size() * filter_rows, 0.0F);
  for (std::size_t p = 0; p < words_.size(); ++p) {
    if (words_[p] < 0) continue;
    const float* vector = tasks_.vector(words_[p]);
    for (std::size_t r = 0; r < filter_rows; ++r) {
      products_[p * filter_rows + r] =
          dot(&filters_.weights[r * word_vector_size], vector, word_vector_size);
    }
  }
  const auto product = [&](std::size_t p, std::size_t part, std::size_t f) {
    return products_[p * filter_rows + part * filter_count + f];
  };
  for (std::size_t f = 0; f < filter_count; ++f) {
    float best = 0;
    place_[f] = -1;
    for (std::size_t p = 0; p < words_.size(); ++p) {
      float sum = filter_bias_.weights[f] + product(p, 1, f);
      if (p > 0) sum += product(p - 1, 0, f);
      if (p + 1 < words_.size()) sum += product(p + 1, 2, f);
      if (sum <= best) continue;
      best = sum;
      place_[f] = static_cast<std::int32_t>(p);
    }
    mask_[unit_count + f] = place_[f] < 0 ? 0.0F : mask(unit_drop);
    hidden_[unit_count + f] = best * mask_[unit_count + f];
  }
}

// Softmax over the task's labels; leaves in slope_ what each hidden unit should have been less.
void Fitting::learn_task(const TrunkPost& post, float rate) {
  Layer& head = heads_[post.task];
  Layer& bias = head_bias_[post.task];
  const std::size_t labels = tasks_.labels[post.task];
  answers_.resize(labels);
  for (std::size_t c = 0; c < labels; ++c) {
    answers_[c] =
        bias.weights[c] + dot(&head.weights[c * hidden_count], hidden_.data(), hidden_count);
  }
  const float highest = *std::max_element(answers_.begin(), answers_.end());
  float sum = 0;
  for (float& answer : answers_) sum += answer = exponential(answer - highest);
  slope_.fill(0);
  for (std::size_t c = 0; c < labels; ++c) {
    float wanted = 0;
    for (const std::uint16_t label : post.labels) {
      if (label == c) wanted = 1.0F / static_cast<float>(post.labels.size());
    }
    const float slope = post.weight * (answers_[c] / sum - wanted);
    float* weights = &head.weights[c * hidden_count];
    add(slope_.data(), weights, slope, hidden_count);
    descend(weights, &head.squares[c * hidden_count], hidden_.data(), slope, layer_rate * rate,
            hidden_count);
    const float one = 1;
    descend(&bias.weights[c], &bias.squares[c], &one, slope, layer_rate * rate, 1);
  }
}

void Fitting::learn_units(float rate) {
  input_slope_.fill(0);
  for (std::size_t u = 0; u < unit_count; ++u) {
    const float slope = slope_[u] * mask_[u];
    if (slope == 0.0F) continue;
    float* weights = &units_.weights[u * inputs];
    add(input_slope_.data(), weights, slope, word_vector_size);
    descend(weights, &units_.squares[u * inputs], input_.data(), slope, layer_rate * rate, inputs);
    const float one = 1;
    descend(&unit_bias_.weights[u], &unit_bias_.squares[u], &one, slope, layer_rate * rate, 1);
  }
}

void Fitting::learn_filters(float rate) {
  product_slopes_.assign(words_.size() * filter_rows, 0.0F);
  std::vector<bool> touched(words_.size());
  for (std::size_t f = 0; f < filter_count; ++f) {
    const float slope = slope_[unit_count + f] * mask_[unit_count + f];
    if (slope == 0.0F) continue;
    const float one = 1;
    descend(&filter_bias_.weights[f], &filter_bias_.squares[f], &one, slope, filter_rate * rate, 1);
    for (std::size_t part = 0; part < filter_reach; ++part) {
      const std::size_t p = static_cast<std::size_t>(place_[f]) + part - 1;  // may pass below 0
      if (p >= words_.size() || words_[p] < 0) continue;
      product_slopes_[p * filter_rows + part * filter_count + f] += slope;
      touched[p] = true;
    }
  }
  for (std::size_t p = 0; p < words_.size(); ++p) {
    if (!touched[p]) continue;
    float* vector = tasks_.vector(words_[p]);
    std::array<float, word_vector_size> was, slope{};
    std::copy_n(vector, word_vector_size, was.begin());
    for (std::size_t r = 0; r < filter_rows; ++r) {
      const float part = product_slopes_[p * filter_rows + r];
      if (part == 0.0F) continue;
      float* weights = &filters_.weights[r * word_vector_size];
      add(slope.data(), weights, part, word_vector_size);
      descend(weights, &filters_.squares[r * word_vector_size], was.data(), part,
              filter_rate * rate, word_vector_size);
    }
    float& square = word_squares_[static_cast<std::size_t>(words_[p])];
    square += dot(slope.data(), slope.data(), word_vector_size) / word_vector_size;
    add(vector, slope.data(), -word_rate * rate / std::sqrt(square), word_vector_size);
  }
}

// One rate a word, so that what it means to one task does not swamp the others.
void Fitting::learn_words(float rate) {
  if (known_ == 0) return;
  const float share = 1.0F / static_cast<float>(known_);
  for (std::size_t d = 0; d < word_vector_size; ++d) input_slope_[d] *= share;
  const float square =
      dot(input_slope_.data(), input_slope_.data(), word_vector_size) / word_vector_size;
  for (const std::int32_t word : words_) {
    if (word < 0) continue;
    float& squares = word_squares_[static_cast<std::size_t>(word)];
    squares += square;
    add(tasks_.vector(word), input_slope_.data(), -word_rate * rate / std::sqrt(squares),
        word_vector_size);
  }
}

void Fitting::step(const TrunkPost& post, float rate) {
  drop(post);
  read_units(post);
  read_filters();
  learn_task(post, rate);
  learn_units(rate);
  learn_filters(rate);
  learn_words(rate);
}

void Fitting::run(std::size_t epochs) {
  std::vector<std::size_t> order(tasks_.posts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto all = static_cast<float>(epochs * order.size());
  std::size_t done = 0;
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[chance_.below(i)]);
    }
    for (const std::size_t post : order) {
      const float rate = std::max(1.0F - static_cast<float>(done++) / all, last_rate);
      step(tasks_.posts[post], rate);
    }
  }
}

Trunk Fitting::folded() const {
  return fold_trunk({.hashes = tasks_.hashes,
                     .vectors = tasks_.vectors,
                     .units = units_.weights,
                     .unit_bias = unit_bias_.weights,
                     .filters = filters_.weights,
                     .filter_bias = filter_bias_.weights});
}

std::string about_of(const std::vector<LabelledSet>& sets, const TrunkTasks& tasks,
                     const TrunkSettings& settings) {
  std::string out = "{\"train\":[";
  for (std::size_t s = 0; s < sets.size(); ++s) {
    out += s == 0 ? "{\"set\":" : ",{\"set\":";
    post::append_json_string(out, sets[s].name);
    out += fmt::format(",\"posts\":{},\"labels\":{}}}", sets[s].posts.size(), tasks.labels[s]);
  }
  return out + fmt::format("],\"seed\":{},\"epochs\":{},\"common_words\":{}}}", settings.seed,
                           settings.epochs, settings.common_words);
}

}  // namespace

base::Result<Trunk> fit_trunk(const Features& features, const std::vector<LabelledSet>& sets,
                              const WordVectors& vectors, const TrunkSettings& settings) {
  auto tasks = trunk_tasks(features, sets, vectors, settings);
  if (!tasks) return tl::unexpected(tasks.error());
  std::string about = about_of(sets, *tasks, settings);
  Fitting fitting(std::move(*tasks), settings);
  fitting.run(settings.epochs);
  Trunk trunk = fitting.folded();
  trunk.features = features.checksum;
  trunk.about = std::move(about);
  return trunk;
}

}  // namespace decorum::signals
