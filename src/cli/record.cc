// decorum record: the table of what can be done with the record; one file each.
#include <array>

#include "cli/command.h"
#include "cli/record_commands.h"

namespace decorum::cli {
namespace {

constexpr std::array commands = {
    Command{"verify", "Find whatever is not as it was written", run_record_verify},
    Command{"prove", "Write a proof of an event or a case for somebody outside",
            run_record_prove},
    Command{"verify-proof", "Check a proof file; no store is needed", run_record_verify_proof},
    Command{"heads", "List the signed heads, or write the newest to a file", run_record_heads},
    Command{"export", "Write every event as it is hashed, one a line", run_record_export},
};

constexpr std::string_view about =
    "The record holds everything that happened, in a tree whose heads are signed\n"
    "(docs/record.md).";

constexpr std::string_view examples =
    "  decorum record verify --store sqlite:desk.db --since head-of-november.txt\n"
    "  decorum record prove --store sqlite:desk.db 0sbw2xwh00001 --out proof.json\n"
    "  decorum record verify-proof --key ed25519:rwaj...DNB0= proof.json\n";

}  // namespace

int run_record(Arguments arguments) {
  return dispatch("decorum record", about, commands, examples, arguments);
}

}  // namespace decorum::cli
