#include "post/domains.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <unicode/uchar.h>

#include "post/letters.h"
#include "post/tlds.gen.h"

namespace decorum::post {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t tld_bytes_max = 64;
constexpr std::size_t label_bytes_max = 63;

bool is_alphanumeric(char c) {
  const auto code = static_cast<unsigned char>(c);
  return is_ascii_letter(code) || is_ascii_digit(code);
}

bool may_follow_tld(std::string_view text, std::size_t end, std::size_t limit) {
  if (end >= limit) return true;
  const char next = text[end];
  return !is_alphanumeric(next) && next != '@' && next != '+' && next != '-';
}

char32_t folded(char32_t code) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code), U_FOLD_CASE_DEFAULT));
}

// The end of `word` (small letters) in the text, letter case ignored, or npos.
std::size_t end_of_word(std::string_view text, std::size_t start, std::size_t limit,
                        std::string_view word) {
  std::size_t at = start;
  for (std::size_t i = 0; i < word.size();) {
    if (at >= limit) return npos;
    const base::CodePoint wanted = base::decode_at(word, i);
    const base::CodePoint found = base::decode_at(text, at);
    if (folded(found.code) != folded(wanted.code)) return npos;
    i += wanted.length;
    at += found.length;
  }
  return at <= limit ? at : npos;
}

std::size_t end_of_ascii_tld(std::string_view text, std::size_t start, std::size_t limit) {
  std::size_t end = start;
  while (end < limit && end - start <= tld_bytes_max && is_alphanumeric(text[end])) ++end;
  if (end == start || !may_follow_tld(text, end, limit)) return npos;
  std::array<char, tld_bytes_max + 1> small{};
  std::transform(text.begin() + static_cast<std::ptrdiff_t>(start),
                 text.begin() + static_cast<std::ptrdiff_t>(end), small.begin(), [](char c) {
                   return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
                 });
  const std::string_view word(small.data(), end - start);
  return std::binary_search(ascii_tlds.begin(), ascii_tlds.end(), word) ? end : npos;
}

// The first letters of other_tlds, in their order: most words differ there already.
const std::array<char32_t, other_tlds.size()>& first_letters() {
  static const auto letters = [] {
    std::array<char32_t, other_tlds.size()> out{};
    std::transform(other_tlds.begin(), other_tlds.end(), out.begin(), [](std::string_view word) {
      return folded(base::decode_at(word, 0).code);
    });
    return out;
  }();
  return letters;
}

// "xn--" and at least one letter, digit or "-"; nothing is asked of what follows.
std::size_t end_of_punycode(std::string_view text, std::size_t start, std::size_t limit) {
  const std::size_t prefix = end_of_word(text, start, limit, "xn--");
  if (prefix == npos) return npos;
  std::size_t end = prefix;
  while (end < limit && (is_alphanumeric(text[end]) || text[end] == '-')) ++end;
  return end > prefix ? end : npos;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// RFC 3492, section 6.1.
std::uint32_t adapted_bias(std::uint32_t delta, std::uint32_t points, bool first) {
  delta = first ? delta / 700 : delta / 2;
  delta += delta / points;
  std::uint32_t k = 0;
  for (; delta > 455; k += 36) delta /= 35;
  return k + 36 * delta / (delta + 38);
}

// Digits that RFC 3492 (section 6.3) writes for one delta.
std::size_t digits_of(std::uint32_t delta, std::uint32_t bias) {
  std::size_t digits = 1;
  for (std::uint32_t k = 36;; k += 36, ++digits) {
    const std::uint32_t threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
    if (delta < threshold) return digits;
    delta = (delta - threshold) / (36 - threshold);
  }
}

}  // namespace

std::size_t end_of_tld(std::string_view text, std::size_t start, std::size_t limit) {
  if (start >= limit) return npos;
  const std::size_t ascii_end = end_of_ascii_tld(text, start, limit);
  if (ascii_end != npos) return ascii_end;
  // A word with other letters in it may still begin with an ASCII one.
  const std::size_t window = std::min(limit, start + tld_bytes_max);
  if (is_ascii(text.substr(start, window - start))) return end_of_punycode(text, start, limit);
  const char32_t first = folded(base::decode_at(text, start).code);
  const auto& firsts = first_letters();
  for (std::size_t i = 0; i < other_tlds.size(); ++i) {
    if (firsts[i] != first) continue;
    const std::size_t end = end_of_word(text, start, limit, other_tlds[i]);
    if (end != npos && may_follow_tld(text, end, limit)) return end;
  }
  return end_of_punycode(text, start, limit);
}

bool is_domain_character(char32_t code) {
  if (code < 0x80) return is_ascii_letter(code) || is_ascii_digit(code);
  return !is_space(code) && !is_directional(code) && !is_forbidden(code);
}

std::size_t encoded_label_bytes(std::string_view label) {
  if (is_ascii(label)) return label.size();
  std::vector<char32_t> points;
  for (std::size_t i = 0; i < label.size();) {
    const base::CodePoint point = base::decode_at(label, i);
    points.push_back(point.code);
    i += point.length;
    // Each code point needs a byte at least, so this is too long whatever it is.
    if (points.size() > label_bytes_max) return label_bytes_max + 1;
  }
  const auto basic = static_cast<std::uint32_t>(
      std::count_if(points.begin(), points.end(), [](char32_t c) { return c < 0x80; }));
  std::size_t bytes = std::string_view("xn--").size() + basic + (basic > 0 ? 1 : 0);
  std::vector<char32_t> rest;
  std::copy_if(points.begin(), points.end(), std::back_inserter(rest),
               [](char32_t c) { return c >= 0x80; });
  std::sort(rest.begin(), rest.end());
  rest.erase(std::unique(rest.begin(), rest.end()), rest.end());

  char32_t next = 0x80;
  std::uint32_t delta = 0;
  std::uint32_t bias = 72;
  std::uint32_t handled = basic;
  for (const char32_t code : rest) {
    delta += static_cast<std::uint32_t>(code - next) * (handled + 1);
    for (const char32_t point : points) {
      if (point < code) ++delta;
      if (point != code) continue;
      bytes += digits_of(delta, bias);
      bias = adapted_bias(delta, handled + 1, handled == basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    next = code + 1;
  }
  return bytes;
}

namespace {

template <class OnLabel>
void each_label(std::string_view domain, OnLabel on_label) {
  while (true) {
    const auto dot = domain.find('.');
    on_label(domain.substr(0, dot));
    if (dot == npos) return;
    domain.remove_prefix(dot + 1);
  }
}

}  // namespace

bool has_sound_labels(std::string_view domain) {
  bool sound = true;
  each_label(domain, [&](std::string_view label) {
    if (!sound) return;
    const std::size_t bytes = encoded_label_bytes(label);
    sound = bytes >= 1 && bytes <= label_bytes_max;
  });
  return sound;
}

std::size_t punycode_growth(std::string_view domain) {
  std::size_t growth = 0;
  each_label(domain, [&](std::string_view label) {
    const std::size_t bytes = encoded_label_bytes(label);
    const std::size_t points = base::count_code_points(label);
    growth += bytes > points ? bytes - points : 0;
  });
  return growth;
}

}  // namespace decorum::post
