#include "signals/read.h"

#include <algorithm>

#include "base/hash.h"
#include "signals/builtin_words.h"
#include "signals/composite.h"
#include "signals/known_words.h"
#include "signals/language.h"
#include "signals/linear_reader.h"
#include "signals/normalise.h"
#include "signals/parts.h"
#include "signals/personal_data.h"
#include "signals/places.h"
#include "signals/row.h"
#include "signals/scan.h"
#include "signals/unmask.h"

namespace decorum::signals {
namespace {

// The language the statistical models and the composites are made for.
constexpr std::string_view models_language = "en";

// Part of the version: raise it when a rule of this folder would answer differently.
constexpr std::string_view rules_version = "rules 4";

}  // namespace

// What was found out of the text that was looked at last; most is asked of it several times.
struct Scratch::Impl {
  std::string text;
  const void* by = nullptr;  // the set that looked: scratches may serve several
  Folded folded;
  ScanScratch scan;
  bool disguised = false;
  Unmasked plain;  // when it is disguised: the text as it is meant
  Folded folded_plain;
  ScanScratch scan_plain;
  std::vector<std::int32_t> plain_counts;
  bool row_ready = false;
  TokenRow row;  // of the plain text, its places in the text
  Parts parts;   // of the row
};

Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

struct ReaderSet::Impl {
  explicit Impl(Scan compiled) : scan(std::move(compiled)) {}

  Scan scan;                       // the caller's lexicons, and after them the built-in ones
  std::size_t lexicons = 0;        // the caller's
  std::unique_ptr<Reader> linear;  // null without models
  KnownWords known;                // the models' words; none without models
  std::string desk_language;
  std::string version;

  std::size_t index_of(BuiltinWords words) const {
    return lexicons + static_cast<std::size_t>(words);
  }
  bool foreign(const Language& language) const {
    return is_foreign(language, models_language) ||
           (desk_language != models_language && language.code != models_language);
  }
  bool insults_reader(const post::Post& post, const std::vector<std::int32_t>& counts,
                      Scratch::Impl& work) const;
  Cues cues_of(const post::Post& post, const std::vector<std::int32_t>& counts,
               Scratch::Impl& work) const;
  void troll_places(const post::Post& post, const Signals& signals, Scratch::Impl& work,
                    std::vector<Evidence>& places) const;
  void look(const post::Post& post, Scratch::Impl& work) const;
  void look_once(const post::Post& post, Scratch::Impl& work) const;
  void tokenise_once(const post::Post& post, Scratch::Impl& work) const;
  void count_words(Scratch::Impl& work, std::vector<std::int32_t>& counts) const;
  std::vector<Evidence> list_places(std::size_t list, Scratch::Impl& work) const;
};

void ReaderSet::Impl::look(const post::Post& post, Scratch::Impl& work) const {
  work.text = post.text;
  work.by = this;
  work.row_ready = false;
  fold(post.text, work.folded);
  scan.look(work.folded, work.scan);
  work.disguised = unmask(post.text, known, work.plain);
  if (!work.disguised) return;
  fold(work.plain.text, work.folded_plain);
  scan.look(work.folded_plain, work.scan_plain);
}

void ReaderSet::Impl::look_once(const post::Post& post, Scratch::Impl& work) const {
  if (work.by != this || work.text != post.text) look(post, work);
}

void ReaderSet::Impl::tokenise_once(const post::Post& post, Scratch::Impl& work) const {
  look_once(post, work);
  if (work.row_ready) return;
  tokenise_plain(post.text, work.disguised ? &work.plain : nullptr, work.row);
  work.parts.summed = false;
  work.parts.ready = false;
  work.row_ready = true;
}

// A word counts as it stands, or as it is meant, whichever is found more often.
void ReaderSet::Impl::count_words(Scratch::Impl& work, std::vector<std::int32_t>& counts) const {
  scan.count(work.folded, work.scan, counts);
  if (!work.disguised) return;
  scan.count(work.folded_plain, work.scan_plain, work.plain_counts);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    counts[k] = std::max(counts[k], work.plain_counts[k]);
  }
}

std::vector<Evidence> ReaderSet::Impl::list_places(std::size_t list, Scratch::Impl& work) const {
  std::vector<Evidence> places = scan.places(work.folded, list, work.scan);
  if (!work.disguised) return places;
  for (Evidence place : scan.places(work.folded_plain, list, work.scan_plain)) {
    place.span = work.plain.place(place.span.start, place.span.end);
    const bool seen = std::any_of(places.begin(), places.end(), [&](const Evidence& other) {
      return other.span.start < place.span.end && place.span.start < other.span.end;
    });
    if (!seen) places.push_back(place);
  }
  std::sort(places.begin(), places.end(), [](const Evidence& a, const Evidence& b) {
    return a.span.start < b.span.start;
  });
  return places;
}

bool ReaderSet::Impl::insults_reader(const post::Post& post,
                                     const std::vector<std::int32_t>& counts,
                                     Scratch::Impl& work) const {
  if (counts[index_of(BuiltinWords::insult)] > 0) return true;
  const std::size_t words = index_of(BuiltinWords::insult_word);
  if (counts[words] == 0) return false;
  const auto addressed = [&](const Folded& folded, ScanScratch& found, std::string_view text) {
    const std::vector<Evidence> places = scan.places(folded, words, found);
    return std::any_of(places.begin(), places.end(), [&](const Evidence& place) {
      return addresses_reader(text, place.span);
    });
  };
  return addressed(work.folded, work.scan, post.text) ||
         (work.disguised && addressed(work.folded_plain, work.scan_plain, work.plain.text));
}

Cues ReaderSet::Impl::cues_of(const post::Post& post, const std::vector<std::int32_t>& counts,
                              Scratch::Impl& work) const {
  return {insults_reader(post, counts, work), counts[index_of(BuiltinWords::provocation)] > 0};
}

// What raised the parts counts as much as the part does in troll; what a word is to several parts
// adds up.
void ReaderSet::Impl::troll_places(const post::Post& post, const Signals& signals,
                                   Scratch::Impl& work, std::vector<Evidence>& places) const {
  const TrollNumbers& weights = troll_weights();
  for (std::size_t k = 1; k <= 3; ++k) {
    std::vector<Evidence> part;
    linear->evidence(post, work.row, signals, *signal_named(troll_number_names[k]), work.parts,
                     part);
    for (Evidence& place : part) {
      place.weight *= weights[k];
      const auto same = std::find_if(places.begin(), places.end(), [&](const Evidence& other) {
        return other.span == place.span;
      });
      if (same != places.end()) {
        same->weight += place.weight;
      } else {
        places.push_back(place);
      }
    }
  }
  look_once(post, work);
  for (const BuiltinWords list : {BuiltinWords::insult, BuiltinWords::provocation}) {
    const float weight = weights[list == BuiltinWords::insult ? 4 : 5];
    for (const Evidence& place : list_places(index_of(list), work)) {
      places.push_back({place.span, weight});
    }
  }
}

ReaderSet::ReaderSet() = default;
ReaderSet::~ReaderSet() = default;
ReaderSet::ReaderSet(ReaderSet&&) noexcept = default;
ReaderSet& ReaderSet::operator=(ReaderSet&&) noexcept = default;

const std::string& ReaderSet::version() const { return impl_->version; }
std::string ReaderSet::compiled_words() const { return impl_->scan.serialise(); }
bool ReaderSet::compiled_here() const { return !impl_->scan.restored(); }

base::Result<ReaderSet> ReaderSet::make(const Models& models,
                                        std::span<const post::Lexicon> lexicons,
                                        std::string_view desk_language,
                                        const base::SideBySide& both) {
  std::vector<post::Lexicon> all(lexicons.begin(), lexicons.end());
  for (post::Lexicon& list : builtin_words()) all.push_back(std::move(list));
  base::Result<Scan> scan = base::fail("");
  base::Result<std::unique_ptr<Reader>> linear;  // null without models
  KnownWords known;
  both([&] { scan = Scan::make(all, models.compiled_words, both); },
       [&] {
         if (!models.model_files.empty()) linear = make_linear_reader(models.model_files, &known);
       });
  if (!scan) return tl::unexpected(scan.error());
  if (!linear) return tl::unexpected(linear.error());
  ReaderSet set;
  set.impl_ = std::make_unique<Impl>(std::move(*scan));
  Impl& impl = *set.impl_;
  impl.lexicons = lexicons.size();
  impl.desk_language = desk_language;
  std::string versions(rules_version);
  versions += "\nlanguage " + impl.desk_language + "\nwords " + impl.scan.version();
  impl.linear = std::move(*linear);
  impl.known = std::move(known);
  if (impl.linear != nullptr) {
    versions += '\n';
    versions += impl.linear->name();
    versions += ' ';
    versions += impl.linear->version();
  }
  impl.version = base::sha256(versions);
  return set;
}

void ReaderSet::read(const post::Post& post, Scratch& scratch, Signals& out) const {
  Scratch::Impl& work = *scratch.impl_;
  const Impl& impl = *impl_;
  out.values.fill(unknown);
  out.personal_data.clear();
  out.word_hits.clear();

  impl.look(post, work);
  out.language = identify(work.disguised ? work.folded_plain : work.folded, impl.desk_language,
                          post.lang);
  find_personal_data(post.text, work.folded, out.personal_data);
  impl.count_words(work, out.words);
  if (impl.linear != nullptr && !impl.foreign(out.language)) {
    impl.tokenise_once(post, work);
    impl.linear->read(post, work.row, work.parts, out);
    compose(impl.cues_of(post, out.words, work), out);
  }
  out.words.resize(impl.lexicons);
}

Cues ReaderSet::cues(const post::Post& post, Scratch& scratch) const {
  Scratch::Impl& work = *scratch.impl_;
  std::vector<std::int32_t> counts;
  impl_->look(post, work);
  impl_->count_words(work, counts);
  return impl_->cues_of(post, counts, work);
}

std::vector<Evidence> ReaderSet::evidence(const post::Post& post, const Signals& signals,
                                          Signal signal, Scratch& scratch,
                                          std::size_t most) const {
  const Impl& impl = *impl_;
  Scratch::Impl& work = *scratch.impl_;
  if (impl.linear == nullptr || is_unknown(signals[signal])) return {};
  std::vector<Evidence> places;
  impl.tokenise_once(post, work);
  if (signal != Signal::troll) {
    impl.linear->evidence(post, work.row, signals, signal, work.parts, places);
    keep_strongest(post.text, places, most);
    return places;
  }
  impl.troll_places(post, signals, work, places);
  keep_strongest(post.text, places, most);
  return places;
}

std::vector<Evidence> ReaderSet::word_evidence(const post::Post& post, std::size_t lexicon,
                                               Scratch& scratch) const {
  if (lexicon >= impl_->lexicons) return {};
  impl_->look_once(post, *scratch.impl_);
  return impl_->list_places(lexicon, *scratch.impl_);
}

}  // namespace decorum::signals
