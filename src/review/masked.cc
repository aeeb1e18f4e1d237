#include "review/masked.h"

#include <algorithm>
#include <cstddef>

namespace decorum::review {
namespace {

constexpr std::size_t token_bytes_max = 24;
constexpr std::string_view signs = "*#@$!%_";

bool is_letter(char byte) { return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
char small(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
}

// May this byte of the text stand for the letter?
bool stands_for(char byte, char letter) {
  if (small(byte) == letter) return true;
  switch (byte) {
    case '*': case '#': case '%': case '_': return true;
    case '@': return letter == 'a' || letter == 'o' || letter == 'u';
    case '$': case '5': return letter == 's';
    case '!': case '1': return letter == 'i' || letter == 'l';
    case '0': return letter == 'o';
    case '3': return letter == 'e';
    case '4': return letter == 'a';
    case '7': return letter == 't';
    default: return false;
  }
}

bool fits(std::string_view token, std::string_view word) {
  const bool open = word.ends_with('*');
  if (open) word.remove_suffix(1);
  if (open ? token.size() < word.size() : token.size() != word.size()) return false;
  return std::ranges::equal(token.substr(0, word.size()), word, stands_for);
}

}  // namespace

std::vector<base::Span> find_masked(std::string_view text, const std::vector<std::string>& words) {
  std::vector<base::Span> found;
  std::size_t at = 0;
  const auto belongs = [&](char byte) {
    return is_letter(byte) || is_digit(byte) || signs.find(byte) != std::string_view::npos;
  };
  while (at < text.size()) {
    const std::size_t start = at;
    while (at < text.size() && belongs(text[at])) ++at;
    std::string_view token = text.substr(start, at - start);
    if (at == start) {
      ++at;
      continue;
    }
    // What ends a sentence or stands around for stress masks nothing.
    while (!token.empty() && (token.back() == '!' || token.back() == '_')) token.remove_suffix(1);
    const std::size_t letters =
        static_cast<std::size_t>(std::ranges::count_if(token, is_letter));
    const bool masked = letters > 0 && letters < token.size() && is_letter(token.front()) &&
                        token.size() >= 4 && token.size() <= token_bytes_max;
    if (!masked || std::ranges::count_if(token, is_digit) * 2 > std::ptrdiff_t(token.size())) {
      continue;
    }
    const bool hit = std::ranges::any_of(
        words, [&](const std::string& word) { return word.size() >= 4 && fits(token, word); });
    // A link or an address is no place for it.
    const bool linked = start > 0 && (text[start - 1] == '/' || text[start - 1] == '.' ||
                                      text[start - 1] == '-' || text[start - 1] == '=');
    if (hit && !linked) {
      found.push_back({static_cast<std::uint32_t>(start),
                       static_cast<std::uint32_t>(start + token.size())});
    }
  }
  return found;
}

}  // namespace decorum::review
