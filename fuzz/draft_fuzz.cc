// Drafts as JSON: whatever is read is within its bounds, and with another text put in, the rest
// reads the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "post/draft_json.h"

namespace {

using decorum::post::Draft;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const Draft& draft) {
  require(decorum::base::is_valid_utf8(draft.text));
  require(draft.text.size() <= decorum::post::draft_text_bytes_max);
  require(draft.media.size() <= decorum::post::draft_list_max);
  require(draft.links.size() <= decorum::post::draft_list_max);
  require(draft.suppress.size() <= decorum::post::draft_list_max);
  for (const decorum::post::Suppression& one : draft.suppress) {
    require(!one.rule.empty() && !one.reason.empty());
    require(one.span ? one.span->start <= one.span->end : !one.words.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto draft = decorum::post::read_draft(bytes);
  if (!draft) {
    require(!draft.error().what.empty());
    require(decorum::base::is_valid_utf8(draft.error().what));
    return 0;
  }
  check(*draft);
  const std::string words = "new \"words\" \n";
  const std::string changed = decorum::post::with_text(bytes, words);
  const auto again = decorum::post::read_draft(changed);
  require(again.has_value());
  require(again->text == words);
  require(again->media.size() == draft->media.size());
  require(decorum::post::with_text(changed, draft->text).size() <= changed.size() + 6 * size);
  return 0;
}
