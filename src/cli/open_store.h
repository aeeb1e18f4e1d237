// The store that an option names.
//
//   add_store_option(options, text);
//   ...
//   const std::unique_ptr<store::Store> store = open_store(text);    // "sqlite:desk.db"
//   const auto store = open_store(text, StoreUse::writing);          // made if it is not there
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "cli/options.h"
#include "store/store.h"

namespace decorum::cli {

// Who only reads does so beside a running desk, and never makes a store; one program at a time
// writes.
enum class StoreUse : std::uint8_t { reading, writing };

// --store STORE, which must be given.
void add_store_option(Options& options, std::string& value);

// The file of "sqlite:PATH". Throws CannotRun when it is no store that this program knows.
std::filesystem::path store_path(const std::string& option);

// Throws CannotRun when it is no store that this program knows, is not there, is in use by another
// program or cannot be opened.
std::unique_ptr<store::Store> open_store(const std::string& option,
                                         StoreUse use = StoreUse::reading);

}  // namespace decorum::cli
