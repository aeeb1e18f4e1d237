#include "base/unicode.h"

#include <algorithm>
#include <cassert>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace decorum::base {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string normalised(const icu::Normalizer2& form, std::string_view text) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  UErrorCode status = U_ZERO_ERROR;
  form.normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                     sink, nullptr, status);
  assert(U_SUCCESS(status));
  return out;
}

// Grapheme_Cluster_Break, with Extended_Pictographic, which UAX #29 keeps apart.
struct Kind {
  int grapheme_break = U_GCB_OTHER;
  bool pictographic = false;
};

Kind kind_of(char32_t code) {
  const auto c = static_cast<UChar32>(code);
  return {u_getIntPropertyValue(c, UCHAR_GRAPHEME_CLUSTER_BREAK),
          u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0};
}

bool is_control(int grapheme_break) {
  return grapheme_break == U_GCB_CONTROL || grapheme_break == U_GCB_CR ||
         grapheme_break == U_GCB_LF;
}

bool joins_hangul(int before, int after) {
  if (before == U_GCB_L) {
    return after == U_GCB_L || after == U_GCB_V || after == U_GCB_LV || after == U_GCB_LVT;
  }
  if (before == U_GCB_LV || before == U_GCB_V) return after == U_GCB_V || after == U_GCB_T;
  return before == U_GCB_LVT || before == U_GCB_T ? after == U_GCB_T : false;
}

// Walks the rules GB3 to GB13 of UAX #29 (Unicode 15) over code points, one at a time.
class ClusterRules {
 public:
  // Is there a boundary before `code`? False for the very first code point.
  bool breaks_before(char32_t code) {
    const Kind next = code < 0x80 && code >= 0x20 && code != 0x7F ? Kind{} : kind_of(code);
    const bool boundary = started_ && is_boundary(next);
    note(next);
    return boundary;
  }

 private:
  bool is_boundary(const Kind& next) const {
    const int after = next.grapheme_break;
    if (last_ == U_GCB_CR && after == U_GCB_LF) return false;         // GB3
    if (is_control(last_) || is_control(after)) return true;          // GB4, GB5
    if (joins_hangul(last_, after)) return false;                     // GB6 to GB8
    if (after == U_GCB_EXTEND || after == U_GCB_ZWJ) return false;    // GB9
    if (after == U_GCB_SPACING_MARK) return false;                    // GB9a
    if (last_ == U_GCB_PREPEND) return false;                         // GB9b
    if (joiner_after_pictograph_ && next.pictographic) return false;  // GB11
    if (last_ == U_GCB_REGIONAL_INDICATOR && after == U_GCB_REGIONAL_INDICATOR) {
      return indicators_ % 2 == 0;  // GB12, GB13: flags are pairs
    }
    return true;  // GB999
  }

  void note(const Kind& next) {
    const int now = next.grapheme_break;
    joiner_after_pictograph_ = now == U_GCB_ZWJ && in_pictograph_;
    in_pictograph_ = next.pictographic || (in_pictograph_ && now == U_GCB_EXTEND);
    indicators_ = now == U_GCB_REGIONAL_INDICATOR ? indicators_ + 1 : 0;
    last_ = now;
    started_ = true;
  }

  bool started_ = false;
  int last_ = U_GCB_OTHER;
  bool in_pictograph_ = false;  // a pictograph and nothing but Extend after it
  bool joiner_after_pictograph_ = false;
  std::size_t indicators_ = 0;  // regional indicators in a row so far
};

template <class OnBoundary>
void walk_clusters(std::string_view text, OnBoundary on_boundary) {
  ClusterRules rules;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode_at(text, offset);
    if (rules.breaks_before(point.code)) on_boundary(offset);
    offset += point.length;
  }
}

bool has(char32_t code, UProperty property) {
  return u_hasBinaryProperty(static_cast<UChar32>(code), property) != 0;
}

}  // namespace

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  assert(U_SUCCESS(status));
  return normalised(*form, text);
}

std::string nfkc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCInstance(status);
  assert(U_SUCCESS(status));
  return normalised(*form, text);
}

std::string nfkc_casefold(std::string_view text) {
  if (is_ascii(text)) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    });
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  return normalised(*form, text);
}

std::size_t count_graphemes(std::string_view text) {
  if (text.empty()) return 0;
  std::size_t count = 1;
  walk_clusters(text, [&](std::size_t) { ++count; });
  return count;
}

std::vector<Span> graphemes(std::string_view text) {
  std::vector<Span> out;
  if (text.empty()) return out;
  std::uint32_t start = 0;
  walk_clusters(text, [&](std::size_t offset) {
    const auto end = static_cast<std::uint32_t>(offset);
    out.push_back({start, end});
    start = end;
  });
  out.push_back({start, static_cast<std::uint32_t>(text.size())});
  return out;
}

std::size_t end_of_grapheme(std::string_view text, std::size_t start) {
  assert(start < text.size());
  ClusterRules rules;
  std::size_t offset = start;
  while (offset < text.size()) {
    const CodePoint point = decode_at(text, offset);
    if (rules.breaks_before(point.code)) break;
    offset += point.length;
  }
  return offset;
}

bool is_pictograph(char32_t code) {
  return has(code, UCHAR_EMOJI) && has(code, UCHAR_EXTENDED_PICTOGRAPHIC);
}

bool is_emoji_cluster(std::string_view cluster) {
  constexpr char32_t text_style = 0xFE0E;
  constexpr char32_t emoji_style = 0xFE0F;
  constexpr char32_t keycap = 0x20E3;
  if (cluster.empty()) return false;

  const CodePoint first = decode_at(cluster, 0);
  if (!has(first.code, UCHAR_EMOJI)) return false;
  const bool is_indicator = has(first.code, UCHAR_REGIONAL_INDICATOR);
  const bool by_default = has(first.code, UCHAR_EMOJI_PRESENTATION) && !is_indicator;

  std::string_view rest = cluster.substr(first.length);
  if (rest.empty()) return by_default;
  const CodePoint second = decode_at(rest, 0);
  if (is_indicator) return has(second.code, UCHAR_REGIONAL_INDICATOR);
  if (second.code == keycap) return first.code < 0x80;
  if (second.code == text_style) return false;
  if (second.code == emoji_style) {
    // "1" followed by U+FE0F alone is still a digit; a keycap must follow.
    if (first.code >= 0x80) return true;
    rest.remove_prefix(second.length);
    return !rest.empty() && decode_at(rest, 0).code == keycap;
  }
  if (has(second.code, UCHAR_EMOJI_MODIFIER)) return has(first.code, UCHAR_EMOJI_MODIFIER_BASE);
  if (by_default) return true;
  // Joined pictographs show as an emoji although the first one alone would not.
  return second.code == 0x200D && rest.size() > second.length &&
         has(decode_at(rest, second.length).code, UCHAR_EXTENDED_PICTOGRAPHIC);
}

}  // namespace decorum::base
