#include "cli/review_input.h"

#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/utf8.h"
#include "post/draft_json.h"
#include "post/json_check.h"

namespace decorum::cli {
namespace {

constexpr std::string_view mark = "\xEF\xBB\xBF";
constexpr std::string_view blanks = " \t\r\n";

bool is_blank(std::string_view line) {
  return line.find_first_not_of(blanks) == std::string_view::npos;
}

// Line by line: `take` gets the line without its newline, its offset and its number from 1, and
// says whether it wants more.
template <class Take>
void each_line(std::string_view bytes, std::size_t offset, Take take) {
  for (std::uint32_t number = 1; offset < bytes.size(); ++number) {
    const std::size_t end = std::min(bytes.find('\n', offset), bytes.size());
    if (!take(bytes.substr(offset, end - offset), offset, number)) return;
    offset = end + 1;
  }
}

bool is_json(std::string_view text) {
  constexpr std::size_t nesting_max = 64;
  return post::check_json_document(text, nesting_max).has_value();
}

bool is_json_lines(std::string_view bytes, std::size_t offset) {
  std::size_t seen = 0;
  bool lines = false;
  each_line(bytes, offset, [&](std::string_view line, std::size_t, std::uint32_t) {
    if (is_blank(line)) return true;
    ++seen;
    const bool whole = seen == 1 && is_json(line);
    lines = lines || whole || (seen == 2 && line[line.find_first_not_of(blanks)] == '{');
    return seen < 2;
  });
  return lines && seen == 2 && !is_json(bytes.substr(offset));
}

InputDraft draft_of(std::string name, std::string_view json, std::size_t start) {
  InputDraft out;
  out.name = std::move(name);
  out.start = start;
  out.size = json.size();
  auto draft = post::read_draft(json);
  if (draft) {
    out.draft = std::move(*draft);
  } else {
    out.error = draft.error();
  }
  return out;
}

}  // namespace

std::string InputFile::with_texts(const std::vector<std::optional<std::string>>& texts) const {
  std::string out;
  std::size_t taken = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!texts[i]) continue;
    const InputDraft& one = drafts[i];
    const std::string_view whole = bytes;
    out += whole.substr(taken, one.start - taken);
    out += json ? post::with_text(whole.substr(one.start, one.size), *texts[i]) : *texts[i];
    taken = one.start + one.size;
  }
  return out + bytes.substr(taken);
}

InputFile text_input(std::string name, std::string bytes) {
  InputFile file;
  file.name = std::move(name);
  file.bytes = std::move(bytes);
  std::string_view text = file.bytes;
  InputDraft one;
  one.name = file.name;
  if (text.starts_with(mark)) one.start = mark.size();
  text.remove_prefix(one.start);
  if (text.ends_with('\n')) text.remove_suffix(text.ends_with("\r\n") ? 2 : 1);
  one.size = text.size();
  file.mended = !base::is_valid_utf8(text);
  one.draft.text = file.mended ? base::mended(text) : std::string(text);
  if (one.draft.text.size() > post::draft_text_bytes_max) {
    one.error = base::Error{fmt::format("a text may have {} bytes at most, and this has {}",
                                        post::draft_text_bytes_max, one.draft.text.size()),
                            {}};
  }
  file.drafts.push_back(std::move(one));
  return file;
}

InputFile json_input(std::string name, std::string bytes) {
  InputFile file;
  file.name = std::move(name);
  file.bytes = std::move(bytes);
  file.json = true;
  const std::size_t begin = file.bytes.starts_with(mark) ? mark.size() : 0;
  if (!is_json_lines(file.bytes, begin)) {
    file.drafts.push_back(draft_of(file.name, std::string_view(file.bytes).substr(begin), begin));
    return file;
  }
  each_line(file.bytes, begin, [&](std::string_view line, std::size_t at, std::uint32_t number) {
    if (is_blank(line)) return true;
    const std::string where = fmt::format("{}:{}", file.name, number);
    if (file.drafts.size() == drafts_max) {
      InputDraft& rest = file.drafts.emplace_back();
      rest.name = where;
      rest.start = at;
      rest.error = base::Error{fmt::format("a file may have {} drafts at most", drafts_max), {}};
      return false;
    }
    file.drafts.push_back(draft_of(where, line, at));
    file.drafts.back().line = number;
    return true;
  });
  return file;
}

}  // namespace decorum::cli
