// decorum user: people and their roles, on the store itself, for whoever is at the machine.
#include <array>
#include <string>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/open_desk.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "desk/people.h"
#include "desk/sign_in.h"
#include "policy/zone_time.h"

namespace decorum::cli {
namespace {

void tell_link(const desk::Invited& made) {
  write_out(fmt::format("{}: choose a password once, within seven days, at /l/{}\n",
                        made.person.id, made.secret));
}

std::chrono::sys_days today(DeskAtHand& at_hand) {
  desk::Desk& desk = at_hand.desk();
  return policy::local_day(desk.in_use()->policy->info.time_zone, desk.now());
}

int run_list(Arguments arguments) {
  std::string store;
  Options options({.usage = "decorum user list --store STORE",
                   .about = "Lists everybody with a sign-in: id, address, state, roles today.",
                   .examples = "  decorum user list --store sqlite:desk.db\n"});
  add_store_option(options, store);
  if (auto done = options.parse(arguments)) return *done;
  DeskAtHand at_hand(store);
  const auto in_use = at_hand.desk().in_use();
  std::string out;
  at_hand.desk().store().read([&](store::Snapshot& in) {
    const desk::RolesToday roles(in, *in_use->policy, today(at_hand));
    for (const desk::PersonRecord& one : desk::people(in)) {
      const std::string_view state = !one.active             ? "inactive"
                                     : one.password.empty() ? "invited"
                                                            : "active";
      std::string held;
      for (const std::string& role : roles.roles_of(one.id)) held += " " + role;
      out += printable(fmt::format("{} {} {}{}", one.id, one.email, state, held)) + "\n";
    }
  });
  write_out(out);
  return exit_good;
}

int run_add(Arguments arguments) {
  std::string store;
  desk::AddPerson wish;
  bool is_administrator = false;
  Options options({.usage = "decorum user add --store STORE --name NAME --email ADDRESS [--id ID]\n"
                            "                        [--administrator]",
                   .about = "Adds somebody and prints a one-time link to choose a password.",
                   .examples = "  decorum user add --store sqlite:desk.db --name 'Ana Pell' \\\n"
                               "      --email ana@example.org --administrator\n"});
  add_store_option(options, store);
  options.app().add_option("--name", wish.name, "As colleagues read it")->required()
      ->type_name("NAME");
  options.app().add_option("--email", wish.email, "With which they sign in")->required()
      ->type_name("ADDRESS");
  options.app().add_option("--id", wish.id, "As the policy names them")->type_name("ID");
  options.app().add_flag("--administrator", is_administrator, "They administer the desk");
  if (auto done = options.parse(arguments)) return *done;
  DeskAtHand at_hand(store);
  const desk::Invited made = granted(add_person(at_hand.desk(), at_hand.command(), wish));
  if (is_administrator) {
    granted(give_role(at_hand.desk(), at_hand.command(),
                      {"", made.person.id, std::string(desk::administrator), today(at_hand), {}}));
  }
  tell_link(made);
  return exit_good;
}

int run_role(Arguments arguments) {
  std::string store, from, until;
  desk::RoleHeld wish;
  Options options({.usage = "decorum user role --store STORE PERSON ROLE [--from DAY]\n"
                            "                         [--until DAY]",
                   .about = "Gives somebody a role from a day to a day, both inclusive, and\n"
                            "prints its id.",
                   .examples = "  decorum user role --store sqlite:desk.db ana-pell manager \\\n"
                               "      --until 2027-03-31\n"});
  add_store_option(options, store);
  options.app().add_option("PERSON", wish.person, "Their id")->required()->type_name("");
  options.app().add_option("ROLE", wish.role, "A role of the policy, or administrator")->required()
      ->type_name("");
  options.app().add_option("--from", from, "The first day (default: today)")->type_name("DAY");
  options.app().add_option("--until", until, "The last day (default: no end)")->type_name("DAY");
  if (auto done = options.parse(arguments)) return *done;
  DeskAtHand at_hand(store);
  wish.from = from.empty() ? today(at_hand) : day_of("--from", from);
  if (!until.empty()) wish.until = day_of("--until", until);
  const desk::RoleHeld held = granted(give_role(at_hand.desk(), at_hand.command(), wish));
  write_out(fmt::format("{}\n", held.id));
  return exit_good;
}

int run_end_role(Arguments arguments) {
  std::string store, held;
  Options options({.usage = "decorum user end-role --store STORE ID",
                   .about = "Ends a role that was given at the desk, by the id that 'user role'\n"
                            "printed.",
                   .examples = "  decorum user end-role --store sqlite:desk.db 0sbw2xwh00001\n"});
  add_store_option(options, store);
  options.app().add_option("ID", held, "Of the role given")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  DeskAtHand at_hand(store);
  granted(end_role(at_hand.desk(), at_hand.command(), held));
  return exit_good;
}

// The commands whose only argument is a person.
int with_person(Arguments arguments, const Help& help,
                void (*act)(DeskAtHand& at_hand, const std::string& person)) {
  std::string store, person;
  Options options(help);
  add_store_option(options, store);
  options.app().add_option("PERSON", person, "Their id")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  DeskAtHand at_hand(store);
  act(at_hand, person);
  return exit_good;
}

int run_deactivate(Arguments arguments) {
  return with_person(arguments,
                     {.usage = "decorum user deactivate --store STORE PERSON",
                      .about = "Lets somebody in no more; their sessions, tokens and links end.",
                      .examples = "  decorum user deactivate --store sqlite:desk.db ana-pell\n"},
                     [](DeskAtHand& at_hand, const std::string& person) {
                       granted(set_active(at_hand.desk(), at_hand.command(), person, false));
                     });
}

int run_activate(Arguments arguments) {
  return with_person(arguments,
                     {.usage = "decorum user activate --store STORE PERSON",
                      .about = "Lets somebody in again.",
                      .examples = "  decorum user activate --store sqlite:desk.db ana-pell\n"},
                     [](DeskAtHand& at_hand, const std::string& person) {
                       granted(set_active(at_hand.desk(), at_hand.command(), person, true));
                     });
}

int run_reset(Arguments arguments) {
  return with_person(arguments,
                     {.usage = "decorum user reset --store STORE PERSON",
                      .about = "Prints a new one-time link to choose a password; earlier ones end.",
                      .examples = "  decorum user reset --store sqlite:desk.db ana-pell\n"},
                     [](DeskAtHand& at_hand, const std::string& person) {
                       tell_link(granted(
                           invite_again(at_hand.desk(), at_hand.command(), person)));
                     });
}

int run_remove_codes(Arguments arguments) {
  return with_person(arguments,
                     {.usage = "decorum user remove-codes --store STORE PERSON",
                      .about = "Takes away the codes of somebody who lost their app.",
                      .examples = "  decorum user remove-codes --store sqlite:desk.db ana-pell\n"},
                     [](DeskAtHand& at_hand, const std::string& person) {
                       granted(remove_totp(at_hand.desk(), at_hand.command(), person, ""));
                     });
}

constexpr std::array commands = {
    Command{"list", "Everybody with a sign-in", run_list},
    Command{"add", "Add somebody, with a link to choose a password", run_add},
    Command{"role", "Give somebody a role", run_role},
    Command{"end-role", "End a role that was given", run_end_role},
    Command{"deactivate", "Let somebody in no more", run_deactivate},
    Command{"activate", "Let somebody in again", run_activate},
    Command{"reset", "A new link to choose a password", run_reset},
    Command{"remove-codes", "Take away somebody's codes", run_remove_codes},
};

constexpr std::string_view about =
    "People and their roles, on the store itself while no desk runs on it (docs/sign-in.md).";

constexpr std::string_view examples =
    "  decorum user list --store sqlite:desk.db\n"
    "  decorum user reset --store sqlite:desk.db ana-pell\n";

}  // namespace

int run_user(Arguments arguments) {
  return dispatch("decorum user", about, commands, examples, arguments);
}

}  // namespace decorum::cli
