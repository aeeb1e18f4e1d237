// A mistake in a file that a policy owner wrote: where it is, what is wrong, what was expected and
// what was perhaps meant; and how a person is shown it:
//
//   protocol.yaml:12:15: there is no question or outcome 'worth-a-replly'
//           go: worth-a-replly
//               ^^^^^^^^^^^^^^
//     expected: the id of a question or an outcome
//     did you mean 'worth-a-reply'?
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/file.h"

namespace decorum::policy {

struct Mistake {
  std::string file;              // path in the policy folder; "" for the folder itself
  std::uint32_t line = 0;        // from 1; 0 when the whole file is meant (a missing file)
  std::uint32_t column = 0;      // from 1, in code points
  std::uint32_t end_column = 0;  // one past the last code point, on the same line
  std::string code;              // "unknown-key": the kind of mistake, stable, for tools
  std::string what;              // a whole sentence without a full stop
  std::string expected;          // may be empty
  std::string suggestion;        // what was perhaps meant; may be empty

  bool operator==(const Mistake&) const = default;
};

// At most this many mistakes are kept for one policy; what comes after is only counted.
inline constexpr std::size_t mistakes_max = 1000;
// At most this many are written out; then "and N more".
inline constexpr std::size_t mistakes_shown_max = 200;

// By file, line and column; mistakes of the whole folder come first. Doubles are removed.
void sort_mistakes(std::vector<Mistake>& mistakes);

// One mistake as above, every line ended by a newline. The source line is taken from `files`; it is
// left out when the file is not there. A line over 100 columns is shown in part. Tabs, wide and
// combining characters keep the caret under its text on a terminal.
std::string render(const Mistake& mistake, std::span<const PolicyFile> files);

// A line of somebody's text and, below it, carets under its columns [column, end_column), as above;
// at least one caret. Also for what is no mistake of a policy.
std::string excerpt(std::string_view line, std::uint32_t column, std::uint32_t end_column);

// All of them, at most mistakes_shown_max, an empty line between two.
std::string render(std::span<const Mistake> mistakes, std::span<const PolicyFile> files);

// The first line of a text, cut to at most 60 bytes at a character's end, with "…" when it was cut:
// what a message may quote of somebody's file.
std::string shortened(std::string_view text);

// The candidate nearest to `wrong` by edits (insert, delete, change, swap of neighbours), or ""
// when none is near enough to be a slip: at most one edit for three letters. Looks at no more than
// 500 candidates and at words up to 64 bytes.
std::string nearest(std::string_view wrong, std::span<const std::string> candidates);

}  // namespace decorum::policy
