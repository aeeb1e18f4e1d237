#include "review/fix.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace decorum::review {
namespace {

// Two that begin at one place meet, so that nothing is put in twice; but what is put in before some
// words leaves these to be changed.
bool meet(const base::Span& earlier, const base::Span& later) {
  if (later.start < earlier.end) return true;
  const bool before_a_change = earlier.start == earlier.end && later.end > later.start;
  return later.start == earlier.start && !before_a_change;
}

}  // namespace

Fixed apply_fixes(std::string_view text, std::span<const Finding> findings) {
  std::vector<const Fix*> fixes;
  for (const Finding& finding : findings) {
    if (!finding.fix) continue;
    const base::Span span = finding.fix->span;
    if (span.start > span.end || span.end > text.size()) continue;
    fixes.push_back(&*finding.fix);
  }
  // What is put in comes before what is changed at its place.
  std::ranges::stable_sort(fixes, {}, [](const Fix* fix) {
    return std::pair(fix->span.start, fix->span.end != fix->span.start);
  });
  Fixed out;
  std::size_t at = 0;
  const Fix* last = nullptr;
  for (const Fix* fix : fixes) {
    if (last != nullptr && meet(last->span, fix->span)) continue;
    last = fix;
    const auto [start, end] = fix->span;
    if (text.substr(start, end - start) == fix->replacement) continue;
    out.text += text.substr(at, start - at);
    out.text += fix->replacement;
    at = end;
    ++out.applied;
  }
  out.text += text.substr(at);
  return out;
}

}  // namespace decorum::review
