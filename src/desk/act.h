// An act: what a person does to a conversation case. One file each, pure:
//
//   (case, actor, request, now) -> events, or a named refusal
//
// `may` is asked by the list of what this person may do now, and again before `perform`; perform
// calls nothing that changes anything: what it wants is in Acted. All acts are in the table of
// acts.cc, which makes the routes, the OpenAPI document and the buttons of the page.
//
//   // desk/tag.cc; TagRequest stands in desk/case_requests.h, tag_act in desk/act_list.h
//   std::optional<Refused> may_tag(const Situation&);
//   OrRefused<Acted> tag(const Situation&, const TagRequest&, Keeper&);
//   Act tag_act() {
//     return make_act<TagRequest>({.name = "tag", .title = "Put a tag on it", .inverse = "untag"},
//                                 may_tag, tag);
//   }
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/shape.h"
#include "cases/conversation.h"
#include "cases/conversation_events.h"
#include "desk/actor.h"
#include "desk/refusal.h"
#include "policy/policy.h"
#include "record/event.h"

namespace decorum::desk {

inline constexpr std::size_t reason_bytes_max = 4000;
inline constexpr std::size_t note_bytes_max = 16'000;

// Somebody with a sign-in, or whom the policy names, as far as acts need to know.
struct Colleague {
  std::string person, name, email;
  std::vector<std::string> roles;  // today
  Permissions may;
  bool away = false;
  bool has_sign_in = true;  // else only the policy knows them, and they can be sent a link
};

// A post of a case, as far as acts need to know.
struct PostFacts {
  base::Id author;
  std::string account;        // of ours, that it came in to
  bool text_is_gone = false;  // erased, or taken away with its author's deletion
};

// A step of the last decision of a case, in the order walked: a question of the chart, what was
// answered, and by whom ("machine", "person", "proposed": triage::By).
struct WalkedStep {
  std::string question;
  std::vector<std::string> answers;  // empty: it is asked
  std::string by;
};

// Something that happened to a case, and the case as it was just before.
struct Past {
  record::Event event;
  cases::ConversationEvent what;
  cases::Conversation before;
};

// What acts look things up in. Read within the same transaction that will write. Every function is
// there.
struct Lookup {
  std::function<std::optional<cases::Conversation>(base::Id)> conversation;
  std::function<std::optional<Colleague>(std::string_view person)> colleague;
  std::function<std::vector<Colleague>(std::string_view role)> acting;  // in a role today
  // By when, for an account of ours: the deadline in its business time.
  std::function<base::Time(const policy::Deadline&, std::string_view account, base::Time from)> due;
  std::function<base::Duration(std::string_view account, base::Time from, base::Time until)>
      business_between;
  // When the page of an actor last said that somebody is at this case; none: it never did.
  std::function<std::optional<base::Time>(const cases::Conversation&, std::string_view actor)>
      last_seen;
  std::function<std::optional<PostFacts>(base::Id post)> post;
  std::function<bool(base::Id author, base::Id other)> same_author;  // or linked by a person
  std::function<std::vector<WalkedStep>(const cases::Conversation&)> path;
  std::function<bool(const cases::Conversation&)> replied;  // a reply of it went out, or by hand
  std::function<bool(base::Id topic)> topic_is_open;
  // An event of this case, and of no other.
  std::function<std::optional<Past>(const cases::Conversation&, base::Id event)> past;
};

struct Situation {
  const cases::Conversation& one;
  const Actor& actor;
  const policy::Policy& policy;
  const Lookup& look;
  base::Time now;
};

// Where an act puts texts, and gets ids from. The text is kept, with a salt, when the act succeeds.
class Keeper {
 public:
  virtual ~Keeper() = default;
  virtual record::TextRef keep(std::string_view kind, std::string_view body) = 0;
  virtual base::Id new_id() = 0;
};

// A mail that goes out with the act: to a person, or an address that a team has. Its fields are
// ids, times and kinds ("person:ana"), which become names when it goes out (desk/send_mail.h).
struct MailWish {
  std::string to;       // "person:ID", "team:ID" or an address
  std::string template_id;  // what it says: desk/mail_texts.h
  std::map<std::string, std::string> fields;
};
template <class V>
void describe(V& v, MailWish& mail) {
  v.field("to", mail.to, {.most = 320});
  v.field("template", mail.template_id, {.most = 64});
  v.field("fields", mail.fields);
}

// A one-time link that the act wants made; its secret is shown once, in the answer.
struct LinkWish {
  base::Id id;
  std::string purpose;  // "answer-for-team", ...
  std::string to;       // an address that gets it by mail; empty: it is copied by hand
  base::Time until;
  std::string mail;     // the template of that mail, whose field {link} is the address
};

struct Acted {
  std::vector<cases::ConversationEvent> events;
  // Events of other cases that belong to the same act (merge, split), and cases that it opens.
  std::vector<std::pair<base::Id, cases::ConversationEvent>> others;
  std::vector<MailWish> mails;
  std::vector<LinkWish> links;
  // The chart is walked again for this case, and for those of `others`, unless it is merged away.
  bool walk_again = false;
};

struct ActInfo {
  std::string_view name = {};   // "hand-over": the route's last word
  std::string_view title = {};  // "Pass on to a team"
  std::string_view about = {};  // one sentence for the API's readers, without a full stop
  Permission permission = Permission::act;
  std::string_view inverse = {};     // the act that takes it back; empty: none,
  std::string_view no_inverse = {};  // and this says why, or what to do instead
  bool in_bulk = false;      // may be done to many cases at once
  bool by_receiver = false;  // also by whoever the case was passed on to, or has its link
  bool when_merged = false;  // also on a case that was merged away
};

struct Act {
  ActInfo info;
  std::optional<Refused> (*may)(const Situation&) = nullptr;
  std::function<OrRefused<Acted>(const Situation&, std::string_view request, Keeper&)> perform;
  std::string (*schema)(base::Schemas&) = nullptr;
};

// The checks that every act shares: the permission, and that the case is not merged away. Whoever
// comes by a one-time link may do what is `by_receiver` on the case of that link, and nothing else.
std::optional<Refused> may_at_all(const ActInfo& info, const Situation& situation);

template <class Request>
Act make_act(const ActInfo& info, std::optional<Refused> (*may)(const Situation&),
             OrRefused<Acted> (*perform)(const Situation&, const Request&, Keeper&)) {
  return Act{info, may,
             [info, may, perform](const Situation& situation, std::string_view request,
                                  Keeper& keeper) -> OrRefused<Acted> {
               if (auto no = may_at_all(info, situation)) return tl::unexpected(*no);
               if (auto no = may(situation)) return tl::unexpected(*no);
               auto read = base::read_shape<Request>(request);
               if (!read) {
                 return refuse(Refusal::bad_request, read.error().what, read.error().where);
               }
               return perform(situation, *read, keeper);
             },
             [](base::Schemas& named) { return base::schema_of<Request>(named); }};
}

// Every act, in the order of the page's menus.
const std::vector<Act>& acts();
// Null when there is none.
const Act* act_named(std::string_view name);

// What may be done now, and why the rest may not: the names of acts().
struct Possible {
  std::string act, title;
  std::optional<std::string> refused, because;  // a Refusal's name, and its sentence
};
std::vector<Possible> possible_acts(const Situation& situation);

}  // namespace decorum::desk
