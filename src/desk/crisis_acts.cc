// A crisis: declared, spoken in, briefed, drilled, stood down.
#include <algorithm>

#include <fmt/format.h>

#include "desk/topic_list.h"
#include "desk/topic_requests.h"
#include "desk/topic_rules.h"

namespace decorum::desk {
namespace {

using enum cases::TopicState;

constexpr std::string_view briefed_role = "chief-executive";

std::optional<Refused> may_declare(const TopicSituation& situation) {
  if (auto no = in_topic_state(situation, {open})) return no;
  if (!situation.topics.pause.on) return std::nullopt;
  return Refused{Refusal::in_crisis, "A crisis is on already; stand that one down first", {}};
}

std::optional<Refused> is_crisis(const TopicSituation& situation) {
  return in_topic_state(situation, {crisis});
}

// People who exist, one or more, each once.
OrRefused<std::vector<std::string>> checked(const TopicSituation& situation,
                                            const std::vector<std::string>& speakers) {
  if (speakers.empty()) {
    return refuse(Refusal::bad_request, "Name at least one person who may speak", "/speakers");
  }
  std::vector<std::string> people;
  for (std::size_t i = 0; i < speakers.size(); ++i) {
    if (!situation.look.colleague(speakers[i])) {
      return refuse(Refusal::no_such_person,
                    fmt::format("Nobody here has the id '{}'", speakers[i]),
                    fmt::format("/speakers/{}", i));
    }
    if (std::ranges::find(people, speakers[i]) == people.end()) people.push_back(speakers[i]);
  }
  return people;
}

// Those who may speak, and whoever is briefed.
std::vector<std::string> told(const TopicSituation& situation, std::vector<std::string> people) {
  for (const Colleague& one : situation.look.acting(briefed_role)) {
    if (std::ranges::find(people, one.person) == people.end()) people.push_back(one.person);
  }
  return people;
}

void tell(const TopicSituation& situation, const std::vector<std::string>& people,
          std::string_view mail, std::map<std::string, std::string> fields, TopicActed& acted) {
  fields["topic"] = title_field(situation.one);
  fields["from"] = situation.actor.id;
  for (const std::string& person : people) {
    acted.mails.push_back({"person:" + person, std::string(mail), fields});
  }
}

OrRefused<TopicActed> declare(const TopicSituation& situation, const DeclareRequest& request,
                              TopicKeeper&) {
  auto speakers = checked(situation, request.speakers);
  if (!speakers) return tl::unexpected(speakers.error());
  TopicActed acted;
  acted.held = situation.topics.queued();
  acted.pause = CrisisPause{true, situation.one.id, situation.now, *speakers};
  acted.events.emplace_back(cases::CrisisDeclared{*speakers, acted.held});
  if (request.brief_every_minutes) {
    acted.events.emplace_back(cases::BriefTimesSet{cases::BriefTimes{
        *request.brief_every_minutes,
        situation.now + std::chrono::minutes(*request.brief_every_minutes), false}});
  }
  tell(situation, told(situation, *speakers), "crisis-declared",
       {{"speakers", names_of_people(situation, *speakers)}}, acted);
  return acted;
}

OrRefused<TopicActed> set_speakers(const TopicSituation& situation, const SpeakersRequest& request,
                                   TopicKeeper&) {
  auto speakers = checked(situation, request.speakers);
  if (!speakers) return tl::unexpected(speakers.error());
  if (*speakers == situation.one.crisis->speakers) {
    return refuse(Refusal::already_so, "These may speak already", "/speakers");
  }
  TopicActed acted;
  acted.pause = situation.topics.pause;
  acted.pause->speakers = *speakers;
  acted.events.emplace_back(cases::SpeakersSet{std::move(*speakers)});
  return acted;
}

OrRefused<TopicActed> set_times(const TopicSituation& situation, const BriefTimesRequest& request,
                                TopicKeeper&) {
  cases::BriefTimesSet event;
  if (request.every_minutes) {
    event.briefs = cases::BriefTimes{*request.every_minutes,
                                     situation.now + std::chrono::minutes(*request.every_minutes),
                                     false};
  } else if (!situation.one.crisis->briefs) {
    return refuse(Refusal::already_so, "There are no set times");
  }
  TopicActed acted;
  acted.events.emplace_back(std::move(event));
  return acted;
}

// "at 14:00"; or that there is none.
std::string next_in_words(const std::optional<base::Time>& next) {
  return next ? base::format_rfc3339(*next) : "no set time";
}

OrRefused<TopicActed> give_brief(const TopicSituation& situation, const LogRequest& request,
                                 TopicKeeper& keeper) {
  if (is_all_blank(request.text)) return refuse(Refusal::bad_request, "Write something", "/text");
  if (situation.one.given.size() >= cases::briefs_max) {
    return refuse(Refusal::too_many, "There are too many briefs; open another topic");
  }
  cases::BriefGiven event{keeper.keep("brief", request.text), {}};
  if (situation.one.crisis->briefs) {
    event.next_at = situation.now +
                    std::chrono::minutes(situation.one.crisis->briefs->every_minutes);
  }
  const TopicCounts counts = situation.topics.counts(situation.one.id);
  TopicActed acted;
  tell(situation, told(situation, {}), "brief",
       {{"time", base::format_rfc3339(situation.now)},
        {"conversations", fmt::format("{}", counts.conversations)},
        {"open", fmt::format("{}", counts.open)},
        {"holding", situation.one.holding_line ? "is set" : "none yet"},
        {"speakers", names_of_people(situation, situation.one.crisis->speakers)},
        {"next", next_in_words(event.next_at)}},
       acted);
  acted.events.emplace_back(std::move(event));
  return acted;
}

const Drill* drill_named(const TopicSituation& situation, std::string_view id) {
  const auto& drills = situation.topics.drills;
  const auto found = std::ranges::find(drills, id, &Drill::id);
  return found == drills.end() ? nullptr : &*found;
}

std::optional<Refused> may_drill(const TopicSituation& situation) {
  return in_topic_state(situation, {open, crisis});
}

OrRefused<TopicActed> start_drill(const TopicSituation& situation, const DrillRequest& request,
                                  TopicKeeper&) {
  if (drill_named(situation, request.drill) == nullptr) {
    return refuse(Refusal::not_found, fmt::format("There is no drill '{}'", request.drill),
                  "/drill");
  }
  if (situation.one.drill && situation.one.drill->drill == request.drill) {
    return refuse(Refusal::already_so, "It has begun already", "/drill");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::DrillStarted{request.drill});
  return acted;
}

std::optional<Refused> may_tick(const TopicSituation& situation) {
  if (auto no = may_drill(situation)) return no;
  if (situation.one.drill) return std::nullopt;
  return Refused{Refusal::wrong_state, "No drill has begun", {}};
}

bool is_ticked(const TopicSituation& situation, std::string_view step) {
  const auto& ticked = situation.one.drill->ticked;
  return std::ranges::find(ticked, step, &cases::StepTicked::step) != ticked.end();
}

OrRefused<TopicActed> tick(const TopicSituation& situation, const StepRequest& request,
                           TopicKeeper&) {
  const Drill* drill = drill_named(situation, situation.one.drill->drill);
  const bool known = drill != nullptr && std::ranges::find(drill->steps, request.step,
                                                           &DrillStep::id) != drill->steps.end();
  if (!known) {
    return refuse(Refusal::not_found, fmt::format("There is no step '{}'", request.step), "/step");
  }
  if (is_ticked(situation, request.step)) {
    return refuse(Refusal::already_so, "It is ticked already", "/step");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::DrillStepTicked{request.step});
  return acted;
}

OrRefused<TopicActed> untick(const TopicSituation& situation, const StepRequest& request,
                             TopicKeeper&) {
  if (!is_ticked(situation, request.step)) {
    return refuse(Refusal::already_so, "It is not ticked", "/step");
  }
  TopicActed acted;
  acted.events.emplace_back(cases::DrillStepUnticked{request.step});
  return acted;
}

OrRefused<TopicActed> stand_down(const TopicSituation& situation, const ReasonRequest& request,
                                 TopicKeeper& keeper) {
  if (is_all_blank(request.reason)) {
    return refuse(Refusal::bad_request, "Say why it is over", "/reason");
  }
  TopicActed acted;
  acted.pause = situation.topics.pause;
  acted.pause->on = false;
  acted.events.emplace_back(cases::CrisisStoodDown{keeper.keep("reason", request.reason)});
  const cases::Crisis& over = *situation.one.crisis;
  tell(situation, told(situation, over.speakers), "crisis-over",
       {{"held", fmt::format("{}", over.held.size())}}, acted);
  return acted;
}

}  // namespace

TopicAct declare_crisis_act() {
  return make_topic_act<DeclareRequest>(
      {.name = "declare-crisis",
       .title = "Declare a crisis",
       .about = "Holds back all that waits to go out, on all accounts, and says who may speak",
       .permission = Permission::crisis,
       .inverse = "stand-down"},
      may_declare, declare);
}

TopicAct set_speakers_act() {
  return make_topic_act<SpeakersRequest>({.name = "set-speakers",
                                          .title = "Who may speak",
                                          .about = "Names those who may publish meanwhile",
                                          .permission = Permission::crisis,
                                          .no_inverse = "Name the others again"},
                                         is_crisis, set_speakers);
}

TopicAct set_brief_times_act() {
  return make_topic_act<BriefTimesRequest>(
      {.name = "set-brief-times",
       .title = "When the chief executive is briefed",
       .about = "Sets how often a brief is due; a reminder goes out before each",
       .permission = Permission::crisis,
       .no_inverse = "Set the other times again"},
      is_crisis, set_times);
}

TopicAct give_brief_act() {
  return make_topic_act<LogRequest>({.name = "give-brief",
                                     .title = "Give the brief",
                                     .about = "Writes where we stand for the chief executive",
                                     .permission = Permission::act,
                                     .no_inverse = "Correct it in the next one"},
                                    is_crisis, give_brief);
}

TopicAct start_drill_act() {
  return make_topic_act<DrillRequest>(
      {.name = "start-drill",
       .title = "Begin a drill",
       .about = "Begins a list of steps for a kind of trouble, such as an account in other hands",
       .permission = Permission::act,
       .no_inverse = "Steps that are not needed stay unticked"},
      may_drill, start_drill);
}

TopicAct tick_step_act() {
  return make_topic_act<StepRequest>({.name = "tick-step",
                                      .title = "Tick a step",
                                      .about = "Says that a step of the drill is done",
                                      .permission = Permission::act,
                                      .inverse = "untick-step"},
                                     may_tick, tick);
}

TopicAct untick_step_act() {
  return make_topic_act<StepRequest>({.name = "untick-step",
                                      .title = "Take a tick away",
                                      .about = "Says that a step of the drill is not done",
                                      .permission = Permission::act,
                                      .inverse = "tick-step"},
                                     may_tick, untick);
}

TopicAct stand_down_act() {
  return make_topic_act<ReasonRequest>(
      {.name = "stand-down",
       .title = "Stand down",
       .about = "Ends the crisis; what was held back is offered one by one, and nothing goes out "
                "by itself",
       .permission = Permission::crisis,
       .inverse = "declare-crisis"},
      is_crisis, stand_down);
}

}  // namespace decorum::desk
