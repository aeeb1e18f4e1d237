// For tests: the store on SQLite in a file of its own, which goes with it; and one whose disk fills
// up.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>
#include <unistd.h>
#include <utility>

#include "sqlite/sqlite_store.h"
#include "store/store.h"

namespace decorum::desk {

// Passes everything on. After `full_after` more writes the disk is full; -1: it never is.
class StoreForTest final : public store::Store {
 public:
  StoreForTest() : folder_(make_folder()) {
    store_ = sqlite::open_store((folder_ / "desk.sqlite").string(), {});
  }
  ~StoreForTest() override {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  StoreForTest(const StoreForTest&) = delete;
  StoreForTest& operator=(const StoreForTest&) = delete;

  void read(const std::function<void(store::Snapshot&)>& work) override { store_->read(work); }
  void write(const std::function<void(store::Transaction&)>& work) override {
    if (full_after == 0) throw store::StoreError(store::StoreError::Kind::full, "the disk is full");
    if (full_after > 0) --full_after;
    store_->write(work);
  }
  std::string about() override { return store_->about(); }
  std::vector<std::string> check() override { return store_->check(); }

  int full_after = -1;

 private:
  static std::filesystem::path make_folder() {
    static std::atomic<int> number = 0;
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() /
        ("decorum-desk-" + std::to_string(::getpid()) + "-" + std::to_string(number++));
    std::filesystem::create_directories(folder);
    return folder;
  }

  std::filesystem::path folder_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace decorum::desk
