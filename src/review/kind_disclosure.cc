#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

enum class When : std::uint8_t { paid, words, relationship, on_behalf_of, own_organisation };

struct Disclosure {
  std::vector<std::size_t> when;
  bool at_start = true;
  Phrases triggers, tags, hints, labels, not_enough, statements;
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
      : about_(about), subject_(subject), reading_(subject.reading), hits_(hits) {}

  void run() {
    if (left_to_others()) return;
    const std::optional<base::Span> trigger = triggered();
    if (!trigger && !subject_.draft.paid) return;
    const std::vector<PhraseHit> labels = labels_here();
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
      if (in_attributed_quotation(reading_, hit.first_word)) continue;
      if (denied_before(reading_, hit.first_word, 4)) continue;
      const bool own_offer = official() && !subject_.draft.paid && speaks_of_us(reading_, hit) &&
                             !any_before(reading_, hit.end_word, 5, {"my"});
      if (!own_offer || is_hashtag(reading_, hit)) return whole(reading_, hit);
    }
    for (const PhraseHit& hit : readable(about_.tags, reading_)) {
      if (is_hashtag(reading_, hit)) return whole(reading_, hit);
    }
    if (about_.codes) {
      if (const auto code = offer_code(reading_, official() && !subject_.draft.paid)) return code;
    }
    return paying_link(reading_, about_.link_marks);
  }

  std::vector<PhraseHit> labels_here() const {
    std::vector<PhraseHit> labels = readable(about_.labels, reading_);
    std::erase_if(labels, [&](const PhraseHit& hit) { return !stands_alone(reading_, hit); });
    return labels;
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
    const bool open = one_of(reading_.words[hit.end_word - 1U].folded, {"to"});
    if (!open || hit.end_word >= reading_.words.size()) return span;
    const Name* name = name_at(reading_, hit.end_word);
    if (name != nullptr) {
      span.end = name->span.end;
      return span;
    }
    for (std::size_t i = hit.end_word; i < reading_.words.size(); ++i) {
      if (!reading_.words[i].capital || gap_before(reading_, i) != " ") break;
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
};

// Where a name stands in the text, word for word; else its first word, if that is no common one.
std::optional<base::Span> place_of(const Reading& reading, const std::string& name) {
  for (const bool whole_name : {true, false}) {
    std::string wanted = name;
    if (!whole_name) {
      wanted = name.substr(0, name.find(' '));
      const bool telling = wanted.size() > 4 && wanted != name &&
                           !one_of(wanted, {"Royal", "National", "Friends", "Guild", "Institute",
                                            "University", "Worshipful", "Society", "Association",
                                            "County", "Councillor", "Professor"});
      if (!telling) return std::nullopt;
    }
    const std::vector<PhraseHit> hits = Phrases({wanted}).find(reading, true);
    for (const PhraseHit& hit : hits) {
      if (whole_name || reading.words[hit.first_word].capital) return hit.span;
    }
  }
  return std::nullopt;
}

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
    if (const auto span = place_of(reading, related)) add_place(hits, *span);
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

}  // namespace

// What makes a statement due, and whether it is there. Fields:
//   when: [paid, words, relationship, on_behalf_of, own_organisation]
//   words: phrases that show somebody pays, "#..." only as a hashtag; codes: also "code SAVE10"
//   with a gain beside it; link_marks: parts of links that do; hints: marked when the draft is paid
//   labels: what says so clearly, `place: start` or anywhere in the `text`; not_enough: what does
//   not
//   late_message, weak_message: for a label in the wrong place, or not clear enough
//   insert: what a fix puts at the start
//   statements: phrases that tell of a tie, a principal, or an employer
//   left_to_others: a draft aimed only at these countries is another check's
Run compile_disclosure(Settings& settings, const Setup& setup) {
  auto about = std::make_shared<Disclosure>();
  about->when = settings.choices_if(
      "when", {"paid", "words", "relationship", "on_behalf_of", "own_organisation"});
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
  };
}

}  // namespace decorum::review
