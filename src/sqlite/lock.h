// A file's lock against a second process that would write.
#pragma once

#include <string>

namespace decorum::sqlite {

// Held as long as it lives. Throws store::StoreError when another process has it, which it names.
class Lock {
 public:
  explicit Lock(const std::string& path);
  ~Lock();
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  int file_ = -1;
};

// Makes the file if it is not there, for its owner alone: it holds what people wrote. What SQLite
// puts beside it follows.
void make_private(const std::string& path);

}  // namespace decorum::sqlite
