// Words and phrases that a text should not hold.
//   words: [...]              phrases (phrases.h)
//   except: [...]             a hit that shares a word with one of these does not count
//   unless: [...]             nor does one beside one of these in its sentence
//   only_with: [...]          nor one without one of these in its sentence
//   not_in_quotes, not_in_questions: true
//   start_only: true          only as the first words of the text
//   unless_source: true       not where the draft states a source, or a link stands beside it
#include <algorithm>
#include <memory>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

struct Existence {
  Phrases words;
  Phrases except;     // a hit that shares a word with one of these does not count
  Phrases unless;     // nor does one beside one of these in its sentence
  Phrases only_with;  // nor one without one of these in its sentence
  bool not_in_quotes = false;
  bool not_in_questions = false;
  bool start_only = false;
  bool unless_source = false;
};

std::uint32_t first_word_not_aside(const Reading& reading) {
  const auto it = std::ranges::find(reading.words, false, &Word::aside);
  return static_cast<std::uint32_t>(it - reading.words.begin());
}

bool holds_in_place(const Existence& rule, const Subject& subject, const PhraseHit& hit) {
  const Reading& reading = subject.reading;
  const Word& word = reading.words[hit.first_word];
  if (rule.not_in_quotes && word.quoted) return false;
  if (rule.not_in_questions && asks(reading, word.sentence)) return false;
  if (rule.start_only && hit.first_word != first_word_not_aside(reading)) return false;
  return !(rule.unless_source && has_source(subject, word.sentence));
}

void run(const Existence& rule, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  const std::vector<PhraseHit> found = rule.words.find(reading);
  if (found.empty()) return;
  const std::vector<PhraseHit> except = rule.except.find(reading);
  const std::vector<PhraseHit> unless = rule.unless.find(reading);
  const std::vector<PhraseHit> with = rule.only_with.find(reading);
  for (const PhraseHit& hit : found) {
    if (!holds_in_place(rule, subject, hit)) continue;
    const Sentence& sentence = reading.sentences[reading.words[hit.first_word].sentence];
    if (any_in(unless, sentence.first_word, sentence.end_word)) continue;
    if (!rule.only_with.empty() && !any_in(with, sentence.first_word, sentence.end_word)) continue;
    const bool excepted = std::ranges::any_of(
        except, [&](const PhraseHit& other) { return overlap(other.span, hit.span); });
    if (!excepted) hits.add({.span = hit.span});
  }
}

}  // namespace

Run compile_existence(Settings& settings, const Setup&) {
  auto rule = std::make_shared<Existence>();
  rule->words = Phrases(settings.texts("words"));
  rule->except = Phrases(settings.texts_if("except"));
  rule->unless = Phrases(settings.texts_if("unless"));
  rule->only_with = Phrases(settings.texts_if("only_with"));
  rule->not_in_quotes = settings.flag_if("not_in_quotes");
  rule->not_in_questions = settings.flag_if("not_in_questions");
  rule->start_only = settings.flag_if("start_only");
  rule->unless_source = settings.flag_if("unless_source");
  return [rule](const Subject& subject, Hits& hits) { run(*rule, subject, hits); };
}

}  // namespace decorum::review
