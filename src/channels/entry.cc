#include "channels/entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/shape.h"
#include "post/json_check.h"

namespace decorum::channels {
namespace {

struct Deletion {
  std::string deleted;
  std::string site, account;
  std::optional<base::Time> deleted_at;
};

template <class Visitor>
void describe(Visitor& v, Deletion& d) {
  v.field("deleted", d.deleted, {.most = post::name_bytes_max, .may_be_empty = false});
  v.field("site", d.site, {.most = post::name_bytes_max, .may_miss = true});
  v.field("account", d.account, {.most = post::name_bytes_max, .may_miss = true});
  v.field("deleted_at", d.deleted_at);
}

// Takes a field of ours out of those that the post's reader did not know.
std::optional<std::string> take_extra(post::Post& post, std::string_view name) {
  const auto found =
      std::find_if(post.extra.begin(), post.extra.end(),
                   [name](const post::ExtraField& extra) { return extra.name == name; });
  if (found == post.extra.end()) return std::nullopt;
  std::string json = std::move(found->json);
  post.extra.erase(found);
  return json;
}

base::Result<bool> take_flag(post::Post& post, std::string_view name) {
  const auto json = take_extra(post, name);
  if (!json || *json == "null" || *json == "false") return false;
  if (*json == "true") return true;
  return base::fail(fmt::format("{} must be true or false", name), fmt::format("/{}", name));
}

base::Result<std::string> take_id(post::Post& post, std::string_view name) {
  const auto json = take_extra(post, name);
  std::string out;
  if (!json || *json == "null") return out;
  if (json->front() != '"' || !post::decode_json_string(*json, 0, out)) {
    return base::fail(fmt::format("{} must be a string", name), fmt::format("/{}", name));
  }
  if (out.size() > post::name_bytes_max) {
    return base::fail(fmt::format("{} may have {} bytes at most", name, post::name_bytes_max),
                      fmt::format("/{}", name));
  }
  return out;
}

base::Result<void> keep_to(const EntryScope& scope, post::Post& post) {
  if (post.site.empty()) post.site = scope.site;
  if (post.account.empty()) post.account = scope.account;
  if (!scope.site.empty() && post.site != scope.site) {
    return base::fail(fmt::format("this channel takes posts of {} only", scope.site), "/site");
  }
  if (!scope.account.empty() && post.account != scope.account) {
    return base::fail(fmt::format("this channel takes posts to {} only", scope.account),
                      "/account");
  }
  return {};
}

base::Result<Entry> of_deletion(Deletion deletion, const EntryScope& scope) {
  Entry entry;
  entry.incoming.kind = Incoming::Kind::deleted;
  entry.incoming.post.id = std::move(deletion.deleted);
  entry.incoming.post.site = std::move(deletion.site);
  entry.incoming.post.account = std::move(deletion.account);
  entry.deleted_at = deletion.deleted_at;
  if (auto kept = keep_to(scope, entry.incoming.post); !kept) {
    return tl::unexpected(kept.error());
  }
  return entry;
}

}  // namespace

base::Result<Entry> read_entry(post::PostReader& reader, std::string_view json,
                               const EntryScope& scope) {
  std::optional<base::Error> no_deletion;
  if (json.find("\"deleted\"") != std::string_view::npos) {
    auto deletion = base::read_shape<Deletion>(json);
    if (deletion) return of_deletion(std::move(*deletion), scope);
    no_deletion = deletion.error();
  }
  Entry entry;
  post::Post& post = entry.incoming.post;
  if (auto read = reader.read(json, post); !read) {
    // What has no text and speaks of a deletion was meant as one.
    if (no_deletion && read.error().where == "/text") return tl::unexpected(*no_deletion);
    return tl::unexpected(read.error());
  }
  if (post.id.empty()) return base::fail("a post needs an id", "/id");
  const auto edited = take_flag(post, "edited");
  if (!edited) return tl::unexpected(edited.error());
  const auto history = take_flag(post, "history");
  if (!history) return tl::unexpected(history.error());
  auto thread = take_id(post, "thread");
  if (!thread) return tl::unexpected(thread.error());
  if (auto kept = keep_to(scope, post); !kept) return tl::unexpected(kept.error());
  entry.incoming.kind = *edited ? Incoming::Kind::edited : Incoming::Kind::posted;
  entry.incoming.history = *history;
  entry.incoming.thread = std::move(*thread);
  return entry;
}

}  // namespace decorum::channels
