#include "cel/value.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/suggest.h"

namespace decorum::cel {
namespace {

TEST(Value, IsWhatItWasMadeFrom) {
  EXPECT_EQ(Value().kind(), Kind::null);
  EXPECT_EQ(Value(true).kind(), Kind::boolean);
  EXPECT_EQ(Value(5).integer(), 5);
  EXPECT_EQ(Value(5U).unsigned_integer(), 5U);
  EXPECT_EQ(Value(0.5).real(), 0.5);
  EXPECT_EQ(Value(Timestamp{-1, 5}).timestamp(), (Timestamp{-1, 5}));
  EXPECT_EQ(Value(Duration{-1}).duration().nanos, -1);
  EXPECT_EQ(Value(Type::int_type()).type(), Type::int_type());
  EXPECT_EQ(Value::error("why").what(), "why");
  EXPECT_EQ(Value::string("").text(), "");
  EXPECT_TRUE(Value(true).is_true());
  EXPECT_FALSE(Value::unknown().is_true() || Value::unknown().is_false());
  EXPECT_LE(sizeof(Value), 32U);
}

TEST(Value, BorrowedTextIsNotCopiedAndSharedTextOutlivesItsMaker) {
  const std::string text = "elsewhere";
  EXPECT_EQ(Value::borrowed(text).text().data(), text.data());
  Value copy;
  {
    const Value original = Value::string(std::string(100, 'x'));
    copy = original;
    EXPECT_EQ(copy.text().data(), original.text().data());
  }
  EXPECT_EQ(copy.text(), std::string(100, 'x'));
}

TEST(Value, NumbersOfAllTypesHaveOneOrder) {
  constexpr auto int_min = std::numeric_limits<std::int64_t>::min();
  constexpr auto int_max = std::numeric_limits<std::int64_t>::max();
  constexpr auto uint_max = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(compare_numbers(Value(int_min), Value(std::uint64_t{0})), Order::less);
  EXPECT_EQ(compare_numbers(Value(uint_max), Value(int_max)), Order::greater);
  EXPECT_EQ(compare_numbers(Value(1U), Value(1.0)), Order::equal);
  EXPECT_EQ(compare_numbers(Value(1.5), Value(1)), Order::greater);
  EXPECT_EQ(compare_numbers(Value(std::nan("")), Value(1)), Order::unordered);
  EXPECT_EQ(compare_numbers(Value(1U), Value(std::nan(""))), Order::unordered);
}

TEST(Map, FindsKeysByValueAndKeepsTheirOrder) {
  const Value map = Value::map({{Value::borrowed("b"), Value(1)},
                                {Value(true), Value(2)},
                                {Value(7), Value(3)},
                                {Value(std::uint64_t{1} << 63), Value(4)},
                                {Value::borrowed("a"), Value(5)}});
  ASSERT_EQ(map.kind(), Kind::map);
  EXPECT_EQ(map.map().entries()[0].second.integer(), 1);
  EXPECT_EQ(map.map().find(Value::borrowed("a"))->integer(), 5);
  EXPECT_EQ(map.map().find(Value(true))->integer(), 2);
  EXPECT_EQ(map.map().find(Value(7U))->integer(), 3);
  EXPECT_EQ(map.map().find(Value(7.0))->integer(), 3);
  EXPECT_EQ(map.map().find(Value(9223372036854775808.0))->integer(), 4);
  for (const Value& absent :
       {Value(7.5), Value(1), Value(false), Value(std::nan("")), Value(1e300), Value(-1e300),
        Value(), Value::borrowed_bytes("a"), Value::list({}), Value::borrowed("")}) {
    EXPECT_EQ(map.map().find(absent), nullptr);
  }
}

TEST(Map, WithABadOrRepeatedKeyIsAnError) {
  for (const Value& key : {Value(), Value(1.0), Value::list({}), Value::borrowed_bytes("a"),
                           Value(Timestamp{}), Value::unknown()}) {
    EXPECT_TRUE(Value::map({{key, Value(1)}}).is_error());
  }
  EXPECT_TRUE(Value::map({{Value(1), Value(1)}, {Value(2), Value(2)}, {Value(1U), Value(3)}})
                  .is_error());
}

TEST(Value, FullTypesNameWhatAllPartsShare) {
  const Value numbers = Value::list({Value(1), Value(2)});
  EXPECT_EQ(full_type_of(numbers).name(), "list(int)");
  EXPECT_EQ(full_type_of(Value::list({Value(1), Value(2.0)})).name(), "list(dyn)");
  EXPECT_EQ(full_type_of(Value::map({{Value::borrowed("a"), numbers}})).name(),
            "map(string, list(int))");
  EXPECT_EQ(full_type_of(Value::list({})).name(), "list(dyn)");
  EXPECT_EQ(Type::list(Type::int_type()).in_words(), "a list of whole numbers (list(int))");
}

TEST(Value, EqualityStopsWhenItsBudgetIsSpent) {
  Value left = Value::list({Value(1)});
  Value right = Value::list({Value(1)});
  for (int i = 0; i < 64; ++i) {
    left = Value::list({left, left});
    right = Value::list({right, right});
  }
  std::uint64_t budget = 1000;
  EXPECT_FALSE(equal(left, right, budget));
  EXPECT_EQ(budget, 0U);
}

TEST(Suggest, TheClosestNameWithinReasonIsNamed) {
  const std::vector<std::string> names{"sentiment.positive", "sentiment.negative", "spam", "abuse"};
  EXPECT_EQ(closest("sentimnt.positive", names), "sentiment.positive");
  EXPECT_EQ(closest("sapm", names), "spam");
  EXPECT_EQ(closest("abuze", names), "abuse");
  EXPECT_EQ(closest("irony", names), "");
  EXPECT_EQ(closest("x", names), "");
  EXPECT_EQ(closest(std::string(10'000, 'a'), names), "");
}

}  // namespace
}  // namespace decorum::cel
