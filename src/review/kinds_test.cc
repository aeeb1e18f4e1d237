#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "review/kind.h"

namespace decorum::review {
namespace {

TEST(Kinds, AreListedInOrderEachOnceAndExplained) {
  std::string_view last;
  for (const Kind& kind : kinds()) {
    EXPECT_LT(last, kind.name);
    last = kind.name;
    EXPECT_NE(kind.compile, nullptr) << kind.name;
    EXPECT_FALSE(kind.about.empty()) << kind.name;
    EXPECT_EQ(kind_named(kind.name), &kind);
    EXPECT_EQ(std::ranges::count(kind.fields, "text"), 0) << kind.name << ": every kind has it";
  }
  EXPECT_GE(kinds().size(), 30U);
}

TEST(Kinds, ThatAreNotThereAreNotFound) {
  for (const char* name : {"", "Existence", "existenc", "existence "}) {
    EXPECT_EQ(kind_named(name), nullptr) << name;
  }
}

TEST(Hits, AreBounded) {
  Hits hits;
  for (std::size_t i = 0; i < Hits::most + 3; ++i) hits.add({});
  EXPECT_EQ(hits.all().size(), Hits::most);
  EXPECT_EQ(hits.left_out(), 3U);
  hits.clear();
  EXPECT_TRUE(hits.all().empty());
  EXPECT_EQ(hits.left_out(), 0U);
}

}  // namespace
}  // namespace decorum::review
