#include "post/urls.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

std::vector<std::string> urls(std::string_view text, UrlRules rules = {}) {
  std::vector<std::string> out;
  for (const base::Span& span : find_urls(text, rules)) {
    out.emplace_back(text.substr(span.start, span.end - span.start));
  }
  return out;
}

struct Case {
  std::string_view text;
  std::vector<std::string> urls;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(urls(c.text), c.urls) << c.text;
}

TEST(Urls, ProtocolAndDomain) {
  expect({
      {"http://example.com", {"http://example.com"}},
      {"text https://example.com/ text", {"https://example.com/"}},
      {"HTTPS://Example.COM/Path", {"HTTPS://Example.COM/Path"}},
      {"http://example.com:8080/a", {"http://example.com:8080/a"}},
      {"http://example.com: a", {"http://example.com"}},
      {"http://a.b.c.example.co.uk", {"http://a.b.c.example.co.uk"}},
      {"http://sub_domain-x.example.com", {"http://sub_domain-x.example.com"}},
      {"http://example.com http://example.org", {"http://example.com", "http://example.org"}},
      {"見てhttp://example.comを", {"http://example.com"}},
      {"(http://example.com)", {"http://example.com"}},
      {"\"http://example.com\"", {"http://example.com"}},
      {"http://example.com.", {"http://example.com"}},
      {"http://example.com,http://example.org", {"http://example.com", "http://example.org"}},
      {"\xE2\x81\xA6http://example.com\xE2\x81\xA9", {"http://example.com"}},
      {"http://☃.net/", {"http://☃.net/"}},
      {"http://www.xn--80abe5aohbnkjb.xn--p1ai/", {"http://www.xn--80abe5aohbnkjb.xn--p1ai/"}},
      {"http://президент.рф", {"http://президент.рф"}},
      {"http://foobar.پاکستان/", {"http://foobar.پاکستان/"}},
      {"http://日本語.jp/あ", {"http://日本語.jp/"}},
      {"http:// example.com", {"example.com"}},
      {"http://xn--é.com", {"http://xn--é.com"}},
  });
}

TEST(Urls, WhatIsNoUrl) {
  for (const std::string_view text :
       {"", ".", "http://", "http://.com", "http://com", "http://localhost/",
        "http://-example.com", "http://example-.com", "http://user:secret@host.example",
        "xhttp://example.com", "@http://example.com", "#http://example.com", "$http://example.com",
        "＠http://example.com", "＃http://example.com", "http://example.notatld",
        "http://192.168.0.1/", "http://[::1]/", "http://exa_mple.com/", "mailto:ann@example.com",
        "ftp://www.example.com", "ann@example.com", "ann.bee@example.com", "\uFEFFhttp://a.com",
        "-example.com", "_example.com", ".example.com", "/example.com", "example.comm",
        "example.com@b", "1.2", "3.50", "end.Start", "e.g. this", "a..com", "http://a..com",
        "http://xn--の.com"}) {
    EXPECT_TRUE(urls(text).empty()) << text << ": " << urls(text).front();
  }
}

TEST(Urls, PathsEndWell) {
  expect({
      {"http://example.com/a.", {"http://example.com/a"}},
      {"http://example.com/a, b", {"http://example.com/a"}},
      {"http://example.com/a!", {"http://example.com/a"}},
      {"http://example.com/a?", {"http://example.com/a"}},
      {"http://example.com/a'", {"http://example.com/a"}},
      {"http://example.com/a:", {"http://example.com/a"}},
      {"http://example.com/a...b", {"http://example.com/a...b"}},
      {"http://example.com/a-", {"http://example.com/a-"}},
      {"http://example.com/a+", {"http://example.com/a+"}},
      {"http://example.com/a_b=c#d", {"http://example.com/a_b=c#d"}},
      {"http://example.com/#!/ann", {"http://example.com/#!/ann"}},
      {"http://example.com/@ann/", {"http://example.com/@ann/"}},
      {"http://example.com/a%20b~c|d&e;f*g$h", {"http://example.com/a%20b~c|d&e;f*g$h"}},
      {"http://example.com/é/ß", {"http://example.com/é/ß"}},
      {"http://example.com/Русские_слова", {"http://example.com/Русские_слова"}},
      {"http://example.com/a–b", {"http://example.com/a–b"}},
      {"http://example.com/中文", {"http://example.com/"}},
      {"http://example.com/a\"b", {"http://example.com/a"}},
      {"http://example.com/a<b>", {"http://example.com/a"}},
      {"http://example.com/\n/b", {"http://example.com/"}},
  });
}

TEST(Urls, BracketsBelongToThePathWhenTheyAreBalanced) {
  expect({
      {"http://example.com/Primer_(film)", {"http://example.com/Primer_(film)"}},
      {"(see http://example.com/Primer_(film).)", {"http://example.com/Primer_(film)"}},
      {"(http://example.com/a)", {"http://example.com/a"}},
      {"http://example.com/S(dfd346)/b", {"http://example.com/S(dfd346)/b"}},
      {"http://example.com/Up_(Album_(Edited))/x", {"http://example.com/Up_(Album_(Edited))/x"}},
      {"http://example.com/a_(b_(c_(d)))", {"http://example.com/a_"}},
      {"http://example.com/a(b)(c)", {"http://example.com/a(b)(c)"}},
      {"http://example.com/a()", {"http://example.com/a"}},
      {"http://example.com/a(b", {"http://example.com/a"}},
      {"http://example.com/(a).", {"http://example.com/(a)"}},
      {"http://example.com/(\"onclick=\"alert(1)\")", {"http://example.com/"}},
      {"http://example.com/(a)(b).", {"http://example.com/(a)(b)"}},
      {"http://example.com/a.(b)c", {"http://example.com/a.(b)c"}},
  });
}

TEST(Urls, BracketsAfterWhatEndsNoPathAreLeftOut) {
  expect({
      {"http://example.com/a.(b)", {"http://example.com/a"}},
      {"http://example.com/a,(b)(c).", {"http://example.com/a"}},
      {"[http://a.co/8](http://b.co/x_(y)), then", {"http://a.co/8", "http://b.co/x_(y)"}},
  });
}

TEST(Urls, QueriesEndWell) {
  expect({
      {"http://example.com?a=b", {"http://example.com?a=b"}},
      {"http://example.com/?q=a+b&c=", {"http://example.com/?q=a+b&c="}},
      {"http://example.com/?q=a.", {"http://example.com/?q=a"}},
      {"http://example.com/?q=(a)", {"http://example.com/?q=(a"}},
      {"http://example.com/?", {"http://example.com/"}},
      {"http://example.com/?!", {"http://example.com/"}},
      {"http://example.com/a?b?c#d", {"http://example.com/a?b?c#d"}},
      {"http://example.com/?q=日本", {"http://example.com/?q="}},
  });
}

TEST(Urls, WithoutProtocol) {
  expect({
      {"example.com", {"example.com"}},
      {"See www.example.co.uk/a?b=c, please.", {"www.example.co.uk/a?b=c"}},
      {"t.co bit.ly foo.co.jp", {"t.co", "bit.ly", "foo.co.jp"}},
      {"t.co/abcde", {"t.co/abcde"}},
      {"example.com?a=b", {"example.com"}},
      {"example.com:80", {"example.com"}},
      {"example.com:80/a", {"example.com:80/a"}},
      {"sub_domain.example.com", {"sub_domain.example.com"}},
      {"見てexample.comとexample.org/aを", {"example.com", "example.org/a"}},
      {"例example.com例example.net例", {"example.com", "example.net"}},
      {"日本語.jp", {}},
      {"twitter.comこれは。example.com中国語t.co/abc한국a.org example2.comテストb.com/abc",
       {"twitter.com", "example.com", "t.co/abc", "a.org", "example2.com", "b.com/abc"}},
      {"domain_x.foo-cow_4352.com", {}},
      {"é.com", {"é.com"}},
      {"(example.com)", {"example.com"}},
      {"“example.com”", {"example.com"}},
      {"example.com.", {"example.com"}},
      {"example.com!", {"example.com"}},
      {"wait...example.com", {}},
      {"http://example.com/a example.org", {"http://example.com/a", "example.org"}},
      {"http://notatld.x/example.com", {}},
      {"1.com", {"1.com"}},
  });
  EXPECT_TRUE(urls("example.com", {.without_protocol = false}).empty());
  EXPECT_EQ(urls("a.com http://b.com", {.without_protocol = false}),
            std::vector<std::string>{"http://b.com"});
}

// twitter-text's tlds.yml: one URL for every top-level domain it knows, the URL alone in its text.
TEST(Urls, EveryTopLevelDomainIsKnown) {
  const char* root = std::getenv("DECORUM_SHARED");
  const std::string path =
      std::string(root != nullptr ? root : "../shared") + "/conformance/twitter-text/tlds.yml";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "tlds.yml is not there";
  constexpr std::string_view key = "    text: ";
  std::ifstream file(path);
  int cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with(key)) continue;
    const std::string text = line.substr(key.size());
    EXPECT_EQ(urls(text), std::vector<std::string>{text});
    ++cases;
  }
  EXPECT_EQ(cases, 315 + 1259);
}

TEST(Urls, TcoUrlsEndWithTheirWord) {
  expect({
      {"https://t.co/abc123", {"https://t.co/abc123"}},
      {"https://t.co/abc-123", {"https://t.co/abc"}},
      {"http://t.co/abc/def", {"http://t.co/abc"}},
      {"https://T.CO/abc.def", {"https://T.CO/abc"}},
      {"https://t.co/abc?x=1", {"https://t.co/abc?x=1"}},
      {"https://t.co/", {"https://t.co/"}},
      {"https://at.co/abc-1", {"https://at.co/abc-1"}},
      {"https://t.com/abc-1", {"https://t.com/abc-1"}},
  });
  const std::string word(40, 'a');
  EXPECT_EQ(urls("https://t.co/" + word).size(), 1U);
  EXPECT_TRUE(urls("https://t.co/" + word + "a").empty());
}

TEST(Urls, LengthsAreBounded) {
  const std::string label(63, 'a');
  EXPECT_EQ(urls("http://" + label + ".com").size(), 1U);
  EXPECT_TRUE(urls("http://" + label + "a.com").empty());
  EXPECT_TRUE(urls(label + "a.com").empty());
  const std::string start = "https://example.com/";
  EXPECT_EQ(urls(start + std::string(4096 - start.size(), 'a')).size(), 1U);
  EXPECT_TRUE(urls(start + std::string(4097 - start.size(), 'a')).empty());
  EXPECT_EQ(urls("https://example.com/ " + start + std::string(5000, 'a') + " a.com").size(), 2U);
}

TEST(Urls, OffsetsAreBytes) {
  const auto spans = find_urls("日本 https://例え.jp/é ok");
  ASSERT_EQ(spans.size(), 1U);
  EXPECT_EQ(spans[0], (base::Span{7, 27}));
}

// What is quadratic takes minutes on these.
TEST(Urls, HostileTextsTakeLinearTime) {
  const auto repeated = [](std::string_view part, std::size_t bytes) {
    std::string out;
    while (out.size() < bytes) out += part;
    return out;
  };
  const auto start = std::chrono::steady_clock::now();
  for (const std::string_view part :
       {"あ", "a.", "あ.", "-", "a-", ".", "..", "http://", "http://a.", "http://a.b(", "a.com",
        "a.com/", "a.com/(", "((", "あa.com", "://", "_a.", "-a.com", "xn--a.", "é.", "a.com?(",
        "\xFF", "\xE3\x81", "http://a.com/((", "あ_", "_.あ"}) {
    const std::string text = repeated(part, 128 * 1024);
    find_urls(text + ".");
    find_urls("http://" + text + ".com/" + text);
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
}

}  // namespace
}  // namespace decorum::post
