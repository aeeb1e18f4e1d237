#include "cli/policy_folder.h"

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/output.h"

namespace decorum::cli {

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string path_in(const std::string& folder, const std::string& file) {
  if (file.empty()) return folder;
  return folder.ends_with('/') ? folder + file : folder + "/" + file;
}

std::string rendered(std::vector<policy::Mistake> mistakes, std::vector<policy::PolicyFile> files,
                     const std::string& folder) {
  for (policy::Mistake& mistake : mistakes) mistake.file = path_in(folder, mistake.file);
  for (policy::PolicyFile& file : files) file.path = path_in(folder, file.path);
  return policy::render(mistakes, files);
}

int for_each_folder(const std::vector<std::string>& folders,
                    const std::function<bool(const std::string&)>& act) {
  int exit = exit_good;
  for (const std::string& folder : folders) {
    try {
      if (!act(folder) && exit == exit_good) exit = exit_findings;
    } catch (const CannotRun& error) {
      say_error(error.what());
      exit = exit_cannot_run;
    }
  }
  return exit;
}

}  // namespace decorum::cli
