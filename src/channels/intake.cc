#include "channels/intake.h"

#include <fmt/format.h>

#include "post/json_check.h"

namespace decorum::channels {
namespace {

std::size_t after_blanks(std::string_view json, std::size_t at) {
  const std::size_t found = json.find_first_not_of(" \t\r\n", at);
  return found == std::string_view::npos ? json.size() : found;
}

base::Error wrong_at(std::size_t offset, std::string_view what) {
  return {fmt::format("the body is not JSON: at byte {}, {}", offset, what), ""};
}

}  // namespace

base::Result<std::vector<Incoming>> read_intake(std::string_view body, const EntryScope& scope) {
  if (body.size() > intake_bytes_max) {
    return base::fail(fmt::format("a body may have {} bytes at most", intake_bytes_max));
  }
  post::PostReader reader;
  std::vector<Incoming> out;
  std::size_t at = after_blanks(body, 0);
  if (at == body.size() || body[at] != '[') {
    auto entry = read_entry(reader, body, scope);
    if (!entry) return tl::unexpected(entry.error());
    out.push_back(std::move(entry->incoming));
    return out;
  }
  if (const auto end = post::check_json_document(body, post::nesting_max); !end) {
    return tl::unexpected(wrong_at(end.error().offset, end.error().what));
  }
  at = after_blanks(body, at + 1);
  while (body[at] != ']') {
    if (out.size() == fetched_max) {
      return base::fail(fmt::format("a list may have {} entries at most; send the rest after it",
                                    fetched_max));
    }
    const std::size_t end = *post::end_of_json_value(body, at, post::nesting_max);
    auto entry = read_entry(reader, body.substr(at, end - at), scope);
    if (!entry) {
      return base::fail(entry.error().what,
                        fmt::format("/{}{}", out.size(), entry.error().where));
    }
    out.push_back(std::move(entry->incoming));
    at = after_blanks(body, end);
    if (body[at] == ',') at = after_blanks(body, at + 1);
  }
  return out;
}

}  // namespace decorum::channels
