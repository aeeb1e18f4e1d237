#include "channels/file_channel.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace decorum::channels {
namespace {

using namespace std::chrono_literals;
using Kind = Incoming::Kind;

class FileChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "file_channel_XXXXXX";
    folder = mkdtemp(name.data());
    path = folder + "/day.jsonl";
    sent = folder + "/sent.jsonl";
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  void write(std::string_view text) { std::ofstream(path, std::ios::app) << text; }
  static std::string read(const std::string& file) {
    std::ostringstream out;
    out << std::ifstream(file).rdbuf();
    return out.str();
  }
  FileChannel channel(double speed = 1, base::Duration ahead = {}) {
    return FileChannel({.path = path, .sent_path = sent, .speed = speed, .ahead = ahead},
                       [this] { return now; });
  }
  static std::string ids(const Fetched& fetched) {
    std::string out;
    for (const Incoming& in : fetched.incoming) out += in.post.id + " ";
    return out;
  }

  std::string folder, path, sent;
  base::Time now = *base::parse_rfc3339("2030-01-01T12:00:00Z");
};

constexpr std::string_view four =
    R"({"id":"a","text":"one","posted_at":"2026-11-24T08:00:00Z"})" "\n"
    R"({"id":"b","text":"two","posted_at":"2026-11-24T08:10:00Z","in_reply_to":"a"})" "\n"
    R"({"id":"a","text":"one, mended","posted_at":"2026-11-24T08:20:00Z"})" "\n"
    R"({"id":"c","text":"three","posted_at":"2026-11-24T08:20:30Z","in_reply_to":"b"})" "\n"
    R"({"deleted":"b","deleted_at":"2026-11-24T08:30:00Z"})" "\n";

TEST_F(FileChannelTest, LinesAppearWhenTheirTimeComes) {
  write(four);
  FileChannel file = channel();
  Fetched fetched = file.fetch("");
  EXPECT_EQ(ids(fetched), "a ");
  EXPECT_FALSE(fetched.more);
  EXPECT_EQ(fetched.incoming[0].post.posted_at, now);
  EXPECT_EQ(ids(file.fetch(fetched.cursor)), "");
  const base::Time start = now;
  now += 9min + 59s;
  EXPECT_EQ(ids(file.fetch(fetched.cursor)), "");
  now += 1s;
  fetched = file.fetch(fetched.cursor);
  EXPECT_EQ(ids(fetched), "b ");
  EXPECT_EQ(fetched.incoming[0].thread, "a");
  EXPECT_EQ(fetched.incoming[0].post.posted_at, start + 10min);
  now += 24h;
  fetched = file.fetch(fetched.cursor);
  EXPECT_EQ(ids(fetched), "a c b ");
  EXPECT_EQ(fetched.incoming[0].kind, Kind::edited);
  EXPECT_EQ(fetched.incoming[0].post.text, "one, mended");
  EXPECT_EQ(fetched.incoming[0].post.posted_at, start);
  EXPECT_EQ(fetched.incoming[1].kind, Kind::posted);
  EXPECT_EQ(fetched.incoming[1].thread, "a");
  EXPECT_EQ(fetched.incoming[2].kind, Kind::deleted);
  EXPECT_EQ(ids(file.fetch(fetched.cursor)), "");
}

TEST_F(FileChannelTest, GoesOnAfterABreakInAnotherProcess) {
  write(four);
  const std::string cursor = channel().fetch("").cursor;
  now += 20min;
  EXPECT_EQ(ids(channel().fetch(cursor)), "b a ");
}

TEST_F(FileChannelTest, SpeedAndAhead) {
  write(four);
  FileChannel file = channel(60, 10min);
  Fetched fetched = file.fetch("");
  EXPECT_EQ(ids(fetched), "a b ");
  EXPECT_EQ(fetched.incoming[0].post.posted_at, now - 10s);
  EXPECT_EQ(fetched.incoming[1].post.posted_at, now);
  now += 10s;
  EXPECT_EQ(ids(file.fetch(fetched.cursor)), "a ");
}

TEST_F(FileChannelTest, ABadLineCostsItsNeighboursNothing) {
  write("{\"id\":\"a\",\"text\":\"x\"}\nrubbish\n\n{\"text\":\"no id\"}\n{\"deleted\":7}\n"
        "{\"id\":\"b\",\"text\":\"y\"}");
  FileChannel file = channel();
  const Fetched fetched = file.fetch("");
  EXPECT_EQ(ids(fetched), "a b ");
  ASSERT_EQ(fetched.refused.size(), 3u);
  EXPECT_EQ(fetched.refused[1], path + ":4: a post needs an id");
  EXPECT_TRUE(file.fetch(fetched.cursor).refused.empty());
  EXPECT_FALSE(fetched.trouble);
}

TEST_F(FileChannelTest, WhatIsAppendedComesToo) {
  write(four);
  FileChannel file = channel();
  now += 1h;
  const Fetched fetched = [&] {
    const std::string cursor = file.fetch("").cursor;
    now += 1h;
    return file.fetch(cursor);
  }();
  write("{\"id\":\"d\",\"text\":\"four\"}\n");
  EXPECT_EQ(ids(file.fetch(fetched.cursor)), "d ");
}

TEST_F(FileChannelTest, AFetchIsBounded) {
  for (std::size_t i = 0; i < fetched_max + 3; ++i) {
    write("{\"id\":\"" + std::to_string(i) + "\",\"text\":\"\"}\n");
  }
  FileChannel file = channel();
  const Fetched first = file.fetch("");
  EXPECT_EQ(first.incoming.size(), fetched_max);
  EXPECT_TRUE(first.more);
  const Fetched second = file.fetch(first.cursor);
  EXPECT_EQ(ids(second), "500 501 502 ");
  EXPECT_FALSE(second.more);
}

TEST_F(FileChannelTest, PostsThatAnswerEachOtherInARingEnd) {
  write("{\"id\":\"a\",\"text\":\"\",\"in_reply_to\":\"a\"}\n"
        "{\"id\":\"b\",\"text\":\"\",\"in_reply_to\":\"b\"}\n"
        "{\"id\":\"c\",\"text\":\"\",\"in_reply_to\":\"b\"}\n");
  EXPECT_EQ(ids(channel().fetch("")), "a b c ");
}

TEST_F(FileChannelTest, TroubleLosesNothing) {
  FileChannel file = channel();
  const Fetched none = file.fetch("");
  ASSERT_TRUE(none.trouble);
  EXPECT_EQ(none.trouble->kind, Trouble::Kind::unreachable);
  EXPECT_EQ(none.cursor, "");
  write(four);
  for (const std::string bad : {"x", "1", "1 ", "x 2030-01-01T12:00:00Z", "-1 2030-01-01T12:00:00Z",
                                "1 tomorrow", " 2030-01-01T12:00:00Z"}) {
    const Fetched fetched = file.fetch(bad);
    ASSERT_TRUE(fetched.trouble) << bad;
    EXPECT_EQ(fetched.cursor, bad);
    EXPECT_TRUE(fetched.incoming.empty());
  }
}

TEST_F(FileChannelTest, TheSampleDayPlaysFromMorningToNight) {
  FileChannel day({.path = "data/samples/day.jsonl", .speed = 3600}, [this] { return now; });
  std::string cursor;
  std::set<std::string> accounts, ids;
  std::size_t posted = 0, edited = 0, deleted = 0, twice = 0;
  for (int second = 0; second < 12; ++second, now += 1s) {
    const Fetched fetched = day.fetch(cursor);
    EXPECT_FALSE(fetched.trouble);
    EXPECT_TRUE(fetched.refused.empty()) << fetched.refused[0];
    cursor = fetched.cursor;
    for (const Incoming& in : fetched.incoming) {
      accounts.insert(in.post.account);
      posted += in.kind == Kind::posted;
      edited += in.kind == Kind::edited;
      deleted += in.kind == Kind::deleted;
      twice += in.kind == Kind::posted && !ids.insert(in.post.id).second;
      EXPECT_LE(in.post.posted_at.value_or(now), now);
    }
  }
  EXPECT_EQ(posted, 126u);
  EXPECT_EQ(edited, 1u);
  EXPECT_EQ(deleted, 1u);
  EXPECT_EQ(twice, 1u);
  EXPECT_EQ(accounts.size(), 12u);
}

TEST_F(FileChannelTest, SendingTwiceWritesOnce) {
  FileChannel file = channel();
  const Outgoing reply{"key-1", "main", "Hello\n\"you\"", "a", {}};
  Receipt receipt = file.send(reply);
  EXPECT_EQ(receipt.kind, Receipt::Kind::sent);
  EXPECT_EQ(receipt.id, "key-1");
  now += 1h;
  EXPECT_EQ(file.send(reply).kind, Receipt::Kind::sent);
  EXPECT_EQ(channel().send(reply).kind, Receipt::Kind::sent);
  EXPECT_EQ(read(sent), R"({"id":"key-1","account":"main","text":"Hello\n\"you\"",)"
                        R"("posted_at":"2030-01-01T12:00:00Z","in_reply_to":"a"})" "\n");
}

TEST_F(FileChannelTest, HalfALineBeforeDoesNotSwallowTheNext) {
  std::ofstream(sent) << "{\"id\":\"key-0\",\"te";
  FileChannel file = channel();
  EXPECT_EQ(file.send({"key-0", "main", "again", "", {}}).kind, Receipt::Kind::sent);
  EXPECT_EQ(file.send({"key-0", "main", "again", "", {}}).kind, Receipt::Kind::sent);
  const std::string text = read(sent);
  EXPECT_EQ(text.find("{\"id\":\"key-0\",\"te\n{\"id\":\"key-0\",\"account\""), 0u) << text;
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
}

TEST_F(FileChannelTest, AFullDiskIsNotSent) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  FileChannel file({.path = "", .sent_path = "/dev/full"}, [this] { return now; });
  const Receipt receipt = file.send({"key-1", "main", "x", "", {}});
  EXPECT_NE(receipt.kind, Receipt::Kind::sent);
  ASSERT_TRUE(receipt.trouble);
  FileChannel nowhere({.path = "", .sent_path = folder + "/no/such/folder"},
                      [this] { return now; });
  EXPECT_EQ(nowhere.send({"key-1", "main", "x", "", {}}).kind, Receipt::Kind::not_sent);
  FileChannel silent({.path = ""}, [this] { return now; });
  EXPECT_EQ(silent.send({"key-1", "main", "x", "", {}}).kind, Receipt::Kind::refused);
  EXPECT_FALSE(silent.abilities().sends);
  EXPECT_TRUE(silent.fetch("").incoming.empty());
}

}  // namespace
}  // namespace decorum::channels
