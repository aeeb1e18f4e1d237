#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/masked.h"
#include "review/phrases.h"
#include "review/text_flags.h"
#include "review/word_lists.h"

namespace decorum::review {
namespace {

struct Attacks {
  Phrases phrases, personal, groups, claims, except;
  Phrases coarse;
  std::vector<std::string> masked;
  bool second_person = false;
};

bool is_you(std::string_view word) {
  return one_of(word, {"you", "you're", "you've", "your", "yours", "yourself", "yourselves",
                       "you'd", "you'll", "u", "ur", "ya", "youre"});
}

class Attack {
 public:
  Attack(const Attacks& lists, const Reading& reading, Hits& hits)
      : lists_(lists), reading_(reading), hits_(hits), except_(flags_of(lists.except, reading)) {}

  void run() {
    for (const PhraseHit& hit : lists_.phrases.find(reading_)) add(hit);
    for (PhraseHit hit : lists_.personal.find(reading_)) {
      if (lists_.second_person && !beside_you(hit)) continue;
      if (except_[hit.first_word] != 0) continue;
      const std::size_t first = with_article(reading_, hit.first_word, hit.end_word);
      hit.span.start = reading_.words[first].span.start;
      add(hit);
    }
    for (const PhraseHit& hit : lists_.coarse.find(reading_, true)) {
      if (!reading_.words[hit.first_word].aside || in_hashtag(hit)) add(hit);
    }
    if (!lists_.masked.empty()) {
      for (const base::Span& span : find_masked(reading_.text, lists_.masked)) add(span);
    }
    find_group_claims();
  }

 private:
  void add(const PhraseHit& hit) {
    if (except_[hit.first_word] != 0 || in_attributed_quotation(reading_, hit.first_word)) return;
    add(hit.span);
  }

  void add(base::Span span) {
    const bool known = std::ranges::any_of(hits_.all(), [&](const Hit& hit) {
      return hit.span.start < span.end && span.start < hit.span.end;
    });
    if (known) return;
    Hit found;
    found.span = span;
    hits_.add(std::move(found));
  }

  bool in_hashtag(const PhraseHit& hit) const {
    return std::ranges::any_of(reading_.entities, [&](const post::Entity& entity) {
      return entity.kind == post::Entity::Kind::hashtag && entity.span.start <= hit.span.start &&
             hit.span.end <= entity.span.end;
    });
  }

  // "you" in the same sentence, near; not "thank you".
  bool beside_you(const PhraseHit& hit) const {
    constexpr std::size_t reach = 6;
    const std::uint32_t sentence = reading_.words[hit.first_word].sentence;
    const std::size_t from = hit.first_word > reach ? hit.first_word - reach : 0;
    const std::size_t to = std::min(reading_.words.size(), hit.end_word + reach);
    for (std::size_t i = from; i < to; ++i) {
      if (reading_.words[i].sentence != sentence || !is_you(reading_.words[i].folded)) continue;
      const bool thanks = i > 0 && one_of(reading_.words[i - 1].folded, {"thank", "thanks"});
      if (!thanks) return !denied_before(reading_, hit.first_word, 2);
    }
    return false;
  }

  // A group and what is said of all of it: "women ... can't drive".
  void find_group_claims() {
    const std::vector<PhraseHit> groups = lists_.groups.find(reading_);
    if (groups.empty()) return;
    for (const PhraseHit& claim : lists_.claims.find(reading_)) {
      for (const PhraseHit& group : groups) {
        if (reading_.words[group.first_word].sentence !=
            reading_.words[claim.first_word].sentence) {
          continue;
        }
        if (claim.first_word < group.end_word || claim.first_word > group.end_word + 5U) continue;
        PhraseHit whole = claim;
        if (claim.first_word <= group.end_word + 1U) whole.span.start = group.span.start;
        add(whole);
        break;
      }
    }
  }

  const Attacks& lists_;
  const Reading& reading_;
  Hits& hits_;
  Flags except_;
};

}  // namespace

// Words that attack, mock or threaten somebody. Not in a quotation that says whose it is. Fields:
//   phrases: what does so by itself ("how dare you", "thanks for nothing")
//   words: insults; with `second_person: true` only beside "you"
//   coarse: [strong, mild]: words of data/review/coarse-words.txt, also masked ("f**k")
//   groups, claims: peoples and the like, and what would slander them close behind
//   except: phrases in which such words are harmless
Run compile_attack(Settings& settings, const Setup& /*setup*/) {
  auto lists = std::make_shared<Attacks>();
  lists->phrases = Phrases(settings.texts_if("phrases"));
  lists->personal = Phrases(settings.texts_if("words"));
  lists->groups = Phrases(settings.texts_if("groups"));
  lists->claims = Phrases(settings.texts_if("claims"));
  lists->except = Phrases(settings.texts_if("except"));
  lists->second_person = settings.flag_if("second_person");
  const CoarseWords& words = coarse_words();
  std::vector<std::string> coarse;
  for (const std::size_t which : settings.choices_if("coarse", {"strong", "mild"})) {
    const std::vector<std::string>& list = which == 0 ? words.strong : words.mild;
    coarse.insert(coarse.end(), list.begin(), list.end());
  }
  lists->coarse = Phrases(coarse);
  lists->masked = std::move(coarse);
  return [lists](const Subject& subject, Hits& hits) {
    Attack(*lists, subject.reading, hits).run();
  };
}

}  // namespace decorum::review
