// Where in a post's text the things are that a step rests on.
#pragma once

#include <cstddef>
#include <vector>

#include "post/post.h"
#include "signals/read.h"
#include "signals/signals.h"

namespace decorum::triage {

// The places for a slot of policy/names.h, strongest first, at most places_max (triage/decide.h):
// of a signal, a word list, or the personal data; nothing for any other. `signals` is what the
// readers made of this post.
std::vector<signals::Evidence> evidence_of(const signals::ReaderSet& readers,
                                           const post::Post& post,
                                           const signals::Signals& signals, std::size_t slot,
                                           signals::Scratch& scratch);

}  // namespace decorum::triage
