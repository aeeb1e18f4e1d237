#include "http/etag.h"

#include <algorithm>

#include <fmt/format.h>

#include "http/problem.h"

namespace decorum::http {

namespace {

void skip_blanks(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
}

std::string_view own_tag(const Response& response) {
  for (const auto& [name, value] : response.headers) {
    if (name == "etag") return value;
  }
  return {};
}

bool take_tag(std::string_view& rest, ETag& tag) {
  tag.weak = rest.starts_with("W/");
  if (tag.weak) rest.remove_prefix(2);
  if (!rest.starts_with('"')) return false;
  rest.remove_prefix(1);
  const std::size_t end = rest.find('"');
  if (end == std::string_view::npos || end > etag_bytes_max) return false;
  tag.text = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return std::all_of(tag.text.begin(), tag.text.end(),
                     [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
}

}  // namespace

std::optional<ETagList> parse_etags(std::string_view rest) {
  ETagList list;
  skip_blanks(rest);
  if (rest.starts_with('*')) {
    rest.remove_prefix(1);
    skip_blanks(rest);
    list.any = true;
    return rest.empty() ? std::optional(list) : std::nullopt;
  }
  for (;;) {
    ETag tag;
    if (list.tags.size() == etags_max || !take_tag(rest, tag)) return std::nullopt;
    list.tags.push_back(std::move(tag));
    skip_blanks(rest);
    if (rest.empty()) return list;
    if (!rest.starts_with(',')) return std::nullopt;
    rest.remove_prefix(1);
    skip_blanks(rest);
  }
}

bool matches_strongly(const ETagList& list, const ETag& tag) {
  if (list.any) return true;
  return !tag.weak && std::find(list.tags.begin(), list.tags.end(), tag) != list.tags.end();
}

bool matches_weakly(const ETagList& list, const ETag& tag) {
  return list.any || std::any_of(list.tags.begin(), list.tags.end(),
                                 [&](const ETag& each) { return each.text == tag.text; });
}

Response with_etag(Response response, std::int64_t version) {
  return with_etag(std::move(response), ETag{fmt::format("{}", version)});
}

Response with_etag(Response response, const ETag& tag) {
  response.set("etag", fmt::format("{}\"{}\"", tag.weak ? "W/" : "", tag.text));
  return response;
}

std::optional<Response> refuse_if_stale(const Request& request, std::int64_t version) {
  const std::string_view header = request.header("if-match");
  if (header.empty()) {
    return precondition_required("Send If-Match with the ETag of the version that you changed.");
  }
  const auto list = parse_etags(header);
  if (!list) return bad_request("If-Match is not a list of ETags.");
  if (matches_strongly(*list, ETag{fmt::format("{}", version)})) return std::nullopt;
  return precondition_failed("Somebody changed it since you read it; read it again.");
}

void leave_out_what_is_held(const Request& request, Response& response) {
  if (response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return;
  const std::string_view header = request.header("if-none-match");
  std::string_view own = own_tag(response);
  ETag tag;
  if (header.empty() || !take_tag(own, tag)) return;
  const auto list = parse_etags(header);
  if (!list || !matches_weakly(*list, tag)) return;
  response.status = 304;
  response.body.clear();
  response.stream = nullptr;
}

}  // namespace decorum::http
