#include "review/reading.h"

#include <algorithm>

#include "review/names.h"
#include "review/phrases.h"
#include "review/text_marks.h"
#include "review/text_words.h"

namespace decorum::review {
namespace {

bool overlap(const base::Span& a, const base::Span& b) {
  return a.start < b.end && b.start < a.end;
}

// Calls `mark` for each word that overlaps one of the spans, which are in order.
template <class Mark>
void mark_words(std::vector<Word>& words, const std::vector<base::Span>& spans, Mark&& mark) {
  auto span = spans.begin();
  for (Word& word : words) {
    while (span != spans.end() && span->end <= word.span.start) ++span;
    if (span == spans.end()) return;
    if (overlap(word.span, *span)) mark(word);
  }
}

std::vector<base::Span> aside_of(const Reading& reading) {
  std::vector<base::Span> aside;
  // Emoji too: a keycap begins with a digit.
  for (const post::Entity& entity : reading.entities) aside.push_back(entity.span);
  aside.insert(aside.end(), reading.emails.begin(), reading.emails.end());
  aside.insert(aside.end(), reading.codes.begin(), reading.codes.end());
  std::ranges::sort(aside, {}, [](const base::Span& span) {
    return std::pair(span.start, span.end);
  });
  // One inside another would end the search in mark_words too early.
  std::vector<base::Span> joined;
  for (const base::Span& span : aside) {
    if (!joined.empty() && span.start < joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

}  // namespace

std::pair<std::size_t, std::size_t> Reading::words_in(base::Span span) const {
  const auto first = std::ranges::partition_point(
      words, [&](const Word& word) { return word.span.end <= span.start; });
  const auto end = std::partition_point(
      first, words.end(), [&](const Word& word) { return word.span.start < span.end; });
  return {static_cast<std::size_t>(first - words.begin()),
          static_cast<std::size_t>(end - words.begin())};
}

const Sentence& Reading::sentence_at(std::uint32_t byte) const {
  const auto found = std::ranges::partition_point(
      sentences, [&](const Sentence& sentence) { return sentence.span.end <= byte; });
  return found == sentences.end() ? sentences.back() : *found;
}

namespace {

void begin(std::string_view text, Reading& out) {
  out.text = text;
  // Views of it stay right when the reading is moved: it is never kept inside the string.
  constexpr std::size_t outside = 64;
  if (out.folded.text.capacity() < outside) out.folded.text.reserve(outside);
  signals::fold(text, out.folded);
  find_words(out);
  cut_pieces(out);
}

}  // namespace

void read_words(std::string_view text, Reading& out) {
  begin(text, out);
  find_sentences(out, {});
}

void read(std::string_view text, const spelling::Dictionary* dictionary,
          const std::vector<std::string>& own_names, Reading& out) {
  begin(text, out);
  out.entities = post::find_entities(text);
  find_emails(text, out.emails);
  find_codes(text, out.codes);
  const std::vector<base::Span> aside = aside_of(out);
  mark_words(out.words, aside, [](Word& word) { word.aside = true; });
  find_sentences(out, aside);
  find_quotations(text, out.codes, out.quotations);
  mark_words(out.words, out.quotations, [](Word& word) { word.quoted = true; });
  find_names(out, dictionary, own_names);
}

}  // namespace decorum::review
