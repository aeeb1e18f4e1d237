// ActivityStreams of hostile bytes: what is read keeps to the bounds of a post, and is read the
// same from what is written of it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "channels/activity.h"
#include "post/json.h"

namespace {

namespace base = decorum::base;
namespace channels = decorum::channels;
namespace post = decorum::post;

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = channels::read_activities(bytes, {});
  if (!read) {
    require(!read.error().what.empty());
    return 0;
  }
  require(read->incoming.size() + read->flags.size() + read->left_out.size() <=
          channels::fetched_max);
  for (const auto& what : read->left_out) require(base::is_valid_utf8(what));
  for (const channels::Incoming& in : read->incoming) {
    require(!in.post.id.empty());
    require(post::read_post(post::to_json(in.post)).has_value());
  }
  const auto again =
      channels::read_activities(channels::activity_page({"https://desk.example/1"}, read->incoming),
                                {});
  require(again.has_value() && again->left_out.empty());
  require(again->incoming.size() == read->incoming.size());
  for (std::size_t i = 0; i < read->incoming.size(); ++i) {
    require(again->incoming[i].kind == read->incoming[i].kind);
    require(again->incoming[i].post == read->incoming[i].post);
    require(again->incoming[i].thread == read->incoming[i].thread);
  }
  for (const channels::Flag& flag : read->flags) {
    const auto same = channels::read_activities(channels::to_activity(flag), {});
    require(same.has_value() && same->flags.size() == 1 && same->flags[0] == flag);
  }
  return 0;
}
