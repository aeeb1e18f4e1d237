#include "base/id.h"

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

Time at(std::string_view text) { return *parse_rfc3339(text); }

TEST(Id, TextIsReadBackAndSortsAsTheIdsDo) {
  IdMaker maker(3);
  Id before;
  for (int i = 0; i < 200'000; ++i) {
    const Id id = maker.next(at("2026-11-27T10:00:00Z"));
    ASSERT_GT(id, before);
    ASSERT_EQ(parse_id(to_text(id)), id);
    ASSERT_TRUE(!before || to_text(before) < to_text(id));
    before = id;
  }
}

TEST(Id, GrowsWhenTheClockIsSetBack) {
  IdMaker maker;
  const Id first = maker.next(at("2026-11-27T10:00:00Z"));
  const Id second = maker.next(at("2026-11-27T09:00:00Z"));
  EXPECT_GT(second, first);
  EXPECT_EQ(time_of(second), at("2026-11-27T10:00:00Z"));
}

TEST(Id, GoesOnAfterTheLastOne) {
  const Id last = IdMaker().next(at("2026-11-27T10:00:00Z"));
  EXPECT_GT(IdMaker(0, last).next(at("2026-11-27T10:00:00Z")), last);
}

TEST(Id, SaysWhenItWasMade) {
  const Id id = IdMaker().next(at("2026-11-27T10:00:00.123Z"));
  EXPECT_EQ(time_of(id), at("2026-11-27T10:00:00.123Z"));
  EXPECT_LE(first_id_at(at("2026-11-27T10:00:00.123Z")), id);
  EXPECT_GT(first_id_at(at("2026-11-27T10:00:00.124Z")), id);
}

TEST(Id, RefusesWhatIsNone) {
  for (const char* text : {"", "0", "0000000000000", "00000000000000", "zzzzzzzzzzzzz",
                           "00000000000i1", "00000000000-1", "8000000000000"}) {
    EXPECT_FALSE(parse_id(text)) << text;
  }
  EXPECT_TRUE(parse_id("7ZZZZZZZZZZZZ"));
}

}  // namespace
}  // namespace decorum::base
