// The headers that tell a browser what our answers may do. Pages run no script that is written into
// them and load nothing from elsewhere; answers of the API may do nothing at all.
//
// Every answer: x-content-type-options, referrer-policy, cross-origin-opener-policy and
// -resource-policy, permissions-policy, and strict-transport-security when the request came over
// TLS. What a handler set itself stays, so that a route can be stricter or, for a file of the web
// page, be kept by the browser.
#pragma once

#include <string_view>

#include "http/message.h"

namespace decorum::http {

// `path`: what starts with "/api/" and sets no cache-control is not kept.
void add_security_headers(Response& response, std::string_view path, bool secure);

}  // namespace decorum::http
