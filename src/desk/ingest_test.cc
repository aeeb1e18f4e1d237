#include "desk/ingest.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "desk/desk_for_test.h"
#include "desk/stored_post.h"
#include "desk/taken_in.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class Ingest : public DeskForTest {
 protected:
  channels::Incoming incoming(std::string id, std::string text) {
    channels::Incoming one;
    one.post.id = std::move(id);
    one.post.site = "x";
    one.post.account = "main";
    one.post.author.id = "a1";
    one.post.author.handle = "ana";
    one.post.text = std::move(text);
    one.post.posted_at = clock_.now();
    return one;
  }
  Taken take(const channels::Incoming& one) { return ingest(desk_, std::span(&one, 1)).at(0); }
  Taken take_back(std::string id) {
    channels::Incoming one;
    one.kind = channels::Incoming::Kind::deleted;
    one.post.site = "x";
    one.post.id = std::move(id);
    return take(one);
  }
};

TEST_F(Ingest, TheSameIdTwiceIsOnePost) {
  const Taken first = take(incoming("1", "Where is my certificate?"));
  EXPECT_EQ(first.kind, Taken::Kind::taken_in);
  const auto before = kinds();
  const Taken again = take(incoming("1", "Where is my certificate?"));
  EXPECT_EQ(again.kind, Taken::Kind::unchanged);
  EXPECT_EQ(again.post, first.post);
  EXPECT_EQ(again.case_id, first.case_id);
  EXPECT_EQ(kinds(), before);
}

TEST_F(Ingest, OtherWordsAreANewVersionAndTheOldOneIsKept) {
  const Taken first = take(incoming("1", "Where is my certificat?"));
  const store::PostRow was = post_row("1");
  EXPECT_EQ(take(incoming("1", "Where is my certificate?")).kind, Taken::Kind::edited);
  const store::PostRow row = post_row("1");
  EXPECT_EQ(row.version, 2);
  EXPECT_EQ(row.state, store::PostState::edited);
  store_.read([&](store::Snapshot& in) {
    EXPECT_EQ(stored_post(in, row)->text, "Where is my certificate?");
    const auto versions = in.post_versions(row.id);
    ASSERT_EQ(versions.size(), 1U);
    EXPECT_EQ(versions.front().document, was.document);
    EXPECT_TRUE(in.text(was.document));
  });
  row_is_its_events(first.case_id);
}

TEST_F(Ingest, WhatItsAuthorTakesBackStaysWhileACaseNeedsIt) {
  const Taken taken = take(incoming("1", "Where is my kumquat?"));
  EXPECT_EQ(take_back("1").kind, Taken::Kind::deleted);
  EXPECT_EQ(post_row("1").held_by, taken.case_id);
  EXPECT_EQ(found("kumquat"), 1U);
  EXPECT_EQ(take_back("1").kind, Taken::Kind::unchanged);
  row_is_its_events(taken.case_id);
}

TEST_F(Ingest, WhatItsAuthorTakesBackGoesWhenNoCaseNeedsIt) {
  const Taken taken = take(incoming("1", "Where is my kumquat?"));
  done(responder, taken.case_id, "close", R"({"as":"no-reply","reason":"asked elsewhere"})");
  EXPECT_EQ(take_back("1").kind, Taken::Kind::deleted);
  const store::PostRow row = post_row("1");
  EXPECT_EQ(row.state, store::PostState::deleted);
  EXPECT_FALSE(row.document);
  EXPECT_EQ(row.digest.size(), 64U);
  EXPECT_EQ(found("kumquat"), 0U);
}

TEST_F(Ingest, ADeletionOfWhatWasNeverSeenIsNothing) {
  const auto before = kinds();
  const Taken taken = take_back("none");
  EXPECT_EQ(taken.kind, Taken::Kind::unknown);
  EXPECT_FALSE(taken.post);
  EXPECT_EQ(kinds(), before);
}

TEST_F(Ingest, APostThatTagsTwoAccountsIsOneCase) {
  const Taken first = take(incoming("1", "@main @press where is my certificate?"));
  channels::Incoming second = incoming("1", "@main @press where is my certificate?");
  second.post.account = "press";
  EXPECT_EQ(take(second).case_id, first.case_id);
  EXPECT_EQ(one(first.case_id).accounts, (std::vector<std::string>{"main", "press"}));
  row_is_its_events(first.case_id);
}

TEST_F(Ingest, AnAnswerInTheThreadJoinsItsCase) {
  const Taken first = take(incoming("1", "Where is my certificate?"));
  channels::Incoming reply = incoming("2", "Anybody there?");
  reply.post.in_reply_to = "1";
  EXPECT_EQ(take(reply).case_id, first.case_id);
  EXPECT_EQ(one(first.case_id).posts.size(), 2U);
  channels::Incoming other = incoming("3", "Mine too!");
  other.post.author.id = "a2";
  other.post.in_reply_to = "1";
  EXPECT_NE(take(other).case_id, first.case_id) << "another author has a case of their own";
}

TEST_F(Ingest, HistoryHasNoCaseNoClockAndNoWatch) {
  channels::Incoming old = incoming("1", "I will kill you");
  old.history = true;
  const Taken taken = take(old);
  EXPECT_FALSE(taken.case_id);
  EXPECT_TRUE(post_row("1").history);
  store_.read([&](store::Snapshot& in) {
    EXPECT_TRUE(in.cases({}).cases.empty());
    EXPECT_TRUE(in.incidents(post_row("1").author, "main", clock_.now()).empty());
  });
}

TEST_F(Ingest, WhatWeWroteOurselvesIsNotWalkedThroughTheChart) {
  channels::Incoming own = incoming("1", "Good morning! Where is everybody?");
  own.post.author.handle = desk_.in_use()->policy->accounts.named("main")->handle;
  EXPECT_FALSE(take(own).case_id);
  EXPECT_TRUE(post_row("1").ours);
}

TEST_F(Ingest, APostOfNobodyNamedIsTakenInAndItsEventIsReadBack) {
  channels::Incoming nameless = incoming("1", "Where is my certificate?");
  nameless.post.author = {};
  const Taken taken = take(nameless);
  EXPECT_TRUE(taken.case_id);
  store_.read([&](store::Snapshot& in) {
    for (const store::EventRow& row : in.events_after({}, store::page_max)) {
      const auto event = base::read_shape<record::Event>(row.bytes);
      ASSERT_TRUE(event);
      if (row.kind != PostTakenIn::kind) continue;
      const auto data = base::read_shape<PostTakenIn>(event->data.json);
      ASSERT_TRUE(data) << data.error().what;
      EXPECT_FALSE(data->author);
    }
  });
  row_is_its_events(taken.case_id);
}

TEST_F(Ingest, WhatGoesWithItFailsWithIt) {
  const channels::Incoming post = incoming("1", "Where is my certificate?");
  IngestOptions options;
  options.with = [](Writing&) { throw std::domain_error("no cursor"); };
  const auto before = kinds();
  EXPECT_THROW(ingest(desk_, std::span(&post, 1), options), std::domain_error);
  EXPECT_EQ(kinds(), before);
  EXPECT_EQ(take(post).kind, Taken::Kind::taken_in);
}

TEST_F(Ingest, TheClockThatWaitedForTheAuthorGoesOn) {
  const Taken first = take(incoming("1", "Where is my certificate?"));
  done(responder, first.case_id, "wait-for-author");
  ASSERT_TRUE(one(first.case_id).due->paused_since);
  clock_.pass(2h);
  channels::Incoming reply = incoming("2", "My number is on the form.");
  reply.post.in_reply_to = "1";
  ASSERT_EQ(take(reply).case_id, first.case_id);
  const cases::Conversation now = one(first.case_id);
  EXPECT_EQ(now.state, cases::State::open);
  ASSERT_TRUE(now.due);
  EXPECT_FALSE(now.due->paused_since);
  row_is_its_events(first.case_id);
}

}  // namespace
}  // namespace decorum::desk
