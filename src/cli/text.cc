// decorum text: one text, as a site counts it.
#include <algorithm>
#include <optional>
#include <string>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "policy/text_command.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum text [OPTIONS] [FILE|-]",
    .about = "Counts a text as a site counts it, and finds its links, mentions, hashtags,\n"
             "cashtags and emoji. The whole input is one text; one final newline is dropped.\n"
             "Prints one line of JSON; offsets are bytes of UTF-8.\n\n"
             "A policy's own, tighter limit counts only when --policy names the policy.",
    .examples = "  decorum text --site bluesky draft.txt\n"
                "  echo 'Hello @ipm, see https://example.org #news' | decorum text --site x\n"
                "  decorum text --site x --policy policies/institute draft.txt\n"};

const policy::Site& site_named(const policy::Sites& sites, const std::string& name) {
  if (const policy::Site* site = sites.find(name)) return *site;
  std::vector<std::string> names;
  for (const policy::Site& site : sites.sites) names.push_back(site.id);
  throw CannotRun(
      fmt::format("there is no site '{}'; the sites are {}", name, fmt::join(names, " ")));
}

std::optional<std::int64_t> tightened(const std::string& folder, const std::string& site) {
  if (folder.empty()) return std::nullopt;
  const OpenedPolicy opened = open_policy(folder);
  for (const policy::SiteTightening& tightening : opened.policy.sites) {
    if (tightening.site == site) return tightening.text_max;
  }
  return std::nullopt;
}

std::string without_final_newline(std::string text) {
  if (!text.ends_with('\n')) return text;
  text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

}  // namespace

int run_text(Arguments arguments) {
  std::string site(policy::default_site);
  std::string folder;
  std::string file = "-";
  Options options(help);
  options.app()
      .add_option("--site", site, fmt::format("The site (default: {})", site))
      ->type_name("S");
  options.app()
      .add_option("--policy", folder, "A policy whose tighter limits count")
      ->type_name("DIR");
  options.app()
      .add_option("FILE", file, "The text, or - for standard input (the default)")
      ->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const policy::Sites sites = open_sites();
  const policy::Site& found = site_named(sites, site);
  const std::optional<std::int64_t> text_max = tightened(folder, site);
  const std::string text =
      without_final_newline(read_input(file, policy::text_command_bytes_max + 2));
  const auto line = policy::describe_text(text, found, text_max);
  if (!line) {
    const std::string name = file == "-" ? "standard input" : file;
    say_error(fmt::format("{}: {}", name, line.error().what));
    return exit_findings;
  }
  write_out(*line + "\n");
  return exit_good;
}

}  // namespace decorum::cli
