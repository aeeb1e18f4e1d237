#include "desk/act_clock.h"

#include <cassert>

#include <fmt/format.h>

#include "desk/act_rules.h"
#include "desk/due.h"

namespace decorum::desk {
namespace {

using policy::Deadline;

bool is_some(const Deadline& deadline) { return deadline.kind != Deadline::Kind::none; }

Deadline of_outcome(const Situation& situation, std::size_t index) {
  const policy::Account* account = situation.policy.accounts.named(account_of(situation.one));
  if (account != nullptr) {
    for (const auto& [outcome, deadline] : account->deadlines) {
      if (outcome == index) return deadline;
    }
  }
  return situation.policy.protocol.outcomes[index].due;
}

}  // namespace

std::optional<Deadline> deadline_of(const Situation& situation, std::string_view what) {
  const policy::Protocol& chart = situation.policy.protocol;
  if (const auto id = after_prefix(what, "answer:"); !id.empty()) {
    if (const auto index = chart.question_named(id)) return chart.questions[*index].unsure_within;
  }
  if (const auto id = after_prefix(what, "outcome:"); !id.empty()) {
    if (const auto index = chart.outcome_named(id)) return of_outcome(situation, *index);
  }
  return std::nullopt;
}

OrRefused<Deadline> deadline_for(const Situation& situation,
                                 const std::optional<std::string>& name) {
  if (name) {
    const policy::NamedDeadline* named = situation.policy.clocks.deadline_named(*name);
    if (named != nullptr) {
      Deadline deadline = named->due;
      deadline.name = named->id;
      return deadline;
    }
    return refuse(Refusal::bad_request,
                  fmt::format("The policy has no deadline called '{}'", *name), "/deadline");
  }
  for (const std::string& outcome : situation.one.outcomes) {
    const auto deadline = deadline_of(situation, "outcome:" + outcome);
    if (deadline && is_some(*deadline)) return *deadline;
  }
  const auto asked = deadline_of(situation, "answer:" + situation.one.ask);
  if (asked && is_some(*asked)) return *asked;
  for (std::size_t i = 0; i < situation.policy.protocol.outcomes.size(); ++i) {
    if (const Deadline deadline = of_outcome(situation, i); is_some(deadline)) return deadline;
  }
  return Deadline{};
}

base::Time warning_before(const Situation& situation, const Deadline& deadline, base::Time from,
                          base::Time at) {
  const policy::NamedDeadline* named = situation.policy.clocks.deadline_named(deadline.name);
  const std::int64_t percent = named != nullptr ? named->warn_at_percent : warn_at_percent_default;
  if (deadline.kind != Deadline::Kind::business) return from + (at - from) * percent / 100;
  Deadline part = deadline;
  part.amount = deadline.amount * percent / 100;
  return situation.look.due(part, account_of(situation.one), from);
}

cases::Due start_clock(const Situation& situation, std::string what, const Deadline& deadline) {
  assert(is_some(deadline));
  cases::Due due;
  due.what = std::move(what);
  due.clock = words_of(deadline);
  due.from = situation.now;
  due.at = situation.look.due(deadline, account_of(situation.one), situation.now);
  due.warn_at = warning_before(situation, deadline, due.from, due.at);
  return due;
}

cases::Resumed moved_on(const Situation& situation, const cases::Due& due) {
  const base::Time since = due.paused_since.value_or(situation.now);
  const bool in_business_time =
      due.clock.find("business") != std::string::npos ||
      due.clock.find("working day") != std::string::npos;
  if (!in_business_time) {
    const base::Duration pause = situation.now - since;
    return {.due_at = due.at + pause, .warn_at = due.warn_at + pause};
  }
  const std::string& account = account_of(situation.one);
  Deadline pause;
  pause.kind = Deadline::Kind::business;
  pause.amount = situation.look.business_between(account, since, situation.now);
  const auto moved = [&](base::Time at) {
    return pause.amount == base::Duration{} ? at : situation.look.due(pause, account, at);
  };
  return {.due_at = moved(due.at), .warn_at = moved(due.warn_at)};
}

std::optional<cases::DueSet> due_before(const Situation& situation, base::Id event,
                                        std::string_view what) {
  const auto& due = situation.one.due;
  if (!due || due->what != what) return std::nullopt;
  const auto past = situation.look.past(situation.one, event);
  if (!past) return std::nullopt;
  return cases::DueSet{.due = past->before.due, .reason = {}};
}

}  // namespace decorum::desk
