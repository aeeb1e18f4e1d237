#include "channels/csv.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::channels {
namespace {

constexpr std::string_view mark = "\xef\xbb\xbf";

bool is_formula_sign(char c) {
  return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

// Where after its leading apostrophes a cell begins like a formula; npos where it does not.
std::size_t formula_at(std::string_view cell) {
  const std::size_t at = cell.find_first_not_of('\'');
  return at != std::string_view::npos && is_formula_sign(cell[at]) ? at : std::string_view::npos;
}

void append_cell(std::string& out, std::string_view cell, CsvFor reader) {
  const bool guard =
      reader == CsvFor::spreadsheets && formula_at(cell) != std::string_view::npos;
  // A byte order mark at the start of the first cell would be taken for the file's own.
  const bool quote = cell.find_first_of(",\"\r\n") != std::string_view::npos ||
                     cell.substr(0, mark.size()) == mark ||
                     (!cell.empty() && (cell.front() == ' ' || cell.back() == ' ' ||
                                        cell.front() == '\t' || cell.back() == '\t'));
  if (quote) out.push_back('"');
  if (guard) out.push_back('\'');
  for (const char c : cell) {
    if (c == '"') out.push_back('"');
    out.push_back(c);
  }
  if (quote) out.push_back('"');
}

class Reader {
 public:
  Reader(std::string_view bytes, CsvFor reader) : bytes_(bytes), for_(reader) {
    if (bytes_.substr(0, mark.size()) == mark) bytes_.remove_prefix(mark.size());
  }

  base::Result<CsvRows> read() {
    CsvRows out;
    while (at_ < bytes_.size()) {
      if (at_end()) {
        at_ += bytes_[at_] == '\r' ? 2u : 1u;
        ++line_;
        continue;
      }
      const std::size_t line = line_;
      auto row = read_row();
      if (!row) return tl::unexpected(row.error());
      if (out.rows.size() == csv_rows_max) {
        return base::fail(fmt::format("a table may have {} rows at most", csv_rows_max));
      }
      out.rows.push_back(std::move(*row));
      out.lines.push_back(line);
    }
    return out;
  }

 private:
  base::Result<CsvRow> read_row() {
    CsvRow row;
    while (true) {
      if (row.size() == csv_columns_max) {
        return wrong(fmt::format("a row may have {} cells at most", csv_columns_max));
      }
      if (++cells_ > csv_cells_max) {
        return wrong(fmt::format("a table may have {} cells at most", csv_cells_max));
      }
      auto cell = at_ < bytes_.size() && bytes_[at_] == '"' ? read_quoted() : read_bare();
      if (!cell) return tl::unexpected(cell.error());
      row.push_back(base::mended(undone(*cell)));
      if (at_ >= bytes_.size()) return row;
      const char c = bytes_[at_++];
      if (c == ',') continue;
      if (c == '\r') ++at_;  // the cells' ends have looked at what follows
      ++line_;
      return row;
    }
  }

  // Does a line end here?
  bool at_end() const {
    return bytes_[at_] == '\n' ||
           (bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n');
  }

  base::Result<std::string> read_bare() {
    const std::size_t start = at_;
    while (at_ < bytes_.size() && bytes_[at_] != ',' && !at_end()) {
      if (bytes_[at_] == '"') {
        return wrong("a quotation mark stands inside a cell that is not quoted");
      }
      ++at_;
    }
    return std::string(bytes_.substr(start, at_ - start));
  }

  base::Result<std::string> read_quoted() {
    const std::size_t opened = line_;
    std::string cell;
    for (++at_; at_ < bytes_.size(); ++at_) {
      if (bytes_[at_] != '"') {
        if (bytes_[at_] == '\n') ++line_;
        cell.push_back(bytes_[at_]);
      } else if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"') {
        cell.push_back('"');
        ++at_;
      } else {
        ++at_;
        if (at_ < bytes_.size() && bytes_[at_] != ',' && !at_end()) {
          return wrong("something follows the closing quotation mark of a cell");
        }
        return cell;
      }
    }
    line_ = opened;
    return wrong("a cell's quotation mark is never closed");
  }

  std::string_view undone(std::string_view cell) const {
    if (for_ == CsvFor::spreadsheets && !cell.empty() && cell[0] == '\'' &&
        formula_at(cell) != std::string_view::npos) {
      cell.remove_prefix(1);
    }
    return cell;
  }

  tl::unexpected<base::Error> wrong(std::string what) const {
    return base::fail(std::move(what), fmt::format("line {}", line_));
  }

  std::string_view bytes_;
  CsvFor for_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t cells_ = 0;
};

}  // namespace

std::string csv_start(CsvFor reader) {
  return reader == CsvFor::spreadsheets ? std::string(mark) : std::string();
}

std::string csv_line(const CsvRow& cells, CsvFor reader) {
  std::string out;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out.push_back(',');
    append_cell(out, cells[i], reader);
  }
  // A row of one empty cell would be an empty line, which is no row.
  if (out.empty()) out = "\"\"";
  return out + "\r\n";
}

base::Result<CsvRows> read_csv(std::string_view bytes, CsvFor reader) {
  if (bytes.size() > csv_bytes_max) {
    return base::fail(fmt::format("a table may have {} bytes at most", csv_bytes_max));
  }
  return Reader(bytes, reader).read();
}

}  // namespace decorum::channels
