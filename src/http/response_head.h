// The head of an answer as bytes. Header values are kept from ending their line: control characters
// become blanks, and a header whose name is not a word is left out.
#pragma once

#include <ctime>
#include <string>

#include "http/message.h"

namespace decorum::http {

struct AnswerFraming {
  bool keep_alive = true;
  // The body's length; without one it is chunked, or, for HTTP/1.0, ends with the connection.
  bool has_length = true;
  bool chunked = false;
};

// Status line, the response's headers, then `content-length` or `transfer-encoding`, `date`,
// `x-request-id`, `connection` where it closes, and the empty line. 204 and 304 state no length.
// What the response itself says under these names is not used.
std::string response_head(const Response& response, const AnswerFraming& framing,
                          const std::string& request_id, std::time_t now);

bool may_have_body(int status);

}  // namespace decorum::http
