// The plain things the rest is about: a post, who wrote it, where it stands, and the account of
// ours it came in on. Plain structs; their JSON is in post/json.h.
//
// Text in here is valid UTF-8 (whoever reads bytes mends them) and may hold any code point,
// U+0000 included. Every string is bounded by the limits below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace decorum::post {

// Upper bounds in UTF-8 bytes (counts for lists). A field over its bound is refused, never cut.
inline constexpr std::size_t text_bytes_max = 256 * 1024;
inline constexpr std::size_t name_bytes_max = 1024;      // ids, handles, names, sites, languages
inline constexpr std::size_t url_bytes_max = 8 * 1024;
inline constexpr std::size_t media_max = 64;
inline constexpr std::size_t posts_max = 1024;             // posts of one thread
inline constexpr std::size_t extra_bytes_max = 64 * 1024;  // all unknown fields of one object
inline constexpr std::size_t extra_max = 256;              // unknown fields of one object
inline constexpr std::size_t line_bytes_max = 16 * 1024 * 1024;  // one line of a JSON Lines stream
inline constexpr std::size_t nesting_max = 64;  // objects and lists inside one another

// A field this version does not know: kept as it was written, and written out again.
struct ExtraField {
  std::string name;
  std::string json;

  bool operator==(const ExtraField&) const = default;
};

struct Author {
  std::string id;      // the site's own id; empty when it is not known
  std::string handle;  // without "@"
  std::string name;
  std::optional<std::int64_t> followers;  // kept, but never makes a post more urgent
  std::vector<ExtraField> extra;

  bool operator==(const Author&) const = default;
};

struct Media {
  std::string kind;  // "image", "video", ...
  std::optional<std::string> alt;
  std::optional<std::string> credit;
  std::string url;
  std::vector<ExtraField> extra;

  bool operator==(const Media&) const = default;
};

struct Post {
  std::string id;
  std::string site;     // one of the sites of data/sites.yaml; empty when it is not known
  std::string account;  // our account it came in on, an id of the policy's accounts; may be empty
  Author author;
  std::string text;
  std::string lang;  // BCP 47 tag as the site says it; empty when the site says nothing
  std::optional<base::Time> posted_at;
  std::string in_reply_to;  // id of another post
  std::string url;
  std::vector<Media> media;
  std::vector<ExtraField> extra;

  bool operator==(const Post&) const = default;
};

// What surrounds a post: the posts before it in its conversation, oldest first.
struct Thread {
  std::string root_id;
  std::vector<Post> posts;
  std::vector<ExtraField> extra;

  bool operator==(const Thread&) const = default;
};

// One of the organisation's own accounts on a site.
struct Account {
  std::string id;
  std::string site;
  std::string handle;
  std::string name;
  std::string url;
  std::vector<ExtraField> extra;

  bool operator==(const Account&) const = default;
};

}  // namespace decorum::post
