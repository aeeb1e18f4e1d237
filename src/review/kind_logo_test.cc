#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "media/pictures_for_test.h"
#include "review/review_for_test.h"

namespace decorum::review {
namespace {

const std::string folder = "policies/institute/logos/";

// The base policy with the institute's logos, and pictures held against it.
class LogoTest {
 public:
  explicit LogoTest(const std::string& fields)
      : base_(rule_with("kind: logo\n" + fields), kinds(), files()) {
    EXPECT_EQ(base_.mistakes(), "");
    Setup setup{base_.policy(), base_.sites(), nullptr, nullptr, {}};
    for (const policy::Logo& logo : base_.policy().brand->logos) {
      setup.logos.emplace_back(media::print_of(media::load("policies/institute/" + logo.file)));
    }
    auto made = Rulebook::make(std::move(setup));
    EXPECT_TRUE(made.has_value());
    if (made) rulebook_ = std::make_unique<Rulebook>(std::move(*made));
  }

  std::string told(const post::Draft& draft, const Around& around) const {
    Scratch scratch;
    return ReviewTest::lines(review(*rulebook_, draft, around, scratch).findings, draft.text);
  }

  // A draft with one picture. `logo`: it is said to show ours.
  std::string told(const media::Picture& picture, bool logo = false) const {
    post::Draft draft;
    draft.text = "Our new term";
    draft.media.resize(1);
    draft.media[0].logo = logo;
    draft.media[0].file = "picture.png";
    Around around;
    around.now = *base::parse_rfc3339("2026-11-22T09:00:00Z");
    around.pictures.resize(1);
    around.pictures[0].emplace();
    around.pictures[0]->print = media::print_of(picture);
    return told(draft, around);
  }

 private:
  static policy::FileMap files() {
    policy::FileMap map;
    map["brand.yaml"] =
        "names: []\n"
        "logos:\n"
        "  - { file: logos/qim-mark.svg, title: the mark, min_width_px: 48 }\n"
        "  - { file: logos/qim-wordmark.svg, title: the mark with the name, min_width_px: 240 }\n"
        "  - { file: logos/qim-mark-2014.svg, title: the mark of 2014, valid_until: 2021-12-31 }\n"
        "ask: responder\n";
    for (const std::string name : {"qim-mark", "qim-wordmark", "qim-mark-2014"}) {
      map["logos/" + name + ".svg"] = media::bytes_of(folder + name + ".svg");
    }
    return map;
  }

  ReviewTest base_;
  std::unique_ptr<Rulebook> rulebook_;
};

media::Picture mark(std::uint32_t width) {
  return media::to_width(media::load(folder + "qim-mark.svg"), width);
}

media::Picture grey(media::Picture picture) {
  return media::recoloured(picture, [](media::Colour c) {
    return media::Colour{c[1], c[1], c[1]};
  });
}

TEST(LogoKind, ApprovedLogosAndOtherPicturesAreNoFinding) {
  const LogoTest test("severity: error");
  EXPECT_EQ(test.told(mark(200), true), "");
  EXPECT_EQ(test.told(mark(48)), "");
  EXPECT_EQ(test.told(media::with_margin(mark(120), 0.3, 0.3, 0.3, 0.3)), "");
  EXPECT_EQ(test.told(media::to_width(media::load(folder + "qim-wordmark.svg"), 300), true), "");
  std::string sort;
  for (std::uint32_t seed = 0; seed < 7; ++seed) {
    EXPECT_EQ(test.told(media::unrelated(seed, sort)), "") << sort;
  }
}

TEST(LogoKind, SaysWhatIsWrongWithALogo) {
  const LogoTest test("severity: error");
  const std::vector<std::pair<media::Picture, std::string>> table = {
      {media::to_width(media::load(folder + "qim-mark-2014.svg"), 100),
       "The picture shows an old logo (the mark of 2014): use one that is approved today."},
      {media::scaled(mark(200), 260, 200),
       "The picture shows our logo stretched (the mark): keep its height and width in proportion."},
      {grey(mark(200)),
       "The picture shows our logo in other colours (the mark): use the approved file as it is."},
      {media::turned(mark(200), 20),
       "The picture shows our logo with something changed (the mark): use the approved file as it "
       "is."},
      {mark(36), "The picture shows our logo too small to read (the mark): make it wider."},
  };
  for (const auto& [picture, message] : table) {
    EXPECT_EQ(test.told(picture), "R1 error [] " + message + "\n");
  }
}

TEST(LogoKind, WhatIsSaidToBeOursHasToBeOneOfTheFiles) {
  const LogoTest test("find: [unknown]\nmessage: 'Not one of ours: {which}.'");
  std::string sort;
  EXPECT_EQ(test.told(media::unrelated(2, sort), true),
            "R1 warning [] Not one of ours: the picture.\n");
  EXPECT_EQ(test.told(media::unrelated(2, sort), false), "");
  EXPECT_EQ(test.told(mark(36), true), "");
}

TEST(LogoKind, LooksOnlyForWhatItIsAskedFor) {
  const LogoTest test("find: [small]\nmessage: '{logo}: {width} of {limit}'");
  EXPECT_EQ(test.told(mark(36)), "R1 warning [] the mark: 36 of 48\n");
  EXPECT_EQ(test.told(grey(mark(200))), "");
  EXPECT_EQ(test.told(media::to_width(media::load(folder + "qim-mark-2014.svg"), 100)), "");
}

TEST(LogoKind, AnOldLogoIsJudgedByTheDayTheDraftGoesOut) {
  const LogoTest test("find: [old]\nmessage: '{logo} until {until}'");
  post::Draft draft;
  draft.media.resize(1);
  Around around;
  around.now = *base::parse_rfc3339("2026-11-22T09:00:00Z");
  around.pictures.resize(1);
  around.pictures[0].emplace();
  around.pictures[0]->print =
      media::print_of(media::to_width(media::load(folder + "qim-mark-2014.svg"), 100));
  EXPECT_EQ(test.told(draft, around), "R1 warning [] the mark of 2014 until 2021-12-31\n");
  draft.publish_at = *base::parse_rfc3339("2021-12-31T23:00:00Z");
  EXPECT_EQ(test.told(draft, around), "");
  draft.publish_at = *base::parse_rfc3339("2022-01-01T00:00:00Z");
  EXPECT_EQ(test.told(draft, around), "R1 warning [] the mark of 2014 until 2021-12-31\n");
}

TEST(LogoKind, WhatWasNotLookedAtIsANote) {
  const LogoTest test("severity: error");
  post::Draft draft;
  draft.media.resize(1);
  const std::string unknown =
      "R1 info [] The picture could not be looked at, so whether it shows our logo as approved is "
      "not known.\n";
  EXPECT_EQ(test.told(draft, {}), "");
  draft.media[0].url = "https://example.org/a.png";
  EXPECT_EQ(test.told(draft, {}), "");
  draft.media[0].logo = true;
  EXPECT_EQ(test.told(draft, {}), unknown);
  draft.media[0].logo = false;
  draft.media[0].file = "a.png";
  EXPECT_EQ(test.told(draft, {}), unknown);
  Around around;
  around.pictures.resize(1);
  around.pictures[0].emplace();
  around.pictures[0]->error = "the file is empty";
  EXPECT_EQ(test.told(draft, around), unknown);
  draft.media[0].kind = "video";
  EXPECT_EQ(test.told(draft, around), "");
}

TEST(LogoKind, WithoutLogosNothingIsJudged) {
  const ReviewTest test(rule_with("kind: logo"));
  post::Draft draft;
  draft.media.resize(1);
  Around around;
  around.pictures.resize(1);
  around.pictures[0].emplace();
  around.pictures[0]->print = media::print_of(mark(100));
  EXPECT_EQ(test.told(draft, around), "");
  draft.media[0].logo = true;
  EXPECT_EQ(test.told(draft, around),
            "R1 info [] There is no approved logo to hold the picture against.\n");
}

TEST(LogoKind, UnknownFieldsAreMistakes) {
  for (const std::string fields :
       {"find: [new]", "find: old", "file: a.svg", "message: '{title}'"}) {
    EXPECT_NE(ReviewTest(rule_with("kind: logo\n" + fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
