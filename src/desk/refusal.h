// A named "no" of the domain. The name is for programs, the sentence for the person; both go out
// over the API, and neither says anything that the person may not see.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

namespace decorum::desk {

enum class Refusal : std::uint8_t {
  not_permitted,      // no role of the person gives this
  not_found,          // there is none, or the person may not see it
  bad_request,        // a field is missing or wrong; `where` says which
  stale,              // somebody changed it since it was read
  already_so,         // there is nothing to change
  case_is_done,
  case_is_merged,
  held_by_another,    // somebody else is at it
  not_yours,          // only who did it, or who leads, may change it
  nothing_is_asked,   // the chart waits for no answer there
  no_such_answer,
  no_such_person,
  no_such_team,
  no_such_account,
  own_text,           // four eyes: nobody approves what they wrote
  not_approved,
  wrong_state,        // not in this state of the draft, topic or policy
  text_is_gone,       // erased, or taken away with its author's deletion
  too_many,           // a bound is reached
  too_late,           // past a deadline or an expiry
  in_crisis,          // everything is paused
  on_legal_hold,
  last_administrator,
  has_no_inverse,     // this act cannot be undone
};
inline constexpr std::array<std::string_view, 24> refusal_names{
    "not-permitted", "not-found", "bad-request", "stale", "already-so", "case-is-done",
    "case-is-merged", "held-by-another", "not-yours", "nothing-is-asked", "no-such-answer",
    "no-such-person", "no-such-team", "no-such-account", "own-text", "not-approved", "wrong-state",
    "text-is-gone", "too-many", "too-late", "in-crisis", "on-legal-hold", "last-administrator",
    "has-no-inverse"};
inline std::span<const std::string_view> names_of(Refusal) { return refusal_names; }

struct Refused {
  Refusal why = Refusal::bad_request;
  std::string what;   // a sentence without a full stop
  std::string where;  // a JSON pointer into the request; may be empty
};

template <class T>
using OrRefused = tl::expected<T, Refused>;

inline tl::unexpected<Refused> refuse(Refusal why, std::string what, std::string where = {}) {
  return tl::unexpected<Refused>(Refused{why, std::move(what), std::move(where)});
}

}  // namespace decorum::desk
