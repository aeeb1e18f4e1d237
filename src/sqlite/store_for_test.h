// A store in a folder of its own, for tests.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sqlite/sqlite_store.h"

namespace decorum::sqlite {

inline const base::Time test_now = *base::parse_rfc3339("2026-11-27T10:00:00Z");

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("decorum-store-{}-{}", ::getpid(),
                          testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = file("desk.sqlite");
    open();
  }
  void TearDown() override {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() { store_ = open_store(path_, {}); }
  std::string file(std::string_view name) const { return (folder_ / name).string(); }
  void write(const std::function<void(store::Transaction&)>& work) { store_->write(work); }
  template <class Work>
  auto read(Work work) {
    std::optional<decltype(work(std::declval<store::Snapshot&>()))> answer;
    store_->read([&](store::Snapshot& in) { answer = work(in); });
    return std::move(*answer);
  }
  void put_note(std::int64_t id, const std::string& words) {
    write([&](store::Transaction& in) {
      in.put_text({base::Id{id}, "note", std::string(16, 's'), words, {}, {}}, words);
    });
  }
  std::vector<std::int64_t> notes_with(const std::string& words) {
    store::SearchQuery query;
    query.words = words;
    query.kinds = {"note"};
    query.most = store::page_max;
    std::vector<std::int64_t> ids;
    for (const auto& hit : read([&](store::Snapshot& in) { return in.search(query); }).hits) {
      ids.push_back(hit.text.value);
    }
    return ids;
  }

  // What stands in the database's files, as bytes.
  std::string file_bytes() const {
    std::string bytes;
    for (const char* end : {"", "-wal"}) {
      std::ifstream in(path_ + end, std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(in), {});
    }
    return bytes;
  }

  std::filesystem::path folder_;
  std::string path_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace decorum::sqlite
