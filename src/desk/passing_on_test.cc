// hand-over, hand-back, revoke-link, ask-research, close-research.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

class PassingOn : public ::testing::Test {
 protected:
  PassingOn() { world.one.outcomes = {"serve"}; }

  cases::HandOver& is_out(std::string to, std::optional<base::Id> link = {}) {
    world.one.waits_for = cases::WaitsFor::team;
    return world.one.hand_overs.emplace_back(
        cases::HandOver{base::Id{80}, std::move(to), world.now - 1h, {}, link, {}, {}});
  }
  std::string to(std::string_view whom, std::string_view more = "") {
    return fmt::format(R"({{"to":"{}","message":"Where is her certificate?"{}}})", whom, more);
  }
  Actor by_link(std::int64_t id) {
    Actor actor;
    actor.id = "link:" + base::to_text(base::Id{id});
    return actor;
  }
  World world;
};

TEST_F(PassingOn, A_team_gets_the_case_a_mail_and_a_clock) {
  const auto acted = world.act(world.ana, "hand-over", to("team:membership"));
  EXPECT_EQ(words(acted), "done: handed-over");
  const auto& event = only<cases::HandedOver>(acted);
  EXPECT_EQ(event.to, "team:membership");
  EXPECT_EQ(world.keeper.text(event.message), "Where is her certificate?");
  EXPECT_FALSE(event.link);
  ASSERT_TRUE(event.due);
  EXPECT_EQ(event.due->what, "team:membership");
  EXPECT_EQ(event.due->clock, "4 hours of business");
  EXPECT_EQ(event.due->at, world.now + 4h);
  EXPECT_EQ(event.due->warn_at, world.now + 2h);  // first-response warns at half
  ASSERT_EQ(acted->mails.size(), 1u);
  EXPECT_EQ(acted->mails[0].to, "team:membership");
  EXPECT_EQ(acted->mails[0].template_id, "hand-over");
  EXPECT_TRUE(acted->links.empty());
}

TEST_F(PassingOn, People_without_an_account_get_a_link) {
  const auto acted = world.act(world.ana, "hand-over", to("team:membership", R"(,"link":true)"));
  ASSERT_TRUE(acted) << words(acted);
  ASSERT_EQ(acted->links.size(), 1u);
  EXPECT_EQ(acted->links[0].to, "members@example.org");
  EXPECT_TRUE(acted->mails.empty());  // the link's own mail says it all
  EXPECT_EQ(acted->links[0].until, world.now + std::chrono::days(14));
  EXPECT_EQ(only<cases::HandedOver>(acted).link, acted->links[0].id);

  const auto dee = world.act(world.ana, "hand-over", to("person:dee", R"(,"link":true)"));
  ASSERT_TRUE(dee) << words(dee);
  EXPECT_EQ(dee->links[0].to, "dee@example.org");
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", to("person:dee")),
                         Refusal::bad_request, "Dee Outside has no sign-in"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", to("person:ben", R"(,"link":true)")),
                         Refusal::bad_request, "needs no link"));
}

// What the desk looks up knows people of the policy too.
TEST_F(PassingOn, Whoever_has_no_sign_in_is_sent_a_link_and_given_nothing_else) {
  Colleague& dee = world.colleagues.emplace_back();
  dee.person = "dee";
  dee.name = "Dee Outside";
  dee.email = "dee@example.org";
  dee.roles = {"responder"};
  dee.may = permissions_of("responder");
  dee.has_sign_in = false;
  EXPECT_TRUE(world.act(world.ana, "hand-over", to("person:dee", R"(,"link":true)")));
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", to("person:dee")),
                         Refusal::bad_request, "Dee Outside has no sign-in"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "assign", R"({"to":"dee"})"),
                         Refusal::no_such_person, "Dee Outside has no sign-in"));
  EXPECT_TRUE(is_refused(
      world.act(world.ana, "ask-research", R"({"owner":"person:dee","question":"?"})"),
      Refusal::no_such_person, "Dee Outside has no sign-in"));
  world.colleagues.back().away = true;
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", to("person:dee", R"(,"link":true)")),
                         Refusal::wrong_state));
}

TEST_F(PassingOn, Everybody_who_acts_in_a_role_is_told) {
  const auto acted = world.act(world.meg, "hand-over", to("role:responder"));
  ASSERT_TRUE(acted) << words(acted);
  ASSERT_EQ(acted->mails.size(), 2u);
  EXPECT_EQ(acted->mails[0].to, "person:ana");
  EXPECT_EQ(acted->mails[1].to, "person:ben");
  const auto care = world.act(world.meg, "hand-over", to("role:member-care", R"(,"link":true)"));
  ASSERT_TRUE(care) << words(care);
  EXPECT_EQ(care->links[0].to, "dee@example.org");
}

struct Wrong {
  std::string request;
  Refusal why;
};

TEST_F(PassingOn, It_goes_to_somebody_who_is_there_with_a_message) {
  for (const Wrong& wrong : std::vector<Wrong>{
           {to("team:weather"), Refusal::no_such_team},
           {to("role:weather"), Refusal::no_such_team},
           {to("role:vacant"), Refusal::no_such_person},
           {to("person:zed", R"(,"link":true)"), Refusal::no_such_person},
           {to("membership"), Refusal::bad_request},
           {to("team:"), Refusal::bad_request},
           {to("team:membership", R"(,"deadline":"soonish")"), Refusal::bad_request},
           {R"({"to":"team:membership"})", Refusal::bad_request},
           {R"({"to":"team:membership","message":" "})", Refusal::bad_request},
       }) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", wrong.request), wrong.why))
        << wrong.request;
  }
  EXPECT_TRUE(world.keeper.texts.empty());
}

TEST_F(PassingOn, A_deadline_can_be_named) {
  const auto acted =
      world.act(world.ana, "hand-over", to("team:membership", R"(,"deadline":"facts")"));
  EXPECT_EQ(only<cases::HandedOver>(acted).due->at, world.now + 8h);
}

TEST_F(PassingOn, A_case_is_in_one_place) {
  is_out("team:membership");
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-over", to("role:responder")),
                         Refusal::wrong_state, "Membership has had it since 09:00"));
}

TEST_F(PassingOn, The_answer_comes_back) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-back", R"({"answer":"It went out"})"),
                         Refusal::already_so));
  is_out("team:membership");
  const auto acted = world.act(world.ana, "hand-back", R"({"answer":"It went out on Monday"})");
  const auto& event = only<cases::HandedBack>(acted);
  EXPECT_EQ(event.hand_over, base::Id{80});
  EXPECT_EQ(world.keeper.text(*event.answer), "It went out on Monday");
  EXPECT_TRUE(is_refused(world.act(world.ana, "hand-back", R"({"answer":" "})"),
                         Refusal::bad_request));
}

TEST_F(PassingOn, Whoever_has_the_case_hears_that_the_answer_came) {
  is_out("team:membership");
  world.one.assigned = "ben";
  const auto acted = world.act(world.ana, "hand-back", R"({"answer":"It went out"})");
  ASSERT_TRUE(acted) << words(acted);
  ASSERT_EQ(acted->mails.size(), 1u);
  EXPECT_EQ(acted->mails[0].to, "person:ben");
  EXPECT_EQ(acted->mails[0].fields.at("from"), "team:membership");
  EXPECT_TRUE(world.act(world.ben, "hand-back", R"({"answer":"It went out"})")->mails.empty());
  EXPECT_TRUE(world.act(world.ana, "hand-back")->mails.empty());
}

TEST_F(PassingOn, Whoever_may_work_on_cases_takes_it_back_without_an_answer) {
  is_out("team:membership");
  EXPECT_FALSE(only<cases::HandedBack>(world.act(world.ana, "hand-back")).answer);
}

TEST_F(PassingOn, What_was_due_before_is_due_again) {
  is_out("team:membership");
  cases::Conversation before = world.one;
  before.due = sample_due("outcome:serve", world.now, world.now + 1h);
  world.one.due = sample_due("team:membership", world.now, world.now + 3h);
  Past& past = world.past[base::Id{80}];
  past.event.case_id = world.one.id;
  past.what = cases::HandedOver{};
  past.before = before;
  const auto acted = world.act(world.ana, "hand-back");
  EXPECT_EQ(only<cases::DueSet>(acted).due, before.due);
}

TEST_F(PassingOn, The_link_gives_an_answer_back_once_and_nothing_else) {
  is_out("team:membership", base::Id{90});
  const auto acted = world.act(by_link(90), "hand-back", R"({"answer":"It went out"})");
  EXPECT_EQ(words(acted), "done: handed-back link-revoked");
  EXPECT_TRUE(is_refused(world.act(by_link(90), "hand-back"), Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(by_link(91), "hand-back", R"({"answer":"x"})"),
                         Refusal::not_permitted));
  Actor bold = by_link(90);
  bold.may.set();
  for (const Act& act : acts()) {
    if (act.info.name == "hand-back") continue;
    EXPECT_TRUE(is_refused(world.act(bold, act.info.name), Refusal::not_permitted))
        << act.info.name;
  }
  world.one.hand_overs.back().back_at = world.now;
  EXPECT_TRUE(is_refused(world.act(by_link(90), "hand-back", R"({"answer":"x"})"),
                         Refusal::not_permitted));
}

TEST_F(PassingOn, Whoever_has_it_needs_no_other_right) {
  const Actor dee = person("dee", {"member-care"});
  const char* request = R"({"answer":"It went out"})";
  for (const char* to : {"team:membership", "role:member-care", "person:dee"}) {
    world.one.hand_overs.clear();
    is_out(to);
    EXPECT_TRUE(world.act(dee, "hand-back", request)) << to;
    EXPECT_TRUE(is_refused(world.act(dee, "hand-back"), Refusal::bad_request)) << to;
    EXPECT_TRUE(is_refused(world.act(dee, "note", R"({"text":"x"})"), Refusal::not_permitted));
  }
  world.one.hand_overs.clear();
  is_out("role:responder");
  EXPECT_TRUE(is_refused(world.act(dee, "hand-back", request), Refusal::not_permitted));
}

TEST_F(PassingOn, A_link_is_revoked) {
  const std::string link = fmt::format(R"({{"link":"{}"}})", base::to_text(base::Id{90}));
  EXPECT_TRUE(is_refused(world.act(world.ana, "revoke-link", link), Refusal::already_so));
  is_out("team:membership", base::Id{91});
  EXPECT_TRUE(is_refused(world.act(world.ana, "revoke-link", link), Refusal::not_found));
  world.one.hand_overs.back().link = base::Id{90};
  EXPECT_EQ(only<cases::LinkRevoked>(world.act(world.ana, "revoke-link", link)).link,
            base::Id{90});
}

TEST_F(PassingOn, Research_has_an_owner_a_question_and_a_deadline) {
  const auto acted = world.act(world.ana, "ask-research",
                               R"({"owner":"role:manager","question":"Did fees rise?"})");
  const auto& event = only<cases::ResearchAsked>(acted);
  EXPECT_EQ(event.owner, "role:manager");
  EXPECT_EQ(world.keeper.text(*event.question), "Did fees rise?");
  EXPECT_EQ(event.due.what, "research");
  EXPECT_EQ(event.due.at, world.now + 4h);
  ASSERT_EQ(acted->mails.size(), 1u);
  EXPECT_EQ(acted->mails[0].to, "person:meg");
  EXPECT_EQ(acted->mails[0].fields.at("due"), "2026-11-27T14:00:00Z");
  for (const Wrong& wrong : std::vector<Wrong>{
           {R"({"owner":"role:weather","question":"?"})", Refusal::no_such_team},
           {R"({"owner":"team:weather","question":"?"})", Refusal::no_such_team},
           {R"({"owner":"person:dee","question":"?"})", Refusal::no_such_person},
           {R"({"owner":"manager","question":"?"})", Refusal::bad_request},
           {R"({"owner":"role:manager","question":" "})", Refusal::bad_request},
           {R"({"owner":"role:manager"})", Refusal::bad_request},
           {R"({"owner":"role:manager","question":"?","deadline":"x"})", Refusal::bad_request},
       }) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "ask-research", wrong.request), wrong.why))
        << wrong.request;
  }
}

TEST_F(PassingOn, Research_ends_in_a_sheet_or_an_answer) {
  const std::string task = base::to_text(base::Id{60});
  const auto request = [&](std::string_view more) {
    return fmt::format(R"({{"research":"{}"{}}})", task, more);
  };
  EXPECT_TRUE(is_refused(world.act(world.ana, "close-research", request(R"(,"sheet":"fees")")),
                         Refusal::already_so));
  world.one.research = {{base::Id{60}, "role:manager", world.now, {}, "", false},
                        {base::Id{61}, "role:manager", world.now, {}, "", true}};
  EXPECT_EQ(only<cases::ResearchClosed>(
                world.act(world.ana, "close-research", request(R"(,"sheet":"fees")")))
                .sheet,
            "fees");
  const auto acted = world.act(world.ana, "close-research", request(R"(,"answer":"They did")"));
  EXPECT_EQ(world.keeper.text(*only<cases::ResearchClosed>(acted).answer), "They did");
  EXPECT_TRUE(is_refused(world.act(world.ana, "close-research", request("")),
                         Refusal::bad_request));
  EXPECT_TRUE(is_refused(world.act(world.ana, "close-research", request(R"(,"sheet":"rain")")),
                         Refusal::not_found));
  const auto other = [](int id) {
    return fmt::format(R"({{"research":"{}","sheet":"fees"}})", base::to_text(base::Id{id}));
  };
  EXPECT_TRUE(is_refused(world.act(world.ana, "close-research", other(61)), Refusal::already_so));
  EXPECT_TRUE(is_refused(world.act(world.ana, "close-research", other(62)), Refusal::not_found));
}

}  // namespace
}  // namespace decorum::desk
