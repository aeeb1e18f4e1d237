#include "desk/past.h"

#include <utility>

#include "desk/case_row.h"
#include "post/json.h"
#include "review/shingles.h"

namespace decorum::desk {
namespace {

using State = review::PastPost::State;

// Drafts that were published and of which more is known than that they stand.
void mark_all(store::Snapshot& in, PastPosts& past) {
  store::CaseQuery query;
  query.family = store::Family::draft;
  query.states = {"sent", "deleted"};
  query.order = store::CaseOrder::oldest;
  query.confidential = true;
  query.most = store::page_max;
  do {
    const store::CasePage page = in.cases(query);
    for (const store::CaseRow& row : page.cases) {
      const cases::Draft draft = draft_of(row);
      if (draft.complained_of || draft.state == cases::DraftState::deleted) {
        mark_past(in, draft, past);
      }
    }
    query.after = page.next;
  } while (!query.after.empty());
}

}  // namespace

PastPosts::PastPosts(std::size_t most) : near_(most) {}

PastPosts::Held* PastPosts::held(std::string_view id) {
  const auto found = numbers_.find(std::string(id));
  return found == numbers_.end() ? nullptr : &held_[found->second - first_];
}

void PastPosts::drop_oldest() {
  for (; first_ < near_.oldest() && !held_.empty(); ++first_) {
    const auto known = numbers_.find(held_.front().post.id);
    if (known != numbers_.end() && known->second == first_) numbers_.erase(known);
    held_.pop_front();
  }
}

void PastPosts::add(review::PastPost post) {
  const std::lock_guard lock(mutex_);
  if (Held* before = held(post.id)) *before = {{}, true};
  if (post.pairs.empty()) post.pairs = review::pairs_of(post.text);
  signals::compare_as(post.text, compared_);
  const std::uint64_t number = near_.add(compared_);
  numbers_[post.id] = number;
  held_.push_back({std::move(post), false});
  drop_oldest();
}

void PastPosts::change(std::string_view id, review::PastPost::State state) {
  const std::lock_guard lock(mutex_);
  if (Held* one = held(id)) one->post.state = state;
}

void PastPosts::forget(std::string_view id) {
  const std::lock_guard lock(mutex_);
  Held* one = held(id);
  if (one == nullptr) return;
  *one = {{}, true};
  numbers_.erase(std::string(id));
}

std::vector<SaidBefore> PastPosts::like(std::string_view text) const {
  const std::lock_guard lock(mutex_);
  signals::compare_as(text, compared_);
  std::vector<SaidBefore> found;
  for (const signals::NearDuplicate& near : near_.find(compared_)) {
    if (near.number < first_) continue;
    const Held& one = held_[near.number - first_];
    if (!one.gone) found.push_back({one.post, near.similarity});
  }
  return found;
}

std::vector<review::PastPost> PastPosts::past_for(std::string_view text) const {
  std::vector<review::PastPost> posts;
  for (SaidBefore& said : like(text)) posts.push_back(std::move(said.post));
  return posts;
}

std::size_t PastPosts::size() const {
  const std::lock_guard lock(mutex_);
  return numbers_.size();
}

void mark_past(store::Snapshot& in, const cases::Draft& draft, PastPosts& past) {
  if (!draft.publication) return;
  const auto row = in.post_at(draft.site, draft.publication->site_id);
  if (!row) return;
  State state = State::standing;
  if (draft.state == cases::DraftState::deleted) state = State::withdrawn;
  if (draft.complained_of) state = State::complained_of;
  past.change(base::to_text(row->id), state);
}

std::size_t load_past(store::Snapshot& in, PastPosts& past) {
  std::size_t read = 0;
  base::Id after;
  post::PostReader reader;
  for (;;) {
    const std::vector<store::PostRow> page = in.posts_after(after, true, store::page_max);
    for (const store::PostRow& row : page) {
      after = row.id;
      const auto text = row.document ? in.text(row.document) : std::nullopt;
      if (!text) continue;
      post::Post post;
      if (!reader.read(text->body, post)) continue;
      const bool gone = row.state == store::PostState::deleted;
      past.add({.id = base::to_text(row.id),
                .text = std::move(post.text),
                .url = std::move(post.url),
                .posted_at = row.posted_at,
                .state = gone ? State::withdrawn : State::standing});
      ++read;
    }
    if (page.size() < store::page_max) break;
  }
  mark_all(in, past);
  return read;
}

}  // namespace decorum::desk
