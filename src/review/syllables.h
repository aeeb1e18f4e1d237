// How hard English is to read, by counting: syllables, and the school years that a sentence asks.
#pragma once

#include <cstddef>
#include <string_view>

namespace decorum::review {

// Of a folded word, at least 1; by groups of vowels, without silent ones. Right for about nine
// words in ten, which is enough for a mean.
std::size_t syllables(std::string_view folded);

// The age at which English schoolchildren read such a text: the Flesch-Kincaid grade (Kincaid,
// Fishburne, Rogers and Chissom 1975, "Derivation of new readability formulas for Navy enlisted
// personnel"), 0.39 x words/sentences + 11.8 x syllables/words - 15.59, and five more, as pupils of
// grade 1 are six. `words` and `sentences` are at least 1.
double reading_age(std::size_t words, std::size_t sentences, std::size_t syllables);

}  // namespace decorum::review
