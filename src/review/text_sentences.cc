#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "review/text_words.h"

namespace decorum::review {
namespace {

// After these a full stop ends no sentence.
constexpr std::array<std::string_view, 37> never_last = {
    "approx", "bros", "capt", "cf",    "cllr", "col",  "dept", "dr",   "eg",  "est",
    "gen",    "gov",  "govt", "hon",   "ie",   "jr",   "lt",   "maj",  "mme", "mr",
    "mrs",    "ms",   "mt",   "mx",    "pres", "prof", "revd", "rev",  "rt",  "sen",
    "sgt",    "sr",   "st",   "supt",  "viz",  "vs",   "messrs"};
// After these none where a number follows: "No. 5", "Fig. 2".
constexpr std::array<std::string_view, 22> before_numbers = {
    "art", "c",   "ca",  "ch", "cl", "ext", "fig", "figs", "no",  "nos", "p",
    "par", "para", "pp", "pt", "reg", "s",  "sec", "ss",   "tel", "vol", "nr"};
// After these none where a small letter follows; a full stop alone would end one there too.
constexpr std::array<std::string_view, 44> often_inside = {
    "al",  "apr", "aug", "ave", "co",  "corp", "dec", "ed",   "eds", "esp", "etc",
    "feb", "fri", "hrs", "inc", "incl", "jan", "jul", "jun",  "ltd", "mar", "max",
    "min", "mins", "mon", "no", "nov", "oct", "p",   "plc",  "rd",  "repr", "resp",
    "sat", "sep", "sept", "sq", "sun", "thu",  "tue", "univ", "vol", "wed", "yrs"};

template <std::size_t Size>
bool is_among(const std::array<std::string_view, Size>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

bool is_blank(char32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0d) ||
         (code >= 0x80 && u_isUWhiteSpace(static_cast<UChar32>(code)) != 0);
}
bool is_newline(char32_t code) {
  return code == '\n' || code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029;
}
bool is_end_mark(char32_t code) {
  return code == '.' || code == '!' || code == '?' || code == 0x2026 || code == 0x203d;
}
// These end a sentence without a blank after them.
bool is_full_width_end(char32_t code) {
  return code == 0x3002 || code == 0xff01 || code == 0xff1f || code == 0xff61;
}
bool is_closing(char32_t code) {
  return code == '"' || code == '\'' || code == ')' || code == ']' || code == 0x201d ||
         code == 0x2019 || code == 0xbb || code == '*' || code == '_';
}
bool is_closing_quote(char32_t code) {
  return code == '"' || code == '\'' || code == 0x201d || code == 0x2019 || code == 0xbb;
}

// Marks at the end of a sentence: "?!", "...", ".”".
struct Run {
  std::size_t begin = 0, end = 0;
  std::uint32_t marks = 0;
  char32_t mark = 0;  // "!" or "?" when there is one of them; else the first
  bool quote = false;
};

class Sentences {
 public:
  Sentences(Reading& reading, const std::vector<base::Span>& aside)
      : reading_(reading), text_(reading.text), aside_(aside) {}

  void run() {
    std::size_t at = 0;
    for (std::size_t i = 0; i < reading_.words.size(); ++i) {
      const base::Span word = reading_.words[i].span;
      if (const std::size_t cut = cut_between(at, word.start, i); cut != none) {
        close(cut, i);
      }
      at = word.end;
    }
    close(text_.size(), reading_.words.size());
  }

 private:
  static constexpr std::size_t none = std::string_view::npos;

  // A sentence from where the last one ended to `end`, without the blanks around it.
  void close(std::size_t end, std::size_t end_word) {
    std::size_t start = start_;
    start_ = end;
    while (start < end) {
      const base::CodePoint point = base::decode_at(text_, start);
      if (!is_blank(point.code)) break;
      start += point.length;
    }
    std::size_t last = start;
    for (std::size_t at = start; at < end;) {
      const base::CodePoint point = base::decode_at(text_, at);
      at += point.length;
      if (!is_blank(point.code)) last = at;
    }
    if (start == last) return;
    const auto number = static_cast<std::uint32_t>(reading_.sentences.size());
    Sentence sentence;
    sentence.span = {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(last)};
    sentence.first_word = first_word_;
    sentence.end_word = static_cast<std::uint32_t>(end_word);
    bool first = true;
    for (std::size_t i = first_word_; i < end_word; ++i) {
      Word& word = reading_.words[i];
      word.sentence = number;
      word.first = first;
      first = false;
    }
    first_word_ = sentence.end_word;
    reading_.sentences.push_back(sentence);
  }

  // Where a sentence ends between words `next - 1` and `next`; none: it goes on.
  std::size_t cut_between(std::size_t from, std::size_t until, std::size_t next) {
    std::size_t at = from;
    std::size_t newline = none;
    bool only_blanks = true;  // since the newline
    while (at < until) {
      if (const std::size_t past = past_aside(at); past > at) {
        at = std::min(past, until);
        only_blanks = false;
        continue;
      }
      const base::CodePoint point = base::decode_at(text_, at);
      if (is_full_width_end(point.code)) return run_at(at, until).end;
      if (is_end_mark(point.code)) {
        const Run run = run_at(at, until);
        if (ends(run, until, next)) return run.end;
        at = run.end;
        only_blanks = false;
        continue;
      }
      if (is_newline(point.code)) {
        const std::size_t line_end = at;
        at += point.length;
        if (point.code == '\r' && at < until && text_[at] == '\n') ++at;
        if (newline != none && only_blanks) return newline;
        newline = newline == none ? line_end : newline;
        only_blanks = true;
        continue;
      }
      only_blanks = only_blanks && is_blank(point.code);
      at += point.length;
    }
    if (newline == none) return none;
    // A line that was only wrapped goes on with a small letter.
    const bool wrapped = only_blanks && starts_small(next) && next > 0;
    return wrapped ? none : newline;
  }

  // The end of what stands aside at `at`, or `at`.
  std::size_t past_aside(std::size_t at) {
    while (aside_at_ < aside_.size() && aside_[aside_at_].end <= at) ++aside_at_;
    if (aside_at_ == aside_.size() || aside_[aside_at_].start > at) return at;
    return aside_[aside_at_].end;
  }

  Run run_at(std::size_t at, std::size_t until) const {
    Run run;
    run.begin = at;
    while (at < until) {
      const base::CodePoint point = base::decode_at(text_, at);
      if (!is_end_mark(point.code) && !is_full_width_end(point.code)) break;
      if (run.mark == 0 || point.code == '!' || point.code == '?') run.mark = point.code;
      run.marks += point.code == 0x2026 ? 3 : 1;
      at += point.length;
    }
    while (at < until) {
      const base::CodePoint point = base::decode_at(text_, at);
      if (!is_closing(point.code)) break;
      run.quote = run.quote || is_closing_quote(point.code);
      at += point.length;
    }
    run.end = at;
    return run;
  }

  bool starts_small(std::size_t next) const {
    return !reading_.words[next].capital && !reading_.words[next].number;
  }

  // Do these marks end the sentence before word `next`?
  bool ends(const Run& run, std::size_t until, std::size_t next) const {
    if (run.end == until && run.end < text_.size()) return false;  // "6.30", "e.g", "what?no"
    if (next == reading_.words.size()) return true;
    const base::CodePoint after = base::decode_at(text_, run.end);
    const bool open = is_blank(after.code) || after.code >= 0x2190;  // emoji and the like
    if (!open) return false;
    const bool small = starts_small(next);
    if (run.quote && small) return false;
    if (run.mark == '!' || run.mark == '?') return true;
    if (run.marks > 1) return !small;
    return full_stop_ends(run, next, small);
  }

  bool full_stop_ends(const Run& run, std::size_t next, bool small) const {
    if (next == 0) return true;
    const Word& word = reading_.words[next - 1];
    if (word.span.end != run.begin) return true;
    const Word& following = reading_.words[next];
    // "e.g.", "U.S.": letters with full stops between them.
    const bool dotted = word.text.size() == 1 && !word.number && word.span.start > 0 &&
                        text_[word.span.start - 1] == '.';
    if (dotted) return false;
    if (is_among(never_last, word.folded)) return false;
    if (following.number && is_among(before_numbers, word.folded)) return false;
    if (small && is_among(often_inside, word.folded)) return false;
    const bool initial = word.text.size() == 1 && word.capital && word.text != "I";
    if (initial && following.capital) return false;
    return !(word.number && begins_line(word));
  }

  // "1. Do this"
  bool begins_line(const Word& word) const {
    std::size_t at = word.span.start;
    while (at > 0 && text_[at - 1] == ' ') --at;
    return at == 0 || text_[at - 1] == '\n';
  }

  Reading& reading_;
  std::string_view text_;
  const std::vector<base::Span>& aside_;
  std::size_t aside_at_ = 0;
  std::size_t start_ = 0;
  std::uint32_t first_word_ = 0;
};

}  // namespace

void find_sentences(Reading& reading, const std::vector<base::Span>& aside) {
  reading.sentences.clear();
  Sentences(reading, aside).run();
}

}  // namespace decorum::review
