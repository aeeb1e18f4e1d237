// The words of a report: why a person is asked, what a step rests on, who has something, by when.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "policy/fact_match.h"
#include "policy/policy.h"
#include "post/post.h"
#include "signals/signals.h"
#include "triage/decision.h"

namespace decorum::triage {

// "no answer is sure enough"
std::string_view in_words(Unsure unsure);

// "within 4 business hours", "within 5 working days", "no deadline".
std::string in_words(const policy::Deadline& deadline);

// "negative 82 % (“six weeks”), 3 earlier incidents; hardly any sign of: spam, abuse". Word lists
// of which nothing was found are left out; may be empty.
std::string because_in_words(const policy::Policy& policy, const post::Post& post,
                             const signals::Signals& signals, std::span<const Because> because);

// "By its wording it speaks against the fact sheet 'charter' (“lost its charter”); what is so:
// The institute ..." Never that the post is false.
std::string fact_in_words(const policy::Policy& policy, const post::Post& post,
                          const policy::FactMatch& match);

// The title of a role or team; its id when it has none.
std::string who_in_words(const policy::Policy& policy, std::string_view role_or_team);

}  // namespace decorum::triage
