// Words for a drawing: cleaning and escaping them, and how days read.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace decorum::render {

// Control characters, line separators and those that turn the direction of writing become blanks;
// runs of blanks become one; bytes that are not UTF-8 become U+FFFD.
std::string clean_label(std::string_view text);

// An id as people read it: "post-the-facts" is "post the facts".
std::string spoken(std::string_view id);

// For the text of an XML element or an attribute in double quotes.
std::string xml_escaped(std::string_view text);
// For the inside of a quoted label of DOT, so that nothing in it is an escape or an entity.
std::string dot_escaped(std::string_view text);
// For the inside of a quoted label of Mermaid.
std::string mermaid_escaped(std::string_view text);

// "1 September 2026"
std::string in_words(std::chrono::sys_days day);

}  // namespace decorum::render
