#include "channels/bytes.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/base64.h"

namespace decorum::channels {
namespace {

TEST(Bytes, Base64ComesBack) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(from_base64(base::base64(bytes)), bytes);
    EXPECT_EQ(from_loose_base64(base::base64(bytes)), bytes);
    bytes.push_back(static_cast<char>(i * 7));
  }
}

TEST(Bytes, WhatIsNoBase64IsRefused) {
  for (const std::string_view bad : {"a", "ab", "abc", "====", "=abc", "a=bc", "ab=c", "abc=d===",
                                     "YR==", "YWJ=", "YQ=\n", "Y Q=", "YQ-_", "YQ==YQ=="}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
}

TEST(Bytes, LooseBase64ReadsWhatThereIs) {
  EXPECT_EQ(from_loose_base64("aGVs\r\nbG8"), "hello");
  EXPECT_EQ(from_loose_base64("aGVsbG8=trailing"), "hello");
  EXPECT_EQ(from_loose_base64("*"), "");
}

TEST(Bytes, Hexadecimal) {
  EXPECT_EQ(to_hex(std::string_view("\x00\xff\x1a", 3)), "00ff1a");
  EXPECT_EQ(from_hex("00Ff1A"), std::string("\x00\xff\x1a", 3));
  for (const std::string_view bad : {"0", "0g", "g0", " 00", "00 ", "0x00"}) {
    EXPECT_FALSE(from_hex(bad)) << bad;
  }
}

}  // namespace
}  // namespace decorum::channels
