#include "http/handlers_check.h"

#include "http/refused.h"
#include "http/reply.h"
#include "post/draft_json.h"
#include "review/report.h"
#include "review/review.h"

namespace decorum::http {
namespace {

constexpr std::size_t check_bytes_max = 64u << 10;

Response check(desk::Desk& desk, const Request& request) {
  if (auto no = refuse_unless_json(request)) return std::move(*no);
  auto draft = post::read_draft(request.body);
  if (!draft) return unprocessable(draft.error());
  draft->capacity = post::Capacity::personal;
  const auto in_use = desk.in_use();
  if (auto fits = review::fits(*draft, *in_use->policy, *in_use->sites); !fits) {
    return unprocessable(fits.error());
  }
  // One a thread: what it keeps between drafts is memory, and no words are read from it again.
  thread_local review::Scratch scratch;
  review::Around around;
  around.now = desk.now();
  review::Reviewed reviewed;
  reviewed.file = "-";
  reviewed.text = draft->text;
  reviewed.result = review::review(*in_use->rulebook, *draft, around, scratch);
  return json_text(review::to_json(reviewed));
}

}  // namespace

std::vector<Route> check_routes(desk::Desk& desk) {
  return {{.method = "POST",
           .path = "/api/check",
           .permission = everybody,
           .summary = "Check a draft for an account of your own; nobody else sees it, nothing is "
                      "kept, and no findings is no approval",
           .handler = [&desk](const Request& request) { return check(desk, request); },
           .answers = {{200, "As `decorum review --format json` writes it"},
                       {415, "It is not JSON"},
                       {422, "A field is wrong"}},
           .body_bytes_max = check_bytes_max,
           .rate = RateClass::public_form}};
}

}  // namespace decorum::http
