#include "base/shape.h"

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

enum class Colour : std::uint8_t { red, green };
constexpr std::array<std::string_view, 2> colour_names{"red", "green"};
std::span<const std::string_view> names_of(Colour) { return colour_names; }

struct Part {
  static constexpr std::string_view shape_name = "Part";
  std::string name;
  Colour colour = Colour::red;
};
template <class Visitor>
void describe(Visitor& v, Part& part) {
  v.field("name", part.name, {.most = 5, .may_be_empty = false});
  v.field("colour", part.colour, {.may_miss = true});
}

struct Whole {
  Id id;
  std::int64_t count = 0;
  std::optional<Time> at;
  std::vector<Part> parts;
  std::map<std::string, bool> flags;
  std::optional<RawJson> raw;
};
template <class Visitor>
void describe(Visitor& v, Whole& whole) {
  v.field("id", whole.id);
  v.field("count", whole.count, {.lowest = 0, .highest = 9, .about = "How many"});
  v.field("at", whole.at);
  v.field("parts", whole.parts, {.most_items = 2, .may_miss = true});
  v.field("flags", whole.flags, {.may_miss = true});
  v.field("raw", whole.raw);
}

constexpr std::string_view full =
    R"({"id":"0e3m5k7hq0004","count":3,"at":"2026-11-27T10:00:00Z",)"
    R"("parts":[{"name":"a\"b","colour":"green"}],"flags":{"x/y":true},"raw":{"k":[1,2.5,null]}})";

TEST(Shape, WhatWasReadIsWrittenAsItWas) {
  const auto whole = read_shape<Whole>(full);
  ASSERT_TRUE(whole) << whole.error().what;
  EXPECT_EQ(whole->parts.at(0).colour, Colour::green);
  EXPECT_EQ(write_shape(*whole), full);
}

TEST(Shape, NullAndLeftOutAreTheSame) {
  const auto whole = read_shape<Whole>(R"({"id":"0e3m5k7hq0004","count":3,"at":null})");
  ASSERT_TRUE(whole) << whole.error().what;
  EXPECT_FALSE(whole->at);
  EXPECT_EQ(write_shape(*whole), R"({"id":"0e3m5k7hq0004","count":3,"parts":[],"flags":{}})");
}

struct Refused {
  std::string_view json, where, what;
};

TEST(Shape, RefusesWithAPlaceAndASentence) {
  const Refused refused[] = {
      {"", "", "this is not JSON"},
      {"[]", "", "this must be an object, not a list"},
      {"{}", "/id", "id is missing"},
      {R"({"id":7,"count":1})", "/id", "this must be a text, not a number"},
      {R"({"id":"0e3m5k7hq0004","count":"1"})", "/count", "this must be a whole number"},
      {R"({"id":"0e3m5k7hq0004","count":10})", "/count", "this must be from 0 to 9"},
      {R"({"id":"0e3m5k7hq0004","count":1.5})", "/count", "this must be a whole number"},
      {R"({"id":"0e3m5k7hq0004","count":1,"at":"soon"})", "/at", ""},
      {R"({"id":"0e3m5k7hq0004","count":1,"parts":[{"name":""}]})", "/parts/0/name",
       "this must not be empty"},
      {R"({"id":"0e3m5k7hq0004","count":1,"parts":[{"name":"toolong"}]})", "/parts/0/name",
       "at most 5 bytes, not 7"},
      {R"({"id":"0e3m5k7hq0004","count":1,"parts":[{"name":"a","colour":"blue"}]})",
       "/parts/0/colour", "this must be one of red, green"},
      {R"({"id":"0e3m5k7hq0004","count":1,"parts":[1,2,3]})", "/parts", "at most 2 entries, not 3"},
      {R"({"id":"0e3m5k7hq0004","count":1,"a/b":1})", "/a~1b", "there is no field of this name"},
      {R"({"id":"0e3m5k7hq0004","count":1,"count":2})", "/count", "count is given twice"},
      {R"({"id":"0e3m5k7hq0004","count":1,"flags":{"x":"y"}})", "/flags/x",
       "this must be true or false, not a text"},
  };
  for (const Refused& one : refused) {
    const auto whole = read_shape<Whole>(one.json);
    ASSERT_FALSE(whole) << one.json;
    EXPECT_EQ(whole.error().where, one.where) << one.json;
    EXPECT_NE(whole.error().what.find(one.what), std::string::npos) << whole.error().what;
  }
}

TEST(Shape, RefusesDeepAndLargeTexts) {
  EXPECT_FALSE(read_shape<Whole>(std::string(200, '[') + std::string(200, ']')));
  EXPECT_FALSE(read_shape<Whole>(std::string(shape_bytes_max + 1, ' ')));
}

TEST(Shape, DescribesItself) {
  Schemas named;
  EXPECT_EQ(schema_of<Part>(named), R"({"$ref":"#/components/schemas/Part"})");
  EXPECT_EQ(named["Part"],
            R"({"type":"object","properties":{"name":{"type":"string","minLength":1,)"
            R"("maxLength":5},"colour":{"type":"string","enum":["red","green"]}},)"
            R"("required":["name"],"additionalProperties":false})");
  const std::string whole = schema_of<Whole>(named);
  EXPECT_NE(whole.find(R"("count":{"type":"integer","minimum":0,"maximum":9,)"
                       R"("description":"How many"})"),
            std::string::npos)
      << whole;
  EXPECT_NE(whole.find(R"("items":{"$ref":"#/components/schemas/Part"},"maxItems":2)"),
            std::string::npos);
}

}  // namespace
}  // namespace decorum::base
