// decorum record verify: the whole record held against itself and against a head kept elsewhere.
#include <string>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/files.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/public_key.h"
#include "cli/record_check.h"
#include "cli/record_commands.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum record verify --store STORE [--key PUBLIC] [--since HEADFILE]",
    .about = "Reads the whole record and reports everything that is not as it was written:\n"
             "events, their tree, its signed heads, texts against their digests, posts, and cases\n"
             "against their events. docs/record.md says what is covered.\n\n"
             "Somebody who can change the store and holds the key can make another record that\n"
             "is whole. --since shows that, with a head that was kept elsewhere; --key shows a\n"
             "record that was signed with another key.\n\n"
             "The exit code is 0 when nothing was found, 1 when something was.",
    .examples = "  decorum record verify --store sqlite:desk.db\n"
                "  decorum record verify --store sqlite:desk.db --key public-key.txt \\\n"
                "    --since head-of-november.txt\n"};

std::optional<record::SignedHead> head_in(const std::string& file) {
  if (file.empty()) return std::nullopt;
  const auto head = record::parse_head(read_input(file, record::note_bytes_max + 1));
  if (head) return *head;
  throw CannotRun(fmt::format("{}: {}", file, head.error().what));
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string summary(const RecordChecked& checked, const RecordCheckSettings& settings) {
  std::string out = fmt::format(
      "{}, {}, {}, {}, {}.\n", counted(checked.events, "event", "events"),
      counted(checked.heads, "head", "heads"), counted(checked.texts, "text", "texts"),
      counted(checked.posts, "post", "posts"), counted(checked.cases, "case", "cases"));
  if (checked.texts_gone > 0) {
    out += fmt::format("{} that events name {} gone: erased, or taken away.\n",
                       counted(checked.texts_gone, "text", "texts"),
                       checked.texts_gone == 1 ? "is" : "are");
  }
  if (checked.unsealed > 0) {
    out += fmt::format("{}{} not sealed yet.\n",
                       checked.unsealed >= store::page_max ? "At least " : "",
                       counted(checked.unsealed, "event is", "events are"));
  }
  if (!settings.key && checked.first_key) {
    out += fmt::format("The record '{}' begins with the key {}; compare it with the published one, "
                       "or say --key.\n",
                       checked.origin, record::to_text(*checked.first_key));
    out += fmt::format("Other programs that read signed notes take it as {}.\n",
                       record::verifier_key(checked.origin, *checked.first_key));
  }
  return out;
}

}  // namespace

int run_record_verify(Arguments arguments) {
  std::string store_option, key, since;
  Options options(help);
  add_store_option(options, store_option);
  options.app()
      .add_option("--key", key, "The record's first public key, or a file that holds it")
      ->type_name("PUBLIC");
  options.app()
      .add_option("--since", since, "A signed head that was kept elsewhere")
      ->type_name("HEADFILE");
  if (auto done = options.parse(arguments)) return *done;
  RecordCheckSettings settings{.key = public_key_of(key), .since = head_in(since), .progress = {}};
  const auto store = open_store(store_option);
  Progress progress("verifying");
  settings.progress = [&](double share) { progress.show(share); };
  RecordChecked checked;
  try {
    store->read([&](store::Snapshot& in) { checked = check_record(in, settings); });
  } catch (const store::StoreError& error) {
    if (error.kind() != store::StoreError::Kind::damaged) throw;
    progress.finish();
    write_out(printable(fmt::format("store: {}", error.what())) + '\n');
    return exit_findings;
  }
  progress.finish();
  for (const record::LogFinding& finding : checked.findings) {
    write_out(printable(fmt::format("{}: {}", finding.where, finding.what)) + '\n');
  }
  if (checked.findings_count > checked.findings.size()) {
    write_out(fmt::format("... and {} more\n", checked.findings_count - checked.findings.size()));
  }
  write_out(summary(checked, settings));
  if (checked.findings_count == 0) {
    write_out("Nothing wrong was found.\n");
    return exit_good;
  }
  write_out(fmt::format("{} found.\n",
                        counted(checked.findings_count, "thing wrong was", "things wrong were")));
  return exit_findings;
}

}  // namespace decorum::cli
