// Posts as ActivityStreams 2.0 (https://www.w3.org/TR/activitystreams-core/), as plain JSON with
// its fixed @context, both ways.
//
//   std::string page = activity_page({"https://desk.example/export?page=2"}, incoming);
//   base::Result<Activities> read = read_activities(page, {});
//
// Written: an OrderedCollectionPage of Create (a Note), Update (edited), and Delete (a Tombstone).
// Ids are "urn:decorum:post:SITE:ID", so that they come back as they were; the content is marked
// text/plain; the account is the audience, the thread the context, alt texts are the names of
// attachments and credits their attributedTo. Followers, history and fields that this version does
// not know are not written; a media kind other than image, video and audio is a Document.
//
// Read: one object, a list, or a collection page (items, orderedItems) of Create, Update, Delete,
// Flag, or bare Note, Article, Page, Question and Tombstone. Content is HTML unless it is marked
// text/plain; an Article's name comes before it. What is another type, lacks an id, or breaks the
// bounds of post/post.h is left out with a sentence and costs its neighbours nothing. Links are
// never followed. Bounds: activity_bytes_max, fetched_max entries (refused over it).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "channels/channel.h"
#include "channels/entry.h"

namespace decorum::channels {

inline constexpr std::size_t activity_bytes_max = 8u << 20;
inline constexpr std::size_t flagged_max = 100;

// Where a page stands in its collection; empty: not said.
struct PageOf {
  std::string id;
  std::string part_of = {}, next = {};
};

// A report of accounts and posts to whoever runs them, by their ids on their own server.
struct Flag {
  std::string id, actor;
  std::string content;
  std::vector<std::string> objects;  // at most flagged_max
  std::optional<base::Time> published;

  bool operator==(const Flag&) const = default;
};

struct Activities {
  std::vector<Incoming> incoming;
  std::vector<Flag> flags;
  std::vector<std::string> left_out;
  std::string next;  // of a page
};

std::string to_activity(const Incoming& incoming);
std::string to_activity(const Flag& flag);
std::string activity_page(const PageOf& page, const std::vector<Incoming>& incoming);

// `scope` fills in the site and account that an activity does not name.
base::Result<Activities> read_activities(std::string_view json, const EntryScope& scope);

}  // namespace decorum::channels
