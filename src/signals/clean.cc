#include "signals/clean.h"

#include <array>
#include <optional>

#include "base/utf8.h"

namespace decorum::signals {
namespace {

struct Entity {
  std::string_view name;
  char32_t code;
};

// The entities that sites leave in post texts; the full HTML list is for documents.
constexpr std::array entities = {
    Entity{"&amp;", '&'},     Entity{"&lt;", '<'},      Entity{"&gt;", '>'},
    Entity{"&quot;", '"'},    Entity{"&apos;", '\''},   Entity{"&nbsp;", ' '},
    Entity{"&pound;", 0xA3},  Entity{"&hellip;", 0x2026}, Entity{"&rsquo;", '\''},
    Entity{"&lsquo;", '\''},  Entity{"&ldquo;", '"'},   Entity{"&rdquo;", '"'},
};

struct Read {
  char32_t code;
  std::size_t length;
};

constexpr std::size_t digits_max = 7;

std::optional<unsigned> digit_value(char byte, unsigned base) {
  if (byte >= '0' && byte <= '9') return static_cast<unsigned>(byte - '0');
  if (base == 16 && byte >= 'a' && byte <= 'f') return static_cast<unsigned>(byte - 'a') + 10;
  if (base == 16 && byte >= 'A' && byte <= 'F') return static_cast<unsigned>(byte - 'A') + 10;
  return std::nullopt;
}

// "&#39;" or "&#x27;" at the start of `text`.
std::optional<Read> numeric_entity(std::string_view text) {
  const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
  const unsigned base = hexadecimal ? 16 : 10;
  std::size_t at = hexadecimal ? 3 : 2;
  const std::size_t first = at;
  char32_t code = 0;
  for (; at < text.size() && at - first < digits_max; ++at) {
    const auto digit = digit_value(text[at], base);
    if (!digit) break;
    code = code * base + *digit;
  }
  if (at == first || at >= text.size() || text[at] != ';') return std::nullopt;
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  return Read{code, at + 1};
}

std::optional<Read> entity_at(std::string_view text) {
  if (text.starts_with("&#")) return numeric_entity(text);
  for (const Entity& entity : entities) {
    if (text.starts_with(entity.name)) return Read{entity.code, entity.name.size()};
  }
  return std::nullopt;
}

bool is_dropped(char32_t code) {
  return (code >= 0xFE00 && code <= 0xFE0F) ||    // variation selectors
         (code >= 0x1F3FB && code <= 0x1F3FF) ||  // skin tones
         (code >= 0x200B && code <= 0x200F) ||    // zero-width and direction marks
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) ||
         code == 0xFEFF || code == 0xAD;
}

std::string_view replacement(char32_t code) {
  switch (code) {
    case 0x60:
    case 0xB4:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return "\"";
    case 0x2026:
      return "...";
    case 0xA0:
    case 0x202F:
      return " ";
    default:
      return {};
  }
}

}  // namespace

bool is_clean(std::string_view text) {
  // No early return: the whole loop becomes a few vector instructions.
  unsigned special = 0;
  for (const char byte : text) {
    special |= static_cast<unsigned>(static_cast<unsigned char>(byte) >= 128) |
               static_cast<unsigned>(byte == '&') | static_cast<unsigned>(byte == '`');
  }
  return special == 0;
}

void clean(std::string_view text, std::string& out, std::vector<std::uint32_t>& origin) {
  out.clear();
  origin.clear();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const auto byte = static_cast<unsigned char>(text[at]);
    Read read{byte, 1};
    if (byte >= 128) {
      const base::CodePoint point = base::decode_at(text, at);
      read = {point.code, point.length};
    } else if (byte == '&') {
      read = entity_at(text.substr(at)).value_or(read);
    }
    at += read.length;
    if (is_dropped(read.code)) continue;
    const std::string_view other = replacement(read.code);
    if (!other.empty()) {
      out += other;
    } else {
      base::append_utf8(out, read.code);
    }
    origin.resize(out.size(), static_cast<std::uint32_t>(start));
  }
  origin.push_back(static_cast<std::uint32_t>(text.size()));
}

}  // namespace decorum::signals
