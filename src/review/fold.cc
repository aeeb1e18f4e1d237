#include "review/fold.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace decorum::review {
namespace {

std::uint32_t length_of(const base::Span& span) { return span.end - span.start; }

// Empty places touch what holds them.
bool overlap(const base::Span& a, const base::Span& b) {
  if (a == b) return true;
  if (a.start == a.end) return b.start <= a.start && a.start < b.end;
  if (b.start == b.end) return a.start <= b.start && b.start < a.end;
  return a.start < b.end && b.start < a.end;
}

// The places that are told of one rule; they do not overlap.
class Places {
 public:
  struct Place {
    base::Span span;
    std::size_t check = 0;
  };

  const Place* overlapping(const base::Span& span) const {
    auto after = places_.upper_bound(span.start);
    if (after != places_.end() && overlap(after->second.span, span)) return &after->second;
    if (after == places_.begin()) return nullptr;
    --after;
    return overlap(after->second.span, span) ? &after->second : nullptr;
  }
  void add(const Place& place) { places_.emplace(place.span.start, place); }

 private:
  std::map<std::uint32_t, Place> places_;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

bool holds_for(const post::Suppression& suppression, const Finding& finding,
               std::string_view text) {
  if (suppression.rule != finding.rule) return false;
  const base::Span span = finding.span;
  if (suppression.span) {
    const base::Span given = *suppression.span;
    const bool within = span.start <= given.start && given.end <= span.end;
    const bool some = given.start < given.end || given == span;
    if (!within || !some) return false;
  }
  const std::string_view words = trimmed(suppression.words);
  if (words.empty()) return suppression.span.has_value();
  return words == trimmed(text.substr(span.start, length_of(span)));
}

std::string why_unused(const post::Suppression& suppression) {
  if (trimmed(suppression.reason).empty()) {
    return fmt::format("{} (it has no reason)", suppression.rule);
  }
  if (!suppression.span && trimmed(suppression.words).empty()) {
    return fmt::format("{} (it names no place)", suppression.rule);
  }
  return suppression.rule;
}

}  // namespace

std::vector<Finding> folded_findings(std::vector<Found> found) {
  std::ranges::stable_sort(found, {}, [](const Found& one) {
    return std::tuple(one.not_looked_up, one.finding.severity,
                      ~length_of(one.finding.span), one.finding.span.start, one.check);
  });
  std::map<std::size_t, Places> told;  // by rule
  std::vector<Found> kept;
  for (Found& one : found) {
    if (!one.not_looked_up && !one.apart) {
      Places& places = told[one.rule];
      const Places::Place* there = places.overlapping(one.finding.span);
      const bool another = there != nullptr && there->check == one.check &&
                           there->span == one.finding.span;
      if (there != nullptr && !another) continue;
      if (there == nullptr) places.add({one.finding.span, one.check});
    }
    kept.push_back(std::move(one));
  }
  std::ranges::stable_sort(kept, {}, [](const Found& one) {
    const base::Span span = one.finding.span;
    return std::tuple(span.start, one.finding.severity, one.rule, span.end, one.check);
  });
  std::vector<Finding> findings;
  findings.reserve(kept.size());
  for (Found& one : kept) {
    if (findings.empty() || findings.back() != one.finding) {
      findings.push_back(std::move(one.finding));
    }
  }
  return findings;
}

std::vector<std::string> suppress(const std::vector<post::Suppression>& suppressions,
                                  std::string_view text, std::vector<Finding>& findings,
                                  std::vector<Finding>& suppressed) {
  std::vector<std::string> unused;
  for (const post::Suppression& suppression : suppressions) {
    bool used = false;
    if (!trimmed(suppression.reason).empty()) {
      const auto held = std::stable_partition(
          findings.begin(), findings.end(),
          [&](const Finding& finding) { return !holds_for(suppression, finding, text); });
      used = held != findings.end();
      for (auto it = held; it != findings.end(); ++it) {
        it->suppressed = suppression.reason;
        suppressed.push_back(std::move(*it));
      }
      findings.erase(held, findings.end());
    }
    if (!used) unused.push_back(why_unused(suppression));
  }
  return unused;
}

}  // namespace decorum::review
