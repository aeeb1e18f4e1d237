// A list of words and phrases to look for in a reading.
//
//   Phrases phrases(std::vector<std::string>{"guarantee*", "number one", "no. 1"});
//   for (const PhraseHit& hit : phrases.find(reading)) ...
//
// A phrase is matched word by word, whatever blanks and signs stand between, case and typographic
// forms aside, never across sentences. A word that ends in "*" stands for all that begin so. The
// longest phrase at a place wins and hits do not overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "review/reading.h"

namespace decorum::review {

struct PhraseHit {
  base::Span span;
  std::size_t phrase = 0;                      // index in the list
  std::uint32_t first_word = 0, end_word = 0;
};

class Phrases {
 public:
  Phrases() = default;
  explicit Phrases(const std::vector<std::string>& list);

  // Words that stand aside (URLs, hashtags, ...) are left out unless `aside`; those in quotation
  // marks count.
  std::vector<PhraseHit> find(const Reading& reading, bool aside = false) const;
  bool empty() const { return starts_.empty() && prefixes_.empty(); }

 private:
  struct Entry {
    std::vector<std::string> words;  // folded; the last may end in "*", as may any other
    std::size_t phrase = 0;
  };
  std::unordered_map<std::string, std::vector<Entry>> starts_;  // by the first word
  std::vector<Entry> prefixes_;                                 // whose first word ends in "*"
};

}  // namespace decorum::review
