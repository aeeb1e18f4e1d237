#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <numbers>

#include "media/likeness.h"
#include "media/logo.h"

namespace decorum::media {
namespace {

using namespace std::string_view_literals;

// Thresholds, chosen on the variants and the unrelated pictures that logo_test.cc draws.
constexpr double shape_same = 0.90;
constexpr double lines_same = 0.60;
constexpr double worst_same = 0.42;
constexpr double ratio_same = 0.04;
constexpr double colour_same = 40;
constexpr double altered_least = 0.74;

}  // namespace

bool LogoMatch::better_than(const LogoMatch& other) const {
  return verdict != other.verdict ? verdict < other.verdict : likeness > other.likeness;
}

LogoMatch compare(const LogoPrint& candidate, const LogoPrint& approved) {
  using Verdict = LogoMatch::Verdict;
  if (candidate.blank || approved.blank) return {};
  const Likeness like = likeness(candidate, approved);
  if (like.shape >= shape_same && like.lines >= lines_same && like.worst <= worst_same) {
    if (std::abs(std::log(candidate.ratio / approved.ratio)) > std::log1p(ratio_same)) {
      return {Verdict::stretched, like.shape};
    }
    return {like.colour > colour_same ? Verdict::recoloured : Verdict::same, like.shape};
  }
  const double best = std::max({like.shape, turned_likeness(candidate, approved),
                                moved_likeness(candidate, approved)});
  return {best >= altered_least ? Verdict::altered : Verdict::unrelated, std::max(best, 0.0)};
}

std::string_view name_of(LogoMatch::Verdict verdict) {
  switch (verdict) {
    case LogoMatch::Verdict::same: return "same"sv;
    case LogoMatch::Verdict::stretched: return "stretched"sv;
    case LogoMatch::Verdict::recoloured: return "recoloured"sv;
    case LogoMatch::Verdict::altered: return "altered"sv;
    case LogoMatch::Verdict::unrelated: return "unrelated"sv;
  }
  return {};
}

}  // namespace decorum::media
