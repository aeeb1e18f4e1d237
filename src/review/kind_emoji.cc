// Emoji: how many, at the start of a line, and in the place of a word.
//   max: 3
//   not_at_line_start: true
//   not_for_words: true       "we ❤️ books", "at the 🏖"
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

struct Emoji {
  std::optional<std::int64_t> max;
  bool not_at_line_start = false;
  bool not_for_words = false;
};

using Found = std::vector<post::Entity>;

std::string_view between(std::string_view text, const post::Entity& a, const post::Entity& b) {
  return text.substr(a.span.end, b.span.start - a.span.end);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

// Emoji that stand side by side are one run; the place is the run that has the one too many.
void count(const Found& emoji, std::string_view text, std::int64_t most, Hits& hits) {
  const auto limit = static_cast<std::size_t>(most);
  if (emoji.size() <= limit) return;
  std::size_t first = limit;
  std::size_t last = limit;
  while (first > 0 && is_blank(between(text, emoji[first - 1], emoji[first]))) --first;
  while (last + 1 < emoji.size() && is_blank(between(text, emoji[last], emoji[last + 1]))) ++last;
  hits.add({.span = {emoji[first].span.start, emoji[last].span.end},
            .fields = {{"limit", std::to_string(most)}, {"count", std::to_string(emoji.size())}}});
}

// A line of emoji alone has no point to hide.
bool has_words(const Reading& reading, std::uint32_t line_start, std::size_t line_end) {
  const auto it = std::ranges::lower_bound(
      reading.words, line_start, {}, [](const Word& word) { return word.span.start; });
  return it != reading.words.end() && it->span.start < line_end;
}

void line_starts(const Found& emoji, const Reading& reading, Hits& hits) {
  const std::string_view text = reading.text;
  std::size_t from = 0;
  for (const post::Entity& one : emoji) {
    const std::size_t before = from;
    from = one.span.end;
    const std::string_view gap = text.substr(before, one.span.start - before);
    const std::size_t newline = gap.find_last_of("\r\n");
    if (newline == std::string_view::npos && before > 0) continue;  // not the first of its line
    const std::size_t start = newline == std::string_view::npos ? 0 : before + newline + 1;
    if (!is_blank(text.substr(start, one.span.start - start))) continue;
    const std::size_t end = std::min(text.find('\n', one.span.end), text.size());
    if (has_words(reading, static_cast<std::uint32_t>(start), end)) hits.add({.span = one.span});
  }
}

// What points at a thing beside it stands for no word.
bool points(std::string_view emoji) {
  const base::CodePoint point = base::decode_at(emoji, 0);
  return (point.code >= 0x1F446 && point.code <= 0x1F449) ||
         (point.code >= 0x2190 && point.code <= 0x21FF) ||
         (point.code >= 0x27A1 && point.code <= 0x27BF) ||
         (point.code >= 0x2B05 && point.code <= 0x2B07) || point.code == 0x1F517;
}

// After these a phrase cannot end: the emoji is its next word.
bool wants_a_word(const Word& before) {
  return one_of(before.folded, {"a", "an", "the", "our", "your", "my", "their", "his", "its", "of",
                                "at", "from", "every", "to", "for", "with", "i", "we",
                                "they", "who", "very", "more", "no", "some", "is", "are", "be"});
}

void for_words(const Found& emoji, const Reading& reading, Hits& hits) {
  for (const post::Entity& one : emoji) {
    if (points(one.value)) continue;
    const auto after = std::ranges::lower_bound(
        reading.words, one.span.start, {}, [](const Word& word) { return word.span.start; });
    if (after == reading.words.begin()) continue;
    const Word& before = *(after - 1);
    const std::string_view gap =
        reading.text.substr(before.span.end, one.span.start - before.span.end);
    if (before.aside || before.span.end > one.span.start || gap.size() > 1 || !is_blank(gap) ||
        gap == "\n") {
      continue;
    }
    if (wants_a_word(before)) hits.add({.span = one.span});
  }
}

}  // namespace

Run compile_emoji(Settings& settings, const Setup&) {
  auto rule = std::make_shared<Emoji>();
  rule->max = settings.number_if("max", 0, 1000);
  rule->not_at_line_start = settings.flag_if("not_at_line_start");
  rule->not_for_words = settings.flag_if("not_for_words");
  if (!rule->max && !rule->not_at_line_start && !rule->not_for_words) {
    settings.mistake("missing", "this check looks for nothing",
                     "max: 3, not_at_line_start: true or not_for_words: true");
  }
  return [rule](const Subject& subject, Hits& hits) {
    const Found emoji = entities_of(subject.reading, post::Entity::Kind::emoji);
    if (emoji.empty()) return;
    if (rule->max) count(emoji, subject.reading.text, *rule->max, hits);
    if (rule->not_at_line_start) line_starts(emoji, subject.reading, hits);
    if (rule->not_for_words) for_words(emoji, subject.reading, hits);
  };
}

}  // namespace decorum::review
