// For tests: the institute's desk on a store of its own, with three people, posts taken in and acts
// done. The readers have no models, so that the chart asks a person wherever signals would decide.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "cases/apply.h"
#include "desk/case_row.h"
#include "desk/ingest.h"
#include "desk/people.h"
#include "desk/perform.h"
#include "desk/policy_for_test.h"
#include "desk/store_for_test.h"

namespace decorum::desk {

inline std::shared_ptr<const InUse> institute_in_use() {
  static const auto in_use = [] {
    const policy::Policy& policy = institute_for_test().policy;
    auto readers = signals::ReaderSet::make({}, policy.lexicons);
    if (!readers) throw std::runtime_error(readers.error().what);
    static const signals::ReaderSet kept = std::move(*readers);
    auto made = std::make_shared<InUse>();
    static const std::vector<policy::PolicyFile> files = policy::listed(institute_files());
    made->policy = &policy;
    made->files = &files;
    made->sites = &institute_for_test().sites;
    made->rulebook = &rulebook_for_test();
    made->readers = &kept;
    return std::shared_ptr<const InUse>(std::move(made));
  }();
  return in_use;
}

class DeskForTest : public ::testing::Test {
 protected:
  DeskForTest() {
    desk_.write("command", [&](Writing& writing) {
      for (const char* id : {"callum-oduya", "imogen-tarrabee", "bronwen-achterly"}) {
        PersonRecord record;
        record.id = id;
        record.name = id;
        record.email = std::string(id) + "@example.org";
        put_person(writing, record);
      }
    });
  }

  base::Id post(std::string id, std::string text, std::string thread = "t1") {
    channels::Incoming incoming;
    incoming.post.id = std::move(id);
    incoming.post.site = "x";
    incoming.post.account = "main";
    incoming.post.author.id = "a1";
    incoming.post.author.handle = "ana";
    incoming.post.text = std::move(text);
    incoming.post.posted_at = clock_.now();
    incoming.thread = std::move(thread);
    return ingest(desk_, std::span(&incoming, 1)).at(0).case_id;
  }

  Actor actor(const char* person) {
    std::optional<Actor> found;
    store_.read([&](store::Snapshot& in) {
      found = actor_for(in, *desk_.in_use(), person, desk_.now());
    });
    return found.value();
  }

  store::PostRow post_row(const std::string& site_id) {
    std::optional<store::PostRow> row;
    store_.read([&](store::Snapshot& in) { row = in.post_at("x", site_id); });
    return row.value();
  }
  std::size_t found(const std::string& words) {
    std::size_t hits = 0;
    store::SearchQuery query;
    query.words = words;
    store_.read([&](store::Snapshot& in) { hits = in.search(query).hits.size(); });
    return hits;
  }
  // Of all events, in order.
  std::vector<std::string> kinds() {
    std::vector<std::string> list;
    store_.read([&](store::Snapshot& in) {
      list.clear();
      for (const store::EventRow& row : in.events_after({}, store::page_max)) {
        list.push_back(row.kind);
      }
    });
    return list;
  }
  std::vector<store::OutboxRow> mails(base::Id case_id) {
    std::vector<store::OutboxRow> rows;
    store_.read([&](store::Snapshot& in) { rows = in.outbox_of(case_id); });
    return rows;
  }

  OrRefused<Done> act(const char* person, base::Id id, std::string name,
                      std::string request = "{}") {
    return perform(desk_, actor(person),
                   {.case_id = id, .act = std::move(name), .request = std::move(request)});
  }
  // The act succeeds.
  Done done(const char* person, base::Id id, const std::string& name,
            const std::string& request = "{}") {
    auto answer = act(person, id, name, request);
    EXPECT_TRUE(answer) << name << ": " << (answer ? "" : answer.error().what);
    return answer ? *answer : Done{};
  }

  cases::Conversation one(base::Id id) {
    cases::Conversation found;
    store_.read([&](store::Snapshot& in) { found = conversation_of(in.case_row(id).value()); });
    return found;
  }

  // The row is what its events make.
  void row_is_its_events(base::Id id) {
    store_.read([&](store::Snapshot& in) {
      cases::Conversation made;
      for (const store::EventRow& row : in.events_of(id, {}, store::page_max)) {
        const auto event = base::read_shape<record::Event>(row.bytes);
        ASSERT_TRUE(event);
        const auto what = cases::read_event(*event);
        const std::vector<std::string_view> own = cases::conversation_kinds();
        const bool is_own = std::ranges::find(own, row.kind) != own.end();
        if (!is_own) continue;  // of its posts: revised, taken back
        ASSERT_TRUE(what) << row.kind;
        cases::apply(made, *event, *what);
      }
      EXPECT_EQ(base::write_shape(made), in.case_row(id)->body);
    });
  }

  static constexpr const char* responder = "callum-oduya";
  static constexpr const char* manager = "imogen-tarrabee";

  SetClock clock_{*base::parse_rfc3339("2026-11-27T10:00:00Z")};
  StoreForTest store_;
  Desk desk_{store_, clock_, institute_in_use()};
};

}  // namespace decorum::desk
