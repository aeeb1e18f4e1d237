// Reads the text files that the index is made of: Hunspell dictionaries, SCOWL's lists, our own.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::spelling {

// The lines of a text, without their ends and without a byte order mark.
class Lines {
 public:
  explicit Lines(std::string_view text);
  std::optional<std::string_view> next();
  std::size_t number() const { return number_; }  // of the last line given, from 1

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

// "a  b c" -> a, b, c; blanks and tabs separate.
std::vector<std::string_view> blank_separated(std::string_view line);

// ISO 8859-1, in which SCOWL is written, to UTF-8.
std::string from_latin1(std::string_view bytes);

// An entry of a Hunspell dictionary.
struct Entry {
  std::string_view word, flags;
};

// All entries; the first line (their number) is passed over, and so are entries with blanks, and
// what stands behind a tab. In our own lists, which have no such line, lines that begin with "#"
// and empty ones are passed over.
std::vector<Entry> read_entries(std::string_view text, bool first_is_number);

}  // namespace decorum::spelling
