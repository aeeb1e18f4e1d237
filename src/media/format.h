// Which of the five formats bytes are in, by how they begin; the end of the file's name is not
// asked, because it says what somebody hoped for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace decorum::media {

enum class Format : std::uint8_t { png, jpeg, gif, webp, svg };

// "PNG", "JPEG", ... as people write them.
std::string_view name_of(Format format);

// None: none of the five.
std::optional<Format> format_of(std::string_view bytes);

// What bytes in no format of ours seem to be and what to do, as a sentence; never empty.
std::string why_not(std::string_view bytes);

}  // namespace decorum::media
