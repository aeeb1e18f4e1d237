#include "media/format.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

namespace decorum::media {
namespace {

using namespace std::string_view_literals;

// How far an SVG's first element may stand behind comments and declarations.
constexpr std::size_t svg_start_bytes_max = 16 * 1024;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Skips what may stand before a document's first element; npos when the text ends inside it.
std::size_t first_element(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::string_view rest = text.substr(at);
    std::string_view end;
    if (rest.starts_with("<?"sv)) end = "?>"sv;
    if (rest.starts_with("<!--"sv)) end = "-->"sv;
    if (rest.starts_with("<!DOCTYPE"sv)) {
      const std::size_t mark = rest.find_first_of("[>");
      const bool subset = mark != std::string_view::npos && rest[mark] == '[';
      end = subset ? "]>"sv : ">"sv;
    }
    if (end.empty()) return at;
    const std::size_t close = text.find(end, at);
    if (close == std::string_view::npos) return close;
    at = close + end.size();
  }
  return std::string_view::npos;
}

bool is_svg(std::string_view bytes) {
  std::string_view start = bytes.substr(0, svg_start_bytes_max);
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const std::size_t at = first_element(start);
  if (at == std::string_view::npos || at >= start.size() || start[at] != '<') return false;
  // <svg ...> or <prefix:svg ...>
  std::string_view name = start.substr(at + 1);
  name = name.substr(0, name.find_first_of(" \t\r\n/>"));
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos) {
    name.remove_prefix(colon + 1);
  }
  return name == "svg"sv;
}

struct Beginning {
  std::size_t at;
  std::string_view bytes;
  std::string_view what;
};

// What else people attach, by the first bytes of each format's own description.
constexpr std::array beginnings = {
    Beginning{4, "ftypheic"sv, "a HEIC picture"sv}, Beginning{4, "ftypheix"sv, "a HEIC picture"sv},
    Beginning{4, "ftypmif1"sv, "a HEIC picture"sv}, Beginning{4, "ftypavif"sv, "an AVIF picture"sv},
    Beginning{0, "II*\0"sv, "a TIFF picture"sv},    Beginning{0, "MM\0*"sv, "a TIFF picture"sv},
    Beginning{0, "BM"sv, "a bitmap"sv},             Beginning{0, "%PDF"sv, "a PDF document"sv},
    Beginning{0, "8BPS"sv, "a Photoshop file"sv},   Beginning{0, "%!PS"sv, "a PostScript file"sv},
    Beginning{0, "\x1f\x8b"sv, "a compressed file"sv}, Beginning{0, "PK\3\4"sv, "an archive"sv},
};

}  // namespace

std::string_view name_of(Format format) {
  switch (format) {
    case Format::png: return "PNG"sv;
    case Format::jpeg: return "JPEG"sv;
    case Format::gif: return "GIF"sv;
    case Format::webp: return "WebP"sv;
    case Format::svg: return "SVG"sv;
  }
  return {};
}

std::optional<Format> format_of(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return Format::png;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return Format::jpeg;
  if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return Format::gif;
  if (bytes.starts_with("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv) {
    return Format::webp;
  }
  if (is_svg(bytes)) return Format::svg;
  return std::nullopt;
}

std::string why_not(std::string_view bytes) {
  if (bytes.empty()) return "the file is empty";
  const auto found = std::ranges::find_if(beginnings, [&](const Beginning& beginning) {
    return bytes.substr(std::min(beginning.at, bytes.size())).starts_with(beginning.bytes);
  });
  if (found == beginnings.end()) {
    return "this is no picture that can be read; save it as PNG, JPEG, GIF, WebP or SVG";
  }
  return fmt::format("this is {}; save it as PNG, JPEG, GIF, WebP or SVG", found->what);
}

}  // namespace decorum::media
