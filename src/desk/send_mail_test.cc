// Mails on their way out: whom they reach, what they say, what stops them.
#include "desk/send_mail.h"

#include <gtest/gtest.h>

#include "desk/draft_for_test.h"
#include "desk/put_mail.h"

namespace decorum::desk {
namespace {

class SendMail : public DraftTest {
 protected:
  std::vector<Letter> letters_;
  std::deque<Attempt> answers_;
  Outbox mails_{desk_, {{"mail", mail_courier(desk_, options())}},
                {.node = "one", .attempts_max = 3, .chance = [] { return 0.5; }}};

  MailCourier options() {
    return {.look = tools_.look,
            .organisation = "Quillmere",
            .page = "https://desk.example.org",
            .deliver = [this](const Letter& letter) {
              letters_.push_back(letter);
              if (answers_.empty()) return Attempt{.kind = Attempt::Kind::done};
              const Attempt answer = answers_.front();
              answers_.pop_front();
              return answer;
            }};
  }
  base::Id put(const MailWish& wish, base::Id case_id = {}) {
    desk_.write("machine", [&](Writing& writing) { put_mail(writing, case_id, wish); });
    base::Id id;
    store_.read([&](store::Snapshot& in) {
      for (const auto& row : in.outbox_due(clock_.now(), 500)) id = std::max(id, row.id);
    });
    return id;
  }
  store::OutboxRow row(base::Id id) {
    std::optional<store::OutboxRow> found;
    store_.read([&](store::Snapshot& in) { found = in.outbox(id); });
    return *found;
  }
  void post() {
    for (int turns = 0; turns < 100 && mails_.turn(); ++turns) {}
  }
};

TEST_F(SendMail, PutsNamesTimesAndTheCaseIntoAMail) {
  const base::Id conversation = this->conversation("serve");
  put({"person:ray", "assigned", {{"from", "person:mia"}, {"due", "2026-11-27T16:40:00Z"}}},
      conversation);
  post();
  ASSERT_EQ(letters_.size(), 1u);
  const Letter& letter = letters_[0];
  EXPECT_EQ(letter.address, "ray@example.org");
  EXPECT_EQ(letter.mail.subject, "Yours: case " + base::to_text(conversation) + ", x");
  EXPECT_NE(letter.mail.text.find("Hello ray,"), std::string::npos);
  EXPECT_NE(letter.mail.text.find("mia gave you"), std::string::npos);
  EXPECT_NE(letter.mail.text.find("due Friday 27 November, 16:40"), std::string::npos);
  EXPECT_NE(letter.mail.text.find("https://desk.example.org/cases/" +
                                  base::to_text(conversation)),
            std::string::npos);
  EXPECT_NE(letter.mail.text.find("Quillmere, social media desk"), std::string::npos);
}

TEST_F(SendMail, MakesAnAddressOfASecretAndForgetsItWhenTheMailHasGone) {
  const base::Id id = put({"new@example.org", "password-reset",
                           {{"link", "SECRET"}, {"until", "2026-11-28T10:00:00Z"}}});
  EXPECT_NE(row(id).payload.find("SECRET"), std::string::npos);
  post();
  EXPECT_NE(letters_.at(0).mail.text.find("https://desk.example.org/l/SECRET"),
            std::string::npos);
  EXPECT_EQ(row(id).state, "sent");
  EXPECT_EQ(row(id).payload, "{}");
}

TEST_F(SendMail, WritesToTeamsByTheirOwnAddress) {
  ASSERT_FALSE(institute_for_test().policy.roles.teams.empty());
  const policy::Team& team = institute_for_test().policy.roles.teams.front();
  put({"team:" + team.id, "acknowledge-policy", {{"link", "S"}}});
  post();
  EXPECT_EQ(letters_.at(0).address, team.email);
  EXPECT_NE(letters_.at(0).mail.text.find("Hello " + team.title), std::string::npos);
}

TEST_F(SendMail, SaysThatAWordWasErasedInsteadOfIt) {
  base::Id text;
  desk_.write("machine", [&](Writing& writing) {
    text = writing.keep("title", "The summer exam", {}).id;
  });
  const MailWish wish{"person:cy", "brief-reminder",
                      {{"time", "14:00"}, {"topic", "text:" + base::to_text(text)}}};
  put(wish);
  post();
  desk_.write("machine", [&](Writing& writing) { writing.in().erase_text(text); });
  put(wish);
  post();
  EXPECT_EQ(letters_.at(0).mail.subject, "Brief due at 14:00: The summer exam");
  EXPECT_EQ(letters_.at(1).mail.subject, "Brief due at 14:00: (erased)");
}

struct BadMail {
  std::string_view name, to, mail;
};
class BadMails : public SendMail, public ::testing::WithParamInterface<BadMail> {};

TEST_P(BadMails, AreCancelledAndSayWhy) {
  const base::Id id = put({std::string(GetParam().to), std::string(GetParam().mail), {}});
  post();
  EXPECT_TRUE(letters_.empty());
  EXPECT_EQ(row(id).state, "cancelled");
  EXPECT_NE(row(id).trouble, "");
}

INSTANTIATE_TEST_SUITE_P(
    Wishes, BadMails,
    ::testing::Values(BadMail{"NobodyOfThatName", "person:nobody", "acknowledge-policy"},
                      BadMail{"NoSuchTeam", "team:nobody", "acknowledge-policy"},
                      BadMail{"NoAddress", "somebody", "acknowledge-policy"},
                      BadMail{"NoReceiver", "", "acknowledge-policy"},
                      BadMail{"NoSuchMail", "person:ray", "no-such-mail"},
                      BadMail{"AFieldIsMissing", "person:ray", "acknowledge-policy"}),
    [](const auto& one) { return std::string(one.param.name); });

TEST_F(SendMail, IsTriedAgainWithTheSameKeyAndKeepsItsWordsUntilThen) {
  answers_ = {{.kind = Attempt::Kind::unknown, .trouble = "The mail server hung up."}};
  const base::Id id = put({"new@example.org", "acknowledge-policy", {{"link", "S"}}});
  post();
  EXPECT_EQ(row(id).state, "waiting");
  clock_.pass(std::chrono::hours(1));
  post();
  ASSERT_EQ(letters_.size(), 2u);
  EXPECT_EQ(letters_[0].key, letters_[1].key);
  EXPECT_EQ(row(id).state, "sent");
}

TEST_F(SendMail, NeedsNoMoreThanTheDeskGives) {
  const base::Id conversation = this->conversation("serve");
  const std::vector<MailWish> wishes{
      {"person:ray", "due-warning", {}},
      {"person:ray", "escalation", {{"next", "2026-11-27T16:40:00Z"}}},
      {"person:ray", "hand-over", {}},
      {"new@example.org", "hand-over-link", {{"link", "S"}}},
      {"new@example.org", "invitation", {{"link", "S"}}},
      {"new@example.org", "password-reset", {{"link", "S"}}},
      {"new@example.org", "acknowledge-policy", {{"link", "S"}}}};
  for (const MailWish& wish : wishes) {
    const base::Id id = put(wish, conversation);
    post();
    EXPECT_EQ(row(id).state, "sent") << wish.template_id << ": " << row(id).trouble;
  }
}

TEST_F(SendMail, EveryMailOfTheDraftsIsWhole) {
  const base::Id id = submitted("pip", plain_text, "press");
  act("cy", "send-back", id, R"({"reason":"Say when."})");
  post();
  ASSERT_EQ(letters_.size(), 2u);
  EXPECT_EQ(letters_[0].address, "cy@example.org");
  EXPECT_EQ(letters_[0].mail.text.find(plain_text), std::string::npos);
  EXPECT_EQ(letters_[1].address, "pip@example.org");
}

TEST_F(SendMail, AWebhookGetsTheEventAsItWasWritten) {
  base::Id event, id;
  desk_.write("machine", [&](Writing& writing) {
    event = writing.event("something", base::RawJson{"{}"});
    writing.in().put_document({.kind = std::string(webhook_kind), .id = "hook", .version = 1,
                               .key = {}, .second_key = {}, .expires_at = {},
                               .changed_at = writing.now(), .body = R"({"url":"https://a"})"});
    for (const char* hook : {"hook", "gone"}) {
      store::OutboxRow row;
      row.id = id = writing.new_id();
      row.kind = "webhook";
      row.channel = hook;
      row.key = std::string("hook-") + hook;
      row.state = "waiting";
      row.payload = base::write_shape(WebhookWish{hook, event});
      row.created_at = row.next_at = writing.now();
      writing.in().put_outbox(row);
    }
  });
  std::vector<std::string> given;
  Outbox hooks(desk_, {{"webhook", webhook_courier([&](const std::string& key,
                                                       const std::string& hook,
                                                       const std::string& bytes) {
                          given = {key, hook, bytes};
                          return Attempt{.kind = Attempt::Kind::done};
                        })}},
               {});
  while (hooks.turn()) {}
  ASSERT_EQ(given.size(), 3u);
  EXPECT_EQ(given[0], "hook-hook");
  EXPECT_EQ(given[1], R"({"url":"https://a"})");
  EXPECT_NE(given[2].find("\"something\""), std::string::npos);
  EXPECT_EQ(row(id).state, "cancelled");
}

}  // namespace
}  // namespace decorum::desk
