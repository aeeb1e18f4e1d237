#include "review/fix.h"

#include <algorithm>
#include <vector>

namespace decorum::review {
namespace {

// Two that begin at one place meet, so that nothing is put in twice.
bool meet(const base::Span& earlier, const base::Span& later) {
  return later.start < earlier.end || later.start == earlier.start;
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
  std::ranges::stable_sort(fixes, {}, [](const Fix* fix) { return fix->span.start; });
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
