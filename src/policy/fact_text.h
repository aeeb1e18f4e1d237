// A text as the fact sheets are held against it: its words, and what stands between them. Posts are
// cut by `cut_post`; review makes the same of what it has read of a draft.
//
// A word is a run of letters, marks and digits with apostrophes inside; "pay-to-pass" is three,
// "4.2" and "1,204" are one, "#OpenFloor" is "open floor". Links and mentions are left out, but for
// mentions of accounts of ours, which are words that are `own`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::policy {

// What stands between a word and the one before it in its sentence.
enum class Gap : std::uint8_t { none, comma, colon };  // comma: also ; ( ) and dashes

struct FactWord {
  base::Span span;
  std::string_view folded;  // lower case, with ASCII apostrophes
  Gap before = Gap::none;
  bool quoted = false;      // inside quotation marks
  bool own = false;         // a mention of ours
  bool percent = false;     // a number in per cent
  bool money = false;       // a number with a pound, euro or dollar sign, or "pounds"
};

struct FactSentence {
  std::uint32_t first = 0, end = 0;  // words
  bool asks = false;                 // ends with a question mark
};

struct FactText {
  std::string storage;  // of `folded`
  std::vector<FactWord> words;
  std::vector<FactSentence> sentences;
  bool mentions_others = false;
  bool ours = false;    // the organisation speaks: "we" is us, and "you" is not

  // Memory is kept for the next text.
  void clear();
};

inline constexpr std::size_t fact_words_max = 2000;  // of a text that are looked at

// `handles`: of our accounts, in lower case, without "@".
void cut_post(std::string_view text, const std::vector<std::string>& handles, FactText& out);

}  // namespace decorum::policy
