// A post walked through the chart for the desk: triage's decision, and what follows from it for a
// case: who has to act, by when, how soon it matters.
//
//   Walker walker(in_use);                               // one a thread
//   const signals::Signals signals = walker.read(post);  // outside of the transaction
//   Walked walked = walker.walk(post, thread, signals, answers, history, now, post_id, account);
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/id.h"
#include "cases/conversation_events.h"
#include "desk/in_use.h"
#include "policy/history.h"
#include "post/post.h"
#include "signals/read.h"
#include "triage/decide.h"
#include "triage/decision_json.h"

namespace decorum::desk {

// Further contact counts as `kind` until `lasts` after the post.
struct Watched {
  std::string kind;
  base::Duration lasts{};
};

struct Walked {
  std::string ask;
  std::vector<std::string> outcomes, proposed;
  std::string owner, queue;         // of the open question, else of what is due first
  std::string priority = "normal";  // "urgent": due within the hour; "soon": within four
  std::string due_for;              // "answer:QUESTION" or "outcome:ID"; empty: nothing is due
  policy::Deadline deadline;
  std::int32_t warn_at_percent = 80;
  bool needs_person = false;  // asked, proposed, or something is to be done
  std::vector<Watched> watched;
  std::string decision;       // as `decorum triage` writes it (triage/decision_json.h)
};

class Walker {
 public:
  // What `in_use` points at must outlive it.
  explicit Walker(const InUse& in_use);

  signals::Signals read(const post::Post& post);
  Walked walk(const post::Post& post, const post::Thread& thread, const signals::Signals& signals,
              std::span<const triage::GivenAnswer> answers, const policy::History& history,
              base::Time now, base::Id id);

 private:
  void take_due(const policy::Account* account, const triage::Decision& decision, Walked& out);

  const InUse& in_use_;
  triage::Decider decider_;
  triage::DecisionWriter writer_;
  triage::PlaceAdder places_;
  triage::Decision decision_;
  signals::Scratch scratch_;
};

// The event of a case. Clocks start when the post was published, also those of what a person
// answered later: that is when its author began to wait.
cases::Decided decided_of(const InUse& in_use, base::Id post, const std::string& account,
                          const Walked& walked, base::Time posted_at);

// What people said of this post so far, as triage wants it.
std::vector<triage::GivenAnswer> answers_about(const cases::Conversation& one, base::Id post);

}  // namespace decorum::desk
