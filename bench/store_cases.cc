#include <ctime>
#include <filesystem>
#include <functional>
#include <random>

#include <fmt/core.h>

#include "bench/store_cases.h"
#include "sqlite/sqlite_store.h"

namespace decorum::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t cases_a_write = 2000;
constexpr int rounds = 300;

using Chance = std::mt19937;

std::string one_of(Chance& chance, std::string_view name, unsigned count) {
  return fmt::format("{}-{}", name, chance() % count);
}

// Three in a hundred wait for somebody; the others are done.
store::CaseRow sample_case(Chance& chance, base::Id id, base::Time opened) {
  store::CaseRow row;
  row.id = id;
  row.version = 1;
  const bool is_open = chance() % 100 < 3;
  row.state = is_open ? (chance() % 4 == 0 ? "waiting" : "open")
                      : (chance() % 20 == 0 ? "merged" : "done");
  row.waits_for = "nobody";
  row.priority = chance() % 10 == 0 ? "urgent" : "normal";
  row.site = chance() % 2 == 0 ? "bluesky" : "x";
  row.accounts = {one_of(chance, "account", 8)};
  if (chance() % 5 == 0) row.accounts.push_back(one_of(chance, "account", 8));
  row.author = base::Id{1 + static_cast<std::int64_t>(chance() % 300'000)};
  row.thread = fmt::format("at://did/app.bsky.feed.post/{}", id.value);
  row.queue = one_of(chance, "queue", 12);
  row.owner = one_of(chance, "role", 6);
  if (chance() % 3 == 0) row.ask = one_of(chance, "question", 6);
  if (!is_open || chance() % 3 == 0) row.assigned = one_of(chance, "person", 40);
  row.outcomes = {one_of(chance, "outcome", 10)};
  if (chance() % 4 == 0) row.tags = {one_of(chance, "tag", 30)};
  if (is_open) row.due_at = opened + std::chrono::minutes(chance() % 10'000);
  row.opened_at = opened;
  row.changed_at = opened + std::chrono::minutes(chance() % 5000);
  row.confidential = chance() % 50 == 0;
  row.body = fmt::format(R"({{"id":"{}","padding":"{}"}})", id.value, std::string(900, 'b'));
  return row;
}

void fill(store::Store& store, std::int64_t cases) {
  Chance chance(3);
  const base::Time start = bench_now() - std::chrono::hours(24 * 365);
  std::int64_t made = 0;
  while (made < cases) {
    store.write([&](store::Transaction& in) {
      for (std::int64_t i = 0; i < cases_a_write && made < cases; ++i, ++made) {
        const base::Time opened = start + std::chrono::seconds(30 * made);
        in.put_case(sample_case(chance, in.next_id(opened), opened), 0);
      }
    });
  }
}

struct Asked {
  std::string name;
  std::function<void(Chance&, store::CaseQuery&)> set;
};

std::vector<Asked> typical_queries() {
  const std::vector<std::string> open{"open", "waiting"};
  return {
      {"open and waiting, by deadline", [=](Chance&, auto& q) { q.states = open; }},
      {"a queue's open ones, by deadline",
       [=](Chance& c, auto& q) { q.states = open, q.queues = {one_of(c, "queue", 12)}; }},
      {"mine, by deadline",
       [=](Chance& c, auto& q) { q.states = open, q.assigned = one_of(c, "person", 40); }},
      {"nobody's, urgent, two accounts, by deadline",
       [=](Chance&, auto& q) {
         q.states = open, q.assigned = "", q.priorities = {"urgent"};
         q.accounts = {"account-1", "account-2"};
       }},
      {"a question's open ones on an account, newest",
       [=](Chance& c, auto& q) {
         q.states = open, q.ask = one_of(c, "question", 6);
         q.accounts = {one_of(c, "account", 8)}, q.order = store::CaseOrder::newest;
       }},
      {"an outcome's done ones, last changed",
       [](Chance& c, auto& q) {
         q.states = {"done"}, q.outcome = one_of(c, "outcome", 10);
         q.order = store::CaseOrder::changed;
       }},
      {"a tag's done ones in a queue, oldest",
       [](Chance& c, auto& q) {
         q.states = {"done"}, q.tag = one_of(c, "tag", 30), q.queues = {one_of(c, "queue", 12)};
         q.order = store::CaseOrder::oldest;
       }},
      {"an author's, newest",
       [](Chance& c, auto& q) {
         q.author = base::Id{1 + static_cast<std::int64_t>(c() % 300'000)};
         q.order = store::CaseOrder::newest;
       }},
      {"a rare mixture: tag, queue, account, person, done",
       [](Chance& c, auto& q) {
         q.states = {"done"}, q.tag = one_of(c, "tag", 30), q.queues = {one_of(c, "queue", 12)};
         q.accounts = {one_of(c, "account", 8)}, q.assigned = one_of(c, "person", 40);
       }},
  };
}

// How long something took, by the clock and in this thread's processor time: other work on the
// machine shows in the first and hardly in the second.
struct Times {
  std::vector<double> seconds, processor;

  template <class Work>
  void measure(const Work& work) {
    const Stopwatch watch;
    const double before = processor_seconds();
    work();
    processor.push_back(processor_seconds() - before);
    seconds.push_back(watch.seconds());
  }
  static double processor_seconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
  }
};

void print_time(std::string_view name, Times& times) {
  const double half = at_share(times.seconds, 0.5);
  fmt::print("| {} | p50 {:.2f} ms, p99 {:.2f} ms; p99 of processor {:.2f} ms |\n", name, half,
             at_share(times.seconds, 0.99), at_share(times.processor, 0.99));
  std::fflush(stdout);
}

void print_lists(store::Store& store) {
  for (const Asked& asked : typical_queries()) {
    Chance chance(5);
    Times times;
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
      store::CaseQuery query;
      asked.set(chance, query);
      times.measure([&] {
        store.read([&](store::Snapshot& in) { found += in.cases(query).cases.size(); });
      });
    }
    print_time(fmt::format("list of 50: {} ({} found)", asked.name, found / rounds), times);
  }
}

void print_counts(store::Store& store) {
  Chance chance(5);
  Times counted, by_queue;
  for (int round = 0; round < rounds; ++round) {
    store::CaseQuery query;
    query.states = {"open", "waiting"};
    by_queue.measure([&] {
      store.read([&](store::Snapshot& in) { in.count_cases_by(query, "queue"); });
    });
    query.queues = {one_of(chance, "queue", 12)};
    query.accounts = {one_of(chance, "account", 8)};
    counted.measure([&] {
      store.read([&](store::Snapshot& in) { in.count_cases(query); });
    });
  }
  print_time("count of open ones by queue", by_queue);
  print_time("count of a queue's open ones on an account", counted);
}

// A reply, say: the case, two events and a text.
void print_act(store::Store& store) {
  std::vector<base::Id> ids;
  store.read([&](store::Snapshot& in) {
    store::CaseQuery query;
    query.states = {"open"};
    query.most = rounds;
    for (const store::CaseRow& row : in.cases(query).cases) ids.push_back(row.id);
  });
  Times times;
  for (const base::Id id : ids) {
    const auto act = [&](store::Transaction& in) {
      const base::Time now = bench_now();
      auto row = *in.case_row(id);
      for (int i = 0; i < 2; ++i) {
        in.put_event({in.next_id(now), "noted", id, std::string(500, 'e')});
      }
      in.put_text({in.next_id(now), "note", std::string(16, 's'), "a note on this", id, {}},
                  "a note on this");
      row.changed_at = now;
      in.put_case(row, row.version++);
    };
    times.measure([&] { store.write(act); });
  }
  print_time("one act, durable (the writer's processor time is not in it)", times);
}

}  // namespace

void measure_cases(const StoreBench& bench) {
  const std::string path = (fs::path(bench.folder) / "cases.sqlite").string();
  for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(path + end);
  {
    const auto store = sqlite::open_store(path, {});
    const Stopwatch watch;
    fill(*store, bench.cases);
    fmt::print("| {} cases put in | {:.0f} a second, {:.0f} bytes a case |\n", bench.cases,
               static_cast<double>(bench.cases) / watch.seconds(),
               static_cast<double>(fs::file_size(path)) / static_cast<double>(bench.cases));
    print_lists(*store);
    print_counts(*store);
    print_act(*store);
  }
  for (const char* end : {"", "-wal", "-shm", ".lock"}) fs::remove(path + end);
}

}  // namespace decorum::bench
