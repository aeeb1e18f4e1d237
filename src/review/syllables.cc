#include "review/syllables.h"

#include <algorithm>

namespace decorum::review {
namespace {

bool is_vowel(char byte) {
  return std::string_view("aeiouy").find(byte) != std::string_view::npos;
}

// Two vowels side by side that are spoken apart.
bool is_apart(std::string_view word, std::size_t at) {
  const std::string_view two = word.substr(at, 2);
  if (two == "ia" || two == "io" || two == "iu") {
    // "nation", "special", "region": one; "social": one.
    const char before = at == 0 ? ' ' : word[at - 1];
    return before != 't' && before != 'c' && before != 's' && before != 'g' && before != 'x';
  }
  return two == "eo" || two == "ua" || two == "uo" || two == "yi";
}

std::size_t silent_endings(std::string_view word) {
  if (word.size() < 4) return 0;
  const char before = word[word.size() - 2];
  const char third = word[word.size() - 3];
  if (word.ends_with("e") && !is_vowel(before)) {
    return before == 'l' && !is_vowel(third) ? 0 : 1;  // "table" speaks it
  }
  if (word.ends_with("ed") && !is_vowel(third)) return third == 't' || third == 'd' ? 0 : 1;
  if (word.ends_with("es") && !is_vowel(third)) {
    return std::string_view("sxzcg").find(third) != std::string_view::npos ||
                   word.ends_with("ches") || word.ends_with("shes")
               ? 0
               : 1;
  }
  return word.ends_with("ement") || word.ends_with("ements") ? 1 : 0;
}

}  // namespace

std::size_t syllables(std::string_view folded) {
  std::size_t count = 0;
  bool in_vowels = false;
  for (std::size_t i = 0; i < folded.size(); ++i) {
    const bool vowel = is_vowel(folded[i]);
    if (vowel && (!in_vowels || is_apart(folded, i - 1))) ++count;
    in_vowels = vowel;
  }
  const std::size_t silent = silent_endings(folded);
  return std::max<std::size_t>(count > silent ? count - silent : 1, 1);
}

double reading_age(std::size_t words, std::size_t sentences, std::size_t syllables) {
  const auto number = [](std::size_t count) { return static_cast<double>(count); };
  const double grade = 0.39 * number(words) / number(sentences) +
                       11.8 * number(syllables) / number(words) - 15.59;
  return grade + 5;
}

}  // namespace decorum::review
