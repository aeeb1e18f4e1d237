#include "http/response_head.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace decorum::http {

namespace {

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool is_framing(std::string_view name) {
  return name == "content-length" || name == "transfer-encoding" || name == "connection" ||
         name == "x-request-id" || name == "date";
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  for (const char c : value) {
    out.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
  }
  out += "\r\n";
}

}  // namespace

bool may_have_body(int status) { return status != 204 && status != 304 && status >= 200; }

std::string response_head(const Response& response, const AnswerFraming& framing,
                          const std::string& request_id, std::time_t now) {
  std::string out =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, phrase_of(response.status));
  for (const auto& [name, value] : response.headers) {
    if (is_name(name) && !is_framing(name)) append_field(out, name, value);
  }
  if (framing.chunked) {
    append_field(out, "transfer-encoding", "chunked");
  } else if (framing.has_length && may_have_body(response.status)) {
    append_field(out, "content-length", fmt::format("{}", response.body.size()));
  }
  append_field(out, "date", fmt::format("{:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(now)));
  if (!request_id.empty()) append_field(out, "x-request-id", request_id);
  if (!framing.keep_alive) append_field(out, "connection", "close");
  return out + "\r\n";
}

}  // namespace decorum::http
