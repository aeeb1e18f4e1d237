// decorum record verify-proof: what a proof file proves to somebody who trusts a key.
#include <string>

#include <fmt/core.h>

#include "base/shape.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/public_key.h"
#include "cli/record_commands.h"
#include "record/proof_file.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum record verify-proof [--key PUBLIC] [FILE|-]",
    .about = "Checks that the events in a proof file stand in a record whose head was signed\n"
             "with the key PUBLIC, or with one that this key signed for. Needs no store.\n\n"
             "PUBLIC is 'ed25519:' and 44 characters, or a file that holds this. Take it from\n"
             "where the organisation publishes it, never from whom the proof came.\n"
             "Without it the file is looked at, and nothing is proved.\n\n"
             "The exit code is 0 when it is proved, 1 when it is not, 2 when it cannot run.",
    .examples = "  decorum record verify-proof --key test/golden/record/public-key.txt \\\n"
                "    test/golden/record/proof.json\n"
                "  decorum record verify-proof --key ed25519:rwaj...DNB0= < proof.json\n"};

int not_proved(const std::string& name, const base::Error& error) {
  say_error(fmt::format("{}: not proved: {}{}{}{}", name, error.what,
                        error.where.empty() ? "" : " (at ", error.where,
                        error.where.empty() ? "" : ")"));
  return exit_findings;
}

int prove_nothing(const std::string& name, const std::string& json) {
  const auto key = record::key_in_proof(json);
  if (!key) return not_proved(name, key.error());
  if (const auto proven = record::verify_proof(json, *key); !proven) {
    return not_proved(name, proven.error());
  }
  return not_proved(name, {fmt::format("it was not said whose signature counts. The file is whole, "
                                       "and {} signed it; where the organisation publishes this "
                                       "key, run again with --key {}",
                                       to_text(*key), to_text(*key)),
                           {}});
}

}  // namespace

int run_record_verify_proof(Arguments arguments) {
  std::string key_option;
  std::string file = "-";
  Options options(help);
  options.app()
      .add_option("--key", key_option, "The public key that you trust, or a file that holds it")
      ->type_name("PUBLIC");
  options.app()
      .add_option("FILE", file, "The proof, or - for standard input (the default)")
      ->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const std::optional<record::PublicKey> key = public_key_of(key_option);
  const std::string json = read_input(file, base::shape_bytes_max);
  const std::string name = file == "-" ? "standard input" : file;
  if (!key) return prove_nothing(name, json);
  const auto proven = record::verify_proof(json, *key);
  if (!proven) return not_proved(name, proven.error());
  std::string out = "Proved:\n";
  for (const std::string& sentence : proven->sentences) {
    out += "  " + printable(sentence) + '\n';
  }
  write_out(out);
  return exit_good;
}

}  // namespace decorum::cli
