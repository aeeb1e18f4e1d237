// Emoticons, and two tables that tell in two looks that a character begins none.
#pragma once

#include <array>
#include <string_view>

namespace decorum::signals {

// Longest first, so that the first match is the longest. The letters are lower case.
inline constexpr std::array<std::string_view, 44> emoticons = {
    ">:-(", ":'-(", ":'-)", ">:(", ":-)", ";-)", ":-(", ":'(", ":')", ":-d", ":-p", ":-/",
    ":-|",  ":-o",  ":-*",  "</3", "^_^", "-_-", "o_o", ":)",  ";)",  ":(",  ":d",  ";d",
    ":p",   ";p",   ":/",   ":|",  ":o",  ":*",  ":]",  ":[",  ":3",  "=)",  "=(",  "=d",
    "=/",   "(:",   "):",   "d:",  "xd",  "<3",  ":>",  ":c"};

constexpr std::array<bool, 128> make_emoticon_starts() {
  std::array<bool, 128> starts{};
  for (const std::string_view emoticon : emoticons) {
    starts[static_cast<unsigned char>(emoticon[0])] = true;
    if (emoticon[0] >= 'a' && emoticon[0] <= 'z') {
      starts[static_cast<unsigned char>(emoticon[0] - 32)] = true;
    }
  }
  return starts;
}
inline constexpr std::array<bool, 128> emoticon_starts = make_emoticon_starts();

constexpr std::array<bool, 128> make_emoticon_seconds() {
  std::array<bool, 128> seconds{};
  for (const std::string_view emoticon : emoticons) {
    seconds[static_cast<unsigned char>(emoticon[1])] = true;
    if (emoticon[1] >= 'a' && emoticon[1] <= 'z') {
      seconds[static_cast<unsigned char>(emoticon[1] - 32)] = true;
    }
  }
  return seconds;
}
inline constexpr std::array<bool, 128> emoticon_seconds = make_emoticon_seconds();

}  // namespace decorum::signals
