// A program for test/fault/kill_test.py: it writes to a store until it is ended, and says on
// standard output, one line each, what it was told is durable. With `verify` it reads such lines
// and says what of them is not there.
//
//   store_writer write desk.db 4 > acknowledged.txt     # four threads
//   store_writer verify desk.db < acknowledged.txt
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/core.h>

#include "sqlite/sqlite_store.h"

namespace decorum::sqlite {
namespace {

using store::Snapshot;
using store::Transaction;

constexpr std::size_t cases_of_a_thread = 8;

base::Time now() {
  return std::chrono::floor<base::Duration>(std::chrono::system_clock::now());
}

// At once and whole: what is not written when the program is killed was never acknowledged.
void say(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    std::_Exit(3);
  }
}

void put_case(Transaction& in, base::Id& id, std::int64_t turn) {
  auto row = id ? in.case_row(id) : std::nullopt;
  const std::int64_t was = row ? row->version : 0;
  if (!row) {
    row.emplace();
    row->id = id = in.next_id(now());
    row->opened_at = now();
  }
  row->version = was + 1;
  row->state = turn % 5 == 0 ? "done" : "open";
  row->queue = fmt::format("queue-{}", turn % 3);
  row->accounts = {"main"};
  row->due_at = turn % 2 == 0 ? std::optional(now()) : std::nullopt;
  row->changed_at = now();
  row->body = fmt::format("{{\"turn\":{}}}", turn);
  in.put_case(*row, was);
}

// Each turn: an event, a text that search finds, a case changed, and the text before erased.
void write_on(store::Store& store) {
  std::array<base::Id, cases_of_a_thread> cases{};
  base::Id erased;
  for (std::int64_t turn = 0;; ++turn) {
    base::Id event, text;
    const base::Id gone = turn % 3 == 2 ? erased : base::Id{};
    if (gone) say(fmt::format("erasing {}\n", gone.value));
    base::Id case_id = cases[static_cast<std::size_t>(turn) % cases.size()];
    store.write([&](Transaction& in) {
      event = in.next_id(now());
      text = in.next_id(now());
      put_case(in, case_id, turn);
      in.put_event({event, "noted", case_id, fmt::format("{{\"turn\":{}}}", turn)});
      in.put_text({text, "note", std::string(16, 's'), fmt::format("word{} more", text.value),
                   case_id, {}},
                  fmt::format("word{} more", text.value));
      if (gone) in.erase_text(gone);
    });
    cases[static_cast<std::size_t>(turn) % cases.size()] = case_id;
    say(fmt::format("event {}\ntext {}\n{}", event.value, text.value,
                    gone ? fmt::format("erased {}\n", gone.value) : ""));
    erased = text;
  }
}

int write_until_killed(const std::string& path, int threads) {
  const auto store = open_store(path, {});
  say("ready\n");
  std::vector<std::thread> writers;
  for (int i = 0; i < threads; ++i) writers.emplace_back([&] { write_on(*store); });
  for (std::thread& writer : writers) writer.join();
  return 0;
}

int verify(const std::string& path) {
  const auto store = open_store(path, {});
  int missing = 0;
  std::string kind;
  std::int64_t value = 0;
  store->read([&](Snapshot& in) {
    while (std::cin >> kind >> value) {
      if (kind == "erasing") continue;
      const base::Id id{value};
      const bool is_there =
          kind == "event" ? in.event(id).has_value() : in.text(id).has_value();
      if (is_there == (kind != "erased")) continue;
      ++missing;
      fmt::print("{} {} is {}\n", kind, value, is_there ? "there again" : "gone");
    }
  });
  const std::vector<std::string> mistakes = store->check();
  for (const std::string& mistake : mistakes) fmt::print("{}\n", mistake);
  return missing == 0 && mistakes.empty() ? 0 : 1;
}

int run(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.size() == 3 && arguments[0] == "write") {
    return write_until_killed(arguments[1], std::atoi(arguments[2].c_str()));
  }
  if (arguments.size() == 2 && arguments[0] == "verify") return verify(arguments[1]);
  fmt::print(stderr, "store_writer write FILE THREADS | store_writer verify FILE\n");
  return 2;
}

}  // namespace
}  // namespace decorum::sqlite

int main(int count, char** values) {
  try {
    return decorum::sqlite::run(count, values);
  } catch (const std::exception& error) {
    fmt::print(stderr, "store_writer: {}\n", error.what());
    return 2;
  }
}
