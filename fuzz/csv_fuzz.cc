// Tables of hostile bytes: what is read is written and read the same, and nothing that is written
// for a spreadsheet begins like a formula.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "channels/csv.h"

namespace {

namespace base = decorum::base;
namespace channels = decorum::channels;
using channels::CsvFor;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_harmless(std::string_view line) {
  if (!line.empty() && line[0] == '"') line.remove_prefix(1);
  require(line.empty() || std::string_view("=+-@\t\r").find(line[0]) == std::string_view::npos ||
          line == "\r\n");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const CsvFor reader : {CsvFor::programs, CsvFor::spreadsheets}) {
    const auto rows = channels::read_csv(bytes, reader);
    if (!rows) continue;
    std::string written = channels::csv_start(reader);
    for (const channels::CsvRow& row : rows->rows) {
      written += channels::csv_line(row, reader);
      for (const std::string& cell : row) {
        require(base::is_valid_utf8(cell));
        if (reader == CsvFor::spreadsheets) require_harmless(channels::csv_line({cell}, reader));
      }
    }
    const auto again = channels::read_csv(written, reader);
    require(again.has_value() && again->rows == rows->rows);
    const auto posts = channels::posts_of_csv(bytes, reader);
    if (!posts) continue;
    const auto same = channels::posts_of_csv(channels::csv_of_posts(posts->posts, reader), reader);
    require(same.has_value() && same->posts.size() == posts->posts.size());
  }
  return 0;
}
