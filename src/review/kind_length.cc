// Texts that a site would cut, or that are longer than is advised.
// Without fields: the site's limit, or the policy's own for the site. The place is what is beyond.
//   advise_max: 140           a limit that is only advised, in the unit of the site's first
#include <algorithm>
#include <memory>

#include "base/unicode.h"
#include "policy/text_length.h"
#include "review/kind_list.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

using policy::CapUse;
using policy::Length;
using Number = std::optional<std::int64_t>;

// What a part of the text costs in the unit of a cap of the whole; in that unit's plain count when
// the part alone would be measured by another cap (a message within GSM's alphabet).
std::int64_t used_by(std::string_view part, const policy::Site& site, Number text_max,
                     const CapUse& cap) {
  const Length length = policy::measure(part, site, text_max);
  for (const CapUse& use : length.caps) {
    if (use.unit == cap.unit) return use.used;
  }
  return static_cast<std::int64_t>(base::count_utf16_units(part));
}

// The offset from which on the text is beyond the cap: at a character's edge, never inside a URL.
// The cost of a beginning grows with it, so that halving finds the place.
std::uint32_t end_within(const Reading& reading, const policy::Site& site, Number text_max,
                         const CapUse& cap) {
  const std::vector<base::Span> clusters = base::graphemes(reading.text);
  std::size_t fits = 0;
  std::size_t beyond = clusters.size();
  while (beyond - fits > 1) {
    const std::size_t middle = fits + (beyond - fits) / 2;
    const std::string_view part = reading.text.substr(0, clusters[middle - 1].end);
    (used_by(part, site, text_max, cap) <= cap.limit ? fits : beyond) = middle;
  }
  std::uint32_t end = fits == 0 ? 0 : clusters[fits - 1].end;
  for (const post::Entity& entity : reading.entities) {
    const bool inside = entity.span.start < end && end < entity.span.end;
    if (inside && entity.kind == post::Entity::Kind::url) end = entity.span.start;
  }
  return end;
}

void run(const policy::Policy& policy, Number advise_max, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  Number text_max = advise_max;
  if (!text_max) {
    const policy::SiteTightening* tight = tightening_of(policy, subject.site);
    if (tight != nullptr) text_max = tight->text_max;
  }
  const Length length = policy::measure(reading.text, subject.site, text_max);
  const auto size = static_cast<std::uint32_t>(reading.text.size());
  for (const CapUse& cap : length.caps) {
    if (cap.used <= cap.limit) continue;
    hits.add({.span = {end_within(reading, subject.site, text_max, cap), size},
              .fields = {{"limit", std::to_string(cap.limit)},
                         {"count", std::to_string(cap.used)},
                         {"over", std::to_string(cap.used - cap.limit)}}});
    if (advise_max) return;  // the advice is about the first cap
  }
}

}  // namespace

Run compile_length(Settings& settings, const Setup& setup) {
  const Number advise_max = settings.number_if("advise_max", 1, 1'000'000);
  const policy::Policy& policy = setup.policy;
  return [advise_max, &policy](const Subject& subject, Hits& hits) {
    run(policy, advise_max, subject, hits);
  };
}

}  // namespace decorum::review
