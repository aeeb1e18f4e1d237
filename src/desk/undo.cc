#include <chrono>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"
#include "desk/close_research.h"

namespace decorum::desk {
namespace {

constexpr base::Duration own_within = std::chrono::minutes(10);

tl::unexpected<Refused> no_way_back(std::string what) {
  return refuse(Refusal::has_no_inverse, std::move(what), "/event");
}

tl::unexpected<Refused> changed_since() {
  return refuse(Refusal::stale, "The case was changed since then, so this can no longer be undone",
                "/event");
}

// The way back from each kind of event, mostly by the act that is its inverse, so that everything
// that the act asks is asked. Where that act needs words that are no longer at hand (a reason, an
// answer), its events are given as they are, after its permission was asked.
class WayBack {
 public:
  WayBack(const Situation& situation, const Past& past, Keeper& keeper)
      : situation_(situation), one_(situation.one), past_(past), keeper_(keeper) {}

  OrRefused<Acted> operator()(const cases::Answered&) {
    return by("withdraw-answer",
              WithdrawAnswerRequest{.answer = past_.event.id, .reason = {}});
  }
  OrRefused<Acted> operator()(const cases::AnswerWithdrawn& what) {
    for (const cases::Answer& given : past_.before.answers) {
      if (given.event != what.answer) continue;
      return by("answer", AnswerRequest{.question = given.question,
                                        .answers = given.answers,
                                        .post = given.post,
                                        .reason = {}});
    }
    return changed_since();
  }
  OrRefused<Acted> operator()(const cases::Assigned& what) {
    if (one_.assigned != what.to) return changed_since();
    if (past_.before.assigned.empty()) return by("unassign", OnlyReasonRequest{});
    return by("assign", AssignRequest{.to = past_.before.assigned, .reason = {}});
  }
  OrRefused<Acted> operator()(const cases::Held&) {
    const auto& holding = one_.holding;
    const bool is_this = holding && holding->by == past_.event.actor &&
                         holding->since == past_.event.at;
    return is_this ? by("release", NoFields{}) : changed_since();
  }
  OrRefused<Acted> operator()(const cases::Released& what) {
    const auto& holding = past_.before.holding;
    if (holding && holding->by == situation_.actor.id && what.cause != "taken-over") {
      return by("hold", HoldRequest{});
    }
    return no_way_back("Only whoever was at the case can go back to it");
  }
  OrRefused<Acted> operator()(const cases::Noted&) {
    return by("withdraw-note", WithdrawNoteRequest{past_.event.id});
  }
  OrRefused<Acted> operator()(const cases::Tagged& what) {
    return by("untag", TagRequest{what.tag});
  }
  OrRefused<Acted> operator()(const cases::Untagged& what) {
    return by("tag", TagRequest{what.tag});
  }
  OrRefused<Acted> operator()(const cases::MergedInto& what) {
    if (one_.merged_into != what.into) return changed_since();
    return from(what.into, "split",
                SplitRequest{.posts = past_.before.posts, .into = one_.id, .reason = {}});
  }
  OrRefused<Acted> operator()(const cases::MergedFrom& what) {
    return by("split", SplitRequest{.posts = what.posts, .into = what.from, .reason = {}});
  }
  OrRefused<Acted> operator()(const cases::SplitOff& what) {
    return from(what.into, "merge", MergeRequest{.into = one_.id, .reason = {}});
  }
  OrRefused<Acted> operator()(const cases::Snoozed& what) {
    if (one_.snoozed_until != what.until) return changed_since();
    if (past_.before.snoozed_until) {
      return by("snooze", SnoozeRequest{*past_.before.snoozed_until});
    }
    return by("wake", NoFields{});
  }
  OrRefused<Acted> operator()(const cases::Woken&) {
    if (!past_.before.snoozed_until) return changed_since();
    return by("snooze", SnoozeRequest{*past_.before.snoozed_until});
  }
  OrRefused<Acted> operator()(const cases::HandedOver&) {
    const cases::HandOver* out = hand_over_out(one_);
    if (out == nullptr || out->event != past_.event.id) return changed_since();
    return by("hand-back", HandBackRequest{});
  }
  OrRefused<Acted> operator()(const cases::ResearchAsked&) {
    for (const cases::Research& task : one_.research) {
      if (task.event != past_.event.id || task.closed) continue;
      return as_it_is("close-research",
                      end_of_research(situation_, cases::ResearchClosed{.research = task.event,
                                                                        .sheet = {},
                                                                        .answer = {}}));
    }
    return changed_since();
  }
  OrRefused<Acted> operator()(const cases::WatchStarted&) {
    return by("end-watch", EndWatchRequest{past_.event.id});
  }
  OrRefused<Acted> operator()(const cases::WatchEnded& what) {
    for (const cases::Watch& watch : past_.before.watches) {
      if (watch.event != what.watch) continue;
      return by("watch", WatchRequest{.as = watch.as, .until = watch.until});
    }
    return changed_since();
  }
  OrRefused<Acted> operator()(const cases::Paused&) { return by("resume", NoFields{}); }
  OrRefused<Acted> operator()(const cases::Resumed&) { return by("wait-for-author", NoFields{}); }
  OrRefused<Acted> operator()(const cases::WaitChanged& what) {
    if (what.waits_for == cases::WaitsFor::author) return by("resume", NoFields{});
    if (past_.before.waits_for == cases::WaitsFor::author) {
      return by("wait-for-author", NoFields{});
    }
    return no_way_back("That followed from something else; undo that");
  }
  OrRefused<Acted> operator()(const cases::DueSet& what) {
    if (one_.due != what.due) return changed_since();
    return as_it_is("set-due", one(cases::DueSet{.due = past_.before.due, .reason = {}}));
  }
  OrRefused<Acted> operator()(const cases::Closed& what) {
    if (one_.closed_as != what.as) return changed_since();
    return by("reopen", OnlyReasonRequest{});
  }
  OrRefused<Acted> operator()(const cases::Reopened&) {
    if (past_.before.closed_as.empty()) return changed_since();
    return as_it_is("close", one(cases::Closed{.as = past_.before.closed_as, .reason = {}}));
  }
  OrRefused<Acted> operator()(const cases::TopicJoined& what) {
    return one_.topic == what.topic ? by("leave-topic", NoFields{}) : changed_since();
  }
  OrRefused<Acted> operator()(const cases::TopicLeft& what) {
    return by("join-topic", JoinTopicRequest{what.topic});
  }
  OrRefused<Acted> operator()(const cases::LegalHoldSet& what) {
    return by("lift-legal-hold", LegalHoldRequest{what.matter});
  }
  OrRefused<Acted> operator()(const cases::LegalHoldLifted& what) {
    return by("legal-hold", LegalHoldRequest{what.matter});
  }
  OrRefused<Acted> operator()(const cases::NoteWithdrawn&) {
    return no_way_back("A note that was withdrawn is written again");
  }
  OrRefused<Acted> operator()(const cases::HandedBack&) {
    return no_way_back("What came back was read; pass the case on again, with a new message");
  }
  OrRefused<Acted> operator()(const cases::LinkRevoked&) {
    return no_way_back("A link that was revoked stays so; pass the case on with a new one");
  }
  OrRefused<Acted> operator()(const cases::ResearchClosed&) {
    return no_way_back("What was found out is known; ask for more instead");
  }
  OrRefused<Acted> operator()(const cases::EscalationAcknowledged&) {
    return no_way_back("What somebody has seen stays seen");
  }
  OrRefused<Acted> operator()(const cases::Checked&) {
    return no_way_back("Check it again the other way; the last check counts");
  }
  OrRefused<Acted> operator()(const cases::Undone&) {
    return no_way_back("To undo that, do it again");
  }
  // What comes in, what the machine does by itself, and what belongs to a draft.
  template <class Other>
  OrRefused<Acted> operator()(const Other&) {
    return no_way_back("That is not something that a person did to this case");
  }

 private:
  template <class Request>
  OrRefused<Acted> by(std::string_view name, const Request& request) {
    return act_named(name)->perform(situation_, base::write_shape(request), keeper_);
  }

  static Acted one(cases::ConversationEvent event) {
    Acted acted;
    acted.events.push_back(std::move(event));
    return acted;
  }

  OrRefused<Acted> as_it_is(std::string_view name, Acted acted) {
    const Act& act = *act_named(name);
    if (auto no = may_at_all(act.info, situation_)) return tl::unexpected(*no);
    if (auto no = act.may(situation_)) return tl::unexpected(*no);
    return acted;
  }

  // The way back is an act on the other case: what it does here and there changes places.
  template <class Request>
  OrRefused<Acted> from(base::Id id, std::string_view name, const Request& request) {
    const auto other = situation_.look.conversation(id);
    if (!other) return changed_since();
    const Situation there{*other, situation_.actor, situation_.policy, situation_.look,
                          situation_.now};
    auto acted = act_named(name)->perform(there, base::write_shape(request), keeper_);
    if (!acted) return acted;
    Acted turned = std::move(*acted);
    auto events = std::exchange(turned.events, {});
    auto others = std::exchange(turned.others, {});
    for (auto& event : events) turned.others.emplace_back(id, std::move(event));
    for (auto& [where, event] : others) {
      if (where == one_.id) {
        turned.events.push_back(std::move(event));
      } else {
        turned.others.emplace_back(where, std::move(event));
      }
    }
    return turned;
  }

  const Situation& situation_;
  const cases::Conversation& one_;
  const Past& past_;
  Keeper& keeper_;
};

std::optional<Refused> may_undo(const Situation&) { return std::nullopt; }

std::optional<Refused> not_theirs(const Situation& situation, const record::Event& event) {
  if (situation.actor.can(Permission::lead)) return std::nullopt;
  if (event.actor != situation.actor.id) {
    return Refused{Refusal::not_yours,
                   fmt::format("{} did that; only they or who leads can undo it",
                               name_of_party(situation, event.actor)),
                   "/event"};
  }
  if (situation.now - event.at <= own_within) return std::nullopt;
  return Refused{Refusal::too_late,
                 "After ten minutes only who leads can undo it; do the opposite instead", "/event"};
}

OrRefused<Acted> undo(const Situation& situation, const UndoRequest& request, Keeper& keeper) {
  const auto past = situation.look.past(situation.one, request.event);
  if (!past) {
    return refuse(Refusal::not_found, "Nothing of that id happened to this case", "/event");
  }
  if (auto no = not_theirs(situation, past->event)) return tl::unexpected(*no);
  auto acted = std::visit(WayBack(situation, *past, keeper), past->what);
  if (!acted) return acted;
  acted->events.insert(acted->events.begin(), cases::Undone{request.event});
  return acted;
}

}  // namespace

Act undo_act() {
  return make_act<UndoRequest>(
      {.name = "undo",
       .title = "Undo",
       .about = "Takes back something that happened to the case: what one did oneself within ten "
                "minutes, anything for who leads",
       .permission = Permission::act,
       .no_inverse = "To undo it, do it again",
       .when_merged = true},
      may_undo, undo);
}

}  // namespace decorum::desk
