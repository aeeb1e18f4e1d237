// Bytes in some character set to UTF-8, by its name as mail and pages write it.
#pragma once

#include <string>
#include <string_view>

namespace decorum::channels {

// Always valid UTF-8: what cannot be read becomes U+FFFD, and a set that nobody knows is read as
// UTF-8. "iso-8859-1" and "us-ascii" are read as windows-1252, which they are taken for everywhere.
std::string to_utf8(std::string_view bytes, std::string_view charset);

}  // namespace decorum::channels
