#include "signals/read.h"

#include <algorithm>
#include <cmath>

#include "base/hash.h"
#include "signals/language.h"
#include "signals/linear_reader.h"
#include "signals/normalise.h"
#include "signals/personal_data.h"
#include "signals/row.h"
#include "signals/scan.h"

namespace decorum::signals {
namespace {

// The language the statistical models and the composite rules are made for.
constexpr std::string_view models_language = "en";

// Part of the version: raise it when a rule of this folder would answer differently.
constexpr std::string_view rules_version = "rules 1";

}  // namespace

struct Scratch::Impl {
  TokenRow row;
  Folded folded;
  ScanScratch scan;
};

Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

struct ReaderSet::Impl {
  explicit Impl(Scan compiled) : scan(std::move(compiled)) {}

  Scan scan;
  std::unique_ptr<Reader> linear;  // null without models
  std::string desk_language;
  std::string version;

  bool foreign(const Language& language) const {
    return is_foreign(language, models_language) ||
           (desk_language != models_language && language.code != models_language);
  }
};

ReaderSet::ReaderSet() = default;
ReaderSet::~ReaderSet() = default;
ReaderSet::ReaderSet(ReaderSet&&) noexcept = default;
ReaderSet& ReaderSet::operator=(ReaderSet&&) noexcept = default;

const std::string& ReaderSet::version() const { return impl_->version; }
std::string ReaderSet::compiled_words() const { return impl_->scan.serialise(); }

base::Result<ReaderSet> ReaderSet::make(const Models& models,
                                        std::span<const post::Lexicon> lexicons,
                                        std::string_view desk_language) {
  auto scan = Scan::make(lexicons, models.compiled_words);
  if (!scan) return tl::unexpected(scan.error());
  ReaderSet set;
  set.impl_ = std::make_unique<Impl>(std::move(*scan));
  Impl& impl = *set.impl_;
  impl.desk_language = desk_language;
  std::string versions(rules_version);
  versions += "\nlanguage " + impl.desk_language + "\nwords " + impl.scan.version();
  if (!models.model_files.empty()) {
    auto linear = make_linear_reader(models.model_files);
    if (!linear) return tl::unexpected(linear.error());
    impl.linear = std::move(*linear);
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

  fold(post.text, work.folded);
  out.language = identify(work.folded, impl.desk_language, post.lang);
  find_personal_data(post.text, work.folded, out.personal_data);
  impl.scan.count(work.folded, work.scan, out.words);
  if (impl.linear == nullptr || impl.foreign(out.language)) return;
  tokenise(post.text, work.row);
  impl.linear->read(post, work.row, out);
}

std::vector<Evidence> ReaderSet::evidence(const post::Post& post, const Signals& signals,
                                          Signal signal, Scratch& scratch,
                                          std::size_t most) const {
  if (impl_->linear == nullptr || is_unknown(signals[signal])) return {};
  std::vector<Evidence> places;
  tokenise(post.text, scratch.impl_->row);
  impl_->linear->evidence(post, scratch.impl_->row, signals, signal, places);
  std::stable_sort(places.begin(), places.end(), [](const Evidence& a, const Evidence& b) {
    return std::abs(a.weight) > std::abs(b.weight);
  });
  if (places.size() > most) places.resize(most);
  return places;
}

std::vector<Evidence> ReaderSet::word_evidence(const post::Post& post, std::size_t lexicon,
                                               Scratch& scratch) const {
  fold(post.text, scratch.impl_->folded);
  return impl_->scan.places(scratch.impl_->folded, lexicon, scratch.impl_->scan);
}

}  // namespace decorum::signals
