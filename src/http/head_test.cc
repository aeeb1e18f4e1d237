#include "http/head.h"

#include <gtest/gtest.h>

namespace decorum::http {
namespace {

TEST(Head, EndsAtTheEmptyLine) {
  const std::string_view bytes = "GET / HTTP/1.1\r\nHost: x\r\n\r\nrest";
  EXPECT_EQ(find_head_end(bytes, 0), bytes.size() - 4);
  for (std::size_t seen = 0; seen < bytes.size() - 4; ++seen) {
    EXPECT_EQ(find_head_end(bytes, seen), bytes.size() - 4) << seen;
  }
}

}  // namespace
}  // namespace decorum::http
