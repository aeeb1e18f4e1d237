// decorum token: tokens of programs, on the store itself, for whoever is at the machine.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "cli/command.h"
#include "cli/open_desk.h"
#include "cli/open_store.h"
#include "cli/options.h"
#include "cli/output.h"
#include "desk/people.h"
#include "desk/sign_in.h"

namespace decorum::cli {
namespace {

desk::Permission permission_named(const std::string& name) {
  const auto& names = desk::permission_names;
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    throw CannotRun(fmt::format("--may {}: there is no such permission; there are {}", name,
                                fmt::join(names, ", ")));
  }
  return static_cast<desk::Permission>(found - names.begin());
}

int run_make(Arguments arguments) {
  std::string store, owner, until;
  std::vector<std::string> scopes;
  desk::MakeToken wish;
  Options options({.usage = "decorum token make --store STORE --owner PERSON --name NAME\n"
                            "                          --may PERMISSION... --until DAY",
                   .about = "Makes a token and prints it, once. It never may do more than its\n"
                            "owner may at the time, and is over after its day, at most a year\n"
                            "ahead.",
                   .examples = "  decorum token make --store sqlite:desk.db --owner ana-pell \\\n"
                               "      --name 'press cuttings' --may intake --until 2027-06-30\n"});
  add_store_option(options, store);
  options.app().add_option("--owner", owner, "Whose it is")->required()->type_name("PERSON");
  options.app().add_option("--name", wish.name, "What it is for")->required()->type_name("NAME");
  options.app().add_option("--may", scopes, "What it may do")->required()->type_name("PERMISSION");
  options.app().add_option("--until", until, "Its last day")->required()->type_name("DAY");
  if (auto done = options.parse(arguments)) return *done;
  for (const std::string& scope : scopes) wish.scopes.push_back(permission_named(scope));
  wish.until = base::Time(day_of("--until", until) + std::chrono::days(1));
  DeskAtHand at_hand(store);
  std::optional<desk::Actor> actor;
  at_hand.desk().store().read([&](store::Snapshot& in) {
    actor = actor_for(in, *at_hand.desk().in_use(), owner, at_hand.desk().now());
  });
  if (!actor) throw CannotRun(fmt::format("--owner {}: nobody active has this id", owner));
  actor->id = at_hand.command().id;
  write_out(granted(make_token(at_hand.desk(), *actor, wish)).secret + "\n");
  return exit_good;
}

int run_list(Arguments arguments) {
  std::string store;
  Options options({.usage = "decorum token list --store STORE",
                   .about = "Lists the tokens: id, owner, last moment, what it may do, name.",
                   .examples = "  decorum token list --store sqlite:desk.db\n"});
  add_store_option(options, store);
  if (auto done = options.parse(arguments)) return *done;
  const auto opened = open_store(store);
  std::string out;
  opened->read([&](store::Snapshot& in) {
    for (const desk::PersonRecord& person : desk::people(in)) {
      for (const desk::ApiToken& token : desk::tokens_of(in, person.id)) {
        std::string may;
        for (const desk::Permission scope : token.scopes) {
          may += (may.empty() ? "" : ",");
          may += desk::permission_names[static_cast<std::size_t>(scope)];
        }
        out += printable(fmt::format("{} {} {} {} {}", base::to_text(token.id), token.owner,
                                     base::format_rfc3339(token.until), may, token.name)) +
               "\n";
      }
    }
  });
  write_out(out);
  return exit_good;
}

int run_end(Arguments arguments) {
  std::string store, id;
  Options options({.usage = "decorum token end --store STORE ID",
                   .about = "Ends a token at once.",
                   .examples = "  decorum token end --store sqlite:desk.db 0sbw2xwh00001\n"});
  add_store_option(options, store);
  options.app().add_option("ID", id, "Of the token")->required()->type_name("");
  if (auto done = options.parse(arguments)) return *done;
  const auto token = base::parse_id(id);
  if (!token) throw CannotRun(token.error().what);
  DeskAtHand at_hand(store);
  granted(end_token(at_hand.desk(), at_hand.command(), *token));
  return exit_good;
}

constexpr std::array commands = {
    Command{"make", "Make a token and print it once", run_make},
    Command{"list", "Every token, without its secret", run_list},
    Command{"end", "End a token", run_end},
};

constexpr std::string_view about =
    "Tokens with which programs use the desk's API (docs/sign-in.md).";

constexpr std::string_view examples = "  decorum token list --store sqlite:desk.db\n";

}  // namespace

int run_token(Arguments arguments) {
  return dispatch("decorum token", about, commands, examples, arguments);
}

}  // namespace decorum::cli
