// The store that an option names.
//
//   add_store_option(options, text);
//   ...
//   const std::unique_ptr<store::Store> store = open_store(text);    // "sqlite:desk.db"
#pragma once

#include <memory>
#include <string>

#include "cli/options.h"
#include "store/store.h"

namespace decorum::cli {

// --store STORE, which must be given.
void add_store_option(Options& options, std::string& value);

// Throws CannotRun when it is no store that this program knows, or not there; a command that reads
// never makes one.
std::unique_ptr<store::Store> open_store(const std::string& option, bool to_write = false);

}  // namespace decorum::cli
