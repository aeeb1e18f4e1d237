#include "http/security_headers.h"

#include <algorithm>
#include <array>
#include <string>

namespace decorum::http {

namespace {

// Content Security Policy Level 3.
constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
constexpr std::string_view api_policy =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

struct Field {
  std::string_view name, value;
};
constexpr std::array always{
    Field{"x-content-type-options", "nosniff"},
    // Not "no-referrer": browsers then send `Origin: null` with forms, which tells nothing about
    // whether a form is ours.
    Field{"referrer-policy", "same-origin"},
    Field{"cross-origin-opener-policy", "same-origin"},
    Field{"cross-origin-resource-policy", "same-origin"},
    Field{"permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};
// Two years, as browsers' lists ask for.
constexpr std::string_view transport = "max-age=63072000";

std::string_view held(const Response& response, std::string_view name) {
  const auto found = std::find_if(response.headers.begin(), response.headers.end(),
                                  [&](const auto& field) { return field.first == name; });
  return found == response.headers.end() ? std::string_view() : found->second;
}

void add(Response& response, std::string_view name, std::string_view value) {
  if (held(response, name).empty()) response.set(std::string(name), std::string(value));
}

}  // namespace

void add_security_headers(Response& response, std::string_view path, bool secure) {
  for (const Field& field : always) add(response, field.name, field.value);
  const bool page = held(response, "content-type").starts_with("text/html");
  add(response, "content-security-policy", page ? page_policy : api_policy);
  if (secure) add(response, "strict-transport-security", transport);
  if (path.starts_with("/api/") || response.status >= 400) {
    add(response, "cache-control", "no-store");
  }
}

}  // namespace decorum::http
