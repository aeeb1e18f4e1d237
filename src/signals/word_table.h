// All lexicons compiled for one scan: distinct phrases with the lexicons that hold them, patterns,
// and Vectorscan's databases for both. Plain data; signals/scan.h searches with it and states the
// bounds.
//
//   auto table = make_word_table(lexicons, kept_bytes);
//   keep(serialise(*table));
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/side_by_side.h"
#include "post/lexicon.h"
#include "signals/pattern.h"

struct hs_database;

namespace decorum::signals {

// Bounds of all lexicons together, and of one entry.
inline constexpr std::size_t lexicons_max = 256;
inline constexpr std::size_t phrases_max = 50'000;
inline constexpr std::size_t patterns_max = 1'000;
inline constexpr std::size_t phrase_bytes_max = 256;
inline constexpr std::size_t lexicon_bytes_max = std::size_t{4} << 20;  // all entries together

struct DatabaseDeleter {
  void operator()(hs_database* database) const;
};
using DatabasePtr = std::unique_ptr<hs_database, DatabaseDeleter>;

// A lexicon that holds a phrase, as an entry or among its exceptions.
struct PhraseUse {
  std::uint32_t lexicon = 0;
  bool except = false;

  bool operator==(const PhraseUse&) const = default;
};

struct Phrase {
  std::string text;  // folded
  // Do its first and last code point carry a word on, so that what stands beside a hit must not?
  bool joins_before = false;
  bool joins_after = false;
  std::vector<PhraseUse> uses;
};

struct Pattern {
  std::string text;
  std::uint32_t lexicon = 0;
  RegexPtr regex;  // for places; the database only says whether
};

struct WordTable {
  std::vector<Phrase> phrases;    // phrase_scanner reports them by index
  std::vector<Pattern> patterns;  // pattern_scanner reports them by index
  std::vector<bool> excepting;    // by lexicon: has it exceptions?
  DatabasePtr phrase_scanner;     // null without phrases
  DatabasePtr pattern_scanner;    // null without patterns
  bool restored = false;          // out of compiled bytes
  std::string version;            // "sha256:..." of the lexicons and of the way they are scanned
};

// `compiled` is what `serialise` gave for the same lexicons, or empty; it is checked and, when it
// does not fit, ignored. Error::where names the entry: "words.threat.patterns[3]".
// Phrases and patterns are compiled side by side.
base::Result<WordTable> make_word_table(
    std::span<const post::Lexicon> lexicons, std::string_view compiled,
    const base::SideBySide& both = base::one_after_the_other);
std::string serialise(const WordTable& table);

}  // namespace decorum::signals
