// For tests: a desk on the shipped policy with people, a conversation to answer, drafts that are
// written and submitted, an outbox, and a channel that records what it is given and answers what
// the test wants.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cases/draft_apply.h"
#include "desk/case_row.h"
#include "desk/draft_perform.h"
#include "desk/policy_for_test.h"
#include "desk/send_draft.h"
#include "desk/store_for_test.h"
#include "post/json.h"

namespace decorum::desk {

class RecordingChannel final : public channels::Channel {
 public:
  channels::Abilities abilities() const override { return able; }
  channels::Fetched fetch(const std::string&) override { return {}; }
  channels::Receipt send(const channels::Outgoing& outgoing) override {
    given.push_back(outgoing);
    channels::Receipt receipt;
    receipt.kind = channels::Receipt::Kind::sent;
    if (!answers.empty()) {
      receipt = answers.front();
      answers.pop_front();
    }
    if (receipt.kind == channels::Receipt::Kind::sent) {
      receipt.id = "site-" + outgoing.key;
      receipt.url = "https://x.example.org/" + outgoing.key;
    }
    return receipt;
  }

  channels::Abilities able{.fetches = true, .sends = true, .deletes = false,
                           .repeats_safely = false};
  std::deque<channels::Receipt> answers;
  std::vector<channels::Outgoing> given;
};

inline channels::Receipt receipt(channels::Receipt::Kind kind,
                                 channels::Trouble::Kind trouble = channels::Trouble::Kind::slow) {
  channels::Receipt receipt;
  receipt.kind = kind;
  receipt.trouble = channels::Trouble{trouble, "It did not work.", {}};
  return receipt;
}

class DraftTest : public ::testing::Test {
 protected:
  using State = cases::DraftState;
  using RoleMap = std::map<std::string, std::vector<std::string>, std::less<>>;

  // people by role; a person's id is also their name
  RoleMap roles_{{"responder", {"ray", "rob"}},
                 {"manager", {"mia"}},
                 {"press-officer", {"pip"}},
                 {"chief-executive", {"cy"}},
                 {"deputy-chief-executive", {"dan"}},
                 {"legal-adviser", {"lee"}},
                 {"secretary", {"sue"}}};
  SetClock clock_{*base::parse_rfc3339("2026-11-27T10:00:00Z")};
  StoreForTest store_;
  Desk desk_{store_, clock_, in_use()};
  RecordingChannel channel_;
  PastPosts past_{1000};
  DraftTools tools_ = make_tools();
  Outbox outbox_{desk_, {{"send", draft_courier({.channel = [this](std::string_view account) {
                                                   return channel_for(account);
                                                 },
                                                 .past = &past_,
                                                 .gap = {}})}},
                 {.node = "one", .attempts_max = 3, .chance = [] { return 0.5; }}};

  static std::shared_ptr<const InUse> in_use() {
    auto in_use = std::make_shared<InUse>();
    in_use->policy = &institute_for_test().policy;
    in_use->sites = &institute_for_test().sites;
    in_use->rulebook = &rulebook_for_test();
    return in_use;
  }
  channels::Channel* channel_for(std::string_view account) {
    return account == "page" ? nullptr : &channel_;  // its posts go out by hand
  }
  Colleague colleague(const std::string& person) const {
    Colleague one{.person = person, .name = person, .email = person + "@example.org",
                  .roles = {}, .may = {}};
    for (const auto& [role, people] : roles_) {
      if (std::ranges::find(people, person) != people.end()) one.roles.push_back(role);
    }
    return one;
  }
  DraftTools make_tools() {
    DraftTools tools;
    tools.look = [this](store::Snapshot& in, const InUse&, base::Time) {
      Lookup look;
      look.conversation = [&in](base::Id id) -> std::optional<cases::Conversation> {
        const auto row = in.case_row(id);
        if (!row || row->family != store::Family::conversation) return std::nullopt;
        return conversation_of(*row);
      };
      look.colleague = [this](std::string_view person) -> std::optional<Colleague> {
        Colleague one = colleague(std::string(person));
        if (one.roles.empty()) return std::nullopt;
        return one;
      };
      look.acting = [this](std::string_view role) {
        std::vector<Colleague> people;
        const auto found = roles_.find(role);
        if (found == roles_.end()) return people;
        for (const std::string& person : found->second) people.push_back(colleague(person));
        return people;
      };
      return look;
    };
    tools.abilities = [this](std::string_view account) -> std::optional<channels::Abilities> {
      if (channel_for(account) == nullptr) return std::nullopt;
      return channel_.able;
    };
    tools.past = &past_;
    return tools;
  }

  Actor actor(const std::string& person) const {
    Actor actor;
    actor.id = "person:" + person;
    actor.person = person;
    actor.roles = colleague(person).roles;
    for (const std::string& role : actor.roles) actor.may |= permissions_of(role);
    return actor;
  }
  OrRefused<DraftDone> act(const std::string& person, const std::string& act, base::Id draft = {},
                           const std::string& request = "{}") {
    return perform_on_draft(desk_, actor(person),
                            {.draft = draft, .act = act, .request = request, .version = {}},
                            tools_);
  }
  // The refusal's name; "" when it was done.
  std::string refused(const std::string& person, const std::string& act, base::Id draft = {},
                      const std::string& request = "{}") {
    const auto done = this->act(person, act, draft, request);
    if (done) return "";
    return std::string(names_of(Refusal{})[static_cast<std::size_t>(done.error().why)]);
  }

  static std::string written(const std::string& text, const std::string& account = "main",
                             const std::string& more = "") {
    return "{\"account\":\"" + account + "\",\"content\":{\"text\":\"" + text + "\"}" + more + "}";
  }
  static std::string revised(base::Id of, const std::string& text) {
    return "{\"of\":\"" + base::to_text(of) + "\",\"content\":{\"text\":\"" + text + "\"}}";
  }
  static std::string of(base::Id id) { return "{\"of\":\"" + base::to_text(id) + "\"}"; }

  base::Id write(const std::string& person, const std::string& text,
                 const std::string& account = "main", const std::string& more = "") {
    const auto done = act(person, "write", {}, written(text, account, more));
    EXPECT_TRUE(done) << (done ? "" : done.error().what);
    return done ? done->draft : base::Id{};
  }
  base::Id submitted(const std::string& person, const std::string& text,
                     const std::string& account = "main") {
    const base::Id draft = write(person, text, account);
    EXPECT_EQ(refused(person, "submit", draft), "");
    return draft;
  }
  cases::Draft draft(base::Id id) {
    std::optional<store::CaseRow> row;
    store_.read([&](store::Snapshot& in) { row = in.case_row(id); });
    return draft_of(*row);
  }
  State state(base::Id id) { return draft(id).state; }
  base::Id newest(base::Id id) { return draft(id).versions.back().event; }
  std::string approve_now(base::Id id) { return of(newest(id)); }

  std::vector<store::OutboxRow> rows(base::Id id, std::string_view kind = "send") {
    std::vector<store::OutboxRow> rows;
    store_.read([&](store::Snapshot& in) { rows = in.outbox_of(id); });
    std::erase_if(rows, [&](const store::OutboxRow& row) { return row.kind != kind; });
    return rows;
  }
  void drain() {
    for (int turns = 0; turns < 100 && outbox_.turn(); ++turns) {}
  }

  // A conversation of one post on X, with this outcome.
  base::Id conversation(const std::string& outcome, const std::string& site = "x") {
    base::Id id;
    desk_.write("machine", [&](Writing& writing) {
      post::Post post;
      post.id = "ext-" + base::to_text(writing.new_id());
      post.site = site;
      post.account = "main";
      post.text = "When does the library open?";
      post.author.handle = "ana";
      store::AuthorRow author;
      author.id = writing.new_id();
      author.site = site;
      author.site_id = base::to_text(author.id);
      author.first_seen = author.last_seen = writing.now();
      writing.in().put_author(author);
      const record::TextRef text = writing.keep("post", post::to_json(post), {});
      cases::Conversation one;
      one.id = writing.new_id();
      store::PostRow row;
      row.id = writing.new_id();
      row.site = site;
      row.site_id = row.thread = post.id;
      row.accounts = {"main"};
      row.case_id = one.id;
      row.document = text.id;
      row.posted_at = row.seen_at = writing.now();
      row.author = author.id;
      writing.in().put_post(row);
      one.version = 1;
      one.author = author.id;
      one.site = site;
      one.accounts = {"main"};
      one.posts = {row.id};
      one.focus = row.id;
      one.thread = post.id;
      one.outcomes = {outcome};
      one.opened_at = one.changed_at = writing.now();
      writing.save(one, 0);
      id = one.id;
    });
    return id;
  }
  cases::Conversation read_conversation(base::Id id) {
    std::optional<store::CaseRow> row;
    store_.read([&](store::Snapshot& in) { row = in.case_row(id); });
    return conversation_of(*row);
  }
};

inline constexpr const char* plain_text = "The library is open until six today. See you there.";

}  // namespace decorum::desk
