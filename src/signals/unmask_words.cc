#include "signals/unmask_words.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

#include "signals/normalise.h"
#include "signals/word_guess.h"

namespace decorum::signals {
namespace {

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
constexpr bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }
constexpr bool is_name(char c) { return is_letter(c) || is_digit(c) || is_high(c) || c == '_'; }
constexpr bool is_sign(char c) { return c == '@' || c == '$' || c == '!' || c == '|'; }

constexpr std::size_t parted_letters_min = 3;
constexpr std::size_t spaced_letters_min = 4;  // three letters must be a word that is no chat
constexpr std::size_t heading_words_min = 3;  // as many in capitals are no heading any more
constexpr std::size_t apart_bytes_min = 12;  // of words run together
constexpr int hint_rarity_max = 100;  // of a word that is worth hiding: one post in 200
constexpr std::size_t disguised_words_min = 2;  // make a text in which weaker signs count too

char lowered(char c) { return is_upper(c) ? static_cast<char>(c + ('a' - 'A')) : c; }
char raised(char c) { return is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c; }

// What may stand between the letters of one word.
constexpr bool is_joiner(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '_' || c == '*' || c == '/' || c == '~';
}

// Links, addresses and names of sites stay as they are; `chunk` has no blanks.
bool is_address(std::string_view chunk) {
  if (chunk.find("://") != chunk.npos || chunk.find("www.") != chunk.npos) return true;
  for (std::size_t dot = chunk.find('.'); dot != chunk.npos; dot = chunk.find('.', dot + 1)) {
    if (dot == 0 || !is_name(chunk[dot - 1])) continue;
    std::size_t end = dot + 1;
    while (end < chunk.size() && is_letter(chunk[end])) ++end;
    if (end < chunk.size() && is_name(chunk[end])) continue;
    std::string label(chunk.substr(dot + 1, end - dot - 1));
    for (char& c : label) c = lowered(c);
    constexpr std::array<std::string_view, 18> common = {
        "com", "org", "net", "uk", "co", "edu", "gov", "info", "biz",
        "io", "tv", "me", "ly", "be", "us", "eu", "de", "ru"};
    if (std::find(common.begin(), common.end(), label) != common.end()) return true;
  }
  return false;
}

class PlainWords {
 public:
  PlainWords(const Source& in, const KnownWords& known, bool disguised, bool together,
             Unmasked& out)
      : text_(in.text), in_(in), guess_(known, disguised, together), loose_(known, true, false),
        known_(known), disguised_(disguised), together_(together), out_(out) {}

  // How many words were put right; `out` holds the text when there were any.
  std::size_t run();
  // Words that count where others are disguised too: short ones with digits, and those spaced out
  // in capitals, which by themselves are emphasis.
  std::size_t hints() const { return hints_; }
  // Do long words make up most of the text?
  bool is_run_together() const {
    return long_letters_ > 5 && 5 * long_letters_ >= 3 * letters_;
  }

 private:
  bool close_gaps();
  bool are_gaps_wide() const;
  std::size_t step(std::size_t at);
  std::size_t end_of_name(std::size_t at) const;
  std::size_t parted_end(std::size_t at, std::size_t& letters) const;
  std::size_t add_parted(std::size_t at);
  bool is_meant(std::size_t begin, std::size_t end, std::string_view word);
  bool is_initials(std::size_t begin, std::size_t end, std::size_t letters) const;
  bool is_heading(std::size_t begin, std::size_t end) const;
  std::size_t region_end(std::size_t at, bool& hides);
  bool is_letter_before(std::size_t at) const;
  bool is_group_before(std::size_t at) const;
  void add_region(std::size_t begin, std::size_t end);
  bool add_pieces(std::size_t begin, std::size_t end);
  bool is_kept(std::size_t at);

  // What was passed over is copied when the next change comes, or at the end.
  void flush(std::size_t to) {
    out_.text += text_.substr(copied_, to - copied_);
    for (; copied_ < to; ++copied_) add_origin(text_[copied_], copied_);
  }
  void put(char c, std::size_t from) {
    out_.text += c;
    add_origin(c, from);
  }
  // All bytes of a code point have its place.
  void add_origin(char c, std::size_t from) {
    const bool inside = (static_cast<unsigned char>(c) & 0xc0U) == 0x80U && !out_.origin.empty();
    out_.origin.push_back(inside ? out_.origin.back() : in_.at(from));
  }
  char before(std::size_t at) const { return at > 0 ? text_[at - 1] : ' '; }
  char at_or_blank(std::size_t at) const { return at < text_.size() ? text_[at] : ' '; }

  std::string_view text_;
  const Source& in_;
  WordGuess guess_;
  WordGuess loose_;
  const KnownWords& known_;
  bool disguised_;
  bool together_;
  Unmasked& out_;
  std::size_t copied_ = 0;
  std::size_t count_ = 0;
  std::size_t hints_ = 0;
  std::size_t letters_ = 0;       // of all words
  std::size_t long_letters_ = 0;  // of words of apart_bytes_min letters or more
  std::size_t emphasis_end_ = 0;
  std::size_t chunk_end_ = 0;  // of the chunk that kept_ is of
  bool kept_ = false;
  std::vector<std::size_t> ends_;
};

std::size_t PlainWords::run() {
  out_.text.clear();
  out_.origin.clear();
  if (!close_gaps()) {
    for (std::size_t at = 0; at < text_.size();) at = step(at);
  }
  if (count_ == 0) return 0;
  flush(text_.size());
  out_.origin.push_back(in_.at(text_.size()));
  return count_;
}

// The answer is where to go on.
std::size_t PlainWords::step(std::size_t at) {
  const char c = text_[at];
  if ((c == '@' || c == '#') && is_name(at_or_blank(at + 1))) return end_of_name(at + 1);
  if (is_letter(c)) {
    if (const std::size_t end = add_parted(at); end != at) return end;
  } else if (!is_digit(c) && !is_high(c) && c != '$' && c != '|') {
    return at + 1;
  }
  bool hides = false;
  const std::size_t end = region_end(at, hides);
  if (hides && !is_kept(at)) add_region(at, end);
  return end != at ? end : at + base::decode_at(text_, at).length;
}

std::size_t PlainWords::end_of_name(std::size_t at) const {
  while (at < text_.size() && is_name(text_[at])) ++at;
  return at;
}

bool PlainWords::is_kept(std::size_t at) {
  if (at < chunk_end_) return kept_;
  std::size_t begin = at;
  while (begin > 0 && !is_blank(text_[begin - 1])) --begin;
  chunk_end_ = at;
  while (chunk_end_ < text_.size() && !is_blank(text_[chunk_end_])) ++chunk_end_;
  kept_ = is_address(text_.substr(begin, chunk_end_ - begin));
  return kept_;
}

// Do nearly all characters stand alone, with wider gaps that may part words?
bool PlainWords::are_gaps_wide() const {
  constexpr std::size_t singles_min = 6;
  std::size_t singles = 0, others = 0, wide = 0;
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t begin = at;
    while (at < text_.size() && is_blank(text_[at])) ++at;
    wide += at - begin >= 2 && begin > 0 ? 1U : 0U;
    const std::size_t chunk = at;
    while (at < text_.size() && !is_blank(text_[at])) ++at;
    if (at == chunk) continue;
    ++(base::decode_at(text_, chunk).length == at - chunk ? singles : others);
  }
  return singles >= singles_min && wide > 0 && wide * 2 <= singles && others * 4 <= singles;
}

// "y o u   i d i o t", when at least half of it are words then.
bool PlainWords::close_gaps() {
  if (!are_gaps_wide()) return false;
  std::string word;
  std::size_t known = 0, letters = 0, words = 0, capitals = 0;
  for (std::size_t at = 0; at <= text_.size(); ++at) {
    const char c = at_or_blank(at);
    const bool gap = is_blank(c) && (is_blank(at_or_blank(at + 1)) || is_blank(before(at)));
    if (!gap) {
      if (!is_blank(c)) put(c, at);
      if (is_letter(c)) word += lowered(c);
      capitals += is_upper(c) ? 1U : 0U;
    } else if (!word.empty()) {
      ++words;
      letters += word.size();
      known += known_.knows(word) ? word.size() : 0;
      word.clear();
    }
    if (gap && at < text_.size() && !out_.text.empty() && out_.text.back() != ' ') put(' ', at);
  }
  const bool heading = capitals == letters && words < heading_words_min;
  if (letters == 0 || known * 2 < letters || heading) {
    out_.text.clear();
    out_.origin.clear();
    return false;
  }
  copied_ = text_.size();
  ++count_;
  return true;
}

// The end of letters that stand alone between equal joiners, or `at`.
std::size_t PlainWords::parted_end(std::size_t at, std::size_t& letters) const {
  letters = 1;
  if (at + 4 >= text_.size() || !is_joiner(text_[at + 1]) || is_name(before(at))) return at;
  if (before(at) == '\'' || before(at) == '&') return at;
  const char joiner = text_[at + 1];
  std::size_t end = at + 1;
  while (end + 1 < text_.size() && text_[end] == joiner && is_letter(text_[end + 1])) {
    const char next = at_or_blank(end + 2);
    if (joiner == '_' ? is_letter(next) || is_digit(next) || is_high(next)
                      : is_name(next) || next == '\'') {
      break;
    }
    end += 2;
    ++letters;
  }
  return letters >= parted_letters_min ? end : at;
}

// "U.S.A." and "U. S. A." stay, and so does "B B C".
bool PlainWords::is_initials(std::size_t begin, std::size_t end, std::size_t letters) const {
  constexpr std::size_t initials_max = 4;
  const char joiner = text_[begin + 1];
  for (std::size_t k = begin; k < end; k += 2) {
    if (!is_upper(text_[k])) return joiner == '.' && letters == parted_letters_min;
  }
  if (joiner == '.') return letters <= initials_max || at_or_blank(end) == '.';
  return letters <= parted_letters_min;
}

// "A N N U A L  R E P O R T" over other lines is a heading.
bool PlainWords::is_heading(std::size_t begin, std::size_t end) const {
  if (text_.find('\n') == text_.npos) return false;
  std::size_t line = text_.rfind('\n', begin);
  line = line == text_.npos ? 0 : line + 1;
  const std::size_t stop = std::min(text_.find('\n', end), text_.size());
  std::size_t run = 0;
  for (std::size_t k = line; k < stop; ++k) {
    run = is_name(text_[k]) ? run + 1 : 0;
    if (run > 1 || is_lower(text_[k])) return false;
  }
  return true;
}

// Are letters parted to hide `word`, whose parts end at ends_? Capitals with spaces are emphasis,
// unless there are several such words.
bool PlainWords::is_meant(std::size_t begin, std::size_t end, std::string_view word) {
  if (text_[begin + 1] != ' ') return true;
  for (std::size_t k = begin; k < end; k += 2) {
    if (is_lower(text_[k])) return true;
  }
  // Words beside each other are one heading.
  const std::string_view between = text_.substr(emphasis_end_, begin - emphasis_end_);
  if (emphasis_end_ == 0 || !std::all_of(between.begin(), between.end(), is_blank)) ++hints_;
  emphasis_end_ = end;
  return (disguised_ || ends_.size() >= heading_words_min || known_.is_rude(word)) &&
         !is_heading(begin, end);
}

std::size_t PlainWords::add_parted(std::size_t at) {
  std::size_t letters = 0;
  const std::size_t end = parted_end(at, letters);
  if (end == at || is_initials(at, end, letters)) return at;
  std::string word;
  for (std::size_t k = at; k < end; k += 2) word += lowered(text_[k]);
  ends_.clear();
  const bool chat = word.find_first_not_of("abcikmnoruxy") == word.npos;  // "u r a", "i c u"
  const bool spaced = text_[at + 1] == ' ';
  if (spaced && letters <= spaced_letters_min && chat) return at;
  if (known_.knows(word) || guess_.unstretched(word)) {
    ends_.push_back(letters);
  } else if (letters < spaced_letters_min || !cut_into_words(word, known_, ends_)) {
    return at;
  }
  if (ends_.size() == letters) return at;
  if (!is_meant(at, end, word)) return end;
  flush(at);
  std::size_t next = 0;
  for (std::size_t k = 0; k < letters; ++k) {
    if (k == ends_[next]) {
      put(' ', at + 2 * k);
      ++next;
    }
    put(text_[at + 2 * k], at + 2 * k);
  }
  copied_ = end;
  ++count_;
  return end;
}

bool PlainWords::is_letter_before(std::size_t at) const {
  if (!is_high(before(at))) return is_name(before(at));
  return u_isalpha(static_cast<UChar32>(code_point_before(text_, at))) != 0;
}

// "r/" and "u/" before the name of a group or person.
bool PlainWords::is_group_before(std::size_t at) const {
  return at > 1 && text_[at - 1] == '/' && (text_[at - 2] == 'r' || text_[at - 2] == 'u') &&
         (at == 2 || !is_name(text_[at - 3]));
}

// A word with what may stand for its letters: digits and signs inside it or before it. `hides` is
// whether there is anything to guess.
std::size_t PlainWords::region_end(std::size_t at, bool& hides) {
  const char first = text_[at];
  if ((first == '$' || first == '|') && !is_letter(at_or_blank(at + 1)) &&
      !is_sign(at_or_blank(at + 1))) {
    return at;
  }
  std::size_t to = at, letters = 0, others = 0, turns = 0, equal = 1;
  bool closed = is_letter_before(at) || is_group_before(at), stretched = false, pairs = true;
  for (char last = 0; to < text_.size();) {
    const char c = text_[to];
    if (is_letter(c)) {
      ++letters;
      turns += is_lower(last) && is_upper(c) ? 1U : 0U;
      const bool same = lowered(last) == lowered(c);
      pairs = pairs && (same || equal >= 2 || last == 0);
      equal = same ? equal + 1 : 1;
      stretched = stretched || equal > 2;
    } else if (is_digit(c)) {
      ++others;
    } else if (is_high(c)) {
      const base::CodePoint point = base::decode_at(text_, to);
      if (u_isalpha(static_cast<UChar32>(point.code)) == 0) break;
      closed = true;
      last = 0;
      to += point.length;
      continue;
    } else if (c == '_') {
      closed = true;
    } else if (is_sign(c) || c == '*' || c == '\'') {
      std::size_t next = to;
      while (is_sign(at_or_blank(next)) || at_or_blank(next) == '*' ||
             at_or_blank(next) == '\'') {
        ++next;
      }
      const bool inner = is_letter(at_or_blank(next)) || is_digit(at_or_blank(next));
      if (!inner && c != '$') break;
      others += c == '\'' ? 0U : 1U;
      if (!inner) {
        while (at_or_blank(to) == '$') ++to;
        break;
      }
      // Of several signs at once only stars and dollars stand for letters.
      others += static_cast<std::size_t>(next - to) - 1;
      to = next;
      last = 0;
      continue;
    } else {
      break;
    }
    last = c;
    ++to;
  }
  letters_ += letters;
  if (letters >= apart_bytes_min || (turns > 0 && letters > 5)) long_letters_ += letters;
  const bool together = together_ && letters > 5;
  hides = !closed && letters > 0 &&
          (others > 0 || stretched || turns > 1 || letters >= apart_bytes_min ||
           (pairs && letters > 5) || together);
  return to;
}

// Words run together with figures among them.
bool PlainWords::add_pieces(std::size_t begin, std::size_t end) {
  std::size_t pieces = 0;
  for (std::size_t at = begin; at < end; ++pieces) {
    std::size_t to = at;
    while (to < end && (is_letter(text_[to]) || text_[to] == '\'')) ++to;
    if (at == begin && to == end) return false;
    if (to - at >= apart_bytes_min) add_region(at, to);
    at = std::max(to, at + 1);
  }
  return pieces > 1;
}

void PlainWords::add_region(std::size_t begin, std::size_t end) {
  const std::string_view region = text_.substr(begin, end - begin);
  const Guess guess = guess_.guess(region, ends_);
  if (guess.kind == Guess::Kind::none) {
    if (region.size() >= apart_bytes_min && add_pieces(begin, end)) return;
    const Guess other = disguised_ ? Guess{} : loose_.guess(region, ends_);
    if (other.text.size() > 2 && known_.rarity(other.text) < hint_rarity_max) ++hints_;
    return;
  }
  ++count_;
  flush(begin);
  copied_ = end;
  if (guess.kind == Guess::Kind::apart) {
    std::size_t next = 0;
    for (std::size_t k = begin; k < end; ++k) {
      if (k - begin == ends_[next]) {
        put(' ', k);
        ++next;
      }
      put(text_[k], k);
    }
    return;
  }
  const bool capitals = std::none_of(region.begin(), region.end(), is_lower) &&
                        std::any_of(region.begin(), region.end(), is_upper);
  // The letters that are left stand at their own places; a run that was cut, at its first ones.
  for (std::size_t k = 0; k < guess.text.size(); ++k) {
    const std::size_t from = begin + guess.from[k];
    const char c = guess.text[k];
    put(lowered(text_[from]) == c ? text_[from] : capitals ? raised(c) : c, from);
  }
}

}  // namespace

bool plain_words(const Source& in, const KnownWords& known, Unmasked& out) {
  PlainWords words(in, known, false, false, out);
  const std::size_t count = words.run();
  const bool disguised = count + words.hints() >= disguised_words_min;
  const bool together = words.is_run_together();
  if (!disguised && !together) return count > 0;
  return PlainWords(in, known, disguised, together, out).run() > 0;
}

}  // namespace decorum::signals
