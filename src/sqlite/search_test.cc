#include <algorithm>
#include <random>
#include <set>
#include <thread>

#include "sqlite/connection.h"
#include "sqlite/search_index.h"
#include "sqlite/store_for_test.h"

namespace decorum::sqlite {
namespace {

using store::Snapshot;
using store::Transaction;
using Ids = std::vector<std::int64_t>;

class Search : public StoreTest {
 protected:
  store::SearchPage page_of(const store::SearchQuery& query) {
    return read([&](Snapshot& in) { return in.search(query); });
  }
  void put_post(std::int64_t id, const std::string& words, std::vector<std::string> accounts,
                std::int64_t case_id = 0) {
    write([&](Transaction& in) {
      in.put_text({base::Id{id}, "post", std::string(16, 's'), "{}", {}, {}}, words);
      store::PostRow post;
      post.id = base::Id{id + 1000};
      post.site = "x";
      post.site_id = fmt::format("{}", id);
      post.accounts = std::move(accounts);
      post.document = base::Id{id};
      post.case_id = base::Id{case_id};
      in.put_post(post);
    });
  }
};

TEST_F(Search, TheNewestComesFirstPageByPage) {
  for (int i = 1; i <= 25; ++i) put_note(i, fmt::format("a parcel number {}", i));
  store::SearchQuery query;
  query.words = "parcel";
  query.kinds = {"note"};
  query.most = 10;
  Ids found;
  int pages = 0;
  do {
    const auto page = page_of(query);
    for (const auto& hit : page.hits) found.push_back(hit.text.value);
    query.after = page.next;
    ++pages;
  } while (!query.after.empty());
  EXPECT_EQ(pages, 3);
  ASSERT_EQ(found.size(), 25U);
  EXPECT_TRUE(std::ranges::is_sorted(found, std::greater<>()));
  query.after = "nonsense";
  EXPECT_TRUE(page_of(query).hits.empty());
}

TEST_F(Search, GoesOnOverThePartsOfTheIndex) {
  put_note(1, "lions in the first part");
  store_.reset();
  {
    Connection connection(path_, Connection::Mode::read_write);
    connection.run("UPDATE search_part SET texts = ?", part_texts - 1);
  }
  open();
  put_note(2, "lions that fill the part");
  put_note(3, "lions in the second part");
  put_post(4, "lions in a post", {"main"});
  put_post(5, "lions in the posts' second part", {"main"});
  EXPECT_EQ(notes_with("lions"), (Ids{3, 2, 1}));
  store::SearchQuery query;
  query.words = "lions";
  query.kinds = {"note", "post"};
  Ids both;
  for (const auto& hit : page_of(query).hits) both.push_back(hit.text.value);
  EXPECT_EQ(both, (Ids{5, 4, 3, 2, 1}));
  write([](Transaction& in) { in.erase_text(base::Id{1}); });
  EXPECT_EQ(notes_with("lions"), (Ids{3, 2}));
  EXPECT_TRUE(store_->check().empty());
  store_.reset();
  Connection connection(path_, Connection::Mode::read_only);
  EXPECT_EQ(connection.number("SELECT count(*) FROM search_part"), 4);
}

TEST_F(Search, AWorkFindsWhatItWroteAndAFailedOneLeavesNothing) {
  put_note(1, "zebra one");
  EXPECT_THROW(write([](Transaction& in) {
                 in.put_text({base::Id{2}, "note", "", "zebra two", {}, {}}, "zebra two");
                 in.erase_text(base::Id{1});
                 store::SearchQuery query;
                 query.words = "zebra";
                 query.kinds = {"note"};
                 EXPECT_EQ(in.search(query).hits.size(), 1U);
                 EXPECT_EQ(in.search(query).hits.front().text, base::Id{2});
                 throw std::domain_error("no");
               }),
               std::domain_error);
  EXPECT_EQ(notes_with("zebra"), (Ids{1}));
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(Search, IsNarrowedByKindAccountAndConfidentiality) {
  store::CaseRow row;
  row.id = base::Id{77};
  row.version = 1;
  row.state = "open";
  row.accounts = {"press"};
  row.confidential = true;
  row.body = "{}";
  write([&](Transaction& in) {
    in.put_case(row, 0);
    in.put_text({base::Id{5}, "note", "", "kiwi secret", base::Id{77}, {}}, "kiwi secret");
  });
  put_post(1, "kiwi", {"main"});
  put_post(2, "kiwi", {"main", "press"});
  put_post(3, "kiwi", {"press"}, 77);
  const auto found = [&](const std::function<void(store::SearchQuery&)>& set) {
    store::SearchQuery query;
    query.words = "kiwi";
    set(query);
    Ids ids;
    for (const auto& hit : page_of(query).hits) ids.push_back(hit.text.value);
    return ids;
  };
  EXPECT_EQ(found([](auto&) {}), (Ids{2, 1}));
  EXPECT_EQ(found([](auto& q) { q.confidential = true; }), (Ids{3, 2, 1}));
  EXPECT_EQ(found([](auto& q) { q.accounts = {"press"}; }), (Ids{2}));
  EXPECT_EQ(found([](auto& q) { q.accounts = {"pres"}; }), (Ids{}));
  EXPECT_EQ(found([](auto& q) { q.kinds = {"note"}; }), (Ids{}));
  EXPECT_EQ(found([](auto& q) { q.kinds = {"note"}, q.confidential = true; }), (Ids{5}));
  EXPECT_EQ(found([](auto& q) {
              q.kinds = {"note"}, q.confidential = true, q.accounts = {"press"};
            }),
            (Ids{5}));
  EXPECT_EQ(found([](auto& q) { q.kinds = {"draft"}; }), (Ids{}));
  EXPECT_EQ(found([](auto& q) { q.until = test_now - std::chrono::hours(24 * 3650); }), (Ids{}));
}

TEST_F(Search, ASnippetIsShortAndItsMarksAreClosed) {
  std::string long_words = "walrus ";
  for (int i = 0; i < 30; ++i) long_words += std::string(60, 'x') + " walrus ";
  put_note(1, long_words);
  put_note(2, "Ünïcödé wälrus");
  store::SearchQuery query;
  query.words = "walrus";
  query.kinds = {"note"};
  const auto page = page_of(query);
  ASSERT_EQ(page.hits.size(), 2U);
  EXPECT_EQ(page.hits[0].snippet, "Ünïcödé \x02wälrus\x03");
  EXPECT_LE(page.hits[1].snippet.size(), 300U);
  EXPECT_EQ(std::ranges::count(page.hits[1].snippet, '\x02'),
            std::ranges::count(page.hits[1].snippet, '\x03'));
}

// Many texts of many works, some of them erased in any order: of those no word is left in the
// files, and of the others every one.
TEST_F(Search, ErasedWordsGoAndOthersStay) {
  std::mt19937 chance(5);
  std::set<std::int64_t> erased;
  constexpr std::int64_t count = 3000;
  for (std::int64_t id = 1; id <= count;) {
    write([&](Transaction& in) {
      for (int i = 0; i < 50 && id <= count; ++i, ++id) {
        const std::string words =
            fmt::format("marker{:06d}q common words of {} more", id * 7919 % 1'000'000, chance());
        const bool is_post = id % 3 == 0;
        in.put_text({base::Id{id}, is_post ? "post" : "note", "salt", words, {}, {}},
                    words + (id % 2 == 0 ? " and more" : ""));
      }
    });
    write([&](Transaction& in) {
      for (int i = 0; i < 20; ++i) {
        const std::int64_t one = std::uniform_int_distribution<std::int64_t>(1, id - 1)(chance);
        in.erase_text(base::Id{one});
        erased.insert(one);
      }
    });
  }
  store_.reset();
  const std::string bytes = file_bytes();
  for (std::int64_t id = 1; id <= count; ++id) {
    const std::string marker = fmt::format("marker{:06d}q", id * 7919 % 1'000'000);
    const bool is_there = bytes.find(marker) != std::string::npos;
    ASSERT_EQ(is_there, !erased.contains(id)) << id;
  }
  open();
  EXPECT_TRUE(store_->check().empty());
  EXPECT_EQ(notes_with("marker0*").empty(), false);
}

// Also without being closed: the writer does it when nobody waits.
TEST_F(Search, ErasedWordsGoWhileTheStoreIsOpen) {
  put_note(1, "quokkaparade");
  put_note(2, "wallabyparade");
  write([](Transaction& in) { in.erase_text(base::Id{1}); });
  // The bound only ends a test that has failed.
  for (int i = 0; i < 600 && file_bytes().find("quokka") != std::string::npos; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(file_bytes().find("quokka"), std::string::npos);
  EXPECT_NE(file_bytes().find("wallaby"), std::string::npos);
}

TEST_F(Search, CheckSeesAnIndexThatDoesNotFit) {
  put_note(1, "one");
  put_note(2, "two");
  put_note(3, "three");
  store_.reset();
  {
    Connection connection(path_, Connection::Mode::read_write);
    connection.script("DELETE FROM text WHERE id = 2");
  }
  open();
  const auto mistakes = store_->check();
  ASSERT_EQ(mistakes.size(), 1U);
  EXPECT_NE(mistakes.front().find("in the search index that are not there: 1"), std::string::npos);
}

}  // namespace
}  // namespace decorum::sqlite
