#include "signals/adapt.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "base/hash.h"
#include "signals/chance.h"
#include "signals/fit_change.h"
#include "signals/scorer.h"
#include "signals/solve.h"

namespace decorum::signals {
namespace {

// The smallest first: of costs that do equally well, the one that moves least is kept. Chosen with
// the scales below on the development sets (docs/figures.md).
constexpr std::array<double, 5> costs = {0.03, 0.1, 0.3, 1, 3};

// How much these count beside hashed features of norm 1. What every post has in common would else
// move all posts for a few.
constexpr double change_number_scale = 0.25;
constexpr double change_hidden_scale = 0.1;
constexpr double change_constant = 0.25;

// A score that says nothing about the dev sets is not taken to be more than this.
constexpr double slope_least = 0.05;

constexpr std::uint32_t number_column = feature_rows;
constexpr std::uint32_t hidden_column = number_column + number_count;
constexpr std::uint32_t constant_column = hidden_column + hidden_count;
constexpr std::size_t change_columns = constant_column + 1;

constexpr int step_most = 127;

// From a class's score to its log-odds on the dev sets.
struct Slope {
  double factor = 1;
  double offset = 0;
};

std::vector<Slope> slopes_of(const std::vector<HeldOut>& held_out, std::size_t classes) {
  const Calibration calibration = fit_calibration(held_out, classes, false);
  std::vector<Slope> slopes;
  for (std::size_t k = 0; k < classes; ++k) {
    const double factor = static_cast<double>(calibration.matrix[k * classes + k]);
    slopes.push_back({.factor = std::max(factor, slope_least),
                      .offset = static_cast<double>(calibration.offset[k])});
  }
  return slopes;
}

// The values of one post in the columns of the change.
std::vector<ChangeValue> values_of(const Features& features, const TokenRow& row,
                                   const Sums& sums) {
  std::vector<std::uint32_t> ids;
  const auto take = [&](std::uint32_t id) { ids.push_back(id); };
  for (std::size_t k = 0; k < row.tokens.size(); ++k) {
    word_rows(row, row.tokens[k], take);
    context_rows(row, k, take);
  }
  std::sort(ids.begin(), ids.end());
  const double norm =
      std::sqrt(static_cast<double>(std::max<std::uint64_t>(sums.norm_square, 1)));
  std::vector<ChangeValue> values;
  for (std::size_t k = 0; k < ids.size();) {
    std::size_t next = k;
    while (next < ids.size() && ids[next] == ids[k]) ++next;
    values.push_back({ids[k], static_cast<double>(next - k) * features.idf[ids[k]] / norm});
    k = next;
  }
  const auto put = [&](std::uint32_t column, double value) {
    if (value < 0 || value > 0) values.push_back({column, value});
  };
  for (std::uint32_t j = 0; j < number_count; ++j) {
    put(number_column + j, static_cast<double>(sums.numbers[j]) * change_number_scale);
  }
  for (std::uint32_t h = 0; h < hidden_count; ++h) {
    put(hidden_column + h, static_cast<double>(sums.trace.hidden[h]) * change_hidden_scale);
  }
  put(constant_column, change_constant);
  return values;
}

// The corrections as fit_change wants them, for one class after the other: only offset and kind
// differ between classes.
struct Corrections {
  std::vector<ChangePost> posts;
  std::vector<Scores> scores;              // of the model they correct
  std::vector<std::vector<bool>> holds;    // by post, by class

  void turn_to(std::size_t k, const Slope& slope) {
    for (std::size_t i = 0; i < posts.size(); ++i) {
      posts[i].offset = slope.factor * static_cast<double>(scores[i][k]) + slope.offset;
      posts[i].positive = holds[i][k];
    }
  }
};

Corrections read_corrections(const Plan& plan, const Features& features, const Weights& weights,
                             const std::vector<LabelledSet>& sets) {
  const KnownWords known(features);
  Corrections out;
  Unmasked plain;
  TokenRow row;
  Sums sums;
  for (const LabelledSet& set : sets) {
    for (const Labelled& post : set.posts) {
      std::vector<bool> classes;
      for (std::size_t k = 0; k < plan.classes.size(); ++k) classes.push_back(holds(plan, k, post));
      // Where exactly one class holds, a post with none of them says nothing.
      const bool any = std::find(classes.begin(), classes.end(), true) != classes.end();
      if (plan.exclusive && !any) continue;
      read_tokens(post.text, known, plain, row);
      weights.sum(row, sums);
      out.scores.emplace_back();
      weights.scores(sums, out.scores.back());
      out.posts.push_back({.values = values_of(features, row, sums)});
      out.holds.push_back(std::move(classes));
    }
  }
  return out;
}

// Adds a change of the log-odds to class `k`.
void add_change(const std::vector<double>& change, double factor, const Features& features,
                std::size_t k, Chance& chance, Model& model) {
  const double step = static_cast<double>(model.scale[k]);
  for (std::size_t row = 0; row < feature_rows; ++row) {
    if (!(change[row] < 0 || change[row] > 0)) continue;
    const double by = change[row] * features.idf[row] / (factor * step);
    const double up_or_down = static_cast<double>(chance.below_one());
    const double steps = std::floor(model.weights[k][row] + by + up_or_down);
    model.weights[k][row] =
        static_cast<std::int8_t>(std::clamp<double>(steps, -step_most, step_most));
  }
  const auto add = [&](float& weight, std::size_t column, double scale) {
    weight = static_cast<float>(static_cast<double>(weight) + change[column] * scale / factor);
  };
  for (std::size_t j = 0; j < number_count; ++j) {
    add(model.number_weights[k][j], number_column + j, change_number_scale);
  }
  for (std::size_t h = 0; h < hidden_count && !model.trunk.empty(); ++h) {
    add(model.hidden_weights[k][h], hidden_column + h, change_hidden_scale);
  }
  add(model.bias[k], constant_column, change_constant);
}

// Opened once, for all costs.
struct Bench {
  const Plan& plan;
  const Features& features;
  const Trunk* trunk;
  const std::vector<LabelledSet>& dev;

  base::Result<std::vector<HeldOut>> held_out(const Model& model) const {
    auto scorer = Scorer::make(features, trunk, model);
    if (!scorer) return tl::unexpected(scorer.error());
    return score_posts(plan, *scorer, dev);
  }
};

struct Settled {
  Model model;
  Standing standing;
  bool upright = true;
};

bool is_upright(const std::vector<HeldOut>& held_out, std::size_t classes) {
  const Calibration calibration = fit_calibration(held_out, classes, false);
  for (std::size_t k = 0; k < classes; ++k) {
    if (calibration.matrix[k * classes + k] <= 0) return false;
  }
  return true;
}

base::Result<Settled> changed(const Bench& bench, const Model& from,
                              const std::vector<Slope>& slopes, Corrections& corrections,
                              double cost, std::uint64_t seed) {
  Settled out{.model = from, .standing = {}, .upright = true};
  Chance chance(seed);
  for (std::size_t k = 0; k < from.classes.size(); ++k) {
    corrections.turn_to(k, slopes[k]);
    const std::vector<double> change = fit_change(corrections.posts, change_columns, cost);
    add_change(change, slopes[k].factor, bench.features, k, chance, out.model);
  }
  const auto held_out = bench.held_out(out.model);
  if (!held_out) return tl::unexpected(held_out.error());
  settle(bench.plan, *held_out, out.model);
  out.standing = standing(bench.plan, *held_out, out.model);
  out.upright = is_upright(*held_out, from.classes.size());
  return out;
}

// Is `one` to be taken rather than `other`, whose change is smaller? What may be taken at all comes
// first.
bool better(const Settled& one, const Settled& other, const Standing& least) {
  const auto good = [&](const Settled& of) {
    return of.upright && of.standing.log_loss <= least.log_loss;
  };
  if (one.upright != other.upright) return one.upright;
  if (good(one) != good(other)) return good(one);
  return other.standing.worse_than(one.standing);
}

base::Result<void> check_same_kind(const Plan& plan, const Model& model, const char* where) {
  if (model.signal != plan.signal) {
    return base::fail(fmt::format("the model is for {}, not for {}", model.signal, plan.signal),
                      where);
  }
  if (model.classes == plan.classes && model.calibration.exclusive == plan.exclusive) return {};
  return base::fail(fmt::format("the model tells {} apart, and the labels {}; leave --positive out "
                                "or train a model of that kind first",
                                fmt::join(model.classes, ", "), fmt::join(plan.classes, ", ")),
                    where);
}

// The labels that count are those of `decorum evaluate`, so that its figures are the same.
base::Result<Plan> plan_of(const AdaptRequest& request, const Model& from) {
  auto plan = plan_for(request.signal, request.positive);
  if (!plan) return plan;
  if (request.positive.empty()) {
    for (const std::string& label : from.positive) {
      const auto& known = plan->positive;
      if (std::find(known.begin(), known.end(), label) == known.end()) {
        plan->positive.push_back(label);
      }
    }
  }
  if (from.two_class() && request.positive.empty()) {
    plan->classes = from.classes;
    plan->exclusive = false;
  }
  return plan;
}

std::string about(const Plan& plan, const AdaptRequest& request, const Model& from,
                  const std::vector<LabelledSet>& corrections,
                  const std::vector<LabelledSet>& dev, double cost) {
  std::string digests;
  for (const NamedBytes& file : request.corrections) {
    digests += fmt::format("{}\"{}\"", digests.empty() ? "" : ",", base::sha256(file.bytes));
  }
  return fmt::format(
      R"({{"begun_from":"{}","corrections":{},"digests":[{}],"dev":{},"seed":{},"cost":{},)"
      R"("solver":"change to a fixed offset, L2"}})",
      from.checksum, about_sets(plan, corrections), digests, about_sets(plan, dev), request.seed,
      cost);
}

base::Result<void> check_corrections(const Plan& plan, const std::vector<LabelledSet>& sets,
                                     Adapted& out) {
  out.classes = plan.classes;
  out.by_class.assign(plan.classes.size(), 0);
  for (const LabelledSet& set : sets) {
    out.learnt += set.posts.size();
    for (const Labelled& post : set.posts) {
      for (std::size_t k = 0; k < plan.classes.size(); ++k) {
        out.by_class[k] += holds(plan, k, post) ? 1U : 0U;
      }
    }
  }
  const char* option = "--corrections";
  if (out.learnt == 0) return base::fail("there is no post to learn from", option);
  if (out.learnt > corrections_max) {
    return base::fail(fmt::format("{} posts are more than the {} that can be learnt at once; train "
                                  "a model from them with --train",
                                  out.learnt, corrections_max),
                      option);
  }
  const bool any = std::any_of(out.by_class.begin(), out.by_class.end(),
                               [](std::size_t count) { return count > 0; });
  if (plan.exclusive && !any) {
    return base::fail(fmt::format("no post has one of the labels {}",
                                  fmt::join(plan.classes, ", ")),
                      option);
  }
  return {};
}

// What the new model is compared with: the one to replace, else the one begun from.
base::Result<void> judge_rival(const Bench& bench, const AdaptRequest& request, const Model& from,
                               Adapted& out) {
  std::optional<Model> rival;
  if (!request.replaced.empty()) {
    auto read = read_model(request.replaced);
    if (!read) return base::fail(read.error().what, "--out");
    if (auto same = check_same_kind(bench.plan, *read, "--out"); !same) return same;
    rival = std::move(*read);
  }
  Model model = rival ? *rival : from;
  const auto held_out = bench.held_out(model);
  if (!held_out) return base::fail(held_out.error().what, rival ? "--out" : "");
  out.before = standing(bench.plan, *held_out, model);
  settle(bench.plan, *held_out, model);
  out.resettled = standing(bench.plan, *held_out, model);
  return {};
}

}  // namespace

base::Result<Model> adapt_model(const Plan& plan, const Features& features, const Trunk* trunk,
                                const Model& from, const std::vector<LabelledSet>& corrections,
                                const std::vector<LabelledSet>& dev, double cost,
                                std::uint64_t seed) {
  const Bench bench{plan, features, trunk, dev};
  const auto held_out = bench.held_out(from);
  if (!held_out) return tl::unexpected(held_out.error());
  const auto weights = Weights::make(features, trunk, {&from, 1});
  if (!weights) return tl::unexpected(weights.error());
  Corrections read = read_corrections(plan, features, *weights, corrections);
  auto out = changed(bench, from, slopes_of(*held_out, from.classes.size()), read, cost, seed);
  if (!out) return tl::unexpected(out.error());
  return std::move(out->model);
}

base::Result<Adapted> run_adapt(const AdaptRequest& request) {
  const auto features = read_features(request.features);
  if (!features) return base::fail(features.error().what, "models/features.model");
  std::optional<Trunk> trunk;
  if (!request.trunk.empty()) {
    auto read = read_trunk(request.trunk);
    if (!read) return base::fail(read.error().what, "models/trunk.model");
    trunk = std::move(*read);
  }
  const auto from = read_model(request.from);
  if (!from) return tl::unexpected(from.error());
  const auto plan = plan_of(request, *from);
  if (!plan) return tl::unexpected(plan.error());
  if (auto same = check_same_kind(*plan, *from, "--positive"); !same) {
    return tl::unexpected(same.error());
  }
  const auto corrections = read_labelled(request.corrections);
  if (!corrections) return tl::unexpected(corrections.error());
  const auto dev = read_labelled(request.dev);
  if (!dev) return tl::unexpected(dev.error());

  Adapted out;
  out.measure = measure_name(*plan);
  for (const LabelledSet& set : *dev) out.posts += set.posts.size();
  if (auto good = check_corrections(*plan, *corrections, out); !good) {
    return tl::unexpected(good.error());
  }
  if (auto good = check_both_kinds(*plan, *dev, "--dev"); !good) {
    return tl::unexpected(good.error());
  }
  const Bench bench{*plan, *features, trunk ? &*trunk : nullptr, *dev};
  if (auto good = judge_rival(bench, request, *from, out); !good) {
    return tl::unexpected(good.error());
  }

  const auto held_out = bench.held_out(*from);
  if (!held_out) return tl::unexpected(held_out.error());
  const std::vector<Slope> slopes = slopes_of(*held_out, from->classes.size());
  const auto weights = Weights::make(*features, bench.trunk, {&*from, 1});
  if (!weights) return tl::unexpected(weights.error());
  Corrections read = read_corrections(*plan, *features, *weights, *corrections);
  std::optional<Settled> best;
  for (const double cost : costs) {
    auto tried = changed(bench, *from, slopes, read, cost, request.seed);
    if (!tried) return tl::unexpected(tried.error());
    if (best && !better(*tried, *best, out.resettled)) continue;
    best = std::move(*tried);
    out.cost = cost;
  }
  best->model.training = about(*plan, request, *from, *corrections, *dev, out.cost);
  out.with = best->standing;
  out.upright = best->upright;
  out.model = write_model(best->model);
  return out;
}

}  // namespace decorum::signals
