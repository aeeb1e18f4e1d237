#include "sqlite/sqlite_store.h"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sqlite/connection.h"
#include "sqlite/read_search.h"

namespace decorum::sqlite {
namespace {

namespace fs = std::filesystem;
using store::Snapshot;
using store::Transaction;

base::Time at(std::string_view text) { return *base::parse_rfc3339(text); }
const base::Time now = at("2026-11-27T10:00:00Z");

class SqliteStore : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() /
              fmt::format("decorum-store-{}-{}", ::getpid(),
                          testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "desk.sqlite").string();
    store_ = open_store(path_, {});
  }
  void TearDown() override {
    store_.reset();
    fs::remove_all(folder_);
  }

  void write(const std::function<void(Transaction&)>& work) { store_->write(work); }
  template <class Work>
  auto read(Work work) {
    std::optional<decltype(work(std::declval<Snapshot&>()))> answer;
    store_->read([&](Snapshot& in) { answer = work(in); });
    return *answer;
  }

  // What stands in the database's files, as bytes.
  std::string file_bytes() const {
    std::string bytes;
    for (const char* end : {"", "-wal"}) {
      std::ifstream file(path_ + end, std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }

  fs::path folder_;
  std::string path_;
  std::unique_ptr<store::Store> store_;
};

store::CaseRow case_of(std::int64_t id, std::string state, std::optional<base::Time> due) {
  store::CaseRow row;
  row.id = base::Id{id};
  row.version = 1;
  row.state = std::move(state);
  row.waits_for = "nobody";
  row.priority = "normal";
  row.accounts = {"main"};
  row.due_at = due;
  row.opened_at = row.changed_at = now;
  row.body = fmt::format("{{\"n\":{}}}", id);
  return row;
}

store::SearchQuery words_of(std::string words) {
  store::SearchQuery query;
  query.words = std::move(words);
  return query;
}

store::SearchQuery notes_of(std::string words) {
  store::SearchQuery query = words_of(std::move(words));
  query.kinds = {"note"};
  return query;
}

std::vector<std::int64_t> ids(const store::CasePage& page) {
  std::vector<std::int64_t> list;
  for (const store::CaseRow& row : page.cases) list.push_back(row.id.value);
  return list;
}

using Ids = std::vector<std::int64_t>;

TEST_F(SqliteStore, AnEmptyStoreHasNothing) {
  store_->read([](Snapshot& in) {
    EXPECT_FALSE(in.event(base::Id{1}));
    EXPECT_FALSE(in.text(base::Id{1}));
    EXPECT_FALSE(in.post(base::Id{1}));
    EXPECT_FALSE(in.post_at("x", "1"));
    EXPECT_FALSE(in.author_at("x", ""));
    EXPECT_FALSE(in.case_row(base::Id{}));
    EXPECT_FALSE(in.document("person", "ana"));
    EXPECT_FALSE(in.document_by_key("person", ""));
    EXPECT_FALSE(in.head());
    EXPECT_FALSE(in.leaf_of(base::Id{1}));
    EXPECT_EQ(in.leaves(), 0);
    EXPECT_TRUE(in.events_unsealed(10).empty());
    EXPECT_TRUE(in.cases({}).cases.empty());
    EXPECT_TRUE(in.search(words_of("anything")).hits.empty());
    EXPECT_EQ(in.count_cases({}), 0);
  });
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(SqliteStore, WhatAWorkThrowsComesOutAndNothingOfItIsKept) {
  EXPECT_THROW(write([](Transaction& in) {
                 in.put_event({base::Id{5}, "noted", {}, "{}"});
                 throw std::invalid_argument("no");
               }),
               std::invalid_argument);
  EXPECT_FALSE(read([](Snapshot& in) { return in.event(base::Id{5}).has_value(); }));
}

TEST_F(SqliteStore, AWorkSeesWhatItWrote) {
  write([](Transaction& in) {
    in.put_event({base::Id{5}, "noted", base::Id{9}, "{\"a\":1}"});
    ASSERT_TRUE(in.event(base::Id{5}));
    EXPECT_EQ(in.events_of(base::Id{9}, {}, 10).size(), 1U);
  });
}

TEST_F(SqliteStore, OneThatFailsLeavesTheOthersOfItsGroupAlone) {
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 1; i <= 32; ++i) {
    threads.emplace_back([&, i] {
      try {
        write([&](Transaction& in) {
          in.put_event({base::Id{i}, "noted", {}, "{}"});
          if (i % 4 == 0) throw std::domain_error("refused");
        });
      } catch (const std::domain_error&) {
        ++refused;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(refused, 8);
  EXPECT_EQ(read([](Snapshot& in) { return in.events_after({}, 100).size(); }), 24U);
}

TEST_F(SqliteStore, IdsGrowAlsoAfterOpeningAgainAndWhenTheClockIsSetBack) {
  base::Id last;
  write([&](Transaction& in) {
    last = in.next_id(now);
    in.put_event({last, "noted", {}, "{}"});
  });
  store_.reset();
  store_ = open_store(path_, {});
  write([&](Transaction& in) { EXPECT_GT(in.next_id(now - std::chrono::hours(24)), last); });
}

TEST_F(SqliteStore, TheSameEventTwiceIsRefused) {
  write([](Transaction& in) { in.put_event({base::Id{5}, "noted", {}, "{}"}); });
  EXPECT_THROW(
      write([](Transaction& in) { in.put_event({base::Id{5}, "noted", {}, "{\"b\":2}"}); }),
      store::StoreError);
  EXPECT_EQ(read([](Snapshot& in) { return in.event(base::Id{5})->bytes; }), "{}");
}

TEST_F(SqliteStore, APostIsKeptAndChanged) {
  store::PostRow post;
  post.id = base::Id{7};
  post.site = "x";
  post.site_id = "123";
  post.accounts = {"main", "press"};
  post.author = base::Id{3};
  post.thread = "120";
  post.document = base::Id{8};
  post.outcomes = {"serve"};
  post.posted_at = post.seen_at = now;
  write([&](Transaction& in) { in.put_post(post); });
  post.version = 2;
  post.state = store::PostState::edited;
  post.outcomes = {};
  write([&](Transaction& in) {
    in.put_post_version({post.id, 1, base::Id{8}, "d", now});
    in.put_post(post);
  });
  store_->read([&](Snapshot& in) {
    const auto found = in.post_at("x", "123");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->accounts, post.accounts);
    EXPECT_EQ(found->state, store::PostState::edited);
    EXPECT_TRUE(found->outcomes.empty());
    EXPECT_FALSE(in.post_at("mastodon", "123"));
    EXPECT_EQ(in.posts_of_thread("x", "120", 10).size(), 1U);
    EXPECT_EQ(in.posts_of_author(base::Id{3}, {}, 10).size(), 1U);
    EXPECT_TRUE(in.posts_of_author(base::Id{}, {}, 10).empty());
    EXPECT_EQ(in.post_versions(post.id).size(), 1U);
  });
}

TEST_F(SqliteStore, ErasedWordsAreNowhereInTheFile) {
  const std::string secret = "quokkaparade";
  write([&](Transaction& in) {
    in.put_text({base::Id{11}, "note", std::string(16, 's'), "the " + secret + " went by", {}, {}},
                "the " + secret + " went by");
    in.put_text({base::Id{12}, "note", std::string(16, 's'), "something else", {}, {}},
                "something else");
  });
  EXPECT_EQ(read([&](Snapshot& in) {
              return in.search(notes_of(secret)).hits.size();
            }),
            1U);
  write([&](Transaction& in) { in.erase_text(base::Id{11}); });
  store_->read([&](Snapshot& in) {
    EXPECT_FALSE(in.text(base::Id{11}));
    EXPECT_TRUE(in.search(notes_of(secret)).hits.empty());
    EXPECT_EQ(in.search(notes_of("something")).hits.size(), 1U);
  });
  store_.reset();
  EXPECT_EQ(file_bytes().find(secret), std::string::npos);
  EXPECT_NE(file_bytes().find("something"), std::string::npos);
  EXPECT_EQ(erasure_list(path_), base::to_text(base::Id{11}) + "\n");
  store_ = open_store(path_, {});
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(SqliteStore, CasesComeByDeadlineWithNoneLastAndPageByPage) {
  write([](Transaction& in) {
    in.put_case(case_of(1, "open", std::nullopt), 0);
    in.put_case(case_of(2, "waiting", now + std::chrono::hours(2)), 0);
    in.put_case(case_of(3, "open", now + std::chrono::hours(1)), 0);
    in.put_case(case_of(4, "done", now), 0);
    in.put_case(case_of(5, "open", now + std::chrono::hours(2)), 0);
  });
  store_->read([](Snapshot& in) {
    store::CaseQuery query;
    query.states = {"open", "waiting"};
    EXPECT_EQ(ids(in.cases(query)), (Ids{3, 2, 5, 1}));
    query.most = 2;
    const store::CasePage first = in.cases(query);
    EXPECT_EQ(ids(first), (Ids{3, 2}));
    query.after = first.next;
    const store::CasePage second = in.cases(query);
    EXPECT_EQ(ids(second), (Ids{5, 1}));
    EXPECT_TRUE(second.next.empty());
    query.after = "nonsense";
    EXPECT_TRUE(in.cases(query).cases.empty());
    query.after.clear();
    query.order = store::CaseOrder::newest;
    EXPECT_EQ(ids(in.cases(query)), (Ids{5, 3}));
  });
}

TEST_F(SqliteStore, CasesAreFilteredByEachOfTheirColumns) {
  store::CaseRow row = case_of(1, "open", now);
  row.queue = "questions";
  row.assigned = "ana";
  row.ask = "positive";
  row.owner = "responder";
  row.accounts = {"main", "press"};
  row.outcomes = {"serve"};
  row.tags = {"exam"};
  row.author = base::Id{77};
  row.thread = "t";
  row.site = "x";
  row.topic = base::Id{88};
  write([&](Transaction& in) {
    in.put_case(row, 0);
    in.put_case(case_of(2, "open", now), 0);
  });
  const auto found = [&](const std::function<void(store::CaseQuery&)>& set) {
    store::CaseQuery query;
    set(query);
    return read([&](Snapshot& in) { return ids(in.cases(query)); });
  };
  EXPECT_EQ(found([](auto& q) { q.queues = {"questions"}; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.queues = {"other", "questions"}; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.assigned = "ana"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.assigned = ""; }), (Ids{2}));
  EXPECT_EQ(found([](auto& q) { q.ask = "positive"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.owner = "responder"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.accounts = {"press"}; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.accounts = {"main"}; }), (Ids{1, 2}));
  EXPECT_EQ(found([](auto& q) { q.outcome = "serve"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.tag = "exam"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.tag = "exam", q.outcome = "other"; }), (Ids{}));
  EXPECT_EQ(found([](auto& q) { q.author = base::Id{77}; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.topic = base::Id{88}; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.site = "x"; }), (Ids{1}));
  EXPECT_EQ(found([](auto& q) { q.due_before = now; }), (Ids{}));
  EXPECT_EQ(found([](auto& q) { q.family = store::Family::draft; }), (Ids{}));
}

TEST_F(SqliteStore, ConfidentialCasesAreShownOnlyToThoseWhoMay) {
  store::CaseRow row = case_of(1, "open", now);
  row.confidential = true;
  write([&](Transaction& in) { in.put_case(row, 0); });
  store_->read([](Snapshot& in) {
    EXPECT_TRUE(in.cases({}).cases.empty());
    EXPECT_EQ(in.count_cases({}), 0);
    store::CaseQuery query;
    query.confidential = true;
    EXPECT_EQ(in.cases(query).cases.size(), 1U);
    EXPECT_EQ(in.count_cases(query), 1);
  });
}

TEST_F(SqliteStore, CountsFollowEveryChange) {
  store::CaseRow row = case_of(1, "open", now);
  row.queue = "questions";
  write([&](Transaction& in) { in.put_case(row, 0); });
  row.version = 2;
  row.queue = "facts";
  row.state = "waiting";
  write([&](Transaction& in) { in.put_case(row, 1); });
  store_->read([](Snapshot& in) {
    const auto by_queue = in.count_cases_by({}, "queue");
    ASSERT_EQ(by_queue.size(), 1U);
    EXPECT_EQ(by_queue.front().value, "facts");
    EXPECT_EQ(by_queue.front().count, 1);
    store::CaseQuery open;
    open.states = {"open"};
    EXPECT_EQ(in.count_cases(open), 0);
    store::CaseQuery mine;
    mine.accounts = {"main"};
    EXPECT_EQ(in.count_cases(mine), 1);
  });
}

TEST_F(SqliteStore, AStaleCaseOrDocumentIsRefused) {
  write([](Transaction& in) { in.put_case(case_of(1, "open", now), 0); });
  EXPECT_THROW(write([](Transaction& in) { in.put_case(case_of(1, "open", now), 0); }),
               store::Stale);
  store::CaseRow row = case_of(1, "done", now);
  row.version = 3;
  EXPECT_THROW(write([&](Transaction& in) { in.put_case(row, 2); }), store::Stale);
  store::Document document{"person", "ana", 1, "a@example.org", "", {}, now, "{}"};
  write([&](Transaction& in) { in.put_document(document); });
  EXPECT_THROW(write([&](Transaction& in) { in.put_document(document); }), store::Stale);
  document.version = 2;
  write([&](Transaction& in) { in.put_document(document); });
  EXPECT_EQ(read([](Snapshot& in) {
              return in.document_by_key("person", "a@example.org")->version;
            }),
            2);
}

TEST_F(SqliteStore, DocumentsExpire) {
  write([](Transaction& in) {
    in.put_document({"link", "a", 1, "", "case", now, now, "{}"});
    in.put_document({"link", "b", 1, "", "case", now + std::chrono::hours(1), now, "{}"});
    EXPECT_EQ(in.drop_expired(now, 100), 1U);
    EXPECT_EQ(in.documents_with("link", "case", "", 10).size(), 1U);
    EXPECT_TRUE(in.documents("lin", "", 10).empty());
  });
}

TEST_F(SqliteStore, TheOutboxGivesWhatIsDueAndAKeyOnce) {
  store::OutboxRow row{base::Id{1}, "mail", "mail", {}, "k", "waiting", "{}", 0, now, now, ""};
  write([&](Transaction& in) { in.put_outbox(row); });
  EXPECT_EQ(read([](Snapshot& in) { return in.outbox_due(now, 10).size(); }), 1U);
  EXPECT_TRUE(read([](Snapshot& in) {
    return in.outbox_due(now - std::chrono::seconds(1), 10).empty();
  }));
  row.state = "sent";
  write([&](Transaction& in) { in.put_outbox(row); });
  EXPECT_TRUE(read([](Snapshot& in) { return in.outbox_due(now, 10).empty(); }));
  row.id = base::Id{2};
  EXPECT_THROW(write([&](Transaction& in) { in.put_outbox(row); }), store::StoreError);
}

TEST_F(SqliteStore, SealingNumbersEventsInOrder) {
  write([](Transaction& in) {
    for (int i = 1; i <= 3; ++i) in.put_event({base::Id{i}, "noted", {}, "{}"});
  });
  write([](Transaction& in) {
    in.seal({base::Id{1}, base::Id{2}}, {{0, 0, std::string(64, 'h')}},
            store::HeadRow{2, now, "note"});
  });
  store_->read([](Snapshot& in) {
    EXPECT_EQ(in.leaves(), 2);
    EXPECT_EQ(in.leaf_of(base::Id{2}), 1);
    EXPECT_FALSE(in.leaf_of(base::Id{3}));
    ASSERT_EQ(in.events_unsealed(10).size(), 1U);
    EXPECT_EQ(in.events_unsealed(10).front().id, base::Id{3});
    EXPECT_EQ(in.events_sealed(1, 10).front().id, base::Id{2});
    EXPECT_EQ(in.tile(0, 0)->hashes.size(), 64U);
    EXPECT_EQ(in.head()->note, "note");
    EXPECT_EQ(in.heads(0, 10).size(), 1U);
  });
}

TEST_F(SqliteStore, IncidentsExpireAndGoWithTheirPost) {
  write([](Transaction& in) {
    const auto hours = [](int count) { return now + std::chrono::hours(count); };
    in.put_incident({base::Id{1}, base::Id{9}, "main", "hostile", now, hours(1)});
    in.put_incident({base::Id{1}, base::Id{9}, "main", "hostile", now, hours(9)});
    in.put_incident({base::Id{2}, base::Id{9}, "main", "spam", now, hours(3)});
  });
  const auto count = [&](base::Time when) {
    return read([&](Snapshot& in) { return in.incidents(base::Id{9}, "main", when).size(); });
  };
  EXPECT_EQ(count(now), 2U);
  EXPECT_EQ(count(now + std::chrono::hours(1)), 1U);
  write([](Transaction& in) { in.drop_incidents(base::Id{2}); });
  EXPECT_EQ(count(now + std::chrono::hours(2)), 0U);
  EXPECT_EQ(read([&](Snapshot& in) { return in.incidents(base::Id{9}, "press", now).size(); }),
            0U);
}

TEST_F(SqliteStore, ASecondProgramIsRefusedAndAReaderIsNot) {
  try {
    open_store(path_, {});
    FAIL() << "it was opened twice";
  } catch (const store::StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("is in use by another program"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find(std::to_string(::getpid())), std::string::npos);
  }
  write([](Transaction& in) { in.put_event({base::Id{5}, "noted", {}, "{}"}); });
  const auto reading = open_store(path_, {.read_only = true});
  reading->read([](Snapshot& in) { EXPECT_TRUE(in.event(base::Id{5})); });
  EXPECT_THROW(reading->write([](Transaction&) {}), store::StoreError);
}

TEST_F(SqliteStore, WhatIsNotOursOrNewerIsRefused) {
  const std::string other = (folder_ / "other.sqlite").string();
  {
    Connection connection(other, Connection::Mode::read_write);
    connection.script("CREATE TABLE things(id INTEGER)");
  }
  EXPECT_THROW(open_store(other, {}), store::StoreError);
  store_.reset();
  {
    Connection connection(path_, Connection::Mode::read_write);
    connection.script("PRAGMA user_version = 99");
  }
  try {
    open_store(path_, {});
    FAIL() << "a newer database was opened";
  } catch (const store::StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("newer"), std::string::npos);
  }
  std::ofstream(folder_ / "text") << std::string(5000, 'x');
  EXPECT_THROW(open_store((folder_ / "text").string(), {}), store::StoreError);
  EXPECT_THROW(open_store((folder_ / "no" / "folder").string(), {}), store::StoreError);
}

TEST_F(SqliteStore, ABackupIsWholeAndARestoreErasesAgain) {
  write([](Transaction& in) {
    in.put_event({base::Id{5}, "noted", {}, "{}"});
    in.put_text({base::Id{6}, "note", std::string(16, 's'), "platypus", {}, {}}, "platypus");
    in.put_text({base::Id{7}, "note", std::string(16, 's'), "wombat", {}, {}}, "wombat");
  });
  const std::string copy = (folder_ / "copy.sqlite").string();
  backup(path_, copy, {});
  EXPECT_THROW(backup(path_, copy, {}), store::StoreError);
  write([](Transaction& in) { in.erase_text(base::Id{6}); });
  const std::string back = (folder_ / "back.sqlite").string();
  EXPECT_EQ(restore(copy, back, path_, {}).erased_again, 1U);
  const auto restored = open_store(back, {});
  restored->read([](Snapshot& in) {
    EXPECT_TRUE(in.event(base::Id{5}));
    EXPECT_FALSE(in.text(base::Id{6}));
    EXPECT_TRUE(in.text(base::Id{7}));
    EXPECT_EQ(in.search(notes_of("wombat")).hits.size(), 1U);
  });
  EXPECT_THROW(restore(copy, back, "", {}), store::StoreError);
  EXPECT_THROW(restore((folder_ / "none").string(), (folder_ / "b2").string(), "", {}),
               store::StoreError);
}

TEST_F(SqliteStore, ABackupBrokenOffLeavesNothing) {
  const std::string copy = (folder_ / "copy.sqlite").string();
  EXPECT_THROW(backup(path_, copy, [](double) { return false; }), store::StoreError);
  EXPECT_FALSE(fs::exists(copy));
}

TEST(Match, WhatAPersonTypesIsNeverASyntaxError) {
  EXPECT_EQ(match_of("two words"), "\"two\" AND \"words\"");
  EXPECT_EQ(match_of("\"a phrase\" -not pre*"), "(\"a phrase\" AND \"pre\"*) NOT (\"not\")");
  EXPECT_EQ(match_of(" \"unclosed"), "\"unclosed\"");
  EXPECT_EQ(match_of("AND OR NOT ( ) : ^"), "\"AND\" AND \"OR\" AND \"NOT\"");
  EXPECT_EQ(match_of("- * \"\" ''"), "");
  EXPECT_EQ(match_of("-only"), "");
  EXPECT_EQ(match_of("don't"), "\"don't\"");
  EXPECT_EQ(match_of(std::string("nul\0l", 5)), "\"null\"");
}

TEST_F(SqliteStore, SearchTakesAnything) {
  write([](Transaction& in) {
    in.put_text({base::Id{6}, "note", std::string(16, 's'), "Café don't", {}, {}}, "Café don't");
  });
  for (const std::string words : {"cafe", "don't", "caf*", "\"café don\"", "cafe -wombat"}) {
    EXPECT_EQ(read([&](Snapshot& in) {
                return in.search(notes_of(words)).hits.size();
              }),
              1U)
        << words;
  }
  for (const std::string words : {"", "(((", "a:b:", "NEAR(", "\"", "--", "cafe -café", "*"}) {
    EXPECT_EQ(read([&](Snapshot& in) {
                return in.search(notes_of(words)).hits.size();
              }),
              0U)
        << words;
  }
}

}  // namespace
}  // namespace decorum::sqlite
