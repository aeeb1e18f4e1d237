#include "policy/sites.h"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

std::string shipped() {
  std::ifstream file("data/sites.yaml", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The first mistake, "LINE: what".
std::string mistake_in(std::string_view yaml) {
  const auto sites = read_sites("sites.yaml", yaml);
  if (sites) return "none";
  const Mistake& first = sites.error().front();
  return std::to_string(first.line) + ": " + first.what;
}

TEST(Sites, TheShippedFileHasEverySiteOfTheContract) {
  const auto sites = read_sites("data/sites.yaml", shipped());
  ASSERT_TRUE(sites) << mistake_in(shipped());
  std::vector<std::string> ids;
  for (const Site& site : sites->sites) {
    ids.push_back(site.id);
    EXPECT_FALSE(site.title.empty()) << site.id;
    std::vector<Cap> caps = site.caps;
    for (const SitePart& part : site.parts) {
      caps.insert(caps.end(), part.caps.begin(), part.caps.end());
    }
    for (const Cap& cap : caps) {
      EXPECT_GT(cap.fact.limit, 0) << site.id;
      EXPECT_FALSE(cap.fact.source.empty()) << site.id;
    }
  }
  EXPECT_EQ(ids, (std::vector<std::string>{"x", "bluesky", "mastodon", "facebook", "instagram",
                                           "linkedin", "youtube", "threads", "tiktok", "reddit",
                                           "telegram", "discourse", "email", "sms", "web"}));
  EXPECT_EQ(sites->hash.size(), 71U);
  EXPECT_NE(sites->find(default_site), nullptr);
  EXPECT_TRUE(sites->find(default_site)->caps.empty());
  EXPECT_EQ(sites->find("myspace"), nullptr);
}

TEST(Sites, WhatNobodyConfirmedSaysSo) {
  const auto sites = read_sites("data/sites.yaml", shipped());
  ASSERT_TRUE(sites);
  EXPECT_EQ(sites->find("x")->caps[0].fact.trust, Trust::verified);
  EXPECT_EQ(sites->find("facebook")->caps[0].fact.trust, Trust::vendor);
  EXPECT_EQ(sites->find("reddit")->caps[0].fact.trust, Trust::unverified);
  EXPECT_EQ(sites->find("facebook")->parts[0].caps[0].fact.trust, Trust::unverified);
}

TEST(Sites, ValuesAreReadAsTheyStand) {
  const auto sites = read_sites("data/sites.yaml", shipped());
  ASSERT_TRUE(sites);
  const Site& x = *sites->find("x");
  EXPECT_FALSE(x.empty_allowed);
  EXPECT_TRUE(x.forbids_marks);
  EXPECT_EQ(x.counting, (Counting{true, 23, true, false, 2, false}));
  ASSERT_EQ(x.weights.ranges.size(), 4U);
  EXPECT_EQ(x.weights.ranges[3], (Weights::Range{8242, 8247, 100}));
  EXPECT_EQ(x.alt->limit, 1000);
  const Site& bluesky = *sites->find("bluesky");
  ASSERT_EQ(bluesky.caps.size(), 2U);
  EXPECT_EQ(bluesky.caps[1].unit, Unit::byte);
  EXPECT_EQ(sites->find("sms")->caps[0].each, 153);
}

TEST(Sites, LimitsForPoliciesComeFromTheFirstCap) {
  const auto sites = read_sites("data/sites.yaml", shipped());
  ASSERT_TRUE(sites);
  const auto limits = limits_of(*sites);
  ASSERT_EQ(limits.size(), sites->sites.size());
  EXPECT_EQ(limits[0].site, "x");
  EXPECT_EQ(limits[0].text_max, 280);
  EXPECT_EQ(limits[0].media_max, 4);
  EXPECT_EQ(limits[0].hashtags_max, std::nullopt);
  EXPECT_EQ(limits.back().text_max, std::nullopt);
}

TEST(Sites, MistakesAreToldWithTheirLine) {
  EXPECT_NE(mistake_in(""), "none");
  EXPECT_NE(mistake_in("[]"), "none");
  EXPECT_NE(mistake_in("version: a\n"), "none");
  EXPECT_NE(mistake_in("version: a\nsites: []\n"), "none");
  EXPECT_NE(mistake_in("version: a\nsites:\n  X!: { title: X }\n"), "none");
  EXPECT_NE(mistake_in("version: a\nsites:\n  x: { title: X, colour: red }\n"), "none");
  EXPECT_EQ(mistake_in("version: a\nsites:\n  x: { title: X }\n"), "none");
  const auto with_cap = [](const std::string& cap) {
    return "version: a\nsites:\n  x:\n    title: X\n    caps:\n      - " + cap + "\n";
  };
  const std::string good =
      "{ unit: byte, limit: 3, source: s, date: 2026-01-02, verified: true }";
  EXPECT_EQ(mistake_in(with_cap(good)), "none");
  for (const std::string bad :
       {"{ unit: inch, limit: 3, source: s, date: 2026-01-02, verified: true }",
        "{ unit: byte, limit: -3, source: s, date: 2026-01-02, verified: true }",
        "{ unit: byte, limit: many, source: s, date: 2026-01-02, verified: true }",
        "{ unit: byte, limit: 3, date: 2026-01-02, verified: true }",
        "{ unit: byte, limit: 3, source: s, date: 2026-13-02, verified: true }",
        "{ unit: byte, limit: 3, source: s, date: 2026-01-02, verified: perhaps }",
        "{ unit: byte, limit: 3, source: s, date: 2026-01-02 }", "byte", "[]"}) {
    EXPECT_EQ(mistake_in(with_cap(bad)).substr(0, 2), "6:") << bad;
  }
  const auto with_ranges = [](const std::string& ranges) {
    return "version: a\nsites:\n  x:\n    title: X\n    weights:\n      scale: 1\n"
           "      default: 1\n      ranges: " +
           ranges + "\n";
  };
  EXPECT_EQ(mistake_in(with_ranges("[[1, 2, 3]]")), "none");
  for (const std::string bad : {"[[1, 2]]", "[[2, 1, 3]]", "[1]", "[[1, 2, x]]", "{}",
                                "[[0, 1114112, 1]]"}) {
    EXPECT_EQ(mistake_in(with_ranges(bad)).substr(0, 2), "8:") << bad;
  }
}

}  // namespace
}  // namespace decorum::policy
