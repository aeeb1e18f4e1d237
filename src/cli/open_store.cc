#include "cli/open_store.h"

#include <filesystem>

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

std::unique_ptr<store::Store> open_store(const std::string& option, bool to_write) {
  if (!option.starts_with(sqlite_prefix) || option.size() == sqlite_prefix.size()) {
    throw CannotRun(fmt::format("--store {}: a store is named as sqlite:PATH", option));
  }
  const std::string path = option.substr(sqlite_prefix.size());
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    throw CannotRun(fmt::format("--store {}: there is no such file", option));
  }
  return sqlite::open_store(path, {.read_only = !to_write});
}

}  // namespace decorum::cli
