// Posts, texts, documents and the record's rows, one method after the other.
#include <thread>

#include "sqlite/store_for_test.h"

namespace decorum::sqlite {
namespace {

using store::PostRow;
using store::Snapshot;
using store::StoreError;
using store::Transaction;
using Ids = std::vector<std::int64_t>;

template <class Rows>
Ids ids_of(const Rows& rows) {
  Ids ids;
  for (const auto& row : rows) ids.push_back(row.id.value);
  return ids;
}

class Rows : public StoreTest {
 protected:
  static PostRow post(std::int64_t id, std::string site_id, std::string thread) {
    PostRow row;
    row.id = base::Id{id};
    row.site = "bluesky";
    row.site_id = std::move(site_id);
    row.thread = std::move(thread);
    row.author = base::Id{1};
    row.document = base::Id{id + 1000};
    row.retention = "ordinary-post";
    row.posted_at = row.seen_at = test_now + std::chrono::minutes(id);
    return row;
  }
  void put(const PostRow& row) {
    write([&](Transaction& in) { in.put_post(row); });
  }
};

TEST_F(Rows, AThreadHasItsFirstPostAndOfTooManyTheNewest) {
  const std::string root = "at://did:plc:a/app.bsky.feed.post/3k1";
  put(post(1, root, root));
  put(post(2, "at://did:plc:b/app.bsky.feed.post/3k2", root));
  put(post(3, "at://did:plc:b/app.bsky.feed.post/3k3", root));
  put(post(4, "at://did:plc:b/app.bsky.feed.post/3k4", "at://did:plc:c/app.bsky.feed.post/3k1"));
  put(post(5, "alone", ""));
  PostRow other = post(6, "123", root);
  other.site = "x";
  put(other);
  const auto thread = [&](std::string_view site, std::string_view id, std::size_t most) {
    return ids_of(read([&](Snapshot& in) { return in.posts_of_thread(site, id, most); }));
  };
  EXPECT_EQ(thread("bluesky", root, 10), (Ids{1, 2, 3}));
  EXPECT_EQ(thread("bluesky", root, 2), (Ids{1, 3}));
  EXPECT_EQ(thread("x", root, 10), (Ids{6}));
  EXPECT_EQ(thread("bluesky", "", 10), (Ids{}));
  EXPECT_EQ(thread("bluesky", "3k1", 10), (Ids{}));
  EXPECT_EQ(read([&](Snapshot& in) { return in.post(base::Id{1})->thread; }), root);
  EXPECT_EQ(read([&](Snapshot& in) { return in.post(base::Id{2})->thread; }), root);
  EXPECT_EQ(read([&](Snapshot& in) { return in.post(base::Id{5})->thread; }), "");
}

TEST_F(Rows, ASitesIdIsFoundWholeAndOnlyWhole) {
  for (const char* id : {"1", "a:1", "a/1", "b/a/1", "/", ":", "a/", ""}) {
    put(post(10 + static_cast<std::int64_t>(std::string_view(id).size() * 7 +
                                            std::hash<std::string_view>{}(id) % 1'000'000),
             id, ""));
  }
  for (const char* id : {"1", "a:1", "a/1", "b/a/1", "/", ":", "a/", ""}) {
    const auto found = read([&](Snapshot& in) { return in.post_at("bluesky", id); });
    ASSERT_TRUE(found) << id;
    EXPECT_EQ(found->site_id, id);
  }
  EXPECT_FALSE(read([](Snapshot& in) { return in.post_at("bluesky", "b/1"); }));
  EXPECT_THROW(put(post(999, "a/1", "")), StoreError);
}

TEST_F(Rows, PostsThatAreKeptAreThoseSeenBeforeWithWords) {
  put(post(1, "1", ""));
  put(post(2, "2", ""));
  PostRow erased = post(3, "3", "");
  erased.document = {};
  put(erased);
  PostRow other = post(4, "4", "");
  other.retention = "let-stand-post";
  put(other);
  put(post(5, "5", ""));
  const auto kept = [&](std::int64_t minutes, std::int64_t after, std::size_t most) {
    return ids_of(read([&](Snapshot& in) {
      return in.posts_kept("ordinary-post", test_now + std::chrono::minutes(minutes),
                           base::Id{after}, most);
    }));
  };
  EXPECT_EQ(kept(100, 0, 10), (Ids{1, 2, 5}));
  EXPECT_EQ(kept(5, 0, 10), (Ids{1, 2}));
  EXPECT_EQ(kept(100, 1, 1), (Ids{2}));
  EXPECT_EQ(kept(1, 0, 10), (Ids{}));
  EXPECT_EQ(kept(100, 5, 10), (Ids{}));
}

TEST_F(Rows, OursAndOthersAreToldApart) {
  PostRow ours = post(2, "2", "");
  ours.ours = true;
  put(post(1, "1", ""));
  put(ours);
  const auto after = [&](bool only_ours) {
    return ids_of(read([&](Snapshot& in) { return in.posts_after({}, only_ours, 10); }));
  };
  EXPECT_EQ(after(true), (Ids{2}));
  EXPECT_EQ(after(false), (Ids{1, 2}));
}

TEST_F(Rows, TextsWithAnyBytesComeBackAsTheyWere) {
  const std::string body = std::string("nul\0l \xff\xfe \x1f", 10) + std::string(100'000, 'b');
  write([&](Transaction& in) {
    in.put_text({base::Id{1}, "post", std::string(16, '\0'), body, base::Id{3}, base::Id{9}}, "");
    in.put_text({base::Id{2}, "note", "", "", {}, base::Id{9}}, "");
    in.put_text({base::Id{4}, "note", "", "x", {}, {}}, body);
  });
  const auto text = read([](Snapshot& in) { return *in.text(base::Id{1}); });
  EXPECT_EQ(text.body, body);
  EXPECT_EQ(text.salt, std::string(16, '\0'));
  const auto about = [&](std::int64_t author, std::int64_t after) {
    return ids_of(
        read([&](Snapshot& in) { return in.texts_about(base::Id{author}, base::Id{after}, 10); }));
  };
  EXPECT_EQ(about(9, 0), (Ids{1, 2}));
  EXPECT_EQ(about(9, 1), (Ids{2}));
  EXPECT_EQ(about(0, 0), (Ids{}));
  EXPECT_THROW(put_note(2, "again"), StoreError);
  write([](Transaction& in) {
    in.erase_text(base::Id{1});
    in.erase_text(base::Id{1});
    in.erase_text(base::Id{777});
    in.erase_text({});
  });
  EXPECT_EQ(about(9, 0), (Ids{2}));
  EXPECT_EQ(erasure_list(path_), base::to_text(base::Id{1}) + "\n");
}

TEST_F(Rows, EventsPutLateAreStillSealed) {
  write([](Transaction& in) {
    in.put_event({base::Id{5}, "noted", {}, "{}"});
    in.put_event({base::Id{7}, "noted", {}, "{}"});
  });
  write([](Transaction& in) { in.seal({base::Id{5}, base::Id{7}}, {}, {}); });
  write([](Transaction& in) { in.put_event({base::Id{6}, "noted", {}, "{}"}); });
  EXPECT_EQ(ids_of(read([](Snapshot& in) { return in.events_unsealed(10); })), (Ids{6}));
  EXPECT_THROW(write([](Transaction& in) { in.seal({base::Id{5}}, {}, {}); }), StoreError);
  write([](Transaction& in) {
    in.seal({base::Id{6}}, {{0, 0, "new"}, {0, 0, "newer"}},
            store::HeadRow{3, test_now, "signed"});
  });
  EXPECT_EQ(read([](Snapshot& in) { return in.leaf_of(base::Id{6}); }), 2);
  EXPECT_EQ(ids_of(read([](Snapshot& in) { return in.events_sealed(0, 10); })), (Ids{5, 7, 6}));
  EXPECT_EQ(read([](Snapshot& in) { return in.tile(0, 0)->hashes; }), "newer");
  EXPECT_FALSE(read([](Snapshot& in) { return in.tile(0, 1); }));
}

TEST_F(Rows, OnlyWhatWaitsIsDueInTheOutbox) {
  const auto put = [&](std::int64_t id, const char* state, base::Time next) {
    write([&](Transaction& in) {
      in.put_outbox({base::Id{id}, "send", "x", base::Id{3}, fmt::format("k{}", id), state, "{}",
                     0, test_now, next, ""});
    });
  };
  put(1, "waiting", test_now);
  put(2, "sending", test_now - std::chrono::hours(1));
  put(3, "waiting", test_now - std::chrono::hours(2));
  put(4, "sent", test_now);
  put(5, "waiting", test_now + std::chrono::seconds(1));
  EXPECT_EQ(ids_of(read([](Snapshot& in) { return in.outbox_due(test_now, 10); })), (Ids{3, 1}));
  EXPECT_EQ(ids_of(read([](Snapshot& in) { return in.outbox_of(base::Id{3}); })).size(), 5U);
  EXPECT_TRUE(read([](Snapshot& in) { return in.outbox_of({}); }).empty());
  EXPECT_FALSE(read([](Snapshot& in) { return in.outbox(base::Id{6}); }));
}

TEST_F(Rows, DocumentsAreFoundByEitherKeyExactly) {
  write([](Transaction& in) {
    in.put_document({"token", "b", 1, "hash", "ana", {}, test_now, "{}"});
    in.put_document({"token", "a", 1, "", "ana", {}, test_now, "{}"});
    in.put_document({"session", "a", 1, "hash", "ana", {}, test_now, "{}"});
  });
  store_->read([](Snapshot& in) {
    EXPECT_EQ(in.document_by_key("token", "hash")->id, "b");
    for (const char* key : {"", "has", "HASH", "hash "}) {
      EXPECT_FALSE(in.document_by_key("token", key)) << key;
    }
    EXPECT_EQ(in.documents_with("token", "ana", "", 10).size(), 2U);
    EXPECT_EQ(in.documents_with("token", "ana", "a", 10).size(), 1U);
    EXPECT_TRUE(in.documents_with("token", "", "", 10).empty());
    EXPECT_EQ(in.documents("token", "", 10).front().id, "a");
    EXPECT_TRUE(in.documents("token", "b", 10).empty());
    EXPECT_TRUE(in.documents("", "", 10).empty());
  });
  const auto put = [&](std::int64_t version) {
    write([&](Transaction& in) {
      in.put_document({"token", "a", version, "", "", {}, test_now, "{}"});
    });
  };
  for (const std::int64_t version : {0, 1, 3, -1}) EXPECT_THROW(put(version), store::Stale);
  put(2);
  write([](Transaction& in) { in.drop_document("token", "a"); });
  EXPECT_THROW(put(3), store::Stale);
  put(1);
}

TEST_F(Rows, ReadersSeeOneMomentWhileOthersWrite) {
  put_note(1, "first");
  store_->read([&](Snapshot& in) {
    EXPECT_EQ(in.texts_after({}, 10).size(), 1U);
    std::thread([&] { put_note(2, "second"); }).join();
    EXPECT_EQ(in.texts_after({}, 10).size(), 1U);
  });
  EXPECT_EQ(read([](Snapshot& in) { return in.texts_after({}, 10).size(); }), 2U);
}

TEST_F(Rows, MoreReadersThanConnectionsWait) {
  std::vector<std::thread> threads;
  std::atomic<int> seen = 0;
  put_note(1, "one");
  for (int i = 0; i < 64; ++i) {
    threads.emplace_back([&] {
      store_->read([&](Snapshot& in) { seen += in.text(base::Id{1}) ? 1 : 0; });
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(seen, 64);
  EXPECT_THROW(store_->read([](Snapshot&) { throw std::domain_error("no"); }), std::domain_error);
  EXPECT_EQ(notes_with("one").size(), 1U);
}

}  // namespace
}  // namespace decorum::sqlite
