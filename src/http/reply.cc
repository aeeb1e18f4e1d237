#include "http/reply.h"

#include <charconv>

#include <fmt/format.h>

namespace decorum::http {

namespace {

tl::unexpected<Response> wrong_field(std::string_view field, std::string what) {
  return tl::unexpected(unprocessable(std::move(what), fmt::format("?{}", field)));
}

}  // namespace

std::optional<Response> refuse_unless_json(const Request& request) {
  std::string_view type = request.header("content-type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  // A form of another site can send other types without being asked first (CORS).
  if (type == "application/json") return std::nullopt;
  return unsupported_media_type("The body must be JSON, with content-type application/json.");
}

OrResponse<base::Id> id_of(const Request& request, std::string_view capture) {
  const auto id = base::parse_id(request.capture(capture));
  if (!id) return tl::unexpected(not_found("There is nothing of this id, or you may not see it."));
  return *id;
}

OrResponse<std::int64_t> number_of(const Request& request, std::string_view field, Range range,
                                   std::int64_t otherwise) {
  const auto text = request.query_field(field);
  if (!text) return otherwise;
  std::int64_t number = 0;
  const auto end = std::from_chars(text->data(), text->data() + text->size(), number);
  if (end.ec != std::errc() || end.ptr != text->data() + text->size() || number < range.lowest ||
      number > range.highest) {
    return wrong_field(field, fmt::format("this must be a whole number from {} to {}",
                                          range.lowest, range.highest));
  }
  return number;
}

OrResponse<std::optional<base::Time>> time_of(const Request& request, std::string_view field) {
  const auto text = request.query_field(field);
  if (!text) return std::nullopt;
  const auto time = base::parse_rfc3339(*text);
  if (!time) return wrong_field(field, time.error().what);
  return *time;
}

OrResponse<bool> flag_of(const Request& request, std::string_view field, bool otherwise) {
  const auto text = request.query_field(field);
  if (!text) return otherwise;
  if (*text != "true" && *text != "false") {
    return wrong_field(field, "this must be true or false");
  }
  return *text == "true";
}

Response json_text(std::string json, int status) {
  Response response;
  response.status = status;
  response.set("content-type", "application/json");
  response.body = std::move(json);
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response see_other(std::string location) {
  Response response;
  response.status = 303;
  response.set("location", std::move(location));
  return response;
}

Response html_page(std::string html, int status) {
  Response response;
  response.status = status;
  response.set("content-type", "text/html; charset=utf-8");
  response.body = std::move(html);
  return response;
}

Response download(std::string bytes, std::string type, std::string_view name) {
  std::string safe;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    safe.push_back(plain ? c : '_');
  }
  Response response;
  response.set("content-type", std::move(type));
  response.set("content-disposition", fmt::format("attachment; filename=\"{}\"", safe));
  response.body = std::move(bytes);
  return response;
}

}  // namespace decorum::http
