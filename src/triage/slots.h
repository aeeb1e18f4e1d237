// The values of a policy's names for one post: what stands in the slots that expressions read.
//
// Unknown stays unknown: a signal that no reader filled, a word list that was not looked for. A
// name that no expression of the chart reads is not worked out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "cel/cel.h"
#include "policy/history.h"
#include "policy/policy.h"
#include "post/post.h"
#include "signals/signals.h"

namespace decorum::triage {

// The slots that the answers of a chart read, in ascending order.
std::vector<std::size_t> slots_read(const policy::Protocol& protocol);

// What a post is asked about. Everything is borrowed and must outlive the evaluation.
struct Facts {
  const policy::Policy& policy;
  const post::Post& post;
  const signals::Signals& signals;
  policy::HistoryAt history;  // with `now`
};

// Signals::words of a list that is not known, where others are; a case can say so.
inline constexpr std::int32_t words_unknown = -1;

std::size_t slot_count(const policy::Policy& policy);

// Sets the slots named in `which`; `slots` has slot_count(policy) elements.
void fill_slots(std::span<const std::size_t> which, const Facts& facts,
                std::span<cel::Value> slots);

// "abuse", "words.threat", "post.length"; slot Name::history, which is only ever asked, is
// "history.count".
std::string name_of_slot(const policy::Policy& policy, std::size_t slot);

}  // namespace decorum::triage
