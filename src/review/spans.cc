#include "review/spans.h"

#include <algorithm>

#include "review/look.h"

namespace decorum::review {

bool overlap(base::Span a, base::Span b) { return a.start < b.end && b.start < a.end; }

bool overlaps_any(std::span<const base::Span> sorted, base::Span span) {
  const auto it = std::ranges::lower_bound(sorted, span.start + 1, {}, &base::Span::end);
  return it != sorted.end() && it->start < span.end;
}

std::vector<base::Span> aside_spans(const Reading& reading) {
  std::vector<base::Span> spans(reading.emails);
  spans.insert(spans.end(), reading.codes.begin(), reading.codes.end());
  for (const post::Entity& entity : reading.entities) {
    if (entity.kind != post::Entity::Kind::emoji) spans.push_back(entity.span);
  }
  std::ranges::sort(spans, {}, &base::Span::start);
  std::vector<base::Span> joined;
  for (const base::Span& span : spans) {
    if (!joined.empty() && span.start < joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  return joined;
}

std::vector<post::Entity> entities_of(const Reading& reading, post::Entity::Kind kind) {
  std::vector<post::Entity> found;
  for (const post::Entity& entity : reading.entities) {
    if (entity.kind == kind) found.push_back(entity);
  }
  return found;
}

bool has_source(const Subject& subject, std::size_t sentence) {
  if (!subject.draft.sources.empty()) return true;
  const Reading& reading = subject.reading;
  if (sentence >= reading.sentences.size()) return false;
  if (link_in(reading, sentence, sentence + 1)) return true;
  const std::size_t next = sentence + 1;
  if (next >= reading.sentences.size() || !link_in(reading, next, next + 1)) return false;
  const Sentence& after = reading.sentences[next];
  constexpr std::uint32_t reach = 4;
  for (std::uint32_t i = after.first_word; i < std::min(after.end_word, after.first_word + reach);
       ++i) {
    if (one_of(reading.words[i].folded,
               {"source", "sources", "data", "table", "tables", "figures", "survey", "ranking",
                "rankings", "ratings", "results", "evidence", "report", "study", "proof"})) {
      return true;
    }
  }
  return false;
}

const policy::SiteTightening* tightening_of(const policy::Policy& policy,
                                            const policy::Site& site) {
  const auto it = std::ranges::find(policy.sites, site.id, &policy::SiteTightening::site);
  return it == policy.sites.end() ? nullptr : &*it;
}

}  // namespace decorum::review
