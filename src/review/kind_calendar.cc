// What may not be said now, or only with care: the windows of the policy's calendar, an embargo of
// the draft itself, and words that take a side before an election.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "policy/calendar.h"
#include "policy/zone_time.h"
#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

using Window = policy::CalendarWindow;

// A window with what it holds back.
struct Held {
  const Window* window = nullptr;
  Phrases words;
};

struct Config {
  const policy::Policy* policy = nullptr;
  std::vector<Held> windows;
  bool any_time = false;  // not tied to a window
  bool draft_embargo = false;
  bool has_words = false;
  std::vector<std::string> list;  // as written, for its capitals
  Phrases words, except, calls, parties, short_forms, offices, contests, other_contests;
  Phrases backings;
};

// Does a phrase that is written with a capital stand with one in the text? "Labour" is a party,
// "labour" is work.
bool has_its_capital(const std::string& phrase, const Reading& reading, const PhraseHit& hit) {
  const bool wanted = !phrase.empty() && phrase.front() >= 'A' && phrase.front() <= 'Z';
  return !wanted || reading.words[hit.first_word].capital;
}

class Watch {
 public:
  Watch(const Config& config, const Subject& subject, Hits& hits)
      : config_(config),
        subject_(subject),
        reading_(subject.reading),
        when_(subject.draft.publish_at.value_or(subject.around.now)),
        hits_(hits) {}

  void run() {
    if (config_.draft_embargo) embargo_of_draft();
    if (config_.any_time) return words(nullptr);
    for (const Held& held : config_.windows) {
      const Window& window = *held.window;
      if (when_ < window.from || when_ >= window.until) continue;
      if (!held.words.empty()) {
        for (const PhraseHit& hit : held.words.find(reading_)) add(hit.span, &window);
      } else if (config_.has_words) {
        words(&window);
      } else {
        add({}, &window);
      }
    }
  }

 private:
  void embargo_of_draft() {
    if (!subject_.draft.embargo_until || *subject_.draft.embargo_until <= when_) return;
    Hit hit;
    hit.fields.emplace_back("until", local(*subject_.draft.embargo_until));
    hit.fields.emplace_back("title", "the draft itself");
    hits_.add(std::move(hit));
  }

  std::string local(base::Time time) const {
    return policy::local_text(config_.policy->info.time_zone, time);
  }

  void words(const Window* window) {
    except_ = flags_of(config_.except, reading_);
    for (const PhraseHit& hit : config_.words.find(reading_)) {
      if (!except_[hit.first_word] && has_its_capital(config_.list[hit.phrase], reading_, hit)) {
        add(hit.span, window);
      }
    }
    sides(window);
  }

  // The party's word: "Labour" of "the Labour Party".
  const Word& head_of(const PhraseHit& hit) const {
    const bool article = reading_.words[hit.first_word].folded == "the" &&
                         hit.end_word - hit.first_word > 1;
    return reading_.words[hit.first_word + (article ? 1U : 0U)];
  }

  // With its capital. "Green plans for the garden" begins a sentence with a word that is a party's
  // only beside others: then there has to be an election.
  bool is_party(const PhraseHit& hit, const std::vector<PhraseHit>& short_forms) const {
    const Word& head = head_of(hit);
    if (!head.capital) return false;
    const bool all_named = reading_.words[hit.end_word - 1].capital;  // "Reform UK"
    if (!head.first || all_named || !contests_.empty()) return true;
    return !any_in(short_forms, hit.first_word, hit.end_word);
  }

  // "vote for the Greens", "backing Priya Lal for the seat", and parties by themselves.
  void sides(const Window* window) {
    std::vector<PhraseHit> parties;
    std::vector<std::string_view> named;
    const auto name = [&](std::string_view party) {
      const std::string_view one = without_possessive(party);
      if (std::ranges::find(named, one) == named.end()) named.push_back(one);
    };
    const std::vector<PhraseHit> short_forms = config_.short_forms.find(reading_);
    for (const PhraseHit& hit : config_.parties.find(reading_)) {
      if (except_[hit.first_word] || !is_party(hit, short_forms)) continue;
      parties.push_back(hit);
      name(head_of(hit).folded);
    }
    for (const PhraseHit& hit : short_forms) {
      const Word& word = reading_.words[hit.first_word];
      const bool within = std::ranges::any_of(parties, [&](const PhraseHit& party) {
        return party.first_word <= hit.first_word && hit.first_word < party.end_word;
      });
      if (word.capital && !word.first && !within) name(word.folded);
    }
    for (const PhraseHit& call : config_.calls.find(reading_)) {
      if (except_[call.first_word]) continue;
      if (const std::size_t end = object_end(call, parties, short_forms, window)) {
        add(span_of(reading_, call.first_word, end), window);
      }
    }
    if (window != nullptr) back(window);
    // Who names three takes no side.
    constexpr std::size_t even_handed = 3;
    if (config_.any_time || named.size() >= even_handed) return;
    for (const PhraseHit& hit : parties) add(hit.span, window);
  }

  // Before an election: "She has our full support", where somebody stands for a seat.
  void back(const Window* window) {
    const std::vector<PhraseHit> backings = config_.backings.find(reading_);
    if (backings.empty() || contests_.empty()) return;
    if (!config_.other_contests.find(reading_).empty()) return;
    const bool somebody = std::ranges::any_of(reading_.names, [](const Name& name) {
      return name.kind == Name::Kind::person || name.mention;
    });
    if (!somebody && offices_.empty()) return;
    for (const PhraseHit& hit : backings) {
      if (!except_[hit.first_word]) add(hit.span, window);
    }
  }

  // The word after the party or person that a call is for; 0: it is for neither.
  std::size_t object_end(const PhraseHit& call, const std::vector<PhraseHit>& parties,
                         const std::vector<PhraseHit>& short_forms, const Window* window) const {
    std::size_t next = call.end_word;
    const std::uint32_t sentence = reading_.words[call.first_word].sentence;
    constexpr int between_most = 3;
    for (int i = 0; i <= between_most && next < reading_.words.size(); ++i, ++next) {
      if (reading_.words[next].sentence != sentence) return 0;
      for (const PhraseHit& party : parties) {
        if (party.first_word == next) return party.end_word;
      }
      for (const PhraseHit& party : short_forms) {
        if (party.first_word == next && reading_.words[next].capital) return party.end_word;
      }
      for (const Name& name : reading_.names) {
        if (name.first_word != next || name.mention) continue;
        if (name.kind == Name::Kind::organisation) return 0;
        if (stands_for(call, window)) return name.end_word;
      }
      const bool title = any_in(offices_, next, next + 1);
      if (!title && !one_of(reading_.words[next].folded, {"for", "the", "our", "your", "local"})) {
        return 0;
      }
    }
    return 0;
  }

  // "Support Priya Lal" is no politics unless there is a seat to win; before an election "vote" is.
  bool stands_for(const PhraseHit& call, const Window* window) const {
    const std::string_view word = reading_.words[call.first_word].folded;
    if (!config_.other_contests.find(reading_).empty()) return false;
    if (window != nullptr && (word.starts_with("vot") || word.starts_with("elect"))) return true;
    const Sentence& here = reading_.sentences[reading_.words[call.first_word].sentence];
    const bool contest = any_in(contests_, here.first_word, here.end_word);
    const bool titled = any_in(offices_, here.first_word, here.end_word);
    return contest || titled || word.starts_with("re-elect");
  }

  void add(base::Span span, const Window* window) {
    for (const Hit& hit : hits_.all()) {
      if (hit.span.start < span.end && span.start < hit.span.end) return;
    }
    Hit hit;
    hit.span = span;
    if (window != nullptr) {
      hit.fields.emplace_back("title", window->title);
      hit.fields.emplace_back("why", window->why);
      const bool open = window->until >= std::chrono::sys_days(std::chrono::year(9999) / 1 / 1);
      hit.fields.emplace_back("until", open ? "its end" : local(window->until));
    }
    hits_.add(std::move(hit));
  }

  const Config& config_;
  const Subject& subject_;
  const Reading& reading_;
  base::Time when_;
  Hits& hits_;
  Flags except_;
  std::vector<PhraseHit> offices_ = config_.offices.find(reading_);
  std::vector<PhraseHit> contests_ = config_.contests.find(reading_);
};

}  // namespace

Run compile_calendar(Settings& settings, const Setup& setup) {
  auto config = std::make_shared<Config>();
  config->policy = &setup.policy;
  const bool tied = settings.any_if("kinds") != nullptr;
  const auto kinds =
      settings.choices_if("kinds", {"quiet", "pre-election", "embargo", "proceedings"});
  config->draft_embargo = settings.flag_if("draft_embargo");
  config->list = settings.texts_if("words");
  config->words = Phrases(config->list);
  config->except = Phrases(settings.texts_if("except"));
  config->calls = Phrases(settings.texts_if("calls"));
  config->parties = Phrases(settings.texts_if("parties"));
  config->short_forms = Phrases(settings.texts_if("short_forms"));
  config->offices = Phrases(settings.texts_if("offices"));
  config->contests = Phrases(settings.texts_if("contests"));
  config->other_contests = Phrases(settings.texts_if("other_contests"));
  config->backings = Phrases(settings.texts_if("backings"));
  config->has_words = !config->words.empty() || !config->calls.empty() || !config->parties.empty();
  config->any_time = !tied && config->has_words;
  if (!tied && !config->has_words && !config->draft_embargo) {
    settings.mistake("missing-key", "a check of kind 'calendar' looks at nothing",
                     "kinds: [quiet], words: or draft_embargo: true");
  }
  for (const Window& window : setup.policy.calendar.windows) {
    if (std::ranges::find(kinds, static_cast<std::size_t>(window.kind)) == kinds.end()) continue;
    const bool own_words = window.kind == Window::Kind::embargo ||
                           window.kind == Window::Kind::proceedings;
    config->windows.push_back({&window, Phrases(own_words ? window.words
                                                          : std::vector<std::string>())});
  }
  return [config](const Subject& subject, Hits& hits) { Watch(*config, subject, hits).run(); };
}

}  // namespace decorum::review
