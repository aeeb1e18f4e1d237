// What marks set apart in a text: e-mail addresses, `code`, and quotations. Spans are UTF-8 bytes,
// in order, never overlapping. Linear in the text.
#pragma once

#include <string_view>
#include <vector>

#include "base/utf8.h"

namespace decorum::review {

// "name@example.org": what RFC 5321 lets stand in ASCII without quotation marks, with a dot in the
// domain.
void find_emails(std::string_view text, std::vector<base::Span>& out);

// `one line` and ```several lines```, with their marks. A mark without its fellow is none.
void find_codes(std::string_view text, std::vector<base::Span>& out);

// "…", “…”, ‘…’, '…' and «…» with their marks, and lines after ">" without it. Both marks stand in
// one paragraph; an apostrophe is no mark, nor is an inch's; of two, one inside the other, the
// outer counts. Marks in `codes` do not.
void find_quotations(std::string_view text, const std::vector<base::Span>& codes,
                     std::vector<base::Span>& out);

}  // namespace decorum::review
