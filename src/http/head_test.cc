#include "http/head.h"

#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace decorum::http {
namespace {

tl::expected<Head, HeadRefusal> parse(const std::string& bytes, const Limits& limits = {}) {
  return parse_head(bytes, limits);
}

int status_of(const std::string& bytes, const Limits& limits = {}) {
  const auto head = parse(bytes, limits);
  return head ? 200 : head.error().status;
}

// A request line and further lines to a whole head.
std::string with(std::string_view lines, std::string_view request = "GET / HTTP/1.1") {
  return fmt::format("{}\r\nHost: x\r\n{}\r\n", request, lines);
}

TEST(Head, EndsAtTheEmptyLine) {
  for (const std::string_view mark : {"\r\n\r\n", "\n\n", "\n\r\n", "\r\n\n"}) {
    const std::string head = fmt::format("GET / HTTP/1.1\r\nHost: x{}", mark);
    const std::string bytes = head + "rest";
    for (std::size_t seen = 0; seen < head.size(); ++seen) {
      EXPECT_EQ(find_head_end(bytes, seen), head.size()) << seen;
      EXPECT_EQ(find_head_end(std::string_view(bytes).substr(0, seen), 0), std::string::npos);
    }
  }
}

TEST(Head, IsReadIntoARequest) {
  const auto head = parse(
      "POST /a%20b/%C3%A9?x=1&y=a+b%2B&z&x=2 HTTP/1.1\r\nHost: Example.org:8080\r\n"
      "X-Thing:  two words \t\r\nx-thing: again\r\nContent-Length: 007\r\n\r\n");
  ASSERT_TRUE(head.has_value()) << head.error().detail;
  EXPECT_EQ(head->request.method, "POST");
  EXPECT_EQ(head->request.path, "/a b/é");
  const std::vector<std::pair<std::string, std::string>> query{
      {"x", "1"}, {"y", "a b+"}, {"z", ""}, {"x", "2"}};
  EXPECT_EQ(head->request.query, query);
  EXPECT_EQ(head->request.header("x-thing"), "two words");
  EXPECT_EQ(head->request.headers.size(), 4u);
  EXPECT_EQ(head->content_length, 7u);
  EXPECT_TRUE(head->keep_alive);
}

TEST(Head, TellsWhetherTheConnectionIsKept) {
  EXPECT_TRUE(parse(with(""))->keep_alive);
  EXPECT_FALSE(parse(with("Connection: Close\r\n"))->keep_alive);
  EXPECT_FALSE(parse(with("Connection: upgrade, close\r\n"))->keep_alive);
  EXPECT_FALSE(parse(with("", "GET / HTTP/1.0"))->keep_alive);
  EXPECT_TRUE(parse(with("Connection: keep-alive\r\n", "GET / HTTP/1.0"))->keep_alive);
  EXPECT_TRUE(parse(with("Expect: 100-Continue\r\n"))->expects_continue);
  EXPECT_TRUE(parse(with("Transfer-Encoding: Chunked\r\n"))->chunked);
}

struct Wrong {
  std::string_view why;
  std::string head;
  int status;
};

TEST(Head, RefusesWhatTwoMachinesCouldReadDifferently) {
  const std::vector<Wrong> rows{
      {"both lengths", with("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"both lengths, turned", with("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n"), 400},
      {"two lengths", with("Content-Length: 1\r\nContent-Length: 2\r\n"), 400},
      {"the same length twice", with("Content-Length: 1\r\nContent-Length: 1\r\n"), 400},
      {"a list of lengths", with("Content-Length: 1, 1\r\n"), 400},
      {"a length with a sign", with("Content-Length: +1\r\n"), 400},
      {"a negative length", with("Content-Length: -1\r\n"), 400},
      {"a length in hexadecimal", with("Content-Length: 0x10\r\n"), 400},
      {"an empty length", with("Content-Length:\r\n"), 400},
      {"a length that overflows", with("Content-Length: 99999999999999999999\r\n"), 400},
      {"two codings", with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"a coding before chunked", with("Transfer-Encoding: gzip, chunked\r\n"), 501},
      {"a coding with a hidden byte", with("Transfer-Encoding: \vchunked\r\n"), 400},
      {"a coding of another name", with("Transfer-Encoding: xchunked\r\n"), 501},
      {"identity", with("Transfer-Encoding: identity\r\n"), 501},
      {"chunked in 1.0", with("Transfer-Encoding: chunked\r\n", "GET / HTTP/1.0"), 400},
      {"a blank before the colon", with("Content-Length : 1\r\n"), 400},
      {"a blank before the name", with(" Content-Length: 1\r\n"), 400},
      {"a folded line", with("X: a\r\n b\r\n"), 400},
      {"a line that ends with LF", with("X: a\nY: b\r\n"), 400},
      {"a CR within a line", with("X: a\rY: b\r\n"), 400},
      {"a NUL in a value", with(std::string("X: a\0b\r\n", 8)), 400},
      {"a name that is no word", with("X(y): a\r\n"), 400},
      {"no colon", with("Nothing\r\n"), 400},
      {"no name", with(": a\r\n"), 400},
      {"bytes that are not UTF-8", with("X: \xff\r\n"), 400},
      {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
      {"two hosts", with("Host: y\r\n"), 400},
      {"a host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400},
      {"another expectation", with("Expect: money\r\n"), 417},
      {"LF alone everywhere", "GET / HTTP/1.1\nHost: x\n\n", 400},
      {"bytes after the end", with("") + "GET", 400}};
  for (const Wrong& row : rows) EXPECT_EQ(status_of(row.head), row.status) << row.why;
}

TEST(Head, RefusesRequestLinesThatAreNotQuiteRight) {
  const std::vector<std::pair<std::string_view, int>> rows{
      {"GET  / HTTP/1.1", 400},        {"GET / HTTP/1.1 ", 400},     {" GET / HTTP/1.1", 400},
      {"GET /", 400},                  {"GET", 400},                 {"", 400},
      {"GET\t/\tHTTP/1.1", 400},       {"GET / http/1.1", 400},      {"GET / HTTP/1.10", 400},
      {"GET / HTTP/2.0", 505},         {"GET / HTTP/0.9", 505},      {"G(T / HTTP/1.1", 400},
      {"get / HTTP/1.1", 501},         {"TRACE / HTTP/1.1", 501},    {"BREW / HTTP/1.1", 501},
      {"CONNECT x:80 HTTP/1.1", 501},  {"OPTIONS * HTTP/1.1", 400},  {"GET x HTTP/1.1", 400},
      {"GET http://x/ HTTP/1.1", 400}, {"GET //x\xc3\xa9 HTTP/1.1", 400}};
  for (const auto& [line, status] : rows) EXPECT_EQ(status_of(with("", line)), status) << line;
}

TEST(Head, RefusesPathsThatHideSomething) {
  for (const std::string_view target :
       {"/..", "/../etc/passwd", "/a/../b", "/a/..", "/.", "/a/./b", "/%2e%2e/x", "/%2E./x",
        "/a%2fb", "/a%5cb", "/a\\b", "/%00", "/a%0d%0ab", "/%ff", "/%c0%af", "/%", "/%4", "/%zz",
        "/a#b", "/\x7f", "/?%", "/?a=%00", "/?a=%ff", "/?%c0=1"}) {
    EXPECT_EQ(status_of(with("", fmt::format("GET {} HTTP/1.1", target))), 400) << target;
  }
  // Decoded once: what is still encoded after that is only text.
  EXPECT_EQ(parse(with("", "GET /%252e%252e HTTP/1.1"))->request.path, "/%2e%2e");
  EXPECT_EQ(parse(with("", "GET /...//x HTTP/1.1"))->request.path, "/...//x");
}

TEST(Head, EndsAtItsBounds) {
  Limits limits;
  limits.head_bytes_max = 200;
  limits.target_bytes_max = 20;
  limits.query_fields_max = 2;
  const auto target = [](std::string_view text) {
    return with("", fmt::format("GET {} HTTP/1.1", text));
  };
  EXPECT_EQ(status_of(target("/" + std::string(19, 'a')), limits), 200);
  EXPECT_EQ(status_of(target("/" + std::string(20, 'a')), limits), 414);
  EXPECT_EQ(status_of(target("/?a&b"), limits), 200);
  EXPECT_EQ(status_of(target("/?a&b&c"), limits), 400);
  EXPECT_EQ(status_of(with("X: " + std::string(200, 'a') + "\r\n"), limits), 431);
  std::string lines;
  for (std::size_t i = 1; i < header_lines_max; ++i) lines += "X: a\r\n";
  EXPECT_EQ(status_of(with(lines)), 200);
  EXPECT_EQ(status_of(with(lines + "X: a\r\n")), 431);
}

}  // namespace
}  // namespace decorum::http
