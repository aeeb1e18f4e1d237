#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

struct Near {
  Phrases words, linked, links, except, behind, persons;
  std::size_t tokens = 12;
};

class Nearness {
 public:
  Nearness(const Near& lists, const Reading& reading, Hits& hits)
      : lists_(lists),
        reading_(reading),
        hits_(hits),
        except_(flags_of(lists.except, reading)),
        links_(flags_of(lists.links, reading)),
        behind_(flags_of(lists.behind, reading)),
        persons_(lists.persons.find(reading)) {}

  void run() {
    for (const PhraseHit& hit : lists_.words.find(reading_)) add(hit);
    for (const PhraseHit& hit : lists_.linked.find(reading_)) {
      if (is_linked(hit)) add(hit, true);
    }
  }

 private:
  void add(const PhraseHit& hit, bool widened = false) {
    if (except_[hit.first_word] != 0 || within_name(hit)) return;
    if (hit.end_word < reading_.words.size() && behind_[hit.end_word] != 0 &&
        gap_before(reading_, hit.end_word).find_first_of(".,;:") == std::string_view::npos) {
      return;
    }
    if (denied_before(reading_, hit.first_word, 2) || !has_person(hit)) return;
    Hit found;
    found.span = widened ? with_its_words(hit) : hit.span;
    hits_.add(std::move(found));
  }

  // "a practising *Hindu*", "who is *gay*".
  base::Span with_its_words(const PhraseHit& hit) const {
    std::size_t first = hit.first_word;
    const auto before = [&](std::initializer_list<std::string_view> words) {
      return first > 0 && gap_before(reading_, first) == " " &&
             one_of(reading_.words[first - 1].folded, words);
    };
    while (before({"practising", "practicing", "devout", "lifelong", "committed", "staunch",
                   "openly", "fervent", "strict", "recovering", "registered", "convicted"})) {
      --first;
    }
    const bool described = first < hit.first_word;
    if (described && before({"a", "an"})) {
      --first;
    } else if (before({"is", "was"}) && first > 1 && reading_.words[first - 2].folded == "who") {
      first -= 2;
    } else if (described && one_of(reading_.words[first].folded, {"practising", "practicing"})) {
      first = hit.first_word;
    }
    return {reading_.words[first].span.start, hit.span.end};
  }

  bool within_name(const PhraseHit& hit) const {
    return std::ranges::any_of(reading_.names, [&](const Name& name) {
      return name.kind != Name::Kind::other && name.span.start <= hit.span.start &&
             hit.span.end <= name.span.end;
    });
  }

  // "is", "has", "treated for" in the words before it.
  bool is_linked(const PhraseHit& hit) const {
    const std::uint32_t sentence = reading_.words[hit.first_word].sentence;
    for (std::size_t i = hit.first_word; i-- > 0 && hit.first_word - i <= 4;) {
      if (reading_.words[i].sentence != sentence) return false;
      if (links_[i] != 0) return true;
    }
    return false;
  }

  bool has_person(const PhraseHit& hit) const {
    const std::size_t number = reading_.words[hit.first_word].sentence;
    const std::size_t from = hit.first_word > lists_.tokens ? hit.first_word - lists_.tokens : 0;
    const std::size_t to = hit.end_word + lists_.tokens;
    const auto fits = [&](std::size_t first, std::size_t end) {
      return end > from && first < to && first < reading_.words.size() &&
             reading_.words[first].sentence == number;
    };
    for (const Name& name : reading_.names) {
      if (name.kind == Name::Kind::person && fits(name.first_word, name.end_word)) return true;
    }
    for (const PhraseHit& person : persons_) {
      if (fits(person.first_word, person.end_word)) return true;
    }
    return number > 0 && goes_on(number, hit.first_word);
  }

  // "She has ..." after a sentence that names a person.
  bool goes_on(std::size_t number, std::size_t word) const {
    if (!any_before(reading_, word, lists_.tokens, {"he", "she", "he's", "she's", "his", "her",
                                                    "him"})) {
      return false;
    }
    const Sentence& previous = reading_.sentences[number - 1];
    const bool named = std::ranges::any_of(reading_.names, [&](const Name& name) {
      return name.kind == Name::Kind::person && name.span.start >= previous.span.start &&
             name.span.end <= previous.span.end;
    });
    return named || any_in(persons_, previous.first_word, previous.end_word);
  }

  const Near& lists_;
  const Reading& reading_;
  Hits& hits_;
  Flags except_, links_, behind_;
  std::vector<PhraseHit> persons_;
};

}  // namespace

// Words beside a person, by name or as `persons`, in one sentence or in the next by "he" or "she".
//   words: what tells of the person by itself ("diagnosed with", "converted to *")
//   linked: what does only behind a link ("is", "has", "treated for"); links: those
//   except: phrases in which such a word means something else ("Cancer Research", "Pride month")
//   behind: words that make it a trade or an event ("depression *clinic*"), standing behind it
//   persons: phrases for a person without a name ("our colleague"); tokens: how near, 12
Run compile_near(Settings& settings, const Setup& /*setup*/) {
  auto lists = std::make_shared<Near>();
  lists->words = Phrases(settings.texts("words"));
  lists->linked = Phrases(settings.texts_if("linked"));
  lists->links = Phrases(settings.texts_if("links"));
  lists->except = Phrases(settings.texts_if("except"));
  lists->behind = Phrases(settings.texts_if("behind"));
  lists->persons = Phrases(settings.texts_if("persons"));
  lists->tokens = static_cast<std::size_t>(settings.number_if("tokens", 1, 100).value_or(12));
  return [lists](const Subject& subject, Hits& hits) {
    Nearness(*lists, subject.reading, hits).run();
  };
}

}  // namespace decorum::review
