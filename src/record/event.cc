#include "record/event.h"

#include "base/hash.h"

namespace decorum::record {

std::string salted_digest(std::string_view salt, std::string_view text) {
  std::string bytes(salt);
  bytes += text;
  return base::sha256(bytes).substr(std::string_view("sha256:").size());
}

}  // namespace decorum::record
