#include "signals/held_out.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "post/json.h"

namespace decorum::signals {
namespace {

constexpr std::size_t no_class = static_cast<std::size_t>(-1);

std::size_t held_class(const HeldOut& post) {
  const auto held = std::find(post.holds.begin(), post.holds.end(), true);
  return held == post.holds.end() ? no_class : static_cast<std::size_t>(held - post.holds.begin());
}

// Rare classes are handicapped less: a class's handicap is a share of the log of how common it is.
void choose_handicap(const Plan& plan, const std::vector<HeldOut>& dev, Model& model) {
  const std::size_t classes = plan.classes.size();
  std::vector<double> common(classes, 1e-6);
  std::vector<std::size_t> truth;
  std::vector<std::vector<float>> probabilities;
  for (const HeldOut& post : dev) {
    const std::size_t held = held_class(post);
    if (held == no_class) continue;
    truth.push_back(held);
    common[truth.back()] += post.weight;
    probabilities.emplace_back(classes);
    calibrated_probabilities(model.calibration, post.scores, probabilities.back());
  }
  const double all = std::accumulate(common.begin(), common.end(), 0.0);
  double best = -1;
  std::vector<float> chosen(classes, 0.0F);
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    for (std::size_t k = 0; k < classes; ++k) {
      model.handicap[k] = static_cast<float>(share * std::log(common[k] / all));
    }
    std::vector<std::size_t> answers;
    for (const auto& probability : probabilities) {
      answers.push_back(decide_class(model, probability));
    }
    const Measures measures = measure(truth, answers, classes);
    const double value = plan.by_recall ? measures.macro_recall : measures.macro_f1;
    if (value > best) {
      best = value;
      chosen = model.handicap;
    }
  }
  model.handicap = chosen;
}

void choose_threshold(const std::vector<HeldOut>& dev, Model& model) {
  std::vector<Confidence> posts;
  for (const HeldOut& post : dev) {
    float probability = 0;
    calibrated_probabilities(model.calibration, post.scores, {&probability, 1});
    posts.push_back({.probability = static_cast<double>(probability),
                     .right = post.holds[0],
                     .weight = post.weight});
  }
  model.threshold = best_threshold(std::move(posts));
}

// Of several classes that exclude each other, a post with none of them says nothing.
double loss_of(const Model& model, const HeldOut& post, std::span<const float> probabilities) {
  if (model.calibration.exclusive) {
    const std::size_t truth = held_class(post);
    return truth == no_class ? 0 : -std::log(static_cast<double>(probabilities[truth]));
  }
  double loss = 0;
  for (std::size_t k = 0; k < probabilities.size(); ++k) {
    const auto yes = static_cast<double>(probabilities[k]);
    loss -= std::log(post.holds[k] ? yes : 1 - yes);
  }
  return loss;
}

}  // namespace

bool holds(const Plan& plan, std::size_t k, const Labelled& post) {
  return plan.classes.size() == 1 ? post.has_any(plan.positive) : post.has(plan.classes[k]);
}

base::Result<void> check_both_kinds(const Plan& plan, const std::vector<LabelledSet>& sets,
                                    const char* option) {
  for (std::size_t k = 0; k < plan.classes.size(); ++k) {
    std::size_t yes = 0;
    std::size_t all = 0;
    for (const LabelledSet& set : sets) {
      all += set.posts.size();
      for (const Labelled& post : set.posts) yes += holds(plan, k, post) ? 1U : 0U;
    }
    if (yes > 0 && yes < all) continue;
    const std::string labels = plan.classes.size() > 1
                                   ? plan.classes[k]
                                   : fmt::format("{}", fmt::join(plan.positive, ", "));
    return base::fail(fmt::format("{} posts of {} have a label that counts as {} ({}); both kinds "
                                  "are needed, and --positive says which labels count",
                                  yes == 0 ? "no" : "all", all, plan.classes[k], labels),
                      option);
  }
  return {};
}

std::vector<HeldOut> score_posts(const Plan& plan, Scorer& scorer,
                                 const std::vector<LabelledSet>& sets) {
  std::size_t all = 0;
  std::size_t filled = 0;
  for (const LabelledSet& set : sets) {
    all += set.posts.size();
    filled += set.posts.empty() ? 0U : 1U;
  }
  std::vector<HeldOut> out;
  for (const LabelledSet& set : sets) {
    const std::size_t posts = std::max<std::size_t>(set.posts.size(), 1);
    const double weight = static_cast<double>(all) / static_cast<double>(filled * posts);
    for (const Labelled& post : set.posts) {
      HeldOut held{.scores = scorer.scores(post.text), .holds = {}, .weight = weight};
      for (std::size_t k = 0; k < plan.classes.size(); ++k) {
        held.holds.push_back(holds(plan, k, post));
      }
      out.push_back(std::move(held));
    }
  }
  return out;
}

void settle(const Plan& plan, const std::vector<HeldOut>& posts, Model& model) {
  model.calibration = fit_calibration(posts, plan.classes.size(), plan.exclusive);
  if (model.two_class()) {
    choose_threshold(posts, model);
  } else {
    choose_handicap(plan, posts, model);
  }
}

Standing standing(const Plan& plan, const std::vector<HeldOut>& posts, const Model& model) {
  std::vector<std::size_t> truth, answers;
  std::vector<float> probabilities(plan.classes.size());
  double loss = 0;
  double weight = 0;
  for (const HeldOut& post : posts) {
    calibrated_probabilities(model.calibration, post.scores, probabilities);
    loss += post.weight * loss_of(model, post, probabilities);
    weight += post.weight;
    const std::size_t held = held_class(post);
    if (!model.two_class() && held == no_class) continue;
    const std::size_t answer = decide_class(model, probabilities);
    answers.push_back(answer);
    if (model.two_class()) {
      truth.push_back(held == no_class ? 0 : 1);
    } else {
      // A post of several labels is answered rightly by any of them.
      truth.push_back(post.holds[answer] ? answer : held);
    }
  }
  const std::size_t classes = std::max<std::size_t>(plan.classes.size(), 2);
  const Measures measures = measure(truth, answers, classes);
  return {.value = plan.by_recall ? measures.macro_recall : measures.macro_f1,
          .log_loss = weight > 0 ? loss / weight : 0};
}

std::string measure_name(const Plan& plan) {
  return plan.by_recall ? "macro recall" : "macro F1";
}

std::string about_sets(const Plan& plan, const std::vector<LabelledSet>& sets) {
  std::string out = "[";
  for (const LabelledSet& set : sets) {
    if (out.size() > 1) out += ',';
    out += R"({"set":)";
    post::append_json_string(out, set.name);
    out += fmt::format(R"(,"posts":{},"classes":{{)", set.posts.size());
    for (std::size_t k = 0; k < plan.classes.size(); ++k) {
      const auto count =
          std::count_if(set.posts.begin(), set.posts.end(),
                        [&](const Labelled& post) { return holds(plan, k, post); });
      if (k > 0) out += ',';
      post::append_json_string(out, plan.classes[k]);
      out += fmt::format(":{}", count);
    }
    out += "}}";
  }
  return out + "]";
}

}  // namespace decorum::signals
