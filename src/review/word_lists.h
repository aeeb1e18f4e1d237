// The word lists of data/review, compiled in, since review itself reads no files: what tells names
// apart (names.cc), and coarse words (kind_attack.cc). All in lower case.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace decorum::review {

using WordSet = std::unordered_set<std::string>;

struct NameWords {
  WordSet first_names;    // of people
  WordSet places;         // towns, countries, ...
  WordSet no_persons;     // months, peoples, faiths, awards, ...
  WordSet organisations;  // what the name of an organisation ends in
  WordSet businesses;     // the same, behind a word that is no ordinary one
  WordSet place_words;    // what the name of a place or event ends in
};

// Made on the first call; threads may share it.
const NameWords& name_words();

// Coarse words: `strong` whatever they say, `mild` those that a friendly post may hold.
struct CoarseWords {
  std::vector<std::string> strong, mild;
};
const CoarseWords& coarse_words();

// The words of a list: blank-separated, "#" begins a line that is left out. With a `section` only
// those of the line that begins with "section:", else of lines without one.
std::vector<std::string> words_of(std::string_view list, std::string_view section = {});

}  // namespace decorum::review
