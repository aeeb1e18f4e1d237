// Signals made of others: what the statistical readers say, weighed together with cues that only
// rules see. Runs last; changes troll and spam and nothing else.
//
//   const Cues cues{.insults_reader = true};
//   compose(cues, signals);    // signals[Signal::troll] is filled
//
// troll is how likely a post is meant to offend or provoke (deliberately offensive or provocative,
// to upset someone or draw an angry answer). No public set labels that, so the formula is fitted to
// what comes nearest: targeted insults, open aggression and hate against everyday, harsh but
// honest, and customers' posts. It is a logistic model over six numbers:
//
//   log-odds(troll) = 1.21 + 0.56 abuse + 0.11 aggression + 0.42 prejudice    (their log-odds)
//                   + 0.62 if the reader is insulted + 0.44 if provoked - 1.47 service
//
// It is unknown when one of its parts is. composite.cc says where the numbers are from and how good
// they are. spam is lowered where nothing but a link speaks for it.
#pragma once

#include <string_view>

#include "base/utf8.h"
#include "signals/signals.h"

namespace decorum::signals {

// What the rules found in a text (signals/builtin_words.h).
struct Cues {
  bool insults_reader = false;  // an insult with a second person beside it, or an insulting phrase
  bool provokes = false;
  bool offers = false;
  bool link = false;     // an address of the web
  bool contact = false;  // a telephone number or e-mail address
};

void compose(const Cues& cues, Signals& signals);

// Is a second person ("you", "your", "u") among the few words before the place or the two after it,
// in the same sentence? `text` is folded or plain; letters may be capitals.
bool addresses_reader(std::string_view text, base::Span place);

}  // namespace decorum::signals
