// The weekly sample: some of the posts that the machine let stand by itself, offered to people for
// checking, so that its errors are known and not guessed.
//
// Which posts are in a week's sample depends on their ids alone: everybody sees the same ones, and
// nobody can choose them.
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

inline constexpr std::size_t sample_size = 30;
inline constexpr std::size_t sample_read_max = 20'000;  // posts of a week that it is drawn from

struct Sampled {
  static constexpr std::string_view shape_name = "Sampled";
  PostView post;
  std::optional<bool> right;  // not checked yet when left out
  std::string by;
};
template <class V>
void describe(V& v, Sampled& s) {
  v.field("post", s.post);
  v.field("right", s.right);
  v.field("by", s.by);
}

struct SampleCheck {
  bool right = true;
  std::string reason;
};
template <class V>
void describe(V& v, SampleCheck& c) {
  v.field("right", c.right, {.about = "Was it right to let the post stand?"});
  v.field("reason", c.reason, {.most = 4000, .may_miss = true,
                               .about = "Why not; needed when it was wrong"});
}

// The sample of the seven days from `week` on.
std::vector<Sampled> weekly_sample(store::Snapshot& in, base::Time week);

// Checks one. A post that should not have been let stand comes onto the desk; the chart's first
// question open.
OrRefused<Sampled> check_sampled(Desk& desk, const Actor& actor, base::Id post,
                                 const SampleCheck& check);

}  // namespace decorum::desk
