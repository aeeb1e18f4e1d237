// decorum_bench: measures `decorum triage` on a corpus and says where the time goes. bench/run
// calls it. All rates are per core: posts by seconds of processor time, so that other work on the
// machine does less harm to them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "bench/child.h"
#include "bench/stages.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/open.h"
#include "cli/options.h"

namespace decorum::bench {

namespace {

constexpr int rounds = 3;  // the best counts
constexpr std::size_t corpus_bytes_max = 4ULL << 30;

struct Wishes {
  std::string decorum, policy, corpus, fasttext, fasttext_model, texts;
};

Measured best_of(const std::vector<std::string>& arguments, const std::string& input) {
  Measured best;
  for (int round = 0; round < rounds; ++round) {
    const Measured measured = measure(arguments, input);
    if (measured.status != 0) throw cli::CannotRun(arguments.front() + " failed");
    if (round == 0 || measured.processor_seconds < best.processor_seconds) best = measured;
  }
  return best;
}

// As docs/figures.md writes numbers: 69,855.
std::string grouped(double number) {
  std::string digits = fmt::format("{:.0f}", number);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, ",");
  return digits;
}

double rate(double posts, const Measured& measured) { return posts / measured.processor_seconds; }

std::vector<std::string> triage(const Wishes& wishes, const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {wishes.decorum, "triage", "--threads", "1"};
  if (!wishes.policy.empty()) arguments.insert(arguments.end(), {"--policy", wishes.policy});
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

double print_rates(const Wishes& wishes, std::size_t posts) {
  fmt::print("\n| what, best of {} | figure |\n| --- | --- |\n", rounds);
  double without = 0;
  double memory = 0;
  for (const char* history : {"off", "on"}) {
    const Measured measured = best_of(triage(wishes, {"--history", history}), wishes.corpus);
    const double one = rate(static_cast<double>(posts), measured);
    if (without == 0) without = one;
    memory = std::max(memory, measured.memory_mb);
    fmt::print("| triage, one thread, JSON in and out, `--history {}` | {} posts a second and core "
               "({:.2f} s of processor, {:.2f} s) |\n",
               history, grouped(one), measured.processor_seconds, measured.seconds);
  }
  fmt::print("| most memory, one thread | {:.0f} MB |\n", memory);
  return without;
}

void print_stages(const Stages& stages) {
  double whole = 0;
  for (const Stage& stage : stages.stages) {
    if (stage.kind == Kind::step) whole += stage.nanoseconds;
  }
  fmt::print("\n{} posts of {:.0f} characters in the mean, each step by itself:\n\n"
             "| where a post's time goes | ns | share |\n| --- | --- | --- |\n",
             grouped(static_cast<double>(stages.posts)), stages.characters);
  for (const Stage& stage : stages.stages) {
    const std::string share =
        stage.kind == Kind::step ? fmt::format("{:.1f} % ", 100 * stage.nanoseconds / whole) : "";
    fmt::print("| {}{} | {} | {}|\n", stage.kind == Kind::part ? "of that: " : "", stage.name,
               grouped(stage.nanoseconds), share);
  }
  fmt::print("| together ({} posts a second) | {} | |\n", grouped(1e9 / whole), grouped(whole));
}

void print_start(const Wishes& wishes) {
  const std::string input = std::filesystem::temp_directory_path() / "decorum_bench_one_post";
  const std::filesystem::path cache = input + "_cache";
  std::ofstream(input) << "What time does it start?\n";
  ::setenv("XDG_CACHE_HOME", cache.c_str(), 1);
  const Measured first = measure(triage(wishes, {"--text"}), input);
  double warm = 1e9;
  for (int round = 0; round < 2 * rounds; ++round) {
    warm = std::min(warm, measure(triage(wishes, {"--text"}), input).first_byte_seconds);
  }
  fmt::print("| start to first decision | {:.0f} ms; {:.0f} ms when a policy's words are compiled "
             "for the first time |\n",
             1000 * warm, 1000 * first.first_byte_seconds);
  std::filesystem::remove_all(cache);
  std::filesystem::remove(input);
}

void print_ratio(const Wishes& wishes, std::size_t posts, double our_rate) {
  if (wishes.fasttext.empty()) {
    fmt::print("\nfastText is not installed, so there is no ratio to it.\n");
    return;
  }
  const Measured measured =
      best_of({wishes.fasttext, "predict", wishes.fasttext_model, "-"}, wishes.texts);
  const double theirs = rate(static_cast<double>(posts), measured);
  fmt::print("| fastText predicting one label (words only, 100 dimensions) | {}; triage with "
             "`--history off` has {:.2f} of that |\n",
             grouped(theirs), our_rate / theirs);
}

int run(int count, char** values) {
  Wishes wishes;
  cli::Options options({.usage = "decorum_bench --decorum FILE --corpus FILE",
                        .about = "Measures decorum triage; bench/run calls it.",
                        .examples = "  bench/run\n"});
  CLI::App& app = options.app();
  app.add_option("--decorum", wishes.decorum, "The program")->required();
  app.add_option("--corpus", wishes.corpus, "Posts as JSON Lines")->required();
  app.add_option("--policy", wishes.policy, "The policy's folder");
  app.add_option("--fasttext", wishes.fasttext, "The fasttext program");
  app.add_option("--fasttext-model", wishes.fasttext_model, "A model for it");
  app.add_option("--texts", wishes.texts, "The corpus' texts, one a line");
  const std::vector<std::string> arguments(values + 1, values + count);
  if (const auto done = options.parse(arguments)) return *done;

  const std::string corpus = cli::read_file(wishes.corpus, corpus_bytes_max);
  const auto posts = static_cast<std::size_t>(std::ranges::count(corpus, '\n'));
  const cli::OpenedPolicy opened = cli::open_policy(wishes.policy);
  const signals::ReaderSet readers = cli::open_readers(opened.policy);
  std::vector<std::string> models;
  for (const auto& file : cli::read_files_ending(cli::find_models(), ".model", 256U << 20)) {
    models.push_back(file.bytes);
  }
  fmt::print("corpus: {} posts, {:.1f} MB\n", posts, static_cast<double>(corpus.size()) / 1e6);
  const double our_rate = print_rates(wishes, posts);
  print_start(wishes);
  print_ratio(wishes, posts, our_rate);
  print_stages(time_stages(corpus, opened.policy, readers, models));
  return cli::exit_good;
}

}  // namespace
}  // namespace decorum::bench

int main(int count, char** values) {
  try {
    return decorum::bench::run(count, values);
  } catch (const std::exception& error) {
    fmt::print(stderr, "decorum_bench: {}\n", error.what());
    return decorum::cli::exit_cannot_run;
  }
}
