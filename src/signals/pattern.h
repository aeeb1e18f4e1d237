// Patterns of a lexicon: regular expressions in the syntax that RE2 and Vectorscan share.
//
//   auto fault = pattern_fault("kill (you");   // "the pattern has an opening bracket that is not…"
//
// Not in that syntax: look-around, back-references, \C, and patterns that match the empty text.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace decorum::signals {

struct RegexDeleter {
  void operator()(const re2::RE2* regex) const;
};
using RegexPtr = std::unique_ptr<const re2::RE2, RegexDeleter>;

// The pattern for finding places; null when pattern_fault would find one. Matches both cases.
RegexPtr compile_pattern(std::string_view pattern);

inline constexpr std::size_t pattern_bytes_max = 512;

// How Vectorscan compiles a pattern: HS_FLAG_SINGLEMATCH, and HS_FLAG_CASELESS | HS_FLAG_UTF8
// unless neither changes what is found in a folded text. Without them compiling takes two thirds
// as long.
unsigned scanner_flags(std::string_view pattern);

// What is wrong with the pattern, as a sentence without a full stop; nothing when it may be used.
// Bounds: pattern_bytes_max, and a compiled size that keeps repeats like (a{100}){100} out.
std::optional<std::string> pattern_fault(std::string_view pattern);

}  // namespace decorum::signals
