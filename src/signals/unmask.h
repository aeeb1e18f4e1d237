// The plain text of a disguised post: what a person reads, where a tokeniser would see nothing.
//
// People hide words from readers of tokens: with digits and signs for letters ("1d10t", "a$$"),
// letters of other alphabets, styled or turned letters, marks piled on letters, invisible
// characters, letters parted ("i d i o t", "i-d-i-o-t"), masked ("id*ot") or stretched, words run
// together. unmask undoes that, and nothing else:
//
//   Unmasked plain;                                  // keep it: its memory is used again
//   unmask("you 1d10t", known, plain);               // true: "you idiot"
//   plain.place(4, 9);                               // the bytes of "1d10t" in the post
//   unmask("back at 4pm for U.S. TV", known, plain); // false: there is nothing to undo
//
// It prefers to leave a text as it is. What is a word already stays ("gr8", "2day"); what may stand
// for letters is read as letters only where a known word comes out; links, addresses, handles and
// hashtags are not touched. A second unmask changes nothing more. This works on the text before it
// is cut into tokens; signals/loosen.h guesses more freely, for the scan over word lists, where
// a wrong guess finds nothing.
//
// Bounds: text of more than unmask_bytes_max bytes is left alone; a plain text is at most twice as
// long as its source plus two bytes; at most unmask_rounds_max rounds, and what is still not plain
// then is left as it was. Never throws, beyond running out of memory, whatever the bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "signals/known_words.h"
#include "signals/row.h"

namespace decorum::signals {

inline constexpr std::size_t unmask_bytes_max = std::size_t{1} << 16;
inline constexpr int unmask_rounds_max = 6;

struct Unmasked {
  std::string text;
  // For each byte of text, and one past the end, the offset in the source; never falling. Text that
  // was stored backwards has one offset for all of it.
  std::vector<std::uint32_t> origin;

  // The source bytes behind text[from, to), from < to: whole code points.
  base::Span place(std::size_t from, std::size_t to) const;
};

// False for text that `unmask` leaves alone for certain; one pass, a few hundredths of a
// microsecond for a post.
bool may_be_disguised(std::string_view text);

// True when the plain text differs; otherwise `out` means nothing.
bool unmask(std::string_view text, const KnownWords& known, Unmasked& out);

// The tokens of `plain`, when the text is disguised (or of the text, for null), with spans in
// `text` itself. Tokens of stretched words keep their flag.
void tokenise_plain(std::string_view text, const Unmasked* plain, TokenRow& row);

// Both in one, for whoever needs only the tokens. `plain` is working memory; the answer says
// whether the text was disguised.
bool read_tokens(std::string_view text, const KnownWords& known, Unmasked& plain, TokenRow& row);

}  // namespace decorum::signals
