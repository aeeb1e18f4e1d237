#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/name_forms.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

enum class When : std::uint8_t {
  paid, words, relationship, on_behalf_of, own_organisation, substitute, speaking_for_us
};

struct Disclosure {
  std::vector<std::size_t> when;
  bool at_start = true;
  Phrases triggers, tags, lone, gifts, given, at_no_cost;  // what shows that somebody pays
  Phrases offers, own_goods;                               // it may be for what is ours
  Phrases marks, hints, labels, not_enough, statements;
  std::vector<std::string> link_marks, left_to_others, own;
  bool codes = false;
  std::string insert, late_message, weak_message;

  bool on(When what) const {
    return std::ranges::find(when, static_cast<std::size_t>(what)) != when.end();
  }
};

const post::Entity* entity_of(const Reading& reading, const Word& word) {
  for (const post::Entity& entity : reading.entities) {
    if (entity.span.start <= word.span.start && word.span.end <= entity.span.end) return &entity;
  }
  return nullptr;
}

// The words of a hit; a hashtag whole, with its sign.
base::Span whole(const Reading& reading, const PhraseHit& hit) {
  const Word& first = reading.words[hit.first_word];
  if (!first.aside) return hit.span;
  const post::Entity* entity = entity_of(reading, first);
  return entity != nullptr ? entity->span : hit.span;
}

// Hits in words and hashtags, not in links, mentions and code.
std::vector<PhraseHit> readable(const Phrases& list, const Reading& reading) {
  std::vector<PhraseHit> hits = list.find(reading, true);
  std::erase_if(hits, [&](const PhraseHit& hit) {
    const Word& first = reading.words[hit.first_word];
    if (!first.aside) return false;
    const post::Entity* entity = entity_of(reading, first);
    return entity == nullptr || entity->kind != post::Entity::Kind::hashtag ||
           entity->value.size() != hit.span.end - hit.span.start;
  });
  return hits;
}

bool is_hashtag(const Reading& reading, const PhraseHit& hit) {
  return reading.words[hit.first_word].aside;
}

// Only signs and emoji before it.
bool begins_text(const PhraseHit& hit) { return hit.first_word == 0; }

// "Ad: ...", "[Ad] ...", "Ad\n...", "Ad Our ...", "#ad ..."; not "ad hoc".
bool stands_alone(const Reading& reading, const PhraseHit& hit) {
  if (is_hashtag(reading, hit)) return true;
  const std::size_t last = hit.end_word - 1U;
  const std::string_view behind = gap_after(reading, last);
  const bool ends = last + 1 == reading.words.size();
  const std::string_view before = gap_before(reading, hit.first_word);
  const bool begins = hit.first_word == 0 || before.find_first_of(".!?\n([|") !=
                                                 std::string_view::npos;
  if (!begins) return false;
  if (ends || behind.find_first_of(":|])\n.-") != std::string_view::npos ||
      behind.find("\u2013") != std::string_view::npos ||
      behind.find("\u2014") != std::string_view::npos) {
    return true;
  }
  return hit.first_word == 0 && reading.words[last + 1].capital;
}

// By itself, with a sign behind it or as the last word: not "Sponsored walk on Sunday".
bool set_apart(const Reading& reading, const PhraseHit& hit) {
  if (is_hashtag(reading, hit)) return true;
  const std::size_t last = hit.end_word - 1U;
  const std::string_view before = gap_before(reading, hit.first_word);
  const bool begins = hit.first_word == 0 ||
                      before.find_first_of(".!?\n([|") != std::string_view::npos;
  if (!begins) return false;
  if (last + 1 == reading.words.size()) return true;
  const std::string_view behind = gap_after(reading, last);
  return behind.find_first_of(":|])\n") != std::string_view::npos;
}

// "code FARMBOX", "discount code: SAVE10" with something to gain by it.
std::optional<base::Span> offer_code(const Reading& reading, bool official) {
  for (std::size_t i = 0; i + 1 < reading.words.size(); ++i) {
    if (reading.words[i].folded != "code" || reading.words[i].aside) continue;
    if (i > 0 && one_of(reading.words[i - 1].folded,
                        {"dress", "door", "meeting", "access", "class", "course", "module", "area",
                         "post", "country", "source", "error", "qr", "join", "team", "job", "zip",
                         "vacancy", "reference", "gate", "entry", "security", "tax"})) {
      continue;
    }
    const Word& code = reading.words[i + 1];
    if (!code.all_capitals && !(code.capital && std::ranges::any_of(code.text, [](char c) {
          return c >= '0' && c <= '9';
        }))) {
      continue;
    }
    if (code.sentence != reading.words[i].sentence) continue;
    const bool gain = any_after(reading, i, 14, {"off", "free", "discount", "save", "saving",
                                                 "offer", "gift", "bonus", "deal", "extra"}) ||
                      any_before(reading, i, 14, {"off", "free", "discount", "save", "saving",
                                                  "offer", "gift", "bonus", "deal", "order"});
    const bool own = official && (any_before(reading, i, 20, {"our", "we", "members", "us"}) ||
                                  any_after(reading, i, 20, {"our", "we", "members", "us"}));
    if (gain && !own) return span_of(reading, i, i + 2);
  }
  return std::nullopt;
}

// A link that pays whoever shares it: "?ref=", "amzn.to/".
std::optional<base::Span> paying_link(const Reading& reading,
                                      const std::vector<std::string>& marks) {
  for (const post::Entity& entity : reading.entities) {
    if (entity.kind != post::Entity::Kind::url) continue;
    for (const std::string& mark : marks) {
      const std::size_t at = entity.value.find(mark);
      if (at == std::string_view::npos) continue;
      const char before = at == 0 ? '/' : entity.value[at - 1];
      if (before == '/' || before == '?' || before == '&' || before == '.') return entity.span;
    }
  }
  return std::nullopt;
}

bool speaks_of_us(const Reading& reading, const PhraseHit& hit) {
  return any_before(reading, hit.first_word, 20, {"our", "we", "members", "us"}) ||
         any_after(reading, hit.end_word - 1U, 20, {"our", "we", "members", "us"});
}

class Advertising {
 public:
  Advertising(const Disclosure& about, const Subject& subject, Hits& hits)
      : about_(about),
        subject_(subject),
        reading_(subject.reading),
        hits_(hits),
        marks_(about.marks.find(reading_)),
        own_goods_(about.own_goods.find(reading_)) {}

  void run() {
    if (left_to_others()) return;
    const std::optional<base::Span> trigger = triggered();
    const std::vector<PhraseHit> labels = labels_here();
    if (!trigger && !subject_.draft.paid && !labelled_at_end(labels)) return;
    if (!about_.at_start && !labels.empty()) return;
    if (std::ranges::any_of(labels, begins_text)) return;
    if (!labels.empty()) return add(whole(reading_, labels.back()), about_.late_message);
    if (const auto weak = weak_label()) return add(*weak, about_.weak_message);
    if (trigger) return add(*trigger, {});
    if (const auto hint = first_of(about_.hints)) return add(*hint, {});
    if (const auto weak = first_of(about_.not_enough)) return add(*weak, about_.weak_message);
    add({0, 0}, {});
  }

 private:
  bool official() const { return subject_.draft.capacity == post::Capacity::official; }

  bool left_to_others() const {
    const std::vector<std::string>& audience = subject_.draft.audience;
    return !audience.empty() && std::ranges::all_of(audience, [&](const std::string& one) {
      return std::ranges::find(about_.left_to_others, one) != about_.left_to_others.end();
    });
  }

  // What in the text shows that somebody pays for it.
  std::optional<base::Span> triggered() const {
    if (!about_.on(When::words)) return std::nullopt;
    for (const PhraseHit& hit : readable(about_.triggers, reading_)) {
      if (counts(hit)) return marked(hit);
    }
    for (const PhraseHit& hit : readable(about_.gifts, reading_)) {
      if (counts(hit) && !to_a_collection(hit)) return marked(hit);
    }
    if (const auto gain = given_for_nothing()) return gain;
    for (const PhraseHit& hit : readable(about_.offers, reading_)) {
      if (counts(hit) && !own_offer(hit)) return marked(hit);
    }
    for (const PhraseHit& hit : readable(about_.tags, reading_)) {
      if (is_hashtag(reading_, hit)) return whole(reading_, hit);
    }
    for (const PhraseHit& hit : readable(about_.lone, reading_)) {
      if (set_apart(reading_, hit)) return whole(reading_, hit);
    }
    if (about_.codes) {
      if (const auto code = offer_code(reading_, official() && !subject_.draft.paid)) return code;
    }
    return paying_link(reading_, about_.link_marks);
  }

  bool counts(const PhraseHit& hit) const {
    return !in_attributed_quotation(reading_, hit.first_word) &&
           !denied_before(reading_, hit.first_word, 4);
  }

  // The word that tells of it, within the phrase that makes it sure.
  base::Span marked(const PhraseHit& hit) const {
    for (const PhraseHit& mark : marks_) {
      if (mark.first_word >= hit.first_word && mark.end_word <= hit.end_word) return mark.span;
    }
    return whole(reading_, hit);
  }

  // "Our discount code" for our own course; but for somebody's named goods it is theirs.
  bool own_offer(const PhraseHit& hit) const {
    if (!official() || subject_.draft.paid || is_hashtag(reading_, hit)) return false;
    if (!speaks_of_us(reading_, hit) || any_before(reading_, hit.end_word, 5, {"my"})) return false;
    return !own_goods_.empty() || !names_goods();
  }

  // A word with a capital that is no name of ours, no day and no code: "the Tallow planner".
  bool names_goods() const {
    for (std::size_t i = 0; i < reading_.words.size(); ++i) {
      const Word& word = reading_.words[i];
      if (!word.capital || word.first || word.aside || word.all_capitals) continue;
      const bool digits = word.text.find_first_of("0123456789") != std::string_view::npos;
      if (digits || word.text.size() < 2 || is_day_or_month(word.folded)) continue;
      const Name* name = name_at(reading_, i);
      if (name == nullptr || !is_own(reading_, *name, about_.own)) return true;
    }
    return false;
  }

  static bool is_day_or_month(std::string_view word) {
    return one_of(word, {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
                         "sunday", "january", "february", "march", "april", "may", "june", "july",
                         "august", "september", "october", "november", "december", "christmas",
                         "easter"});
  }

  // What is given to those whom we help is no payment.
  bool for_a_good_cause() const {
    return std::ranges::any_of(reading_.words, [](const Word& word) {
      return one_of(word.folded, {"foodbank", "fridge", "shelter", "hospice", "appeal", "raffle",
                                  "tombola", "auction", "charity", "charities", "refugees",
                                  "donation", "donations", "donated", "fundraiser", "pupils",
                                  "bank", "youth", "school", "patients"});
    });
  }

  // "They sent us six notebooks free of charge."
  std::optional<base::Span> given_for_nothing() const {
    const std::vector<PhraseHit> free = about_.at_no_cost.find(reading_);
    if (free.empty() || for_a_good_cause()) return std::nullopt;
    constexpr std::size_t between_most = 12;
    for (const PhraseHit& hit : about_.given.find(reading_)) {
      if (!counts(hit)) continue;
      for (const PhraseHit& gain : free) {
        const bool beside = gain.first_word >= hit.end_word &&
                            gain.first_word <= hit.end_word + between_most &&
                            reading_.words[gain.first_word].sentence ==
                                reading_.words[hit.first_word].sentence;
        if (!beside) continue;
        const bool joined = gain.first_word <= hit.end_word + 1;
        return joined ? base::Span{hit.span.start, gain.span.end} : gain.span;
      }
    }
    return std::nullopt;
  }

  // What is given to a museum advertises nothing.
  bool to_a_collection(const PhraseHit& hit) const {
    const Sentence& here = reading_.sentences[reading_.words[hit.first_word].sentence];
    for (std::size_t i = here.first_word; i < here.end_word; ++i) {
      if (one_of(reading_.words[i].folded,
                 {"archive", "archives", "museum", "collection", "collections", "gallery",
                  "exhibition", "estate", "late", "widow", "bequest", "child", "children",
                  "daughter", "son", "family"})) {
        return true;
      }
    }
    return false;
  }

  std::vector<PhraseHit> labels_here() const {
    std::vector<PhraseHit> labels = readable(about_.labels, reading_);
    std::erase_if(labels, [&](const PhraseHit& hit) { return !stands_alone(reading_, hit); });
    return labels;
  }

  // Who labels a post says that somebody pays: "#ad" among the tags, "Ad" as the last word.
  bool labelled_at_end(const std::vector<PhraseHit>& labels) const {
    if (!about_.on(When::words)) return false;
    return std::ranges::any_of(labels, [&](const PhraseHit& hit) {
      return (is_hashtag(reading_, hit) && !within_prose(hit)) ||
             (hit.first_word > 0 && hit.end_word == reading_.words.size() &&
              set_apart(reading_, hit));
    });
  }

  // Words of the same sentence stand before and behind it: "when a post needs #ad in the UK".
  bool within_prose(const PhraseHit& hit) const {
    const auto plain = [&](std::size_t i) {
      return !reading_.words[i].aside &&
             reading_.words[i].sentence == reading_.words[hit.first_word].sentence;
    };
    return hit.first_word > 0 && plain(hit.first_word - 1U) &&
           hit.end_word < reading_.words.size() && plain(hit.end_word);
  }

  // A label that is not clear enough: at the start, at the end, or a hashtag.
  std::optional<base::Span> weak_label() const {
    for (const PhraseHit& hit : readable(about_.not_enough, reading_)) {
      const bool at_end = hit.end_word == reading_.words.size() && stands_alone(reading_, hit);
      if (begins_text(hit) || is_hashtag(reading_, hit) || at_end) return with_name(hit);
    }
    return std::nullopt;
  }

  // "Thanks to" says nothing without whom.
  base::Span with_name(const PhraseHit& hit) const {
    base::Span span = whole(reading_, hit);
    if (is_hashtag(reading_, hit)) return span;
    const bool open = one_of(reading_.words[hit.end_word - 1U].folded, {"to", "thanks"});
    if (!open || hit.end_word >= reading_.words.size()) return span;
    const Name* name = name_at(reading_, hit.end_word);
    if (name != nullptr) {
      span.end = name->span.end;
      return span;
    }
    for (std::size_t i = hit.end_word; i < reading_.words.size(); ++i) {
      const std::string_view gap = gap_before(reading_, i);
      if (!reading_.words[i].capital || (gap != " " && gap != " & ")) break;
      span.end = reading_.words[i].span.end;
    }
    return span;
  }

  std::optional<base::Span> first_of(const Phrases& list) const {
    const std::vector<PhraseHit> hits = readable(list, reading_);
    if (hits.empty()) return std::nullopt;
    return with_name(hits.front());
  }

  void add(base::Span span, const std::string& message) {
    Hit hit;
    hit.span = span;
    hit.message = message;
    constexpr std::string_view field = "{text}";
    if (const std::size_t at = hit.message.find(field); at != std::string::npos) {
      const std::string_view found = reading_.text.substr(span.start, span.end - span.start);
      hit.message.replace(at, field.size(), found);
    }
    if (!about_.insert.empty()) hit.fix = Fix{{0, 0}, about_.insert};
    hits_.add(std::move(hit));
  }

  const Disclosure& about_;
  const Subject& subject_;
  const Reading& reading_;
  Hits& hits_;
  std::vector<PhraseHit> marks_, own_goods_;
};

void add_place(Hits& hits, base::Span span) {
  Hit hit;
  hit.span = span;
  hits.add(std::move(hit));
}

// A tie to somebody whom the text names, and that it does not tell of.
void find_tie(const Disclosure& about, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  if (subject.draft.relationship.empty() || subject.draft.relationship == "none") return;
  if (!about.statements.find(reading).empty()) return;
  const std::string& related = subject.draft.related_to;
  const bool official = subject.draft.capacity == post::Capacity::official;
  if (official && std::ranges::find(about.own, related) != about.own.end()) return;
  if (!related.empty()) {
    auto span = place_of(reading, related);
    if (!span) span = place_of_first_word(reading, related);
    if (span) add_place(hits, *span);
    return;
  }
  for (const Name& name : reading.names) {
    if (name.kind == Name::Kind::other && !name.mention) continue;
    if (official && is_own(reading, name, about.own)) continue;
    return add_place(hits, name.span);
  }
}

void find_principal(const Disclosure& about, const Subject& subject, Hits& hits) {
  const std::string& principal = subject.draft.on_behalf_of;
  if (principal.empty()) return;
  if (!about.statements.find(subject.reading).empty()) return;
  if (place_of(subject.reading, principal)) return;
  if (std::ranges::find(about.own, principal) != about.own.end() &&
      subject.draft.capacity == post::Capacity::official) {
    return;
  }
  add_place(hits, {0, 0});
}

// Our own organisation on somebody's own account, without a word that they work for it.
void find_employer(const Disclosure& about, const Subject& subject, Hits& hits) {
  if (subject.draft.capacity != post::Capacity::personal) return;
  if (!about.statements.find(subject.reading).empty()) return;
  for (const std::string& own : about.own) {
    if (own.size() < 3) continue;
    for (const PhraseHit& hit : Phrases({own}).find(subject.reading)) {
      if (subject.reading.words[hit.first_word].capital) return add_place(hits, hit.span);
    }
  }
}

// The end of our own name, or of its first word, at a word; nothing: it is none.
std::optional<std::uint32_t> own_name_end(const Disclosure& about, const Reading& reading,
                                          std::size_t i) {
  const Name* name = name_at(reading, i);
  if (name != nullptr && is_own(reading, *name, about.own)) return name->span.end;
  const Word& word = reading.words[i];
  const std::string_view text = word.text.substr(0, word.text.find_first_of("'\xE2"));
  constexpr std::size_t shortest = 5;
  const bool first_word = word.capital && text.size() >= shortest &&
      std::ranges::any_of(about.own, [&](const std::string& own) {
        return own.starts_with(text) && own.size() > text.size() && own[text.size()] == ' ';
      });
  if (!first_word) return std::nullopt;
  return word.span.start + static_cast<std::uint32_t>(text.size());
}

// "Views my own" says nothing of whom one works for. Where the text or the draft ties them to us.
void find_substitute(const Disclosure& about, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  if (subject.draft.capacity != post::Capacity::personal) return;
  if (!about.statements.find(reading).empty()) return;
  const bool tied = !subject.draft.relationship.empty() && subject.draft.relationship != "none";
  bool named = false;
  for (std::size_t i = 0; i < reading.words.size() && !named; ++i) {
    named = own_name_end(about, reading, i).has_value();
  }
  if (!tied && !named) return;
  const std::vector<PhraseHit> found = about.triggers.find(reading, true);
  if (!found.empty()) add_place(hits, whole(reading, found.front()));
}

// "We at Quillmere have decided ..." on somebody's own account.
void find_plural(const Disclosure& about, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  if (subject.draft.capacity != post::Capacity::personal) return;
  if (!about.statements.find(reading).empty()) return;
  for (const PhraseHit& hit : about.triggers.find(reading)) {
    if (reading.words[hit.first_word].quoted) continue;
    constexpr std::size_t between_most = 2;
    const std::size_t end = std::min<std::size_t>(hit.end_word + between_most,
                                                  reading.words.size());
    for (std::size_t i = hit.end_word; i < end; ++i) {
      if (reading.words[i].sentence != reading.words[hit.first_word].sentence) break;
      if (const auto stop = own_name_end(about, reading, i)) {
        return add_place(hits, {hit.span.start, *stop});
      }
    }
  }
}

}  // namespace

// What makes a statement due, and whether it is there. Fields:
//   when: [paid, words, relationship, on_behalf_of, own_organisation, substitute, speaking_for_us]
//   words: phrases that show somebody pays, "#..." only as a hashtag; codes: also "code SAVE10"
//   with a gain beside it; link_marks: parts of links that do; hints: marked when the draft is paid
//   offers: such phrases that may be of our own goods ("discount code"), by own_goods; gifts: such
//   as a museum may use; given: what with one of at_no_cost behind it does; lone: such as count
//   standing by themselves; marks: what is marked of them
//   substitute, speaking_for_us: `words` that stand in for a tie ("views my own"), and with which
//   somebody speaks for all of us ("we at"), on a personal account
//   labels: what says so clearly, `place: start` or anywhere in the `text`; not_enough: what does
//   not
//   late_message, weak_message: for a label in the wrong place, or not clear enough
//   insert: what a fix puts at the start
//   statements: phrases that tell of a tie, a principal, or an employer
//   left_to_others: a draft aimed only at these countries is another check's
Run compile_disclosure(Settings& settings, const Setup& setup) {
  auto about = std::make_shared<Disclosure>();
  about->when = settings.choices_if(
      "when", {"paid", "words", "relationship", "on_behalf_of", "own_organisation", "substitute",
               "speaking_for_us"});
  if (about->when.empty()) {
    settings.mistake("missing", "this check never finds anything without 'when'",
                     "when: [paid, words]");
  }
  about->at_start = settings.choice_if("place", {"start", "text"}).value_or(0) == 0;
  std::vector<std::string> triggers = settings.texts_if("words");
  std::vector<std::string> tags;
  std::erase_if(triggers, [&](const std::string& word) {
    if (word.starts_with('#')) tags.push_back(word.substr(1));
    return word.starts_with('#');
  });
  about->triggers = Phrases(triggers);
  about->offers = Phrases(settings.texts_if("offers"));
  about->own_goods = Phrases(settings.texts_if("own_goods"));
  about->gifts = Phrases(settings.texts_if("gifts"));
  about->given = Phrases(settings.texts_if("given"));
  about->at_no_cost = Phrases(settings.texts_if("at_no_cost"));
  about->lone = Phrases(settings.texts_if("lone"));
  about->marks = Phrases(settings.texts_if("marks"));
  about->tags = Phrases(tags);
  about->hints = Phrases(settings.texts_if("hints"));
  about->labels = Phrases(settings.texts_if("labels"));
  about->not_enough = Phrases(settings.texts_if("not_enough"));
  about->statements = Phrases(settings.texts_if("statements"));
  about->link_marks = settings.texts_if("link_marks");
  about->left_to_others = settings.texts_if("left_to_others");
  about->codes = settings.flag_if("codes");
  about->insert = settings.text_if("insert");
  about->late_message = settings.text_if("late_message");
  about->weak_message = settings.text_if("weak_message");
  about->own = own_names_of(setup.policy);
  return [about](const Subject& subject, Hits& hits) {
    if (about->on(When::paid) || about->on(When::words)) Advertising(*about, subject, hits).run();
    if (about->on(When::relationship)) find_tie(*about, subject, hits);
    if (about->on(When::on_behalf_of)) find_principal(*about, subject, hits);
    if (about->on(When::own_organisation)) find_employer(*about, subject, hits);
    if (about->on(When::substitute)) find_substitute(*about, subject, hits);
    if (about->on(When::speaking_for_us)) find_plural(*about, subject, hits);
  };
}

}  // namespace decorum::review
