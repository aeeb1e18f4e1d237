#include "cases/apply.h"

#include <algorithm>
#include <utility>

#include "cases/bounded_list.h"
#include "cases/codec.h"
#include "cases/conversation_shapes.h"

namespace decorum::cases {
namespace {

// One event applied to one conversation.
class Application {
 public:
  Application(Conversation& one, const record::Event& event) : one_(one), event_(event) {}

  // What holds of every case, whatever came. A pause that nobody moved the deadline for ends with
  // the deadline as it was: rather a warning too early than none.
  void settle() {
    if (one_.state == State::done || one_.state == State::merged) {
      one_.waits_for = WaitsFor::nobody;
      one_.holding.reset();
      one_.due.reset();
    }
    if (one_.state != State::snoozed) one_.snoozed_until.reset();
    if (one_.state != State::done) one_.closed_as.clear();
    if (one_.due && one_.waits_for != WaitsFor::author) one_.due->paused_since.reset();
  }

  void operator()(const Opened& e) {
    one_.site = e.site;
    one_.accounts.clear();
    for (const std::string& account : e.accounts) add_once(one_.accounts, account, accounts_max);
    one_.author = e.author;
    one_.thread = e.thread;
    one_.history = e.history;
    one_.opened_at = event_.at;
  }

  // Whoever wrote again has answered: nothing waits for them any more, and what was done or asleep
  // is open.
  void operator()(const PostAdded& e) {
    add_once(one_.posts, e.post, posts_of_case_max);
    std::ranges::sort(one_.posts);  // one that comes back from a merge is older than the last
    if (!one_.focus) one_.focus = e.post;
    if (!e.account.empty()) add_once(one_.accounts, e.account, accounts_max);
    no_longer(WaitsFor::author);
    to_work();
  }
  void operator()(const AccountAdded& e) { add_once(one_.accounts, e.account, accounts_max); }
  void operator()(const PostEdited&) {}
  // The post stays in the case, and the decision about it: that its words are gone stands in its
  // own row, and what is left to do a person says.
  void operator()(const PostDeleted&) {}

  void operator()(const Decided& e) {
    one_.focus = e.post;
    one_.policy = e.policy;
    one_.ask = e.ask;
    one_.outcomes = e.outcomes;
    one_.proposed = e.proposed;
    one_.owner = e.owner;
    one_.queue = e.queue;
    one_.priority = e.priority;
    one_.due = e.due;
  }

  void operator()(const Answered& e) {
    one_.answers.push_back({event_.id, e.post, e.question, e.answers, event_.actor, event_.at,
                            e.settles_proposal, e.reason});
    keep_at_most(one_.answers, answers_max);
  }
  void operator()(const AnswerWithdrawn& e) {
    std::erase_if(one_.answers, [&](const Answer& answer) { return answer.event == e.answer; });
  }

  void operator()(const Assigned& e) { one_.assigned = e.to; }
  void operator()(const Held&) { one_.holding = Holding{event_.actor, event_.at}; }
  void operator()(const Released&) { one_.holding.reset(); }

  void operator()(const Noted& e) {
    if (one_.notes.size() < notes_max) {
      one_.notes.push_back({event_.id, event_.actor, event_.at, e.text, false});
    }
  }
  void operator()(const NoteWithdrawn& e) {
    if (Note* note = with_event(one_.notes, e.note)) note->withdrawn = true;
  }
  void operator()(const Tagged& e) { add_once(one_.tags, e.tag, tags_max); }
  void operator()(const Untagged& e) { std::erase(one_.tags, e.tag); }

  void operator()(const MergedInto& e) {
    one_.state = State::merged;
    one_.merged_into = e.into;
    one_.posts.clear();
  }
  void operator()(const MergedFrom& e) {
    for (const base::Id post : e.posts) add_once(one_.posts, post, posts_of_case_max);
    std::ranges::sort(one_.posts);
  }
  void operator()(const SplitOff& e) {
    std::erase_if(one_.posts, [&](base::Id post) {
      return std::ranges::find(e.posts, post) != e.posts.end();
    });
    const bool has_focus = std::ranges::find(one_.posts, one_.focus) != one_.posts.end();
    if (!has_focus) one_.focus = one_.posts.empty() ? base::Id{} : one_.posts.back();
  }

  void operator()(const Snoozed& e) {
    become(State::snoozed);
    one_.snoozed_until = e.until;
    one_.holding.reset();
  }
  void operator()(const Woken&) {
    if (one_.state == State::snoozed) to_work();
  }

  void operator()(const HandedOver& e) {
    one_.hand_overs.push_back({event_.id, e.to, event_.at, e.message, e.link, {}, {}});
    keep_at_most(one_.hand_overs, hand_overs_max);
    wait_for(WaitsFor::team);
    one_.holding.reset();
    if (e.due) one_.due = e.due;
  }
  void operator()(const HandedBack& e) {
    if (HandOver* hand_over = with_event(one_.hand_overs, e.hand_over)) {
      hand_over->answer = e.answer;
      hand_over->back_at = event_.at;
    }
    no_longer(WaitsFor::team);
    to_work();  // also when it was done: what came back has to be read
  }
  void operator()(const LinkUsed&) {}
  void operator()(const LinkRevoked& e) {
    for (HandOver& hand_over : one_.hand_overs) {
      if (hand_over.link == e.link) hand_over.link.reset();
    }
  }

  void operator()(const ResearchAsked& e) {
    one_.research.push_back({event_.id, e.owner, e.due.at, e.question, "", false});
    keep_at_most(one_.research, research_max);
    wait_for(WaitsFor::research);
    one_.due = e.due;
  }
  void operator()(const ResearchClosed& e) {
    if (Research* research = with_event(one_.research, e.research)) {
      research->sheet = e.sheet;
      research->closed = true;
    }
    no_longer(WaitsFor::research);
    if (one_.state != State::done) to_work();
  }

  void operator()(const WatchStarted& e) {
    one_.watches.push_back({event_.id, e.as, e.until});
    keep_at_most(one_.watches, watches_max);
  }
  void operator()(const WatchEnded& e) {
    std::erase_if(one_.watches, [&](const Watch& watch) { return watch.event == e.watch; });
  }

  void operator()(const Paused&) {
    wait_for(WaitsFor::author);
    if (one_.due && !one_.due->paused_since) one_.due->paused_since = event_.at;
    one_.holding.reset();
  }
  void operator()(const Resumed& e) {
    no_longer(WaitsFor::author);
    if (one_.due) {
      one_.due->paused_since.reset();
      one_.due->at = e.due_at;
      one_.due->warn_at = e.warn_at;
    }
    if (one_.state != State::done) to_work();
  }

  void operator()(const DueSet& e) { one_.due = e.due; }
  void operator()(const DueWarned&) {
    if (one_.due) one_.due->warned = true;
  }
  void operator()(const Escalated& e) {
    if (!one_.due) return;
    one_.due->level = e.level;
    one_.due->acknowledged_by.clear();
  }
  void operator()(const EscalationAcknowledged&) {
    if (one_.due) one_.due->acknowledged_by = event_.actor;
  }

  void operator()(const ReplyBegun& e) {
    add_once(one_.drafts, e.draft, drafts_max + 1);
    keep_at_most(one_.drafts, drafts_max);
  }
  void operator()(const Replied& e) {
    one_.holding.reset();
    one_.due.reset();
    one_.closed_as = "answered";
    become(State::done);
    if (e.waits_for_author) wait_for(WaitsFor::author);
  }
  void operator()(const ReplyDropped& e) { std::erase(one_.drafts, e.draft); }

  void operator()(const WaitChanged& e) {
    one_.waits_for = e.waits_for;
    if (one_.state == State::open || one_.state == State::waiting) {
      one_.state = e.waits_for == WaitsFor::nobody ? State::open : State::waiting;
    }
  }
  void operator()(const Closed& e) {
    become(State::done);
    one_.closed_as = e.as;
  }
  void operator()(const Reopened&) {
    one_.state = State::open;
    one_.waits_for = WaitsFor::nobody;
    one_.merged_into.reset();
  }

  void operator()(const TopicJoined& e) { one_.topic = e.topic; }
  void operator()(const TopicLeft&) { one_.topic.reset(); }
  void operator()(const LegalHoldSet& e) {
    add_once(one_.legal_holds, e.matter, legal_holds_max);
  }
  void operator()(const LegalHoldLifted& e) { std::erase(one_.legal_holds, e.matter); }
  void operator()(const Checked& e) { one_.checked = e.right ? "right" : "wrong"; }
  void operator()(const Undone&) {}

 private:
  // A merged case stays merged until it is reopened.
  void become(State state) {
    if (one_.state != State::merged) one_.state = state;
  }
  // Open, unless it still waits for somebody.
  void to_work() {
    become(one_.waits_for == WaitsFor::nobody ? State::open : State::waiting);
  }
  void wait_for(WaitsFor whom) {
    one_.waits_for = whom;
    become(State::waiting);
  }
  void no_longer(WaitsFor whom) {
    if (one_.waits_for == whom) one_.waits_for = WaitsFor::nobody;
  }

  Conversation& one_;
  const record::Event& event_;
};

}  // namespace

base::Result<ConversationEvent> read_event(const record::Event& event) {
  return read_event_as<ConversationEvent>(event);
}

base::RawJson data_of(const ConversationEvent& event) { return data_of_any(event); }

std::string_view kind_of(const ConversationEvent& event) { return kind_of_any(event); }

std::vector<std::string_view> conversation_kinds() { return kinds_of<ConversationEvent>(); }

void apply(Conversation& conversation, const record::Event& event, const ConversationEvent& what) {
  if (event.case_id) conversation.id = *event.case_id;
  ++conversation.version;
  conversation.changed_at = event.at;
  Application application(conversation, event);
  std::visit(application, what);
  application.settle();
}

}  // namespace decorum::cases
