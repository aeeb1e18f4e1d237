// spelling_index AFFIXES WORDS SCOWL MODERN AMERICAN OUT: writes the British index at build time
// from en_GB.aff, en_GB.dic, SCOWL's folder and data/spelling. The only file here that reads or
// writes files.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <fmt/core.h>

#include "spelling/index.h"
#include "spelling/sources.h"

namespace {

namespace fs = std::filesystem;
namespace spelling = decorum::spelling;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("{} cannot be read", path.string()));
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<spelling::LevelFile> read_levels(const fs::path& folder) {
  std::vector<spelling::LevelFile> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string level = entry.path().extension().string();
    if (!entry.is_regular_file() || level.size() != 3) continue;
    files.push_back({entry.path().stem().string(), std::stoi(level.substr(1)), read(entry.path())});
  }
  if (files.empty()) throw std::runtime_error(fmt::format("{} is empty", folder.string()));
  return files;
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 7) {
    fmt::print(stderr, "usage: spelling_index AFFIXES WORDS SCOWL MODERN AMERICAN OUT\n");
    return 2;
  }
  auto made = spelling::make_words({read(arguments[1]), read(arguments[2]),
                                    read_levels(arguments[3]), read(arguments[4]),
                                    read(arguments[5])});
  if (!made) throw std::runtime_error(made.error().where + ": " + made.error().what);
  const std::string index =
      spelling::write_index(std::move(made->words), std::move(made->american_to_british));
  std::ofstream out(arguments[6], std::ios::binary);
  out.write(index.data(), static_cast<std::streamsize>(index.size()));
  out.close();
  if (!out) throw std::runtime_error(fmt::format("{} cannot be written", arguments[6]));
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "spelling_index: {}\n", problem.what());
  return 1;
}
