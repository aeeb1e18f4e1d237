// Offsets of a text as lines and columns, for reports.
//
//   const LinePlaces places(text);
//   places.at(17);      // {2, 4}: the fourth code point of the second line
//   places.line(2);     // that line, without its end
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace decorum::review {

// The text must outlive it. Lines end at "\n", with or without "\r" before it.
class LinePlaces {
 public:
  struct Place {
    std::uint32_t line = 1, column = 1;  // from 1, columns in code points

    bool operator==(const Place&) const = default;
  };

  explicit LinePlaces(std::string_view text);

  // An offset behind the text is its end.
  Place at(std::uint32_t offset) const;
  // Empty for a line that the text does not have.
  std::string_view line(std::uint32_t number) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  // of each line
};

}  // namespace decorum::review
