#include <algorithm>
#include <cmath>

#include "media/likeness.h"
#include "media/logo.h"

namespace decorum::media {
namespace {

using namespace std::string_view_literals;

// Chosen on what logo_test.cc draws: variants of the institute's logos on one side, other pictures
// on the other, and kept well above the best of those (0.69 for a mark of few parts).
constexpr double shape_same = 0.94;
constexpr double lines_same = 0.70;
constexpr double worst_same = 0.40;
constexpr double ratio_same = 0.04;
constexpr double colour_same = 40;
// Over the logo's width in pixels: in a small JPEG file colours run into each other.
constexpr double colour_spread = 500;
constexpr double altered_least = 0.77;
constexpr double altered_in_colours_least = 0.72;  // when the colours are ours
constexpr double colours_shared_least = 0.6;
// A lettered logo is like nothing else by chance.
constexpr double busy_least = 7;
constexpr double busy_lowers = 0.12;

double least_for(const LogoPrint& candidate, const LogoPrint& approved) {
  const bool ours = shared_colours(candidate, approved) >= colours_shared_least;
  const double least = ours ? altered_in_colours_least : altered_least;
  return busyness(approved) >= busy_least ? least - busy_lowers : least;
}

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
    const bool recoloured = like.colour > colour_same + colour_spread / candidate.width;
    return {recoloured ? Verdict::recoloured : Verdict::same, like.shape};
  }
  const double least = least_for(candidate, approved);
  double best = std::max(like.shape, moved_likeness(candidate, approved));
  if (best < least) best = std::max(best, turned_likeness(candidate, approved));
  return {best >= least ? Verdict::altered : Verdict::unrelated, std::clamp(best, 0.0, 1.0)};
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
