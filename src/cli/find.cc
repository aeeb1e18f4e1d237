#include "cli/find.h"

#include <cstdlib>
#include <system_error>

#include <fmt/core.h>

#include "cli/command.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

// The binary is build/…/decorum while it is worked on and BIN/decorum when it is installed.
fs::path share_folder() {
  std::error_code code;
  const fs::path binary = fs::read_symlink("/proc/self/exe", code);
  if (code) return {};
  return binary.parent_path().parent_path() / "share" / "decorum";
}

fs::path find(const char* variable, const std::string& below, const std::string& what) {
  if (const char* given = std::getenv(variable); given != nullptr && *given != '\0') return given;
  std::error_code code;
  const fs::path shared = share_folder() / below;
  if (fs::is_directory(shared, code)) return shared;
  const fs::path source = fs::path(DECORUM_SOURCE_DIR) / below;
  if (fs::is_directory(source, code)) return source;
  throw CannotRun(fmt::format("the folder with {} was found neither in {} nor in {}; set {} to it",
                              what, shared.string(), source.string(), variable));
}

}  // namespace

fs::path find_policy(const std::string& option) {
  if (!option.empty()) return option;
  return find("DECORUM_POLICY", "policies/institute", "the policy");
}

fs::path find_models() { return find("DECORUM_MODELS", "models", "the models"); }

fs::path find_local_models() {
  const char* given = std::getenv("DECORUM_LOCAL_MODELS");
  return given == nullptr ? fs::path() : fs::path(given);
}

fs::path find_data() { return find("DECORUM_DATA", "data", "the data"); }

fs::path find_spelling() {
  const char* given = std::getenv("DECORUM_SPELLING");
  if (given != nullptr && *given != '\0') return given;
  std::error_code code;
  const fs::path shared = share_folder() / "spelling" / "en-GB.index";
  if (fs::exists(shared, code)) return shared;
  const fs::path built = fs::path(DECORUM_BUILD_DIR) / "share" / "spelling" / "en-GB.index";
  if (fs::exists(built, code)) return built;
  return {};
}

}  // namespace decorum::cli
