// The description of the API, OpenAPI 3.1, made from the table of routes: what a route states is
// what stands there, so the two cannot differ. Only paths under /api/ are described.
//
// api/openapi.yaml in the tree is this text; a test holds the two equal, and writes the file anew
// when DECORUM_UPDATE_GOLDEN is set. The web page's types are made from it.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "http/router.h"

namespace decorum::http {

struct ApiInfo {
  std::string_view title = "Decorum";
  std::string_view version = "0.1.0";
  std::string_view about = "An organisation's social media policy at work.";
};

// Every operation has the errors that the chain may give (400, 401, 403, 404, 413, 429, 500, 503)
// as one `default` answer with the shape Problem; a route names those that mean something of its
// own. Its permission stands under x-permission, its class of rate under x-rate.
std::string openapi_json(std::span<const Route> routes, const ApiInfo& info = {});

// The same as YAML, for people. Every text is quoted, so that none is read as something else.
std::string yaml_of_json(std::string_view json);

// "get /api/cases/{case}/posts" -> "get_cases_case_posts": the operationId.
std::string operation_id(const Route& route);

}  // namespace decorum::http
