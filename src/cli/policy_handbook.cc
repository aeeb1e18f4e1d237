// decorum policy handbook: the readable guide as HTML or PDF.
#include <filesystem>
#include <string>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/policy_commands.h"
#include "cli/print_pdf.h"
#include "render/handbook.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

const Help help = {
    .usage = "decorum policy handbook [--pdf] --out PATH [DIR]",
    .about = "Writes the readable guide of a policy: one HTML file for screen and paper, with the\n"
             "chart inside, or a PDF made from that file (by WeasyPrint, Debian package\n"
             "weasyprint). A PATH that is a folder gets handbook.html or handbook.pdf.",
    .examples = "  decorum policy handbook --out guide.html policies/institute\n"
                "  decorum policy handbook --pdf --out guide.pdf policies/institute\n"};

}  // namespace

int run_policy_handbook(Arguments arguments) {
  bool pdf = false;
  std::string out;
  std::string folder;
  Options options(help);
  options.app().add_flag("--pdf", pdf, "A PDF instead of HTML");
  options.app().add_option("--out", out, "The file to write")->required()->type_name("PATH");
  options.app()
      .add_option("DIR", folder, "The policy's folder (default: as for triage)")
      ->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const OpenedPolicy opened = open_policy(folder);
  const std::string html = render::handbook_html(opened.policy, open_sites(), opened.files);
  fs::path path = out;
  if (fs::is_directory(path)) path /= pdf ? "handbook.pdf" : "handbook.html";
  write_file(path, pdf ? print_pdf(html) : html);
  return exit_good;
}

}  // namespace decorum::cli
