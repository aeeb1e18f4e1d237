// One scan over all word lists and patterns: how many entries of each lexicon a text holds.
//
//   auto scan = Scan::make(lexicons);
//   if (!scan) return report(scan.error());   // where: "words.threat.patterns[3]"
//   ScanScratch scratch;                      // one a thread
//   fold(post.text, folded);
//   scan->look(folded, scratch);              // once a text; all else is asked of the scratch
//   scan->count(folded, scratch, signals.words);
//   scan->places(folded, 0, scratch);
//
// Phrases are found as whole words in the folded text and in its loosened readings
// (signals/normalise.h). Patterns are regular expressions in the syntax that RE2 and Vectorscan
// share; they are searched in the folded text (lower case) only, and letters in them match both
// cases. An entry counts once however often it occurs; an occurrence inside one of the lexicon's
// `except` phrases does not count.
//
// A Scan is immutable and may be shared by threads. Compiling is dear (milliseconds for a thousand
// phrases, far more for patterns); `serialise` gives bytes that a caller may keep and hand to
// `make` with the same lexicons. Bytes that do not fit (other lexicons, another processor or
// version, damage) are ignored. They must come from a place that is trusted like the program.
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
#include "signals/normalise.h"
#include "signals/signals.h"

namespace decorum::signals {

// Bounds on lexicons are stated in signals/word_table.h.
inline constexpr std::size_t occurrences_max = 64;  // looked at, of one entry in one text
// Remembered of phrases in one text: so many of the lexicons that have exceptions, so many of the
// others. Those with exceptions are compared with each other pair by pair.
inline constexpr std::size_t hits_max = 2048;

// What a scan needs to remember while it runs; fits any Scan, one after the other.
class ScanScratch {
 public:
  ScanScratch();
  ~ScanScratch();
  ScanScratch(ScanScratch&&) noexcept;
  ScanScratch& operator=(ScanScratch&&) noexcept;

 private:
  friend class Scan;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class Scan {
 public:
  ~Scan();
  Scan(Scan&&) noexcept;
  Scan& operator=(Scan&&) noexcept;

  static base::Result<Scan> make(std::span<const post::Lexicon> lexicons,
                                 std::string_view compiled = {},
                                 const base::SideBySide& both = base::one_after_the_other);

  // Looks through the text; `scratch` remembers what was found. The two below ask what, of the text
  // that was looked through last.
  void look(const Folded& folded, ScanScratch& scratch) const;

  // Does the scratch remember what this scan found?
  bool looked(const ScanScratch& scratch) const;

  // counts[i] becomes the number of entries of lexicon i that the text holds.
  void count(const Folded& folded, ScanScratch& scratch, std::vector<std::int32_t>& counts) const;

  // The occurrences of one lexicon's entries, in the order of the text, without those inside
  // another. At most hits_max of phrases.
  std::vector<Evidence> places(const Folded& folded, std::size_t lexicon,
                               ScanScratch& scratch) const;

  // The compiled form, for `make`.
  std::string serialise() const;
  // Did what was given to `make` fit?
  bool restored() const;
  // Changes whenever the scan would answer differently.
  const std::string& version() const;

 private:
  Scan();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace decorum::signals
