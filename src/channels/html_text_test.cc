#include "channels/html_text.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace decorum::channels {
namespace {

struct Case {
  std::string_view html, text;
};

TEST(HtmlText, IsWhatAPageWouldShow) {
  for (const Case& c : {
           Case{"plain", "plain"},
           Case{"<p>Hello <b>you</b> &amp; all</p><p>Bye", "Hello you & all\n\nBye"},
           Case{"one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"},
           Case{"one<br><br><br><br>two", "one\n\ntwo"},
           Case{"<div>a</div><div>b</div>\n<div><div>c</div></div>", "a\nb\nc"},
           Case{"  a \n\t b&nbsp;&nbsp;c ", "a b c"},
           Case{"<ul><li>one</li><li>two</ul>after", "- one\n- two\n\nafter"},
           Case{"<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"},
           Case{R"(<p><a href="https://a.example/x?y=1&amp;z=2"><span class="invisible">https://)"
                R"(</span><span>a.example/x</span></a> <a href='/u'>@<span>ann</span></a></p>)",
                "https://a.example/x @ann"},
           Case{"<img src=x alt='a picture'>text", "text"},
           Case{"Gr&uuml;&szlig;e &#8364;5 &#x1F600; &hellip;", "Grüße €5 😀 …"},
           Case{"&#150;&#0;&#xD800;&#1114112;", "–\uFFFD\uFFFD\uFFFD"},
       }) {
    EXPECT_EQ(html_text(c.html).text, c.text) << c.html;
  }
}

TEST(HtmlText, WhatNoPageShowsIsDropped) {
  for (const Case& c : {
           Case{"a<script>alert('<b>')</script>b", "ab"},
           Case{"a<SCRIPT type=x>var s = '</scr' + 'ipt>';</Script >b", "ab"},
           Case{"a<style>p{}</style><!-- <p>hidden</p> -->b", "ab"},
           Case{"a<!-- open for ever <p>b", "a"},
           Case{"a<script>open for ever <p>b</p>", "a"},
           Case{"<head><title>T</title></head>a<svg><text>b</text></svg>c", "ac"},
           Case{"<!DOCTYPE html><?xml version='1.0'?><![CDATA[x]]>a", "a"},
           Case{"a<b onclick=\"x > y\">b</b>", "ab"},
           Case{"a<b title='</b><script>'>b</b>c", "abc"},
           Case{"a\x01\x02\x7f" "b", "ab"},
           Case{"<p", ""},
           Case{"a<a href=", "a"},
           Case{"a<a href='", "a"},
       }) {
    EXPECT_EQ(html_text(c.html).text, c.text) << c.html;
  }
}

TEST(HtmlText, WhatIsNoMarkupStays) {
  for (const std::string_view same :
       {"a < b and c > d", "1<2", "<3", "I <3 you", "AT&T", "R&D;", "&unknown;", "&#;", "&#x;",
        "&#12a;", "&;", "&", "x &amp", "<", "a<", "</>", "< p>"}) {
    EXPECT_EQ(html_text(same).text, same);
  }
}

TEST(HtmlText, EntitiesAreDecodedOnce) {
  EXPECT_EQ(html_text("&amp;lt;script&amp;gt;").text, "&lt;script&gt;");
  EXPECT_EQ(html_text("&lt;script&gt;x&lt;/script&gt;").text, "<script>x</script>");
  EXPECT_EQ(without_entities("a&amp;amp;b&nbsp;c"), "a&amp;b\u00A0c");
}

TEST(HtmlText, LinksAreKeptOnceAndBounded) {
  std::string html =
      "<a href=/one>1</a><A HREF = \"/two?a&amp;b\">2</a><a name=x href='/one'>3</a>";
  EXPECT_EQ(html_text(html).links, (std::vector<std::string>{"/one", "/two?a&b"}));
  for (int i = 0; i < 200; ++i) html += "<a href=/" + std::to_string(i) + ">";
  EXPECT_EQ(html_text(html).links.size(), html_links_max);
}

TEST(HtmlText, IsNeverLongerAndAlwaysText) {
  const std::string_view pieces[] = {"<li>", "&nGt;", "&#x10FFFF;", "<br>", "x", "<p>", "é",
                                     "<ul><li>", "<script>", "</script>", "&", "<a href='", ">"};
  std::uint32_t chance = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string html;
    for (int i = 0; i < 12; ++i) {
      chance = chance * 1664525 + 1013904223;
      html += pieces[(chance >> 16) % std::size(pieces)];
    }
    const HtmlText read = html_text(html);
    EXPECT_LE(read.text.size(), html.size()) << html;
    EXPECT_TRUE(base::is_valid_utf8(read.text)) << html;
  }
}

}  // namespace
}  // namespace decorum::channels
