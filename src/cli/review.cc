// decorum review: drafts in, findings out.
#include <chrono>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/time.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/open.h"
#include "cli/open_review.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/past_posts.h"
#include "cli/policy_folder.h"
#include "cli/progress.h"
#include "cli/review_input.h"
#include "cli/review_pictures.h"
#include "policy/mistake.h"
#include "review/fix.h"
#include "review/report.h"
#include "review/review.h"

namespace decorum::cli {
namespace {

struct Wishes {
  std::string policy, site, account, past, now, media_root;
  std::string format = "text";
  std::string fail_on = "error";
  std::vector<std::string> suppress, files;
  bool fix = false;
  bool draft = false;
};

const Help help = {
    .usage = "decorum review [OPTIONS] [FILE...|-]",
    .about =
        "Holds drafts against the review rules of a policy, before they are posted. A file is one\n"
        "text, for an official account, not paid for, without media; or with --draft JSON that\n"
        "says all of it, one object or one a line. One final newline is no part of a text. A text\n"
        "that is not UTF-8 is mended, and places are those of the mended text.\n\n"
        "The exit code is 1 when something is found at or above --fail-on, 2 when a file cannot\n"
        "be reviewed (the others are). What is posted on a person's own account is never more\n"
        "than advised on: exit code 0. No findings is not approval.\n",
    .examples =
        "  decorum review --account main draft.txt\n"
        "  echo 'We are the best' | decorum review --site x --format json\n"
        "  decorum review --fix draft.txt\n"
        "  decorum review --draft --past posted.jsonl --format sarif drafts.jsonl > review.sarif\n"
        "  decorum review --suppress 'FA2:the only:the register says so' draft.txt\n"};

std::string wrong_time(const std::string& text) {
  const auto time = base::parse_rfc3339(text);
  return time ? std::string() : time.error().what;
}

void declare(CLI::App& app, Wishes& wishes) {
  app.add_option("--policy", wishes.policy, "The policy's folder")->type_name("DIR");
  CLI::Option* site =
      app.add_option("--site", wishes.site, "The site it is for, where the draft names none")
          ->type_name("S");
  app.add_option("--account", wishes.account,
                 "The account of the policy it is for, where the draft names none")
      ->excludes(site)
      ->type_name("A");
  app.add_option("--format", wishes.format, "text for people, json, or sarif (default: text)")
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->type_name("F");
  app.add_option("--fail-on", wishes.fail_on, "What makes the exit code 1 (default: error)")
      ->check(CLI::IsMember({"error", "warning", "info", "never"}))
      ->type_name("SEVERITY");
  app.add_flag("--fix", wishes.fix,
               "Mend the files where that is safe; tell what is found then. With -\n"
               "the text goes to standard output, findings to standard error");
  app.add_flag("--draft", wishes.draft, "The input is JSON, one draft or one a line");
  app.add_option("--past", wishes.past, "Our own earlier posts, JSON Lines")->type_name("FILE");
  app.add_option("--suppress", wishes.suppress,
                 "Let a finding stand at these words (again for more); the reason\n"
                 "is what comes after the last colon")
      ->allow_extra_args(false)
      ->type_name("RULE:WORDS:REASON");
  app.add_option("--media-root", wishes.media_root,
                 "The folder of the drafts' media (default: that of the draft)")
      ->type_name("DIR");
  app.add_option("--now", wishes.now, "Review as of this time, for example 2026-11-22T09:30:00Z")
      ->check(wrong_time)
      ->type_name("TIME");
  app.add_option("FILE", wishes.files, "Drafts, or - for standard input (the default)")
      ->type_name("");
}

post::Suppression suppression_of(const std::string& option, const policy::Policy& policy) {
  const std::size_t first = option.find(':');
  const std::size_t last = option.rfind(':');
  post::Suppression out;
  if (first != last) {
    out.rule = option.substr(0, first);
    out.words = option.substr(first + 1, last - first - 1);
    out.reason = option.substr(last + 1);
  }
  if (out.rule.empty() || out.words.empty() || out.reason.empty()) {
    throw CannotRun(fmt::format("--suppress '{}': RULE:WORDS:REASON is needed", option));
  }
  std::vector<std::string> ids;
  for (const policy::ReviewRule& rule : policy.review.rules) {
    if (rule.id == out.rule) return out;
    ids.push_back(rule.id);
  }
  const std::string near = policy::nearest(out.rule, ids);
  throw CannotRun(fmt::format("--suppress '{}': the policy has no rule '{}'{}", option, out.rule,
                              near.empty() ? "" : fmt::format("; did you mean '{}'?", near)));
}

base::Time now_of(const Wishes& wishes) {
  if (!wishes.now.empty()) return *base::parse_rfc3339(wishes.now);
  return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now());
}

// One run of the command over its files.
class Session {
 public:
  Session(const Wishes& wishes, const OpenedPolicy& opened)
      : wishes_(wishes), opened_(opened), tools_(opened), progress_("reviewing") {
    check_target();
    for (const std::string& option : wishes.suppress) {
      suppress_.push_back(suppression_of(option, opened.policy));
    }
    around_.now = now_of(wishes);
    if (!wishes.past.empty()) around_.past = &past_.emplace(open_past_posts(wishes.past));
  }

  int run() {
    // Where the findings themselves run over the terminal, a bar would only be in the way.
    const bool show_progress = ::isatty(STDOUT_FILENO) != 1;
    for (std::size_t i = 0; i < wishes_.files.size(); ++i) {
      file_number_ = i;
      show_progress_ = show_progress;
      try {
        file(wishes_.files[i]);
      } catch (const CannotRun& error) {
        fail(error.what());
      }
    }
    progress_.finish();
    if (wishes_.format == "sarif") {
      tell(review::to_sarif(reviewed_, opened_.policy, DECORUM_VERSION) + "\n");
    }
    if (failed_) return exit_cannot_run;
    return found_ ? exit_findings : exit_good;
  }

 private:
  void check_target() const {
    post::Draft probe;
    probe.site = wishes_.site;
    probe.account = wishes_.account;
    const auto fits = review::fits(probe, opened_.policy, tools_.sites());
    if (!fits) throw CannotRun(fits.error().what);
  }

  void fail(const std::string& what) {
    progress_.finish();
    say_error(what);
    failed_ = true;
  }

  // Where the mended text goes to standard output, findings go to standard error.
  void tell(std::string_view text) {
    if (wishes_.fix && fixes_output_) {
      write_error(text);
    } else {
      write_out(text);
    }
  }

  void file(const std::string& name) {
    fixes_output_ = fixes_output_ || name == "-";
    InputFile input =
        wishes_.draft ? json_input(name, read_input(name, drafts_bytes_max))
                      : text_input(name, read_input(name, draft_file_bytes_max));
    if (input.mended) {
      progress_.finish();
      say_error(fmt::format("{}: it is not UTF-8; places are those of the mended text{}", name,
                            wishes_.fix ? ", and --fix leaves it alone" : ""));
    }
    std::vector<std::optional<std::string>> texts(input.drafts.size());
    fixed_ = 0;
    for (std::size_t i = 0; i < input.drafts.size(); ++i) {
      texts[i] = draft(input, input.drafts[i]);
      if (show_progress_) {
        const double files = static_cast<double>(wishes_.files.size());
        const double share = static_cast<double>(i + 1) / static_cast<double>(texts.size());
        progress_.show((static_cast<double>(file_number_) + share) / files);
      }
    }
    if (wishes_.fix) write_back(input, texts);
  }

  // Reviews one draft and tells of it; the text that is to be written back, if any.
  std::optional<std::string> draft(const InputFile& input, InputDraft& one) {
    if (one.error) {
      const std::string& where = one.error->where;
      fail(fmt::format("{}: {}{}", one.name, one.error->what,
                       where.empty() ? "" : fmt::format(" (at {})", where)));
      return std::nullopt;
    }
    complete(one.draft);
    if (const auto fits = review::fits(one.draft, opened_.policy, tools_.sites()); !fits) {
      fail(fmt::format("{}: {}", one.name, fits.error().what));
      return std::nullopt;
    }
    around_.pictures = look_at_pictures(one.draft, picture_folder(input.name, wishes_.media_root));
    if (!around_.pictures.empty()) tools_.need_logos();
    review::Reviewed reviewed;
    reviewed.result = review::review(tools_.rulebook(), one.draft, around_, scratch_);
    std::optional<std::string> text;
    if (wishes_.fix && !input.mended) text = mend(one.draft, reviewed.result);
    if (!reviewed.result.advice_only && is_grave(reviewed.result)) found_ = true;
    reviewed.file = one.name;
    reviewed.id = one.draft.id;
    reviewed.text = std::move(one.draft.text);
    if (input.json) {
      reviewed.in_file = input.name;
      reviewed.in_line = one.line;
    } else {
      reviewed.bytes_before = static_cast<std::uint32_t>(one.start);
    }
    show(std::move(reviewed));
    return text;
  }

  // What the options say of drafts that do not say it themselves.
  void complete(post::Draft& draft) const {
    if (draft.site.empty() && draft.account.empty()) {
      draft.site = wishes_.site;
      draft.account = wishes_.account;
    }
    draft.suppress.insert(draft.suppress.end(), suppress_.begin(), suppress_.end());
  }

  // One fix may show what needs another (letters made plain show a misspelt word): a few rounds, so
  // that mending a mended file changes nothing.
  std::optional<std::string> mend(post::Draft& draft, review::Result& result) {
    constexpr int rounds_max = 5;
    bool changed = false;
    for (int round = 0; round < rounds_max; ++round) {
      review::Fixed fixed = review::apply_fixes(draft.text, result.findings);
      if (fixed.applied == 0) break;
      changed = true;
      fixed_ += fixed.applied;
      draft.text = std::move(fixed.text);
      result = review::review(tools_.rulebook(), draft, around_, scratch_);
    }
    if (!changed) return std::nullopt;
    return draft.text;
  }

  bool is_grave(const review::Result& result) const {
    const std::optional<policy::Severity> worst = result.worst();
    if (!worst || wishes_.fail_on == "never") return false;
    if (wishes_.fail_on == "info") return true;
    if (wishes_.fail_on == "warning") return *worst != policy::Severity::info;
    return *worst == policy::Severity::error;
  }

  void show(review::Reviewed reviewed) {
    if (wishes_.format == "sarif") {
      reviewed_.push_back(std::move(reviewed));
    } else if (wishes_.format == "json") {
      tell(review::to_json(reviewed) + "\n");
    } else {
      tell((std::exchange(shown_, true) ? "\n" : "") + review::to_text(reviewed));
    }
  }

  void write_back(const InputFile& input, const std::vector<std::optional<std::string>>& texts) {
    if (input.name == "-") {
      write_out(input.with_texts(texts));
    } else if (fixed_ > 0) {
      write_file(input.name, input.with_texts(texts));
    }
    write_error(fmt::format("{}: mended {}\n", input.name, counted(fixed_, "place")));
  }

  const Wishes& wishes_;
  const OpenedPolicy& opened_;
  OpenedReview tools_;
  Progress progress_;
  std::vector<post::Suppression> suppress_;
  std::optional<std::vector<review::PastPost>> past_;
  review::Around around_;
  review::Scratch scratch_;
  std::vector<review::Reviewed> reviewed_;  // kept for SARIF only
  std::size_t file_number_ = 0;
  std::size_t fixed_ = 0;      // of the file at hand
  bool fixes_output_ = false;  // standard input was among the files
  bool show_progress_ = false;
  bool shown_ = false;
  bool failed_ = false;  // something could not be reviewed
  bool found_ = false;   // something at or above --fail-on
};

}  // namespace

int run_review(Arguments arguments) {
  Wishes wishes;
  Options options(help);
  declare(options.app(), wishes);
  if (const auto done = options.parse(arguments)) return *done;
  if (wishes.files.empty()) wishes.files.emplace_back("-");
  const OpenedPolicy opened = open_policy(wishes.policy);
  return Session(wishes, opened).run();
}

}  // namespace decorum::cli
