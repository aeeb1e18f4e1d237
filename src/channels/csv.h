// Tables as text, RFC 4180: for registers, exports, and posts that come in from elsewhere.
//
//   std::string out = csv_line({"id", "text"}, CsvFor::spreadsheets);   // "id,text\r\n"
//   base::Result<CsvRows> rows = read_csv(bytes, CsvFor::spreadsheets);
//
// Cells with a comma, quotation mark, line's end, or blanks at an edge are quoted; lines end in
// CRLF. A spreadsheet runs a cell that begins with = + - @, a tab or a carriage return as a
// formula, and posts are written by strangers: for spreadsheets such a cell gets an apostrophe
// before it, and so does one that begins with apostrophes and then such a sign, so that reading
// undoes exactly what writing did. A byte order mark, which spreadsheets want, begins what is
// written for them.
//
// Reading takes LF and CRLF, skips a byte order mark and empty lines, and mends what is not UTF-8.
// A quotation mark in the middle of a bare cell, words after a closed one, and one that is never
// closed are refused with the line. Bounds: the constants below.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "post/post.h"

namespace decorum::channels {

inline constexpr std::size_t csv_bytes_max = 32u << 20;
inline constexpr std::size_t csv_rows_max = 200'000;
inline constexpr std::size_t csv_columns_max = 256;
inline constexpr std::size_t csv_cells_max = 2'000'000;  // of a table

enum class CsvFor : std::uint8_t { programs, spreadsheets };

using CsvRow = std::vector<std::string>;
struct CsvRows {
  std::vector<CsvRow> rows;
  std::vector<std::size_t> lines;  // where each row begins; the first line is 1
};

std::string csv_start(CsvFor reader);  // the byte order mark, or nothing
std::string csv_line(const CsvRow& cells, CsvFor reader);
base::Result<CsvRows> read_csv(std::string_view bytes, CsvFor reader);

// Posts, one a row under a line of names: id, site, account, author_id, author_handle,
// author_name, author_followers, text, lang, posted_at, in_reply_to, url, media (JSON, empty when
// there is none). What a post holds besides is not written.
std::string csv_of_posts(const std::vector<post::Post>& posts, CsvFor reader);

struct CsvPosts {
  std::vector<post::Post> posts;
  std::vector<std::string> refused;  // "line 7: what", for rows that are no post
};

// The names may stand in any order and some may be missing; "text" may not. A column of another
// name is kept with the post as a field that this version does not know.
base::Result<CsvPosts> posts_of_csv(std::string_view bytes, CsvFor reader);

}  // namespace decorum::channels
