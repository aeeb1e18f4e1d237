// Our own names in a text, and what was probably meant to be one.
//
//   BrandNames names(brand, dictionary);
//   names.wrong(reading)   // "Quilmere Institute": write "Quillmere"
//
// Taken for a name that is written wrongly:
// - its words with other capitals; all in capitals too when it is one word only, and one word that
//   is also an ordinary one ("open") only when the name has others;
// - a name of three words or more with one word changed a little (two edits, or the same beginning:
//   Management, Managers), or with another small word ("for" instead of "of");
// - a word one edit from a word of ours that no dictionary knows ("Quilmere"), with a capital;
// - a short form with other capitals ("Qim"), unless that is an ordinary word.
// What is quoted or stands aside is left alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/rules.h"
#include "review/reading.h"

namespace decorum::review {

struct WrongName {
  base::Span span;
  std::string instead;
  bool certain = false;  // else perhaps another's name: no fix
};

class BrandNames {
 public:
  BrandNames(const policy::Brand& brand, const spelling::Dictionary* dictionary);

  std::vector<WrongName> wrong(const Reading& reading) const;
  // Where a name stands as it should, in order.
  std::vector<base::Span> right(const Reading& reading) const;

 private:
  struct Name {
    std::string text;
    std::vector<std::string> words, folded;
    bool ordinary = false;  // every word is one of the dictionary's
  };
  // How the words from `at` on compare to a name: nothing, right, or wrong.
  enum class Match : std::uint8_t { none, right, wrong };

  void add(const std::string& text, const spelling::Dictionary* dictionary);
  Match match(const Reading& reading, std::size_t at, const Name& name) const;
  std::optional<WrongName> near_word(const Word& word) const;

  std::vector<Name> names_;            // longest first
  std::vector<std::string> own_words_; // that no dictionary knows: "Quillmere"
  const spelling::Dictionary* dictionary_ = nullptr;
};

}  // namespace decorum::review
