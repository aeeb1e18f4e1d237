#include "signals/train.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>

#include <fmt/format.h>

#include "signals/count.h"
#include "signals/fit_troll.h"
#include "signals/fit_trunk.h"
#include "signals/held_out.h"
#include "signals/hidden_part.h"
#include "signals/scorer.h"
#include "signals/solve.h"

namespace decorum::signals {
namespace {

constexpr std::uint32_t posts_with_feature_min = 2;

// std::shuffle's use of a generator differs between libraries; this does not.
void shuffle(std::vector<std::size_t>& items, std::mt19937_64& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random() % i]);
}

// How many posts of each set are of one kind, and from these how often each is used.
class Balance {
 public:
  Balance(std::vector<std::vector<std::size_t>> by_set, std::mt19937_64& random)
      : by_set_(std::move(by_set)), random_(random) {}

  void append(bool positive, std::vector<Target>& out) {
    std::size_t largest = 0;
    std::size_t sets = 0;
    std::size_t all = 0;
    for (const auto& rows : by_set_) {
      largest = std::max(largest, rows.size());
      all += rows.size();
      sets += rows.empty() ? 0U : 1U;
    }
    for (auto& rows : by_set_) {
      if (rows.empty()) continue;
      std::size_t used = rows.size();
      std::size_t repeats = 1;
      if (sets > 1) {
        const std::size_t others = (all - rows.size()) / (sets - 1);
        used = std::min(used, std::max<std::size_t>(surplus_max * others, 1));
        repeats = std::clamp<std::size_t>(largest / rows.size(), 1, repeats_max);
      }
      if (used < rows.size()) shuffle(rows, random_);
      for (std::size_t turn = 0; turn < repeats; ++turn) {
        for (std::size_t k = 0; k < used; ++k) out.push_back({rows[k], positive});
      }
    }
  }

 private:
  std::vector<std::vector<std::size_t>> by_set_;
  std::mt19937_64& random_;
};

std::vector<Target> targets_for(const Plan& plan, std::size_t k,
                                const std::vector<LabelledSet>& sets, std::mt19937_64& random) {
  std::vector<std::vector<std::size_t>> yes(sets.size()), no(sets.size());
  std::size_t row = 0;
  for (std::size_t s = 0; s < sets.size(); ++s) {
    for (const Labelled& post : sets[s].posts) {
      (holds(plan, k, post) ? yes : no)[s].push_back(row++);
    }
  }
  std::vector<Target> targets;
  Balance(std::move(yes), random).append(true, targets);
  Balance(std::move(no), random).append(false, targets);
  return targets;
}

// Folds the idf in and rounds to int8: the largest weight of a class becomes 127.
void store_weights(const Fit& fit, const Features& features, Model& model) {
  std::vector<double> folded(feature_rows);
  double largest = 1e-9;
  for (std::size_t row = 0; row < feature_rows; ++row) {
    folded[row] = fit.weights[row] * features.idf[row];
    largest = std::max(largest, std::abs(folded[row]));
  }
  const double scale = largest / 127;
  std::vector<std::int8_t> lane(feature_rows);
  for (std::size_t row = 0; row < feature_rows; ++row) {
    lane[row] = static_cast<std::int8_t>(std::lround(folded[row] / scale));
  }
  Numbers numbers{};
  for (std::size_t j = 0; j < number_count; ++j) {
    numbers[j] = static_cast<float>(fit.weights[feature_rows + j]) * number_scale;
  }
  model.weights.push_back(std::move(lane));
  model.number_weights.push_back(numbers);
  model.scale.push_back(static_cast<float>(scale));
  model.bias.push_back(static_cast<float>(fit.weights[feature_rows + number_count]));
}

base::Result<std::string> troll_weights_of(const TrainRequest& request,
                                           const std::vector<LabelledSet>& train) {
  const auto readers = ReaderSet::make({.model_files = request.models, .compiled_words = ""}, {});
  if (!readers) return tl::unexpected(readers.error());
  const auto dev = read_labelled(request.dev);
  if (!dev) return tl::unexpected(dev.error());
  const std::vector<std::string> troll = {"troll"};
  return fit_troll(*readers, request.positive.empty() ? troll : request.positive, train, *dev);
}

base::Result<std::string> trunk_of(const TrainRequest& request,
                                   const std::vector<LabelledSet>& train) {
  const auto features = read_features(request.features);
  if (!features) return base::fail(features.error().what, "models/features.model");
  const auto vectors = read_word_vectors(request.vectors);
  if (!vectors) return tl::unexpected(vectors.error());
  const auto trunk = fit_trunk(*features, train, *vectors, {.seed = request.seed});
  if (!trunk) return tl::unexpected(trunk.error());
  return write_trunk(*trunk);
}

}  // namespace

base::Result<Model> train_model(const Plan& plan, const Features& features, const Trunk* trunk,
                                const std::vector<LabelledSet>& train,
                                const std::vector<LabelledSet>& dev, std::uint64_t seed) {
  auto good = check_both_kinds(plan, train, "--train");
  if (good) good = check_both_kinds(plan, dev, "--dev");
  if (!good) return tl::unexpected(good.error());

  const WordIndex words(features);
  SparseRows rows(features, words);
  for (const LabelledSet& set : train) {
    for (const Labelled& post : set.posts) rows.add(post.text);
  }
  rows.finish(posts_with_feature_min);

  auto reading = Weights::make(features, trunk, {});
  if (!reading) return tl::unexpected(reading.error());
  const Rows hidden = trunk == nullptr ? Rows() : hidden_rows(features, *reading, train);
  std::vector<HiddenPart> parts;

  Model model;
  model.signal = plan.signal;
  model.classes = plan.classes;
  model.positive = plan.positive;
  model.features = features.checksum;
  model.handicap.assign(plan.classes.size(), 0.0F);
  std::mt19937_64 random(seed);
  for (std::size_t k = 0; k < plan.classes.size(); ++k) {
    const std::vector<Target> targets = targets_for(plan, k, train, random);
    store_weights(solve(rows, targets, plan.cost, plan.balanced), features, model);
    if (trunk != nullptr) parts.push_back(hidden_part(hidden, targets, plan.balanced));
  }
  if (trunk != nullptr) join_parts(features, *trunk, parts, plan.hidden_share, dev, model);
  // Scores come from the rounded weights, so that the calibration fits what will be used.
  model.calibration = uncalibrated(plan.classes.size(), plan.exclusive);
  auto scorer = Scorer::make(features, trunk, model);
  if (!scorer) return tl::unexpected(scorer.error());
  settle(plan, score_posts(plan, *scorer, dev), model);
  model.training = fmt::format(
      R"({{"train":{},"dev":{},"seed":{},"cost":{},"balanced":{},"solver":"liblinear L2R_LR"}})",
      about_sets(plan, train), about_sets(plan, dev), seed, plan.cost, plan.balanced);
  return model;
}

base::Result<std::string> run_train(const TrainRequest& request) {
  const auto train = read_labelled(request.train);
  if (!train) return tl::unexpected(train.error());
  if (request.signal == "features") {
    const auto features = count_features(*train, request.lexicons);
    if (!features) return tl::unexpected(features.error());
    return write_features(*features);
  }
  if (request.signal == "trunk") return trunk_of(request, *train);
  if (request.signal == "troll") return troll_weights_of(request, *train);
  const auto plan = plan_for(request.signal, request.positive);
  if (!plan) return tl::unexpected(plan.error());
  const auto features = read_features(request.features);
  if (!features) return base::fail(features.error().what, "models/features.model");
  const auto dev = read_labelled(request.dev);
  if (!dev) return tl::unexpected(dev.error());
  std::optional<Trunk> trunk;
  if (!request.trunk.empty()) {
    auto read = read_trunk(request.trunk);
    if (!read) return base::fail(read.error().what, "models/trunk.model");
    trunk = std::move(*read);
  }
  const auto model =
      train_model(*plan, *features, trunk ? &*trunk : nullptr, *train, *dev, request.seed);
  if (!model) return tl::unexpected(model.error());
  return write_model(*model);
}

}  // namespace decorum::signals
