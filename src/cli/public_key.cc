#include "cli/public_key.h"

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"

namespace decorum::cli {

std::optional<record::PublicKey> public_key_of(const std::string& option) {
  if (option.empty()) return std::nullopt;
  constexpr std::size_t file_bytes_max = 1024;
  const bool is_key = option.starts_with("ed25519:");
  const auto key =
      record::parse_public_key(is_key ? option : read_file(option, file_bytes_max));
  if (!key) throw CannotRun(fmt::format("--key {}: {}", option, key.error().what));
  return *key;
}

}  // namespace decorum::cli
