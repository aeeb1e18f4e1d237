// Files and folders into bytes, with bounds. The only place where the program reads what a person
// names on the command line, apart from the stream of `triage`.
//
// All of it throws CannotRun with a sentence that names the path: it is missing, a folder, not
// readable, too large, a link that leads to itself. Paths are shown as the person wrote them.
//
//   std::string text = read_input("-", 16u << 20);           // standard input
//   auto files = read_folder("policies/institute", {});       // in path order
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "policy/file.h"

namespace decorum::cli {

// A folder over one of these is refused.
struct FolderLimits {
  std::size_t files = 2'000;
  std::size_t file_bytes = 4u << 20;
  std::size_t all_bytes = 64u << 20;
  std::size_t depth = 16;  // folders inside folders
};

// The whole file; anything readable will do, a pipe for example. At most `bytes_max` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t bytes_max);

// As read_file; "-" is standard input.
std::string read_input(const std::string& name, std::size_t bytes_max);

// Every file below a folder, in the order of their paths' bytes. Names that start with a dot are
// left out. A link to a file is read like the file; a link to a folder, or anything that is neither
// file nor folder, is refused, so that a folder cannot hold itself.
std::vector<policy::PolicyFile> read_folder(const std::filesystem::path& folder,
                                            const FolderLimits& limits);

// The files directly in `folder` whose names end with `ending` (".model"), in the order of their
// names' bytes. A folder that is missing is an error.
std::vector<policy::PolicyFile> read_files_ending(const std::filesystem::path& folder,
                                                  const std::string& ending,
                                                  std::size_t file_bytes_max);

// Writes a whole file: beside it first, then renamed, so that nobody ever sees half of it and a
// full disk leaves what was there before; what it replaces keeps its mode, and a link stays one. A
// device or a pipe is written to as it is.
void write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace decorum::cli
