// What goes wrong, as RFC 9457 problem details: one JSON shape for every error of the API.
//
//   return not_found("There is no case of this id, or you may not see it.");
//   return unprocessable("a text of at most 4000 bytes", "/reason");
//
// `type` is a page of the documents, relative to this server ("/docs/problems#not-found"), and says
// for machines which kind it is; `detail` is for the person. Neither ever holds a trace, a name of
// C++ or another person's data. `instance` names the request, as its log line and x-request-id do.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/shape.h"
#include "http/message.h"

namespace decorum::http {

inline constexpr std::string_view problem_type = "application/problem+json";

struct FieldProblem {
  std::string detail;   // what instead, a sentence without a full stop
  std::string pointer;  // JSON pointer into the body ("/reason"), or "?name" of a query field
};

struct Problem {
  static constexpr std::string_view shape_name = "Problem";

  std::string type;   // "/docs/problems#not-found"
  std::string title;  // the same for every problem of this type
  std::int32_t status = 500;
  std::optional<std::string> detail;
  std::optional<std::string> instance;  // "/requests/ID"
  std::optional<std::vector<FieldProblem>> errors;
};

template <class Visitor>
void describe(Visitor& v, FieldProblem& f) {
  v.field("detail", f.detail, {.most = 4096, .about = "What is wrong, and what instead"});
  v.field("pointer", f.pointer, {.most = 1024, .about = "Where, as a JSON pointer"});
}

template <class Visitor>
void describe(Visitor& v, Problem& p) {
  v.field("type", p.type, {.about = "Which kind of problem, as the documents explain it"});
  v.field("title", p.title, {.about = "The kind in words"});
  v.field("status", p.status, {.lowest = 400, .highest = 599});
  v.field("detail", p.detail, {.most = 4096, .about = "What went wrong this time"});
  v.field("instance", p.instance, {.about = "The request, as the log names it"});
  v.field("errors", p.errors, {.most_items = 100, .about = "Each field that is wrong"});
}

// One row for each kind of problem that the API has; docs/problems.md explains them.
struct ProblemKind {
  int status;
  std::string_view slug;
  std::string_view title;
};
std::span<const ProblemKind> problem_kinds();

// The kind of a status that the server itself answers with; 500's for one that has none.
const ProblemKind& problem_kind_of(int status);

// The answer of a problem of that status.
Response problem(int status, std::string detail, std::vector<FieldProblem> errors = {});
// Any other, such as a named refusal of the desk: 409 with "/docs/problems#own-text".
Response problem_of(const Problem& problem);
// Adds which request it was to an answer that is a problem; others stay.
void name_instance(Response& response, std::string_view request_id);

Response bad_request(std::string detail);                       // 400
Response unauthorized(std::string detail);                      // 401
Response forbidden(std::string detail);                         // 403
Response not_found(std::string detail);                         // 404
Response conflict(std::string detail);                          // 409; a Refusal's sentence
Response precondition_failed(std::string detail);               // 412
Response unsupported_media_type(std::string detail);            // 415
Response unprocessable(std::vector<FieldProblem> errors);       // 422
Response unprocessable(std::string detail, std::string pointer);  // 422, of one field
Response unprocessable(const base::Error& error);               // 422, of a text that was read
Response precondition_required(std::string detail);             // 428
Response too_many_requests(std::string detail, int retry_after_s);    // 429
Response service_unavailable(std::string detail, int retry_after_s);  // 503
// 500, with nothing of the inside; `id` is the request's, which the log has too.
Response internal_error(std::string_view id);

}  // namespace decorum::http
