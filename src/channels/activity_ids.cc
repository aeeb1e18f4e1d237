#include "channels/activity_ids.h"

#include "channels/bytes.h"

namespace decorum::channels {
namespace {

constexpr std::string_view ours = "urn:decorum:";

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out.push_back(text[i]);
      continue;
    }
    const auto byte = from_hex(text.substr(i + 1, 2));
    if (!byte || byte->size() != 1) return std::nullopt;
    out += *byte;
    i += 2;
  }
  return out;
}

}  // namespace

std::string urn_of(std::string_view kind, std::string_view site, std::string_view id) {
  std::string out(ours);
  out += kind;
  out += ':';
  append_escaped(out, site);
  out += ':';
  append_escaped(out, id);
  return out;
}

std::optional<SiteId> read_urn(std::string_view kind, std::string_view urn) {
  const std::string start = std::string(ours) + std::string(kind) + ":";
  if (urn.substr(0, start.size()) != start) return std::nullopt;
  const std::string_view rest = urn.substr(start.size());
  const std::size_t colon = rest.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto site = unescaped(rest.substr(0, colon));
  auto id = unescaped(rest.substr(colon + 1));
  if (!site || !id || urn_of(kind, *site, *id) != urn) return std::nullopt;
  return SiteId{std::move(*site), std::move(*id)};
}

}  // namespace decorum::channels
