// RSS 2.0 (and 0.9x), RSS 1.0 and Atom 1.0: a feed's entries as posts, and the channel that follows
// a feed.
//
//   base::Result<Feed> feed = read_feed(bytes, {.url = "https://example.org/feed"});
//   for (const post::Post& post : feed->posts) ...
//
// An entry becomes a post: its text is the title, an empty line, and the content as plain text
// (html_text.h), whichever of them there is. Its id is the guid or atom:id, else a digest of link
// and title. Links are seen from xml:base, the feed's own link, and where it was fetched, and are
// http or https; others are left out. Dates are RFC 822 or 3339; a date that is none is no date.
//
// A document type with definitions of its own is refused, because entities can hold bombs; so is
// what is no feed. Bounds: feed_bytes_max, feed_entries_max (the first ones; the rest is told of),
// and those of post/post.h, by which an entry is left out and told of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "channels/channel.h"
#include "channels/outside.h"

namespace decorum::channels {

inline constexpr std::size_t feed_bytes_max = 8u << 20;
inline constexpr std::size_t feed_entries_max = 200;

struct FeedSource {
  std::string url;            // where it was fetched
  std::string account = {};   // of ours, that the posts come in on
  std::string site = "web";
};

struct Feed {
  std::string title;
  std::vector<post::Post> posts;     // in the order of the feed
  std::vector<std::string> left_out;  // what could not be made a post, one sentence each
};

base::Result<Feed> read_feed(std::string_view bytes, const FeedSource& source);

// Follows a feed. An entry is new when its id was not in the feed the last time, and edited when
// its words are not those of then; what falls off the feed's end is not a deletion. On the first
// fetch everything is history. Asks conditionally (ETag, Last-Modified): the tags, and a short
// digest of each entry, stand in the cursor. Sends nothing.
class FeedChannel final : public Channel {
 public:
  // `outside` outlives the channel.
  FeedChannel(FeedSource source, Outside& outside);

  Abilities abilities() const override;
  Fetched fetch(const std::string& cursor) override;
  Receipt send(const Outgoing& outgoing) override;

 private:
  FeedSource source_;
  Outside& outside_;
};

}  // namespace decorum::channels
