#include "signals/personal_text.h"

#include <algorithm>

#include "signals/personal_data.h"

namespace decorum::signals {
namespace {

DigitRuns runs_of(std::string_view text) {
  DigitRuns runs;
  std::size_t length = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && is_digit_char(text[i])) {
      if (length++ == 0) start = i;
      continue;
    }
    if (length == 0) continue;
    ++runs.count;
    runs.digits += length;
    runs.eight |= length >= 8;
    if (length >= 4 && start > 0 && text[start - 1] == '.') ++runs.decimals;
    length = 0;
  }
  return runs;
}

}  // namespace

PersonalText::PersonalText(std::string_view source, const Folded& folded)
    : source_(source), folded_(folded) {
  if (folded.traits.digit) runs_ = runs_of(folded.text);
}

void PersonalText::look_for_links() const {
  links_known_ = true;
  constexpr std::size_t links_max = 64;
  const std::string_view all = folded_.text;
  for (const std::string_view mark : {std::string_view("://"), std::string_view("www.")}) {
    std::size_t at = all.find(mark);
    while (at != std::string_view::npos && links_.size() < links_max) {
      const std::size_t space = at == 0 ? std::string_view::npos : all.rfind(' ', at - 1);
      const std::size_t from = space == std::string_view::npos ? 0 : space + 1;
      const std::size_t to = std::min(all.find(' ', at), all.size());
      links_.push_back({from, to});
      at = all.find(mark, to);
    }
  }
}

bool PersonalText::joined_before(std::size_t at) const {
  const char c = before(at);
  if (static_cast<unsigned char>(c) < 0x80) return is_digit_char(c) || is_letter_char(c);
  return joins_words(code_point_before(text(), at));
}

bool PersonalText::joined_at(std::size_t place) const {
  const char c = at(place);
  if (static_cast<unsigned char>(c) < 0x80) return is_digit_char(c) || is_letter_char(c);
  return joins_words(base::decode_at(text(), place).code);
}

bool PersonalText::in_capitals(Range range) const {
  for (std::size_t i = range.from; i < range.to; ++i) {
    if (!is_letter_char(folded_.text[i])) continue;
    const char original = source_[folded_.place(i, i + 1).start];
    if (original >= 'a' && original <= 'z') return false;
  }
  return true;
}

bool PersonalText::in_small_letters(Range range) const {
  for (std::size_t i = range.from; i < range.to; ++i) {
    if (!is_letter_char(folded_.text[i])) continue;
    const char original = source_[folded_.place(i, i + 1).start];
    if (original >= 'A' && original <= 'Z') return false;
  }
  return true;
}

bool PersonalText::near(Range range, std::size_t reach,
                        std::initializer_list<std::string_view> words) const {
  const std::size_t from = range.from > reach ? range.from - reach : 0;
  const std::size_t to = std::min(range.to + reach, folded_.text.size());
  const std::string_view around = std::string_view(folded_.text).substr(from, to - from);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    for (std::size_t i = around.find(word); i != std::string_view::npos;
         i = around.find(word, i + 1)) {
      const std::size_t start = from + i;
      if (!is_letter_char(before(start)) && !is_letter_char(at(start + word.size()))) return true;
    }
    return false;
  });
}

bool PersonalText::in_link(std::size_t at) const {
  if (!links_known_) look_for_links();
  return std::any_of(links_.begin(), links_.end(),
                     [at](Range link) { return at >= link.from && at < link.to; });
}

bool PersonalText::is_free(Range range) const {
  return std::none_of(found_.begin(), found_.end(), [range](const Found& found) {
    return range.from < found.to && found.from < range.to;
  });
}

bool PersonalText::add(std::string_view kind, Range range) {
  if (found_.size() == found_max || !is_free(range) || in_link(range.from)) return false;
  found_.push_back({kind, range.from, range.to});
  return true;
}

void PersonalText::add_link(std::string_view kind, Range range) {
  if (found_.size() < found_max && is_free(range)) found_.push_back({kind, range.from, range.to});
}

}  // namespace decorum::signals
