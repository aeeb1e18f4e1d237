#include "policy/reader.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace decorum::policy {
namespace {

constexpr std::size_t id_bytes_max = 64;
constexpr std::size_t text_bytes_max = 64 * 1024;

// What stands there, short enough for a message.
std::string shown(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::sequence: return "a list";
    case YamlNode::Kind::mapping: return "a mapping";
    case YamlNode::Kind::scalar: break;
  }
  if (node.null) return "nothing";
  if (node.text.empty()) return "an empty text";
  return fmt::format("'{}'", shortened(node.text));
}

// "5%" or "0.5%" in thousandths.
std::optional<std::int32_t> parse_share(std::string_view text) {
  constexpr std::int32_t per_mille_max = 500;
  std::int32_t whole = 0;
  const char* end = text.data() + text.size();
  const auto [after, failed] = std::from_chars(text.data(), end, whole);
  if (failed != std::errc{} || whole < 0 || whole > per_mille_max) return std::nullopt;
  std::string_view rest(after, end);
  std::int32_t tenths = 0;
  if (rest.size() == 3 && rest[0] == '.' && rest[1] >= '0' && rest[1] <= '9') {
    tenths = rest[1] - '0';
    rest.remove_prefix(2);
  }
  const std::int32_t per_mille = 10 * whole + tenths;
  if (rest != "%" || per_mille < 1 || per_mille > per_mille_max) return std::nullopt;
  return per_mille;
}

}  // namespace

bool is_id(std::string_view text, char joiner) {
  if (text.empty() || text.size() > id_bytes_max) return false;
  if (text.front() < 'a' || text.front() > 'z') return false;
  return std::ranges::all_of(text, [&](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == joiner;
  });
}

void Reader::mistake(const YamlNode& at, std::string_view code, std::string what,
                     std::string expected, std::string suggestion) {
  if (findings_.full()) return;
  findings_.mistakes.push_back({file_, at.line, at.column, at.end_column, std::string(code),
                                std::move(what), std::move(expected), std::move(suggestion)});
}

std::string Reader::suggest(std::string_view wrong, std::span<const std::string> candidates) const {
  if (findings_.mistakes.size() >= mistakes_shown_max) return {};
  std::string found = nearest(wrong, candidates);
  return found.empty() ? found : fmt::format("'{}'", found);
}

void Reader::refer(Refers to, const YamlNode& at, std::string id) {
  findings_.references.push_back(
      {to, std::move(id), file_, at.line, at.column, at.end_column});
}

std::optional<std::string> Reader::text(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  const bool blank = node.text.find_first_not_of(" \t\n") == std::string::npos;
  if (!node.is_scalar() || blank) {
    mistake(node, "type", fmt::format("{} is {}", what, shown(node)), "a text");
    return std::nullopt;
  }
  if (node.text.size() > text_bytes_max) {
    mistake(node, "too-long", fmt::format("{} has {} bytes", what, node.text.size()),
            fmt::format("at most {} bytes", text_bytes_max));
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::string> Reader::id(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  if (node.is_scalar() && is_id(node.text)) return node.text;
  std::string fixed;
  for (const char byte : node.text.substr(0, id_bytes_max)) {
    if (byte >= 'A' && byte <= 'Z') {
      fixed += static_cast<char>(byte - 'A' + 'a');
    } else {
      fixed += byte == ' ' || byte == '_' ? '-' : byte;
    }
  }
  mistake(node, "id", fmt::format("{} is {}, which is not an id", what, shown(node)),
          "lower case letters, digits and hyphens, starting with a letter, at most 64",
          is_id(fixed) ? fmt::format("'{}'", fixed) : "");
  return std::nullopt;
}

std::optional<bool> Reader::flag(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  if (node.is_scalar() && node.text == "true") return true;
  if (node.is_scalar() && node.text == "false") return false;
  const bool yes = node.text == "yes" || node.text == "on" || node.text == "True";
  const bool no = node.text == "no" || node.text == "off" || node.text == "False";
  mistake(node, "type", fmt::format("{} is {}", what, shown(node)), "true or false",
          yes ? "'true'" : no ? "'false'" : "");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::number(const YamlNode& node, std::string_view what,
                                           std::int64_t least, std::int64_t most) {
  if (node.refused) return std::nullopt;
  std::int64_t value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto parsed = std::from_chars(node.text.data(), end, value);
  const bool whole = node.is_scalar() && parsed.ec == std::errc{} && parsed.ptr == end;
  if (whole && value >= least && value <= most) return value;
  mistake(node, whole ? "range" : "type", fmt::format("{} is {}", what, shown(node)),
          fmt::format("a whole number between {} and {}", least, most));
  return std::nullopt;
}

std::optional<std::int32_t> Reader::share(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  if (node.is_scalar()) {
    if (const auto per_mille = parse_share(node.text)) return per_mille;
  }
  mistake(node, "share", fmt::format("{} is {}", what, shown(node)),
          "a share in per cent, from 0.1% to 50%: 5% or 0.5%");
  return std::nullopt;
}

std::optional<std::chrono::sys_days> Reader::date(const YamlNode& node, std::string_view what) {
  if (node.refused) return std::nullopt;
  if (node.is_scalar()) {
    if (const auto date = base::parse_date(node.text)) return *date;
  }
  mistake(node, "type", fmt::format("{} is {}", what, shown(node)),
          "a date that exists, YYYY-MM-DD");
  return std::nullopt;
}

std::optional<base::Duration> Reader::duration(const YamlNode& node, std::string_view what,
                                               bool zero_allowed) {
  if (node.refused) return std::nullopt;
  if (node.is_scalar()) {
    const auto duration = base::parse_duration(node.text);
    if (duration && (zero_allowed || *duration > base::Duration::zero())) return *duration;
  }
  mistake(node, "duration", fmt::format("{} is {}", what, shown(node)),
          fmt::format("a length of time: a number and s, m, h, d or w, {}at most 3650d",
                      zero_allowed ? "" : "more than nothing and "));
  return std::nullopt;
}

std::optional<Deadline> Reader::deadline(const YamlNode& node, std::string_view what,
                                         bool none_allowed, bool named_allowed) {
  if (node.refused) return std::nullopt;
  Deadline deadline;
  if (node.is_scalar()) {
    if (none_allowed && node.text == "none") return deadline;
    const auto amount = base::parse_duration(node.text);
    if (amount && *amount > base::Duration::zero()) {
      deadline.kind = Deadline::Kind::calendar;
      deadline.amount = *amount;
      return deadline;
    }
  }
  if (node.is_mapping() && node.fields.size() == 1) {
    const YamlField& field = node.fields.front();
    if (field.key.text == "business") {
      const auto amount = duration(field.value, "'business' of a deadline");
      if (!amount) return std::nullopt;
      deadline.kind = Deadline::Kind::business;
      deadline.amount = *amount;
      return deadline;
    }
    if (field.key.text == "working_days") {
      const auto days = number(field.value, "'working_days' of a deadline", 1, 1000);
      if (!days) return std::nullopt;
      deadline.kind = Deadline::Kind::working_days;
      deadline.days = static_cast<std::int32_t>(*days);
      return deadline;
    }
    if (field.key.text == "named" && named_allowed) {
      const auto name = id(field.value, "'named' of a deadline");
      if (!name) return std::nullopt;
      refer(Refers::deadline, field.value, *name);
      const NamedDeadline* known =
          findings_.clocks == nullptr ? nullptr : findings_.clocks->deadline_named(*name);
      if (known != nullptr) deadline = known->due;
      deadline.name = *name;
      return deadline;
    }
  }
  mistake(node, "deadline", fmt::format("{} is {}, which is not a deadline", what, shown(node)),
          fmt::format("2h, {{ business: 4h }}, {{ working_days: 5 }}{}{}",
                      named_allowed ? ", { named: ID }" : "", none_allowed ? " or none" : ""));
  return std::nullopt;
}

std::optional<std::string> Reader::url(const YamlNode& node, std::string_view what) {
  auto found = text(node, what);
  if (!found) return std::nullopt;
  std::string_view rest = *found;
  const bool schemed = rest.starts_with("https://") || rest.starts_with("http://");
  rest.remove_prefix(schemed ? rest.find("//") + 2 : 0);
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#:"));
  const bool blank = rest.find_first_of(" \t\n<>\"{}|\\^`") != std::string_view::npos;
  const bool dotted = host.find('.') != std::string_view::npos || host == "localhost";
  const bool edged = host.starts_with('.') || host.ends_with('.') || host.starts_with('-') ||
                     host.find("..") != std::string_view::npos;
  if (schemed && dotted && !blank && !edged && found->size() <= 2000) return found;
  mistake(node, "url", fmt::format("{} is {}, which is not a web address", what, shown(node)),
          "https://HOST/PATH without blanks");
  return std::nullopt;
}

std::optional<std::string> Reader::email(const YamlNode& node, std::string_view what) {
  auto found = text(node, what);
  if (!found) return std::nullopt;
  const std::size_t at = found->find('@');
  const bool one = at != std::string::npos && at == found->rfind('@') && at > 0;
  const std::string_view domain = one ? std::string_view(*found).substr(at + 1) : "";
  const bool good = domain.find('.') != std::string_view::npos && !domain.starts_with('.') &&
                    !domain.ends_with('.') &&
                    found->find_first_of(" \t\n<>,;") == std::string::npos;
  if (good && found->size() <= 254) return found;
  mistake(node, "email", fmt::format("{} is {}, which is not an e-mail address", what, shown(node)),
          "name@example.org");
  return std::nullopt;
}

std::optional<std::string> Reader::cites(const YamlNode& node, std::string_view what) {
  auto found = text(node, what);
  if (found) refer(Refers::source, node, *found);
  return found;
}

}  // namespace decorum::policy
