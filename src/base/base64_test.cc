#include "base/base64.h"

#include <gtest/gtest.h>

namespace decorum::base {
namespace {

// RFC 4648, section 10.
TEST(Base64, TheStandardsVectors) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
}

TEST(Base64, PiecesJoinWithoutPadding) {
  const std::string large((3u << 20) + 1, 'a');
  const std::string text = base64(large);
  EXPECT_EQ(text.size(), (large.size() + 2) / 3 * 4);
  EXPECT_EQ(text.find('='), text.size() - 2);
}

}  // namespace
}  // namespace decorum::base
