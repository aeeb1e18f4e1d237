// Finds URLs in text by twitter-text's rules (version 3.1), with and without a protocol.
//
// - With http:// or https:// the domain may hold letters of any script; without, only the parts in
//   ASCII (and accented Latin) are URLs: in "見てexample.comを" it is "example.com".
// - A domain ends in a known top-level domain (tlds.gen.h) or a punycode one. No URL follows
//   directly on an ASCII letter or digit, "@", "#" or "$", and none without a protocol on "-", "_",
//   "." or "/".
// - Round brackets belong to a path when they are balanced, two levels deep at most; at its end,
//   only right after a character that may end it. A query ends with a letter, digit or one of
//   - _ & = # /. A URL without a protocol has a query only after a path. A t.co URL ends with its
//   word, which has 40 characters at most.
// - Labels of a domain have 63 bytes at most (as punycode), a URL 4,096 code points.
//
// The time is linear in the size of the text, whatever the text. Offsets are those of the text
// given, which should be valid UTF-8.
#pragma once

#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::post {

struct UrlRules {
  bool without_protocol = true;
};

// In order, never overlapping.
std::vector<base::Span> find_urls(std::string_view text, UrlRules rules = {});

}  // namespace decorum::post
