// Every form of a dictionary entry that the affix rules of a Hunspell dictionary allow.
//
//   auto rules = read_affixes(aff_bytes);             // en_GB.aff
//   std::vector<std::string> forms;
//   rules->expand("colour", "SMDG", forms);           // colour, colours, colour's, coloured, ...
//
// Only what the British dictionary uses is read: flags of one byte, prefixes and suffixes of one
// level each and their product, NOSUGGEST and ONLYINCOMPOUND. Other instructions that would change
// which words are right (FLAG, AF, NEEDAFFIX, affixes with flags of their own, ...) are an error,
// so that a newer dictionary is not read wrongly in silence. Ordinal numbers, its only compounds,
// are known by spelling/dictionary.h. Format: hunspell(5).
//
// Text is UTF-8. Bound: one prefix and one suffix on an entry; forms beyond word_bytes_max are
// left out.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace decorum::spelling {

// One place of a condition: a letter, any of some, or any but some.
struct ConditionPlace {
  std::u32string letters;
  bool negated = false;

  bool operator==(const ConditionPlace&) const = default;
};

struct AffixRule {
  std::string strip, add;
  std::vector<ConditionPlace> condition;  // at the end that changes
};

struct AffixClass {
  bool prefix = false;
  bool crosses = false;  // with affixes of the other end
  std::vector<AffixRule> rules;
};

class Affixes {
 public:
  // Adds the entry itself and all its forms, without regard to what `forms` holds; a form may come
  // twice. Flags that name no affix change nothing.
  void expand(std::string_view stem, std::string_view flags, std::vector<std::string>& forms) const;

  char no_suggest = '\0';        // flag of entries that are right but never proposed
  char only_in_compound = '\0';  // flag of entries that are no words by themselves

 private:
  friend base::Result<Affixes> read_affixes(std::string_view aff);
  const AffixClass& of(char flag) const { return classes_[static_cast<std::uint8_t>(flag)]; }

  std::array<AffixClass, 256> classes_;
};

// The error names the line.
base::Result<Affixes> read_affixes(std::string_view aff);

// "[^aeiou]y" -> two places; "." -> none. For tests; empty text gives none.
std::vector<ConditionPlace> read_condition(std::string_view text);

// Does the word begin (prefix) or end so?
bool meets(std::string_view word, const std::vector<ConditionPlace>& condition, bool prefix);

}  // namespace decorum::spelling
