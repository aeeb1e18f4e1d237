// The model files in use: those that ship with the program (find_models), and in their places the
// organisation's own, if it has turned these on by naming a folder ($DECORUM_LOCAL_MODELS).
//
// A file of the local folder takes the place of the shipped model of the same signal, whatever the
// files are called. What is wrong there (a missing folder, a broken file, one trained on other
// features or another trunk, two for one signal, one for a signal that does not ship) is told
// as CannotRun with the file's name, so that nobody works with another model than they think.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace decorum::cli {

inline constexpr std::size_t model_bytes_max = 256u << 20;

struct ModelFile {
  std::string path;
  std::string bytes;
};

std::vector<ModelFile> model_files_in_use();

// The one among `files` that holds the model of a signal; null when there is none.
const ModelFile* model_of(const std::vector<ModelFile>& files, const std::string& signal);

}  // namespace decorum::cli
