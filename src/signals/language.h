// Which language is a text in?
//
// Cheap tests come first, because the statistical identifier costs as much as all other readers
// together: a text with enough English function words is English, a text in another script is not,
// a text with too few words reads as the desk's language. Only what is left is put to CLD2 (Compact
// Language Detector 2), and its answer counts only when it is sure.
//
//   identify(folded, "en", "");        // {"en", 0.97} for "Where is my certificate?"
//   identify(folded, "en", "cy");      // the site says Welsh; the text must agree
//
// Never throws; a text of any length costs at most what its first language_bytes_max bytes do.
#pragma once

#include <string_view>

#include "signals/normalise.h"
#include "signals/signals.h"

namespace decorum::signals {

inline constexpr std::size_t language_bytes_max = 2048;

// At or above this confidence another language makes language-dependent signals unknown.
inline constexpr float foreign_confidence = 0.9F;

// `desk` is the desk's own language; `said` what the site says of the post (a BCP 47 tag, may be
// empty): sites often are wrong, so it only helps where the text itself points the same way.
Language identify(const Folded& folded, std::string_view desk, std::string_view said);

// Must a reader made for `readers_language` leave its signals unknown?
bool is_foreign(const Language& language, std::string_view readers_language);

}  // namespace decorum::signals
