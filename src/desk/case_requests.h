// What people send to the acts on a conversation case (act.h): one struct a request, read strictly.
// Texts are kept outside the record, where they can be erased; an event holds their ids alone.
//
//   POST /api/v1/conversations/0e3m5k7hm0001/acts/tag   {"tag":"exam-results"}
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
#include "cases/conversation.h"
#include "desk/act.h"

namespace decorum::desk {

inline constexpr std::size_t id_bytes_max = 128;  // of a person, role, team, question, answer
inline constexpr std::size_t tag_bytes_max = 40;
inline constexpr std::size_t matter_bytes_max = 40;

inline constexpr base::Rule reason_rule{
    .most = reason_bytes_max, .about = "Why; kept beside the record, where it can be erased"};

// Acts that need no word more than their name.
struct NoFields {};
template <class V>
void describe(V&, NoFields&) {}

struct HoldRequest {
  bool consent = false;
};
template <class V>
void describe(V& v, HoldRequest& r) {
  v.field("consent", r.consent,
          {.may_miss = true, .about = "Whoever is at it agreed to let you take over; recorded"});
}

struct AssignRequest {
  std::string to;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, AssignRequest& r) {
  v.field("to", r.to,
          {.most = id_bytes_max, .may_be_empty = false, .about = "Who takes it, a person's id"});
  v.field("reason", r.reason, reason_rule);
}

// Only why: unassign, reopen.
struct OnlyReasonRequest {
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, OnlyReasonRequest& r) {
  v.field("reason", r.reason, reason_rule);
}

struct NoteRequest {
  std::string text;
};
template <class V>
void describe(V& v, NoteRequest& r) {
  v.field("text", r.text, {.most = note_bytes_max, .may_be_empty = false,
                           .about = "What colleagues should know; the public never sees it"});
}

struct WithdrawNoteRequest {
  base::Id note;
};
template <class V>
void describe(V& v, WithdrawNoteRequest& r) {
  v.field("note", r.note, {.about = "The note's event"});
}

// tag, untag
struct TagRequest {
  std::string tag;
};
template <class V>
void describe(V& v, TagRequest& r) {
  v.field("tag", r.tag, {.most = tag_bytes_max, .may_be_empty = false,
                         .about = "Small letters, digits and hyphens, such as exam-results"});
}

struct AnswerRequest {
  std::string question;
  std::vector<std::string> answers;
  std::optional<base::Id> post;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, AnswerRequest& r) {
  v.field("question", r.question,
          {.most = id_bytes_max, .may_be_empty = false, .about = "A question of the chart"});
  v.field("answers", r.answers, {.most = id_bytes_max, .most_items = 100,
                                 .about = "Its answers that hold; one, where only one may"});
  v.field("post", r.post,
          {.about = "The post that was looked at; refused when the case is about another by now"});
  v.field("reason", r.reason, reason_rule);
}

struct WithdrawAnswerRequest {
  base::Id answer;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, WithdrawAnswerRequest& r) {
  v.field("answer", r.answer, {.about = "The event that gave it"});
  v.field("reason", r.reason, reason_rule);
}

struct ConfirmRequest {
  std::string question;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, ConfirmRequest& r) {
  v.field("question", r.question, {.most = id_bytes_max, .may_be_empty = false,
                                   .about = "Where the machine proposed an answer"});
  v.field("reason", r.reason, reason_rule);
}

struct DismissRequest {
  std::string question;
  std::vector<std::string> answers;
  std::string reason;
};
template <class V>
void describe(V& v, DismissRequest& r) {
  v.field("question", r.question, {.most = id_bytes_max, .may_be_empty = false,
                                   .about = "Where the machine proposed an answer"});
  v.field("answers", r.answers,
          {.most = id_bytes_max, .most_items = 100, .may_miss = true,
           .about = "What holds instead; where several may hold, what else the machine found "
                    "stands when this is left out"});
  v.field("reason", r.reason, {.most = reason_bytes_max, .may_be_empty = false,
                               .about = "Why what the machine proposed does not hold"});
}

struct SnoozeRequest {
  base::Time until;
};
template <class V>
void describe(V& v, SnoozeRequest& r) {
  v.field("until", r.until, {.about = "When it comes back to the queue; before it is due"});
}

struct MergeRequest {
  base::Id into;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, MergeRequest& r) {
  v.field("into", r.into, {.about = "The case that this one's posts go on in"});
  v.field("reason", r.reason, reason_rule);
}

struct SplitRequest {
  std::vector<base::Id> posts;
  std::optional<base::Id> into;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, SplitRequest& r) {
  v.field("posts", r.posts, {.most_items = cases::posts_of_case_max,
                             .about = "Which posts leave; at least one stays"});
  v.field("into", r.into,
          {.about = "A case that was merged into this one and gets posts back; else a new one"});
  v.field("reason", r.reason, reason_rule);
}

struct HandOverRequest {
  std::string to;
  std::string message;
  std::optional<std::string> deadline;
  bool link = false;
};
template <class V>
void describe(V& v, HandOverRequest& r) {
  v.field("to", r.to, {.most = id_bytes_max, .may_be_empty = false,
                       .about = "team:ID, role:ID or person:ID"});
  v.field("message", r.message, {.most = note_bytes_max, .may_be_empty = false,
                                 .about = "What they are asked to do"});
  v.field("deadline", r.deadline,
          {.most = id_bytes_max,
           .about = "A named deadline of the policy; else the one that the outcome has"});
  v.field("link", r.link, {.may_miss = true,
                           .about = "With a one-time link, for people who have no account"});
}

struct HandBackRequest {
  std::optional<std::string> answer;
};
template <class V>
void describe(V& v, HandBackRequest& r) {
  v.field("answer", r.answer,
          {.most = note_bytes_max, .about = "What they say; without it the case is taken back"});
}

struct RevokeLinkRequest {
  base::Id link;
};
template <class V>
void describe(V& v, RevokeLinkRequest& r) {
  v.field("link", r.link, {.about = "The link's id"});
}

struct AskResearchRequest {
  std::string owner;
  std::string question;
  std::optional<std::string> deadline;
};
template <class V>
void describe(V& v, AskResearchRequest& r) {
  v.field("owner", r.owner, {.most = id_bytes_max, .may_be_empty = false,
                             .about = "Who finds out: role:ID, team:ID or person:ID"});
  v.field("question", r.question, {.most = note_bytes_max, .may_be_empty = false,
                                   .about = "What has to be found out"});
  v.field("deadline", r.deadline,
          {.most = id_bytes_max,
           .about = "A named deadline of the policy; else the one that the outcome has"});
}

struct CloseResearchRequest {
  base::Id research;
  std::string sheet;
  std::optional<std::string> answer;
};
template <class V>
void describe(V& v, CloseResearchRequest& r) {
  v.field("research", r.research, {.about = "The event that asked for it"});
  v.field("sheet", r.sheet, {.most = id_bytes_max, .may_miss = true,
                             .about = "The fact sheet of the policy that it ended in"});
  v.field("answer", r.answer, {.most = note_bytes_max, .about = "What was found out"});
}

struct WatchRequest {
  std::string as;
  std::optional<base::Time> until;
};
template <class V>
void describe(V& v, WatchRequest& r) {
  v.field("as", r.as, {.most = id_bytes_max, .may_be_empty = false,
                       .about = "A kind that the chart watches for, such as hostile"});
  v.field("until", r.until, {.about = "At most as long as the chart watches for it, the default"});
}

struct EndWatchRequest {
  base::Id watch;
};
template <class V>
void describe(V& v, EndWatchRequest& r) {
  v.field("watch", r.watch, {.about = "The event that started it"});
}

struct SetDueRequest {
  std::optional<base::Time> at;
  std::string reason;
};
template <class V>
void describe(V& v, SetDueRequest& r) {
  v.field("at", r.at, {.about = "By when; left out by who leads: nothing is due any more"});
  v.field("reason", r.reason, {.most = reason_bytes_max, .may_be_empty = false,
                               .about = "Why the policy's own deadline does not fit"});
}

// Why a case is done. The first five say that something was done, the others that nothing was.
enum class ClosedAs : std::uint8_t {
  answered,
  served,
  passed_on,
  researched,
  reported,
  let_stand,
  monitored,
  no_reply,
  said_before,
  not_for_us,
};
inline constexpr std::array<std::string_view, 10> closed_as_names{
    "answered",  "served",    "passed-on", "researched",  "reported",
    "let-stand", "monitored", "no-reply",  "said-before", "not-for-us"};
inline std::span<const std::string_view> names_of(ClosedAs) { return closed_as_names; }

struct CloseRequest {
  ClosedAs as = ClosedAs::answered;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, CloseRequest& r) {
  v.field("as", r.as, {.about = "Why it is done"});
  v.field("reason", r.reason,
          {.most = reason_bytes_max,
           .about = "Needed when the chart still asks something, or wants something done"});
}

struct JoinTopicRequest {
  base::Id topic;
};
template <class V>
void describe(V& v, JoinTopicRequest& r) {
  v.field("topic", r.topic, {.about = "An open topic"});
}

// legal-hold, lift-legal-hold
struct LegalHoldRequest {
  std::string matter;
};
template <class V>
void describe(V& v, LegalHoldRequest& r) {
  v.field("matter", r.matter,
          {.most = matter_bytes_max, .may_be_empty = false,
           .about = "The matter's reference, such as 2026-014; no names"});
}

struct CheckSampleRequest {
  bool right = true;
  std::optional<std::string> reason;
};
template <class V>
void describe(V& v, CheckSampleRequest& r) {
  v.field("right", r.right, {.about = "The machine was right to let it stand"});
  v.field("reason", r.reason, {.most = reason_bytes_max, .about = "Needed when it was not"});
}

struct UndoRequest {
  base::Id event;
};
template <class V>
void describe(V& v, UndoRequest& r) {
  v.field("event", r.event, {.about = "The event of this case that is undone"});
}

}  // namespace decorum::desk
