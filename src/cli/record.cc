// decorum record: the table of what can be done with the record; one file each.
#include <array>

#include "cli/command.h"
#include "cli/record_commands.h"

namespace decorum::cli {
namespace {

constexpr std::array commands = {
    Command{"verify-proof", "Check a proof file; no store is needed", run_record_verify_proof},
};

constexpr std::string_view about =
    "The record holds everything that happened, in a tree whose heads are signed\n"
    "(docs/record.md).";

constexpr std::string_view examples =
    "  decorum record verify-proof --key ed25519:rwaj...DNB0= proof.json\n";

}  // namespace

int run_record(Arguments arguments) {
  return dispatch("decorum record", about, commands, examples, arguments);
}

}  // namespace decorum::cli
