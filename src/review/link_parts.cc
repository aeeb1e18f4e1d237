#include "review/link_parts.h"

#include <algorithm>
#include <optional>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "review/spans.h"
#include "signals/lookalike.h"

namespace decorum::review {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool is_alnum(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9');
}

void read_parameters(std::string_view query, LinkParts& parts) {
  while (!query.empty() && parts.parameters.size() < link_parameters_max) {
    const std::size_t end = std::min(query.find_first_of("&;"), query.size());
    const std::string_view one = query.substr(0, end);
    const std::size_t equals = std::min(one.find('='), one.size());
    if (!one.empty()) {
      parts.parameters.emplace_back(one.substr(0, equals),
                                    one.substr(std::min(equals + 1, one.size())));
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
}

void read_authority(std::string_view authority, LinkParts& parts) {
  if (const std::size_t at = authority.rfind('@'); at != npos) {
    parts.user = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  const std::size_t bracket = authority.rfind(']');
  const std::size_t port = authority.find(':', bracket == npos ? 0 : bracket);
  parts.host = lower(authority.substr(0, port));
}

// From a scheme's first letter to the next blank or quotation mark, without the marks that end a
// sentence.
base::Span extent_of(std::string_view text, std::size_t colon) {
  std::size_t start = colon;
  while (start > 0 && (is_alnum(text[start - 1]) || text[start - 1] == '+')) --start;
  std::size_t end = std::min(text.find_first_of(" \t\r\n\"<>`", colon), text.size());
  constexpr std::string_view ends = ".,;:!?'";
  while (end > colon && ends.find(text[end - 1]) != npos) --end;
  const std::string_view inside = text.substr(start, end - start);
  if (!inside.empty() && inside.back() == ')' && inside.find('(') == npos) --end;
  return {static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end)};
}

// Labels of a host are looked at one by one.
bool is_lookalike_label(std::string_view label) {
  if (label.starts_with("xn--")) return true;
  std::optional<UScriptCode> script;
  bool mixed = false;
  bool latin_looks = true;
  for (std::size_t at = 0; at < label.size();) {
    const base::CodePoint point = base::decode_at(label, at);
    at += point.length;
    const auto code = static_cast<UChar32>(point.code);
    if (u_isalpha(code) == 0) continue;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode own = uscript_getScript(code, &status);
    if (own == USCRIPT_COMMON || own == USCRIPT_INHERITED) continue;
    if (script && *script != own) mixed = true;
    script = own;
    if (signals::lookalike(point.code) == '\0') latin_looks = false;
  }
  if (!script) return false;
  // Japanese writes in several scripts, and none of them passes for Latin.
  if (mixed) return label.size() > 1 && *script != USCRIPT_HAN && *script != USCRIPT_HIRAGANA &&
                    *script != USCRIPT_KATAKANA;
  return *script != USCRIPT_LATIN && latin_looks;
}

int hex_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
  return -1;
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& byte : out) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return out;
}

LinkParts parts_of_link(std::string_view link) {
  LinkParts parts;
  if (const std::size_t scheme = link.find("://"); scheme != npos) {
    const std::string_view before = link.substr(0, scheme);
    if (before.find_first_of("/?#") == npos) {
      parts.scheme = lower(before);
      link.remove_prefix(scheme + 3);
    }
  }
  const std::size_t end = std::min(link.find_first_of("/?#"), link.size());
  read_authority(link.substr(0, end), parts);
  std::string_view rest = link.substr(end);
  std::string_view fragment;
  if (const std::size_t hash = rest.find('#'); hash != npos) {
    fragment = rest.substr(hash + 1);
    rest = rest.substr(0, hash);
  }
  const std::size_t query = std::min(rest.find('?'), rest.size());
  parts.path = rest.substr(0, query);
  if (query < rest.size()) read_parameters(rest.substr(query + 1), parts);
  if (fragment.find('=') != npos) read_parameters(fragment, parts);
  return parts;
}

std::vector<Link> links_in(const Reading& reading) {
  const std::string_view text = reading.text;
  std::vector<base::Span> spans;
  std::size_t from = 0;  // nothing before it is looked at again
  for (std::size_t at = text.find("://"); at != npos; at = text.find("://", from)) {
    from = at + 3;
    if (at == 0 || !(is_alnum(text[at - 1]) || text[at - 1] == '+')) continue;
    const base::Span span = extent_of(text, at);
    if (span.end <= at + 3) continue;
    if (spans.empty() || span.start >= spans.back().end) spans.push_back(span);
    from = std::max<std::size_t>(from, span.end);
  }
  std::vector<base::Span> all;
  for (const post::Entity& entity : entities_of(reading, post::Entity::Kind::url)) {
    // What begins with a scheme ends where the entity says, unless that missed its beginning.
    const auto it = std::ranges::lower_bound(spans, entity.span.start + 1, {}, &base::Span::end);
    const bool inside = it != spans.end() && it->start < entity.span.start;
    if (!inside) all.push_back(entity.span);
  }
  const std::vector<base::Span> known = all;
  for (const base::Span& span : spans) {
    if (!overlaps_any(known, span)) all.push_back(span);
  }
  std::ranges::sort(all, {}, &base::Span::start);
  std::vector<Link> links;
  for (const base::Span& span : all) {
    const std::string_view link = text.substr(span.start, span.end - span.start);
    links.push_back({span, link, parts_of_link(link)});
  }
  return links;
}

bool is_of_domain(std::string_view host, std::string_view domain) {
  if (domain.empty() || !host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

bool is_number_host(std::string_view host) {
  if (host.starts_with('[')) return true;
  if (host.starts_with("0x")) return true;
  const bool digits = std::ranges::all_of(
      host, [](char byte) { return (byte >= '0' && byte <= '9') || byte == '.'; });
  return digits && !host.empty() && host.front() != '.';
}

bool is_lookalike_host(std::string_view host) {
  while (!host.empty()) {
    const std::size_t end = std::min(host.find('.'), host.size());
    if (is_lookalike_label(host.substr(0, end))) return true;
    host.remove_prefix(std::min(end + 1, host.size()));
  }
  return false;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::string without_parameters(std::string_view link, const std::vector<std::string_view>& names) {
  const std::size_t hash = std::min(link.find('#'), link.size());
  const std::size_t query = link.substr(0, hash).find('?');
  if (query == npos) return std::string(link);
  std::string out(link.substr(0, query));
  std::string_view rest = link.substr(query + 1, hash - query - 1);
  char joint = '?';
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view one = rest.substr(0, end);
    const std::string_view name = one.substr(0, one.find('='));
    if (!one.empty() && std::ranges::find(names, name) == names.end()) {
      out.append(1, joint).append(one);
      joint = '&';
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out.append(link.substr(hash));
}

}  // namespace decorum::review
