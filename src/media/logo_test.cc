// Variants of the institute's logos, and pictures that are no logo of it, are drawn here; what each
// was taken for is counted and printed.
#include "media/logo.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "media/pictures_for_test.h"

namespace decorum::media {
namespace {

using Verdict = LogoMatch::Verdict;

constexpr Colour white = {255, 255, 255};
constexpr Colour navy = {0x14, 0x30, 0x4f};
constexpr Colour red = {200, 30, 40};

struct Approved {
  std::string name;
  std::uint32_t width_min;
  Picture picture;
  LogoPrint print;
};

const std::vector<Approved>& approved() {
  static const std::vector<Approved> all = [] {
    std::vector<Approved> logos;
    for (const auto& [name, width_min] :
         {std::pair("qim-mark", 48U), std::pair("qim-wordmark", 240U),
          std::pair("qim-reversed", 64U), std::pair("qim-mark-2014", 48U)}) {
      Picture picture = load("policies/institute/logos/" + std::string(name) + ".svg");
      LogoPrint print = print_of(picture);
      logos.push_back({name, width_min, std::move(picture), std::move(print)});
    }
    return logos;
  }();
  return all;
}

struct Best {
  LogoMatch match;
  std::string name;
};

Best best_of(const Picture& picture) {
  const LogoPrint print = print_of(picture);
  Best best;
  for (const Approved& logo : approved()) {
    const LogoMatch match = compare(print, logo.print);
    if (match.better_than(best.match)) best = {match, logo.name};
  }
  return best;
}

// What was expected against what was said, over a test.
class Counts {
 public:
  void expect(Verdict wanted, Verdict said, const std::string& what) {
    ++counts_[wanted][said];
    EXPECT_EQ(name_of(said), name_of(wanted)) << what;
  }
  ~Counts() {
    for (const auto& [wanted, row] : counts_) {
      for (const auto& [said, count] : row) {
        std::printf("  drawn %-10s said %-10s %4d\n", std::string(name_of(wanted)).c_str(),
                    std::string(name_of(said)).c_str(), count);
      }
    }
  }

 private:
  std::map<Verdict, std::map<Verdict, int>> counts_;
};

std::vector<std::uint32_t> widths_of(const Approved& logo) {
  return {logo.width_min, logo.width_min * 2, logo.width_min * 3};
}

Colour swapped(Colour c) { return {c[2], c[0], c[1]}; }
Colour grey(Colour c) {
  const auto mean = static_cast<std::uint8_t>((c[0] + c[1] + c[2]) / 3);
  return {mean, mean, mean};
}
Colour red_water(Colour c) { return c[1] > c[0] + 60 && c[0] < 100 ? red : c; }

TEST(Logo, SavedAgainMadeSmallerOrGivenAMarginIsStillTheLogo) {
  Counts counts;
  for (const Approved& logo : approved()) {
    for (const std::uint32_t width : widths_of(logo)) {
      const Picture small = to_width(logo.picture, width);
      const std::string what = logo.name + " at " + std::to_string(width);
      std::vector<std::pair<std::string, Picture>> drawn = {{" as PNG", saved_again(small, "png")},
                                                            {" on white", on(small, white)}};
      for (const int quality : {30, 45, 60, 80, 95}) {
        const std::string number = std::to_string(quality);
        drawn.emplace_back(" as JPEG " + number, saved_again(small, "jpeg", quality));
        if (quality > 30) {
          drawn.emplace_back(" as WebP " + number, saved_again(small, "webp", quality));
        }
      }
      for (const double margin : {0.05, 0.3, 1.0}) {
        drawn.emplace_back(" with a margin",
                           with_margin(small, margin, margin / 2, margin / 3, margin));
      }
      for (const auto& [how, picture] : drawn) {
        const Best best = best_of(picture);
        counts.expect(Verdict::same, best.match.verdict, what + how);
        EXPECT_EQ(best.name, logo.name) << what << how;
      }
    }
  }
}

TEST(Logo, AsLargeAsItComesIsTheLogo) {
  for (const Approved& logo : approved()) {
    EXPECT_EQ(best_of(to_width(logo.picture, 1000)).match.verdict, Verdict::same) << logo.name;
    EXPECT_EQ(best_of(logo.picture).match.verdict, Verdict::same) << logo.name;
    EXPECT_GT(best_of(logo.picture).match.likeness, 0.99) << logo.name;
  }
}

TEST(Logo, StretchedOrSqueezedIsToldFromSmall) {
  Counts counts;
  for (const Approved& logo : approved()) {
    for (const std::uint32_t width : widths_of(logo)) {
      const Picture small = to_width(logo.picture, width);
      for (const double stretch : {0.7, 0.85, 0.93, 1.08, 1.2, 1.5}) {
        const auto wide = static_cast<std::uint32_t>(std::lround(width * stretch));
        if (wide < logo.width_min) continue;
        const Picture picture = scaled(logo.picture, wide, small.height);
        const std::string what = logo.name + " " + std::to_string(wide) + " x " +
                                 std::to_string(small.height);
        counts.expect(Verdict::stretched, best_of(picture).match.verdict, what);
        counts.expect(Verdict::stretched, best_of(saved_again(picture, "jpeg", 60)).match.verdict,
                      what + " as JPEG");
      }
    }
  }
}

TEST(Logo, RecolouredWhollyOrInPartIsTold) {
  Counts counts;
  for (const Approved& logo : approved()) {
    if (logo.name == "qim-reversed") continue;  // its ground is in the file and changes with it
    for (const std::uint32_t width : widths_of(logo)) {
      const Picture small = to_width(logo.picture, width);
      const std::string what = logo.name + " at " + std::to_string(width);
      counts.expect(Verdict::recoloured, best_of(recoloured(small, swapped)).match.verdict, what);
      counts.expect(Verdict::recoloured, best_of(recoloured(small, grey)).match.verdict, what);
      counts.expect(Verdict::recoloured, best_of(on(small, {250, 210, 20})).match.verdict,
                    what + " on yellow");
      if (logo.name == "qim-mark-2014") continue;  // has no water
      counts.expect(Verdict::recoloured, best_of(recoloured(small, red_water)).match.verdict,
                    what + " with red water");
      counts.expect(Verdict::recoloured,
                    best_of(saved_again(recoloured(small, red_water), "jpeg", 60)).match.verdict,
                    what + " with red water as JPEG");
    }
  }
}

TEST(Logo, TurnedMirroredOrWithEffectsIsAltered) {
  Counts counts;
  for (const Approved& logo : approved()) {
    if (logo.name == "qim-reversed") continue;
    const Picture small = to_width(logo.picture, logo.width_min * 2);
    for (const double degrees : {5.0, 12.0, 30.0, 45.0, 90.0, 180.0, 270.0}) {
      counts.expect(Verdict::altered, best_of(turned(small, degrees)).match.verdict,
                    logo.name + " turned " + std::to_string(degrees));
    }
    counts.expect(Verdict::altered, best_of(shadowed(small, 0.03)).match.verdict,
                  logo.name + " with a shadow");
    if (logo.name == "qim-mark-2014") continue;  // the same from both sides
    counts.expect(Verdict::altered, best_of(mirrored(small)).match.verdict,
                  logo.name + " mirrored");
  }
}

TEST(Logo, WithPartsMissingOrAddedIsAltered) {
  Counts counts;
  for (const Approved& logo : approved()) {
    if (logo.name == "qim-reversed") continue;
    for (const std::uint32_t width : widths_of(logo)) {
      const Picture small = to_width(logo.picture, width);
      const std::string what = logo.name + " at " + std::to_string(width);
      const auto altered = [&](const Picture& picture, const std::string& how) {
        counts.expect(Verdict::altered, best_of(picture).match.verdict, what + how);
      };
      altered(cropped(small, 0.12, 0, 1, 1), " cut on the left");
      altered(cropped(small, 0, 0, 1, 0.75), " cut below");
      altered(cropped(small, 0, 0, 0.75, 1), " cut on the right");
      altered(covered(small, 0.35, 0.3, 0.65, 0.7, white), " without its middle");
      altered(with_disc(small, 0.45, 0.3, 0.07, red), " with a disc in it");
      altered(saved_again(with_disc(small, 0.45, 0.3, 0.07, red), "jpeg", 60),
              " with a disc in it as JPEG");
    }
  }
}

TEST(Logo, ReversedLogoIsFoundOnItsCard) {
  const Approved& logo = approved()[2];
  const Picture small = to_width(logo.picture, 160);
  EXPECT_EQ(best_of(with_margin(small, 0.2, 0.1, 0.4, 0.3)).name, "qim-reversed");
  EXPECT_EQ(best_of(with_margin(small, 0.2, 0.1, 0.4, 0.3)).match.verdict, Verdict::same);
  EXPECT_EQ(best_of(cropped(small, 0.08, 0.08, 0.92, 0.92)).match.verdict, Verdict::same);
  const auto purple = [](Colour c) { return c[0] < 40 ? Colour{90, 20, 120} : c; };
  EXPECT_EQ(best_of(recoloured(small, purple)).match.verdict, Verdict::recoloured);
  EXPECT_EQ(best_of(scaled(small, 200, 160)).match.verdict, Verdict::stretched);
}

TEST(Logo, MarkWithoutItsGroundIsNotTheReversedOne) {
  // White on nothing: whoever sees it sees it on a ground that nobody approved.
  const Picture ghost =
      recoloured(to_width(approved()[0].picture, 200), [](Colour) { return white; });
  EXPECT_NE(best_of(ghost).match.verdict, Verdict::same);
}

TEST(Logo, UnrelatedPicturesAreNeverTakenForIt) {
  Counts counts;
  std::map<std::string, int> sorts;
  constexpr std::uint32_t pictures = 63;
  for (std::uint32_t seed = 0; seed < pictures; ++seed) {
    std::string sort;
    const Picture picture = unrelated(seed, sort);
    ++sorts[sort];
    const Best best = best_of(picture);
    counts.expect(Verdict::unrelated, best.match.verdict,
                  sort + " " + std::to_string(seed) + " taken for " + best.name);
  }
  EXPECT_EQ(sorts.size(), 7U);
}

TEST(Logo, NothingMatchesNothing) {
  for (const Picture& picture : {plain(100, 100, white), plain(100, 100, navy), plain(1, 1, red),
                                 plain(3, 500, red), plain(500, 3, red), Picture{}}) {
    const LogoPrint blank = print_of(picture);
    EXPECT_TRUE(blank.blank);
    EXPECT_EQ(compare(blank, blank).verdict, Verdict::unrelated);
    EXPECT_EQ(compare(blank, approved()[0].print).verdict, Verdict::unrelated);
    EXPECT_EQ(compare(approved()[0].print, blank).verdict, Verdict::unrelated);
  }
}

TEST(Logo, PlainCardsAreNoLogos) {
  for (const Picture& picture : {with_margin(plain(90, 90, navy), 0.2, 0.2, 0.2, 0.2),
                                 with_margin(plain(400, 90, red), 0.2, 0.2, 0.2, 0.2),
                                 with_disc(plain(200, 200, white), 0.5, 0.5, 0.4, navy)}) {
    EXPECT_EQ(best_of(picture).match.verdict, Verdict::unrelated);
  }
}

TEST(Logo, WidthIsThatOfTheLogoNotOfItsMargin) {
  const Picture small = to_width(approved()[0].picture, 100);
  const LogoPrint tight = print_of(small);
  const LogoPrint loose = print_of(with_margin(small, 0.5, 0.5, 0.5, 0.5));
  EXPECT_NEAR(tight.width, loose.width, 1.0);
  EXPECT_NEAR(tight.share, 2 * loose.share, 0.02);
  EXPECT_LT(tight.width, 100);
  EXPECT_GT(tight.width, 85);
}

TEST(Logo, BetterIsNearerToApproved) {
  const LogoMatch same = {Verdict::same, 0.9};
  const LogoMatch other = {Verdict::stretched, 0.99};
  EXPECT_TRUE(same.better_than(other));
  EXPECT_FALSE(other.better_than(same));
  EXPECT_TRUE((LogoMatch{Verdict::same, 0.95}).better_than(same));
  EXPECT_FALSE(same.better_than(same));
}

}  // namespace
}  // namespace decorum::media
