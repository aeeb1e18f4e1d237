// The acts on drafts, one after the other, on a real store.
#include <gtest/gtest.h>

#include "desk/draft_for_test.h"
#include "desk/draft_list.h"

namespace decorum::desk {
namespace {

using Texts = std::vector<std::string>;

class DraftActs : public DraftTest {};

TEST_F(DraftActs, APostThatNeedsNobodyElseGoesOutAsItWasWritten) {
  const base::Id id = submitted("ray", plain_text);
  EXPECT_EQ(state(id), State::ready);
  EXPECT_EQ(refused("ray", "queue", id), "");
  EXPECT_EQ(state(id), State::queued);
  drain();
  ASSERT_EQ(channel_.given.size(), 1u);
  EXPECT_EQ(channel_.given[0].text, plain_text);
  EXPECT_EQ(channel_.given[0].account, "main");
  EXPECT_EQ(channel_.given[0].in_reply_to, "");
  EXPECT_EQ(channel_.given[0].key, draft(id).sending->key);
  EXPECT_EQ(state(id), State::sent);
  EXPECT_EQ(draft(id).publication->url, "https://x.example.org/" + draft(id).sending->key);
}

TEST_F(DraftActs, WhatWentOutIsAPostOfOursAndFoundAsSaidBefore) {
  const base::Id id = submitted("ray", plain_text);
  act("ray", "queue", id);
  drain();
  store_.read([&](store::Snapshot& in) {
    const auto row = in.post_at("x", draft(id).publication->site_id);
    ASSERT_TRUE(row);
    EXPECT_TRUE(row->ours);
    const auto text = in.text(row->document);
    EXPECT_EQ(post::read_post(text->body)->text, plain_text);
    PastPosts again(10);
    EXPECT_EQ(load_past(in, again), 1u);
    EXPECT_EQ(again.like(plain_text).size(), 1u);
  });
  EXPECT_EQ(past_.like(plain_text).size(), 1u);
}

TEST_F(DraftActs, AReplyGoesToThePostAndClosesItsConversation) {
  const base::Id conversation = this->conversation("let-stand");
  const base::Id id = write("ray", plain_text, "main",
                            ",\"conversation\":\"" + base::to_text(conversation) + "\"");
  EXPECT_EQ(read_conversation(conversation).drafts, std::vector<base::Id>{id});
  act("ray", "submit", id);
  act("ray", "queue", id);
  EXPECT_EQ(read_conversation(conversation).waits_for, cases::WaitsFor::sending);
  drain();
  store_.read([&](store::Snapshot& in) {
    const auto answered = in.post(*draft(id).answers);
    EXPECT_EQ(channel_.given.at(0).in_reply_to, answered->site_id);
    EXPECT_EQ(in.post_at("x", draft(id).publication->site_id)->thread, answered->thread);
  });
  EXPECT_EQ(read_conversation(conversation).closed_as, "answered");
}

TEST_F(DraftActs, TipsOfTheOutcomeAreTickedBeforeItIsSubmitted) {
  const base::Id conversation = this->conversation("research");
  const base::Id id = write("ray", plain_text, "main",
                            ",\"conversation\":\"" + base::to_text(conversation) + "\"");
  EXPECT_EQ(refused("ray", "submit", id), "wrong-state");
  EXPECT_EQ(refused("ray", "tick", id, R"({"tip":"no-such-tip"})"), "not-found");
  EXPECT_EQ(refused("ray", "tick", id, R"({"tip":"honest"})"), "");
  EXPECT_EQ(refused("ray", "tick", id, R"({"tip":"honest"})"), "already-so");
  EXPECT_EQ(refused("ray", "submit", id), "wrong-state");
  EXPECT_EQ(refused("ray", "tick", id, R"({"tip":"informative"})"), "");
  EXPECT_EQ(refused("ray", "untick", id, R"({"tip":"honest"})"), "");
  EXPECT_EQ(refused("ray", "untick", id, R"({"tip":"honest"})"), "already-so");
  EXPECT_EQ(refused("ray", "submit", id), "wrong-state");
  EXPECT_EQ(refused("ray", "tick", id, R"({"tip":"honest"})"), "");
  EXPECT_EQ(refused("ray", "submit", id), "");
  EXPECT_EQ(draft(id).submission->tips, (Texts{"honest", "informative"}));
}

TEST_F(DraftActs, ATextWithErrorsIsRefusedUntilTheyAreMendedOrStandWithAReason) {
  const base::Id id = write("ray", "Your NHS number is 943 476 5919.");
  EXPECT_EQ(refused("ray", "submit", id), "wrong-state");
  const std::string let =
      R"(,"let_stand":[{"rule":"PII1","words":"943 476 5919","reason":"Invented by us."}]}})";
  std::string request = revised(newest(id), "Your NHS number is 943 476 5919.");
  request.replace(request.size() - 2, 2, let);
  EXPECT_EQ(refused("ray", "revise", id, request), "");
  EXPECT_EQ(refused("ray", "submit", id), "");
}

TEST_F(DraftActs, FindingsAreFrozenWithThePolicyTheyAreFrom) {
  const base::Id id = submitted("ray", "We are open until six! Come!! See you there.");
  const cases::Submission submission = *draft(id).submission;
  EXPECT_EQ(submission.policy, institute_for_test().policy.hash);
  EXPECT_GT(submission.warnings, 0);
  store_.read([&](store::Snapshot& in) {
    const auto text = in.text(submission.findings.id);
    ASSERT_TRUE(text);
    EXPECT_EQ(record::salted_digest(text->salt, text->body), submission.findings.digest);
    EXPECT_NE(text->body.find("\"EM1\""), std::string::npos);
  });
}

TEST_F(DraftActs, OnAnAccountWithApproversNothingGoesOutAlone) {
  const base::Id id = submitted("pip", plain_text, "press");
  EXPECT_EQ(state(id), State::waiting);
  EXPECT_EQ(refused("pip", "queue", id), "wrong-state");
  EXPECT_EQ(refused("pip", "approve", id, approve_now(id)), "own-text");
  for (const char* other : {"ray", "mia", "lee"}) {
    EXPECT_EQ(refused(other, "approve", id, approve_now(id)), "not-permitted") << other;
  }
  EXPECT_EQ(rows(id, "mail").size(), 1u);  // the chief executive is asked
  EXPECT_EQ(refused("cy", "approve", id, approve_now(id)), "");
  EXPECT_EQ(state(id), State::ready);
  EXPECT_EQ(refused("ray", "queue", id), "not-permitted");  // responders do not post there
  EXPECT_EQ(refused("pip", "queue", id), "");
  drain();
  EXPECT_EQ(channel_.given.size(), 1u);
}

TEST_F(DraftActs, AnApprovalIsForTheVersionThatWasRead) {
  const base::Id id = submitted("pip", plain_text, "press");
  const base::Id read = newest(id);
  act("pip", "revise", id, revised(read, "The library is closed today."));
  act("pip", "submit", id);
  EXPECT_EQ(refused("cy", "approve", id, of(read)), "stale");
  EXPECT_EQ(state(id), State::waiting);
}

TEST_F(DraftActs, ChangingATextVoidsWhatWasSubmittedAndApproved) {
  const base::Id id = submitted("pip", plain_text, "press");
  act("cy", "approve", id, approve_now(id));
  ASSERT_EQ(state(id), State::ready);
  EXPECT_EQ(refused("ray", "revise", id, revised(newest(id), "The library is closed.")), "");
  EXPECT_EQ(state(id), State::writing);
  EXPECT_TRUE(draft(id).approvals.empty());
  EXPECT_FALSE(draft(id).submission);
  EXPECT_EQ(draft(id).authors, (Texts{"person:pip", "person:ray"}));
  EXPECT_EQ(refused("pip", "queue", id), "wrong-state");
}

TEST_F(DraftActs, WhoeverChangedItIsAnAuthorAndApprovesNoMore) {
  const base::Id id = submitted("pip", plain_text, "press");
  act("cy", "revise", id, revised(newest(id), "The library is closed today."));
  EXPECT_EQ(refused("cy", "submit", id), "");  // a deputy stands in
  EXPECT_EQ(refused("cy", "approve", id, approve_now(id)), "own-text");
}

TEST_F(DraftActs, ATextThatNobodyMayApproveIsNotLeftWaiting) {
  roles_["chief-executive"] = roles_["deputy-chief-executive"] = {};
  const base::Id id = write("pip", plain_text, "press");
  EXPECT_EQ(refused("pip", "submit", id), "no-such-person");
  EXPECT_EQ(state(id), State::writing);
}

TEST_F(DraftActs, ASecondPairOfEyesCanBeAskedFor) {
  const base::Id id = write("ray", plain_text);
  EXPECT_EQ(refused("ray", "submit", id, R"({"also":["no-such-role"]})"), "not-found");
  EXPECT_EQ(refused("ray", "submit", id, R"({"also":["manager"]})"), "");
  EXPECT_EQ(state(id), State::waiting);
  EXPECT_EQ(refused("mia", "approve", id, approve_now(id)), "");
  EXPECT_EQ(state(id), State::ready);
}

TEST_F(DraftActs, SentBackItIsWrittenOn) {
  const base::Id id = submitted("pip", plain_text, "press");
  EXPECT_EQ(refused("cy", "send-back", id, R"({"reason":"  "})"), "bad-request");
  EXPECT_EQ(refused("ray", "send-back", id, R"({"reason":"No."})"), "not-permitted");
  EXPECT_EQ(refused("pip", "send-back", id, R"({"reason":"No."})"), "own-text");
  EXPECT_EQ(refused("cy", "send-back", id, R"({"reason":"Say when it opens."})"), "");
  EXPECT_EQ(state(id), State::writing);
  EXPECT_TRUE(draft(id).sent_back);
  EXPECT_EQ(refused("cy", "approve", id, approve_now(id)), "wrong-state");
  EXPECT_EQ(rows(id, "mail").size(), 2u);
}

TEST_F(DraftActs, AnApprovalWithdrawnTakesItOutOfTheQueue) {
  const base::Id id = submitted("pip", plain_text, "press");
  act("cy", "approve", id, approve_now(id));
  act("pip", "queue", id);
  EXPECT_EQ(refused("mia", "withdraw-approval", id), "not-yours");
  EXPECT_EQ(refused("cy", "withdraw-approval", id, R"({"reason":"Wait."})"), "");
  EXPECT_EQ(state(id), State::waiting);
  EXPECT_EQ(rows(id).at(0).state, "cancelled");
  drain();
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(refused("cy", "approve", id, approve_now(id)), "");
  EXPECT_EQ(refused("pip", "queue", id), "");
  drain();
  EXPECT_EQ(channel_.given.size(), 1u);
}

TEST_F(DraftActs, GoesOutAtItsTimeAndNotBefore) {
  const base::Id id = submitted("ray", plain_text);
  EXPECT_EQ(refused("ray", "schedule", id, R"({"at":"2026-11-27T10:00:00Z"})"), "too-late");
  EXPECT_EQ(refused("ray", "schedule", id, R"({"at":"2029-11-27T10:00:00Z"})"), "bad-request");
  EXPECT_EQ(refused("ray", "schedule", id, R"({"at":"tomorrow"})"), "bad-request");
  EXPECT_EQ(refused("ray", "schedule", id, R"({"at":"2026-11-30T09:30:00Z"})"), "");
  clock_.set(*base::parse_rfc3339("2026-11-30T09:29:59Z"));
  drain();
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(refused("ray", "revise", id, revised(newest(id), "Changed.")), "wrong-state");
  clock_.set(*base::parse_rfc3339("2026-11-30T09:30:00Z"));
  drain();
  EXPECT_EQ(channel_.given.size(), 1u);
}

TEST_F(DraftActs, TakenOutOfTheQueueItDoesNotGoOut) {
  const base::Id id = submitted("ray", plain_text);
  act("ray", "queue", id);
  EXPECT_EQ(refused("lee", "unqueue", id), "not-permitted");
  EXPECT_EQ(refused("ray", "unqueue", id), "");
  EXPECT_EQ(refused("ray", "unqueue", id), "wrong-state");
  drain();
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(state(id), State::ready);
  act("ray", "queue", id);
  drain();
  EXPECT_EQ(channel_.given.size(), 1u);
}

TEST_F(DraftActs, WithdrawnItDoesNotGoOutAndCanBeTakenUp) {
  const base::Id id = submitted("ray", plain_text);
  act("ray", "queue", id);
  EXPECT_EQ(refused("ray", "withdraw", id, R"({"reason":"Overtaken."})"), "");
  drain();
  EXPECT_TRUE(channel_.given.empty());
  for (const char* name : {"revise", "submit", "queue", "withdraw", "prepare-by-hand"}) {
    EXPECT_NE(refused("ray", name, id), "") << name;
  }
  EXPECT_EQ(refused("ray", "take-up", id), "");
  EXPECT_EQ(state(id), State::writing);
}

TEST_F(DraftActs, WhereNothingSendsItIsPostedByHandAndConfirmed) {
  const base::Id id = submitted("ray", plain_text, "page");
  EXPECT_EQ(refused("ray", "queue", id), "wrong-state");
  EXPECT_EQ(refused("ray", "posted-by-hand", id, R"({"url":"https://f.example/1"})"),
            "wrong-state");
  EXPECT_EQ(refused("ray", "prepare-by-hand", id), "");
  EXPECT_EQ(refused("ray", "prepare-by-hand", id), "already-so");
  for (const char* url : {"", "f.example/1", "javascript:alert(1)", "https://", "https:///x",
                          "https://a b"}) {
    EXPECT_EQ(refused("ray", "posted-by-hand", id, std::string(R"({"url":")") + url + "\"}"),
              "bad-request") << url;
  }
  EXPECT_EQ(refused("lee", "posted-by-hand", id, R"({"url":"https://f.example/1"})"),
            "not-permitted");
  EXPECT_EQ(refused("ray", "posted-by-hand", id, R"({"url":"https://f.example/1"})"), "");
  EXPECT_TRUE(draft(id).publication->by_hand);
  EXPECT_TRUE(channel_.given.empty());
}

TEST_F(DraftActs, ByHandToNothingGoesOutThatWasNotApproved) {
  const base::Id id = submitted("pip", plain_text, "press");
  EXPECT_EQ(refused("pip", "prepare-by-hand", id), "wrong-state");
  act("cy", "approve", id, approve_now(id));
  EXPECT_EQ(refused("pip", "prepare-by-hand", id), "");
  act("cy", "withdraw-approval", id);
  EXPECT_EQ(refused("pip", "posted-by-hand", id, R"({"url":"https://x.example/1"})"),
            "wrong-state");
}

struct BadWrite {
  std::string_view name, request, refused;
};
class BadWrites : public DraftTest, public ::testing::WithParamInterface<BadWrite> {};

TEST_P(BadWrites, AreRefusedAndLeaveNothing) {
  EXPECT_EQ(refused("ray", "write", {}, std::string(GetParam().request)), GetParam().refused);
  store_.read([](store::Snapshot& in) {
    store::CaseQuery drafts;
    drafts.family = store::Family::draft;
    EXPECT_EQ(in.count_cases(drafts), 0);
    EXPECT_TRUE(in.texts_after({}, 10).empty());
  });
}

INSTANTIATE_TEST_SUITE_P(
    Requests, BadWrites,
    ::testing::Values(
        BadWrite{"NoAccount", R"({"content":{"text":"a"}})", "bad-request"},
        BadWrite{"AnUnknownAccount", R"({"account":"nobody","content":{"text":"a"}})",
                 "no-such-account"},
        BadWrite{"NoContent", R"({"account":"main"})", "bad-request"},
        BadWrite{"NoText", R"({"account":"main","content":{}})", "bad-request"},
        BadWrite{"AnUnknownField", R"({"account":"main","content":{"text":"a","payed":true}})",
                 "bad-request"},
        BadWrite{"NotJson", "{", "bad-request"},
        BadWrite{"AConversationThatIsNotThere",
                 R"({"account":"main","conversation":"0000000000001","content":{"text":"a"}})",
                 "not-found"},
        BadWrite{"APostWithoutItsConversation",
                 R"({"account":"main","answers":"0000000000001","content":{"text":"a"}})",
                 "bad-request"},
        BadWrite{"ATopicThatIsNotThere",
                 R"({"account":"main","topic":"0000000000001","content":{"text":"a"}})",
                 "not-found"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(DraftActs, AReplyIsOnThePostsOwnSiteAndToAPostOfTheConversation) {
  const std::string facebook = base::to_text(conversation("serve", "facebook"));
  const std::string x = base::to_text(conversation("serve"));
  EXPECT_EQ(refused("ray", "write", {},
                    written("a", "main", ",\"conversation\":\"" + facebook + "\"")),
            "no-such-account");
  EXPECT_EQ(refused("ray", "write", {},
                    written("a", "main", ",\"conversation\":\"" + x + "\",\"answers\":\"" + x +
                                             "\"")),
            "not-found");
}

TEST_F(DraftActs, OnlyPeopleWithTheRolesDoThem) {
  const base::Id id = write("ray", plain_text);
  Actor nobody;
  nobody.id = "person:nobody";
  nobody.person = "nobody";
  for (const DraftAct& one : draft_acts()) {
    const auto done = perform_on_draft(
        desk_, nobody, {.draft = id, .act = std::string(one.info.name), .version = {}}, tools_);
    ASSERT_FALSE(done) << one.info.name;
    EXPECT_EQ(done.error().why, Refusal::not_permitted) << one.info.name;
  }
  EXPECT_EQ(draft(id).version, 2);
}

TEST_F(DraftActs, AStaleVersionOrAnUnknownActOrDraftIsRefused) {
  const base::Id id = write("ray", plain_text);
  const auto stale = perform_on_draft(
      desk_, actor("ray"), {.draft = id, .act = "submit", .version = 1}, tools_);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().why, Refusal::stale);
  EXPECT_EQ(refused("ray", "publish-everything", id), "not-found");
  EXPECT_EQ(refused("ray", "submit", base::Id{12345}), "not-found");
  EXPECT_EQ(refused("ray", "revise", id, revised(base::Id{1}, "b")), "stale");
  EXPECT_EQ(refused("ray", "revise", id, revised(newest(id), plain_text)), "already-so");
}

TEST_F(DraftActs, EachHasANameOfItsOwnAndAnInverseOrSaysWhyNot) {
  for (const DraftAct& one : draft_acts()) {
    EXPECT_EQ(draft_act_named(one.info.name)->info.title, one.info.title);
    EXPECT_NE(one.info.inverse.empty(), one.info.no_inverse.empty()) << one.info.name;
    if (!one.info.inverse.empty()) {
      EXPECT_NE(draft_act_named(one.info.inverse), nullptr) << one.info.name;
    }
    base::Schemas named;
    EXPECT_NE(one.schema(named).find("object"), std::string::npos) << one.info.name;
  }
}

TEST_F(DraftActs, WhatIsPossibleIsWhatIsNotRefused) {
  const base::Id id = submitted("pip", plain_text, "press");
  store_.read([&](store::Snapshot& in) {
    const auto possible = possible_on(in, *in_use(), actor("cy"), draft(id), tools_, clock_.now());
    ASSERT_EQ(possible.size(), draft_acts().size());
    for (const Possible& one : possible) {
      const bool may = one.act == "approve" || one.act == "send-back" || one.act == "revise" ||
                       one.act == "withdraw";
      EXPECT_EQ(!one.refused, may) << one.act;
    }
  });
}

TEST_F(DraftActs, AfterwardsItIsSaidThatItWasTakenDownOrComplainedOf) {
  const base::Id id = submitted("ray", plain_text);
  EXPECT_EQ(refused("ray", "taken-down", id, R"({"reason":"Wrong day."})"), "wrong-state");
  EXPECT_EQ(refused("ray", "complained-of", id), "wrong-state");
  act("ray", "queue", id);
  drain();
  EXPECT_EQ(refused("ray", "complained-of", id), "");
  EXPECT_EQ(refused("ray", "complained-of", id), "already-so");
  using PastState = review::PastPost::State;
  EXPECT_EQ(past_.like(plain_text).at(0).post.state, PastState::complained_of);
  store_.read([&](store::Snapshot& in) {
    PastPosts again(10);
    load_past(in, again);
    EXPECT_EQ(again.like(plain_text).at(0).post.state, PastState::complained_of);
  });
  EXPECT_EQ(refused("ray", "not-complained-of", id), "");
  EXPECT_EQ(refused("ray", "taken-down", id, R"({"reason":""})"), "bad-request");
  EXPECT_EQ(refused("ray", "taken-down", id, R"({"reason":"Wrong day."})"), "");
  EXPECT_EQ(state(id), State::deleted);
  EXPECT_EQ(past_.like(plain_text).at(0).post.state, PastState::withdrawn);
}

// The case row is what its events make.
TEST_F(DraftActs, TheCaseIsWhatItsEventsMake) {
  const base::Id id = submitted("pip", plain_text, "press");
  act("cy", "approve", id, approve_now(id));
  act("pip", "queue", id);
  drain();
  store_.read([&](store::Snapshot& in) {
    cases::Draft again;
    for (const store::EventRow& row : in.events_of(id, {}, 100)) {
      const auto event = base::read_shape<record::Event>(row.bytes);
      ASSERT_TRUE(event);
      const auto what = cases::read_draft_event(*event);
      ASSERT_TRUE(what) << event->kind;
      cases::apply(again, *event, *what);
    }
    EXPECT_EQ(base::write_shape(again), in.case_row(id)->body);
  });
}

}  // namespace
}  // namespace decorum::desk
