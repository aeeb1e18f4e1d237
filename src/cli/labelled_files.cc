#include "cli/labelled_files.h"

#include <algorithm>
#include <utility>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/model_files.h"
#include "cli/output.h"

namespace decorum::cli {

std::vector<std::string> labels_of(std::string_view list) {
  std::vector<std::string> labels;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    std::string_view label = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    while (label.starts_with(' ')) label.remove_prefix(1);
    while (label.ends_with(' ')) label.remove_suffix(1);
    if (!label.empty()) labels.emplace_back(label);
  }
  return labels;
}

std::vector<signals::NamedBytes> read_labelled_files(const std::vector<std::string>& names) {
  if (std::count(names.begin(), names.end(), "-") > 1) {
    throw CannotRun("standard input (-) can be read once only");
  }
  std::vector<signals::NamedBytes> files;
  for (const std::string& name : names) {
    files.push_back({name, read_input(name, labelled_bytes_max)});
  }
  return files;
}

std::string read_model(const std::string& name) {
  std::string bytes = read_file(name, model_bytes_max);
  if (bytes.empty()) throw CannotRun(name + ": it is empty, not a model");
  return bytes;
}

std::vector<std::string> read_models() {
  std::vector<std::string> models;
  for (ModelFile& file : model_files_in_use()) models.push_back(std::move(file.bytes));
  return models;
}

int tell(const base::Error& error) {
  say_error(error.where.empty() ? error.what : error.where + ": " + error.what);
  const bool data = !error.where.starts_with("--") || error.where == "--train" ||
                    error.where == "--corrections" || error.where == "--dev";
  return data ? exit_findings : exit_cannot_run;
}

}  // namespace decorum::cli
