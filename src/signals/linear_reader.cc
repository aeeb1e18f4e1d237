#include "signals/linear_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "signals/calibration.h"
#include "signals/features.h"
#include "signals/model.h"
#include "signals/parts.h"
#include "signals/places.h"
#include "signals/weights.h"

namespace decorum::signals {
namespace {

// One model's place in the scores and in the signals.
struct Head {
  std::size_t lane = 0;  // of its first class; the others follow
  std::vector<Signal> signals;
  Calibration calibration;
};

// How much a unit of each lane's score moves the signal's log-odds; for a class that excludes the
// others, against their mean.
Scores gradient_of(const Head& head, std::size_t index) {
  Scores gradient{};
  const std::size_t classes = head.signals.size();
  const std::vector<float>& matrix = head.calibration.matrix;
  for (std::size_t from = 0; from < classes; ++from) {
    float slope = matrix[index * classes + from];
    if (head.calibration.exclusive) {
      for (std::size_t to = 0; to < classes; ++to) {
        if (to == index) continue;
        slope -= matrix[to * classes + from] / static_cast<float>(classes - 1);
      }
    }
    gradient[head.lane + from] = slope;
  }
  return gradient;
}

class LinearReader : public Reader {
 public:
  LinearReader(Weights weights, std::vector<Head> heads, std::string version)
      : weights_(std::move(weights)), heads_(std::move(heads)), version_(std::move(version)) {}

  std::string_view name() const override { return "linear"; }
  std::string version() const override { return version_; }

  void read(const post::Post& post, const TokenRow& row, Parts& parts,
            Signals& out) const override;
  void evidence(const post::Post& post, const TokenRow& row, const Signals& signals,
                Signal signal, Parts& parts, std::vector<Evidence>& out) const override;

 private:
  Weights weights_;
  std::vector<Head> heads_;
  std::string version_;
};

void LinearReader::read(const post::Post&, const TokenRow& row, Parts& parts,
                        Signals& out) const {
  weights_.sum(row, parts.sums);
  parts.summed = true;
  if (!parts.sums.content) return;
  Scores scores;
  weights_.scores(parts.sums, scores);
  std::array<float, classes_max> probabilities;
  for (const Head& head : heads_) {
    const std::size_t classes = head.signals.size();
    calibrated_probabilities(head.calibration, std::span(scores).subspan(head.lane, classes),
                             std::span(probabilities).first(classes));
    for (std::size_t k = 0; k < classes; ++k) out[head.signals[k]] = probabilities[k];
  }
}

void LinearReader::evidence(const post::Post&, const TokenRow& row, const Signals& signals,
                            Signal signal, Parts& parts, std::vector<Evidence>& out) const {
  if (is_unknown(signals[signal])) return;
  for (const Head& head : heads_) {
    const auto found = std::find(head.signals.begin(), head.signals.end(), signal);
    if (found == head.signals.end()) continue;
    const auto index = static_cast<std::size_t>(found - head.signals.begin());
    if (!parts.ready) fill_parts(weights_, row, parts);
    token_weights(weights_, row, parts, gradient_of(head, index), parts.weights);
    const std::size_t first = out.size();
    for (std::size_t k = 0; k < row.tokens.size(); ++k) {
      if (!is_shown(row, row.tokens[k], signal)) continue;
      const base::Span span = row.tokens[k].span;
      const float weight = parts.weights[k];
      // The parts of a hashtag lie inside it and are shown as one.
      if (out.size() > first && span.start < out.back().span.end) {
        out.back().span.end = std::max(out.back().span.end, span.end);
        out.back().weight += weight;
      } else {
        out.push_back({span, weight});
      }
    }
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
    out.erase(std::remove_if(begin, out.end(), [](const Evidence& e) { return e.weight <= 0; }),
              out.end());
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
              [](const Evidence& a, const Evidence& b) {
                return a.weight != b.weight ? a.weight > b.weight : a.span.start < b.span.start;
              });
    return;
  }
}

base::Result<Head> head_of(const Model& model, std::size_t lane) {
  Head head{.lane = lane, .signals = {}, .calibration = model.calibration};
  for (const std::string& name : model.classes) {
    const auto signal =
        signal_named(model.two_class() ? model.signal : fmt::format("{}.{}", model.signal, name));
    if (!signal) {
      return base::fail(
          fmt::format("the model's class {} of {} is not a signal", name, model.signal));
    }
    head.signals.push_back(*signal);
  }
  return head;
}

}  // namespace

base::Result<std::unique_ptr<Reader>> make_linear_reader(
    std::span<const std::string> model_files, KnownWords* known) {
  std::vector<Model> models;
  std::vector<Features> features;
  std::vector<Trunk> trunks;
  for (const std::string& bytes : model_files) {
    const auto kind = kind_of(bytes);
    if (!kind) return base::fail(kind.error().what);
    if (*kind == "features") {
      auto read = read_features(bytes);
      if (!read) return base::fail(read.error().what);
      features.push_back(std::move(*read));
    } else if (*kind == "trunk") {
      auto read = read_trunk(bytes);
      if (!read) return base::fail(read.error().what);
      trunks.push_back(std::move(*read));
    } else {
      auto read = read_model(bytes);
      if (!read) return base::fail(read.error().what);
      models.push_back(std::move(*read));
    }
  }
  if (features.size() != 1) {
    return base::fail(fmt::format("one features model is needed, {} were given", features.size()));
  }
  if (trunks.size() > 1) return base::fail("two trunks were given");
  const Trunk* trunk = trunks.empty() ? nullptr : trunks.data();
  // By name, so that the order in which files were listed changes nothing.
  std::sort(models.begin(), models.end(),
            [](const Model& a, const Model& b) { return a.signal < b.signal; });
  std::vector<Head> heads;
  std::size_t lane = 0;
  std::string version = "linear " + features[0].checksum;
  if (trunk != nullptr) version += ' ' + trunk->checksum;
  for (std::size_t k = 0; k < models.size(); ++k) {
    if (k > 0 && models[k].signal == models[k - 1].signal) {
      return base::fail(fmt::format("two models were given for {}", models[k].signal));
    }
    auto head = head_of(models[k], lane);
    if (!head) return base::fail(head.error().what);
    lane += models[k].classes.size();
    heads.push_back(std::move(*head));
    version += ' ' + models[k].checksum;
  }
  auto weights = Weights::make(features[0], trunk, models);
  if (!weights) return base::fail(weights.error().what);
  if (known != nullptr) *known = KnownWords(features[0]);
  return std::make_unique<LinearReader>(std::move(*weights), std::move(heads),
                                        std::move(version));
}

}  // namespace decorum::signals
