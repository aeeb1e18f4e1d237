#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

struct Allegations {
  Phrases words, except, contexts, hedges, suffered;
  std::vector<std::string> own;
};

// Whom a sentence may speak of when the name stands in the one before.
bool points_back(std::string_view word) {
  return one_of(word, {"he", "she", "they", "it", "he's", "she's", "they're", "it's", "his", "her",
                       "their", "man", "woman", "firm", "company", "lot", "outfit", "bloke",
                       "place", "this", "these", "pair", "who", "which", "business"});
}

bool is_copula(std::string_view word) {
  return one_of(word, {"is", "are", "was", "were", "be", "been", "being", "am", "isn't", "he's",
                       "she's", "they're", "it's", "remains", "seems", "became", "called",
                       "branded", "proved"});
}

class Accusation {
 public:
  Accusation(const Allegations& lists, const Reading& reading, Hits& hits)
      : lists_(lists),
        reading_(reading),
        hits_(hits),
        except_(flags_of(lists.except, reading)),
        suffered_(flags_of(lists.suffered, reading)),
        contexts_(lists.contexts.find(reading)),
        hedges_(lists.hedges.find(reading)) {}

  void run() {
    for (const PhraseHit& hit : lists_.words.find(reading_)) {
      if (except_[hit.first_word] != 0 || within_name(hit)) continue;
      if (denied_before(reading_, hit.first_word, 3)) continue;
      const Name* accused = target(hit);
      if (accused == nullptr) continue;
      Hit found;
      const std::size_t first = with_article(reading_, hit.first_word, hit.end_word);
      found.span = {reading_.words[first].span.start, hit.span.end};
      const std::size_t end = with_object(reading_, hit.end_word);
      if (end != hit.end_word) found.span.end = reading_.words[end - 1].span.end;
      for (const PhraseHit& hedge : hedges_) {
        if (hedge.end_word == hit.first_word) found.span.start = hedge.span.start;
      }
      found.fields.emplace_back("name",
                                std::string(reading_.text.substr(
                                    accused->span.start, accused->span.end - accused->span.start)));
      hits_.add(std::move(found));
    }
  }

 private:
  std::string_view folded(std::size_t i) const { return reading_.words[i].folded; }

  bool within_name(const PhraseHit& hit) const {
    return std::ranges::any_of(reading_.names, [&](const Name& name) {
      return name.span.start <= hit.span.start && hit.span.end <= name.span.end;
    });
  }

  bool may_be_accused(const Name& name) const { return !is_own(reading_, name, lists_.own); }

  // Who is accused by the words; null when nobody is named.
  const Name* target(const PhraseHit& hit) const {
    const Sentence& at = reading_.sentences[reading_.words[hit.first_word].sentence];
    const bool context = any_in(contexts_, at.first_word, at.end_word);
    const Name* found = nullptr;
    for (const Name& name : reading_.names) {
      if (name.span.start < at.span.start || name.span.end > at.span.end) continue;
      if (!may_be_accused(name)) continue;
      const bool before = name.span.end <= hit.span.start;
      if (before && (said_to_be(name, hit) || (!context && subject_of(name, hit)))) found = &name;
      if (!before && !context && found == nullptr && called_so(name, hit)) found = &name;
    }
    if (found != nullptr) return found;
    return context ? nullptr : named_before(at, hit);
  }

  // "X is (really) a ...": whatever else stands in the sentence.
  bool said_to_be(const Name& name, const PhraseHit& hit) const {
    const std::size_t from = hit.first_word > 4 ? hit.first_word - 4U : 0;
    if (is_copula(folded(hit.first_word)) && name.end_word >= from && !suffers(hit)) {
      return !follows_preposition(name);
    }
    for (std::size_t i = std::max<std::size_t>(from, name.end_word); i < hit.first_word; ++i) {
      if (!is_copula(folded(i)) || suffers(hit)) continue;
      // "was a victim of fraud"
      return !follows_preposition(name) && !any_in(contexts_, i, hit.first_word);
    }
    return false;
  }

  bool subject_of(const Name& name, const PhraseHit& hit) const {
    if (suffers(hit)) return false;
    // "stolen from Ms Shah by a man who lied"
    return !follows_preposition(name) || is_example(name);
  }

  // "X was defrauded by ...": done to X.
  bool suffers(const PhraseHit& hit) const {
    if (suffered_[hit.first_word] == 0) return false;
    return any_before(reading_, hit.first_word, 3, {"was", "were", "been", "being", "got", "be"});
  }

  bool follows_preposition(const Name& name) const {
    if (name.first_word == 0) return false;
    const std::string_view before = folded(name.first_word - 1);
    return one_of(before, {"from", "for", "to"});
  }
  bool is_example(const Name& name) const {
    return name.first_word > 0 && one_of(folded(name.first_word - 1), {"like", "as", "at", "by"});
  }

  // "the crooks at X", "crook X", "fraud by X": the words before the name.
  bool called_so(const Name& name, const PhraseHit& hit) const {
    if (suffered_[hit.first_word] != 0 || name.first_word < hit.end_word) return false;
    const std::size_t between = name.first_word - hit.end_word;
    if (between == 0) return true;
    if (between > 4) return false;
    return one_of(folded(name.first_word - 1), {"at", "by", "of", "in", "within", "named", "called",
                                                "like", "the", "with", "mr", "run"});
  }

  // The sentence begins with "he", "the man", and the one before names somebody.
  const Name* named_before(const Sentence& at, const PhraseHit& hit) const {
    const std::size_t number = reading_.words[hit.first_word].sentence;
    if (number == 0 || suffers(hit)) return nullptr;
    bool back = false;
    for (std::size_t i = at.first_word; i < hit.first_word && i < at.first_word + 4U; ++i) {
      back = back || points_back(folded(i));
    }
    if (!back) return nullptr;
    const Sentence& previous = reading_.sentences[number - 1];
    for (const Name& name : reading_.names) {
      if (name.span.start < previous.span.start || name.span.end > previous.span.end) continue;
      if (may_be_accused(name)) return &name;
    }
    return nullptr;
  }

  const Allegations& lists_;
  const Reading& reading_;
  Hits& hits_;
  Flags except_, suffered_;
  std::vector<PhraseHit> contexts_, hedges_;
};

}  // namespace

// Words that accuse somebody who is named, by name, by mention, or in the sentence before. Fields:
//   words: what accuses ("fraud*", "liar", "took bribes")
//   except: phrases in which such a word accuses nobody ("anti-corruption", "criminal justice")
//   contexts: words of a sentence that only speaks of the matter ("workshop", "victim of")
//   suffered: those of `words` that, with "was" before them, are done to the one who is named
//   hedges: words that belong to the accusation when they stand before it ("allegedly")
// Our own names accuse nobody. Messages: {name}.
Run compile_allegation(Settings& settings, const Setup& setup) {
  auto lists = std::make_shared<Allegations>();
  lists->words = Phrases(settings.texts("words"));
  lists->except = Phrases(settings.texts_if("except"));
  lists->contexts = Phrases(settings.texts_if("contexts"));
  lists->suffered = Phrases(settings.texts_if("suffered"));
  lists->hedges = Phrases(settings.texts_if("hedges"));
  lists->own = own_names_of(setup.policy);
  return [lists](const Subject& subject, Hits& hits) {
    Accusation(*lists, subject.reading, hits).run();
  };
}

}  // namespace decorum::review
