// The word lists that come with the program and feed the rules of signals/composite.h; a policy's
// own lists are apart from them. They are the files data/lexicons/{insult,provocation}.txt,
// compiled in.
//
//   const std::vector<post::Lexicon> lists = builtin_words();
//   lists[static_cast<std::size_t>(BuiltinWords::provocation)].phrases;
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "post/lexicon.h"

namespace decorum::signals {

// insult_word holds the single words of insult.txt, which need a second person beside them;
// insult holds its phrases.
enum class BuiltinWords : std::size_t { insult_word, insult, provocation };
inline constexpr std::size_t builtin_words_count = 3;

// In the order of BuiltinWords.
std::vector<post::Lexicon> builtin_words();

// Reads one list: one entry a line, "except: " before an exception; {a|b} stands for either, and
// brackets do not nest; empty lines and lines that begin with "#" say nothing. At most
// expansions_max entries come of one line.
post::Lexicon parse_word_list(std::string id, std::string_view text);
inline constexpr std::size_t expansions_max = 1000;

}  // namespace decorum::signals
