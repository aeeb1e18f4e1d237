// decorum triage: posts in, decisions out.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <mutex>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>

#include <fmt/core.h>

#include "base/time.h"
#include "cli/command.h"
#include "cli/open.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/triage_input.h"
#include "cli/triage_pipeline.h"
#include "triage/decision_json.h"
#include "triage/report.h"

namespace decorum::cli {

namespace {

struct Wishes {
  std::string policy;
  std::string file = "-";
  std::string history = "on";
  std::string format = "json";
  std::string now;
  unsigned threads = 0;
  bool plain_text = false;
  bool stats = false;
};

const Help help = {
    .usage = "decorum triage [OPTIONS] [FILE|-]",
    .about =
        "Reads posts, one a line, walks each through the response chart of a policy, and writes\n"
        "the decision with its reasons, in the same order.\n\n"
        "A line that is no post is told of as FILE:LINE: what, the others go on, and the exit\n"
        "code is 1. Blank lines are passed over. Without --now a post is decided as of its own\n"
        "posted_at, or of the clock when it has none. SIGINT and SIGTERM end the input: what was\n"
        "taken in is finished, and the exit code is 128 and the signal's number.\n",
    .examples = "  decorum triage data/samples/posts.jsonl\n"
                "  decorum triage --format text data/samples/posts.jsonl | less -R\n"
                "  echo 'What time does the lecture start?' | decorum triage --text\n"
                "  decorum triage --policy policies/council --history off --stats posts.jsonl\n"};

void declare(CLI::App& app, Wishes& wishes) {
  app.add_option("--policy", wishes.policy, "The policy's folder")->type_name("DIR");
  app.add_flag("--text", wishes.plain_text, "A line is the text of a post, not JSON");
  app.add_option("--history", wishes.history,
                 "Remember this stream's authors, at most 100,000 (default: on)")
      ->check(CLI::IsMember({"on", "off"}))
      ->type_name("on|off");
  app.add_option("--threads", wishes.threads, "How many threads (default: one for each core)")
      ->check(CLI::Range(1U, threads_max))
      ->type_name("N");
  app.add_option("--now", wishes.now, "Decide as of this time, for example 2026-11-22T09:30:00Z")
      ->check([](const std::string& text) {
        const auto time = base::parse_rfc3339(text);
        return time ? std::string() : time.error().what;
      })
      ->type_name("TIME");
  app.add_option("--format", wishes.format, "json for programs, text for people (default: json)")
      ->check(CLI::IsMember({"json", "text"}))
      ->type_name("json|text");
  app.add_flag("--stats", wishes.stats, "One line of JSON on standard error at the end");
  app.add_option("FILE", wishes.file, "JSON Lines, or - for standard input (the default)");
}

base::Time clock_now() {
  return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now());
}

triage::ReportStyle report_style() {
  triage::ReportStyle style{.colour = colour_on_output()};
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.columns = std::clamp<std::size_t>(size.ws_col, 60, 100);
  }
  return style;
}

// What goes out for a post, and at the end.
class Output {
 public:
  Output(const Wishes& wishes, const policy::Policy& policy, const std::string& readers)
      : as_text_(wishes.format == "text"),
        policy_(policy),
        json_(policy, readers),
        style_(report_style()) {}

  void write(std::string& out, const post::Post& post, const signals::Signals& signals,
             const triage::Decision& decision) {
    if (!as_text_) {
      json_.append(out, post.id, signals, decision);
      out += '\n';
      return;
    }
    triage::append_report(out, policy_, post, signals, decision, style_);
    const std::lock_guard lock(mutex_);
    summary_.add(policy_, decision);
  }

  void finish() {
    if (as_text_) write_out(summary_.text(policy_, style_));
  }

 private:
  const bool as_text_;
  const policy::Policy& policy_;
  const triage::DecisionWriter json_;
  const triage::ReportStyle style_;
  std::mutex mutex_;
  triage::ReportSummary summary_;
};

std::string stats_line(const StreamResult& result, double seconds) {
  const double rate = seconds > 0 ? static_cast<double>(result.posts) / seconds : 0;
  return fmt::format(
      "{{\"posts\":{},\"seconds\":{:.3f},\"posts_per_second\":{:.0f},\"bad_lines\":{},"
      "\"authors_forgotten\":{}}}\n",
      result.posts, seconds, rate, result.bad_lines, result.authors_forgotten);
}

StreamSetup setup_of(const Wishes& wishes, const policy::Policy& policy,
                     const signals::ReaderSet& readers, Output& output) {
  const WritePost write = [&output](std::string& out, const post::Post& post,
                                    const signals::Signals& signals,
                                    const triage::Decision& decision) {
    output.write(out, post, signals, decision);
  };
  StreamSetup setup{policy, readers, write};
  setup.plain_text = wishes.plain_text;
  setup.history = wishes.history == "on";
  if (!wishes.now.empty()) setup.now = *base::parse_rfc3339(wishes.now);
  setup.threads = wishes.threads > 0 ? wishes.threads : std::thread::hardware_concurrency();
  setup.threads = std::clamp(setup.threads, 1U, threads_max);
  setup.name = wishes.file;
  return setup;
}

}  // namespace

int run_triage(Arguments arguments) {
  Wishes wishes;
  Options options(help);
  declare(options.app(), wishes);
  if (const auto done = options.parse(arguments)) return *done;

  const OpenedPolicy opened = open_policy(wishes.policy);
  const signals::ReaderSet readers = open_readers(opened.policy);
  Output output(wishes, opened.policy, readers.version());
  const StopSignals stop;
  TriageInput input(wishes.file, stop);
  Progress progress("triage");
  // Where the decisions themselves run over the terminal, a bar would only be in the way.
  const bool show_progress = ::isatty(STDOUT_FILENO) != 1;

  StreamEnds ends;
  ends.read = [&](std::span<char> buffer) { return input.read(buffer); };
  ends.interrupt = [&] { stop.wake(); };
  ends.clock = clock_now;
  ends.write_error = [&](std::string_view text) {
    progress.finish();
    write_error(text);
  };
  ends.write = [&](std::string_view text) {
    write_out(text);
    if (show_progress) progress.show(input.share());
  };
  const auto begin = std::chrono::steady_clock::now();
  const StreamResult result = run_stream(setup_of(wishes, opened.policy, readers, output), ends);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  progress.finish();
  output.finish();
  if (wishes.stats) write_error(stats_line(result, took.count()));
  if (stop.signal() != 0) return 128 + stop.signal();
  return result.bad_lines > 0 ? exit_findings : exit_good;
}

}  // namespace decorum::cli
