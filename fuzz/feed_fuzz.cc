// Feeds of hostile bytes: what is read is bounded text, links lead to pages only, and the posts
// come back from their JSON.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "channels/feed.h"
#include "post/json.h"

namespace {

namespace base = decorum::base;
namespace channels = decorum::channels;
namespace post = decorum::post;

void require(bool holds) {
  if (!holds) std::abort();
}

bool leads_to_a_page(std::string_view url) {
  return url.empty() || url.substr(0, 7) == "http://" || url.substr(0, 8) == "https://";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto feed = channels::read_feed(bytes, {.url = "https://example.org/feed",
                                                .account = "web"});
  if (!feed) {
    require(!feed.error().what.empty() && base::is_valid_utf8(feed.error().what));
    return 0;
  }
  require(feed->posts.size() <= channels::feed_entries_max);
  for (const post::Post& one : feed->posts) {
    require(!one.id.empty() && leads_to_a_page(one.url));
    const auto again = post::read_post(post::to_json(one));
    require(again.has_value() && *again == one);
  }
  for (const auto& what : feed->left_out) require(base::is_valid_utf8(what));
  return 0;
}
