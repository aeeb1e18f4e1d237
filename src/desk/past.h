// Our own earlier posts, held in memory: what was said before in nearly the same words, and what
// became of it (withdrawn, complained of). Review and the page's "said before" look here; nobody
// else's posts are ever in it.
//
//   PastPosts past(50'000);
//   store.read([&](store::Snapshot& in) { load_past(in, past); });     // when the desk starts
//   past.add({.id = "0e3…", .text = "Our course starts in May.", .url = "https://…"});
//   past.like("Our course starts in June!");                           // the most alike first
//
// Bounds: the latest `most` posts; the oldest are forgotten first. A look-up finds at most
// found_max, and its cost does not grow with how many there are (signals/near_duplicates.h).
// Threads may share it.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "cases/draft.h"
#include "review/kind.h"
#include "signals/near_duplicates.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::size_t past_posts_max = 1'000'000;

struct SaidBefore {
  review::PastPost post;
  double similarity = 0;  // signals::NearDuplicates::similar_min..1
};

class PastPosts {
 public:
  static constexpr std::size_t found_max = signals::NearDuplicates::found_max;

  // `most`: 1 to past_posts_max.
  explicit PastPosts(std::size_t most);

  // A post of the same id takes the place of the one before: an edit.
  void add(review::PastPost post);
  // Nothing happens when the post is not held.
  void change(std::string_view id, review::PastPost::State state);
  void forget(std::string_view id);  // its text was erased

  std::vector<SaidBefore> like(std::string_view text) const;
  // The same posts, for review::Around.
  std::vector<review::PastPost> past_for(std::string_view text) const;

  std::size_t size() const;

 private:
  struct Held {
    review::PastPost post;
    bool gone = false;
  };

  void drop_oldest();
  Held* held(std::string_view id);

  mutable std::mutex mutex_;
  mutable signals::NearDuplicates near_;
  mutable signals::ComparedText compared_;
  std::deque<Held> held_;        // number first_ + its place
  std::uint64_t first_ = 1;
  std::unordered_map<std::string, std::uint64_t> numbers_;  // by id
};

// Everything of ours that the store has; a post deleted since counts as withdrawn, one whose draft
// is marked so as complained of, and one whose text was erased is not held. Returns how many were
// read.
std::size_t load_past(store::Snapshot& in, PastPosts& past);

// What became of a published draft: it stands, was taken down, or was complained of.
void mark_past(store::Snapshot& in, const cases::Draft& draft, PastPosts& past);

}  // namespace decorum::desk
