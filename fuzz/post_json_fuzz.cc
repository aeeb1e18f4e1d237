// Posts as JSON: whatever is read is JSON for the plain scanner too, within its bounds, and comes
// back the same when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "post/json.h"
#include "post/json_check.h"
#include "post/stream.h"

namespace {

using decorum::post::Line;
using decorum::post::LineSplitter;
using decorum::post::Post;
using decorum::post::PostReader;

void require(bool holds) {
  if (!holds) std::abort();
}

void read_one(PostReader& reader, std::string_view json) {
  Post post;
  if (!reader.read(json, post)) return;
  require(decorum::base::is_valid_utf8(json));
  require(decorum::post::check_json_document(json, decorum::post::nesting_max).has_value());
  require(decorum::base::is_valid_utf8(post.text));
  require(post.text.size() <= decorum::post::text_bytes_max);
  require(post.media.size() <= decorum::post::media_max);
  require(post.extra.size() <= decorum::post::extra_max);

  Post again;
  require(reader.read(decorum::post::to_json(post), again).has_value());
  require(again == post);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static PostReader reader;
  read_one(reader, bytes);
  static_cast<void>(decorum::post::read_thread(bytes));
  static_cast<void>(decorum::post::read_account(bytes));

  LineSplitter splitter(64);
  std::uint64_t last = 0;
  const LineSplitter::OnLine on_line = [&](const Line& line) {
    require(line.number == last + 1);
    require(line.text.size() <= 64);
    require(line.text.find('\n') == std::string_view::npos);
    last = line.number;
  };
  splitter.push(bytes.substr(0, size / 2), on_line);
  splitter.push(bytes.substr(size / 2), on_line);
  splitter.finish(on_line);
  return 0;
}
