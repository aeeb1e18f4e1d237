// A named list of words, phrases and patterns that a policy (or data/) looks for in a post.
//
// All lexicons are compiled into one scan (signals/scan.h); each becomes a signal
// `words.<id>`: how many of its entries the post holds, with the places.
#pragma once

#include <string>
#include <vector>

namespace decorum::post {

struct Lexicon {
  std::string id;                     // [a-z][a-z0-9_]*
  std::vector<std::string> phrases;   // matched whole-word, case and look-alike letters folded
  std::vector<std::string> patterns;  // regular expressions (the common part of RE2 and Vectorscan)
  std::vector<std::string> except;    // a hit inside one of these phrases does not count

  bool operator==(const Lexicon&) const = default;
};

}  // namespace decorum::post
