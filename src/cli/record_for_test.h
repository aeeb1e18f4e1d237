// A small store with a record, for the tests of `decorum record`: a conversation with a post in two
// versions, a draft, a topic, texts, a change of key, two heads. A real SQLite file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/time.h"
#include "cases/conversation_events.h"
#include "cases/draft_events.h"
#include "cases/topic_events.h"
#include "desk/sealer.h"
#include "desk/taken_in.h"
#include "desk/writing.h"
#include "record/key.h"
#include "sqlite/sqlite_store.h"

namespace decorum::cli {

inline constexpr std::string_view sample_origin = "example.org/record";

// The seed is its own lock.
inline record::KeyPair pair_for_test(const std::string& locked_seed) {
  return *record::make_key_pair(locked_seed);
}

class RecordStore : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("decorum-record-{}-{}", ::getpid(),
                          testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "desk.sqlite").string();
    store_ = sqlite::open_store(path_, {});
    fill();
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void write(const std::function<void(desk::Writing&)>& work) {
    now_ += std::chrono::seconds(1);
    store_->write([&](store::Transaction& in) {
      desk::Writing writing(in, "person:callum-oduya", now_);
      work(writing);
    });
  }
  std::size_t seal() {
    now_ += std::chrono::seconds(1);
    return desk::seal_waiting(
        *store_, [](const desk::RecordKey& key) { return pair_for_test(key.locked_seed); }, now_);
  }
  std::string in_folder(std::string_view name) const { return (folder_ / name).string(); }
  std::string option() const { return "sqlite:" + path_; }

  std::filesystem::path folder_;
  std::string path_;
  std::unique_ptr<store::Store> store_;
  base::Time now_ = *base::parse_rfc3339("2026-11-27T10:00:00Z");
  std::string first_seed_ = std::string(record::seed_bytes, 'a');
  std::string second_seed_ = std::string(record::seed_bytes, 'b');
  cases::Conversation conversation_;
  base::Id noted_, note_text_;  // the event of a note, and its text

 private:
  void fill() {
    write([&](desk::Writing& writing) {
      desk::begin_record(writing, sample_origin, pair_for_test(first_seed_).public_key(),
                         first_seed_);
    });
    write([&](desk::Writing& writing) { take_in(writing); });
    write([&](desk::Writing& writing) { draft_and_topic(writing); });
    seal();
    write([&](desk::Writing& writing) {
      desk::rotate_key(writing, pair_for_test(first_seed_),
                       pair_for_test(second_seed_).public_key(), second_seed_);
    });
    write([&](desk::Writing& writing) {
      const std::int64_t was = conversation_.version;
      writing.happen(conversation_, cases::Tagged{"wrong-number"});
      writing.save(conversation_, was);
    });
    seal();
  }

  void take_in(desk::Writing& writing) {
    store::PostRow post;
    post.author = writing.new_id();
    post.id = writing.new_id();
    post.site = "bluesky";
    post.site_id = "at://one";
    const auto first = writing.keep("post", R"({"text":"Nobody answers"})", {});
    const auto second = writing.keep("post", R"({"text":"Nobody answers me"})", {});
    writing.happen(conversation_, cases::Opened{.site = "bluesky",
                                                .accounts = {"main"},
                                                .author = post.author,
                                                .thread = "at://one",
                                                .history = false});
    post.case_id = conversation_.id;
    writing.event(desk::PostTakenIn::kind,
                  desk::PostTakenIn{.post = post.id, .site = "bluesky", .account = "main",
                                    .author = post.author, .document = first, .decision = {}},
                  conversation_.id);
    writing.event(desk::PostRevised::kind, desk::PostRevised{post.id, 2, second, {}},
                  conversation_.id);
    writing.happen(conversation_, cases::PostAdded{post.id, "main", false});
    const auto note = writing.keep("note", "Rang twice, no answer", {.case_id = conversation_.id});
    note_text_ = note.id;
    noted_ = writing.happen(conversation_, cases::Noted{note});
    writing.save(conversation_, 0);
    writing.in().put_post_version({post.id, 1, first.id, first.digest, now_});
    post.version = 2;
    post.document = second.id;
    post.digest = second.digest;
    post.posted_at = post.seen_at = now_;
    writing.in().put_post(post);
  }

  void draft_and_topic(desk::Writing& writing) {
    cases::Draft draft;
    writing.happen(draft, cases::DraftOpened{.account = "main", .site = "bluesky",
                                             .conversation = conversation_.id, .answers = {},
                                             .outcomes = {}, .topic = {}});
    writing.happen(draft, cases::DraftWritten{writing.keep("draft", "We are sorry", {})});
    writing.save(draft, 0);
    cases::Topic topic;
    writing.happen(topic, cases::TopicOpened{writing.keep("title", "Phones", {}), {"main"}});
    writing.save(topic, 0);
  }
};

}  // namespace decorum::cli
