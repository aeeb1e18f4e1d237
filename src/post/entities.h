// Finds what a text points at or counts apart: URLs, mentions, hashtags, cashtags and emoji, by
// twitter-text's rules (version 3.1). Offsets are UTF-8 bytes, half-open, and so fit the facets of
// Bluesky; the text should be valid UTF-8.
//
// - A mention is "@" or "＠" and 1 to 20 of [A-Za-z0-9_]; "@user/list" is one mention with its
//   list. It is none after a letter, digit or one of _ ! # $ % & * @ (but "RT@user" is one), and
//   none when "@", an accented Latin letter or "://" follows.
// - A hashtag is "#" or "＃" and letters, marks, digits of any script and a few signs, at least one
//   of them a letter or mark; none after such a character or "&", none when "#" or "://" follows.
// - A cashtag is "$" and 1 to 6 ASCII letters, maybe "." or "_" and 1 or 2 more, between white
//   space (or the text's edge; before it a directional mark, after it ASCII punctuation).
// - URLs are those of post/urls.h.
// - An emoji is one grapheme cluster that shows as an emoji; symbols that are text by default
//   (☺, ❤) count unless U+FE0E follows, except ©, ®, ™ and ♟, which need U+FE0F.
// Of two that overlap, the one that starts first stays, so a "#" inside a URL is no hashtag; an
// emoji gives way to all others.
//
// Time is linear in the text. A text of plain words costs one look at each byte.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "post/urls.h"

namespace decorum::post {

struct Entity {
  enum class Kind : std::uint8_t { url, mention, hashtag, cashtag, emoji };
  Kind kind = Kind::url;
  base::Span span;
  std::string_view value;  // a view of the text: a URL or emoji whole, others without their sign

  bool operator==(const Entity&) const = default;
};

// "url", "mention", "hashtag", "cashtag" or "emoji".
std::string_view name_of(Entity::Kind kind);

// In the order of their places, never overlapping.
std::vector<Entity> find_entities(std::string_view text, UrlRules rules = {});

// Where the emoji are, in order.
std::vector<base::Span> find_emoji(std::string_view text);

// Does this grapheme cluster count as an emoji, as above?
bool counts_as_emoji(std::string_view cluster);

}  // namespace decorum::post
