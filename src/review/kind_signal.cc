#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "review/kind_list.h"

namespace decorum::review {
namespace {

struct Threshold {
  signals::Signal signal;
  double at_least = 1;
  std::string name;
};

// The strongest place; the sentence that holds it where `sentences`.
base::Span place_of(const Subject& subject, signals::Signal signal, bool sentences) {
  const std::vector<signals::Evidence> places =
      subject.evidence ? subject.evidence(signal) : std::vector<signals::Evidence>{};
  const auto text_end = static_cast<std::uint32_t>(subject.draft.text.size());
  if (places.empty() || subject.reading.sentences.empty()) return {0, text_end};
  if (!sentences) return places.front().span;
  return subject.reading.sentence_at(places.front().span.start).span;
}

}  // namespace

// What the readers make of the text. Fields:
//   any: {abuse: 0.9, prejudice: 0.9}    a signal that is at least so much; what is unknown is none
//   place: words|sentence                what is marked: the strongest place, or its sentence
// Messages: {signal}.
Run compile_signal(Settings& settings, const Setup& /*setup*/) {
  auto thresholds = std::make_shared<std::vector<Threshold>>();
  if (settings.any_if("any") == nullptr) {
    settings.mistake("missing", "this check never finds anything without 'any'",
                     "any: { abuse: 0.9 }");
  }
  for (const auto& [name, least] : settings.numbers_by_name("any", 0, 1)) {
    const std::optional<signals::Signal> signal = signals::signal_named(name);
    if (!signal) {
      settings.mistake("unknown-signal", "there is no signal '" + name + "'");
      continue;
    }
    thresholds->push_back({*signal, least, name});
  }
  const bool sentences = settings.choice_if("place", {"words", "sentence"}).value_or(0) == 1;
  return [thresholds, sentences](const Subject& subject, Hits& hits) {
    for (const Threshold& threshold : *thresholds) {
      const float value = subject.signals[threshold.signal];
      if (signals::is_unknown(value) || value < static_cast<float>(threshold.at_least)) continue;
      Hit hit;
      hit.span = place_of(subject, threshold.signal, sentences);
      hit.fields.emplace_back("signal", threshold.name);
      hits.add(std::move(hit));
      return;  // one word for one feeling
    }
  };
}

}  // namespace decorum::review
