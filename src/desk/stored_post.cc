#include "desk/stored_post.h"

#include <algorithm>
#include <utility>

#include "post/json.h"

namespace decorum::desk {

std::optional<post::Post> stored_post(store::Snapshot& in, const store::PostRow& row) {
  if (!row.document) return std::nullopt;
  const auto text = in.text(row.document);
  if (!text || text->body.empty()) return std::nullopt;
  auto post = post::read_post(text->body);
  if (!post) {
    throw store::StoreError(store::StoreError::Kind::damaged,
                            "the text of post " + base::to_text(row.id) + " cannot be read: " +
                                post.error().what);
  }
  return std::move(*post);
}

post::Thread stored_thread(store::Snapshot& in, const store::PostRow& row) {
  post::Thread thread;
  thread.root_id = row.thread;
  if (row.thread == row.site_id) return thread;  // it begins the conversation
  for (const store::PostRow& other : in.posts_of_thread(row.site, row.thread, thread_posts_max)) {
    if (other.id == row.id || other.posted_at > row.posted_at) continue;
    if (auto post = stored_post(in, other)) thread.posts.push_back(std::move(*post));
  }
  return thread;
}

policy::History stored_history(store::Snapshot& in, const std::optional<store::AuthorRow>& author,
                               std::string_view account, base::Time now) {
  policy::History history;
  if (!author) return history;
  history.first_contact = author->posts == 0;
  for (const store::IncidentRow& incident : in.incidents(author->id, account, now)) {
    history.incidents.push_back({incident.kind, incident.at, incident.expires});
  }
  std::ranges::stable_sort(history.incidents, {}, &policy::Incident::at);
  return history;
}

}  // namespace decorum::desk
