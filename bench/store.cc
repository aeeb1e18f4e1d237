// decorum_store_bench: what the store on SQLite costs. Prints how fast posts are taken in durably
// beside a raw SQLite insert of the same rows and the disk's own flushes, what a post costs as the
// store grows, and how long lists of many cases take.
//
//   build/release/bench/decorum_store_bench --folder /var/tmp/bench
//   build/release/bench/decorum_store_bench --folder /var/tmp/bench --posts 10000000 --cases 0
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "bench/store_cases.h"
#include "bench/store_posts.h"
#include "cli/command.h"
#include "cli/options.h"

namespace decorum::bench {
namespace {

int run(int count, char** values) {
  StoreBench bench;
  cli::Options options({.usage = "decorum_store_bench --folder DIR",
                        .about = "Measures the store. The files it makes in DIR are taken away.",
                        .examples = "  decorum_store_bench --folder /var/tmp/bench\n"});
  CLI::App& app = options.app();
  app.add_option("--folder", bench.folder, "An empty folder on the disk to measure")->required();
  app.add_option("--posts", bench.posts, "How many posts the store grows to")
      ->capture_default_str();
  app.add_option("--cases", bench.cases, "Of how many cases lists are read; 0: not measured")
      ->capture_default_str();
  const std::vector<std::string> arguments(values + 1, values + count);
  if (const auto done = options.parse(arguments)) return *done;
  std::filesystem::create_directories(bench.folder);
  fmt::print("| what | figure |\n| --- | --- |\n");
  measure_posts(bench);
  if (bench.cases > 0) measure_cases(bench);
  return cli::exit_good;
}

}  // namespace
}  // namespace decorum::bench

int main(int count, char** values) {
  try {
    return decorum::bench::run(count, values);
  } catch (const std::exception& error) {
    fmt::print(stderr, "decorum_store_bench: {}\n", error.what());
    return decorum::cli::exit_cannot_run;
  }
}
