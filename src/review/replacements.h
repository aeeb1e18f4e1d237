// Words for which there are better ones, found in a reading with the words to write instead.
//
//   Replacements words({{"utilise", "use"}});
//   words.find(reading, hits);   // each hit with a fix and the field "instead"
//
// Other forms of a word are found too (inflect.h). What is quoted, stands aside or is a name there
// ("Leverage Ltd") is left alone. A fix keeps the capitals; it is left out where "a" or "an" before
// it would be wrong then.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "review/kind.h"
#include "review/phrases.h"

namespace decorum::review {

// Is one of the letters an ASCII capital? Such a word is written as it stands.
bool has_capital(std::string_view text);

class Replacements {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  Replacements() = default;
  explicit Replacements(const Pairs& pairs);

  // The first pair whose new words hold old ones, of it or another pair: a text that was mended
  // would have to be mended again.
  static const std::pair<std::string, std::string>* circular(const Pairs& pairs);

  void find(const Reading& reading, const Phrases& except, Hits& hits) const;
  bool empty() const { return phrases_.empty(); }

 private:
  Phrases phrases_;
  std::vector<std::string> instead_;  // one a phrase
};

}  // namespace decorum::review
