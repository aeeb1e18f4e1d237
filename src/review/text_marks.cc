#include "review/text_marks.h"

#include <algorithm>
#include <optional>

#include <unicode/uchar.h>

namespace decorum::review {
namespace {

constexpr std::size_t local_bytes_max = 64;    // RFC 5321, 4.5.3.1.1
constexpr std::size_t domain_bytes_max = 253;  // RFC 1035, 2.3.4 and 3.1

base::Span span_of(std::size_t start, std::size_t end) {
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_alphanumeric(char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); }
bool is_local(char c) {
  return is_ascii_alphanumeric(c) || c == '.' || c == '_' || c == '+' || c == '-' || c == '%';
}

std::size_t local_start(std::string_view text, std::size_t at, std::size_t least) {
  std::size_t start = at;
  const std::size_t bound = std::max(least, at > local_bytes_max ? at - local_bytes_max : 0);
  while (start > bound && is_local(text[start - 1])) --start;
  while (start < at && !is_ascii_alphanumeric(text[start]) && text[start] != '_') ++start;
  return start;
}

// The end of a domain with a dot and a last label of letters, or `start`.
std::size_t domain_end(std::string_view text, std::size_t start) {
  const std::size_t bound = std::min(text.size(), start + domain_bytes_max);
  std::size_t end = start;
  std::size_t label = start;
  for (std::size_t at = start; at <= bound; ++at) {
    const char c = at < bound ? text[at] : ' ';
    if (is_ascii_alphanumeric(c) || (c == '-' && at > label)) continue;
    const bool letters = at >= label + 2 && is_ascii_letter(text[label]) &&
                         is_ascii_letter(text[at - 1]);
    if (label > start && letters) end = at;
    if (c != '.' || at == label) break;
    label = at + 1;
  }
  return end;
}

}  // namespace

void find_emails(std::string_view text, std::vector<base::Span>& out) {
  out.clear();
  std::size_t least = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::size_t start = local_start(text, at, least);
    if (start == at) continue;
    const std::size_t end = domain_end(text, at + 1);
    if (end == at + 1) continue;
    out.push_back(span_of(start, end));
    least = end;
  }
}

void find_codes(std::string_view text, std::vector<base::Span>& out) {
  constexpr std::string_view fence = "```";
  out.clear();
  bool fences_left = true;
  std::size_t line_end = 0;
  std::size_t at = text.find('`');
  while (at != std::string_view::npos) {
    std::size_t next = at + 1;
    if (text.substr(at).starts_with(fence)) {
      next = at + fence.size();
      const std::size_t end = fences_left ? text.find(fence, next) : std::string_view::npos;
      if (end == std::string_view::npos) {
        fences_left = false;
      } else {
        next = end + fence.size();
        out.push_back(span_of(at, next));
      }
    } else {
      if (line_end <= at) line_end = std::min(text.find('\n', at), text.size());
      const std::size_t end = text.substr(0, line_end).find('`', next);
      if (end == std::string_view::npos) {
        next = line_end;
      } else {
        next = end + 1;
        if (end > at + 1) out.push_back(span_of(at, next));
      }
    }
    at = text.find('`', next);
  }
}

namespace {

// The kinds of quotation marks. Those for which one sign opens and closes are told apart by what
// stands beside them.
enum class Mark : std::uint8_t { straight, curly, angle, single, straight_single };

bool is_blank(char32_t code) {
  return code <= 0x20 || (code >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(code)) != 0);
}
bool is_letter_or_digit(char32_t code) { return u_isalnum(static_cast<UChar32>(code)) != 0; }

struct Open {
  Mark mark = Mark::straight;
  std::size_t start = 0;
  std::size_t likely_end = 0;  // of a single mark: after "members’", where it may be an apostrophe
  std::size_t found = 0;       // quotations that were there when it was opened
};

class Quotations {
 public:
  Quotations(std::string_view text, const std::vector<base::Span>& codes,
             std::vector<base::Span>& out)
      : text_(text), codes_(codes), out_(out) {}

  void run() {
    out_.clear();
    std::size_t at = 0;
    bool line_begins = true;
    bool blank_line = false;
    char32_t before = ' ';
    while (at < text_.size()) {
      if (line_begins) {
        if (const std::size_t end = quoted_line(at); end > at) {
          at = end;
          before = ' ';
          line_begins = false;
          continue;
        }
      }
      if (const std::size_t past = past_code(at); past > at) {
        at = past;
        before = '`';
        line_begins = blank_line = false;
        continue;
      }
      const base::CodePoint point = base::decode_at(text_, at);
      const char32_t after = at + point.length < text_.size()
                                 ? base::decode_at(text_, at + point.length).code
                                 : U' ';
      if (point.code == '\n') {
        if (blank_line) end_paragraph();
        blank_line = true;
      } else if (!is_blank(point.code)) {
        blank_line = false;
      }
      look_at(point, at, before, after);
      before = point.code;
      line_begins = point.code == '\n' || (line_begins && point.code == ' ');
      at += point.length;
    }
    end_paragraph();
  }

 private:
  // The end of a line that begins with ">", which is then a quotation; or `at`.
  std::size_t quoted_line(std::size_t at) {
    if (text_[at] != '>') return at;
    end_paragraph();
    const std::size_t end = std::min(text_.find('\n', at), text_.size());
    std::size_t start = at;
    while (start < end && (text_[start] == '>' || text_[start] == ' ')) ++start;
    std::size_t last = end;
    while (last > start && is_blank(static_cast<unsigned char>(text_[last - 1]))) --last;
    if (start < last) out_.push_back(span_of(start, last));
    return end;
  }

  std::size_t past_code(std::size_t at) {
    while (code_at_ < codes_.size() && codes_[code_at_].end <= at) ++code_at_;
    const bool inside = code_at_ < codes_.size() && codes_[code_at_].start <= at;
    return inside ? codes_[code_at_].end : at;
  }

  void look_at(const base::CodePoint& point, std::size_t at, char32_t before, char32_t after) {
    const std::size_t end = at + point.length;
    switch (point.code) {
      case 0x201c: case 0x201e: return open(Mark::curly, at);
      case 0x201d: return close(Mark::curly, end);
      case 0xab: return open(Mark::angle, at);
      case 0xbb: return close(Mark::angle, end);
      case 0x2018: return single(Mark::single, at, end, before, after);
      case 0x2019: return single_end(Mark::single, end, before, after);
      case '"': return straight(at, end, before, after);
      case '\'': return single(Mark::straight_single, at, end, before, after);
      default: return;
    }
  }

  static bool may_open(char32_t before, char32_t after) {
    return !is_letter_or_digit(before) && !is_blank(after) && before != '.' && before != ',';
  }

  void straight(std::size_t at, std::size_t end, char32_t before, char32_t after) {
    const auto opened = find(Mark::straight);
    if (opened && !is_blank(before)) return close(Mark::straight, end);
    if (!may_open(before, after)) return;
    if (opened) stack_.resize(*opened);  // it was never closed
    open(Mark::straight, at);
  }

  void single(Mark mark, std::size_t at, std::size_t end, char32_t before, char32_t after) {
    const bool opens = may_open(before, after) && !is_elision(end);
    if (is_open(mark)) {
      if (!is_blank(before)) single_end(mark, end, before, after);
      return;
    }
    if (opens) open(mark, at);
  }

  // An apostrophe that begins a word: ’tis, ’em, ’90s.
  bool is_elision(std::size_t at) const {
    const std::string_view rest = text_.substr(at, 6);
    if (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') return true;
    for (const std::string_view word : {"tis", "twas", "em", "til", "cause", "n", "til"}) {
      if (!rest.starts_with(word)) continue;
      const std::string_view after = rest.substr(word.size());
      if (after.empty() || !is_ascii_alphanumeric(after[0])) return true;
    }
    return false;
  }

  void single_end(Mark mark, std::size_t end, char32_t before, char32_t after) {
    if (!is_open(mark) || is_letter_or_digit(after)) return;
    if (before == 's' && after == ' ') {
      stack_[*find(mark)].likely_end = end;  // "members’ fees"
      return;
    }
    close(mark, end);
  }

  std::optional<std::size_t> find(Mark mark) const {
    for (std::size_t i = stack_.size(); i > 0; --i) {
      if (stack_[i - 1].mark == mark) return i - 1;
    }
    return std::nullopt;
  }
  bool is_open(Mark mark) const { return find(mark).has_value(); }

  void open(Mark mark, std::size_t start) {
    constexpr std::size_t depth_max = 8;
    if (stack_.size() >= depth_max || is_open(mark)) return;
    stack_.push_back({mark, start, 0, out_.size()});
  }

  void close(Mark mark, std::size_t end) {
    const auto at = find(mark);
    if (!at) return;
    const Open open = stack_[*at];
    stack_.resize(*at);
    out_.resize(open.found);  // those inside
    out_.push_back(span_of(open.start, end));
  }

  void end_paragraph() {
    for (std::size_t i = 0; i < stack_.size(); ++i) {
      if (stack_[i].likely_end == 0) continue;
      close(stack_[i].mark, stack_[i].likely_end);
      break;
    }
    stack_.clear();
  }

  std::string_view text_;
  const std::vector<base::Span>& codes_;
  std::vector<base::Span>& out_;
  std::vector<Open> stack_;
  std::size_t code_at_ = 0;
};

}  // namespace

void find_quotations(std::string_view text, const std::vector<base::Span>& codes,
                     std::vector<base::Span>& out) {
  Quotations(text, codes, out).run();
}

}  // namespace decorum::review
