// Refusals of the desk as problem details: each has its own type, named after it.
#pragma once

#include <optional>
#include <string>

#include "desk/refusal.h"
#include "http/message.h"
#include "http/reply.h"

namespace decorum::http {

int status_of(desk::Refusal refusal);

// `current`: the thing as it is now, as JSON, for whoever changed an older version of it.
Response refused(const desk::Refused& no, const std::optional<std::string>& current = {});

// If-Match names the version that the person saw; nothing without it: the act is done to what is
// there. 400 when it cannot be read.
OrResponse<std::optional<std::int64_t>> version_of(const Request& request);

// Whoever acts on a case is shown it afterwards, so acting needs leave to see cases as well.
std::optional<Response> refuse_unless_sees_cases(const Request& request);

// 422 for one field: a JSON pointer into the body, or "?name" of the query.
Response wrong_field(std::string what, std::string where);

}  // namespace decorum::http
