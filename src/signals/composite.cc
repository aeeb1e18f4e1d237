#include "signals/composite.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "signals/calibration.h"

namespace decorum::signals {
namespace {

// `models/train.sh DECORUM DATA troll` fits these and prints them with their figures (what it was
// fitted to is said there, the figures in docs/figures.md).
constexpr TrollNumbers fitted_troll_weights = {1.271F, 0.464F, 0.168F, 0.393F,
                                               0.172F, 1.460F, -1.910F};

float log_odds(float probability) {
  const float p = std::clamp(probability, probability_least, 1 - probability_least);
  return std::log(p / (1 - p));
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == ';' || c == '\n'; }

bool is_second_person(std::string_view word) {
  constexpr std::array<std::string_view, 13> words = {
      "you",  "your",  "yours", "u",        "ur",         "you're", "youre",
      "yall", "y'all", "ya",    "yourself", "yourselves", "yous"};
  if (word.size() > 10) return false;
  std::array<char, 10> folded{};
  std::transform(word.begin(), word.end(), folded.begin(), lower);
  const std::string_view text(folded.data(), word.size());
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool in_word(char c) {
  c = lower(c);
  return (c >= 'a' && c <= 'z') || c == '\'' || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

bool knows_troll(const Signals& signals) {
  return !is_unknown(signals[Signal::abuse]) && !is_unknown(signals[Signal::aggression]) &&
         !is_unknown(signals[Signal::prejudice]) && !is_unknown(signals[Signal::service]);
}

TrollNumbers troll_numbers(const Cues& cues, const Signals& signals) {
  return {1,
          log_odds(signals[Signal::abuse]),
          log_odds(signals[Signal::aggression]),
          log_odds(signals[Signal::prejudice]),
          cues.insults_reader ? 1.0F : 0.0F,
          cues.provokes ? 1.0F : 0.0F,
          signals[Signal::service]};
}

const TrollNumbers& troll_weights() { return fitted_troll_weights; }

void compose(const Cues& cues, Signals& signals) {
  signals[Signal::troll] = unknown;
  if (!knows_troll(signals)) return;
  const TrollNumbers numbers = troll_numbers(cues, signals);
  float score = 0;
  for (std::size_t k = 0; k < troll_numbers_count; ++k) {
    score += fitted_troll_weights[k] * numbers[k];
  }
  signals[Signal::troll] = bounded_probability(1 / (1 + std::exp(-score)), 2);
}

bool addresses_reader(std::string_view text, base::Span place) {
  constexpr int words_before = 4;
  std::size_t at = place.start;
  for (int i = 0; i < words_before && at > 0; ++i) {
    while (at > 0 && !in_word(text[at - 1])) {
      if (ends_sentence(text[--at])) i = words_before;
    }
    const std::size_t end = at;
    while (at > 0 && in_word(text[at - 1])) --at;
    if (i < words_before && is_second_person(text.substr(at, end - at))) return true;
  }
  constexpr int words_after = 2;
  at = place.end;
  for (int i = 0; i < words_after && at < text.size(); ++i) {
    while (at < text.size() && !in_word(text[at])) {
      if (ends_sentence(text[at++])) return false;
    }
    const std::size_t begin = at;
    while (at < text.size() && in_word(text[at])) ++at;
    if (is_second_person(text.substr(begin, at - begin))) return true;
  }
  return false;
}

bool in_quotation(std::string_view text, base::Span place) {
  constexpr std::string_view opening = "\u201C", closing = "\u201D";
  const std::string_view before = text.substr(0, place.start);
  const std::string_view after = text.substr(place.end);
  const std::size_t opened = before.rfind(opening);
  if (opened != std::string_view::npos && after.find(closing) != std::string_view::npos) {
    const std::size_t closed = before.rfind(closing);
    if (closed == std::string_view::npos || closed < opened) return true;
  }
  return std::count(before.begin(), before.end(), '"') % 2 == 1 &&
         after.find('"') != std::string_view::npos;
}

}  // namespace decorum::signals
