// What handlers read and answer with, in as few words as possible. Whatever is wrong with a request
// comes back as the Response to give:
//
//   const auto wish = body_of<Assign>(request);
//   if (!wish) return wish.error();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/id.h"
#include "base/shape.h"
#include "http/message.h"
#include "http/problem.h"

namespace decorum::http {

template <class T>
using OrResponse = tl::expected<T, Response>;

// 415 unless the body is stated to be JSON; nullopt when it is.
std::optional<Response> refuse_unless_json(const Request& request);

// The body as a described struct (base/shape.h). 415, or 422 with the place that is wrong.
template <class T>
OrResponse<T> body_of(const Request& request) {
  if (auto no = refuse_unless_json(request)) return tl::unexpected(std::move(*no));
  auto read = base::read_shape<T>(request.body);
  if (!read) return tl::unexpected(unprocessable(read.error()));
  return std::move(*read);
}

// The id in the route's path; 404 when it is none.
OrResponse<base::Id> id_of(const Request& request, std::string_view capture);

// A whole number of the query between `lowest` and `highest`, or `otherwise` when it is not given;
// 422 when it is none of that.
struct Range {
  std::int64_t lowest, highest;
};
OrResponse<std::int64_t> number_of(const Request& request, std::string_view field, Range range,
                                   std::int64_t otherwise);
// A time of the query, RFC 3339; nullopt when it is not given.
OrResponse<std::optional<base::Time>> time_of(const Request& request, std::string_view field);
// "true" or "false"; `otherwise` when it is not given.
OrResponse<bool> flag_of(const Request& request, std::string_view field, bool otherwise);

Response json_text(std::string json, int status = 200);

template <class T>
Response json_of(const T& value, int status = 200) {
  return json_text(base::write_shape(value), status);
}

// 201 with where the new thing is.
template <class T>
Response created(const T& value, std::string location) {
  Response response = json_of(value, 201);
  response.set("location", std::move(location));
  return response;
}

Response no_content();                        // 204
Response see_other(std::string location);     // 303, after a form
Response html_page(std::string html, int status = 200);
// A file to keep; `name` is put into content-disposition with what could end it left out.
Response download(std::string bytes, std::string type, std::string_view name);

}  // namespace decorum::http
