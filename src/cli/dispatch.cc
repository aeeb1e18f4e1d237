#include <algorithm>
#include <vector>

#include <fmt/core.h>

#include "cli/command.h"
#include "cli/output.h"
#include "policy/mistake.h"

namespace decorum::cli {
namespace {

std::string help_of(std::string_view program, std::string_view about,
                    std::span<const Command> commands, std::string_view examples) {
  std::string help = fmt::format(
      "{}\n\nUsage: {} COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n", about, program);
  for (const Command& command : commands) {
    help += fmt::format("  {:<14}{}\n", command.name, command.summary);
  }
  help += fmt::format("\nOptions:\n  {:<14}Show this help and stop\n  {:<14}Show the version and "
                      "stop\n\n'{} COMMAND --help' tells more of each command.\n\nExamples:\n{}",
                      "-h,--help", "--version", program, examples);
  return help;
}

int unknown_command(std::string_view program, std::span<const Command> commands,
                    const std::string& name) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.emplace_back(command.name);
  const std::string near = policy::nearest(name, names);
  const std::string kind = name.starts_with('-') ? "option" : "command";
  if (near.empty()) {
    say_error(fmt::format("there is no {} '{}' ('{} --help' lists the commands)", kind, name,
                          program));
  } else {
    say_error(fmt::format("there is no {} '{}'; did you mean '{} {}'?", kind, name, program, near));
  }
  return exit_cannot_run;
}

}  // namespace

int dispatch(std::string_view program, std::string_view about, std::span<const Command> commands,
             std::string_view examples, Arguments arguments) {
  if (arguments.empty()) {
    say_error(fmt::format("a command is needed ('{} --help' lists them)", program));
    return exit_cannot_run;
  }
  const std::string& name = arguments.front();
  if (name == "--help" || name == "-h" || name == "help") {
    write_out(help_of(program, about, commands, examples));
    return exit_good;
  }
  if (name == "--version") {
    write_out("decorum " DECORUM_VERSION "\n");
    return exit_good;
  }
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.name == name; });
  if (found == commands.end()) return unknown_command(program, commands, name);
  return found->run(arguments.subspan(1));
}

}  // namespace decorum::cli
