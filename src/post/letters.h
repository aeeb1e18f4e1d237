// Classes of code points that twitter-text's rules are written in (its "regex" files, version 3.1).
#pragma once

namespace decorum::post {

bool is_ascii_letter(char32_t code);
bool is_ascii_digit(char32_t code);
bool is_ascii_punctuation(char32_t code);

// White space, and U+180E, which was white space when the rule was written.
bool is_space(char32_t code);

// Marks that only say which way text runs: U+061C, U+200E, U+202A and their kin.
bool is_directional(char32_t code);

// U+FEFF, U+FFFE and U+FFFF: no post on X may hold one.
bool is_forbidden(char32_t code);

// Latin letters with accents, the Hawaiian okina, and combining diacritics.
bool is_latin_accent(char32_t code);

// May stand in a hashtag and makes it one: a letter or a mark of any script.
bool is_hashtag_letter(char32_t code);
// May stand in a hashtag: the former, decimal digits of any script, and a few signs such as "_".
bool is_hashtag_character(char32_t code);

}  // namespace decorum::post
