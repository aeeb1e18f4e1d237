#include "channels/feed.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "channels/server_for_test.h"

namespace decorum::channels {
namespace {

using Kind = Incoming::Kind;

Feed read_good(std::string_view bytes) {
  const auto feed = read_feed(bytes, {.url = "https://example.org/blog/feed", .account = "web"});
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().what);
  return feed.value_or(Feed{});
}

TEST(Feed, Rss2) {
  const Feed feed = read_good(R"(<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Fish &amp;amp; Chips</title>
<language>en-gb</language>
<item><title>One &amp;amp; only</title><link>/one?a=1&amp;b=2</link>
<guid isPermaLink="false">g1</guid>
<media:title xmlns:media="m">not this</media:title>
<description>short</description>
<content:encoded><![CDATA[<p>Long <b>words</b></p><script>x</script>]]></content:encoded>
<pubDate>Tue, 24 Nov 2026 09:30:00 GMT</pubDate><dc:creator>Ann</dc:creator></item>
<item><guid>https://example.org/two</guid><description>Two &lt;br&gt; lines</description>
<pubDate>no date</pubDate></item>
<item><title>Three</title><link>javascript:alert(1)</link></item>
<item></item></channel></rss>)");
  EXPECT_EQ(feed.title, "Fish & Chips");
  ASSERT_EQ(feed.posts.size(), 3u);
  const post::Post& one = feed.posts[0];
  EXPECT_EQ(one.id, "g1");
  EXPECT_EQ(one.site, "web");
  EXPECT_EQ(one.account, "web");
  EXPECT_EQ(one.text, "One & only\n\nLong words");
  EXPECT_EQ(one.url, "https://example.org/one?a=1&b=2");
  EXPECT_EQ(one.author.name, "Ann");
  EXPECT_EQ(one.lang, "en-gb");
  EXPECT_EQ(base::format_rfc3339(*one.posted_at), "2026-11-24T09:30:00Z");
  EXPECT_EQ(feed.posts[1].id, "https://example.org/two");
  EXPECT_EQ(feed.posts[1].url, "https://example.org/two");
  EXPECT_EQ(feed.posts[1].text, "Two\nlines");
  EXPECT_FALSE(feed.posts[1].posted_at);
  EXPECT_EQ(feed.posts[2].url, "");
  EXPECT_EQ(feed.posts[2].id.substr(0, 7), "sha256:");
  EXPECT_EQ(feed.left_out.size(), 1u);
}

TEST(Feed, Rss1) {
  const Feed feed = read_good(R"(<rdf:RDF xmlns:rdf="r" xmlns="p" xmlns:dc="d">
<channel rdf:about="https://example.org/"><title>Old</title></channel>
<item rdf:about="https://example.org/1"><title>First</title><link>https://example.org/1</link>
<description>Words</description><dc:date>2026-11-24</dc:date></item></rdf:RDF>)");
  ASSERT_EQ(feed.posts.size(), 1u);
  EXPECT_EQ(feed.posts[0].id, "https://example.org/1");
  EXPECT_EQ(feed.posts[0].text, "First\n\nWords");
  EXPECT_EQ(base::format_rfc3339(*feed.posts[0].posted_at), "2026-11-24T00:00:00Z");
}

TEST(Feed, Atom) {
  for (const std::string_view prefix : {"", "atom:"}) {
    std::string xml = R"(<?xml version="1.0" encoding="utf-8"?>
<@feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://other.example/a/">
<@title type="text">Plain &amp;lt;</@title><@author><@name>The house</@name></@author>
<@entry xml:base="b/" xml:lang="cy"><@id>tag:1</@id>
<@title type="html">A &amp;lt;b&amp;gt; &lt;i&gt;c&lt;/i&gt;</@title>
<@link rel="edit" href="/edit"/><@link href="one"/><@updated>2026-11-25T00:00:00Z</@updated>
<@published>2026-11-24T09:30:00+01:00</@published>
<@content type="xhtml"><div xmlns="x"><p>Hello <b>you</b></p></div></@content></@entry>
<@entry><@id>tag:2</@id><@title>Two</@title><@author><@name>Ben</@name></@author>
<@summary>Two is short</@summary><@content type="image/png">iVBORw0K</@content></@entry></@feed>)";
    for (std::size_t at = xml.find('@'); at != std::string::npos; at = xml.find('@', at)) {
      xml.replace(at, 1, prefix);
    }
    const Feed feed = read_good(xml);
    EXPECT_EQ(feed.title, "Plain &lt;");
    ASSERT_EQ(feed.posts.size(), 2u);
    EXPECT_EQ(feed.posts[0].id, "tag:1");
    EXPECT_EQ(feed.posts[0].text, "A <b> c\n\nHello you");
    EXPECT_EQ(feed.posts[0].url, "https://other.example/a/b/one");
    EXPECT_EQ(feed.posts[0].lang, "cy");
    EXPECT_EQ(feed.posts[0].author.name, "The house");
    EXPECT_EQ(base::format_rfc3339(*feed.posts[0].posted_at), "2026-11-24T08:30:00Z");
    EXPECT_EQ(feed.posts[1].text, "Two is short");
    EXPECT_EQ(feed.posts[1].author.name, "Ben");
    EXPECT_EQ(feed.posts[1].lang, "en");
  }
}

TEST(Feed, OtherCharacterSets) {
  const std::string latin = "<?xml version='1.0' encoding='ISO-8859-1'?><rss><channel><item>"
                            "<title>caf\xe9 \x93q\x94</title></item></channel></rss>";
  EXPECT_EQ(read_good(latin).posts.at(0).text, "café “q”");
  const std::string bad = "<rss><channel><item><title>a\xff</title></item></channel></rss>";
  EXPECT_EQ(read_good(bad).posts.at(0).text, "a\uFFFD");
  std::string wide = "\xff\xfe";
  constexpr std::string_view plain = "<rss><channel><item><title>w</title></item></channel></rss>";
  for (const char c : plain) wide += {c, '\0'};
  EXPECT_EQ(read_good(wide).posts.at(0).text, "w");
}

TEST(Feed, WhatIsRefused) {
  struct Bad {
    std::string bytes;
    std::string_view what;
  };
  for (const Bad& bad : std::vector<Bad>{
           {"", "not XML"},
           {"hello", "not XML"},
           {"{\"feed\":1}", "not XML"},
           {"<rss>", "not XML"},
           {"<rss><channel></rss>", "not XML"},
           {"<html><body>Sign in</body></html>", "neither"},
           {"<opml><body/></opml>", "neither"},
           {"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>"
            "<rss><channel><item><title>&b;</title></item></channel></rss>",
            "entities"},
           {"<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss>&x;</rss>", "entities"},
           {"<!DOCTYPE rss SYSTEM 'x' [ ]><rss/>", "entities"},
           {std::string(feed_bytes_max + 1, ' '), "at most"}}) {
    const auto feed = read_feed(bad.bytes, {.url = "https://example.org/"});
    ASSERT_FALSE(feed) << bad.bytes.substr(0, 100);
    EXPECT_NE(feed.error().what.find(bad.what), std::string::npos) << feed.error().what;
  }
  // A reference to somebody else's definition is harmless: it is never fetched.
  EXPECT_TRUE(read_good("<!DOCTYPE rss SYSTEM 'https://evil.example/x.dtd'><rss>&x;</rss>")
                  .posts.empty());
}

TEST(Feed, IsBounded) {
  std::string xml = "<rss><channel>";
  for (std::size_t i = 0; i < feed_entries_max + 5; ++i) {
    xml += "<item><title>" + std::to_string(i) + "</title></item>";
  }
  const Feed many = read_good(xml + "</channel></rss>");
  EXPECT_EQ(many.posts.size(), feed_entries_max);
  EXPECT_EQ(many.left_out.size(), 1u);
  const Feed large = read_good("<rss><channel><item><title>t</title><description>" +
                               std::string(post::text_bytes_max, 'x') +
                               "</description></item><item><title>u</title></item>"
                               "</channel></rss>");
  EXPECT_EQ(large.posts.size(), 1u);
  EXPECT_EQ(large.left_out.size(), 1u);
  std::string deep = "<feed xmlns='a'><entry><title type='xhtml'>";
  for (int i = 0; i < 100'000; ++i) deep += "<b>";
  for (int i = 0; i < 100'000; ++i) deep += "</b>";
  EXPECT_EQ(read_good(deep + "</title></entry></feed>").posts.size(), 0u);
}

class FeedChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "feed_XXXXXX";
    folder = mkdtemp(name.data());
    file = folder + "/feed.xml";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  void write(const std::string& items) {
    std::ofstream(file) << "<rss><channel>" << items << "</channel></rss>";
  }
  static std::string item(const std::string& id, const std::string& text,
                          const std::string& date = "") {
    return "<item><guid isPermaLink='false'>" + id + "</guid><title>" + text + "</title><pubDate>" +
           date + "</pubDate></item>";
  }
  Fetched fetch(const std::string& cursor) {
    Outside outside({.allowed = {"127.0.0.1:" + server.words()[0]}});
    FeedChannel channel({.url = "http://127.0.0.1:" + server.words()[0] + "/feed?file=" + file,
                         .account = "web"},
                        outside);
    return channel.fetch(cursor);
  }
  static std::string ids(const Fetched& fetched) {
    std::string out;
    for (const Incoming& in : fetched.incoming) {
      out += in.post.id + (in.kind == Kind::edited ? "* " : " ");
    }
    return out;
  }

  std::string folder, file;
  ServerForTest server{"src/channels/outside_for_test.py"};
};

TEST_F(FeedChannelTest, TellsWhatIsNewAndEdited) {
  write(item("b", "two", "Tue, 24 Nov 2026 10:00:00 GMT") +
        item("a", "one", "Tue, 24 Nov 2026 09:00:00 GMT"));
  Fetched fetched = fetch("");
  ASSERT_FALSE(fetched.trouble) << fetched.trouble->what;
  EXPECT_EQ(ids(fetched), "a b ");
  EXPECT_TRUE(fetched.incoming[0].history);
  const std::string first = fetched.cursor;

  fetched = fetch(first);  // 304
  EXPECT_FALSE(fetched.trouble);
  EXPECT_EQ(ids(fetched), "");
  EXPECT_EQ(fetched.cursor, first);

  write(item("d", "four") + item("c", "three", "Tue, 24 Nov 2026 11:00:00 GMT") +
        item("b", "two, mended", "Tue, 24 Nov 2026 10:00:00 GMT") + item("d", "again"));
  fetched = fetch(first);
  EXPECT_EQ(ids(fetched), "b* c d ");
  EXPECT_FALSE(fetched.incoming[0].history);
  EXPECT_EQ(fetched.incoming[0].post.text, "two, mended");
  EXPECT_EQ(ids(fetch(fetched.cursor)), "");
}

TEST_F(FeedChannelTest, TroubleKeepsTheCursor) {
  write(item("a", "one"));
  const std::string cursor = fetch("").cursor;
  std::ofstream(file) << "<html>Sign in</html>";
  Fetched fetched = fetch(cursor);
  ASSERT_TRUE(fetched.trouble);
  EXPECT_EQ(fetched.trouble->kind, Trouble::Kind::rubbish);
  EXPECT_EQ(fetched.cursor, cursor);
  for (const std::string bad :
       {"x", "[]", "{\"seen\":7}", "{\"tag\":\"a\\r\\nb: c\",\"seen\":\"\"}"}) {
    fetched = fetch(bad);
    ASSERT_TRUE(fetched.trouble) << bad;
    EXPECT_EQ(fetched.trouble->kind, Trouble::Kind::refused);
    EXPECT_EQ(fetched.cursor, bad);
  }
}

TEST_F(FeedChannelTest, TheCursorFitsItsBound) {
  std::string items;
  for (std::size_t i = 0; i < feed_entries_max; ++i) items += item(std::to_string(i), "x");
  write(items);
  const Fetched fetched = fetch("");
  EXPECT_EQ(fetched.incoming.size(), feed_entries_max);
  EXPECT_LE(fetched.cursor.size() + 400, cursor_bytes_max);
  EXPECT_EQ(ids(fetch(fetched.cursor)), "");
}

TEST(FeedChannel, SendsNothing) {
  Outside outside;
  FeedChannel channel({.url = "https://example.org/"}, outside);
  EXPECT_EQ(channel.send({}).kind, Receipt::Kind::refused);
  EXPECT_TRUE(channel.abilities().fetches);
  EXPECT_FALSE(channel.abilities().sends);
}

}  // namespace
}  // namespace decorum::channels
