#include "review/replacements.h"

#include <algorithm>

#include "review/inflect.h"
#include "review/look.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

bool begins_with_vowel(std::string_view word) {
  constexpr std::string_view vowels = "aeiouAEIOU";
  return !word.empty() && vowels.find(word.front()) != std::string_view::npos;
}

// "a start" for "an endeavour": the article before it would be wrong.
bool upsets_article(const Reading& reading, const PhraseHit& hit, std::string_view instead) {
  if (hit.first_word == 0) return false;
  if (!one_of(reading.words[hit.first_word - 1].folded, {"a", "an"})) return false;
  return begins_with_vowel(reading.words[hit.first_word].text) != begins_with_vowel(instead);
}

// A capital inside a sentence makes an ordinary word a name, unless all of it is in capitals.
bool is_name_there(const Reading& reading, const PhraseHit& hit) {
  const Word& word = reading.words[hit.first_word];
  return word.capital && !word.first && !word.all_capitals && word.text.size() > 1;
}

}  // namespace

bool has_capital(std::string_view text) {
  return std::ranges::any_of(text, [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

Replacements::Replacements(const Pairs& pairs) {
  std::vector<std::string> from;
  for (const auto& [old_words, new_words] : pairs) {
    for (Form& form : forms(old_words, new_words)) {
      if (std::ranges::find(from, form.from) != from.end()) continue;
      from.push_back(std::move(form.from));
      instead_.push_back(std::move(form.to));
    }
  }
  phrases_ = Phrases(from);
}

const std::pair<std::string, std::string>* Replacements::circular(const Pairs& pairs) {
  const Replacements all(pairs);
  for (const auto& pair : pairs) {
    for (const Form& form : forms(pair.first, pair.second)) {
      Reading reading;
      read_words(form.to, reading);
      if (!all.phrases_.find(reading).empty()) return &pair;
    }
  }
  return nullptr;
}

void Replacements::find(const Reading& reading, const Phrases& except, Hits& hits) const {
  const std::vector<PhraseHit> found = phrases_.find(reading);
  if (found.empty()) return;
  const std::vector<PhraseHit> excepted = except.find(reading);
  for (const PhraseHit& hit : found) {
    const Word& word = reading.words[hit.first_word];
    const std::string_view text =
        reading.text.substr(hit.span.start, hit.span.end - hit.span.start);
    if (word.quoted || is_name_there(reading, hit)) continue;
    if (std::ranges::any_of(excepted, [&](const PhraseHit& other) {
          return overlap(other.span, hit.span);
        })) {
      continue;
    }
    const std::string& plain = instead_[hit.phrase];
    const std::string instead = has_capital(plain) ? plain : with_capitals_of(text, plain);
    if (instead == text) continue;
    Hit out{.span = hit.span, .fields = {{"instead", plain}}};
    // An "'s" inside the hit would be lost.
    const bool possessive = word.folded.ends_with("'s") || text.ends_with("'s") ||
                            text.ends_with("\u2019s");
    if (possessive || upsets_article(reading, hit, instead)) {
      out.suggestions = {instead};
    } else {
      out.fix = Fix{hit.span, instead};
    }
    hits.add(std::move(out));
  }
}

}  // namespace decorum::review
