#include "http/idempotency.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"

namespace decorum::http {

namespace {

// Lengths in front, so that no two requests give the same bytes.
void append_part(std::string& out, std::string_view part) {
  out += fmt::format("{}:", part.size());
  out += part;
}

}  // namespace

OrResponse<std::optional<std::string>> idempotency_key_of(const Request& request) {
  std::string_view key = request.header("idempotency-key");
  if (key.empty()) return std::nullopt;
  if (key.size() >= 2 && key.front() == '"' && key.back() == '"') {
    key = key.substr(1, key.size() - 2);
  }
  const bool good = !key.empty() && key.size() <= idempotency_key_bytes_max &&
                    std::all_of(key.begin(), key.end(), [](char c) {
                      return c > 0x20 && c < 0x7f && c != '"' && c != '\\';
                    });
  if (!good) {
    return tl::unexpected(bad_request(fmt::format(
        "Idempotency-Key must be 1 to {} visible characters.", idempotency_key_bytes_max)));
  }
  return std::string(key);
}

std::string fingerprint_of(const Request& request) {
  std::string bytes;
  append_part(bytes, request.actor);
  append_part(bytes, request.method);
  append_part(bytes, request.path);
  bytes += fmt::format("{} ", request.query.size());
  for (const auto& [name, value] : request.query) {
    append_part(bytes, name);
    append_part(bytes, value);
  }
  append_part(bytes, request.body);
  return base::sha256(bytes);
}

Again judge(const std::optional<KeptAnswer>& kept, std::string_view fingerprint) {
  if (!kept) return Again::first;
  if (kept->fingerprint != fingerprint) return Again::different;
  return kept->is_done ? Again::answered : Again::under_way;
}

Response refuse_under_way() {
  return conflict("The first request with this Idempotency-Key is not done yet; ask again later.");
}

Response refuse_different() {
  return unprocessable("this key was used for another request; choose a new one",
                       "Idempotency-Key");
}

}  // namespace decorum::http
