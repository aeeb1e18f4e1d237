// answer, withdraw-answer, confirm, dismiss.
#include "desk/act_for_test.h"

namespace decorum::desk {
namespace {

class Answers : public ::testing::Test {
 protected:
  Answers() {
    world.path = {{"needs", {"none"}, "machine"}, {"positive", {}, "machine"}};
    world.one.ask = "positive";
  }
  void machine_proposes(std::string question, std::vector<std::string> answers) {
    world.one.ask = question;
    world.path.back() = {std::move(question), std::move(answers), "proposed"};
  }
  World world;
};

TEST_F(Answers, The_open_question_is_answered) {
  const auto acted = world.act(world.ana, "answer",
                               R"({"question":"positive","answers":["no"],"reason":"Irony"})");
  const auto& answered = only<cases::Answered>(acted);
  EXPECT_EQ(answered.post, base::Id{12});
  EXPECT_EQ(answered.question, "positive");
  EXPECT_EQ(answered.answers, std::vector<std::string>{"no"});
  EXPECT_FALSE(answered.settles_proposal);
  EXPECT_EQ(world.keeper.text(*answered.reason), "Irony");
  EXPECT_TRUE(acted->walk_again);
}

TEST_F(Answers, Any_question_of_the_path_can_be_answered_otherwise) {
  const auto acted = world.act(world.ana, "answer",
                               R"({"question":"needs","answers":["threat","complaint"]})");
  EXPECT_EQ(only<cases::Answered>(acted).answers,
            (std::vector<std::string>{"threat", "complaint"}));
}

struct Wrong {
  const char* request;
  Refusal why;
};

TEST_F(Answers, What_the_question_does_not_have_is_refused) {
  for (const Wrong& wrong : std::vector<Wrong>{
           {R"({"question":"positive","answers":[]})", Refusal::bad_request},
           {R"({"question":"positive","answers":["yes","no"]})", Refusal::bad_request},
           {R"({"question":"positive","answers":["maybe"]})", Refusal::no_such_answer},
           {R"({"question":"needs","answers":["threat","threat"]})", Refusal::bad_request},
           {R"({"question":"needs","answers":["threat","yes"]})", Refusal::no_such_answer},
           {R"({"question":"troll","answers":["neither"]})", Refusal::nothing_is_asked},
           {R"({"question":"weather","answers":["neither"]})", Refusal::nothing_is_asked},
           {R"({"question":"","answers":["neither"]})", Refusal::bad_request},
           {R"({"answers":["neither"]})", Refusal::bad_request},
       }) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "answer", wrong.request), wrong.why))
        << wrong.request;
  }
  EXPECT_TRUE(world.keeper.texts.empty());
}

TEST_F(Answers, An_answer_is_about_the_post_that_was_looked_at) {
  const auto request = [](int post) {
    return fmt::format(R"({{"question":"positive","answers":["no"],"post":"{}"}})",
                       base::to_text(base::Id{post}));
  };
  EXPECT_TRUE(world.act(world.ana, "answer", request(12)));
  EXPECT_TRUE(is_refused(world.act(world.ana, "answer", request(11)), Refusal::stale));
}

TEST_F(Answers, A_text_that_is_gone_is_not_judged) {
  world.posts[base::Id{12}].text_is_gone = true;
  machine_proposes("troll", {"trolling"});
  const char* dismissal = R"({"question":"troll","answers":["neither"],"reason":"Cross"})";
  EXPECT_TRUE(is_refused(
      world.act(world.ana, "answer", R"({"question":"troll","answers":["neither"]})"),
      Refusal::text_is_gone));
  EXPECT_TRUE(is_refused(world.act(world.ana, "confirm", R"({"question":"troll"})"),
                         Refusal::text_is_gone));
  EXPECT_TRUE(is_refused(world.act(world.ana, "dismiss", dismissal), Refusal::text_is_gone));
}

TEST_F(Answers, Nobody_answers_what_another_is_at) {
  world.one.holding = cases::Holding{world.ben.id, world.now};
  EXPECT_TRUE(is_refused(
      world.act(world.ana, "answer", R"({"question":"positive","answers":["no"]})"),
      Refusal::held_by_another, "Ben Sample"));
  EXPECT_TRUE(world.act(world.ben, "answer", R"({"question":"positive","answers":["no"]})"));
}

TEST_F(Answers, The_machine_never_answers_as_a_person) {
  const char* answer = R"({"question":"positive","answers":["no"]})";
  EXPECT_TRUE(is_refused(world.act(machine(), "answer", answer), Refusal::not_permitted));
  machine_proposes("troll", {"trolling"});
  EXPECT_TRUE(is_refused(world.act(machine(), "confirm", R"({"question":"troll"})"),
                         Refusal::not_permitted, "Only a person"));
}

TEST_F(Answers, The_same_answer_again_changes_nothing) {
  world.given(70, "positive", "no", world.ben);
  EXPECT_TRUE(is_refused(
      world.act(world.ana, "answer", R"({"question":"positive","answers":["no"]})"),
      Refusal::already_so));
  EXPECT_TRUE(world.act(world.ana, "answer", R"({"question":"positive","answers":["yes"]})"));
}

TEST_F(Answers, There_is_an_end_to_answers) {
  for (std::size_t i = 0; i < cases::answers_max; ++i) {
    world.given(70, "troll", "neither", world.ana);
  }
  EXPECT_TRUE(is_refused(
      world.act(world.ana, "answer", R"({"question":"positive","answers":["no"]})"),
      Refusal::too_many));
}

TEST_F(Answers, A_proposal_is_confirmed_as_the_machine_made_it) {
  machine_proposes("needs", {"threat", "complaint"});
  const auto acted = world.act(world.ana, "confirm", R"({"question":"needs"})");
  const auto& answered = only<cases::Answered>(acted);
  EXPECT_EQ(answered.answers, (std::vector<std::string>{"threat", "complaint"}));
  EXPECT_TRUE(answered.settles_proposal);
  EXPECT_TRUE(acted->walk_again);
}

TEST_F(Answers, An_answer_where_the_machine_proposed_settles_it) {
  machine_proposes("troll", {"trolling"});
  const auto acted =
      world.act(world.ana, "answer", R"({"question":"troll","answers":["neither"]})");
  EXPECT_TRUE(only<cases::Answered>(acted).settles_proposal);
}

TEST_F(Answers, What_was_not_proposed_is_not_confirmed) {
  EXPECT_TRUE(is_refused(world.act(world.ana, "confirm", R"({"question":"positive"})"),
                         Refusal::nothing_is_asked));
  machine_proposes("troll", {"trolling"});
  EXPECT_TRUE(is_refused(world.act(world.ana, "confirm", R"({"question":"needs"})"),
                         Refusal::nothing_is_asked));
  EXPECT_TRUE(is_refused(world.act(world.ana, "confirm"), Refusal::bad_request));
}

// The chart in force may be another one than the proposal was made with.
TEST_F(Answers, A_proposal_that_the_chart_no_longer_knows_is_none) {
  machine_proposes("troll", {"spam"});
  EXPECT_TRUE(is_refused(world.act(world.ana, "confirm", R"({"question":"troll"})"),
                         Refusal::nothing_is_asked));
}

TEST_F(Answers, A_single_question_says_what_holds_instead) {
  machine_proposes("troll", {"trolling"});
  const auto acted = world.act(world.ana, "dismiss",
                               R"({"question":"troll","answers":["neither"],"reason":"Cross"})");
  EXPECT_EQ(only<cases::Answered>(acted).answers, std::vector<std::string>{"neither"});
  EXPECT_TRUE(only<cases::Answered>(acted).settles_proposal);
  EXPECT_EQ(world.keeper.text(*only<cases::Answered>(acted).reason), "Cross");
  for (const char* request : {R"({"question":"troll","reason":"Cross"})",
                              R"({"question":"troll","answers":["neither"]})",
                              R"({"question":"troll","answers":["neither"],"reason":" "})",
                              R"({"question":"troll","answers":["trolling"],"reason":"Cross"})"}) {
    EXPECT_TRUE(is_refused(world.act(world.ana, "dismiss", request), Refusal::bad_request))
        << request;
  }
}

TEST_F(Answers, Where_several_may_hold_the_others_stand) {
  machine_proposes("needs", {"threat", "complaint"});
  const auto acted =
      world.act(world.ana, "dismiss", R"({"question":"needs","reason":"A figure of speech"})");
  EXPECT_EQ(only<cases::Answered>(acted).answers, std::vector<std::string>{"complaint"});
  machine_proposes("needs", {"threat"});
  EXPECT_TRUE(is_refused(world.act(world.ana, "dismiss", R"({"question":"needs","reason":"No"})"),
                         Refusal::bad_request, "which answer"));
}

TEST_F(Answers, Ones_own_answer_is_withdrawn_and_nobody_elses) {
  const auto request = [](int event) {
    return fmt::format(R"({{"answer":"{}"}})", base::to_text(base::Id{event}));
  };
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-answer", request(70)),
                         Refusal::already_so));
  world.given(70, "positive", "no", world.ben);
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-answer", request(70)),
                         Refusal::not_yours));
  world.given(71, "troll", "neither", world.ana);
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-answer", request(70)), Refusal::not_yours,
                         "Ben Sample"));
  EXPECT_TRUE(is_refused(world.act(world.ana, "withdraw-answer", request(72)),
                         Refusal::not_found));
  const auto acted = world.act(world.ana, "withdraw-answer", request(71));
  EXPECT_EQ(only<cases::AnswerWithdrawn>(acted).answer, base::Id{71});
  EXPECT_TRUE(acted->walk_again);
  EXPECT_TRUE(world.act(world.meg, "withdraw-answer", request(70)));
}

}  // namespace
}  // namespace decorum::desk
