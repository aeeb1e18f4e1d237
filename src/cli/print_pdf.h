// HTML into a tagged PDF (PDF/UA-1): pages, contents with numbers, bookmarks. The work is done by
// the program weasyprint (Debian package), which is run with the HTML on its standard input and no
// network or file to read: what it needs is in the HTML.
#pragma once

#include <string>
#include <string_view>

namespace decorum::cli {

// Throws CannotRun when weasyprint is not installed, fails, or takes over two minutes.
std::string print_pdf(std::string_view html);

}  // namespace decorum::cli
