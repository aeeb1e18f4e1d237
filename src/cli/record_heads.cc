// decorum record heads: the signed heads, to be looked at or kept elsewhere.
#include <string>

#include <fmt/core.h>

#include "base/time.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/record_commands.h"
#include "record/head.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum record heads --store STORE [--out FILE]",
    .about = "Lists the signed tree heads, the oldest first: how many events, when, and the root.\n"
             "--out writes the newest to a file instead. Kept where nobody who runs the desk can\n"
             "change it, it shows later whether anything was changed ('record verify --since').",
    .examples = "  decorum record heads --store sqlite:desk.db | tail -n 3\n"
                "  decorum record heads --store sqlite:desk.db --out head-of-november.txt\n"};

void list(store::Snapshot& in) {
  std::int64_t after = -1;
  while (true) {
    const auto page = in.heads(after, store::page_max);
    if (page.empty()) return;
    std::string out;
    for (const store::HeadRow& row : page) {
      const auto head = record::parse_head(row.note);
      out += fmt::format("{} {} {}\n", row.size, base::format_rfc3339(row.at),
                         head ? record::to_base64(record::bytes_of(head->head.root))
                              : "cannot be read");
    }
    write_out(out);
    after = page.back().size;
  }
}

}  // namespace

int run_record_heads(Arguments arguments) {
  std::string store_option, out;
  Options options(help);
  add_store_option(options, store_option);
  options.app().add_option("--out", out, "Where the newest head is written")->type_name("FILE");
  if (auto done = options.parse(arguments)) return *done;
  const auto store = open_store(store_option);
  std::optional<store::HeadRow> newest;
  store->read([&](store::Snapshot& in) {
    newest = in.head();
    if (out.empty()) list(in);
  });
  if (out.empty()) return exit_good;
  if (!newest) throw CannotRun("the record has no head yet: nothing was sealed");
  write_file(out, newest->note);
  return exit_good;
}

}  // namespace decorum::cli
