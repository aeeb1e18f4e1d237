// The content lines of an iCalendar text (RFC 5545, section 3.1): unfolded, split into name,
// parameters and value, each with the line it begins on.
//
//   IcsLines lines = split_ics("DTSTART;TZID=Europe/London:20261108T110000\r\n");
//   lines.lines[0].name                  // "DTSTART"
//   lines.lines[0].parameter("TZID")     // "Europe/London"
//
// Bounds: 1 MiB of text, 50,000 lines, 32 parameters a line. Never throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace decorum::policy {

inline constexpr std::size_t ics_bytes_max = 1024 * 1024;
inline constexpr std::size_t ics_lines_max = 50'000;

struct IcsLine {
  std::string name;  // in capitals
  std::vector<std::pair<std::string, std::string>> parameters;  // names in capitals
  std::string value;  // as it stands, escapes and all
  std::uint32_t line = 0;  // from 1

  std::string_view parameter(std::string_view wanted) const;
};

// Something wrong with a line.
struct IcsMistake {
  std::uint32_t line = 0;  // 0: the whole file
  std::string what, expected;

  bool operator==(const IcsMistake&) const = default;
};

struct IcsLines {
  std::vector<IcsLine> lines;
  std::vector<IcsMistake> mistakes;  // at most one hundred
};

IcsLines split_ics(std::string_view bytes);

// A TEXT value without its escapes (section 3.3.11), line breaks made blanks.
std::string ics_text(std::string_view value);

}  // namespace decorum::policy
