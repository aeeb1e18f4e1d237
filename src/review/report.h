// A result as text for people (line, caret), as JSON, and as SARIF 2.1.0.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "review/review.h"

namespace decorum::review {

struct Reviewed {
  std::string file;  // as the person named it; "-" for standard input; "drafts.jsonl:3" for a draft
  std::string id;    // of the draft, when it has one
  std::string text;
  Result result;
  // For SARIF: the file that holds the draft, when that is JSON and so has the text inside a value,
  // and the line on which the draft starts.
  std::string in_file;
  std::uint32_t in_line = 0;
  // Of the file, before the text (a byte order mark). Only SARIF counts them.
  std::uint32_t bytes_before = 0;
};

//   draft.txt:2:14: warning FA1: This figure has no source. (guide p. 5)
//       Seven in ten managers leave within a year.
//       ^^^^^^^^^^^^
//     perhaps: …
//     --fix: write "colour"
//   draft.txt: 1 warning; look at each before this goes out.
//
// Columns are code points from 1. A finding without a place (an empty span) has no line and column.
// What would drive a terminal is made visible. Every line ends in a newline.
std::string to_text(const Reviewed& reviewed);

// One line, without a newline at its end: {"file","findings":[{"rule","kind","severity","start",
// "end","message","guide","fix":{"start","end","replacement"}|null,"suggestions":[…]}],
// "suppressed":[{…,"reason"}],"unused_suppressions":[RULE…],"length":{…},
// "approval":[{"by":[…],"why"}],"advice_only":false,"left_out":0,"note":"…"}; and "id" behind
// "file" for a draft that has one
std::string to_json(const Reviewed& reviewed);

// One run over all files; the policy's rules are the driver's rules, with their clauses. Lines and
// columns are those of the file in code points, from 1. A draft from JSON is placed at the line on
// which it starts, with its place in the text as properties, for its text is inside a JSON value.
std::string to_sarif(std::span<const Reviewed> reviewed, const policy::Policy& policy,
                     std::string_view version);

}  // namespace decorum::review
