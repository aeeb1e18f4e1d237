// One entry of our own format, as files and signed webhooks bring it: a post (post/json.h), or the
// news that one is gone.
//
//   {"id":"7","text":"Hello","posted_at":"2026-11-24T09:30:00Z"}
//   {"id":"7","text":"Hello!","edited":true}           the post as it reads now
//   {"deleted":"7"}                                    perhaps with "site", "account", "deleted_at"
//
// Beside the fields of a post: "edited" (true or false), "thread" (the id of the conversation's
// first post), "history" (true: from before the desk). A post needs an id, because the same one
// sent twice must be one post. Each field is bounded as post/post.h says.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "channels/channel.h"
#include "post/json.h"

namespace decorum::channels {

// What the channel is set up for: fills in what an entry leaves out, and refuses what it names
// otherwise. Empty: any.
struct EntryScope {
  std::string site = {}, account = {};
};

struct Entry {
  Incoming incoming;
  std::optional<base::Time> deleted_at;
};

base::Result<Entry> read_entry(post::PostReader& reader, std::string_view json,
                               const EntryScope& scope);

}  // namespace decorum::channels
