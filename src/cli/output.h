// Writing to standard output and standard error so that nothing is lost without a word.
#pragma once

#include <string>
#include <string_view>

namespace decorum::cli {

// Thrown when whoever read our standard output has gone (`decorum ... | head -1`). main exits
// quietly with 128 + SIGPIPE, as a shell reports a program that the signal ended.
struct OutputClosed {};
inline constexpr int exit_output_closed = 141;

// Writes all of it to standard output, unbuffered. Throws CannotRun when it cannot be written (the
// disk is full), OutputClosed when nobody reads it any more.
void write_out(std::string_view text);

// Writes to standard error; what cannot be written there is dropped.
void write_error(std::string_view text);

// One line for a terminal: control characters are shown as "?", so that a hostile file name cannot
// drive it.
std::string printable(std::string_view line);

// `decorum: what` and a line feed on standard error, printable.
void say_error(std::string_view what);

// Standard output (or error) is a terminal, and NO_COLOR (no-color.org) is not set.
bool colour_on_output();
bool error_is_terminal();

}  // namespace decorum::cli
