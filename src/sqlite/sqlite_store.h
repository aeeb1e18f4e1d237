// The store on SQLite: one file, with its write-ahead log beside it (PATH-wal, PATH-shm) and a lock
// (PATH.lock) that keeps a second process from writing.
//
//   auto store = open_store("desk.sqlite", {});
//   auto reading = open_store("desk.sqlite", {.read_only = true});    // beside a running desk
//
// One thread writes, and makes what waits durable together; up to readers_max connections read. At
// most writes_waiting_max writes wait, further ones wait to wait. Everything acknowledged is on the
// disk (synchronous = FULL).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/store.h"

namespace decorum::sqlite {

inline constexpr std::size_t readers_max = 16;
inline constexpr std::size_t writes_waiting_max = 1024;
inline constexpr std::size_t group_most = 256;  // writes made durable together

struct OpenOptions {
  bool read_only = false;
  int node = 0;  // of ids
};

// Throws StoreError: not ours, newer, in use by another process, cannot be opened.
std::unique_ptr<store::Store> open_store(const std::string& path, const OpenOptions& options);

// Called with how much is done, 0 to 1; false breaks it off.
using Progress = std::function<bool(double)>;

// A copy of a store that may be in use, whole at one moment, to a file that must not be there yet.
void backup(const std::string& from, const std::string& to, const Progress& progress);

// A backup put in the place of a store, which must not be there yet. What was erased since the
// backup was made is erased in it again: `erasures` is the store that was in use, or a list of
// text ids, one a line (erasure_list); empty: nothing is known of later erasures.
struct Restored {
  std::size_t erased_again = 0;
};
Restored restore(const std::string& from, const std::string& to, const std::string& erasures,
                 const Progress& progress);

// The ids of all texts that were ever erased, one a line.
std::string erasure_list(const std::string& path);

}  // namespace decorum::sqlite
