// A disk that is full, or that cannot flush: a file system in the way of SQLite's own, which fails
// when it is told to.
#include <atomic>
#include <cstring>
#include <thread>

#include <sqlite3.h>

#include "sqlite/store_for_test.h"

namespace decorum::sqlite {
namespace {

using store::StoreError;
using store::Transaction;

std::atomic<std::int64_t> bytes_left = -1;  // below 0: as many as wanted
std::atomic<bool> cannot_flush = false;
std::atomic<int> flushes = 0;

struct File {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

template <auto method, class... Arguments>
int pass(sqlite3_file* file, Arguments... arguments) {
  sqlite3_file* real = file_of(file).real();
  return (real->pMethods->*method)(real, arguments...);
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
  if (bytes_left >= 0) {
    if (bytes_left < count) return SQLITE_FULL;
    bytes_left -= count;
  }
  return pass<&sqlite3_io_methods::xWrite>(file, bytes, count, at);
}

int flush(sqlite3_file* file, int flags) {
  ++flushes;
  if (cannot_flush) return SQLITE_IOERR_FSYNC;
  return pass<&sqlite3_io_methods::xSync>(file, flags);
}

void shm_barrier(sqlite3_file* file) {
  sqlite3_file* real = file_of(file).real();
  real->pMethods->xShmBarrier(real);
}

using M = sqlite3_io_methods;

const sqlite3_io_methods methods{
    2,
    pass<&M::xClose>,
    pass<&M::xRead, void*, int, sqlite3_int64>,
    write,
    pass<&M::xTruncate, sqlite3_int64>,
    flush,
    pass<&M::xFileSize, sqlite3_int64*>,
    pass<&M::xLock, int>,
    pass<&M::xUnlock, int>,
    pass<&M::xCheckReservedLock, int*>,
    pass<&M::xFileControl, int, void*>,
    pass<&M::xSectorSize>,
    pass<&M::xDeviceCharacteristics>,
    pass<&M::xShmMap, int, int, int, void volatile**>,
    pass<&M::xShmLock, int, int, int>,
    shm_barrier,
    pass<&M::xShmUnmap, int>,
    nullptr,
    nullptr,
};

sqlite3_vfs* real_vfs = nullptr;

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  File& one = file_of(file);
  std::memset(one.real(), 0, static_cast<std::size_t>(real_vfs->szOsFile));
  const int code = real_vfs->xOpen(real_vfs, name, one.real(), flags, out);
  one.base.pMethods = one.real()->pMethods != nullptr ? &methods : nullptr;
  return code;
}

class Faults : public StoreTest {
 protected:
  void SetUp() override {
    bytes_left = -1;
    cannot_flush = false;
    real_vfs = sqlite3_vfs_find(nullptr);
    vfs_ = *real_vfs;
    vfs_.zName = "faults";
    vfs_.pNext = nullptr;
    vfs_.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
    vfs_.xOpen = open_file;
    sqlite3_vfs_register(&vfs_, 1);
    StoreTest::SetUp();
  }
  void TearDown() override {
    bytes_left = -1;
    cannot_flush = false;
    StoreTest::TearDown();
    sqlite3_vfs_register(real_vfs, 1);
    sqlite3_vfs_unregister(&vfs_);
  }

  void put_event(std::int64_t id, std::size_t bytes = 100) {
    write([&](Transaction& in) {
      in.put_event({base::Id{id}, "noted", {}, std::string(bytes, 'e')});
    });
  }
  std::size_t events() {
    return read([](store::Snapshot& in) { return in.events_after({}, 500).size(); });
  }

 private:
  sqlite3_vfs vfs_{};
};

TEST_F(Faults, AFullDiskIsToldAndTheStoreGoesOnWhenThereIsRoom) {
  put_event(1);
  for (const std::int64_t room : {0, 100, 4096, 5000, 9000, 20'000, 60'000}) {
    bytes_left = room;
    try {
      put_event(2 + room, 100'000);
      FAIL() << room;
    } catch (const StoreError& error) {
      EXPECT_EQ(error.kind(), StoreError::Kind::full) << room;
      EXPECT_NE(std::string(error.what()).find("the disk is full"), std::string::npos);
    }
    EXPECT_EQ(events(), 1U) << room;
  }
  bytes_left = -1;
  put_event(2);
  put_note(3, "there is room again");
  EXPECT_EQ(events(), 2U);
  EXPECT_EQ(notes_with("room").size(), 1U);
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(Faults, AFlushThatFailsFailsTheWrite) {
  put_event(1);
  cannot_flush = true;
  EXPECT_THROW(put_event(2), StoreError);
  EXPECT_EQ(events(), 1U);
  cannot_flush = false;
  put_event(3);
  EXPECT_EQ(events(), 2U);
  store_.reset();
  open();
  EXPECT_EQ(events(), 2U);
  EXPECT_TRUE(store_->check().empty());
}

// A failed COMMIT fails whoever was in it, and nobody else; what was refused is not there.
TEST_F(Faults, OnAFailedCommitNothingOfItsGroupIsKept) {
  std::atomic<int> kept = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 8; ++thread) {
    threads.emplace_back([&, thread] {
      for (int turn = 0; turn < 20; ++turn) {
        if (thread == 0) cannot_flush = turn % 2 == 0;
        try {
          put_event(1 + thread * 100 + turn);
          ++kept;
        } catch (const StoreError&) {
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  cannot_flush = false;
  put_event(1000);
  EXPECT_EQ(events(), static_cast<std::size_t>(kept) + 1);
  EXPECT_TRUE(store_->check().empty());
}

TEST_F(Faults, ThoseWhoWaitTogetherShareAFlush) {
  std::atomic<bool> go = false;
  std::vector<std::thread> threads;
  // The first work waits until all others have queued up behind it.
  threads.emplace_back([&] {
    write([&](Transaction& in) {
      in.put_event({base::Id{1}, "noted", {}, "{}"});
      while (!go) std::this_thread::yield();
    });
  });
  std::atomic<int> waiting = 0;
  for (int i = 2; i <= 101; ++i) {
    threads.emplace_back([&, i] {
      ++waiting;
      put_event(i);
    });
  }
  while (waiting < 100) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  const int before = flushes;
  go = true;
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(events(), 101U);
  EXPECT_LT(flushes - before, 50);
}

TEST_F(Faults, ABackupThatFindsNoRoomLeavesNothing) {
  put_event(1, 500'000);
  bytes_left = 100'000;
  EXPECT_THROW(backup(path_, file("copy.sqlite"), {}), StoreError);
  EXPECT_FALSE(std::filesystem::exists(file("copy.sqlite")));
  bytes_left = -1;
  backup(path_, file("copy.sqlite"), {});
  EXPECT_TRUE(std::filesystem::exists(file("copy.sqlite")));
}

}  // namespace
}  // namespace decorum::sqlite
