#include "signals/evaluate.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "post/json.h"
#include "signals/measure.h"
#include "signals/plan.h"
#include "signals/scorer.h"

namespace decorum::signals {
namespace {

constexpr std::size_t no_class = static_cast<std::size_t>(-1);

struct Loaded {
  Features features;
  std::optional<Trunk> trunk;
  Model model;
};

base::Result<Loaded> load(const EvaluateRequest& request) {
  Loaded loaded;
  bool have_model = false;
  if (!request.model.empty()) {
    auto model = read_model(request.model);
    if (!model) return base::fail(model.error().what, "--model");
    loaded.model = std::move(*model);
    have_model = true;
  }
  bool have_features = false;
  for (const std::string& bytes : request.models) {
    const auto kind = kind_of(bytes);
    if (!kind) return tl::unexpected(kind.error());
    if (*kind == "features") {
      auto features = read_features(bytes);
      if (!features) return tl::unexpected(features.error());
      loaded.features = std::move(*features);
      have_features = true;
    } else if (*kind == "trunk") {
      auto trunk = read_trunk(bytes);
      if (!trunk) return tl::unexpected(trunk.error());
      loaded.trunk = std::move(*trunk);
    } else if (!have_model) {
      auto model = read_model(bytes);
      if (!model) return tl::unexpected(model.error());
      have_model = model->signal == request.signal;
      if (have_model) loaded.model = std::move(*model);
    }
  }
  if (!have_features) return base::fail("models/features.model is missing");
  if (!have_model) return base::fail(fmt::format("there is no model for {}", request.signal));
  return loaded;
}

// What the questions asked of the model are: classes to tell apart, and which one a post is of.
struct Task {
  std::vector<std::string> classes;  // two classes: "other" and the positive one
  std::vector<std::string> positive;
  bool two_class = false;
};

Task task_for(const EvaluateRequest& request, const Model& model) {
  Task task;
  task.two_class = model.two_class() || !request.positive.empty();
  if (!task.two_class) {
    task.classes = model.classes;
    return task;
  }
  task.classes = {"other", model.signal};
  task.positive = request.positive;
  if (!task.positive.empty()) return task;
  task.positive = model.positive;
  if (const auto plan = plan_for(model.signal, {})) {
    task.positive.insert(task.positive.end(), plan->positive.begin(), plan->positive.end());
  }
  return task;
}

std::size_t truth_of(const Task& task, const Labelled& post) {
  if (task.two_class) return post.has_any(task.positive) ? 1 : 0;
  for (std::size_t k = 0; k < task.classes.size(); ++k) {
    if (post.has(task.classes[k])) return k;
  }
  return no_class;
}

struct Answers {
  std::vector<std::size_t> truth;
  std::vector<std::size_t> given;
  std::vector<Confidence> confidence;  // of the answer given, for the curve
  std::vector<Confidence> calibration;
  std::vector<Confidence> pooled;  // the same, each set weighing the same
  std::size_t skipped = 0;
};

void answer(const Task& task, const Model& model, std::span<const float> probabilities,
            const Labelled& post, double weight, Answers& out) {
  std::size_t truth = truth_of(task, post);
  const bool apart = !task.two_class && !model.calibration.exclusive;
  for (std::size_t k = 0; apart && k < task.classes.size(); ++k) {
    const Confidence one{.probability = static_cast<double>(probabilities[k]),
                         .right = post.has(task.classes[k]),
                         .weight = weight};
    out.pooled.push_back(one);
    out.calibration.push_back({.probability = one.probability, .right = one.right});
  }
  if (truth == no_class) {
    ++out.skipped;
    return;
  }
  if (task.two_class) {
    float yes = probabilities[0];
    float threshold = model.threshold;
    if (!model.two_class()) {
      yes = 0;
      threshold = 0.5F;
      for (std::size_t k = 0; k < model.classes.size(); ++k) {
        const auto& names = task.positive;
        if (std::find(names.begin(), names.end(), model.classes[k]) != names.end()) {
          yes += probabilities[k];
        }
      }
      yes = std::min(yes, 1.0F);
    }
    out.truth.push_back(truth);
    out.given.push_back(yes >= threshold ? 1 : 0);
    const double p = static_cast<double>(yes);
    out.calibration.push_back({.probability = p, .right = truth == 1});
    out.pooled.push_back({.probability = p, .right = truth == 1, .weight = weight});
    out.confidence.push_back({.probability = std::max(p, 1 - p),
                              .right = (p >= 0.5) == (truth == 1)});
    return;
  }
  const std::size_t given = decide_class(model, probabilities);
  // A post of several labels is answered rightly by any of them.
  if (post.has(task.classes[given])) truth = given;
  out.truth.push_back(truth);
  out.given.push_back(given);
  const auto top = std::max_element(probabilities.begin(), probabilities.end());
  const auto best = static_cast<std::size_t>(top - probabilities.begin());
  Confidence confidence{.probability = static_cast<double>(*top),
                        .right = post.has(task.classes[best])};
  out.confidence.push_back(confidence);
  if (apart) return;
  out.calibration.push_back(confidence);
  confidence.weight = weight;
  out.pooled.push_back(confidence);
}

std::string curve_json(const std::vector<CurvePoint>& curve) {
  std::string out = "[";
  for (const CurvePoint& point : curve) {
    out += fmt::format(
        R"({}{{"probability":{:.2f},"n":{},"coverage":{:.4f},"errors":{},"error":{:.4f},)"
        R"("error_upper":{:.4f}}})",
        out.size() > 1 ? "," : "", point.probability, point.answered, point.coverage, point.errors,
        point.error, point.error_upper);
  }
  return out + "]";
}

std::string curves_json(const Task& task, const Answers& answers) {
  const std::size_t posts = answers.truth.size();
  std::string out =
      fmt::format(R"({{"answered":{})", curve_json(coverage_curve(answers.confidence, posts)));
  if (task.two_class) {
    std::vector<Confidence> yes, no;
    for (std::size_t i = 0; i < posts; ++i) {
      const bool says_yes = answers.calibration[i].probability >= 0.5;
      (says_yes ? yes : no).push_back(answers.confidence[i]);
    }
    out += fmt::format(R"(,"yes":{},"no":{})", curve_json(coverage_curve(yes, posts)),
                       curve_json(coverage_curve(no, posts)));
  }
  return out + "}";
}

std::string result_json(const EvaluateRequest& request, const Task& task, const Model& model,
                        const Answers& answers, double posts_per_second) {
  const Measures measures = measure(answers.truth, answers.given, task.classes.size());
  std::string out = R"({"signal":)";
  post::append_json_string(out, request.signal);
  out += fmt::format(R"(,"n":{},"threshold":)", measures.posts);
  if (!task.two_class) {
    out += "null";
  } else {
    out += fmt::format("{:.4f}", model.two_class() ? model.threshold : 0.5F);
  }
  out += fmt::format(R"(,"accuracy":{:.4f},"macro_f1":{:.4f},"macro_recall":{:.4f},"per_class":{{)",
                     measures.accuracy, measures.macro_f1, measures.macro_recall);
  for (std::size_t k = 0; k < task.classes.size(); ++k) {
    if (k > 0) out += ',';
    post::append_json_string(out, task.classes[k]);
    const ClassMeasure& one = measures.classes[k];
    out += fmt::format(R"(:{{"precision":{:.4f},"recall":{:.4f},"f1":{:.4f},"n":{}}})",
                       one.precision, one.recall, one.f1, one.posts);
  }
  out += fmt::format(R"(}},"ece":{:.4f},"ece_pooled":{:.4f},"posts_per_second":{},"skipped":{})",
                     calibration_error(answers.calibration), calibration_error(answers.pooled),
                     posts_per_second > 0 ? fmt::format("{:.0f}", posts_per_second) : "null",
                     answers.skipped);
  if (request.curve) out += fmt::format(R"(,"curve":{})", curves_json(task, answers));
  return out + "}";
}

}  // namespace

base::Result<std::string> run_evaluate(const EvaluateRequest& request) {
  if (auto plan = plan_for(request.signal, {}); !plan) return tl::unexpected(plan.error());
  const auto loaded = load(request);
  if (!loaded) return tl::unexpected(loaded.error());
  const Model& model = loaded->model;
  if (model.signal != request.signal) {
    return base::fail(fmt::format("the model is for {}, not for {}", model.signal, request.signal),
                      "--model");
  }
  const auto sets = read_labelled(request.files);
  if (!sets) return tl::unexpected(sets.error());
  auto scorer = Scorer::make(loaded->features, loaded->trunk ? &*loaded->trunk : nullptr, model);
  if (!scorer) return tl::unexpected(scorer.error());

  const Task task = task_for(request, model);
  Answers answers;
  std::size_t posts = 0;
  std::vector<std::vector<float>> probabilities;
  const double start = request.seconds ? request.seconds() : 0;
  for (const LabelledSet& set : *sets) {
    for (const Labelled& post : set.posts) {
      const std::vector<float> scores = scorer->scores(post.text);
      probabilities.emplace_back(model.classes.size());
      calibrated_probabilities(model.calibration, scores, probabilities.back());
    }
  }
  const double taken = request.seconds ? request.seconds() - start : 0;
  for (const LabelledSet& set : *sets) {
    const double weight = 1.0 / static_cast<double>(std::max<std::size_t>(set.posts.size(), 1));
    for (const Labelled& post : set.posts) {
      answer(task, model, probabilities[posts++], post, weight, answers);
    }
  }
  const double speed = taken > 0 ? static_cast<double>(posts) / taken : 0;
  return result_json(request, task, model, answers, speed);
}

}  // namespace decorum::signals
