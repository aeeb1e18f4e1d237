// The alphabet of plain text messages (3GPP TS 23.038, the GSM 7-bit default alphabet).
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace decorum::post {

// How many septets the text takes in the default alphabet (characters of its extension, such as
// "€" and "[", take two), or nothing when a character is in neither and the whole message has to be
// sent as UTF-16.
std::optional<std::size_t> count_gsm_septets(std::string_view text);

}  // namespace decorum::post
