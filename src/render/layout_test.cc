#include "render/layout.h"

#include <cmath>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::render {
namespace {

const std::vector<Size> four = {{60, 30}, {80, 40}, {80, 40}, {100, 20}};
const std::vector<Link> diamond = {{0, 1, Link::Head::at_to, 1},
                                   {0, 2, Link::Head::none, 1},
                                   {1, 3, Link::Head::at_to, 1},
                                   {2, 3, Link::Head::at_from, 1}};

bool apart(Point a, Size size_a, Point b, Size size_b) {
  return std::abs(a.x - b.x) >= (size_a.width + size_b.width) / 2 ||
         std::abs(a.y - b.y) >= (size_a.height + size_b.height) / 2;
}

TEST(Layout, BoxesAreInsideAndApart) {
  for (const Direction direction : {Direction::down, Direction::right}) {
    const auto placed = place(four, diamond, direction);
    ASSERT_TRUE(placed) << placed.error().what;
    for (std::size_t a = 0; a < four.size(); ++a) {
      EXPECT_GE(placed->centres[a].x, four[a].width / 2 - 1);
      EXPECT_LE(placed->centres[a].x, placed->size.width - four[a].width / 2 + 1);
      EXPECT_GE(placed->centres[a].y, four[a].height / 2 - 1);
      EXPECT_LE(placed->centres[a].y, placed->size.height - four[a].height / 2 + 1);
      for (std::size_t b = 0; b < a; ++b) {
        EXPECT_TRUE(apart(placed->centres[a], four[a], placed->centres[b], four[b]));
      }
    }
  }
}

TEST(Layout, TheFlowRunsInItsDirection) {
  const auto down = place(four, diamond, Direction::down);
  const auto right = place(four, diamond, Direction::right);
  ASSERT_TRUE(down && right);
  for (const Link& link : diamond) {
    EXPECT_LT(down->centres[link.from].y, down->centres[link.to].y);
    EXPECT_LT(right->centres[link.from].x, right->centres[link.to].x);
  }
}

TEST(Layout, EveryLinkIsACurveAndHeadsHaveATip) {
  const auto placed = place(four, diamond, Direction::down);
  ASSERT_TRUE(placed);
  ASSERT_EQ(placed->curves.size(), diamond.size());
  for (const Curve& curve : placed->curves) {
    EXPECT_GE(curve.points.size(), 4u);
    EXPECT_EQ((curve.points.size() - 1) % 3, 0u);
  }
  EXPECT_NE(placed->curves[0].tip.y, placed->curves[0].points.back().y);   // head at the end
  EXPECT_EQ(placed->curves[1].tip.y, placed->curves[1].points.back().y);   // no head
  EXPECT_NE(placed->curves[3].tip.y, placed->curves[3].points.front().y);  // head at the start
}

TEST(Layout, NothingToPlaceIsAnEmptyPlacement) {
  const auto placed = place({}, {}, Direction::down);
  ASSERT_TRUE(placed);
  EXPECT_TRUE(placed->centres.empty());
}

TEST(Layout, ACircleOfLinksStillEnds) {
  const std::vector<Size> two = {{10, 10}, {10, 10}};
  const std::vector<Link> circle = {{0, 1, Link::Head::at_to, 1}, {1, 0, Link::Head::at_to, 1}};
  EXPECT_TRUE(place(two, circle, Direction::right));
}

TEST(Layout, TheSameEveryTimeAndFromManyThreads) {
  const auto once = place(four, diamond, Direction::right);
  ASSERT_TRUE(once);
  std::vector<std::thread> threads;
  for (int count = 0; count < 4; ++count) {
    threads.emplace_back([&] {
      for (int again = 0; again < 10; ++again) {
        const auto placed = place(four, diamond, Direction::right);
        ASSERT_TRUE(placed);
        EXPECT_EQ(placed->centres[3].x, once->centres[3].x);
        EXPECT_EQ(placed->centres[3].y, once->centres[3].y);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace decorum::render
