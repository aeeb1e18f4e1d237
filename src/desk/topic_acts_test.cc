// Topics and crises, from the first conversation to the stand-down, on a real store.
#include <gtest/gtest.h>

#include "cases/topic_apply.h"
#include "desk/draft_for_test.h"
#include "desk/topic_perform.h"

namespace decorum::desk {
namespace {

using TopicState = cases::TopicState;

class TopicActs : public DraftTest {
 protected:
  TopicTools topics_ = make_topic_tools();

  TopicTools make_topic_tools() {
    TopicTools tools;
    tools.look = tools_.look;
    auto drill = read_drill(policy::read_for_test("data/drills/hacked-account.json"));
    EXPECT_TRUE(drill);
    tools.drills = {*drill};
    return tools;
  }
  OrRefused<TopicDone> topic_act(const std::string& person, const std::string& act,
                                 base::Id topic = {}, const std::string& request = "{}") {
    return perform_on_topic(
        desk_, actor(person),
        {.topic = topic, .act = act, .request = request, .version = {}}, topics_);
  }
  std::string no(const std::string& person, const std::string& act, base::Id topic = {},
                 const std::string& request = "{}") {
    const auto done = topic_act(person, act, topic, request);
    if (done) return "";
    return std::string(names_of(Refusal{})[static_cast<std::size_t>(done.error().why)]);
  }
  cases::Topic topic(base::Id id) {
    std::optional<store::CaseRow> row;
    store_.read([&](store::Snapshot& in) { row = in.case_row(id); });
    return topic_of(*row);
  }
  base::Id opened(const std::string& title = "The summer exam") {
    const auto done = topic_act("mia", "open", {}, "{\"title\":\"" + title + "\"}");
    EXPECT_TRUE(done) << done.error().what;
    return done->topic;
  }
  base::Id crisis() {
    const base::Id id = opened();
    EXPECT_EQ(no("mia", "declare-crisis", id,
                 R"({"speakers":["pip","cy"],"brief_every_minutes":120})"),
              "");
    return id;
  }
  static std::string list(const std::vector<base::Id>& ids) {
    std::string json = R"({"conversations":[)";
    for (const base::Id id : ids) {
      json += std::string(json.back() == '[' ? "" : ",") + '"' + base::to_text(id) + '"';
    }
    return json + "]}";
  }
  CrisisPause pause() {
    CrisisPause pause;
    store_.read([&](store::Snapshot& in) { pause = crisis_pause(in); });
    return pause;
  }
};

TEST_F(TopicActs, ConversationsJoinAndLeaveAllOrNone) {
  const base::Id id = opened();
  const base::Id a = conversation("serve"), b = conversation("serve"), c = conversation("serve");
  EXPECT_EQ(no("mia", "join", id, list({a, b})), "");
  EXPECT_EQ(read_conversation(a).topic, id);
  EXPECT_EQ(no("mia", "join", id, list({c, b})), "already-so");
  EXPECT_FALSE(read_conversation(c).topic);
  EXPECT_EQ(no("mia", "join", id, list({c, c})), "bad-request");
  EXPECT_EQ(no("mia", "join", id, list({c, base::Id{7}})), "not-found");
  EXPECT_EQ(no("mia", "join", id, list({})), "bad-request");
  EXPECT_EQ(no("mia", "join", opened("Another"), list({a})), "wrong-state");
  EXPECT_EQ(no("mia", "leave", id, list({a, c})), "not-found");
  EXPECT_EQ(no("mia", "leave", id, list({a, b})), "");
  EXPECT_FALSE(read_conversation(a).topic);
}

TEST_F(TopicActs, ATopicCanBeginWithConversations) {
  const base::Id a = conversation("serve");
  std::string request = list({a});
  request.insert(1, R"("title":"The summer exam",)");
  const auto done = topic_act("mia", "open", {}, request);
  ASSERT_TRUE(done);
  EXPECT_EQ(read_conversation(a).topic, done->topic);
  EXPECT_EQ(topic(done->topic).accounts, std::vector<std::string>{"main"});
}

TEST_F(TopicActs, OnlyThoseWhoLeadDoMost) {
  const base::Id id = opened();
  EXPECT_EQ(no("ray", "open", {}, R"({"title":"a"})"), "not-permitted");
  EXPECT_EQ(no("ray", "declare-crisis", id, R"({"speakers":["ray"]})"), "not-permitted");
  EXPECT_EQ(no("ray", "close", id), "not-permitted");
  EXPECT_EQ(no("ray", "log", id, R"({"text":"Seen on the radio."})"), "");
  EXPECT_EQ(no("mia", "open", {}, R"({"title":"  "})"), "bad-request");
  EXPECT_EQ(no("mia", "no-such-act", id), "not-found");
  EXPECT_EQ(no("mia", "close", base::Id{5}), "not-found");
}

TEST_F(TopicActs, OnlyAnApprovedTextIsTheHoldingLine) {
  const base::Id id = opened();
  const std::string of_topic = ",\"topic\":\"" + base::to_text(id) + "\"";
  const base::Id line = write("pip", "We know of this and are finding out.", "press", of_topic);
  const base::Id other = submitted("ray", plain_text);
  const auto request = [](base::Id draft) {
    return "{\"draft\":\"" + base::to_text(draft) + "\"}";
  };
  EXPECT_EQ(no("mia", "set-holding-line", id, request(line)), "not-approved");
  act("pip", "submit", line);
  EXPECT_EQ(no("mia", "set-holding-line", id, request(line)), "not-approved");
  act("cy", "approve", line, approve_now(line));
  EXPECT_EQ(no("mia", "set-holding-line", id, request(other)), "not-found");
  EXPECT_EQ(no("mia", "set-holding-line", id, request(line)), "");
  EXPECT_EQ(no("mia", "set-holding-line", id, request(line)), "already-so");
  EXPECT_EQ(topic(id).holding_line, line);
  EXPECT_EQ(no("mia", "take-holding-line", id), "");
  EXPECT_EQ(no("mia", "take-holding-line", id), "already-so");
}

TEST_F(TopicActs, TheLogIsKeptAndEachTakesBackTheirOwn) {
  const base::Id id = opened();
  topic_act("ray", "log", id, R"({"text":"The results page is down."})");
  const base::Id entry = topic(id).log.at(0).event;
  const std::string request = "{\"entry\":\"" + base::to_text(entry) + "\"}";
  EXPECT_EQ(no("mia", "withdraw-log", id, request), "not-yours");
  EXPECT_EQ(no("ray", "withdraw-log", id, request), "");
  EXPECT_EQ(no("ray", "withdraw-log", id, request), "not-found");
  EXPECT_EQ(no("ray", "log", id, R"({"text":" "})"), "bad-request");
  EXPECT_TRUE(topic(id).log.at(0).withdrawn);
}

TEST_F(TopicActs, OneActHoldsBackEverythingOnAllAccounts) {
  const base::Id now = submitted("ray", plain_text);
  act("ray", "queue", now);
  const base::Id later = submitted("pip", "Statement on the exam results.", "press");
  act("cy", "approve", later, approve_now(later));
  act("pip", "schedule", later, R"({"at":"2026-12-10T09:00:00Z"})");
  const base::Id id = crisis();
  EXPECT_EQ(topic(id).crisis->held.size(), 2u);
  EXPECT_EQ(state(now), State::held);
  EXPECT_EQ(state(later), State::held);
  clock_.set(*base::parse_rfc3339("2026-12-20T09:00:00Z"));
  drain();
  EXPECT_TRUE(channel_.given.empty());
  EXPECT_EQ(no("mia", "stand-down", id, R"({"reason":"The page is up again."})"), "");
  drain();
  EXPECT_TRUE(channel_.given.empty());
  // One by one, by a person's hand.
  EXPECT_EQ(refused("ray", "queue", now), "");
  EXPECT_EQ(topic(id).crisis->held, std::vector<base::Id>{later});
  EXPECT_EQ(refused("pip", "withdraw", later), "");
  EXPECT_TRUE(topic(id).crisis->held.empty());
  drain();
  EXPECT_EQ(channel_.given.size(), 1u);
}

TEST_F(TopicActs, WhoMaySpeakIsNamedAndCanBeChanged) {
  const base::Id id = opened();
  EXPECT_EQ(no("mia", "declare-crisis", id, R"({"speakers":[]})"), "bad-request");
  EXPECT_EQ(no("mia", "declare-crisis", id, R"({"speakers":["nobody"]})"), "no-such-person");
  EXPECT_EQ(no("mia", "set-speakers", id, R"({"speakers":["pip"]})"), "wrong-state");
  EXPECT_FALSE(pause().on);
  EXPECT_EQ(no("mia", "declare-crisis", id, R"({"speakers":["pip","pip"]})"), "");
  EXPECT_EQ(pause().speakers, std::vector<std::string>{"pip"});
  EXPECT_EQ(no("mia", "set-speakers", id, R"({"speakers":["pip"]})"), "already-so");
  EXPECT_EQ(no("mia", "set-speakers", id, R"({"speakers":["mia"]})"), "");
  EXPECT_EQ(pause().speakers, std::vector<std::string>{"mia"});
  EXPECT_EQ(no("mia", "declare-crisis", opened("Another"), R"({"speakers":["pip"]})"),
            "in-crisis");
  EXPECT_EQ(no("mia", "close", id), "wrong-state");
}

TEST_F(TopicActs, TheChiefExecutiveIsBriefedAndABriefIsRemindedOfOnce) {
  const base::Id id = crisis();
  const std::size_t before = rows(id, "mail").size();
  EXPECT_EQ(before, 2u);  // pip and cy
  EXPECT_EQ(remind_of_briefs(desk_), 0u);
  clock_.pass(std::chrono::minutes(105));
  EXPECT_EQ(remind_of_briefs(desk_), 1u);
  EXPECT_EQ(remind_of_briefs(desk_), 0u);
  clock_.pass(std::chrono::minutes(10));
  EXPECT_EQ(no("pip", "give-brief", id, R"({"text":" "})"), "bad-request");
  EXPECT_EQ(no("pip", "give-brief", id, R"({"text":"Two servers are back."})"), "");
  EXPECT_EQ(topic(id).crisis->briefs->next_at, clock_.now() + std::chrono::minutes(120));
  EXPECT_EQ(rows(id, "mail").size(), before + 2);
  EXPECT_EQ(no("mia", "set-brief-times", id), "");
  EXPECT_EQ(no("mia", "set-brief-times", id), "already-so");
  EXPECT_EQ(no("mia", "set-brief-times", id, R"({"every_minutes":5})"), "bad-request");
  clock_.pass(std::chrono::hours(30));
  EXPECT_EQ(remind_of_briefs(desk_), 0u);
}

TEST_F(TopicActs, TheDrillOfAHackedAccountIsTickedStepByStep) {
  const base::Id id = opened("Somebody else posts on main");
  EXPECT_EQ(no("ray", "tick-step", id, R"({"step":"pause"})"), "wrong-state");
  EXPECT_EQ(no("ray", "start-drill", id, R"({"drill":"no-such-drill"})"), "not-found");
  EXPECT_EQ(no("ray", "start-drill", id, R"({"drill":"hacked-account"})"), "");
  EXPECT_EQ(no("ray", "start-drill", id, R"({"drill":"hacked-account"})"), "already-so");
  EXPECT_EQ(no("ray", "tick-step", id, R"({"step":"no-such-step"})"), "not-found");
  for (const DrillStep& step : topics_.drills[0].steps) {
    EXPECT_EQ(no("ray", "tick-step", id, "{\"step\":\"" + step.id + "\"}"), "") << step.id;
  }
  EXPECT_EQ(no("ray", "tick-step", id, R"({"step":"pause"})"), "already-so");
  EXPECT_EQ(no("ray", "untick-step", id, R"({"step":"pause"})"), "");
  EXPECT_EQ(no("ray", "untick-step", id, R"({"step":"pause"})"), "already-so");
  EXPECT_EQ(topic(id).drill->ticked.size(), topics_.drills[0].steps.size() - 1);
}

TEST_F(TopicActs, StoodDownItCanBeClosedOpenedAndDeclaredAgain) {
  const base::Id id = crisis();
  EXPECT_EQ(no("mia", "stand-down", id, R"({"reason":" "})"), "bad-request");
  EXPECT_EQ(no("mia", "stand-down", id, R"({"reason":"Over."})"), "");
  EXPECT_EQ(no("mia", "stand-down", id, R"({"reason":"Over."})"), "wrong-state");
  EXPECT_FALSE(pause().on);
  EXPECT_EQ(no("mia", "close", id, R"({"reason":"Answered."})"), "");
  EXPECT_EQ(no("mia", "log", id, R"({"text":"a"})"), "wrong-state");
  EXPECT_EQ(no("mia", "reopen", id), "");
  EXPECT_EQ(no("mia", "declare-crisis", id, R"({"speakers":["pip"]})"), "");
  EXPECT_EQ(topic(id).state, TopicState::crisis);
}

TEST_F(TopicActs, EachHasANameOfItsOwnAndAnInverseOrSaysWhyNot) {
  for (const TopicAct& one : topic_acts()) {
    EXPECT_EQ(topic_act_named(one.info.name)->info.title, one.info.title);
    EXPECT_NE(one.info.inverse.empty(), one.info.no_inverse.empty()) << one.info.name;
    if (!one.info.inverse.empty()) {
      EXPECT_NE(topic_act_named(one.info.inverse), nullptr) << one.info.name;
    }
  }
}

TEST_F(TopicActs, TheCaseIsWhatItsEventsMake) {
  const base::Id id = crisis();
  topic_act("ray", "log", id, R"({"text":"The page is down."})");
  topic_act("mia", "stand-down", id, R"({"reason":"Over."})");
  store_.read([&](store::Snapshot& in) {
    cases::Topic again;
    for (const store::EventRow& row : in.events_of(id, {}, 100)) {
      const auto event = base::read_shape<record::Event>(row.bytes);
      const auto what = cases::read_topic_event(*event);
      ASSERT_TRUE(what) << event->kind;
      cases::apply(again, *event, *what);
    }
    EXPECT_EQ(base::write_shape(again), in.case_row(id)->body);
  });
}

struct BadDrill {
  std::string_view name, json;
};
class BadDrills : public ::testing::TestWithParam<BadDrill> {};
TEST_P(BadDrills, AreRefused) { EXPECT_FALSE(read_drill(GetParam().json)); }
INSTANTIATE_TEST_SUITE_P(
    Texts, BadDrills,
    ::testing::Values(
        BadDrill{"Empty", ""}, BadDrill{"NoSteps", R"({"id":"a","title":"A"})"},
        BadDrill{"NoId", R"({"title":"A","steps":[]})"},
        BadDrill{"AStepWithoutTitle", R"({"id":"a","title":"A","steps":[{"id":"b","text":"c"}]})"},
        BadDrill{"TwoOfOneName",
                 R"({"id":"a","title":"A","steps":[{"id":"b","title":"B","text":""},)"
                 R"({"id":"b","title":"C","text":""}]})"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace decorum::desk
