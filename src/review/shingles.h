// How much two texts share, by their pairs of neighbouring words.
//
//   const Shingles draft = shingles_of("Our new course starts in May.");
//   share(draft.pairs, post.pairs)                 // 0..1; 1: the same words in the same order
//   longest_run(draft, shingles_of(post.text))     // where in the draft
//
// Links, case, signs and blanks do not count. Bound: the first 1,000 words of a text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::review {

struct Shingles {
  std::vector<std::uint32_t> words;  // a hash each, in the text's order
  std::vector<base::Span> places;    // of the words, in the text
  std::vector<std::uint32_t> pairs;  // a hash each, sorted; each once
};

Shingles shingles_of(std::string_view text);
// Only the pairs, with less work: for many posts.
std::vector<std::uint32_t> pairs_of(std::string_view text);

// Dice's coefficient: twice what both have, by what each has. 0 when one has nothing.
double share(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

// The bytes of `a`'s longest run of words that `b` has too; {0, 0} when they share no word.
base::Span longest_run(const Shingles& a, const Shingles& b);

}  // namespace decorum::review
