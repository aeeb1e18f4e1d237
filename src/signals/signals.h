// What the readers say of one post: a value for every signal, or *unknown*, each with the words
// that led to it. Plain data; readers fill it (signals/read.h), triage and review consume it.
//
// Values are calibrated probabilities in 0..1. NaN stands for unknown in memory and null in JSON: a
// signal is unknown when its reader could not tell (another language, no text), never a guess.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::signals {

// The probability signals, in the order they are written. The names are the contract's; dotted
// names are nested objects in JSON and qualified names in expressions.
enum class Signal : std::uint8_t {
  sentiment_positive,
  sentiment_neutral,
  sentiment_negative,
  irony,
  abuse,
  prejudice,
  aggression,
  spam,
  troll,
  service,
  question,
  claim,
  emotion_anger,
  emotion_joy,
  emotion_optimism,
  emotion_sadness,
};
inline constexpr std::size_t signal_count = 16;

// "sentiment.positive", "abuse", ...
std::string_view name_of(Signal signal);
std::optional<Signal> signal_named(std::string_view name);

inline constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
inline bool is_unknown(float value) { return std::isnan(value); }

// A place in the post's text that moved a signal, strongest first. `weight` is the place's part of
// the log-odds for a linear reader and 1 for a rule.
struct Evidence {
  base::Span span;
  float weight = 0;

  bool operator==(const Evidence&) const = default;
};

// Something personal found in the text, for example kind "email" or "nhs_number".
struct PersonalDatum {
  std::string_view kind;  // points at a literal
  base::Span span;

  bool operator==(const PersonalDatum&) const = default;
};

struct Language {
  std::string code;  // ISO 639-1 (639-3 where there is no two-letter code), "" when not told
  float confidence = unknown;
};

struct Signals {
  std::array<float, signal_count> values;  // by Signal
  std::vector<PersonalDatum> personal_data;
  Language language;
  std::vector<std::int32_t> words;               // hits by lexicon, in the order they were given
  std::vector<std::vector<Evidence>> word_hits;  // by lexicon; only filled when asked for

  Signals() { values.fill(unknown); }
  float operator[](Signal signal) const { return values[static_cast<std::size_t>(signal)]; }
  float& operator[](Signal signal) { return values[static_cast<std::size_t>(signal)]; }
};

}  // namespace decorum::signals
