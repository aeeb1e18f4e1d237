#include "cli/model_files.h"

#include <filesystem>
#include <utility>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/find.h"
#include "signals/container.h"
#include "signals/model.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

// The signal that a file's model is for; empty for features, a trunk or a broken file, which
// whoever reads the files will tell.
std::string signal_of(const std::string& bytes) {
  const auto kind = signals::kind_of(bytes);
  if (!kind || *kind != "linear") return {};
  const auto model = signals::read_model(bytes);
  return model ? model->signal : "";
}

// The checksum of the shipped file of one kind; empty when there is none.
std::string checksum_of(const std::vector<ModelFile>& files, const std::string& wanted) {
  for (const ModelFile& file : files) {
    const auto kind = signals::kind_of(file.bytes);
    if (kind && *kind == wanted) return signals::open_container(file.bytes)->checksum;
  }
  return {};
}

std::vector<ModelFile> files_of(const fs::path& folder) {
  std::vector<ModelFile> out;
  for (policy::PolicyFile& file : read_files_ending(folder, ".model", model_bytes_max)) {
    out.push_back({(folder / file.path).string(), std::move(file.bytes)});
  }
  return out;
}

[[noreturn]] void refuse(const ModelFile& file, const std::string& why) {
  throw CannotRun(fmt::format("{}: {}", file.path, why));
}

// The model of a local file, which fits what ships.
signals::Model read_local(const ModelFile& file, const std::vector<ModelFile>& shipped) {
  auto model = signals::read_model(file.bytes);
  if (!model) refuse(file, model.error().what);
  if (model->features != checksum_of(shipped, "features")) {
    refuse(file, "it was trained on other features than those that ship with this version; learn "
                 "the corrections again");
  }
  if (!model->trunk.empty() && model->trunk != checksum_of(shipped, "trunk")) {
    refuse(file, "it was trained on another trunk than the one that ships with this version; learn "
                 "the corrections again");
  }
  return std::move(*model);
}

}  // namespace

const ModelFile* model_of(const std::vector<ModelFile>& files, const std::string& signal) {
  for (const ModelFile& file : files) {
    if (signal_of(file.bytes) == signal) return &file;
  }
  return nullptr;
}

std::vector<ModelFile> model_files_in_use() {
  std::vector<ModelFile> files = files_of(find_models());
  const fs::path local = find_local_models();
  if (local.empty()) return files;
  const std::vector<ModelFile> shipped = files;
  std::vector<std::string> taken;
  for (ModelFile& file : files_of(local)) {
    const signals::Model model = read_local(file, shipped);
    for (const std::string& signal : taken) {
      if (signal == model.signal) {
        refuse(file, fmt::format("another file of this folder is for {}, too", signal));
      }
    }
    bool placed = false;
    for (std::size_t k = 0; k < files.size() && !placed; ++k) {
      placed = signal_of(shipped[k].bytes) == model.signal;
      if (placed) files[k] = file;
    }
    if (!placed) {
      refuse(file, fmt::format("no model for {} ships, whose place it could take", model.signal));
    }
    taken.push_back(model.signal);
  }
  return files;
}

}  // namespace decorum::cli
