// A policy in words, for a person who does not read YAML: every question with its answers and
// conditions, every outcome with its deadline, who holds which role, and what else the policy says.
// Plain UTF-8 text, lines of any length, ended by a newline.
#pragma once

#include <string>

#include "policy/policy.h"

namespace decorum::policy {

std::string show(const Policy& policy);

// Shared with whoever writes letters, reports and drawings.

// "within 4 business hours", "within 5 working days", "no deadline".
std::string in_words(const Deadline& deadline);
// "wrong in at most 5 of 100", of a rate in thousandths.
std::string rate_in_words(std::int32_t per_mille);
// "2 hours", "30 days", "90 minutes": the largest unit that needs no fraction, weeks excepted.
std::string in_words(base::Duration duration);

// A condition as a sentence's end: "positive sentiment is at least 0.75 and irony is below 0.3". A
// condition that has no words is given as it is written, in backquotes.
std::string in_words(const cel::Program& condition, const Policy& policy);

}  // namespace decorum::policy
