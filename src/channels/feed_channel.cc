#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/shape.h"
#include "channels/feed.h"

namespace decorum::channels {
namespace {

constexpr std::size_t tag_bytes_max = 200;
// Hexadecimal digits of SHA-256: of an id, and of the words under it. With 200 entries two ids
// meet once in fifty million feeds, and are then taken for one.
constexpr std::size_t id_digits = 10;
constexpr std::size_t words_digits = 6;
constexpr std::size_t seen_bytes_max = feed_entries_max * (id_digits + words_digits);

struct FeedCursor {
  std::string tag, modified;  // ETag, Last-Modified
  std::string seen;           // id_digits and words_digits for each entry
};

template <class Visitor>
void describe(Visitor& v, FeedCursor& c) {
  v.field("tag", c.tag, {.most = tag_bytes_max, .may_miss = true});
  v.field("modified", c.modified, {.most = tag_bytes_max, .may_miss = true});
  v.field("seen", c.seen, {.most = seen_bytes_max});
}

std::string digits_of(std::string_view text, std::size_t count) {
  constexpr std::size_t scheme = 7;  // "sha256:"
  return base::sha256(text).substr(scheme, count);
}

std::map<std::string, std::string> seen_of(const FeedCursor& cursor) {
  std::map<std::string, std::string> out;
  constexpr std::size_t step = id_digits + words_digits;
  for (std::size_t at = 0; at + step <= cursor.seen.size(); at += step) {
    out[cursor.seen.substr(at, id_digits)] = cursor.seen.substr(at + id_digits, words_digits);
  }
  return out;
}

std::string kept_tag(std::string_view value) {
  return value.size() <= tag_bytes_max ? std::string(value) : std::string();
}

// What is new or edited since, in the order in which it was posted.
void compare(const Feed& feed, bool first, FeedCursor& cursor, Fetched& out) {
  const std::map<std::string, std::string> before = seen_of(cursor);
  std::map<std::string, bool> here;
  cursor.seen.clear();
  for (const post::Post& post : feed.posts) {
    const std::string id = digits_of(post.id, id_digits);
    const std::string words = digits_of(post.text + "\n" + post.url, words_digits);
    if (!here.emplace(id, true).second) continue;  // twice in one feed
    cursor.seen += id + words;
    const auto earlier = before.find(id);
    if (earlier != before.end() && earlier->second == words) continue;
    Incoming in;
    in.kind = earlier == before.end() ? Incoming::Kind::posted : Incoming::Kind::edited;
    in.post = post;
    in.history = first;
    out.incoming.push_back(std::move(in));
  }
  // Feeds stand newest first, mostly; posts without a date keep the order of the feed, turned.
  std::reverse(out.incoming.begin(), out.incoming.end());
  std::stable_sort(out.incoming.begin(), out.incoming.end(),
                   [](const Incoming& a, const Incoming& b) {
                     return a.post.posted_at.value_or(base::Time::max()) <
                            b.post.posted_at.value_or(base::Time::max());
                   });
}

}  // namespace

FeedChannel::FeedChannel(FeedSource source, Outside& outside)
    : source_(std::move(source)), outside_(outside) {}

Abilities FeedChannel::abilities() const { return {.fetches = true}; }

Fetched FeedChannel::fetch(const std::string& cursor) {
  Fetched out;
  out.cursor = cursor;
  FeedCursor before;
  if (!cursor.empty()) {
    auto read = base::read_shape<FeedCursor>(cursor);
    if (!read) {
      out.trouble = {Trouble::Kind::refused, "the place where the feed was left is not readable",
                     {}};
      return out;
    }
    before = std::move(*read);
  }
  Call call{.url = source_.url, .bytes_max = feed_bytes_max};
  call.headers.emplace_back(
      "accept", "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1");
  if (!before.tag.empty()) call.headers.emplace_back("if-none-match", before.tag);
  if (!before.modified.empty()) call.headers.emplace_back("if-modified-since", before.modified);
  const auto answer = outside_.call(call);
  if (!answer) {
    out.trouble = answer.error();
    return out;
  }
  if (answer->status == 304) return out;
  if (auto trouble = trouble_of(*answer)) {
    out.trouble = std::move(trouble);
    return out;
  }
  FeedSource source = source_;
  source.url = answer->url;
  const auto feed = read_feed(answer->body, source);
  if (!feed) {
    out.trouble = {Trouble::Kind::rubbish, host_of(source.url) + ": " + feed.error().what, {}};
    return out;
  }
  out.refused = feed->left_out;
  compare(*feed, cursor.empty(), before, out);
  before.tag = kept_tag(answer->header("etag"));
  before.modified = kept_tag(answer->header("last-modified"));
  out.cursor = base::write_shape(before);
  return out;
}

Receipt FeedChannel::send(const Outgoing&) {
  return {Receipt::Kind::refused, "", "",
          Trouble{Trouble::Kind::refused, "a feed can be read and not written to", {}}};
}

}  // namespace decorum::channels
