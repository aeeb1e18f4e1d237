// The first half of unmask: characters that stand for others. Styled, turned and look-alike letters
// become plain ones, invisible characters and marks piled on letters go, and what is stored
// backwards to be shown forwards is read forwards. Words are not looked at beyond whether they are
// known.
#pragma once

#include "signals/known_words.h"
#include "signals/unmask_source.h"

namespace decorum::signals {

// False for text in which plain_letters changes nothing for certain.
bool may_hold_letters(std::string_view text);

// True when `out` differs from `in`, which is never so for ASCII; otherwise `out` means nothing.
bool plain_letters(const Source& in, const KnownWords& known, Unmasked& out);

}  // namespace decorum::signals
