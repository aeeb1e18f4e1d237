// Pages of long lists. A page names where the next one starts with a cursor: an opaque text that
// only we read, so that what it holds may change. It holds the sort key and the id of the last
// entry that was shown, never a page number: entries that come meanwhile shift nothing.
//
//   const auto page = page_of(request, "cases by deadline");
//   if (!page) return page.error();
//   rows = store.cases(…, page->after, page->limit + 1);   // one more, to see whether there is
//   if (more) add_next(response, request, cursor_text({"cases by deadline", key, id}));
//
// A cursor is a convenience, not a right: what it names is held against what the person may see
// like everything else. It carries a checksum, so that a broken one is refused instead of
// starting somewhere else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "http/message.h"
#include "http/reply.h"

namespace decorum::http {

inline constexpr std::int64_t page_limit_max = 200;
inline constexpr std::int64_t page_limit_default = 50;
inline constexpr std::size_t cursor_bytes_max = 1024;

struct Cursor {
  std::string list;  // which list and order it goes on in, with its filters where they matter
  std::string key;   // of the last entry, as the store sorts; may be empty
  base::Id id;       // of the last entry

  bool operator==(const Cursor&) const = default;
};

// Letters, digits, "-" and "_".
std::string cursor_text(const Cursor& cursor);
// nullopt when it is not exactly what cursor_text writes.
std::optional<Cursor> parse_cursor(std::string_view text);

struct PageWish {
  std::optional<Cursor> after;
  std::int64_t limit = page_limit_default;
};
// From the query's `cursor` and `limit`; 422 for a limit that is out of range, or a cursor that is
// broken or of another list.
OrResponse<PageWish> page_of(const Request& request, std::string_view list);

// A Link header with rel="next" (RFC 8288): this request's own address, with that cursor.
void add_next(Response& response, const Request& request, std::string_view cursor);

}  // namespace decorum::http
