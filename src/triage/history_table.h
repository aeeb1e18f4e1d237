// What a stream of posts teaches about its own authors: the incidents of each author on each of our
// accounts, as policy::History. Bounded: at most authors_max authors and incidents_total_max
// incidents are remembered; beyond that the author who was seen longest ago is forgotten.
//
//   AuthorHistories histories(policy.protocol);
//   const policy::History& before = histories.of(post);     // what was known before this post
//   decide(..., before, now);
//   histories.add(post, decision, now);                     // what this post adds
//
// An author is known by site, account and the site's own id, or by the handle when there is no id;
// authors on two sites or accounts are never taken for one. A post with neither id nor handle has
// no history and leaves none. An outcome with `watch`, reached or proposed, is an incident at the
// time of the post (`now` when the post has no time), once a kind and post.
//
// Memory: at most about 50 MB. Not for two threads at once. Never throws but for memory.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/time.h"
#include "policy/history.h"
#include "policy/protocol.h"
#include "post/post.h"
#include "triage/decision.h"

namespace decorum::triage {

inline constexpr std::size_t authors_max = 100'000;
inline constexpr std::size_t incidents_total_max = 1'000'000;

class AuthorHistories {
 public:
  // The protocol must outlive the table. Smaller bounds are for tests.
  explicit AuthorHistories(const policy::Protocol& protocol, std::size_t authors = authors_max,
                           std::size_t incidents = incidents_total_max);

  // What is known of the post's author. Good until the next call of `of` or `add`.
  const policy::History& of(const post::Post& post);

  void add(const post::Post& post, const Decision& decision, base::Time now);

  std::size_t authors() const { return by_key_.size(); }
  std::uint64_t forgotten() const { return forgotten_; }

 private:
  struct Mark {  // an incident, small: the outcome names its kind and how long it counts
    base::Time at;
    std::uint32_t outcome = 0;
  };
  struct Author {
    std::string key;
    std::vector<Mark> marks;  // oldest first
    std::uint32_t newer = 0;  // neighbours in the order of last use
    std::uint32_t older = 0;
  };

  std::uint32_t find(std::string_view key) const;
  std::uint32_t make(std::string_view key);
  void put(Author& author, base::Time at, std::size_t outcome);
  void unlink(std::uint32_t index);
  void link_newest(std::uint32_t index);
  void forget_oldest();

  const policy::Protocol* protocol_;
  std::size_t authors_most_;
  std::size_t incidents_most_;
  std::deque<Author> authors_;  // stays in place; element 0 closes the ring of neighbours
  std::vector<std::uint32_t> free_;
  std::unordered_map<std::string_view, std::uint32_t> by_key_;  // views of Author::key
  std::size_t incidents_ = 0;
  std::uint64_t forgotten_ = 0;
  std::string key_;              // working memory
  std::vector<std::size_t> watched_;
  policy::History history_;  // what `of` answers
};

}  // namespace decorum::triage
