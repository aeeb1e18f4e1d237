// Approved texts on their way out: what the site may do, what may happen meanwhile.
#include <gtest/gtest.h>

#include "desk/crisis.h"
#include "desk/draft_for_test.h"

namespace decorum::desk {
namespace {

using ReceiptKind = channels::Receipt::Kind;
using TroubleKind = channels::Trouble::Kind;

class SendDraft : public DraftTest {
 protected:
  base::Id queued() {
    const base::Id id = submitted("ray", plain_text);
    EXPECT_EQ(refused("ray", "queue", id), "");
    return id;
  }
  void hours(int count) {
    for (int i = 0; i < count; ++i, clock_.pass(std::chrono::hours(1))) drain();
  }
  void crisis(bool on, std::vector<std::string> speakers = {}) {
    desk_.write("person:mia", [&](Writing& writing) {
      CrisisPause pause = crisis_pause(writing.in());
      pause.on = on;
      if (on) pause.declared_at = writing.now();
      pause.speakers = speakers;
      set_crisis_pause(writing, pause);
    });
  }
};

TEST_F(SendDraft, ASiteThatRefusesIsNotAskedAgainAndItsSenderIsTold) {
  channel_.answers = {receipt(ReceiptKind::refused, TroubleKind::refused)};
  const base::Id id = queued();
  hours(30);
  EXPECT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(state(id), State::failed);
  EXPECT_EQ(draft(id).sending->trouble, "It did not work.");
  EXPECT_EQ(rows(id, "mail").size(), 1u);
  EXPECT_EQ(refused("ray", "queue", id), "");
  hours(1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_NE(channel_.given[0].key, channel_.given[1].key);
}

TEST_F(SendDraft, ASiteThatIsDownIsTriedAgainWithTheSameKey) {
  channel_.answers = {receipt(ReceiptKind::not_sent, TroubleKind::unreachable)};
  const base::Id id = queued();
  drain();
  EXPECT_EQ(state(id), State::queued);
  hours(2);
  EXPECT_EQ(state(id), State::sent);
  ASSERT_EQ(channel_.given.size(), 2u);
  EXPECT_EQ(channel_.given[0].key, channel_.given[1].key);
}

TEST_F(SendDraft, TriedTooOftenItFailsAndWaitsForAPerson) {
  channel_.answers.assign(50, receipt(ReceiptKind::not_sent, TroubleKind::unreachable));
  const base::Id id = queued();
  hours(100);
  EXPECT_EQ(channel_.given.size(), 3u);
  EXPECT_EQ(state(id), State::failed);
}

TEST_F(SendDraft, WhatMayHaveArrivedIsSettledByAPersonAndNeverSentAgainBefore) {
  channel_.answers = {receipt(ReceiptKind::unknown)};
  const base::Id id = queued();
  hours(30);
  EXPECT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(state(id), State::unknown);
  for (const char* name : {"queue", "revise", "withdraw", "unqueue", "prepare-by-hand"}) {
    EXPECT_NE(refused("ray", name, id), "") << name;
  }
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":true})"), "bad-request");
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":false,"url":"https://x.example/1"})"),
            "bad-request");
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":true,"url":"https://x.example/1"})"), "");
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":false})"), "wrong-state");
}

TEST_F(SendDraft, WhatDidNotArriveMayBeSentAgainWithAnotherKey) {
  channel_.answers = {receipt(ReceiptKind::unknown)};
  const base::Id id = queued();
  hours(1);
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":false})"), "");
  EXPECT_EQ(refused("ray", "queue", id), "");
  hours(1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_NE(channel_.given[0].key, channel_.given[1].key);
}

TEST_F(SendDraft, WhereTheSameKeyIsHarmlessAnUnknownSendingIsRepeatedWithIt) {
  channel_.able.repeats_safely = true;
  channel_.answers = {receipt(ReceiptKind::unknown)};
  const base::Id id = queued();
  drain();
  EXPECT_EQ(state(id), State::unknown);
  EXPECT_NE(refused("ray", "unqueue", id), "");  // a person cannot let it go under another key
  hours(2);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(channel_.given[0].key, channel_.given[1].key);
}

TEST_F(SendDraft, OnceUncertainNoLaterFailureSaysThatItIsNotThere) {
  channel_.able.repeats_safely = true;
  channel_.answers = {receipt(ReceiptKind::unknown)};
  channel_.answers.insert(channel_.answers.end(), 20, receipt(ReceiptKind::not_sent));
  const base::Id id = queued();
  hours(60);
  EXPECT_EQ(state(id), State::unknown);
  EXPECT_NE(refused("ray", "queue", id), "");
}

TEST_F(SendDraft, APersonWhoSettlesItEndsTheRepeating) {
  channel_.able.repeats_safely = true;
  channel_.answers = {receipt(ReceiptKind::unknown)};
  const base::Id id = queued();
  drain();
  EXPECT_EQ(refused("ray", "settle", id, R"({"went_out":true,"url":"https://x.example/1"})"), "");
  hours(30);
  EXPECT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(state(id), State::sent);
}

TEST_F(SendDraft, ATextThatWasErasedDoesNotGoOut) {
  const base::Id id = queued();
  const base::Id text = draft(id).versions.back().text.id;
  desk_.write("person:mia", [&](Writing& writing) { writing.in().erase_text(text); });
  hours(1);
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(state(id), State::failed);
  EXPECT_EQ(rows(id).at(0).state, "cancelled");
}

TEST_F(SendDraft, ARowThatNobodyQueuedSendsNothing) {
  const base::Id id = submitted("ray", plain_text);
  desk_.write("machine", [&](Writing& writing) {
    store::OutboxRow row;
    row.id = writing.new_id();
    row.kind = "send";
    row.channel = "main";
    row.case_id = id;
    row.key = "forged";
    row.state = "waiting";
    row.payload = R"({"text":"Send me!"})";
    row.created_at = row.next_at = writing.now();
    writing.in().put_outbox(row);
  });
  hours(1);
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(state(id), State::ready);
}

TEST_F(SendDraft, ACrisisHoldsBackWhatWasQueuedAlsoAfterItIsStoodDown) {
  const base::Id id = queued();
  const base::Id later = submitted("rob", "The hall is open on Monday from nine.");
  act("rob", "schedule", later, R"({"at":"2026-12-01T09:00:00Z"})");
  crisis(true);
  hours(1);
  EXPECT_EQ(state(id), State::held);
  crisis(false);
  hours(24 * 6);
  EXPECT_EQ(state(later), State::held);
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(refused("ray", "queue", id), "");  // a person lets it go
  hours(1);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(state(later), State::held);
}

TEST_F(SendDraft, InACrisisOnlyThoseNamedPublish) {
  const base::Id id = submitted("ray", plain_text);
  crisis(true, {"mia"});
  clock_.pass(std::chrono::seconds(1));
  EXPECT_EQ(refused("ray", "queue", id), "in-crisis");
  EXPECT_EQ(refused("ray", "prepare-by-hand", id), "in-crisis");
  EXPECT_EQ(refused("mia", "queue", id), "");
  hours(1);
  EXPECT_EQ(state(id), State::sent);
}

TEST_F(SendDraft, AFailureOfTheDiskAfterTheSiteHasItSendsNothingTwice) {
  const base::Id id = queued();
  store_.full_after = 1;
  outbox_.turn();
  EXPECT_EQ(channel_.given.size(), 1u);
  store_.full_after = -1;
  hours(5);
  EXPECT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(state(id), State::sent);
}

TEST_F(SendDraft, AStopBetweenTheSiteAndTheRecordIsSettledByAPerson) {
  const base::Id id = queued();
  store_.full_after = 1;
  outbox_.turn();
  store_.full_after = -1;
  Outbox again(desk_, {{"send", draft_courier({.channel = [this](std::string_view account) {
                                                 return channel_for(account);
                                               },
                                               .past = nullptr,
                                               .gap = {}})}},
               {});
  EXPECT_EQ(again.recover(), 1u);
  while (again.turn()) {}
  EXPECT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(state(id), State::unknown);
}

struct Said {
  std::string_view name;
  ReceiptKind receipt;
  TroubleKind trouble;
  Attempt::Kind attempt;
  bool rests;
};
class Receipts : public ::testing::TestWithParam<Said> {};

TEST_P(Receipts, AreTakenAsWhatTheyMean) {
  const Said& said = GetParam();
  const Attempt attempt = attempt_of(receipt(said.receipt, said.trouble));
  EXPECT_EQ(attempt.kind, said.attempt);
  EXPECT_EQ(attempt.rest, said.rests);
  EXPECT_EQ(attempt.trouble, "It did not work.");
}

INSTANTIATE_TEST_SUITE_P(
    All, Receipts,
    ::testing::Values(
        Said{"Down", ReceiptKind::not_sent, TroubleKind::unreachable, Attempt::Kind::later, true},
        Said{"Slow", ReceiptKind::unknown, TroubleKind::slow, Attempt::Kind::unknown, true},
        Said{"RateLimited", ReceiptKind::not_sent, TroubleKind::rate_limited, Attempt::Kind::later,
             true},
        Said{"Refused", ReceiptKind::refused, TroubleKind::refused, Attempt::Kind::refused, false},
        Said{"Rubbish", ReceiptKind::unknown, TroubleKind::rubbish, Attempt::Kind::unknown, true},
        Said{"SignedOut", ReceiptKind::not_sent, TroubleKind::signed_out, Attempt::Kind::later,
             true}),
    [](const auto& one) { return std::string(one.param.name); });

TEST(ReceiptsWithoutWords, SayThatThereWereNone) {
  EXPECT_EQ(attempt_of({}).kind, Attempt::Kind::unknown);
  EXPECT_EQ(attempt_of({}).trouble, "The site gave no reason.");
}

}  // namespace
}  // namespace decorum::desk
