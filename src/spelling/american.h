// Pairs of an American and a British form, made at build time.
//
// Two sources: SCOWL's lists of words that are only American and only British, paired where a usual
// difference of spelling (-or/-our, -er/-re, -yze/-yse, a single or double l, -ense/-ence, e/ae and
// others) leads from one to the other; and our own list of pairs that no such rule gives.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "spelling/affix.h"
#include "spelling/index.h"

namespace decorum::spelling {

using WordSet = std::unordered_set<std::string>;

// `british` holds SCOWL's British words; `knows` is the dictionary. A word that it knows is right
// in British English too and gives no pair.
Pairs derive_pairs(std::span<const std::string> american, const WordSet& british,
                   const std::function<bool(const std::string&)>& knows);

// Lines "AMERICAN BRITISH" or "AMERICAN BRITISH FLAGS", as in data/spelling/american.txt: with
// flags both words are bent by the same affix rules. The error names the line.
base::Result<Pairs> read_pairs(std::string_view text, const Affixes& affixes);

// The other of "organise" and "organize": each place where `from` ("is") stands and `to` ("iz")
// could, from the end; the first that `fits` accepts, else empty.
std::string replaced(std::string_view word, std::string_view from, std::string_view to,
                     const std::function<bool(const std::string&)>& fits);

}  // namespace decorum::spelling
