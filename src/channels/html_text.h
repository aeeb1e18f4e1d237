// HTML to plain text, for posts and mail that come as HTML.
//
//   html_text("<p>Hello <b>you</b> &amp; all</p><p>Bye").text   // "Hello you & all\n\nBye"
//
// This is a reader, not a cleaner: what comes out is text and must be escaped like any other text
// before it is shown. Tags, comments, and what stands inside script, style and the like are
// dropped; paragraphs are parted by an empty line, <br> is a line's end, entries of a list begin
// with "- "; blanks are run together, as a page shows them. Entities are decoded once: numbers,
// and the names in use; another name stays as it is. Pictures leave nothing.
//
// Input that is no HTML comes out as some text. Time and memory are linear in the input; the text
// is never longer than the input, and valid UTF-8 when that is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::channels {

inline constexpr std::size_t html_links_max = 64;

struct HtmlText {
  std::string text;
  std::vector<std::string> links;  // where the first <a href> lead, as written, each once
};

HtmlText html_text(std::string_view html);

// Entities decoded, nothing else done.
std::string without_entities(std::string_view text);

}  // namespace decorum::channels
