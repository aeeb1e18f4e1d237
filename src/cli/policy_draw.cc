// decorum policy draw: the response chart as a picture.
#include <string>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "render/chart.h"

namespace decorum::cli {
namespace {

const Help help = {
    .usage = "decorum policy draw [--format svg|dot|mermaid] [DIR]",
    .about = "Draws the response chart of a policy on standard output: a page of A3 as SVG, or\n"
             "the chart as text for Graphviz or Mermaid.",
    .examples = "  decorum policy draw policies/institute > chart.svg\n"
                "  decorum policy draw --format dot policies/institute | dot -Tpdf > chart.pdf\n"
                "  decorum policy draw --format mermaid policies/council\n"};

std::string drawn(const render::Chart& chart, const std::string& format) {
  if (format == "dot") return render::to_dot(chart);
  if (format == "mermaid") return render::to_mermaid(chart);
  auto svg = render::to_svg(chart);
  if (!svg) throw CannotRun(svg.error().what);
  return std::move(*svg);
}

}  // namespace

int run_policy_draw(Arguments arguments) {
  std::string format = "svg";
  std::string folder;
  Options options(help);
  options.app()
      .add_option("--format", format, "svg, dot or mermaid (default: svg)")
      ->check(CLI::IsMember({"svg", "dot", "mermaid"}))
      ->type_name("svg|dot|mermaid");
  options.app()
      .add_option("DIR", folder, "The policy's folder (default: as for triage)")
      ->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const OpenedPolicy opened = open_policy(folder);
  write_out(drawn(render::chart_of(opened.policy), format));
  return exit_good;
}

}  // namespace decorum::cli
