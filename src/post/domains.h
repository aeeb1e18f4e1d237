// The parts of a URL's domain: top-level domains and the length of a label as punycode.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace decorum::post {

// The end of the top-level domain that starts at `start`, or npos. The longest known one wins;
// after it there is no ASCII letter or digit, "@", "+" or "-". The text is taken to end at `limit`.
std::size_t end_of_tld(std::string_view text, std::size_t start, std::size_t limit);

// May this code point begin or end a label? Everything but ASCII punctuation, white space, control
// characters, directional marks and what X forbids. Inside a label "-" and "_" stand too.
bool is_domain_character(char32_t code);

// Do all labels have 1 to 63 bytes as the domain name system sees them (RFC 1035, RFC 3492)?
bool has_sound_labels(std::string_view domain);

// The number of code points that the domain gets longer by when it is written as punycode.
std::size_t punycode_growth(std::string_view domain);

// Bytes of one label as RFC 3492 encodes it, "xn--" included; an ASCII label is as long as it is.
std::size_t encoded_label_bytes(std::string_view label);

}  // namespace decorum::post
