// What `decorum text` prints of one text: its length as a site counts it, and its entities.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "policy/sites.h"

namespace decorum::policy {

// At most this many bytes are one text.
inline constexpr std::size_t text_command_bytes_max = 16 * 1024 * 1024;

// One line of JSON, without a newline at its end:
//
//   {"length":{"site":"x","valid":true,"caps":[{"unit":"weighted","used":29,"limit":280}]},
//    "entities":[{"kind":"url","start":6,"end":24,"value":"http://example.com"}]}
//
// Offsets are UTF-8 bytes of the text, half-open; a value has no @, # or $ sign. The caller drops
// the final newline of its input and names the site, `default_site` when the person named none;
// `text_max` is a policy's tighter limit. A text that is not UTF-8, or too long, is an error.
base::Result<std::string> describe_text(std::string_view text, const Site& site,
                                        std::optional<std::int64_t> text_max = std::nullopt);

}  // namespace decorum::policy
