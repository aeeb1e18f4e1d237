// How long a text is as a site counts it, and whether the site would take it.
//
//   Length length = measure("Hello http://example.com", *sites.find("x"));
//   length.caps[0].used;   // 29: the URL counts as 23
//
// - Site x follows twitter-text's weighted counting (version 3): NFC, weights, URLs with or without
//   a protocol at a fixed cost, each emoji of Unicode's list at a fixed cost (what else its cluster
//   holds is weighed apart); an empty text, or one with U+FEFF, U+FFFE or U+FFFF, is not valid.
// - Mastodon counts grapheme clusters after every http(s) URL became 23 characters and every
//   "@user@host" became "@user"; Threads counts an emoji by its UTF-8 bytes; a text message is
//   measured in septets when GSM's alphabet has all its characters, else in UTF-16 units.
// - A site without limits (web, email) has no caps and takes every text.
//
// Pure; linear in the text. The text should be valid UTF-8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/sites.h"

namespace decorum::policy {

struct CapUse {
  Unit unit = Unit::codepoint;
  std::int64_t used = 0;
  std::int64_t limit = 0;

  bool operator==(const CapUse&) const = default;
};

struct Length {
  std::string site;
  bool valid = true;         // all caps hold, and the text is one the site takes
  std::vector<CapUse> caps;  // those that apply, in the order of the site

  bool operator==(const Length&) const = default;
};

// `text_max`, when given, tightens the first cap (a policy's own limit for the site); it never
// widens it. On a site without caps it counts code points.
Length measure(std::string_view text, const Site& site,
               std::optional<std::int64_t> text_max = std::nullopt);

// {"site":"x","valid":true,"caps":[{"unit":"weighted","used":29,"limit":280}]}
std::string to_json(const Length& length);

// What twitter-text says of a text. Offsets are in UTF-16 units, and the last unit is in the range,
// as its published cases have it.
struct Weighing {
  std::int64_t length = 0;  // weighted
  bool valid = false;
  std::int64_t permillage = 0;   // of the limit
  std::int64_t display_end = 0;  // last unit of the text as given
  std::int64_t valid_end = 0;    // last unit that still fits and is valid

  bool operator==(const Weighing&) const = default;
};

Weighing weigh(std::string_view text, const Counting& counting, const Weights& weights,
               std::int64_t limit);

}  // namespace decorum::policy
