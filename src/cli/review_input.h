// What `decorum review` is given: texts or JSON as bytes, taken apart into drafts.
//
//   InputFile file = text_input("a.txt", bytes);             // the whole input is one draft
//   InputFile file = json_input("a.jsonl", bytes);           // one object, or one a line
//   for (const InputDraft& one : file.drafts) ...            // `error` or `draft`
//   std::string mended = file.with_texts({"new text", …});   // one a draft; the rest as it was
//
// A byte order mark and one final newline are no part of a plain text. A plain text that is not
// UTF-8 is mended, and offsets are those of the mended text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "post/draft.h"

namespace decorum::cli {

inline constexpr std::size_t drafts_max = 100'000;             // of one file
inline constexpr std::size_t drafts_bytes_max = 256u << 20;    // a file of JSON
inline constexpr std::size_t draft_file_bytes_max = 4u << 20;  // a file that is one text

struct InputDraft {
  std::string name;        // "drafts.jsonl:3" where a file holds several, else the file's name
  std::uint32_t line = 1;  // on which it starts
  post::Draft draft;
  std::optional<base::Error> error;  // then there is no draft
  std::size_t start = 0, size = 0;   // the draft's bytes in the file
};

struct InputFile {
  std::string name;   // as the person wrote it; "-" is standard input
  std::string bytes;  // as they came
  bool json = false;
  bool mended = false;  // a plain text that was not UTF-8
  std::vector<InputDraft> drafts;

  // The bytes of the file with these texts in place of the drafts'; nothing for one stays.
  std::string with_texts(const std::vector<std::optional<std::string>>& texts) const;
};

InputFile text_input(std::string name, std::string bytes);

// JSON is taken line by line when it is not one value as a whole, and its first line that is not
// blank is one or its second starts an object.
InputFile json_input(std::string name, std::string bytes);

}  // namespace decorum::cli
