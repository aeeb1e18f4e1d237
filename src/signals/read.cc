#include "signals/read.h"

#include <algorithm>

#include "base/hash.h"
#include "signals/builtin_words.h"
#include "signals/composite.h"
#include "signals/features.h"
#include "signals/known_words.h"
#include "signals/language.h"
#include "signals/linear_reader.h"
#include "signals/model.h"
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
constexpr std::string_view rules_version = "rules 3";

}  // namespace

struct Scratch::Impl {
  std::string text;         // that the members below are of
  const KnownWords* by = nullptr;
  Unmasked plain;           // when it is disguised
  bool disguised = false;
  bool row_ready = false;
  TokenRow row;
  Parts parts;              // of the row
  Folded folded;            // of any text
  Folded folded_plain;      // of the plain text, in its own places
  ScanScratch scan;
  std::vector<std::int32_t> plain_counts;

  // Evidence is mostly asked of the post that was read last, for several signals in turn.
  void unmask_once(const std::string& of, const KnownWords& known) {
    if (of == text && by == &known && !text.empty()) return;
    text = of;
    by = &known;
    disguised = unmask(text, known, plain);
    if (disguised) fold(plain.text, folded_plain);
    row_ready = false;
  }
  void tokenise_once(const std::string& of, const KnownWords& known) {
    unmask_once(of, known);
    if (row_ready) return;
    tokenise_plain(text, disguised ? &plain : nullptr, row);
    parts.ready = false;
    row_ready = true;
  }
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
  void fold_and_unmask(const post::Post& post, Scratch::Impl& work) const;
  void count_words(Scratch::Impl& work, std::vector<std::int32_t>& counts) const;
  std::vector<Evidence> list_places(std::size_t list, Scratch::Impl& work) const;
};

void ReaderSet::Impl::fold_and_unmask(const post::Post& post, Scratch::Impl& work) const {
  fold(post.text, work.folded);
  work.unmask_once(post.text, known);
}

// A word counts as it stands, or as it is meant, whichever is found more often.
void ReaderSet::Impl::count_words(Scratch::Impl& work, std::vector<std::int32_t>& counts) const {
  scan.count(work.folded, work.scan, counts);
  if (!work.disguised) return;
  scan.count(work.folded_plain, work.scan, work.plain_counts);
  for (std::size_t k = 0; k < counts.size(); ++k) {
    counts[k] = std::max(counts[k], work.plain_counts[k]);
  }
}

std::vector<Evidence> ReaderSet::Impl::list_places(std::size_t list, Scratch::Impl& work) const {
  std::vector<Evidence> places = scan.places(work.folded, list, work.scan);
  if (!work.disguised) return places;
  for (Evidence place : scan.places(work.folded_plain, list, work.scan)) {
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
  const auto addressed = [&](const Folded& folded, std::string_view text) {
    const std::vector<Evidence> places = scan.places(folded, words, work.scan);
    return std::any_of(places.begin(), places.end(), [&](const Evidence& place) {
      return addresses_reader(text, place.span);
    });
  };
  return addressed(work.folded, post.text) ||
         (work.disguised && addressed(work.folded_plain, work.plain.text));
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
  fold_and_unmask(post, work);
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

base::Result<ReaderSet> ReaderSet::make(const Models& models,
                                        std::span<const post::Lexicon> lexicons,
                                        std::string_view desk_language) {
  std::vector<post::Lexicon> all(lexicons.begin(), lexicons.end());
  for (post::Lexicon& list : builtin_words()) all.push_back(std::move(list));
  auto scan = Scan::make(all, models.compiled_words);
  if (!scan) return tl::unexpected(scan.error());
  ReaderSet set;
  set.impl_ = std::make_unique<Impl>(std::move(*scan));
  Impl& impl = *set.impl_;
  impl.lexicons = lexicons.size();
  impl.desk_language = desk_language;
  std::string versions(rules_version);
  versions += "\nlanguage " + impl.desk_language + "\nwords " + impl.scan.version();
  if (!models.model_files.empty()) {
    auto linear = make_linear_reader(models.model_files);
    if (!linear) return tl::unexpected(linear.error());
    impl.linear = std::move(*linear);
    for (const std::string& bytes : models.model_files) {
      if (kind_of(bytes) != "features") continue;
      if (const auto features = read_features(bytes)) impl.known = KnownWords(*features);
    }
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

  impl.fold_and_unmask(post, work);
  out.language = identify(work.disguised ? work.folded_plain : work.folded, impl.desk_language,
                          post.lang);
  find_personal_data(post.text, work.folded, out.personal_data);
  impl.count_words(work, out.words);
  if (impl.linear != nullptr && !impl.foreign(out.language)) {
    work.tokenise_once(post.text, impl.known);
    impl.linear->read(post, work.row, out);
    compose(impl.cues_of(post, out.words, work), out);
  }
  out.words.resize(impl.lexicons);
}

Cues ReaderSet::cues(const post::Post& post, Scratch& scratch) const {
  Scratch::Impl& work = *scratch.impl_;
  std::vector<std::int32_t> counts;
  impl_->fold_and_unmask(post, work);
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
  work.tokenise_once(post.text, impl.known);
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
  impl_->fold_and_unmask(post, *scratch.impl_);
  return impl_->list_places(lexicon, *scratch.impl_);
}

}  // namespace decorum::signals
