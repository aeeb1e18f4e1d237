// A signal made of others: what the statistical readers say, weighed together with cues that only
// rules see. Runs last; fills troll and nothing else.
//
//   const Cues cues{.insults_reader = true};
//   compose(cues, signals);    // signals[Signal::troll] is filled
//
// troll is how likely a post is meant to offend or provoke (deliberately offensive or provocative,
// to upset someone or draw an angry answer). No public set labels that, so the formula is fitted to
// what comes nearest: targeted insults, open aggression and hate against everyday, harsh but
// honest, and customers' posts. It is a logistic model over the numbers of troll_numbers;
// composite.cc has its weights and the command that prints them. It is unknown when one of its
// parts is, and bounded like every other probability (signals/calibration.h).
#pragma once

#include <array>
#include <string_view>

#include "base/utf8.h"
#include "signals/signals.h"

namespace decorum::signals {

// What the rules found in a text (signals/builtin_words.h).
struct Cues {
  bool insults_reader = false;  // an insult with a second person beside it, or an insulting phrase
  bool provokes = false;

  bool operator==(const Cues&) const = default;
};

void compose(const Cues& cues, Signals& signals);

// The numbers that troll weighs: a constant 1, the log-odds of abuse, aggression and prejudice, 1
// if the reader is insulted, 1 if provoked, and the probability of service.
inline constexpr std::size_t troll_numbers_count = 7;
using TrollNumbers = std::array<float, troll_numbers_count>;
inline constexpr std::array<std::string_view, troll_numbers_count> troll_number_names = {
    "bias", "abuse", "aggression", "prejudice", "insults_reader", "provokes", "service"};
// Is everything known that it takes?
bool knows_troll(const Signals& signals);
TrollNumbers troll_numbers(const Cues& cues, const Signals& signals);
const TrollNumbers& troll_weights();

// Is a second person ("you", "your", "u") among the few words before the place or the two after it,
// in the same sentence? `text` is folded or plain; letters may be capitals.
bool addresses_reader(std::string_view text, base::Span place);

// Does the place stand between double quotation marks? What is quoted is not said to the reader.
bool in_quotation(std::string_view text, base::Span place);

}  // namespace decorum::signals
