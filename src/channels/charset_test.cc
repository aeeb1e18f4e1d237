#include "channels/charset.h"

#include <string_view>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace decorum::channels {
namespace {

TEST(Charset, KnownSetsAreRead) {
  EXPECT_EQ(to_utf8("caf\xe9 \x93q\x94", "ISO-8859-1"), "café “q”");
  EXPECT_EQ(to_utf8("\xa4", "iso-8859-15"), "€");
  EXPECT_EQ(to_utf8("\xcf\xf0\xe8\xe2\xe5\xf2", "windows-1251"), "Привет");
  EXPECT_EQ(to_utf8("\x1b$B$3$s\x1b(B", "iso-2022-jp"), "こん");
  EXPECT_EQ(to_utf8("\x82\xb1", "Shift_JIS"), "こ");
  EXPECT_EQ(to_utf8(std::string_view("\xff\xfeh\0i\0", 6), "utf-16"), "hi");
  EXPECT_EQ(to_utf8("café", "utf-8"), "café");
}

TEST(Charset, WhateverComesTheResultIsText) {
  EXPECT_EQ(to_utf8("a\xff", "utf-8"), "a\uFFFD");
  EXPECT_EQ(to_utf8("a\xff", "no-such-set"), "a\uFFFD");
  EXPECT_EQ(to_utf8("a\xff", ""), "a\uFFFD");
  EXPECT_EQ(to_utf8("", "utf-16"), "");
  for (const char* set : {"utf-16", "utf-7", "utf-32", "gb18030", "iso-2022-jp", "hz", "big5",
                          "scsu", "euc-kr", "x-mac-roman", "ibm-930"}) {
    for (int i = 0; i < 256; ++i) {
      const char bytes[4] = {static_cast<char>(i), static_cast<char>(i * 7), 'x',
                             static_cast<char>(255 - i)};
      EXPECT_TRUE(base::is_valid_utf8(to_utf8(std::string_view(bytes, 4), set))) << set << i;
    }
  }
}

}  // namespace
}  // namespace decorum::channels
