// decorum duplicates: posts whose text is that of an earlier one but for small edits.
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "base/utf8.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/triage_input.h"
#include "post/json.h"
#include "post/stream.h"
#include "signals/near_duplicates.h"

namespace decorum::cli {
namespace {

struct Wishes {
  std::string file = "-";
  std::string against;
  std::size_t posts = 1'000'000;
  bool plain_text = false;
};

const Help help = {
    .usage = "decorum duplicates [OPTIONS] [FILE|-]",
    .about =
        "Reads posts, one a line, and says which of them have the text of an earlier one, but for\n"
        "small edits: words changed, added or left out, typing errors, capitals, signs, emoji,\n"
        "links, handles, letters that look alike, parts swapped, the end cut off. Writes a line\n"
        "of JSON for each pair, the most alike first and ten for a post at most: id, of (the\n"
        "earlier post's id) and similarity (up to 1). A post without id has its line's number.\n\n"
        "A post of under four words is only found where it says the same. A line that is no post\n"
        "is told of as FILE:LINE: what, the others go on, and the exit code is 1. Found or not,\n"
        "it is 0.\n",
    .examples = "  decorum duplicates data/samples/posts.jsonl\n"
                "  decorum duplicates --against withdrawn.jsonl drafts.jsonl\n"
                "  decorum duplicates --text lines.txt | jq -r .of | sort | uniq -c | sort -rn\n"};

void declare(CLI::App& app, Wishes& wishes) {
  app.add_option("--against", wishes.against, "Look for earlier posts in this file, and only there")
      ->type_name("FILE");
  app.add_option("--posts", wishes.posts,
                 "How many posts are remembered, at some 200 bytes each\n(default: 1,000,000)")
      ->check(CLI::Range(std::size_t{1}, signals::NearDuplicates::posts_max))
      ->type_name("N");
  app.add_flag("--text", wishes.plain_text, "A line is the text of a post, not JSON");
  app.add_option("FILE", wishes.file, "JSON Lines, or - for standard input (the default)")
      ->type_name("");
}

// The posts that are remembered, and the pairs that are found.
class Session {
 public:
  explicit Session(const Wishes& wishes)
      : plain_text_(wishes.plain_text), known_(wishes.posts), look_(wishes.against.empty()) {}

  // Of the file --against: its posts are remembered, and none is looked up.
  void remember(const std::string& name, const StopSignals& stop) { read(name, stop); }

  void look_up(const std::string& name, const StopSignals& stop) {
    remember_ = look_;
    look_ = true;
    read(name, stop);
  }

  bool had_bad_lines() const { return bad_lines_; }

 private:
  void read(const std::string& name, const StopSignals& stop) {
    TriageInput input(name, stop);
    Progress progress("duplicates");
    post::LineSplitter splitter;
    const auto on_line = [&](const post::Line& line) { take(name, line, progress); };
    std::vector<char> buffer(64 * std::size_t{1024});
    while (const auto got = input.read(buffer)) {
      if (*got == 0) break;
      splitter.push({buffer.data(), *got}, on_line);
      hand_over();
      progress.show(input.share());
    }
    splitter.finish(on_line);
    hand_over();
    progress.finish();
  }

  void take(const std::string& name, const post::Line& line, Progress& progress) {
    if (!line.over_long && line.text.find_first_not_of(" \t") == std::string_view::npos) return;
    if (const auto done = parse(line); !done) {
      bad_lines_ = true;
      progress.finish();
      say_error(fmt::format("{}:{}: {}{}", name, line.number, done.error().what,
                            done.error().where.empty() ? "" : " (" + done.error().where + ")"));
      return;
    }
    if (post_.id.empty()) post_.id = std::to_string(line.number);
    signals::compare_as(post_.text, text_);
    if (look_) look();
    if (!remember_) return;
    known_.add(text_);
    ids_.push_back(post_.id);
    while (first_id_ < known_.oldest()) {
      ids_.pop_front();
      ++first_id_;
    }
  }

  base::Result<void> parse(const post::Line& line) {
    if (line.over_long) {
      return base::fail(fmt::format("the line has more than {} bytes", post::line_bytes_max), "");
    }
    if (!plain_text_) return reader_.read(line.text, post_);
    post_ = post::Post{};
    post_.text = base::mended(line.text);
    if (post_.text.size() <= post::text_bytes_max) return {};
    return base::fail(fmt::format("text is longer than {} bytes", post::text_bytes_max), "");
  }

  void look() {
    for (const signals::NearDuplicate& found : known_.find(text_)) {
      out_ += "{\"id\":";
      post::append_json_string(out_, post_.id);
      out_ += ",\"of\":";
      post::append_json_string(out_, ids_[found.number - first_id_]);
      out_ += fmt::format(",\"similarity\":{:.2f}}}\n", found.similarity);
    }
  }

  void hand_over() {
    write_out(out_);
    out_.clear();
  }

  const bool plain_text_;
  signals::NearDuplicates known_;
  bool look_;
  bool remember_ = true;
  std::deque<std::string> ids_;
  std::uint64_t first_id_ = 1;  // the number of the post that ids_ begins with
  post::PostReader reader_;
  post::Post post_;
  signals::ComparedText text_;
  std::string out_;
  bool bad_lines_ = false;
};

}  // namespace

int run_duplicates(Arguments arguments) {
  Wishes wishes;
  Options options(help);
  declare(options.app(), wishes);
  if (const auto done = options.parse(arguments)) return *done;
  const StopSignals stop;
  Session session(wishes);
  if (!wishes.against.empty()) session.remember(wishes.against, stop);
  if (stop.signal() == 0) session.look_up(wishes.file, stop);
  if (stop.signal() != 0) return 128 + stop.signal();
  return session.had_bad_lines() ? exit_findings : exit_good;
}

}  // namespace decorum::cli
