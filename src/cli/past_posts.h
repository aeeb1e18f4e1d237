// Our own earlier posts (`decorum review --past FILE`), JSON Lines:
//
//   {"id":"7","text":"…","posted_at":"2026-11-22T09:30:00Z","url":"…",
//    "state":"standing|withdrawn|complained_of"}
//
// Only "text" is required. Blank lines are passed over. At most past_posts_max posts and
// past_bytes_max bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "review/kind.h"

namespace decorum::cli {

inline constexpr std::size_t past_posts_max = 200'000;
inline constexpr std::size_t past_bytes_max = 128u << 20;

// The error's `where` is the line's number and a JSON pointer ("3", "3 /state").
base::Result<std::vector<review::PastPost>> read_past_posts(std::string_view bytes);

// Reads the file; throws CannotRun with the file, the line and what is wrong.
std::vector<review::PastPost> open_past_posts(const std::string& path);

}  // namespace decorum::cli
