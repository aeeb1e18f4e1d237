// Puts the sources of the British index together: dictionary, lists of commonness, our own words
// and pairs. Pure; spelling/index_main.cc reads and writes the files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "spelling/index.h"

namespace decorum::spelling {

// One of SCOWL's files: "british-words.35" is the list "british-words" of level 35.
struct LevelFile {
  std::string list;
  int level = 0;
  std::string text;  // ISO 8859-1
};

struct Sources {
  std::string affixes;     // en_GB.aff
  std::string words;       // en_GB.dic
  std::vector<LevelFile> levels;
  std::string modern;      // data/spelling/modern.txt
  std::string american;    // data/spelling/american.txt
};

struct Made {
  std::vector<IndexWord> words;
  Pairs american_to_british;
};

// The error names the source and the line.
base::Result<Made> make_words(const Sources& sources);

}  // namespace decorum::spelling
