#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/time.h"
#include "review/draft_media.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

using Verdict = media::LogoMatch::Verdict;

enum class Find : std::size_t { old, stretched, recoloured, altered, small, unknown };

// A policy's logo with its print.
struct Approved {
  const policy::Logo* logo = nullptr;
  media::LogoPrint print;
};

struct Options {
  std::vector<std::size_t> find;
  std::vector<Approved> approved;
};

struct Best {
  media::LogoMatch match;
  const Approved* approved = nullptr;
};

Best best_of(const Options& options, const media::LogoPrint& print) {
  Best best;
  for (const Approved& approved : options.approved) {
    const media::LogoMatch match = media::compare(print, approved.print);
    if (match.better_than(best.match)) best = {match, &approved};
  }
  if (best.match.verdict == Verdict::unrelated) best.approved = nullptr;
  return best;
}

class LogoCheck {
 public:
  LogoCheck(const Options& options, const Subject& subject, Hits& hits)
      : options_(options), subject_(subject), hits_(hits) {}

  void run(std::size_t medium) {
    const post::DraftMedia& described = subject_.draft.media[medium];
    const SeenPicture* seen = seen_picture(subject_, medium);
    const bool looked_at = seen != nullptr && seen->print;
    if (!looked_at || options_.approved.empty()) {
      const bool matters = described.logo || (!looked_at && !described.file.empty());
      if (matters) not_looked_at(medium, looked_at);
      return;
    }
    const Best best = best_of(options_, *seen->print);
    if (best.approved == nullptr) {
      if (described.logo) {
        tell(Find::unknown, medium, nullptr,
             "{} is said to show our logo but is not one of the approved files: use one of those.");
      }
      return;
    }
    const bool is_small = check_width(medium, *best.approved, *seen->print);
    // What is too small to read is too blurred to say what was changed.
    if (!is_small || best.match.verdict != Verdict::altered) tell_of(medium, best);
  }

 private:
  void tell(Find what, std::size_t medium, const policy::Logo* logo, std::string_view message,
            std::vector<std::pair<std::string_view, std::string>> fields = {}) {
    if (!wanted(options_.find, what)) return;
    Hit hit;
    hit.fields = std::move(fields);
    hit.fields.emplace_back("which", which_medium(subject_.draft, medium, false));
    hit.fields.emplace_back("logo", logo == nullptr ? std::string() : logo->title);
    if (logo != nullptr && what != Find::old) hit.suggestions = {logo->file};
    add_hit(hits_, std::move(hit), options_.find,
            fmt::format(fmt::runtime(message), which_medium(subject_.draft, medium),
                        logo == nullptr ? std::string() : logo->title));
  }

  void tell_of(std::size_t medium, const Best& best) {
    const policy::Logo* logo = best.approved->logo;
    if (logo->valid_until && *logo->valid_until < day_of(subject_)) {
      return tell(Find::old, medium, logo,
                  "{} shows an old logo ({}): use one that is approved today.",
                  {{"until", base::format_date(*logo->valid_until)}});
    }
    switch (best.match.verdict) {
      case Verdict::same:
      case Verdict::unrelated: return;
      case Verdict::stretched:
        return tell(Find::stretched, medium, logo,
                    "{} shows our logo stretched ({}): keep its height and width in proportion.");
      case Verdict::recoloured:
        return tell(Find::recoloured, medium, logo,
                    "{} shows our logo in other colours ({}): use the approved file as it is.");
      case Verdict::altered:
        return tell(Find::altered, medium, logo,
                    "{} shows our logo with something changed ({}): use the approved file as it "
                    "is.");
    }
  }

  // The margin of the approved file counts towards its width, that of the picture does not.
  bool check_width(std::size_t medium, const Approved& approved, const media::LogoPrint& print) {
    if (!approved.logo->min_width_px) return false;
    constexpr double rounding = 0.97;
    const double width = print.width / approved.print.share;
    if (width >= static_cast<double>(*approved.logo->min_width_px) * rounding) return false;
    tell(Find::small, medium, approved.logo,
         "{} shows our logo too small to read ({}): make it wider.",
         {{"width", std::to_string(std::lround(width))},
          {"limit", std::to_string(*approved.logo->min_width_px)}});
    return true;
  }

  void not_looked_at(std::size_t medium, bool looked_at) {
    Hit hit;
    hit.not_looked_up = true;
    const std::string which = which_medium(subject_.draft, medium, !looked_at);
    hit.message =
        looked_at
            ? fmt::format("There is no approved logo to hold {} against.", which)
            : fmt::format("{} could not be looked at, so whether it shows our logo as approved is "
                          "not known.", which);
    hits_.add(std::move(hit));
  }

  const Options& options_;
  const Subject& subject_;
  Hits& hits_;
};

}  // namespace

// Pictures that show one of the logos of brand.yaml, and not as approved. Fields:
//   find: [old, stretched, recoloured, altered, small, unknown]; all
// unknown: said to show our logo, and like none of the files. A picture that nobody gave bytes of
// is told of when it is said to show our logo, or has a file. Messages: {which}, {logo}, {until},
// {width}, {limit}.
Run compile_logo(Settings& settings, const Setup& setup) {
  auto options = std::make_shared<Options>();
  options->find = settings.choices_if(
      "find", {"old", "stretched", "recoloured", "altered", "small", "unknown"});
  if (setup.policy.brand) {
    const std::vector<policy::Logo>& logos = setup.policy.brand->logos;
    for (std::size_t i = 0; i < std::min(logos.size(), setup.logos.size()); ++i) {
      if (setup.logos[i]) options->approved.push_back({&logos[i], *setup.logos[i]});
    }
  }
  return [options](const Subject& subject, Hits& hits) {
    LogoCheck check(*options, subject, hits);
    for (std::size_t i = 0; i < subject.draft.media.size(); ++i) {
      if (is_picture(subject.draft.media[i])) check.run(i);
    }
  };
}

}  // namespace decorum::review
