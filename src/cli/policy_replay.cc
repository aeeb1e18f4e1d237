// decorum policy replay: which decisions and reviews another policy would change.
#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/core.h>

#include "base/time.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/open.h"
#include "cli/open_review.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/past_posts.h"
#include "cli/policy_commands.h"
#include "cli/progress.h"
#include "cli/review_input.h"
#include "cli/review_pictures.h"
#include "cli/triage_input.h"
#include "cli/triage_pipeline.h"
#include "review/compare.h"
#include "triage/decide.h"
#include "triage/history_table.h"
#include "triage/replay.h"

namespace decorum::cli {
namespace {

struct Wishes {
  std::string from, to, file, drafts, past, media_root, now;
  std::string history = "on";
  std::string format = "text";
  std::size_t examples = 3;
  bool plain_text = false;
};

const Help help = {
    .usage = "decorum policy replay --from A --to B [OPTIONS] [FILE|-]",
    .about =
        "Decides the same posts under policy A and under policy B and says what would change:\n"
        "which decisions, with examples, and how often each answer is given, each outcome\n"
        "reached, each question put to a person. With --drafts, drafts are reviewed under both\n"
        "as well; FILE may then be left out. Nobody's answers are replayed: both policies are\n"
        "asked what the machine would do by itself.\n\n"
        "The exit code is 0 when nothing changes, 1 when something does or a line cannot be\n"
        "read, 2 when it cannot run. Without --now a post is decided as of its own posted_at.\n",
    .examples =
        "  decorum policy replay --from policies/institute --to drafts/institute posts.jsonl\n"
        "  decorum policy replay --from old --to new --drafts drafts.jsonl\n"
        "  decorum policy replay --from old --to new --format json posts.jsonl | jq .moves\n"};

void declare(CLI::App& app, Wishes& wishes) {
  app.add_option("--from", wishes.from, "The folder of the policy before")
      ->required()
      ->type_name("DIR");
  app.add_option("--to", wishes.to, "The folder of the policy after")->required()->type_name("DIR");
  CLI::Option* drafts =
      app.add_option("--drafts", wishes.drafts, "Drafts to review, as for review --draft")
          ->type_name("FILE");
  app.add_option("--past", wishes.past, "Our own earlier posts, for the drafts; JSON Lines")
      ->needs(drafts)
      ->type_name("FILE");
  app.add_option("--media-root", wishes.media_root,
                 "The folder of the drafts' media (default: that of the drafts)")
      ->needs(drafts)
      ->type_name("DIR");
  app.add_option("--examples", wishes.examples, "How many examples of each change (default: 3)")
      ->check(CLI::Range(std::size_t{0}, triage::examples_max))
      ->type_name("N");
  app.add_option("--history", wishes.history, "Remember the stream's authors (default: on)")
      ->check(CLI::IsMember({"on", "off"}))
      ->type_name("on|off");
  app.add_option("--now", wishes.now, "Decide as of this time, for example 2026-11-22T09:30:00Z")
      ->check([](const std::string& text) {
        const auto time = base::parse_rfc3339(text);
        return time ? std::string() : time.error().what;
      })
      ->type_name("TIME");
  app.add_flag("--text", wishes.plain_text, "A line is the text of a post, not JSON");
  app.add_option("--format", wishes.format, "text for people, or json (default: text)")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  app.add_option("FILE", wishes.file, "Posts, JSON Lines, or - for standard input (the default)")
      ->type_name("");
}

triage::ReportStyle report_style() {
  triage::ReportStyle style{.colour = colour_on_output()};
  winsize size = {};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.columns = std::clamp<std::size_t>(size.ws_col, 60, 120);
  }
  return style;
}

bool reads_alike(const policy::Policy& from, const policy::Policy& to) {
  return from.lexicons == to.lexicons && from.info.language == to.info.language;
}

// Its mistakes are told without the folder's name, which is needed where there are two.
OpenedReview open_review(const OpenedPolicy& opened, const std::string& folder) {
  try {
    return OpenedReview(opened);
  } catch (const CannotRun& error) {
    throw CannotRun(fmt::format("{}: {}", folder, error.what()));
  }
}

// The newer policy's decision of each post that the stream has decided by the older one.
class Newer {
 public:
  Newer(const policy::Policy& from, const policy::Policy& to, bool history) : decider_(to) {
    if (!reads_alike(from, to)) readers_.emplace(open_readers(to));
    if (history && decider_.reads_history()) histories_.emplace(to.protocol);
  }

  const triage::Decision& decide(const post::Post& post, const signals::Signals& signals,
                                 base::Time now) {
    if (readers_) readers_->read(post, scratch_, signals_);
    const policy::History& history = histories_ ? histories_->of(post) : nothing_;
    decider_.decide(post, thread_, readers_ ? signals_ : signals, {}, history, now, decision_);
    if (histories_) histories_->add(post, decision_, now);
    return decision_;
  }

 private:
  triage::Decider decider_;
  std::optional<signals::ReaderSet> readers_;  // none: the older policy's read the same
  std::optional<triage::AuthorHistories> histories_;
  signals::Scratch scratch_;
  signals::Signals signals_;
  triage::Decision decision_;
  const post::Thread thread_;
  const policy::History nothing_;
};

class Session {
 public:
  Session(const Wishes& wishes, const OpenedPolicy& from, const OpenedPolicy& to)
      : wishes_(wishes),
        from_(from),
        to_(to),
        now_(std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now())) {
    if (!wishes.now.empty()) now_ = *base::parse_rfc3339(wishes.now);
  }

  int run() {
    const bool has_posts = !wishes_.file.empty() || wishes_.drafts.empty();
    triage::Replay replay(from_.policy, to_.policy, wishes_.examples);
    review::Compare compare(from_.policy, to_.policy, wishes_.examples);
    if (has_posts) replay_posts(replay);
    if (stopped_ == 0 && !wishes_.drafts.empty()) replay_drafts(compare);
    show(has_posts, replay.result(), compare.comparison());
    if (stopped_ != 0) return 128 + stopped_;
    return changed_ || bad_ ? exit_findings : exit_good;
  }

 private:
  void replay_posts(triage::Replay& replay) {
    const signals::ReaderSet readers = open_readers(from_.policy);
    Newer newer(from_.policy, to_.policy, wishes_.history == "on");
    const StopSignals stop;
    TriageInput input(wishes_.file.empty() ? "-" : wishes_.file, stop);
    Progress progress("replaying");
    const WritePost write = [&](std::string&, const post::Post& post,
                                const signals::Signals& signals, const triage::Decision& decision) {
      const base::Time now = wishes_.now.empty() ? post.posted_at.value_or(now_) : now_;
      if (replay.add(post, decision, newer.decide(post, signals, now))) changed_ = true;
      progress.show(input.share());
    };
    StreamSetup setup{from_.policy, readers, write};
    setup.plain_text = wishes_.plain_text;
    setup.history = wishes_.history == "on";
    setup.places = false;
    if (!wishes_.now.empty()) setup.now = now_;
    setup.name = wishes_.file.empty() ? "-" : wishes_.file;
    StreamEnds ends;
    ends.read = [&](std::span<char> buffer) { return input.read(buffer); };
    ends.write = [](std::string_view) {};
    ends.write_error = [&](std::string_view text) {
      progress.finish();
      write_error(text);
    };
    ends.clock = [&] { return now_; };  // one time for both policies
    if (run_stream(setup, ends).bad_lines > 0) bad_ = true;
    stopped_ = stop.signal();
  }

  void replay_drafts(review::Compare& compare) {
    OpenedReview before = open_review(from_, wishes_.from);
    OpenedReview after = open_review(to_, wishes_.to);
    review::Around around;
    around.now = now_;
    std::optional<std::vector<review::PastPost>> past;
    if (!wishes_.past.empty()) around.past = &past.emplace(open_past_posts(wishes_.past));
    const InputFile input =
        json_input(wishes_.drafts, read_input(wishes_.drafts, drafts_bytes_max));
    const auto folder = picture_folder(wishes_.drafts, wishes_.media_root);
    review::Scratch scratch;
    Progress progress("reviewing");
    std::size_t done = 0;
    for (const InputDraft& one : input.drafts) {
      progress.show(static_cast<double>(done++) / static_cast<double>(input.drafts.size()));
      if (const std::string wrong = wrong_with(one, before, after); !wrong.empty()) {
        progress.finish();
        write_error(fmt::format("{}: {}\n", one.name, wrong));
        bad_ = true;
        continue;
      }
      around.pictures = look_at_pictures(one.draft, folder);
      if (!around.pictures.empty()) {
        before.need_logos();
        after.need_logos();
      }
      const review::Result was = review::review(before.rulebook(), one.draft, around, scratch);
      const review::Result now = review::review(after.rulebook(), one.draft, around, scratch);
      if (compare.add(one.name, one.draft, was, now)) changed_ = true;
    }
  }

  // Why a draft cannot be compared; empty when it can.
  std::string wrong_with(const InputDraft& one, const OpenedReview& before,
                         const OpenedReview& after) const {
    if (one.error) {
      const std::string& where = one.error->where;
      return one.error->what + (where.empty() ? "" : fmt::format(" (at {})", where));
    }
    const auto was = review::fits(one.draft, from_.policy, before.sites());
    if (!was) return fmt::format("{} (in {})", was.error().what, wishes_.from);
    const auto now = review::fits(one.draft, to_.policy, after.sites());
    if (!now) return fmt::format("{} (in {})", now.error().what, wishes_.to);
    return {};
  }

  void show(bool has_posts, const triage::ReplayResult& posts,
            const review::Comparison& drafts) const {
    const bool has_drafts = !wishes_.drafts.empty();
    if (wishes_.format == "json") {
      write_out(triage::replay_json(from_.policy, to_.policy, posts,
                                    has_drafts ? review::compare_json(drafts) : "null"));
      return;
    }
    const triage::ReportStyle style = report_style();
    std::string out = triage::replay_head(from_.policy, to_.policy);
    if (has_posts) out += "\n" + triage::replay_text(from_.policy, to_.policy, posts, style);
    if (has_drafts) out += "\n" + review::compare_text(from_.policy, to_.policy, drafts, style);
    if (stopped_ != 0) out += "\nStopped before the end.\n";
    write_out(out);
  }

  const Wishes& wishes_;
  const OpenedPolicy& from_;
  const OpenedPolicy& to_;
  base::Time now_;
  bool changed_ = false;
  bool bad_ = false;  // a line or draft could not be read
  int stopped_ = 0;   // by this signal
};

}  // namespace

int run_policy_replay(Arguments arguments) {
  Wishes wishes;
  Options options(help);
  declare(options.app(), wishes);
  if (const auto done = options.parse(arguments)) return *done;
  if (wishes.file == "-" && wishes.drafts == "-") {
    throw CannotRun("posts and drafts cannot both come from standard input");
  }
  const OpenedPolicy from = open_policy(wishes.from);
  const OpenedPolicy to = open_policy(wishes.to);
  return Session(wishes, from, to).run();
}

}  // namespace decorum::cli
