// A public key as an option names it: the key itself, or a file that holds it.
#pragma once

#include <optional>
#include <string>

#include "record/key.h"

namespace decorum::cli {

// Nothing for an empty option. Throws CannotRun when it is neither a key nor a file with one.
std::optional<record::PublicKey> public_key_of(const std::string& option);

}  // namespace decorum::cli
