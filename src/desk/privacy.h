// Keeping as little as needed, for as long as needed: erasure of what is held on a person, export
// of the same, and the runs that let old things go. The record's proofs stay whole, because events
// hold digests and no words.
//
// What stands on legal hold, or belongs to a case that is still open, is not erased; the answer
// says how much was kept and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "desk/actor.h"
#include "desk/desk.h"
#include "desk/refusal.h"
#include "desk/views.h"

namespace decorum::desk {

inline constexpr std::size_t erased_at_once_max = 500;  // texts of one transaction

struct Erased {
  static constexpr std::string_view shape_name = "Erased";
  std::int64_t texts = 0;     // erased
  std::int64_t kept = 0;      // because of a legal hold or an open case
  std::vector<std::string> because;  // of what was kept, one sentence a case
};
template <class V>
void describe(V& v, Erased& e) {
  v.field("texts", e.texts);
  v.field("kept", e.kept);
  v.field("because", e.because);
}

struct EraseRequest {
  std::string reason;
};
template <class V>
void describe(V& v, EraseRequest& e) {
  v.field("reason", e.reason,
          {.most = 4000, .may_be_empty = false, .about = "Why; kept in the record"});
}

// Everything about an author: names, posts, what was written about them.
OrRefused<Erased> erase_author(Desk& desk, const Actor& actor, base::Id author,
                               const EraseRequest& request);
OrRefused<Erased> erase_post(Desk& desk, const Actor& actor, base::Id post,
                             const EraseRequest& request);

// What is held on one person, for a request of theirs: author, posts, texts and what happened. The
// texts of others are left out. At most export_posts_max posts.
struct HeldOnPerson {
  static constexpr std::string_view shape_name = "HeldOnPerson";
  AuthorView author;
  std::vector<PostView> posts;
  std::vector<EventView> events;
  std::vector<std::string> notes;  // written about them, as they may ask for
  bool is_cut = false;             // there is more than this
};
template <class V>
void describe(V& v, HeldOnPerson& h) {
  v.field("author", h.author);
  v.field("posts", h.posts, {.most_items = 5000});
  v.field("events", h.events, {.most_items = 20000});
  v.field("notes", h.notes, {.most = 16000, .most_items = 5000});
  v.field("is_cut", h.is_cut);
}
inline constexpr std::size_t export_posts_max = 5000;
inline constexpr std::size_t export_events_max = 20'000;

OrRefused<HeldOnPerson> held_on_person(Desk& desk, const Actor& actor, base::Id author);

// Lets go what the policy's retention says is over. Called once a day; a run may be broken off.
// Answers how many texts went.
std::size_t retention_run(Desk& desk);

}  // namespace decorum::desk
