// decorum record export: every event as it is hashed, one a line.
#include <string>

#include "cli/command.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/record_commands.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum record export --store STORE",
    .about = "Writes every sealed event in the order of the record, one a line, the bytes as they\n"
             "are hashed: the line's number, counted from 0, is the leaf's. Events hold ids,\n"
             "kinds, times and digests; no text and no name is in them.",
    .examples = "  decorum record export --store sqlite:desk.db > events.jsonl\n"
                "  decorum record export --store sqlite:desk.db | jq -r .kind | sort | uniq -c\n"};

}  // namespace

int run_record_export(Arguments arguments) {
  std::string store_option;
  Options options(help);
  add_store_option(options, store_option);
  if (auto done = options.parse(arguments)) return *done;
  const auto store = open_store(store_option);
  Progress progress("exporting");
  store->read([&](store::Snapshot& in) {
    const std::int64_t all = in.leaves();
    std::int64_t from = 0;
    while (true) {
      const auto page = in.events_sealed(from, store::page_max);
      if (page.empty()) return;
      std::string out;
      for (const store::EventRow& row : page) out += row.bytes + '\n';
      write_out(out);
      from = in.leaf_of(page.back().id).value_or(from) + 1;
      progress.show(static_cast<double>(from) / static_cast<double>(all));
    }
  });
  return exit_good;
}

}  // namespace decorum::cli
