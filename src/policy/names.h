// The names an expression may use, and the slot of each: what stands between a policy's `when` and
// the post it is asked about. triage fills the slots, policy check and the cases use the same list.
//
// Slots 0 .. signal_count-1 are the probability signals in the order of signals::Signal; then the
// fixed names of `Name`; then words.ID, one a lexicon, in the order of the lexicons.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "cel/cel.h"
#include "post/lexicon.h"
#include "signals/signals.h"

namespace decorum::policy {

enum class Name : std::uint8_t {
  language_code,
  language_confidence,
  personal_data_count,
  post_text,
  post_site,
  post_account,
  post_lang,
  post_length,
  post_links,
  post_mentions,
  post_hashtags,
  post_is_reply,
  post_has_media,
  account_kind,
  author_handle,
  history,  // an opaque value; history.count(KIND, DURATION) asks the History bound to it
  history_first_contact,
  now,
  facts_contradicted,  // sheets that the post speaks against (policy/fact_match.h)
  facts_supported,
  facts_asked,
};
inline constexpr std::size_t name_count = 21;

constexpr std::size_t slot_of(signals::Signal signal) { return static_cast<std::size_t>(signal); }
constexpr std::size_t slot_of(Name name) {
  return signals::signal_count + static_cast<std::size_t>(name);
}
constexpr std::size_t slot_of_words(std::size_t lexicon) {
  return signals::signal_count + name_count + lexicon;
}

// The standard environment of cel with all names declared in slot order, `days(n)`, and
// history.count. The history of a post is passed in slot Name::history (policy/history.h).
cel::Environment make_environment(std::span<const post::Lexicon> lexicons);

}  // namespace decorum::policy
