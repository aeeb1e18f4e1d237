#include "signals/loosen.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "signals/lookalike.h"

namespace decorum::signals {
namespace {

constexpr std::ptrdiff_t spaced_letters_min = 3;
constexpr std::uint32_t run_min = 3;

constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// What may stand between the letters of a spaced-out word.
constexpr bool is_joiner(char c) {
  return c == ' ' || c == '.' || c == '-' || c == '_' || c == '*' || c == '/';
}

const icu::Normalizer2& canonical_form() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

bool is_accented_latin(char32_t code) {
  return (code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff);
}

// Marks at the end of a word that stand for no letter.
constexpr bool is_closing_mark(char c) {
  return c == '.' || c == ',' || c == '!' || c == '?' || c == ':' || c == ';' || c == '\'' ||
         c == '"' || c == ')';
}

// Makes one loosened reading.
class Loosener {
 public:
  Loosener(const Folded& folded, std::size_t reading, Folded& out)
      : text_(folded.text), folded_(folded), reading_(reading), out_(out) {}

  // True when the other reading would come out differently.
  bool run() {
    // A reading is never longer than the text.
    out_.text.resize(text_.size());
    out_.origin.resize(text_.size() + 1);
    std::size_t at = 0;
    while (at < text_.size()) {
      if (const std::size_t end = spaced_end(at); end != at) {
        for (std::size_t i = at; i < end; i += 2) put(i, text_[i]);
        at = end;
      } else {
        const std::size_t word_end = std::min(text_.find(' ', at), text_.size());
        if (word_end == at) {
          put(at, ' ');
          ++at;
        } else {
          at = add_word(at, word_end);
        }
      }
    }
    out_.text.resize(size_);
    out_.origin.resize(size_ + 1);
    out_.origin[size_] = source_of(text_.size());
    return readings_differ_;
  }

 private:
  std::uint32_t source_of(std::size_t at) const {
    return folded_.origin.empty() ? static_cast<std::uint32_t>(at) : folded_.origin[at];
  }

  bool joins_before(std::size_t at) const {
    return at > 0 && (!is_ascii(text_[at - 1]) ||
                      joins_words(static_cast<unsigned char>(text_[at - 1])));
  }
  bool joins_at(std::size_t at) const {
    return at < text_.size() &&
           (!is_ascii(text_[at]) || joins_words(static_cast<unsigned char>(text_[at])));
  }

  // The end of a spaced-out word that begins at `at` ("i d i o t", "k.i.l.l"), or `at`.
  std::size_t spaced_end(std::size_t at) const {
    if (at + 4 >= text_.size() || !is_lower(text_[at]) || joins_before(at)) return at;
    const char joiner = text_[at + 1];
    if (!is_joiner(joiner)) return at;
    std::ptrdiff_t letters = 1;
    std::size_t end = at + 1;
    while (end + 1 < text_.size() && text_[end] == joiner && is_lower(text_[end + 1]) &&
           (joiner == '_' ? !joins_at(end + 2) || text_[end + 2] == '_' : !joins_at(end + 2))) {
      end += 2;
      ++letters;
    }
    return letters >= spaced_letters_min ? end : at;
  }

  // Letters, none of them three times in a row, and then marks: such a word hides nothing.
  bool is_plain(std::size_t at, std::size_t end) const {
    std::size_t i = at;
    while (i < end && is_lower(text_[i])) {
      if (i >= at + 2 && text_[i] == text_[i - 1] && text_[i] == text_[i - 2]) return false;
      ++i;
    }
    while (i < end && is_closing_mark(text_[i])) ++i;
    return i == end;
  }

  // One word up to the next space, or up to a spaced-out word inside it.
  std::size_t add_word(std::size_t at, std::size_t end) {
    if (is_plain(at, end)) {
      copy(at, end - at);
      return end;
    }
    const std::string_view word = text_.substr(at, end - at);
    const bool link = word.find("://") != std::string_view::npos || word.starts_with("www.");
    const auto letters = std::count_if(word.begin(), word.end(), is_lower);
    const bool has_high = !std::all_of(word.begin(), word.end(), is_ascii);
    const bool latin = letters > 0 || (has_high && all_pass_for_latin(word));
    const std::size_t begin = at;
    while (at < end) {
      if (at > begin && spaced_end(at) != at) return at;
      const base::CodePoint point = base::decode_at(text_, at);
      char c = 0;
      if (!link) {
        c = point.code < 0x80 ? resolved(begin, at, end, letters) : letter(point.code, latin);
        readings_differ_ |= c != 0 && (text_[at] == '1' || text_[at] == '|');
      }
      if (c == dropped) {
        // an accent that stands by itself
      } else if (c != 0) {
        put(at, c);
      } else {
        copy(at, point.length);
      }
      at += point.length;
    }
    return at;
  }

  // Would the whole word pass for Latin, in a text that mostly is?
  bool all_pass_for_latin(std::string_view word) const {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < word.size();) {
      const base::CodePoint point = base::decode_at(word, i);
      i += point.length;
      if (u_isalpha(static_cast<UChar32>(point.code)) == 0) continue;
      if (lookalike(point.code) == 0) return false;
      ++letters;
    }
    const auto latin = std::count_if(text_.begin(), text_.end(), is_lower);
    return letters > 0 && static_cast<std::size_t>(latin) * 2 > text_.size();
  }

  // The Latin letter that a code point beyond ASCII stands for; 0 when it stands for itself.
  static char letter(char32_t code, bool latin) {
    if (!latin) return 0;
    if (const char c = lookalike(code); c != 0) return c;
    if (u_getCombiningClass(static_cast<UChar32>(code)) != 0) return dropped;
    if (!is_accented_latin(code)) return 0;
    icu::UnicodeString parts;
    UChar32 first = static_cast<UChar32>(code);
    // The raw decomposition peels one accent at a time; Latin letters have two at most.
    for (int peel = 0; peel < 3; ++peel) {
      if (canonical_form().getRawDecomposition(first, parts) == 0) break;
      first = parts.char32At(0);
    }
    return first >= 'a' && first <= 'z' ? static_cast<char>(first) : '\0';
  }

  // The letter that a digit or sign inside a word stands for; letters stand for themselves.
  char resolved(std::size_t begin, std::size_t at, std::size_t end, std::ptrdiff_t letters) const {
    const char c = text_[at];
    if (is_lower(c)) return c;
    // Two letters make a word of a mix with digits; with signs one will do ("a$$").
    const bool sign = c == '$' || c == '@';
    if (letters < (sign && end - begin >= 3 ? 1 : 2)) return 0;
    const bool after = at > begin && (is_lower(text_[at - 1]) || text_[at - 1] == c);
    const bool before = at + 1 < end && is_lower(text_[at + 1]);
    const char one = reading_ == 0 ? 'i' : 'l';
    switch (c) {
      case '0': return 'o';
      case '1': return one;
      case '3': return 'e';
      case '4': return 'a';
      case '5': return 's';
      case '7': return 't';
      case '8': return 'b';
      case '9': return 'g';
      case '$': return 's';
      case '@': return after ? 'a' : '\0';
      case '!': return after && before ? 'i' : '\0';
      case '|': return after || before ? one : '\0';
      case '+': return after && before ? 't' : '\0';
      default: return 0;
    }
  }

  void put(std::size_t at, char c) {
    run_ = c == run_letter_ && is_lower(c) ? run_ + 1 : 1;
    run_letter_ = c;
    if (run_ >= run_min) {
      readings_differ_ = true;
      if (run_ == run_min && reading_ == 1) --size_;
      return;
    }
    out_.text[size_] = c;
    out_.origin[size_] = source_of(at);
    ++size_;
  }

  void copy(std::size_t at, std::size_t length) {
    run_letter_ = 0;
    run_ = 0;
    text_.copy(out_.text.data() + size_, length, at);
    for (std::size_t i = 0; i < length; ++i) out_.origin[size_ + i] = source_of(at + i);
    size_ += length;
  }

  static constexpr char dropped = '\x7f';

  std::string_view text_;
  const Folded& folded_;
  std::size_t reading_;
  Folded& out_;
  std::size_t size_ = 0;  // of what is written
  bool readings_differ_ = false;
  char run_letter_ = 0;
  std::uint32_t run_ = 0;
};

}  // namespace

std::size_t loosen(const Folded& folded, std::array<Folded, 2>& readings) {
  if (!folded.traits.hidden) return 0;
  const bool differ = Loosener(folded, 0, readings[0]).run();
  std::size_t count = readings[0].text != folded.text ? 1 : 0;
  if (!differ) return count;
  Loosener(folded, 1, readings[count]).run();
  const Folded& last = readings[count];
  if (last.text != folded.text && (count == 0 || last.text != readings[0].text)) ++count;
  return count;
}

}  // namespace decorum::signals
