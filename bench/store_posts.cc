#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <filesystem>
#include <thread>
#include <unistd.h>

#include <fmt/core.h>

#include "base/hash.h"
#include "bench/store_posts.h"
#include "sqlite/connection.h"
#include "sqlite/sqlite_store.h"

namespace decorum::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t batch = 500;
constexpr double measured_seconds = 3;
constexpr std::size_t made_before = 40'000;  // posts made ahead, so that making is not measured

std::string file_in(const StoreBench& bench, std::string_view name) {
  const std::string path = (fs::path(bench.folder) / name).string();
  for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(path + end);
  return path;
}

void remove(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(path + end);
}

double flushes_a_second(const StoreBench& bench) {
  const std::string path = file_in(bench, "flush");
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  const std::string page(4096, 'x');
  int count = 0;
  const Stopwatch watch;
  while (watch.seconds() < 1) {
    const auto at = static_cast<off_t>(count % 256) * 4096;
    if (::pwrite(file, page.data(), page.size(), at) < 0 || ::fdatasync(file) != 0) break;
    ++count;
  }
  ::close(file);
  fs::remove(path);
  return count / watch.seconds();
}

void put(store::Transaction& in, SamplePost& sample) {
  const base::Time now = bench_now();
  const base::Id author{1 + sample.post.author.value};
  sample.post.id = in.next_id(now);
  sample.text.id = in.next_id(now);
  sample.event.id = in.next_id(now);
  sample.post.document = sample.text.id;
  sample.text.subject = sample.post.author = author;
  if (!in.post_at(sample.post.site, sample.post.site_id)) {
    in.put_text(sample.text, sample.words);
    in.put_event(sample.event);
    in.put_post(sample.post);
  }
}

double rate_of_store(const StoreBench& bench, std::size_t threads, std::size_t together) {
  const std::string path = file_in(bench, "store.sqlite");
  double rate = 0;
  {
    const auto store = sqlite::open_store(path, {});
    SamplePosts make(7);
    std::vector<SamplePost> posts;
    for (std::size_t i = 0; i < made_before * 2; ++i) posts.push_back(make.next());
    std::atomic<std::size_t> next = 0, done = 0;
    const Stopwatch watch;
    std::vector<std::thread> writers;
    for (std::size_t thread = 0; thread < threads; ++thread) {
      writers.emplace_back([&] {
        while (watch.seconds() < measured_seconds) {
          const std::size_t first = next.fetch_add(together);
          if (first + together > posts.size()) return;
          store->write([&](store::Transaction& in) {
            for (std::size_t i = 0; i < together; ++i) put(in, posts[first + i]);
          });
          done += together;
        }
      });
    }
    for (std::thread& writer : writers) writer.join();
    rate = static_cast<double>(done) / watch.seconds();
  }
  remove(path);
  return rate;
}

constexpr const char* raw_schema =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;"
    "CREATE TABLE event(id INTEGER PRIMARY KEY, kind TEXT, case_id INTEGER, bytes TEXT) STRICT;"
    "CREATE TABLE text(id INTEGER PRIMARY KEY, kind TEXT, salt BLOB, body TEXT, case_id INTEGER,"
    "  subject INTEGER) STRICT;"
    "CREATE TABLE post(id INTEGER PRIMARY KEY, site TEXT, site_id TEXT, account TEXT,"
    "  author INTEGER, thread TEXT, state INTEGER, document INTEGER, digest TEXT,"
    "  posted_at INTEGER, seen_at INTEGER, language TEXT, outcomes TEXT, retention TEXT,"
    "  UNIQUE(site, site_id)) STRICT;"
    "CREATE INDEX post_author ON post(author, id);"
    "CREATE VIRTUAL TABLE found USING fts5(words, content='')";

void put_raw(sqlite::Connection& raw, const SamplePost& sample, std::int64_t id, bool searched) {
  raw.run("INSERT INTO event VALUES(?, ?, 0, ?)", id, sample.event.kind, sample.event.bytes);
  raw.run("INSERT INTO text VALUES(?, ?, ?, ?, 0, ?)", id, sample.text.kind,
          sqlite::Blob{sample.text.salt}, sample.text.body, sample.post.author);
  raw.run("INSERT INTO post VALUES(?,?,?,?,?,?,0,?,?,?,?,?,?,?)", id, sample.post.site,
          sample.post.site_id, sample.post.accounts.front(), sample.post.author,
          sample.post.thread, id, sample.post.digest, sample.post.posted_at, sample.post.seen_at,
          sample.post.language, sample.post.outcomes.front(), sample.post.retention);
  if (searched) raw.run("INSERT INTO found(rowid, words) VALUES(?, ?)", id, sample.words);
}

double rate_of_raw(const StoreBench& bench, std::size_t together, bool searched) {
  const std::string path = file_in(bench, "raw.sqlite");
  double rate = 0;
  {
    sqlite::Connection raw(path, sqlite::Connection::Mode::read_write);
    raw.script(raw_schema);
    SamplePosts make(7);
    std::vector<SamplePost> posts;
    for (std::size_t i = 0; i < made_before * 2; ++i) posts.push_back(make.next());
    std::size_t done = 0;
    const Stopwatch watch;
    while (watch.seconds() < measured_seconds && done + together <= posts.size()) {
      raw.script("BEGIN");
      for (std::size_t i = 0; i < together; ++i, ++done) {
        put_raw(raw, posts[done], static_cast<std::int64_t>(done) + 1, searched);
      }
      raw.script("COMMIT");
    }
    rate = static_cast<double>(done) / watch.seconds();
  }
  remove(path);
  return rate;
}

// Of all threads, so that other work on the machine does less harm to the figure.
double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Microseconds a post around each of these sizes.
void print_growth(const StoreBench& bench) {
  const std::string path = file_in(bench, "growing.sqlite");
  {
    const auto store = sqlite::open_store(path, {});
    SamplePosts make(11);
    double first = 0;
    std::int64_t stored = 0;
    for (const std::int64_t size : {std::int64_t{10'000}, std::int64_t{100'000},
                                    std::int64_t{1'000'000}, std::int64_t{10'000'000}}) {
      if (size > bench.posts) break;
      double seconds = 0;
      std::int64_t measured = 0;
      while (stored < size) {
        std::vector<SamplePost> posts;
        for (std::size_t i = 0; i < batch; ++i) posts.push_back(make.next());
        const double before = processor_seconds();
        store->write([&](store::Transaction& in) {
          for (SamplePost& post : posts) put(in, post);
        });
        stored += static_cast<std::int64_t>(batch);
        // The last tenth, at least 5,000 posts.
        if (size - stored >= std::max<std::int64_t>(size / 10, 5000)) continue;
        seconds += processor_seconds() - before;
        measured += static_cast<std::int64_t>(batch);
      }
      const double each = seconds / static_cast<double>(measured) * 1e6;
      if (first == 0) first = each;
      fmt::print("| a post at {} stored | {:.0f} us of processor, {:.2f} of that at 10,000; {:.0f} "
                 "bytes a post |\n",
                 size, each, each / first,
                 static_cast<double>(fs::file_size(path)) / static_cast<double>(size));
      std::fflush(stdout);
    }
  }
  remove(path);
}

}  // namespace

SamplePosts::SamplePosts(unsigned seed) : chance_(seed) {
  std::mt19937 letters(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string word;
    const auto length = 3 + letters() % 8;
    for (unsigned k = 0; k < length; ++k) word.push_back(static_cast<char>('a' + letters() % 26));
    vocabulary_.push_back(std::move(word));
  }
}

std::string SamplePosts::words() {
  std::string text;
  while (text.size() < 180) {
    const double share = static_cast<double>(chance_() % 100'000) / 100'000;
    text += vocabulary_[static_cast<std::size_t>(share * share * share * 19'999)] + " ";
  }
  return text;
}

SamplePost SamplePosts::next() {
  SamplePost one;
  ++count_;
  const auto author = static_cast<std::int64_t>(chance_() % 100'000);
  one.words = words();
  one.text = {{}, "post", std::string(16, static_cast<char>(chance_() % 255)), {}, {}, {}};
  one.text.body = fmt::format(
      R"({{"id":"{0}","site":"bluesky","account":"main","author":{{"id":"did:plc:{1:024x}"}},)"
      R"("text":"{2}","lang":"en","posted_at":"2026-11-27T10:00:00Z"}})",
      count_, author, one.words);
  one.post.site = "bluesky";
  one.post.site_id =
      fmt::format("at://did:plc:{:024x}/app.bsky.feed.post/3{:012x}", author, count_);
  one.post.accounts = {"main"};
  one.post.author = base::Id{author};
  one.post.thread = one.post.site_id;
  one.post.digest = base::sha256(one.words);
  one.post.posted_at = one.post.seen_at = bench_now();
  one.post.language = "en";
  one.post.outcomes = {"let-stand"};
  one.post.retention = "let-stand-post";
  one.event.kind = "post-taken-in";
  one.event.bytes = fmt::format(R"({{"kind":"post-taken-in","digest":"{}","path":"{}"}})",
                                one.post.digest, std::string(700, 'p'));
  return one;
}

double at_share(std::vector<double>& seconds, double share) {
  std::ranges::sort(seconds);
  const auto at = static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1));
  return seconds[at] * 1e3;
}

base::Time bench_now() {
  return std::chrono::floor<base::Duration>(std::chrono::system_clock::now());
}

void measure_posts(const StoreBench& bench) {
  fmt::print("| the disk: 4 KB written and flushed | {:.0f} a second |\n", flushes_a_second(bench));
  const double raw = rate_of_raw(bench, batch, true);
  fmt::print("| raw SQLite insert, {} posts a transaction, searchable | {:.0f} posts a second |\n",
             batch, raw);
  fmt::print("| the same, not searchable | {:.0f} |\n", rate_of_raw(bench, batch, false));
  fmt::print("| the same, one post a transaction, searchable | {:.0f} |\n",
             rate_of_raw(bench, 1, true));
  const double ours = rate_of_store(bench, 1, batch);
  fmt::print("| the store, {} posts a write | {:.0f} posts a second, {:.2f} of raw |\n", batch,
             ours, ours / raw);
  for (const std::size_t threads : {std::size_t{1}, std::size_t{8}, std::size_t{32}}) {
    fmt::print("| the store, one post a write, {} threads | {:.0f} posts a second |\n", threads,
               rate_of_store(bench, threads, 1));
    std::fflush(stdout);
  }
  print_growth(bench);
}

}  // namespace decorum::bench
