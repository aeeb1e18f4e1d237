// What the commands over several policy folders share.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/file.h"
#include "policy/mistake.h"

namespace decorum::cli {

// "1 question", "3 questions".
std::string counted(std::size_t count, std::string_view what);

// The path of a policy's file as it is found from where the person is.
std::string path_in(const std::string& folder, const std::string& file);

// policy::render with such paths, so that an editor can open them.
std::string rendered(std::vector<policy::Mistake> mistakes, std::vector<policy::PolicyFile> files,
                     const std::string& folder);

// Calls `act` for each folder; it answers whether all was good. A folder that cannot be read is
// told of and the others go on. The answer is the exit code: the worst of all.
int for_each_folder(const std::vector<std::string>& folders,
                    const std::function<bool(const std::string&)>& act);

}  // namespace decorum::cli
