#include "cli/open_store.h"

#include <fmt/core.h>

#include "cli/command.h"
#include "sqlite/sqlite_store.h"

namespace decorum::cli {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

}  // namespace

void add_store_option(Options& options, std::string& value) {
  options.app()
      .add_option("--store", value, "Where everything is kept: sqlite:PATH")
      ->required()
      ->type_name("STORE");
}

std::filesystem::path store_path(const std::string& option) {
  if (option.starts_with("postgresql:") || option.starts_with("postgres:")) {
    throw CannotRun(fmt::format("--store {}: PostgreSQL is not supported yet; keep everything in a "
                                "file, as sqlite:PATH",
                                option));
  }
  if (!option.starts_with(sqlite_prefix) || option.size() == sqlite_prefix.size()) {
    throw CannotRun(fmt::format("--store {}: a store is named as sqlite:PATH", option));
  }
  return option.substr(sqlite_prefix.size());
}

std::unique_ptr<store::Store> open_store(const std::string& option, StoreUse use) {
  const std::filesystem::path path = store_path(option);
  std::error_code code;
  if (use == StoreUse::reading && !std::filesystem::exists(path, code)) {
    throw CannotRun(fmt::format("--store {}: there is no such file", option));
  }
  try {
    return sqlite::open_store(path.string(), {.read_only = use == StoreUse::reading});
  } catch (const store::StoreError& error) {
    throw CannotRun(error.what());
  }
}

}  // namespace decorum::cli
