#include "http/refused.h"

#include <charconv>

#include "http/caller.h"
#include "http/etag.h"
#include "http/problem.h"

namespace decorum::http {

int status_of(desk::Refusal refusal) {
  using desk::Refusal;
  switch (refusal) {
    case Refusal::not_permitted: return 403;
    case Refusal::not_found: return 404;
    case Refusal::bad_request:
    case Refusal::no_such_answer:
    case Refusal::no_such_person:
    case Refusal::no_such_team:
    case Refusal::no_such_account: return 422;
    case Refusal::text_is_gone:
    case Refusal::too_late: return 410;
    case Refusal::stale:
    case Refusal::already_so:
    case Refusal::case_is_done:
    case Refusal::case_is_merged:
    case Refusal::held_by_another:
    case Refusal::not_yours:
    case Refusal::nothing_is_asked:
    case Refusal::own_text:
    case Refusal::not_approved:
    case Refusal::wrong_state:
    case Refusal::too_many:
    case Refusal::in_crisis:
    case Refusal::on_legal_hold:
    case Refusal::last_administrator:
    case Refusal::has_no_inverse: return 409;
  }
  return 500;
}

Response refused(const desk::Refused& no, const std::optional<std::string>& current) {
  const std::string_view name = names_of(no.why)[static_cast<std::size_t>(no.why)];
  Problem problem;
  problem.type = "/docs/problems#" + std::string(name);
  problem.title = name;
  for (char& c : problem.title) c = c == '-' ? ' ' : c;
  problem.status = status_of(no.why);
  problem.detail = no.what + ".";
  if (!no.where.empty()) problem.errors = {{no.what, no.where}};
  Response response = problem_of(problem);
  if (current) {
    response.body.insert(response.body.size() - 1, ",\"current\":" + *current);
  }
  return response;
}

OrResponse<std::optional<std::int64_t>> version_of(const Request& request) {
  const std::string_view header = request.header("if-match");
  if (header.empty() || header == "*") return std::optional<std::int64_t>{};
  const auto list = parse_etags(header);
  std::int64_t version = 0;
  if (list && list->tags.size() == 1) {
    const std::string& text = list->tags.front().text;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (error == std::errc{} && end == text.data() + text.size()) return std::optional(version);
  }
  return tl::unexpected(bad_request("If-Match names one version, as the ETag of the case does."));
}

std::optional<Response> refuse_unless_sees_cases(const Request& request) {
  if (actor_of(request).can(desk::Permission::see_cases)) return std::nullopt;
  return forbidden("None of your roles today gives you this.");
}

Response wrong_field(std::string what, std::string where) {
  std::vector<FieldProblem> fields{{std::move(what), std::move(where)}};
  return unprocessable(std::move(fields));
}

const desk::Actor& actor_of(const Request& request) {
  static const desk::Actor nobody;
  return request.caller ? request.caller->actor : nobody;
}

}  // namespace decorum::http
