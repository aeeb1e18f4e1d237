// A channel brings posts in from a site and takes replies out to it. One file a site.
//
//   Fetched fetched = channel.fetch(cursor);      // new, edited and deleted posts since the cursor
//   for (const Incoming& in : fetched.incoming) ...   // in one transaction with the cursor
//   Receipt receipt = channel.send(outgoing);     // the key was chosen and recorded before
//
// A channel keeps nothing: its cursor stands in the store, and is moved on only with what was
// fetched. Calls may wait for the network, at most `timeout`, and never throw for what the other
// side does: a site that is down, slow, rate-limited or answering rubbish is a Trouble with the
// time to wait. One thread at a time uses a channel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "post/post.h"

namespace decorum::channels {

inline constexpr std::size_t fetched_max = 500;     // of one fetch
inline constexpr std::size_t cursor_bytes_max = 4096;

struct Incoming {
  enum class Kind : std::uint8_t { posted, edited, deleted };
  Kind kind = Kind::posted;
  post::Post post;     // of a deletion: site and id only
  std::string thread;  // the site's id of the conversation's first post; empty: the post's own
  bool history = false;  // from before the desk: no clocks, no watches, no strikes
};

// What went wrong, for the person who looks after the channel, and when to try again.
struct Trouble {
  enum class Kind : std::uint8_t { unreachable, slow, rate_limited, refused, rubbish, signed_out };
  Kind kind = Kind::unreachable;
  std::string what;  // a sentence, without secrets
  std::optional<base::Duration> wait;  // as the site asks; else the caller backs off
};

struct Fetched {
  std::vector<Incoming> incoming;  // in the order they were posted, at most fetched_max
  std::string cursor;              // where the next fetch goes on; at most cursor_bytes_max
  bool more = false;               // fetch again at once
  std::vector<std::string> refused;  // what could not be made a post, one sentence each
  std::optional<Trouble> trouble;
};

struct Outgoing {
  std::string key;  // chosen before sending and never again: what makes a second try harmless
  std::string account;
  std::string text;
  std::string in_reply_to;  // the site's id; empty: a post of its own
  std::vector<post::Media> media;
};

// What became of it. `unknown`: the site may have it; a person settles that, nobody sends again.
struct Receipt {
  enum class Kind : std::uint8_t { sent, refused, not_sent, unknown };
  Kind kind = Kind::unknown;
  std::string id, url;           // of what was sent
  std::optional<Trouble> trouble;
};

// What the site lets one do here.
struct Abilities {
  bool fetches = false, sends = false, deletes = false, repeats_safely = false;
};

class Channel {
 public:
  virtual ~Channel() = default;
  virtual Abilities abilities() const = 0;
  virtual Fetched fetch(const std::string& cursor) = 0;
  virtual Receipt send(const Outgoing& outgoing) = 0;
};

}  // namespace decorum::channels
