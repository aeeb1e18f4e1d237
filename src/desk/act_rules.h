// What several acts ask alike, and the words that their refusals share.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.h"

namespace decorum::desk {

// A person with a sign-in, not a program, a link or the desk itself.
bool is_person(const Actor& actor);
// The act is a person's alone: `what` is "Only a person answers", a sentence's beginning.
std::optional<Refused> persons_only(const Situation& situation, std::string_view what);

// The case is done: it is opened again first.
std::optional<Refused> is_done(const Situation& situation);
// Somebody else is at it: they are named, and since when.
std::optional<Refused> held_by_another(const Situation& situation);
// Both: asked by every act that settles what becomes of the case.
std::optional<Refused> not_now(const Situation& situation);

// The text of the post in focus is gone, so that nobody can judge it.
std::optional<Refused> text_gone(const Situation& situation);

// A team has the case, or a research task of it is open: it cannot be closed or merged away.
std::optional<Refused> is_out(const Situation& situation);
// The newest hand-over while it is out; null when nobody has the case.
const cases::HandOver* hand_over_out(const cases::Conversation& one);
// The actor is one of those who have the case now: by its link, as the person, or by the role or
// the role that leads the team.
bool has_the_case(const Situation& situation);

// What people call whoever "team:ID", "role:ID" or "person:ID" names; "person:ID" and other actors
// also as the record writes them.
std::string name_of_party(const Situation& situation, std::string_view party);
// "person:ana" -> "ana"; empty when it does not begin so.
std::string_view after_prefix(std::string_view text, std::string_view prefix);

// "14:05 on 27 November 2026" in the policy's zone.
std::string time_in_words(const Situation& situation, base::Time time);

// The first account that the case came in to; clocks run in its business time.
const std::string& account_of(const cases::Conversation& one);

// A text that a field must have: blanks alone are refused.
OrRefused<record::TextRef> keep_text(Keeper& keeper, std::string_view kind, std::string_view text,
                                     std::string_view where);
// A reason that may be left out: blanks alone are none.
std::optional<record::TextRef> keep_reason(Keeper& keeper,
                                           const std::optional<std::string>& reason);
bool is_blank(std::string_view text);

template <class T>
bool is_among(const std::vector<T>& list, const T& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

// Small letters, digits and single hyphens between them: what may stand in an event as it is. Free
// text and names do not fit.
bool is_reference(std::string_view text);

}  // namespace decorum::desk
