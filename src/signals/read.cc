#include "signals/read.h"

#include <algorithm>

#include "base/hash.h"
#include "signals/builtin_words.h"
#include "signals/composite.h"
#include "signals/language.h"
#include "signals/linear_reader.h"
#include "signals/normalise.h"
#include "signals/parts.h"
#include "signals/personal_data.h"
#include "signals/places.h"
#include "signals/row.h"
#include "signals/scan.h"

namespace decorum::signals {
namespace {

// The language the statistical models and the composites are made for.
constexpr std::string_view models_language = "en";

// Part of the version: raise it when a rule of this folder would answer differently.
constexpr std::string_view rules_version = "rules 3";

}  // namespace

struct Scratch::Impl {
  TokenRow row;
  std::string row_of;  // the text the row was made of
  Parts parts;         // of the row
  Folded folded;
  std::string folded_of;  // the text that was folded and scanned last
  ScanScratch scan;

  void look(const std::string& text, const Scan& words) {
    fold(text, folded);
    words.look(folded, scan);
    folded_of = text;
  }
  void look_once(const std::string& text, const Scan& words) {
    if (text != folded_of || !words.looked(scan)) look(text, words);
  }

  // Evidence is mostly asked of the post that was read last, for several signals in turn.
  void tokenise_once(const std::string& text) {
    if (text == row_of && !text.empty()) return;
    tokenise(text, row);
    row_of = text;
    parts.summed = false;
    parts.ready = false;
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
};

bool ReaderSet::Impl::insults_reader(const post::Post& post,
                                     const std::vector<std::int32_t>& counts,
                                     Scratch::Impl& work) const {
  if (counts[index_of(BuiltinWords::insult)] > 0) return true;
  const std::size_t words = index_of(BuiltinWords::insult_word);
  if (counts[words] == 0) return false;
  const std::vector<Evidence> places = scan.places(work.folded, words, work.scan);
  return std::any_of(places.begin(), places.end(), [&](const Evidence& place) {
    return addresses_reader(post.text, place.span);
  });
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
  work.look_once(post.text, scan);
  for (const BuiltinWords list : {BuiltinWords::insult, BuiltinWords::provocation}) {
    const float weight = weights[list == BuiltinWords::insult ? 4 : 5];
    for (const Evidence& place : scan.places(work.folded, index_of(list), work.scan)) {
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
  both([&] { scan = Scan::make(all, models.compiled_words, both); },
       [&] {
         if (!models.model_files.empty()) linear = make_linear_reader(models.model_files);
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

  work.look(post.text, impl.scan);
  out.language = identify(work.folded, impl.desk_language, post.lang);
  find_personal_data(post.text, work.folded, out.personal_data);
  impl.scan.count(work.folded, work.scan, out.words);
  if (impl.linear != nullptr && !impl.foreign(out.language)) {
    work.tokenise_once(post.text);
    impl.linear->read(post, work.row, work.parts, out);
    compose(impl.cues_of(post, out.words, work), out);
  }
  out.words.resize(impl.lexicons);
}

Cues ReaderSet::cues(const post::Post& post, Scratch& scratch) const {
  Scratch::Impl& work = *scratch.impl_;
  std::vector<std::int32_t> counts;
  work.look(post.text, impl_->scan);
  impl_->scan.count(work.folded, work.scan, counts);
  return impl_->cues_of(post, counts, work);
}

std::vector<Evidence> ReaderSet::evidence(const post::Post& post, const Signals& signals,
                                          Signal signal, Scratch& scratch,
                                          std::size_t most) const {
  const Impl& impl = *impl_;
  Scratch::Impl& work = *scratch.impl_;
  if (impl.linear == nullptr || is_unknown(signals[signal])) return {};
  std::vector<Evidence> places;
  work.tokenise_once(post.text);
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
  Scratch::Impl& work = *scratch.impl_;
  work.look_once(post.text, impl_->scan);
  return impl_->scan.places(work.folded, lexicon, work.scan);
}

}  // namespace decorum::signals
