#include "cli/open.h"

#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/model_files.h"
#include "cli/output.h"
#include "cli/policy_folder.h"
#include "policy/load.h"

namespace decorum::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t compiled_bytes_max = 256u << 20;

fs::path cache_folder() {
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache != '\0') {
    return fs::path(cache) / "decorum";
  }
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
    return fs::path(home) / ".cache" / "decorum";
  }
  return {};
}

// Compiled word lists are trusted like the program itself (signals/read.h), so only a file that
// belongs to this person and that nobody else may write is read.
std::string read_own(const fs::path& path) {
  std::error_code code;
  const fs::file_status status = fs::status(path, code);
  const fs::perms others = fs::perms::group_write | fs::perms::others_write;
  if (code || status.type() != fs::file_type::regular) return {};
  if ((status.permissions() & others) != fs::perms::none) return {};
  if (::access(path.c_str(), R_OK | W_OK) != 0) return {};
  try {
    return read_file(path, compiled_bytes_max);
  } catch (const CannotRun&) {
    return {};
  }
}

// Written beside and renamed, so that another command never sees half of it. Failing is no harm.
void keep_own(const fs::path& path, const std::string& bytes) {
  std::error_code code;
  fs::create_directories(path.parent_path(), code);
  fs::permissions(path.parent_path(), fs::perms::owner_all, code);
  if (code) return;
  const fs::path beside = fmt::format("{}.{}", path.string(), ::getpid());
  {
    std::ofstream file(beside, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      fs::remove(beside, code);
      return;
    }
  }
  fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, code);
  fs::rename(beside, path, code);
  if (code) fs::remove(beside, code);
}

// On a second thread where the system gives one.
void on_two_threads(const base::Work& first, const base::Work& second) {
  std::exception_ptr failure;
  std::thread other;
  try {
    other = std::thread([&] {
      try {
        second();
      } catch (...) {
        failure = std::current_exception();
      }
    });
  } catch (const std::system_error&) {
    return base::one_after_the_other(first, second);
  }
  try {
    first();
  } catch (...) {
    other.join();
    throw;
  }
  other.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace

OpenedPolicy open_policy(const std::string& option) {
  const fs::path folder = find_policy(option);
  OpenedPolicy opened;
  opened.files = read_folder(folder, {});
  auto loaded = policy::load_policy(opened.files, open_context());
  if (!loaded) {
    write_error(rendered(loaded.error(), opened.files, folder.string()));
    throw CannotRun(fmt::format("the policy in {} has mistakes", folder.string()));
  }
  opened.policy = std::move(*loaded);
  return opened;
}

signals::ReaderSet open_readers(const policy::Policy& policy) {
  signals::ReaderSet::Models models;
  for (ModelFile& file : model_files_in_use()) models.model_files.push_back(std::move(file.bytes));
  const fs::path cache = cache_folder();
  const std::string digest = policy.hash.substr(policy.hash.find(':') + 1);
  const fs::path kept = cache / fmt::format("{}.words", digest);
  if (!cache.empty()) models.compiled_words = read_own(kept);
  const std::string language = policy.info.language.substr(0, policy.info.language.find('-'));
  auto readers =
      signals::ReaderSet::make(models, policy.lexicons, language, on_two_threads);
  if (!readers) {
    const base::Error& error = readers.error();
    throw CannotRun(error.where.empty() ? error.what : error.where + ": " + error.what);
  }
  if (!cache.empty() && readers->compiled_here()) keep_own(kept, readers->compiled_words());
  return std::move(*readers);
}

}  // namespace decorum::cli
