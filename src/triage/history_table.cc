#include "triage/history_table.h"

#include <algorithm>

#include "base/hash.h"

namespace decorum::triage {

namespace {

// Longer keys are replaced by their digest, so that an author's place in the table is bounded.
constexpr std::size_t key_bytes_max = 80;

// Empty when the author is not known. A digest starts with a byte that no site's name starts with.
void key_of(const post::Post& post, std::string& key) {
  key.clear();
  const post::Author& author = post.author;
  if (author.id.empty() && author.handle.empty()) return;
  key.append(post.site).push_back('\0');
  key.append(post.account).push_back('\0');
  if (author.id.empty()) {
    key.append("@").append(author.handle);
  } else {
    key.append("#").append(author.id);
  }
  if (key.size() > key_bytes_max) key = '\xff' + base::sha256(key);
}

}  // namespace

AuthorHistories::AuthorHistories(const policy::Protocol& protocol, std::size_t authors,
                                 std::size_t incidents)
    : protocol_(&protocol),
      authors_most_(std::max<std::size_t>(authors, 1)),
      incidents_most_(std::max(incidents, policy::incidents_max)),
      authors_(1) {}

std::uint32_t AuthorHistories::find(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? 0 : found->second;
}

const policy::History& AuthorHistories::of(const post::Post& post) {
  history_.first_contact = true;
  history_.incidents.clear();
  key_of(post, key_);
  const std::uint32_t index = key_.empty() ? 0 : find(key_);
  if (index == 0) return history_;
  history_.first_contact = false;
  for (const Mark& mark : authors_[index].marks) {
    const policy::Watch& watch = *protocol_->outcomes[mark.outcome].watch;
    history_.incidents.push_back({watch.as, mark.at, mark.at + watch.lasts});
  }
  return history_;
}

void AuthorHistories::add(const post::Post& post, const Decision& decision, base::Time now) {
  key_of(post, key_);
  if (key_.empty()) return;
  std::uint32_t index = find(key_);
  if (index == 0) {
    index = make(key_);
  } else {
    unlink(index);
  }
  link_newest(index);
  const base::Time at = post.posted_at.value_or(now);
  watched_.clear();
  for (const std::vector<std::size_t>* list : {&decision.outcomes, &decision.proposed}) {
    for (std::size_t outcome : *list) {
      const auto& watch = protocol_->outcomes[outcome].watch;
      const auto same_kind = [&](std::size_t other) {
        return protocol_->outcomes[other].watch->as == watch->as;
      };
      if (!watch || std::any_of(watched_.begin(), watched_.end(), same_kind)) continue;
      watched_.push_back(outcome);
      put(authors_[index], at, outcome);
    }
  }
  while (incidents_ > incidents_most_ && by_key_.size() > 1) forget_oldest();
}

// Posts may come out of order, the marks are in the order of time.
void AuthorHistories::put(Author& author, base::Time at, std::size_t outcome) {
  auto& marks = author.marks;
  const auto later = [](base::Time time, const Mark& mark) { return time < mark.at; };
  marks.insert(std::upper_bound(marks.begin(), marks.end(), at, later),
               {at, static_cast<std::uint32_t>(outcome)});
  ++incidents_;
  if (marks.size() > policy::incidents_max) {
    marks.erase(marks.begin());
    --incidents_;
  }
}

std::uint32_t AuthorHistories::make(std::string_view key) {
  if (by_key_.size() >= authors_most_) forget_oldest();
  std::uint32_t index = 0;
  if (free_.empty()) {
    index = static_cast<std::uint32_t>(authors_.size());
    authors_.emplace_back();
  } else {
    index = free_.back();
    free_.pop_back();
  }
  authors_[index].key = key;
  by_key_.emplace(authors_[index].key, index);
  return index;
}

void AuthorHistories::unlink(std::uint32_t index) {
  const Author& author = authors_[index];
  authors_[author.newer].older = author.older;
  authors_[author.older].newer = author.newer;
}

// Element 0 stands for both ends: its `older` is the newest author and its `newer` the oldest.
void AuthorHistories::link_newest(std::uint32_t index) {
  Author& author = authors_[index];
  author.newer = 0;
  author.older = authors_[0].older;
  authors_[author.older].newer = index;
  authors_[0].older = index;
}

void AuthorHistories::forget_oldest() {
  const std::uint32_t index = authors_[0].newer;
  Author& author = authors_[index];
  unlink(index);
  by_key_.erase(author.key);
  incidents_ -= author.marks.size();
  author = Author{};
  free_.push_back(index);
  ++forgotten_;
}

}  // namespace decorum::triage
