#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

struct Comparisons {
  Phrases words, rivals;
  std::vector<std::string> own;
};

// Where the rival that begins at `word` ends; 0 when it is none.
std::uint32_t rival_end(const Comparisons& lists, const Reading& reading, std::size_t word,
                        const std::vector<PhraseHit>& rivals) {
  const std::uint32_t sentence = reading.words[word - 1].sentence;
  for (std::size_t i = word; i < reading.words.size() && i < word + 3; ++i) {
    if (reading.words[i].sentence != sentence) return 0;
    for (const PhraseHit& rival : rivals) {
      if (rival.first_word == i) return rival.span.end;
    }
    const Name* name = name_at(reading, i);
    if (name == nullptr) continue;
    if (name->kind == Name::Kind::person || is_own(reading, *name, lists.own)) return 0;
    // With the "'s" of "cheaper than Norbury's".
    return std::max(name->span.end, reading.words[std::max(name->end_word, 1U) - 1].span.end);
  }
  return 0;
}

}  // namespace

// Comparing ourselves with others who are named, or with all others, without a link or a source.
//   words: what compares ("better than", "cheaper than", "more * than", "unlike", "beats")
//   rivals: phrases for others without a name ("other institutes", "the competition")
// A place or a person is no rival, and neither are we ourselves.
Run compile_comparison(Settings& settings, const Setup& setup) {
  auto lists = std::make_shared<Comparisons>();
  lists->words = Phrases(settings.texts("words"));
  lists->rivals = Phrases(settings.texts_if("rivals"));
  lists->own = own_names_of(setup.policy);
  return [lists](const Subject& subject, Hits& hits) {
    const post::Draft& draft = subject.draft;
    if (!draft.sources.empty() || !draft.links.empty()) return;
    const Reading& reading = subject.reading;
    const std::vector<PhraseHit> rivals = lists->rivals.find(reading);
    for (const PhraseHit& hit : lists->words.find(reading)) {
      const std::size_t sentence = reading.words[hit.first_word].sentence;
      if (link_in(reading, sentence, sentence + 2) || asks(reading, sentence)) continue;
      if (in_attributed_quotation(reading, hit.first_word)) continue;
      if (denied_before(reading, hit.first_word, 3)) continue;
      const std::uint32_t end = rival_end(*lists, reading, hit.end_word, rivals);
      if (end == 0) continue;
      Hit found;
      found.span = {hit.span.start, end};
      hits.add(std::move(found));
    }
  };
}

}  // namespace decorum::review
