#include "channels/csv.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "channels/posts_for_test.h"

namespace decorum::channels {
namespace {

constexpr CsvFor programs = CsvFor::programs;
constexpr CsvFor spreadsheets = CsvFor::spreadsheets;

TEST(Csv, Lines) {
  EXPECT_EQ(csv_line({"id", "text"}, programs), "id,text\r\n");
  EXPECT_EQ(csv_line({"a,b", "c\"d", "e\nf", " g", ""}, programs),
            "\"a,b\",\"c\"\"d\",\"e\nf\",\" g\",\r\n");
  EXPECT_EQ(csv_line({""}, programs), "\"\"\r\n");
  EXPECT_EQ(csv_line({"\uFEFFa"}, programs), "\"\uFEFFa\"\r\n");
  EXPECT_EQ(csv_line({"=1", "'=1", "a=1"}, programs), "=1,'=1,a=1\r\n");
}

TEST(Csv, NoCellOfASpreadsheetBeginsLikeAFormula) {
  EXPECT_EQ(csv_line({"=1", "+1", "-1", "@a", "\ta", "\ra"}, spreadsheets),
            "'=1,'+1,'-1,'@a,\"'\ta\",\"'\ra\"\r\n");
  EXPECT_EQ(csv_line({"'=1", "''=1", "'a", "a=1", "=\"x\",y"}, spreadsheets),
            "''=1,'''=1,'a,a=1,\"'=\"\"x\"\",y\"\r\n");
}

TEST(Csv, WhatIsWrittenIsRead) {
  PostsForTest chance(1);
  for (const CsvFor reader : {programs, spreadsheets}) {
    for (int round = 0; round < 500; ++round) {
      CsvRow row;
      for (int i = chance.below(5) + 1; i > 0; --i) row.push_back(chance.text(5));
      const auto read = read_csv(csv_start(reader) + csv_line(row, reader), reader);
      ASSERT_TRUE(read) << read.error().what << csv_line(row, reader);
      ASSERT_EQ(read->rows.size(), 1u);
      EXPECT_EQ(read->rows[0], row);
    }
  }
}

TEST(Csv, OthersLineEndsAndMarks) {
  const auto rows = read_csv("\xef\xbb\xbf" "a,b\n\n\"c\nd\",e\r\n\r\nf\xff,\n\"\"", programs);
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->rows.size(), 4u);
  EXPECT_EQ(rows->rows[0], (CsvRow{"a", "b"}));
  EXPECT_EQ(rows->rows[1], (CsvRow{"c\nd", "e"}));
  EXPECT_EQ(rows->rows[2], (CsvRow{"f\uFFFD", ""}));
  EXPECT_EQ(rows->lines, (std::vector<std::size_t>{1, 3, 6, 7}));
  EXPECT_EQ(rows->rows[3], CsvRow{""});
  EXPECT_EQ(read_csv("a\rb,c", programs)->rows[0], (CsvRow{"a\rb", "c"}));
  EXPECT_TRUE(read_csv("", programs)->rows.empty());
}

TEST(Csv, WhatIsRefused) {
  struct Bad {
    std::string bytes;
    std::string_view where;
  };
  std::string wide(csv_columns_max, ',');
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += std::string(200, ',') + "\n";
  for (const Bad& bad : std::vector<Bad>{{"a\"b", "line 1"},
                                         {many, "line 9951"},
                                         {"a,b\nc,d\"", "line 2"},
                                         {"\"a", "line 1"},
                                         {"x\n\"a\n\n\nb", "line 2"},
                                         {"\"a\"b", "line 1"},
                                         {"\"a\" ,b", "line 1"},
                                         {"\"a\n\"b", "line 2"},
                                         {"\"a\"\rb", "line 1"},
                                         {"\"\"\"", "line 1"},
                                         {wide, "line 1"},
                                         {std::string(csv_bytes_max + 1, 'a'), ""}}) {
    const auto rows = read_csv(bad.bytes, programs);
    ASSERT_FALSE(rows) << bad.bytes.substr(0, 40);
    EXPECT_EQ(rows.error().where, bad.where) << bad.bytes.substr(0, 40);
  }
}

TEST(CsvPosts, ComeBackTheSame) {
  PostsForTest chance(2);
  for (const CsvFor reader : {programs, spreadsheets}) {
    std::vector<post::Post> posts;
    for (int i = 0; i < 300; ++i) posts.push_back(chance.post());
    const auto read = posts_of_csv(csv_of_posts(posts, reader), reader);
    ASSERT_TRUE(read) << read.error().what;
    ASSERT_TRUE(read->refused.empty()) << read->refused[0];
    ASSERT_EQ(read->posts.size(), posts.size());
    for (std::size_t i = 0; i < posts.size(); ++i) {
      EXPECT_EQ(read->posts[i], posts[i]) << i;
    }
  }
}

TEST(CsvPosts, NamesInAnyOrderAndOthersKept) {
  const auto read = posts_of_csv("mood,text,id\nglad,Hello,1\n,Bye\n", programs);
  ASSERT_TRUE(read);
  ASSERT_EQ(read->posts.size(), 2u);
  EXPECT_EQ(read->posts[0].id, "1");
  EXPECT_EQ(read->posts[0].text, "Hello");
  ASSERT_EQ(read->posts[0].extra.size(), 1u);
  EXPECT_EQ(read->posts[0].extra[0].name, "mood");
  EXPECT_EQ(read->posts[0].extra[0].json, "\"glad\"");
  EXPECT_TRUE(read->posts[1].extra.empty());
}

TEST(CsvPosts, WhatIsRefused) {
  for (const std::string_view bad :
       {"", "\n\n", "id,site\n1,x\n", "id;text\n1;x\n", "text,text\na,b\n", "text,,\na,b,c\n",
        "\"text\n"}) {
    EXPECT_FALSE(posts_of_csv(bad, programs)) << bad;
  }
  const auto read = posts_of_csv(
      "text,posted_at,author_followers,media\n"
      "good,,,\n"
      "a,b,c,d,e\n"
      "a,yesterday,,\n"
      "a,2026-11-24,,\n"
      "a,,many,\n"
      "a,,-1,\n"
      "a,,,picture.png\n"
      "a,,,\"[{\"\"kind\"\":7}]\"\n"
      "\"more\nlines\",,1.5,\n" +
          std::string(post::text_bytes_max + 1, 'x') + ",,,\n",
      programs);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->posts.size(), 1u);
  ASSERT_EQ(read->refused.size(), 9u);
  EXPECT_EQ(read->refused[0], "line 3: the row has 5 cells under 4 names");
  EXPECT_EQ(read->refused[7].substr(0, 8), "line 10:");
  EXPECT_EQ(read->refused[8].substr(0, 8), "line 12:");
}

}  // namespace
}  // namespace decorum::channels
