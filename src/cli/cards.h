// The cards that `decorum train` writes beside its models (signals/card.h), as files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"
#include "signals/card.h"

namespace decorum::cli {

// service.md for service.model; nothing for a name that does not end in ".model".
std::optional<std::string> card_path(const std::string& model_path);

// Throws CannotRun when a file stands where the card will be and is no card of this signal. For
// before the training, so that nobody waits in vain. Answers what is there; empty: nothing.
std::string card_before(const std::string& path, const std::string& signal);

// Adds the known sets and the figures on every dev file, and writes the card. `models` are the
// features, the trunk and whatever else is in use.
void write_card_file(const std::string& path, signals::CardRequest request,
                     const std::vector<std::string>& models);

// The command as a person would type it, files by folder and name only.
std::string command_line(Arguments arguments);

}  // namespace decorum::cli
