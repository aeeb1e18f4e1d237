// What `train` and `evaluate` share: their files and how their errors are told.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "signals/labelled.h"

namespace decorum::cli {

inline constexpr std::size_t labelled_bytes_max = 1024u << 20;  // of one file

// "a,b" as a and b; blanks around them and empty ones are dropped.
std::vector<std::string> labels_of(std::string_view list);

// Throws CannotRun as read_input does; "-" may be named once.
std::vector<signals::NamedBytes> read_labelled_files(const std::vector<std::string>& names);

// The content of one model file, which is not empty.
std::string read_model(const std::string& name);

// The contents of the model files in use (cli/model_files.h).
std::vector<std::string> read_models();

// Writes `decorum: where: what`; the exit code is exit_findings when the error is about the data (a
// file, or all of --train, --corrections or --dev), exit_cannot_run when it is about an option
// ("--signal").
int tell(const base::Error& error);

}  // namespace decorum::cli
