// What a draft of the policy would have made of posts that came in.
#include "desk/policy_versions.h"
#include "desk/stored_post.h"
#include "signals/read.h"
#include "triage/decide.h"

namespace decorum::desk {
namespace {

constexpr std::size_t examples = 3;

// One policy with its readers, deciding posts one after the other.
class Side {
 public:
  explicit Side(const InUse& in_use) : in_use_(in_use), decider_(*in_use.policy) {}

  const triage::Decision& decide(const post::Post& post, const post::Thread& thread,
                                 const policy::History& history, base::Time at) {
    in_use_.readers->read(post, scratch_, signals_);
    decider_.decide(post, thread, signals_, {}, history, at, decision_);
    return decision_;
  }

 private:
  const InUse& in_use_;
  triage::Decider decider_;
  signals::Scratch scratch_;
  signals::Signals signals_;
  triage::Decision decision_;
};

// Not ours, and still with their words, oldest first.
std::vector<store::PostRow> posts_since(store::Snapshot& in, base::Time since) {
  std::vector<store::PostRow> rows;
  base::Id after = base::first_id_at(since);
  while (rows.size() < replay_posts_max) {
    const auto page = in.posts_after(after, false, store::page_max);
    for (const store::PostRow& row : page) {
      if (!row.ours && row.document && rows.size() < replay_posts_max) rows.push_back(row);
    }
    if (page.size() < store::page_max) break;
    after = page.back().id;
  }
  return rows;
}

}  // namespace

triage::ReplayResult replay_posts(store::Snapshot& in, const InUse& from, const InUse& to,
                                  base::Time since) {
  triage::Replay replay(*from.policy, *to.policy, examples);
  Side before(from), after(to);
  for (const store::PostRow& row : posts_since(in, since)) {
    const auto post = stored_post(in, row);
    if (!post) continue;
    const post::Thread thread = stored_thread(in, row);
    auto author = row.author ? in.author(row.author) : std::nullopt;
    // The post itself and what came after it are not its past.
    if (author && author->posts > 0) --author->posts;
    policy::History history = stored_history(in, author, post->account, row.posted_at);
    std::erase_if(history.incidents,
                  [&](const policy::Incident& one) { return one.at >= row.posted_at; });
    replay.add(*post, before.decide(*post, thread, history, row.posted_at),
               after.decide(*post, thread, history, row.posted_at));
  }
  return replay.result();
}

}  // namespace decorum::desk
