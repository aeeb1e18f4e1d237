// The conversation case: one thread of one author with one account of ours. A post that tags two
// accounts is one case that both see. What people do on it are events (conversation_events.h);
// `apply` (apply.h) is the only way it changes.
//
// It holds ids, times and kinds only; texts, names and reasons are TextRefs, so that a case can be
// rebuilt from the record's events alone, also after an erasure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "record/event.h"

namespace decorum::cases {

inline constexpr std::size_t posts_of_case_max = 1000;  // further posts open a case of their own
inline constexpr std::size_t tags_max = 50;
inline constexpr std::size_t notes_max = 1000;
inline constexpr std::size_t answers_max = 200;
inline constexpr std::size_t watches_max = 20;
inline constexpr std::size_t accounts_max = 20;
inline constexpr std::size_t hand_overs_max = 100;
inline constexpr std::size_t research_max = 100;
inline constexpr std::size_t drafts_max = 100;
inline constexpr std::size_t legal_holds_max = 20;
inline constexpr std::size_t answers_at_once_max = 100;  // to one question; each an id
inline constexpr std::size_t answer_bytes_max = 128;

// done: nothing is left to do. An answer of the author, or a person, opens it again.
enum class State : std::uint8_t { open, waiting, snoozed, done, merged };
inline constexpr std::array<std::string_view, 5> state_names{"open", "waiting", "snoozed", "done",
                                                             "merged"};
inline std::span<const std::string_view> names_of(State) { return state_names; }

// Whom an open case waits for; the clock stands still only while it waits for the author.
enum class WaitsFor : std::uint8_t { nobody, author, team, research, approval, sending };
inline constexpr std::array<std::string_view, 6> waits_for_names{
    "nobody", "author", "team", "research", "approval", "sending"};
inline std::span<const std::string_view> names_of(WaitsFor) { return waits_for_names; }

// What a person said about a question of the chart; of several the last one counts.
struct Answer {
  base::Id event;  // that gave it: what is undone when it is taken back
  base::Id post;   // about which post
  std::string question;
  std::vector<std::string> answers;
  std::string by;  // the actor
  base::Time at;
  bool settles_proposal = false;
  std::optional<record::TextRef> reason;

  bool operator==(const Answer&) const = default;
};

// Who is at it now. Exclusive: another may take over with consent or after silence
// (desk/hold.h), which is recorded.
struct Holding {
  std::string by;
  base::Time since;

  bool operator==(const Holding&) const = default;
};

struct Note {
  base::Id event;
  std::string by;
  base::Time at;
  record::TextRef text;
  bool withdrawn = false;

  bool operator==(const Note&) const = default;
};

// The clock of what is due. `due_at` is worked out by cases/clock.h when the clock starts; a pause
// moves it by the business time that it lasted.
struct Due {
  std::string what;     // "answer:QUESTION", "outcome:ID", "research", "team:ID"
  std::string clock;    // the deadline as the policy writes it, for people: "business 4h"
  base::Time from, at;
  base::Time warn_at;
  std::optional<base::Time> paused_since;
  bool warned = false;
  std::int32_t level = 0;            // how often it was escalated
  std::string acknowledged_by;       // of the last escalation; empty: not yet

  bool operator==(const Due&) const = default;
};

// Until `until`, further contact of the author on this account counts as `as`.
struct Watch {
  base::Id event;
  std::string as;
  base::Time until;

  bool operator==(const Watch&) const = default;
};

// Where the case is while a team, or somebody with a one-time link, has it.
struct HandOver {
  base::Id event;
  std::string to;  // "team:ID", "role:ID", "person:ID"
  base::Time at;
  record::TextRef message;
  std::optional<base::Id> link;          // of the one-time link, when one was made
  std::optional<record::TextRef> answer;  // what came back
  std::optional<base::Time> back_at;      // until then they have it

  bool operator==(const HandOver&) const = default;
};

struct Research {
  base::Id event;
  std::string owner;
  base::Time due_at;
  std::optional<record::TextRef> question;
  std::string sheet;  // the fact sheet it ended in; empty: none yet
  bool closed = false;

  bool operator==(const Research&) const = default;
};

struct Conversation {
  static constexpr std::string_view shape_name = "Conversation";
  base::Id id;
  std::int64_t version = 0;  // how many events have been applied
  State state = State::open;
  WaitsFor waits_for = WaitsFor::nobody;
  base::Time opened_at, changed_at;
  bool history = false;  // came in as history: no clocks, no watches

  std::string site;
  std::vector<std::string> accounts;  // ours, in the order they came in
  base::Id author;                    // 0: nobody is named
  std::string thread;                 // the site's id of the conversation's first post
  std::vector<base::Id> posts;        // oldest first
  base::Id focus;                     // the post that the decision below is about; 0: none

  // What the chart says of the post in focus.
  std::string policy;                 // hash
  std::string ask;                    // the question that a person has to answer; empty: none
  std::vector<std::string> outcomes, proposed;
  std::string owner, queue;           // role or team that has to act, and its queue
  std::string priority;               // "urgent", "soon", "normal": by harm and age, never by fame
  std::vector<Answer> answers;

  std::string assigned;               // a person's id; empty: nobody
  std::optional<Holding> holding;
  std::optional<Due> due;
  std::optional<base::Time> snoozed_until;
  std::vector<std::string> tags;
  std::vector<Note> notes;
  std::vector<Watch> watches;
  std::vector<HandOver> hand_overs;
  std::vector<Research> research;
  std::vector<base::Id> drafts;       // replies begun
  std::optional<base::Id> topic;
  std::optional<base::Id> merged_into;
  std::vector<std::string> legal_holds;  // matters; while there is one nothing is erased
  std::string closed_as;                 // why it is done: "answered", "let-stand", "no-reply", ...
  std::string checked;                   // the weekly sample: "", "right", "wrong"

  bool operator==(const Conversation&) const = default;
};

// An id that may be none (0) is left out then: as text there is no such id.
template <class V>
void describe_if_any(V& v, std::string_view name, base::Id& id) {
  std::optional<base::Id> some;
  if (id) some = id;
  v.field(name, some);
  id = some.value_or(base::Id{});
}

template <class V>
void describe(V& v, Answer& a) {
  v.field("event", a.event);
  v.field("post", a.post);
  v.field("question", a.question, {.most = answer_bytes_max});
  v.field("answers", a.answers, {.most = answer_bytes_max, .most_items = answers_at_once_max});
  v.field("by", a.by);
  v.field("at", a.at);
  v.field("settles_proposal", a.settles_proposal);
  v.field("reason", a.reason);
}

template <class V>
void describe(V& v, Holding& h) {
  v.field("by", h.by);
  v.field("since", h.since);
}

template <class V>
void describe(V& v, Note& n) {
  v.field("event", n.event);
  v.field("by", n.by);
  v.field("at", n.at);
  v.field("text", n.text);
  v.field("withdrawn", n.withdrawn);
}

template <class V>
void describe(V& v, Due& d) {
  v.field("what", d.what);
  v.field("clock", d.clock);
  v.field("from", d.from);
  v.field("at", d.at);
  v.field("warn_at", d.warn_at);
  v.field("paused_since", d.paused_since);
  v.field("warned", d.warned);
  v.field("level", d.level);
  v.field("acknowledged_by", d.acknowledged_by);
}

template <class V>
void describe(V& v, Watch& w) {
  v.field("event", w.event);
  v.field("as", w.as);
  v.field("until", w.until);
}

template <class V>
void describe(V& v, HandOver& h) {
  v.field("event", h.event);
  v.field("to", h.to);
  v.field("at", h.at);
  v.field("message", h.message);
  v.field("link", h.link);
  v.field("answer", h.answer);
  v.field("back_at", h.back_at);
}

template <class V>
void describe(V& v, Research& r) {
  v.field("event", r.event);
  v.field("owner", r.owner);
  v.field("due_at", r.due_at);
  v.field("question", r.question);
  v.field("sheet", r.sheet);
  v.field("closed", r.closed);
}

template <class V>
void describe(V& v, Conversation& c) {
  v.field("id", c.id);
  v.field("version", c.version);
  v.field("state", c.state);
  v.field("waits_for", c.waits_for);
  v.field("opened_at", c.opened_at);
  v.field("changed_at", c.changed_at);
  v.field("history", c.history);
  v.field("site", c.site);
  v.field("accounts", c.accounts);
  describe_if_any(v, "author", c.author);
  v.field("thread", c.thread);
  v.field("posts", c.posts);
  describe_if_any(v, "focus", c.focus);
  v.field("policy", c.policy);
  v.field("ask", c.ask);
  v.field("outcomes", c.outcomes);
  v.field("proposed", c.proposed);
  v.field("owner", c.owner);
  v.field("queue", c.queue);
  v.field("priority", c.priority);
  v.field("answers", c.answers);
  v.field("assigned", c.assigned);
  v.field("holding", c.holding);
  v.field("due", c.due);
  v.field("snoozed_until", c.snoozed_until);
  v.field("tags", c.tags);
  v.field("notes", c.notes);
  v.field("watches", c.watches);
  v.field("hand_overs", c.hand_overs);
  v.field("research", c.research);
  v.field("drafts", c.drafts);
  v.field("topic", c.topic);
  v.field("merged_into", c.merged_into);
  v.field("legal_holds", c.legal_holds);
  v.field("closed_as", c.closed_as);
  v.field("checked", c.checked);
}

}  // namespace decorum::cases
