// A file's bytes in memory as the system pages them in, for large data that is read in places.
//
//   const MappedFile index(path);     // throws CannotRun
//   use(index.bytes());               // valid while `index` lives
//
// Who changes the file meanwhile changes the bytes, so this is only for data that comes with the
// program.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace decorum::cli {

class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::string_view bytes() const { return {start_, size_}; }

 private:
  char* start_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace decorum::cli
