#include "http/paging.h"

#include <array>

#include <fmt/format.h>

#include "base/hash.h"

namespace decorum::http {

namespace {

constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // RFC 4648 section 5
constexpr std::size_t check_bytes = 8;

std::string to_base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<std::uint8_t>(c);
    for (held += 8; held >= 6; held -= 6) out.push_back(digits[(bits >> (held - 6)) & 63]);
  }
  if (held > 0) out.push_back(digits[(bits << (6 - held)) & 63]);
  return out;
}

// What is read here is compared with what would be written, so leniency does no harm.
std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t value = digits.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<char>((bits >> held) & 0xff));
  }
  return out;
}

// Behind "sha256:" stand hexadecimal digits.
std::string check_of(std::string_view bytes) {
  return base::sha256(bytes).substr(std::string_view("sha256:").size(), check_bytes);
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = digits.find(c) != std::string_view::npos || c == '.' || c == '~';
    if (plain) out.push_back(c);
    else out += fmt::format("%{:02X}", static_cast<std::uint8_t>(c));
  }
  return out;
}

std::string encoded_path(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    out += "/" + encoded(segment);
    path.remove_prefix(segment.size());
  }
  return out;
}

}  // namespace

// Parts are parted by 0x1f, which neither a list's name nor a key of ours holds; in case one does,
// it is what the reading compares with that fails.
std::string cursor_text(const Cursor& cursor) {
  const std::string parts =
      fmt::format("{}\x1f{}\x1f{}", cursor.list, cursor.key, base::to_text(cursor.id));
  return to_base64url(check_of(parts) + parts);
}

std::optional<Cursor> parse_cursor(std::string_view text) {
  if (text.size() > cursor_bytes_max) return std::nullopt;
  const auto bytes = from_base64url(text);
  if (!bytes || bytes->size() < check_bytes) return std::nullopt;
  const std::string_view parts = std::string_view(*bytes).substr(check_bytes);
  const std::size_t first = parts.find('\x1f');
  const std::size_t last = parts.rfind('\x1f');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto id = base::parse_id(parts.substr(last + 1));
  if (!id) return std::nullopt;
  Cursor cursor{std::string(parts.substr(0, first)),
                std::string(parts.substr(first + 1, last - first - 1)), *id};
  if (cursor_text(cursor) != text) return std::nullopt;
  return cursor;
}

OrResponse<PageWish> page_of(const Request& request, std::string_view list) {
  const auto limit = number_of(request, "limit", {1, page_limit_max}, page_limit_default);
  if (!limit) return tl::unexpected(limit.error());
  PageWish wish{.after = std::nullopt, .limit = *limit};
  const auto text = request.query_field("cursor");
  if (!text) return wish;
  wish.after = parse_cursor(*text);
  if (!wish.after || wish.after->list != list) {
    return tl::unexpected(unprocessable(
        "this must be the cursor of the last page of the same list", "?cursor"));
  }
  return wish;
}

void add_next(Response& response, const Request& request, std::string_view cursor) {
  std::string target = encoded_path(request.path);
  char mark = '?';
  for (const auto& [name, value] : request.query) {
    if (name == "cursor") continue;
    target += fmt::format("{}{}={}", mark, encoded(name), encoded(value));
    mark = '&';
  }
  response.set("link", fmt::format("<{}{}cursor={}>; rel=\"next\"", target, mark, cursor));
}

}  // namespace decorum::http
