#include "post/json_path.h"

#include <string>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

TEST(JsonPath, PlacesArePointers) {
  JsonPath path;
  EXPECT_EQ(path.pointer(), "");
  EXPECT_EQ(path.subject(), "a line");
  EXPECT_EQ(path.depth(), 1U);
  path.enter("media");
  path.enter(std::size_t{3});
  EXPECT_EQ(path.pointer(), "/media/3");
  EXPECT_EQ(path.subject(), "each entry of media");
  path.enter("alt");
  EXPECT_EQ(path.pointer(), "/media/3/alt");
  EXPECT_EQ(path.subject(), "alt");
  EXPECT_EQ(path.depth(), 4U);
  path.leave();
  path.leave();
  EXPECT_EQ(path.pointer(), "/media");
}

TEST(JsonPath, OddNamesAreEscapedAndCut) {
  JsonPath path;
  path.enter("a/b~c");
  EXPECT_EQ(path.pointer(), "/a~1b~0c");
  const std::string name(100, 'n');
  path.enter(name);
  EXPECT_EQ(path.pointer(), "/a~1b~0c/" + std::string(64, 'n'));
}

}  // namespace
}  // namespace decorum::post
