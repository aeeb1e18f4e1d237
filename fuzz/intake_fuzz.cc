// Bodies of signed webhooks of hostile bytes: what is read has ids and keeps to its bounds, one
// entry alone is read as it is in a list, and a scope lets nothing else through.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "channels/intake.h"

namespace {

namespace base = decorum::base;
namespace channels = decorum::channels;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = channels::read_intake(bytes, {});
  if (!read) {
    require(!read.error().what.empty() && base::is_valid_utf8(read.error().what));
    return 0;
  }
  require(read->size() <= channels::fetched_max);
  for (const channels::Incoming& in : *read) {
    require(!in.post.id.empty());
    require(in.thread.size() <= decorum::post::name_bytes_max);
  }
  const std::string listed = "[" + std::string(bytes) + "]";
  const auto again = channels::read_intake(listed, {});
  if (bytes.find_first_not_of(" \t\r\n") == bytes.find('{')) {
    require(again.has_value() && again->size() == 1);
    require((*again)[0].post == (*read)[0].post && (*again)[0].kind == (*read)[0].kind);
  }
  const auto scoped = channels::read_intake(bytes, {.site = "web", .account = "main"});
  if (scoped) {
    for (const channels::Incoming& in : *scoped) {
      require(in.post.site == "web" && in.post.account == "main");
    }
  }
  return 0;
}
