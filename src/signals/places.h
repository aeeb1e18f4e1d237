// Which places of a text are shown to a person as evidence, and as what.
//
// A person can judge words, emoji, emoticons, hashtags, mentions and runs of "?" or "!"; other
// punctuation says nothing by itself, and a link only something of advertising. Neighbouring words
// that lead the same way are one place: "thank you", not "thank" and "you".
#pragma once

#include <string_view>
#include <vector>

#include "signals/row.h"
#include "signals/signals.h"

namespace decorum::signals {

// May this token stand as evidence of this signal?
bool is_shown(const TokenRow& row, const Token& token, Signal signal);

inline constexpr std::size_t place_words_max = 4;

// Keeps the `most` strongest of `places`, strongest first. Of places that overlap the stronger
// stays; words beside a kept one, with nothing but a space between and at least a third of its
// weight, are drawn into it, up to place_words_max words; its weight is then the sum.
void keep_strongest(std::string_view text, std::vector<Evidence>& places, std::size_t most);

}  // namespace decorum::signals
