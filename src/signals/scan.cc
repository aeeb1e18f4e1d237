#include "signals/scan.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>

#include <hs/hs.h>
#include <re2/re2.h>

#include "signals/loosen.h"
#include "signals/word_table.h"

namespace decorum::signals {
namespace {

struct ScratchDeleter {
  void operator()(hs_scratch_t* scratch) const { hs_free_scratch(scratch); }
};

struct Hit {
  std::uint32_t lexicon = 0;
  std::uint32_t phrase = 0;
  bool except = false;
  base::Span place;
};

bool inside(base::Span inner, base::Span outer) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

// Is the place inside one of the lexicon's exceptions?
bool excepted(std::uint32_t lexicon, base::Span place, const std::vector<Hit>& hits) {
  return std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
    return hit.except && hit.lexicon == lexicon && inside(place, hit.place);
  });
}

// A name for each Scan, so that a scratch knows which one it was made ready for.
std::uint64_t next_name() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

bool is_whole_word(const Phrase& phrase, std::string_view text, std::size_t from, std::size_t to) {
  if (phrase.joins_before && from > 0 && joins_words(code_point_before(text, from))) return false;
  return !phrase.joins_after || to == text.size() || !joins_words(base::decode_at(text, to).code);
}

// Calls `each` with the places of a pattern, at most occurrences_max; stops when it says so.
template <class Each>
void for_places(const re2::RE2& regex, const Folded& folded, Each each) {
  const re2::StringPiece text(folded.text);
  std::size_t from = 0;
  for (std::size_t i = 0; i < occurrences_max && from < text.size(); ++i) {
    re2::StringPiece match;
    if (!regex.Match(text, from, text.size(), re2::RE2::UNANCHORED, &match, 1)) return;
    if (match.empty()) return;  // only assertions matched; there is no place to show
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    if (each(folded.place(begin, begin + match.size()))) return;
    from = begin + match.size();
  }
}

}  // namespace

struct ScanScratch::Impl {
  std::unique_ptr<hs_scratch_t, ScratchDeleter> scanner;
  std::uint64_t ready_for = 0;
  std::array<Folded, 2> readings;
  std::vector<std::uint8_t> seen;      // by phrase: occurrences looked at, up to occurrences_max
  std::vector<std::uint32_t> touched;  // phrases whose `seen` is not zero
  std::vector<std::uint32_t> matched;  // patterns
  std::vector<Hit> hits;               // of lexicons with exceptions
  std::vector<Hit> plain_hits;         // of the others

  void forget() {
    for (const std::uint32_t phrase : touched) seen[phrase] = 0;
    touched.clear();
    matched.clear();
    hits.clear();
    plain_hits.clear();
  }
};

ScanScratch::ScanScratch() : impl_(std::make_unique<Impl>()) {}
ScanScratch::~ScanScratch() = default;
ScanScratch::ScanScratch(ScanScratch&&) noexcept = default;
ScanScratch& ScanScratch::operator=(ScanScratch&&) noexcept = default;

struct Scan::Impl {
  std::uint64_t name = next_name();
  WordTable table;

  // What the callbacks of one scan write to.
  struct Run {
    const Impl& scan;
    ScanScratch::Impl& scratch;
    const Folded* reading = nullptr;
  };

  void prepare(ScanScratch::Impl& scratch) const;
  void scan_phrases(const Folded& folded, Run& run) const;
  void scan_patterns(const Folded& folded, Run& run) const;
  void found(std::uint32_t id, std::size_t to, Run& run) const;
  bool holds_phrase(std::uint32_t phrase, std::uint32_t lexicon,
                    const std::vector<Hit>& hits) const;
  bool holds_pattern(const Pattern& pattern, const Folded& folded,
                     const std::vector<Hit>& hits) const;
};

Scan::Scan() : impl_(std::make_unique<Impl>()) {}
Scan::~Scan() = default;
Scan::Scan(Scan&&) noexcept = default;
Scan& Scan::operator=(Scan&&) noexcept = default;
const std::string& Scan::version() const { return impl_->table.version; }
bool Scan::restored() const { return impl_->table.restored; }
std::string Scan::serialise() const { return signals::serialise(impl_->table); }

base::Result<Scan> Scan::make(std::span<const post::Lexicon> lexicons, std::string_view compiled,
                              const base::SideBySide& both) {
  auto table = make_word_table(lexicons, compiled, both);
  if (!table) return tl::unexpected(table.error());
  Scan scan;
  scan.impl_->table = std::move(*table);
  return scan;
}

void Scan::Impl::prepare(ScanScratch::Impl& scratch) const {
  if (scratch.ready_for == name) return;
  scratch.forget();
  scratch.seen.assign(table.phrases.size(), 0);
  hs_scratch_t* scanner = scratch.scanner.release();
  for (const auto* database : {table.phrase_scanner.get(), table.pattern_scanner.get()}) {
    if (database == nullptr) continue;
    [[maybe_unused]] const hs_error_t status = hs_alloc_scratch(database, &scanner);
    assert(status == HS_SUCCESS);
  }
  scratch.scanner.reset(scanner);
  scratch.ready_for = name;
}

void Scan::Impl::found(std::uint32_t id, std::size_t to, Run& run) const {
  const Phrase& phrase = table.phrases[id];
  std::uint8_t& seen = run.scratch.seen[id];
  if (seen == occurrences_max) return;
  const std::size_t from = to - phrase.text.size();
  if (!is_whole_word(phrase, run.reading->text, from, to)) return;
  if (seen == 0) run.scratch.touched.push_back(id);
  ++seen;
  for (const PhraseUse& use : phrase.uses) {
    std::vector<Hit>& hits =
        table.excepting[use.lexicon] ? run.scratch.hits : run.scratch.plain_hits;
    if (hits.size() == hits_max) continue;
    hits.push_back({use.lexicon, id, use.except, run.reading->place(from, to)});
  }
}

void Scan::Impl::scan_phrases(const Folded& folded, Run& run) const {
  if (table.phrase_scanner == nullptr) return;
  const auto one = [this, &run](const Folded& reading) {
    run.reading = &reading;
    hs_scan(
        table.phrase_scanner.get(), reading.text.data(),
        static_cast<unsigned>(reading.text.size()), 0, run.scratch.scanner.get(),
        [](unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
          Run& current = *static_cast<Run*>(context);
          current.scan.found(id, to, current);
          return 0;
        },
        &run);
  };
  one(folded);
  const std::size_t readings = loosen(folded, run.scratch.readings);
  for (std::size_t i = 0; i < readings; ++i) one(run.scratch.readings[i]);
}

void Scan::Impl::scan_patterns(const Folded& folded, Run& run) const {
  if (table.pattern_scanner == nullptr) return;
  hs_scan(
      table.pattern_scanner.get(), folded.text.data(), static_cast<unsigned>(folded.text.size()),
      0, run.scratch.scanner.get(),
      [](unsigned id, unsigned long long, unsigned long long, unsigned, void* context) {
        static_cast<Run*>(context)->scratch.matched.push_back(id);
        return 0;
      },
      &run);
}

bool Scan::Impl::holds_phrase(std::uint32_t phrase, std::uint32_t lexicon,
                              const std::vector<Hit>& hits) const {
  return !table.excepting[lexicon] ||
         std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
           return !hit.except && hit.phrase == phrase && hit.lexicon == lexicon &&
                  !excepted(lexicon, hit.place, hits);
         });
}

bool Scan::Impl::holds_pattern(const Pattern& pattern, const Folded& folded,
                               const std::vector<Hit>& hits) const {
  const bool exceptions_near = std::any_of(hits.begin(), hits.end(), [&](const Hit& hit) {
    return hit.except && hit.lexicon == pattern.lexicon;
  });
  if (!exceptions_near) return true;
  bool holds = false;
  for_places(*pattern.regex, folded, [&](base::Span place) {
    holds = !excepted(pattern.lexicon, place, hits);
    return holds;
  });
  return holds;
}

void Scan::look(const Folded& folded, ScanScratch& scratch) const {
  ScanScratch::Impl& work = *scratch.impl_;
  impl_->prepare(work);
  work.forget();
  Impl::Run run{*impl_, work};
  impl_->scan_phrases(folded, run);
  impl_->scan_patterns(folded, run);
}

bool Scan::looked(const ScanScratch& scratch) const {
  return scratch.impl_->ready_for == impl_->name;
}

void Scan::count(const Folded& folded, ScanScratch& scratch,
                 std::vector<std::int32_t>& counts) const {
  const ScanScratch::Impl& work = *scratch.impl_;
  const Impl& impl = *impl_;
  assert(looked(scratch));
  counts.assign(impl.table.excepting.size(), 0);
  for (const std::uint32_t id : work.touched) {
    for (const PhraseUse& use : impl.table.phrases[id].uses) {
      if (!use.except && impl.holds_phrase(id, use.lexicon, work.hits)) ++counts[use.lexicon];
    }
  }
  for (const std::uint32_t id : work.matched) {
    const Pattern& pattern = impl.table.patterns[id];
    if (impl.holds_pattern(pattern, folded, work.hits)) ++counts[pattern.lexicon];
  }
}

std::vector<Evidence> Scan::places(const Folded& folded, std::size_t lexicon,
                                   ScanScratch& scratch) const {
  const WordTable& table = impl_->table;
  if (lexicon >= table.excepting.size()) return {};
  const ScanScratch::Impl& work = *scratch.impl_;
  assert(looked(scratch));
  const auto wanted = static_cast<std::uint32_t>(lexicon);
  std::vector<base::Span> spans;
  for (const Hit& hit : table.excepting[lexicon] ? work.hits : work.plain_hits) {
    if (hit.lexicon == wanted && !hit.except) spans.push_back(hit.place);
  }
  for (const std::uint32_t id : work.matched) {
    const Pattern& pattern = table.patterns[id];
    if (pattern.lexicon != wanted) continue;
    for_places(*pattern.regex, folded, [&spans](base::Span place) {
      spans.push_back(place);
      return false;
    });
  }
  std::erase_if(spans, [&](base::Span span) { return excepted(wanted, span, work.hits); });

  std::sort(spans.begin(), spans.end(), [](base::Span a, base::Span b) {
    return a.start != b.start ? a.start < b.start : a.end > b.end;
  });
  std::vector<Evidence> out;
  for (const base::Span span : spans) {
    if (out.empty() || !inside(span, out.back().span)) out.push_back({span, 1});
  }
  return out;
}

}  // namespace decorum::signals
