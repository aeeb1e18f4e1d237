// Posts, threads and histories out of the store, as triage wants them.
#pragma once

#include <optional>
#include <string_view>

#include "policy/history.h"
#include "post/post.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::size_t thread_posts_max = 50;  // that triage is given

// Nothing when its text was erased or taken back.
std::optional<post::Post> stored_post(store::Snapshot& in, const store::PostRow& row);

// The posts of the conversation before this one.
post::Thread stored_thread(store::Snapshot& in, const store::PostRow& row);

// What is known of the author on the account before a post of theirs at `now`.
policy::History stored_history(store::Snapshot& in, const std::optional<store::AuthorRow>& author,
                               std::string_view account, base::Time now);

}  // namespace decorum::desk
