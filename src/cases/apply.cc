#include "cases/apply.h"

#include <algorithm>
#include <utility>

#include "cases/codec.h"
#include "cases/conversation_shapes.h"

namespace decorum::cases {
namespace {

template <class Entry>
void keep_at_most(std::vector<Entry>& entries, std::size_t most) {
  if (entries.size() > most) entries.erase(entries.begin());
}

template <class Entry>
Entry* with_event(std::vector<Entry>& entries, base::Id event) {
  const auto found = std::ranges::find(entries, event, &Entry::event);
  return found == entries.end() ? nullptr : &*found;
}

template <class Value>
void add_once(std::vector<Value>& values, const Value& value, std::size_t most) {
  if (values.size() < most && std::ranges::find(values, value) == values.end()) {
    values.push_back(value);
  }
}

// One event applied to one conversation.
class Application {
 public:
  Application(Conversation& one, const record::Event& event) : one_(one), event_(event) {}

  void operator()(const Opened& e) {
    one_.site = e.site;
    one_.accounts = e.accounts;
    one_.author = e.author;
    one_.thread = e.thread;
    one_.history = e.history;
    one_.opened_at = event_.at;
  }

  // Whoever wrote again has answered: nothing waits for them any more, and what was done or asleep
  // is open.
  void operator()(const PostAdded& e) {
    add_once(one_.posts, e.post, posts_of_case_max);
    if (!one_.focus) one_.focus = e.post;
    if (!e.account.empty()) add_once(one_.accounts, e.account, accounts_max);
    if (one_.state == State::merged) return;
    one_.snoozed_until.reset();
    if (one_.waits_for == WaitsFor::author) one_.waits_for = WaitsFor::nobody;
    to_work();
  }
  void operator()(const AccountAdded& e) { add_once(one_.accounts, e.account, accounts_max); }
  void operator()(const PostEdited&) {}
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
    one_.waits_for = WaitsFor::nobody;
    one_.merged_into = e.into;
    one_.posts.clear();
    one_.due.reset();
    one_.holding.reset();
    one_.snoozed_until.reset();
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
    one_.state = State::snoozed;
    one_.snoozed_until = e.until;
    one_.holding.reset();
  }
  void operator()(const Woken&) {
    one_.snoozed_until.reset();
    if (one_.state == State::snoozed) to_work();
  }

  void operator()(const HandedOver& e) {
    one_.hand_overs.push_back({event_.id, e.to, event_.at, e.message, e.link, {}, {}});
    keep_at_most(one_.hand_overs, hand_overs_max);
    one_.waits_for = WaitsFor::team;
    one_.state = State::waiting;
    one_.holding.reset();
    if (e.due) one_.due = e.due;
  }
  void operator()(const HandedBack& e) {
    if (HandOver* hand_over = with_event(one_.hand_overs, e.hand_over)) {
      hand_over->answer = e.answer;
      hand_over->back_at = event_.at;
    }
    if (one_.waits_for == WaitsFor::team) one_.waits_for = WaitsFor::nobody;
    to_work();
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
    one_.waits_for = WaitsFor::research;
    one_.state = State::waiting;
    one_.due = e.due;
  }
  void operator()(const ResearchClosed& e) {
    if (Research* research = with_event(one_.research, e.research)) {
      research->sheet = e.sheet;
      research->closed = true;
    }
    if (one_.waits_for == WaitsFor::research) one_.waits_for = WaitsFor::nobody;
    to_work();
  }

  void operator()(const WatchStarted& e) {
    one_.watches.push_back({event_.id, e.as, e.until});
    keep_at_most(one_.watches, watches_max);
  }
  void operator()(const WatchEnded& e) {
    std::erase_if(one_.watches, [&](const Watch& watch) { return watch.event == e.watch; });
  }

  void operator()(const Paused&) {
    one_.waits_for = WaitsFor::author;
    one_.state = State::waiting;
    if (one_.due && !one_.due->paused_since) one_.due->paused_since = event_.at;
    one_.holding.reset();
  }
  void operator()(const Resumed& e) {
    if (one_.waits_for == WaitsFor::author) one_.waits_for = WaitsFor::nobody;
    if (one_.due) {
      one_.due->paused_since.reset();
      one_.due->at = e.due_at;
      one_.due->warn_at = e.warn_at;
    }
    to_work();
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

  void operator()(const ReplyBegun& e) { add_once(one_.drafts, e.draft, drafts_max); }
  void operator()(const Replied& e) {
    one_.holding.reset();
    one_.snoozed_until.reset();
    one_.due.reset();
    one_.waits_for = e.waits_for_author ? WaitsFor::author : WaitsFor::nobody;
    one_.state = e.waits_for_author ? State::waiting : State::done;
    one_.closed_as = e.waits_for_author ? "" : "answered";
  }
  void operator()(const ReplyDropped& e) { std::erase(one_.drafts, e.draft); }

  void operator()(const WaitChanged& e) {
    one_.waits_for = e.waits_for;
    if (one_.state == State::open || one_.state == State::waiting) {
      one_.state = e.waits_for == WaitsFor::nobody ? State::open : State::waiting;
    }
  }
  void operator()(const Closed& e) {
    one_.state = State::done;
    one_.waits_for = WaitsFor::nobody;
    one_.closed_as = e.as;
    one_.holding.reset();
    one_.snoozed_until.reset();
  }
  void operator()(const Reopened&) {
    one_.state = State::open;
    one_.waits_for = WaitsFor::nobody;
    one_.closed_as.clear();
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
  // Open, unless it still waits for somebody.
  void to_work() {
    if (one_.state == State::merged) return;
    one_.state = one_.waits_for == WaitsFor::nobody ? State::open : State::waiting;
    one_.closed_as.clear();
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
  std::visit(Application(conversation, event), what);
}

}  // namespace decorum::cases
