// What the finders of personal data share: a folded text, what stands near a place in it, and what
// was found so far. Offsets here are in the folded text.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "signals/normalise.h"

namespace decorum::signals {

struct Found {
  std::string_view kind;  // a literal
  std::size_t from = 0;
  std::size_t to = 0;
};

// A range of bytes of the folded text.
struct Range {
  std::size_t from = 0;
  std::size_t to = 0;

  std::size_t size() const { return to - from; }
};

// What the digits of a text could be, at a glance.
struct DigitRuns {
  std::size_t digits = 0;
  std::size_t count = 0;     // runs
  bool eight = false;        // a run of eight or more
  std::size_t decimals = 0;  // runs of four or more after a point
};

class PersonalText {
 public:
  PersonalText(std::string_view source, const Folded& folded);

  std::string_view text() const { return folded_.text; }
  const DigitRuns& digit_runs() const { return runs_; }
  // The byte at `at`, or a space outside the text.
  char at(std::size_t at) const { return at < folded_.text.size() ? folded_.text[at] : ' '; }
  char before(std::size_t at) const { return at == 0 ? ' ' : folded_.text[at - 1]; }

  // Does a letter or digit of any script stand right before or at the place?
  bool joined_before(std::size_t at) const;
  bool joined_at(std::size_t at) const;
  // Was every letter of the range a capital (a small letter) in the source?
  bool in_capitals(Range range) const;
  bool in_small_letters(Range range) const;
  // Is one of the words (folded, with their edges as they are) within `reach` bytes of the range?
  bool near(Range range, std::size_t reach, std::initializer_list<std::string_view> words) const;
  bool in_link(std::size_t at) const;

  // Adds unless something found before or a link lies in the way; false then.
  bool add(std::string_view kind, Range range);
  // Adds a link.
  void add_link(std::string_view kind, Range range);
  bool is_free(Range range) const;
  const std::vector<Found>& found() const { return found_; }

 private:
  void look_for_links() const;

  std::string_view source_;
  const Folded& folded_;
  DigitRuns runs_;
  // Looked for when something was found, which is seldom.
  mutable std::vector<Range> links_;
  mutable bool links_known_ = false;
  std::vector<Found> found_;
};

constexpr bool is_digit_char(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter_char(char c) { return c >= 'a' && c <= 'z'; }
// ASCII letters and digits, and any byte beyond ASCII.
constexpr bool is_word_char(char c) {
  return is_digit_char(c) || is_letter_char(c) || static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace decorum::signals
