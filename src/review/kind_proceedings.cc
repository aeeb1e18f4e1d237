// Words that could weigh on a case before a court, and names that may not be told.
//
// Contempt of Court Act 1981, sections 1 and 2 with schedule 1: a case is active from an arrest or
// a charge until the sentence. Sexual Offences (Amendment) Act 1992, section 1: who says to have
// been the victim of such an offence is not named, in life. Children and Young Persons Act 1933,
// section 49: nor is a child before a youth court.
#include <algorithm>
#include <array>
#include <charconv>
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

enum class Find : std::uint8_t { prejudice, suspect, complainant, young };

struct Lists {
  std::vector<std::size_t> find;  // of Find; empty: all
  Phrases active;    // "goes on trial"
  Phrases verdicts;  // "obviously guilty": with a case that is active
  Phrases juries;    // "the jury must": by themselves
  Phrases jurors;    // "the jury": with what they ought to do behind them
  Phrases duties;    // "should"
  Phrases offences;  // "sexual assault"
  Phrases victims;   // "the victim", "who reported"
  Phrases ages;      // "schoolboy"
  Phrases youth;     // "youth court"
  Phrases except;    // "design prize", "trial opening"
};

class Case {
 public:
  Case(const Lists& lists, const Reading& reading, Hits& hits)
      : lists_(lists), reading_(reading), hits_(hits), except_(flags_of(lists.except, reading)) {
    active_ = kept(lists.active);
  }

  void run() {
    if (reading_.words.empty()) return;
    if (wants(Find::prejudice)) look_for_prejudice();
    if (wants(Find::suspect)) look_for_suspects();
    if (wants(Find::complainant)) look_for_complainants();
    if (wants(Find::young)) look_for_the_young();
  }

 private:
  bool wants(Find what) const {
    const auto& find = lists_.find;
    return find.empty() || std::ranges::find(find, static_cast<std::size_t>(what)) != find.end();
  }

  std::vector<PhraseHit> kept(const Phrases& phrases) const {
    std::vector<PhraseHit> all = phrases.find(reading_);
    std::erase_if(all, [&](const PhraseHit& hit) {
      for (std::uint32_t i = hit.first_word; i < hit.end_word; ++i) {
        if (except_[i]) return true;
      }
      return false;
    });
    return all;
  }

  std::uint32_t sentence_of(std::size_t word) const { return reading_.words[word].sentence; }

  static bool is_person(const Name& name) {
    return name.kind == Name::Kind::person && !name.mention;
  }

  bool any_person() const { return std::ranges::any_of(reading_.names, is_person); }

  // Somebody is meant: a name anywhere, or "the man", "he" in or next to the sentence.
  bool somebody(std::size_t word) const {
    if (any_person()) return true;
    return any_before(reading_, word, 30, {"he", "she", "man", "woman", "him", "her", "they"});
  }

  void look_for_prejudice() {
    for (const PhraseHit& hit : kept(lists_.juries)) add(hit.span);
    tell_jurors();
    if (active_.empty()) return;
    for (const PhraseHit& hit : kept(lists_.verdicts)) {
      const bool case_near = std::ranges::any_of(active_, [&](const PhraseHit& active) {
        const auto a = sentence_of(active.first_word), b = sentence_of(hit.first_word);
        constexpr std::uint32_t reach = 3;
        return (a > b ? a - b : b - a) <= reach;
      });
      if (case_near && somebody(hit.first_word)) add(hit.span);
    }
  }

  // "The jury in the Maddox trial should ...": a case, and what they are to do.
  void tell_jurors() {
    const std::vector<PhraseHit> jurors = kept(lists_.jurors);
    if (jurors.empty() || (active_.empty() && !any_person())) return;
    const std::vector<PhraseHit> duties = lists_.duties.find(reading_);
    for (const PhraseHit& hit : jurors) {
      constexpr std::size_t reach = 12;
      const Sentence& here = reading_.sentences[sentence_of(hit.first_word)];
      const std::size_t end = std::min<std::size_t>(here.end_word, hit.end_word + reach);
      if (any_in(duties, hit.end_word, end)) add(hit.span);
    }
  }

  // "Lee Maddox was arrested", "police have charged Shane Oldroyd".
  void look_for_suspects() {
    for (const PhraseHit& hit : active_) {
      for (const Name& name : reading_.names) {
        if (!is_person(name) || sentence_of(name.first_word) != sentence_of(hit.first_word)) {
          continue;
        }
        constexpr std::uint32_t reach = 6;
        const bool before = name.end_word <= hit.first_word &&
                            hit.first_word - name.end_word <= reach;
        const bool after = name.first_word >= hit.end_word && name.first_word - hit.end_word <= 2;
        if (before || after) return add(hit.span);  // once is enough
      }
    }
  }

  void look_for_complainants() {
    const std::vector<PhraseHit> offences = kept(lists_.offences);
    if (offences.empty()) return;
    for (const PhraseHit& victim : kept(lists_.victims)) {
      const std::uint32_t here = sentence_of(victim.first_word);
      const bool offence = std::ranges::any_of(offences, [&](const PhraseHit& hit) {
        const std::uint32_t there = sentence_of(hit.first_word);
        return (there > here ? there - here : here - there) <= 1;
      });
      if (!offence) continue;
      if (const Name* name = nearest(victim, here)) add(name->span);
    }
  }

  // The name beside the words for a victim, not the one who is accused: "by X", "against X",
  // "charged X".
  const Name* nearest(const PhraseHit& victim, std::uint32_t sentence) const {
    const Name* best = nullptr;
    std::uint32_t best_distance = 14;
    for (const Name& name : reading_.names) {
      if (!is_person(name) || sentence_of(name.first_word) != sentence) continue;
      if (name.first_word > 0 && accused_before(name.first_word)) continue;
      const std::uint32_t distance = name.first_word >= victim.end_word
                                         ? name.first_word - victim.end_word
                                         : victim.first_word - std::min(victim.first_word,
                                                                        name.end_word);
      if (distance >= best_distance) continue;
      best = &name;
      best_distance = distance;
    }
    return best;
  }

  bool accused_before(std::size_t word) const {
    return any_before(reading_, word, 2, {"by", "against", "charged", "accused", "accuses",
                                          "arrested", "says", "said", "director", "professor",
                                          "dr", "speaker", "lawyer", "officer", "judge"});
  }

  void look_for_the_young() {
    std::vector<PhraseHit> courts = kept(lists_.youth);
    const bool youth_court = !courts.empty();
    if (!youth_court && active_.empty()) return;
    for (const Name& name : reading_.names) {
      if (!is_person(name)) continue;
      const Sentence& here = reading_.sentences[sentence_of(name.first_word)];
      const bool court = any_in(courts, here.first_word, here.end_word) ||
                         any_in(active_, here.first_word, here.end_word);
      if (court && is_young(here) && !accused_before(name.first_word)) add(name.span);
    }
  }

  bool is_young(const Sentence& here) const {
    if (any_in(kept(lists_.ages), here.first_word, here.end_word)) return true;
    for (std::size_t i = here.first_word; i < here.end_word; ++i) {
      if (age_at(i)) return true;
    }
    return false;
  }

  // "15-year-old", "fifteen-year-old", "aged 15", "15,": ten to seventeen.
  bool age_at(std::size_t i) const {
    const std::string_view word = reading_.words[i].folded;
    const std::size_t hyphen = std::min(word.find('-'), word.size());
    static constexpr std::array<std::string_view, 8> spelt = {
        "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"};
    const std::string_view number = word.substr(0, hyphen);
    int age = 0;
    const auto read = std::from_chars(number.data(), number.data() + number.size(), age);
    const bool digits = read.ec == std::errc{} && read.ptr == number.data() + number.size();
    const bool young = digits ? age >= 10 && age < 18
                              : std::ranges::find(spelt, number) != spelt.end();
    if (!young) return false;
    if (word.find("year") != std::string_view::npos) return true;
    const bool years = any_after(reading_, i, 1, {"year", "years", "yr", "yrs"});
    return years || any_before(reading_, i, 1, {"aged", "age"});
  }

  void add(base::Span span) {
    for (const Hit& hit : hits_.all()) {
      if (hit.span.start < span.end && span.start < hit.span.end) return;
    }
    Hit hit;
    hit.span = span;
    hits_.add(std::move(hit));
  }

  const Lists& lists_;
  const Reading& reading_;
  Hits& hits_;
  Flags except_;
  std::vector<PhraseHit> active_;
};

}  // namespace

Run compile_proceedings(Settings& settings, const Setup&) {
  auto lists = std::make_shared<Lists>();
  lists->find = settings.choices_if("find", {"prejudice", "suspect", "complainant", "young"});
  lists->active = Phrases(settings.texts_if("active"));
  lists->verdicts = Phrases(settings.texts_if("verdicts"));
  lists->juries = Phrases(settings.texts_if("juries"));
  lists->jurors = Phrases(settings.texts_if("jurors"));
  lists->duties = Phrases(settings.texts_if("duties"));
  lists->offences = Phrases(settings.texts_if("offences"));
  lists->victims = Phrases(settings.texts_if("victims"));
  lists->ages = Phrases(settings.texts_if("ages"));
  lists->youth = Phrases(settings.texts_if("youth_courts"));
  lists->except = Phrases(settings.texts_if("except"));
  return [lists](const Subject& subject, Hits& hits) {
    Case(*lists, subject.reading, hits).run();
  };
}

}  // namespace decorum::review
