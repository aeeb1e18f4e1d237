// The second half of unmask: words whose letters are plain, but hidden among digits and signs,
// parted, masked, stretched or run together. Each is put right only where a known word comes out.
#pragma once

#include "signals/known_words.h"
#include "signals/unmask_source.h"

namespace decorum::signals {

// True when `out` differs from `in`; otherwise `out` means nothing.
bool plain_words(const Source& in, const KnownWords& known, Unmasked& out);

}  // namespace decorum::signals
