// Tokens of one text and the hashes every statistical reader works on: made once a post.
//
// A TokenRow holds what was written (spans into the post's text, in UTF-8 bytes) beside what the
// models see: lower-cased tokens with placeholders for links and handles, one token an emoji,
// letter runs cut to two, numbers masked by shape. The rules follow the usual tokenisers for posts
// (O'Connor et al., TweetMotif, 2010; Potts' sentiment tokeniser).
//
//   TokenRow row;                    // keep it: its memory is used again
//   tokenise(post.text, row);
//   row.text_of(row.tokens[0]);      // "<user>"
//
// Bounds: at most tokens_max tokens a text (the rest of a longer text is not read, `cut` says so);
// a word keeps at most word_bytes_max bytes, its span covers the whole word.
// Neither function throws (beyond running out of memory) and both take any bytes, but spans are
// only whole code points when the text is valid UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::signals {

inline constexpr std::size_t tokens_max = 4096;
inline constexpr std::size_t word_bytes_max = 96;

// What a token is; several may hold at once.
namespace token_flag {
inline constexpr std::uint8_t word = 1;         // letters and digits
inline constexpr std::uint8_t punctuation = 2;  // a run of one mark, or a placeholder
inline constexpr std::uint8_t capitals = 4;     // at least two letters, all of them capitals
inline constexpr std::uint8_t lengthened = 8;   // a letter run was cut ("sooo")
inline constexpr std::uint8_t hashtag = 16;     // a whole hashtag, or a part split from it
inline constexpr std::uint8_t emoji = 32;       // an emoji or an emoticon
inline constexpr std::uint8_t negated = 64;     // up to four words after a negation
inline constexpr std::uint8_t number = 128;
}  // namespace token_flag

struct Token {
  base::Span span;           // in the post's text; the parts of a hashtag lie inside its own span
  std::uint64_t hash = 0;    // hash_token(text): the same in every version of the program
  std::uint32_t offset = 0;  // of the token's own text in TokenRow::text
  std::uint8_t length = 0;
  std::uint8_t flags = 0;

  bool is(std::uint8_t flag) const { return (flags & flag) != 0; }
};

struct TokenRow {
  std::vector<Token> tokens;
  std::string text;  // the tokens' texts, one after the other, each followed by a space
  bool cut = false;  // the text holds more tokens than were read

  std::string_view text_of(const Token& token) const {
    return std::string_view(text).substr(token.offset, token.length);
  }

  // Working memory of tokenise: the text with entities and look-alike quotes replaced, and where
  // each of its bytes came from. Empty when the text needed no such change.
  std::string clean;
  std::vector<std::uint32_t> origin;
};

void tokenise(std::string_view text, TokenRow& row);

// FNV-1a over the bytes with a final mix (Fowler, Noll, Vo; the mix is MurmurHash3's fmix64): cheap
// for short words, and fixed for ever because model files are built on it.
std::uint64_t hash_token(std::string_view text);

}  // namespace decorum::signals
