// The program: a table of subcommands, and the one place where an exception ends.
#include <array>
#include <csignal>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/output.h"
#include "store/store.h"

namespace decorum::cli {
namespace {

constexpr std::array commands = {
    Command{"triage", "Walk posts through the response chart: JSON Lines in and out", run_triage},
    Command{"review", "Hold drafts against a policy's rules before they are posted", run_review},
    Command{"text", "Count a text as a site counts it, and find its links and names", run_text},
    Command{"duplicates", "Find posts with nearly the text of an earlier one", run_duplicates},
    Command{"policy", "Check, show, test and draw a policy; evaluate an expression", run_policy},
    Command{"serve", "Serve the desk: its API, live events, and what goes on by itself", run_serve},
    Command{"record", "Verify the record, and check a proof from it", run_record},
    Command{"user", "People and their roles, for whoever is at the machine", run_user},
    Command{"token", "Tokens of programs, for whoever is at the machine", run_token},
    Command{"store", "Check, back up and restore what everything is kept in", run_store},
    Command{"evaluate", "Measure a signal on labelled posts", run_evaluate},
    Command{"train", "Train a signal's model from labelled posts", run_train},
};

constexpr std::string_view about =
    "Decorum runs an organisation's social media policy.";

constexpr std::string_view examples =
    "  decorum triage data/samples/posts.jsonl\n"
    "  echo 'What time does the lecture start?' | decorum triage --text\n"
    "  echo 'We are the best!!' | decorum review --account main\n"
    "  decorum policy check policies/institute\n"
    "  decorum text --site bluesky draft.txt\n";

int run(Arguments arguments) {
  try {
    return dispatch("decorum", about, commands, examples, arguments);
  } catch (const OutputClosed&) {
    return exit_output_closed;
  } catch (const CannotRun& error) {
    say_error(error.what());
  } catch (const store::StoreError& error) {
    say_error(error.what());
  } catch (const std::bad_alloc&) {
    say_error("there is not enough memory");
  } catch (const std::filesystem::filesystem_error& error) {
    say_error(error.path1().string() + ": " + error.code().message());
  } catch (const std::exception& error) {
    say_error(std::string("this should not have happened: ") + error.what());
  }
  return exit_cannot_run;
}

}  // namespace
}  // namespace decorum::cli

int main(int count, char** values) {
  // A reader of our output that has gone is an error of write() (cli/output.h), not a signal.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
  return decorum::cli::run(arguments);
}
