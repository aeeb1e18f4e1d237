#include "desk/walk.h"

#include <chrono>

#include "desk/due.h"
#include "triage/places.h"

namespace decorum::desk {
namespace {

using namespace std::chrono_literals;

// How much there is to do it in, for putting the nearest first. A working day is counted as eight
// hours; the exact time is worked out from the account's hours (due.h).
base::Duration about(const policy::Deadline& deadline) {
  using Kind = policy::Deadline::Kind;
  switch (deadline.kind) {
    case Kind::none: return base::Duration::max();
    case Kind::calendar:
    case Kind::business: return deadline.amount;
    case Kind::working_days: return deadline.days * base::Duration(8h);
  }
  return base::Duration::max();
}

const policy::Deadline& deadline_of(const policy::Protocol& chart, std::size_t outcome,
                                    const policy::Account* account) {
  if (account != nullptr) {
    for (const auto& [index, deadline] : account->deadlines) {
      if (index == outcome) return deadline;
    }
  }
  return chart.outcomes[outcome].due;
}

bool is_work(const policy::Outcome& outcome) {
  using Do = policy::Outcome::Do;
  return outcome.act != Do::stand && (outcome.act != Do::monitor || outcome.report);
}

std::string_view priority_of(base::Duration within) {
  if (within <= 1h) return "urgent";
  return within <= 4h ? "soon" : "normal";
}

}  // namespace

Walker::Walker(const InUse& in_use)
    : in_use_(in_use),
      decider_(*in_use.policy),
      writer_(*in_use.policy, in_use.readers->version()) {}

signals::Signals Walker::read(const post::Post& post) {
  signals::Signals signals;
  in_use_.readers->read(post, scratch_, signals);
  return signals;
}

void Walker::take_due(const policy::Account* account, const triage::Decision& decision,
                      Walked& out) {
  const policy::Policy& policy = *in_use_.policy;
  base::Duration nearest = base::Duration::max();
  const auto offer = [&](const policy::Deadline& deadline, std::string what,
                         const std::string& owner, const std::string& queue) {
    if (!out.owner.empty() && about(deadline) >= nearest) return;
    nearest = about(deadline);
    out.deadline = deadline;
    out.due_for = deadline.kind == policy::Deadline::Kind::none ? "" : std::move(what);
    out.owner = owner;
    out.queue = queue;
  };
  if (decision.ask) {
    const policy::Question& asked = policy.protocol.questions[*decision.ask];
    offer(asked.unsure_within, "answer:" + asked.id, asked.unsure_role, "questions");
  }
  for (const std::vector<std::size_t>* list : {&decision.outcomes, &decision.proposed}) {
    for (const std::size_t index : *list) {
      const policy::Outcome& outcome = policy.protocol.outcomes[index];
      if (!is_work(outcome)) continue;
      offer(deadline_of(policy.protocol, index, account), "outcome:" + outcome.id, outcome.owner,
            outcome.queue.empty() ? outcome.id : outcome.queue);
    }
  }
  if (const auto* named = policy.clocks.deadline_named(out.deadline.name)) {
    out.warn_at_percent = named->warn_at_percent;
  }
  out.priority = priority_of(nearest);
}

Walked Walker::walk(const post::Post& post, const post::Thread& thread,
                    const signals::Signals& signals, std::span<const triage::GivenAnswer> answers,
                    const policy::History& history, base::Time now, base::Id id) {
  const policy::Policy& policy = *in_use_.policy;
  decider_.decide(post, thread, signals, answers, history, now, decision_);
  places_.add(decision_, [&](std::size_t slot) {
    return triage::evidence_of(*in_use_.readers, post, signals, slot, scratch_);
  });
  Walked out;
  if (decision_.ask) out.ask = policy.protocol.questions[*decision_.ask].id;
  out.needs_person = decision_.ask.has_value() || !decision_.proposed.empty();
  for (const std::size_t index : decision_.outcomes) {
    const policy::Outcome& outcome = policy.protocol.outcomes[index];
    out.outcomes.push_back(outcome.id);
    out.needs_person = out.needs_person || is_work(outcome);
    if (outcome.watch) out.watched.push_back({outcome.watch->as, outcome.watch->lasts});
  }
  for (const std::size_t index : decision_.proposed) {
    const policy::Outcome& outcome = policy.protocol.outcomes[index];
    out.proposed.push_back(outcome.id);
    if (outcome.watch) out.watched.push_back({outcome.watch->as, outcome.watch->lasts});
  }
  take_due(policy.accounts.named(post.account), decision_, out);
  writer_.append(out.decision, base::to_text(id), signals, decision_);
  return out;
}

cases::Decided decided_of(const InUse& in_use, base::Id post, const std::string& account,
                          const Walked& walked, base::Time posted_at) {
  cases::Decided decided;
  decided.post = post;
  decided.policy = in_use.policy->hash;
  decided.readers = in_use.readers->version();
  decided.ask = walked.ask;
  decided.outcomes = walked.outcomes;
  decided.proposed = walked.proposed;
  decided.owner = walked.owner;
  decided.queue = walked.queue;
  decided.priority = walked.priority;
  if (!walked.due_for.empty()) {
    decided.due = due_of(in_use, walked.due_for, walked.deadline, walked.warn_at_percent, account,
                         posted_at);
  }
  decided.path = base::RawJson{walked.decision};
  return decided;
}

std::vector<triage::GivenAnswer> answers_about(const cases::Conversation& one, base::Id post) {
  std::vector<triage::GivenAnswer> given;
  for (const cases::Answer& answer : one.answers) {
    if (answer.post == post) given.push_back({answer.question, answer.answers, answer.by, ""});
  }
  return given;
}

}  // namespace decorum::desk
