// The subcommands of `decorum record`, one file each (cli/record_verify_proof.cc, ...).
#pragma once

#include "cli/command.h"

namespace decorum::cli {

int run_record_export(Arguments arguments);
int run_record_heads(Arguments arguments);
int run_record_prove(Arguments arguments);
int run_record_verify(Arguments arguments);
int run_record_verify_proof(Arguments arguments);

}  // namespace decorum::cli
