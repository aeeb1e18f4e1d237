// Emoji as X weighs them: sequences that are meant as one sign.
//
// A grapheme cluster may hold more than an emoji: a flag of no country, a joiner that joins what
// Unicode does not name, a second U+FE0F. twitter-text (version 3.1) counts as one only what is a
// sequence of Unicode's own list (RGI, UTS #51) and a few old spellings; the rest of the cluster is
// weighed on its own. This is stricter than find_emoji (post/entities.h), which takes clusters.
#pragma once

#include <cstddef>
#include <string_view>

namespace decorum::post {

// The end of the longest such emoji that starts at `start`, or `start` when there is none. `start`
// must be less than the text's size. At most 10 code points are looked at.
std::size_t end_of_emoji_sequence(std::string_view text, std::size_t start);

}  // namespace decorum::post
