// decorum store: what is done to the store as a whole.
#include <array>
#include <filesystem>
#include <string>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "sqlite/sqlite_store.h"

namespace decorum::cli {
namespace {

// Its errors are sentences about files.
template <class Work>
auto told(Work work) {
  try {
    return work();
  } catch (const store::StoreError& error) {
    throw CannotRun(error.what());
  }
}

sqlite::Progress shown(Progress& progress) {
  return [&progress](double share) {
    progress.show(share);
    return true;
  };
}

int run_check(Arguments arguments) {
  std::string option;
  Options options(
      {.usage = "decorum store check --store STORE",
       .about = "Looks through the whole store for damage: its pages and indices, rows that refer\n"
                "to nothing, lists and counts of cases, the search index. May run beside a desk\n"
                "that is in use. Whether the record is as it was written is another question:\n"
                "'decorum record verify'.\n\n"
                "The exit code is 0 when nothing was found, 1 when something was.",
       .examples = "  decorum store check --store sqlite:desk.db\n"});
  add_store_option(options, option);
  if (auto done = options.parse(arguments)) return *done;
  const auto store = open_store(option);
  Waiting waiting("checking");
  const std::vector<std::string> mistakes = told([&] { return store->check(); });
  waiting.finish();
  for (const std::string& mistake : mistakes) write_out(mistake + "\n");
  if (!mistakes.empty()) return exit_findings;
  write_out(fmt::format("Nothing wrong ({}).\n", store->about()));
  return exit_good;
}

int run_backup(Arguments arguments) {
  std::string option, to;
  Options options(
      {.usage = "decorum store backup --store STORE --to FILE",
       .about = "Writes a copy of the store, whole at one moment, to a file that is not there\n"
                "yet. The desk may be in use meanwhile. Keep it where the disk's end is not its\n"
                "end, and try now and then that it can be restored (docs/operating.md).",
       .examples =
           "  decorum store backup --store sqlite:desk.db --to /backup/desk-2026-11-27.db\n"});
  add_store_option(options, option);
  options.app().add_option("--to", to, "Where the copy is written")->required()->type_name("FILE");
  if (auto done = options.parse(arguments)) return *done;
  Progress progress("copying");
  told([&] { sqlite::backup(store_path(option).string(), to, shown(progress)); });
  progress.finish();
  write_out(fmt::format("{}: {:.1f} MB\n", to,
                        static_cast<double>(std::filesystem::file_size(to)) / 1e6));
  return exit_good;
}

int run_restore(Arguments arguments) {
  std::string option, from, erased;
  Options options(
      {.usage = "decorum store restore --from FILE --store STORE --erased FILE|none",
       .about = "Puts a backup in the place of a store that is not there. What was erased after\n"
                "the backup was made must not come back with it: --erased names the store that\n"
                "was in use, if it can still be read, or a list from 'decorum store erased';\n"
                "these texts are erased in the restored store before anybody can open it. 'none'\n"
                "says that nothing is known of later erasures.",
       .examples = "  mv desk.db broken.db; mv desk.db-wal broken.db-wal\n"
                   "  decorum store restore --from /backup/desk.db --store sqlite:desk.db \\\n"
                   "    --erased broken.db\n"
                   "  decorum store restore --from /backup/desk.db --store sqlite:desk.db \\\n"
                   "    --erased erased-today.txt\n"});
  add_store_option(options, option);
  CLI::App& app = options.app();
  app.add_option("--from", from, "The backup")->required()->type_name("FILE");
  app.add_option("--erased", erased, "What was erased since: a store, a list, or none")
      ->required()
      ->type_name("FILE|none");
  if (auto done = options.parse(arguments)) return *done;
  Progress progress("copying");
  const std::string list = erased == "none" ? "" : erased;
  const sqlite::Restored restored = told([&] {
    return sqlite::restore(from, store_path(option).string(), list, shown(progress));
  });
  progress.finish();
  write_out(fmt::format("{} is restored; {} erased again.\n", option,
                        restored.erased_again == 1
                            ? "1 text was"
                            : fmt::format("{} texts were", restored.erased_again)));
  return exit_good;
}

int run_erased(Arguments arguments) {
  std::string option;
  Options options(
      {.usage = "decorum store erased --store STORE",
       .about = "Lists the ids of all texts that were ever erased, one a line. Kept each day\n"
                "beside the backups, it lets a backup be restored without bringing anything back.",
       .examples = "  decorum store erased --store sqlite:desk.db > /backup/erased.txt\n"});
  add_store_option(options, option);
  if (auto done = options.parse(arguments)) return *done;
  write_out(told([&] { return sqlite::erasure_list(store_path(option).string()); }));
  return exit_good;
}

constexpr std::array commands = {
    Command{"check", "Look through the store for damage", run_check},
    Command{"backup", "Write a copy while the desk is in use", run_backup},
    Command{"restore", "Put a backup in the place of a store", run_restore},
    Command{"erased", "List what was erased, for a restore", run_erased},
};

constexpr std::string_view about =
    "The store is the file that holds everything: posts, cases, texts and the record\n"
    "(docs/operating.md).";

constexpr std::string_view examples =
    "  decorum store check --store sqlite:desk.db\n"
    "  decorum store backup --store sqlite:desk.db --to /backup/desk.db\n"
    "  decorum store restore --from /backup/desk.db --store sqlite:desk.db --erased none\n";

}  // namespace

int run_store(Arguments arguments) {
  return dispatch("decorum store", about, commands, examples, arguments);
}

}  // namespace decorum::cli
