// Any text held against the institute's whole policy: every place is inside the text and between
// characters, nothing is left out but what is counted, and mending it leaves valid text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "cli/open.h"
#include "cli/open_review.h"
#include "review/fix.h"
#include "review/review.h"

namespace {

namespace base = decorum::base;
namespace cli = decorum::cli;
namespace post = decorum::post;
namespace review = decorum::review;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Tools {
  cli::OpenedPolicy opened = cli::open_policy("policies/institute");
  cli::OpenedReview rules{opened};
  review::Scratch scratch;
};

Tools& tools() {
  static const auto all = std::make_unique<Tools>();
  return *all;
}

bool between_characters(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<std::uint8_t>(text[at]) & 0xc0) != 0x80;
}

void check(std::string_view text, const base::Span& span) {
  require(span.start <= span.end && span.end <= text.size());
  require(between_characters(text, span.start) && between_characters(text, span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  post::Draft draft;
  // The first byte says for whom: the rest is the text.
  static constexpr std::string_view accounts[] = {"", "main", "chief", "page"};
  draft.account = accounts[data[0] % 4];
  if ((data[0] & 4) != 0) draft.capacity = post::Capacity::personal;
  draft.paid = (data[0] & 8) != 0;
  draft.text = base::mended({reinterpret_cast<const char*>(data) + 1, size - 1});
  const review::Around around;
  const review::Result result =
      review::review(tools().rules.rulebook(), draft, around, tools().scratch);
  require(result.findings.size() <= review::findings_max);
  for (const review::Finding& finding : result.findings) {
    check(draft.text, finding.span);
    require(!finding.rule.empty() && !finding.message.empty());
    require(base::is_valid_utf8(finding.message));
    if (finding.fix) check(draft.text, finding.fix->span);
  }
  require(base::is_valid_utf8(review::apply_fixes(draft.text, result.findings).text));
  return 0;
}
