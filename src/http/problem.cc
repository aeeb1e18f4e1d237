#include "http/problem.h"

#include <array>

#include <fmt/format.h>

namespace decorum::http {

namespace {

constexpr std::array kinds{
    ProblemKind{500, "internal-error", "The server made a mistake"},
    ProblemKind{400, "bad-request", "The request is not in the right form"},
    ProblemKind{401, "unauthorized", "Sign in first"},
    ProblemKind{403, "forbidden", "You may not do this"},
    ProblemKind{404, "not-found", "There is nothing here"},
    ProblemKind{405, "method-not-allowed", "This cannot be done here"},
    ProblemKind{408, "timeout", "The request took too long to arrive"},
    ProblemKind{409, "conflict", "This cannot be done as things stand"},
    ProblemKind{412, "precondition-failed", "It was changed meanwhile"},
    ProblemKind{413, "too-large", "The request is too large"},
    ProblemKind{414, "address-too-long", "The address is too long"},
    ProblemKind{415, "media-type", "The body is of another kind than this takes"},
    ProblemKind{417, "expectation", "The expectation cannot be met"},
    ProblemKind{421, "misdirected", "This server does not answer for that host"},
    ProblemKind{422, "unprocessable", "Some of what was sent is not right"},
    ProblemKind{428, "precondition-required", "Say which version you changed"},
    ProblemKind{429, "too-many-requests", "Too many requests in a short time"},
    ProblemKind{431, "headers-too-large", "The headers are too large"},
    ProblemKind{501, "not-implemented", "The server does not know how to do this"},
    ProblemKind{503, "unavailable", "The server is busy, or about to stop"},
    ProblemKind{505, "version", "The server does not speak this version of HTTP"}};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kinds; }

const ProblemKind& problem_kind_of(int status) {
  for (const ProblemKind& kind : kinds) {
    if (kind.status == status) return kind;
  }
  return kinds.front();
}

Response problem_of(const Problem& problem) {
  Response response;
  response.status = problem.status;
  response.set("content-type", std::string(problem_type));
  response.body = base::write_shape(problem);
  return response;
}

Response problem(int status, std::string detail, std::vector<FieldProblem> errors) {
  const ProblemKind& kind = problem_kind_of(status);
  Problem out{.type = fmt::format("/docs/problems#{}", kind.slug),
              .title = std::string(kind.title),
              .status = status,
              .detail = std::move(detail),
              .instance = std::nullopt,
              .errors = std::nullopt};
  if (!errors.empty()) out.errors = std::move(errors);
  return problem_of(out);
}

void name_instance(Response& response, std::string_view request_id) {
  for (const auto& [name, value] : response.headers) {
    if (name != "content-type" || value != problem_type) continue;
    auto read = base::read_shape<Problem>(response.body);
    if (!read) return;
    read->instance = fmt::format("/requests/{}", request_id);
    response.body = base::write_shape(*read);
    return;
  }
}

Response bad_request(std::string detail) { return problem(400, std::move(detail)); }
Response unauthorized(std::string detail) { return problem(401, std::move(detail)); }
Response forbidden(std::string detail) { return problem(403, std::move(detail)); }
Response not_found(std::string detail) { return problem(404, std::move(detail)); }
Response conflict(std::string detail) { return problem(409, std::move(detail)); }
Response precondition_failed(std::string detail) { return problem(412, std::move(detail)); }
Response unsupported_media_type(std::string detail) { return problem(415, std::move(detail)); }
Response precondition_required(std::string detail) { return problem(428, std::move(detail)); }

Response unprocessable(std::vector<FieldProblem> errors) {
  return problem(422, "The fields named under errors need another value.", std::move(errors));
}

Response unprocessable(std::string detail, std::string pointer) {
  return unprocessable(std::vector{FieldProblem{std::move(detail), std::move(pointer)}});
}

Response unprocessable(const base::Error& error) { return unprocessable(error.what, error.where); }

Response too_many_requests(std::string detail, int retry_after_s) {
  Response response = problem(429, std::move(detail));
  response.set("retry-after", fmt::format("{}", retry_after_s));
  return response;
}

Response service_unavailable(std::string detail, int retry_after_s) {
  Response response = problem(503, std::move(detail));
  response.set("retry-after", fmt::format("{}", retry_after_s));
  return response;
}

Response internal_error(std::string_view id) {
  return problem(500, fmt::format("It was written down; quote {} when you report it.", id));
}

}  // namespace decorum::http
