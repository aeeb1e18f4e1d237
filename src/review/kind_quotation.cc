#include <algorithm>
#include <cctype>
#include <memory>
#include <string_view>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

// "Leading Through Change": most of the longer words have a capital.
bool is_title(const Reading& reading, std::size_t first, std::size_t end) {
  std::size_t capitals = 0;
  std::size_t longer = 0;
  for (std::size_t i = first; i < end; ++i) {
    const Word& word = reading.words[i];
    if (word.text.size() < 4 && i != first) continue;
    ++longer;
    capitals += word.capital || word.number ? 1U : 0U;
  }
  return longer > 0 && capitals * 10 >= longer * 6;
}

}  // namespace

// Words of others in quotation marks that do not say whose they are. Fields:
//   words_min: shorter ones are titles and scare quotes; 4
//   titles: words before a quotation that make it a title or a term ("called", "means")
//   titles_behind: words right behind one that do ("is the theme of", "is sold out")
Run compile_quotation(Settings& settings, const Setup& /*setup*/) {
  const auto least = static_cast<std::size_t>(settings.number_if("words_min", 1, 100).value_or(4));
  auto titles = std::make_shared<const Phrases>(settings.texts_if("titles"));
  auto behind = std::make_shared<const Phrases>(settings.texts_if("titles_behind"));
  return [least, titles, behind](const Subject& subject, Hits& hits) {
    const Reading& reading = subject.reading;
    const std::vector<PhraseHit> cues = titles->find(reading);
    const std::vector<PhraseHit> cues_behind = behind->find(reading);
    for (const base::Span& quotation : reading.quotations) {
      const auto [first, end] = reading.words_in(quotation);
      if (end - first < least || is_title(reading, first, end)) continue;
      const std::size_t from = first > 5 ? first - 5 : 0;
      // "... is the theme of our talk", too
      if (any_in(cues, from, first) || any_in(cues_behind, end, end + 4)) continue;
      if (is_attributed(reading, quotation)) continue;
      Hit hit;
      hit.span = quotation;
      hits.add(std::move(hit));
    }
  };
}

}  // namespace decorum::review
