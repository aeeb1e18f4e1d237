#include "cli/options.h"

#include <memory>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "cli/output.h"
#include "policy/mistake.h"

namespace decorum::cli {
namespace {

// "decorum text" of "decorum text [OPTIONS] [FILE|-]": the words before the first placeholder.
std::string command_of(const std::string& usage) {
  return usage.substr(0, usage.find_first_of("[(<ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
}

std::string without_final_newlines(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

// Every long and short name of the command's options, for a suggestion.
std::vector<std::string> names_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// CLI11's layout with the usage line that the command wrote itself.
class Formatter : public CLI::Formatter {
 public:
  explicit Formatter(std::string usage) : usage_(std::move(usage)) { column_width(34); }

  std::string make_usage(const CLI::App*, std::string) const override {
    return "\n\nUsage: " + usage_ + "\n";
  }

 private:
  std::string usage_;
};

// CLI11's own words for these run to several lines and name its types; these say what to do.
std::string unexpected(const CLI::App& app) {
  const std::vector<std::string> rest = app.remaining();
  const std::string first = rest.empty() ? std::string() : rest.front();
  if (!first.starts_with('-')) return fmt::format("'{}' is one argument too many", first);
  const std::string name = first.substr(0, first.find('='));
  const std::string near = policy::nearest(name, names_of(app));
  if (near.empty()) return fmt::format("there is no option '{}'", name);
  return fmt::format("there is no option '{}'; did you mean '{}'?", name, near);
}

}  // namespace

Options::Options(const Help& help)
    : command_(command_of(help.usage)), app_(without_final_newlines(help.about)) {
  while (command_.ends_with(' ')) command_.pop_back();
  app_.name(command_);
  app_.formatter(std::make_shared<Formatter>(help.usage));
  app_.footer("Examples:\n" + without_final_newlines(help.examples));
  app_.set_help_flag("-h,--help", "Show this help and stop");
  app_.set_version_flag("--version", "decorum " DECORUM_VERSION, "Show the version and stop");
}

std::optional<int> Options::parse(Arguments arguments) {
  // CLI11 takes the arguments from the back.
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  std::string mistake;
  try {
    app_.parse(reversed);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    write_out(app_.help());
    return exit_good;
  } catch (const CLI::CallForVersion& version) {
    write_out(fmt::format("{}\n", version.what()));
    return exit_good;
  } catch (const CLI::ExtrasError&) {
    mistake = unexpected(app_);
  } catch (const CLI::ParseError& error) {
    mistake = error.what();
  }
  say_error(fmt::format("{} ('{} --help' tells more)", mistake, command_));
  return exit_cannot_run;
}

}  // namespace decorum::cli
