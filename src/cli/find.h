// Where the policy, the models and the data are, whatever folder the command is run from.
//
// Each is looked for in this order, and the first that is given or exists wins: the option, the
// environment variable, the share folder beside the installed program (BIN/../share/decorum), the
// source folder known when the program was built. What is given by option or variable is taken as
// it is, even when it is wrong, so that a typing mistake is not answered with another policy.
#pragma once

#include <filesystem>
#include <string>

namespace decorum::cli {

// The policy that ships with the program is "institute".
// Throws CannotRun when there is none.
std::filesystem::path find_policy(const std::string& option);  // $DECORUM_POLICY
std::filesystem::path find_models();                           // $DECORUM_MODELS
std::filesystem::path find_data();                             // $DECORUM_DATA

// The folder with the organisation's own models, which take the place of the shipped ones of the
// same signals (cli/model_files.h). Empty, and so off, unless the variable names one.
std::filesystem::path find_local_models();  // $DECORUM_LOCAL_MODELS

// The spelling index, which is made when the program is built: share/decorum/spelling/en-GB.index
// when it is installed, else in the build folder. Empty when there is none.
std::filesystem::path find_spelling();  // $DECORUM_SPELLING

}  // namespace decorum::cli
