#include "cli/triage_pipeline.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "base/utf8.h"
#include "post/json.h"
#include "post/stream.h"
#include "triage/decide.h"
#include "triage/history_table.h"
#include "triage/places.h"

namespace decorum::cli {

namespace {

// A batch's memory is used again unless a long line has blown it up.
constexpr std::size_t keep_bytes_max = 4 * read_bytes_max;
constexpr std::size_t keep_text_max = 8 * 1024;

// Lets the batches pass in the order of their numbers, one at a time.
class Turnstile {
 public:
  // False when the stream was given up.
  bool enter(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [&] { return next_ == number || given_up_; });
    return !given_up_;
  }
  void leave() {
    const std::lock_guard lock(mutex_);
    ++next_;
    turn_.notify_all();
  }
  void give_up() {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
    turn_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable turn_;
  std::uint64_t next_ = 0;
  bool given_up_ = false;
};

struct Item {
  post::Post post;
  signals::Signals signals;
  triage::Decision decision;
  bool good = false;
};

struct LineRange {
  std::uint64_t number = 0;
  std::size_t begin = 0;
  std::size_t size = 0;
  bool over_long = false;
};

struct Batch {
  std::uint64_t number = 0;
  std::string bytes;
  std::vector<LineRange> lines;
  std::string out;
  std::string errors;
  std::uint64_t posts = 0;
  std::uint64_t bad_lines = 0;
  base::Time clock;

  std::string_view text_of(const LineRange& line) const {
    return std::string_view(bytes).substr(line.begin, line.size);
  }
  void clear() {
    if (bytes.capacity() > keep_bytes_max) bytes = {};
    if (out.capacity() > 8 * keep_bytes_max) out = {};
    bytes.clear();
    lines.clear();
    out.clear();
    errors.clear();
    posts = bad_lines = 0;
  }
};

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// Splits the input into numbered batches. One worker at a time.
class Source {
 public:
  explicit Source(const StreamEnds& ends) : ends_(ends), chunk_(read_bytes_max) {}

  // False when there is nothing more.
  bool fill(Batch& batch) {
    const std::lock_guard lock(mutex_);
    batch.clear();
    while (taken_ == read_.lines.size()) {
      if (ended_ || given_up_) return false;
      read_more();
    }
    const std::size_t end = std::min(taken_ + batch_lines_max, read_.lines.size());
    for (; taken_ < end; ++taken_) {
      LineRange line = read_.lines[taken_];
      const std::string_view text = read_.text_of(line);
      line.begin = batch.bytes.size();
      batch.bytes += text;
      batch.lines.push_back(line);
    }
    batch.number = batches_++;
    batch.clock = ends_.clock();
    return true;
  }

  void give_up() { given_up_ = true; }
  bool stopped() const { return stopped_; }

 private:
  void read_more() {
    read_.clear();
    taken_ = 0;
    const auto got = ends_.read(chunk_);
    if (!got) {
      ended_ = stopped_ = true;
    } else if (*got == 0) {
      ended_ = true;
      splitter_.finish(on_line_);
    } else {
      splitter_.push({chunk_.data(), *got}, on_line_);
    }
  }

  const StreamEnds& ends_;
  std::mutex mutex_;
  std::atomic<bool> given_up_ = false;
  std::vector<char> chunk_;
  post::LineSplitter splitter_;
  Batch read_;             // the lines of the last chunk
  std::size_t taken_ = 0;  // how many of them are in batches
  const post::LineSplitter::OnLine on_line_ = [this](const post::Line& line) {
    if (!line.over_long && is_blank(line.text)) return;
    read_.lines.push_back({line.number, read_.bytes.size(), line.text.size(), line.over_long});
    read_.bytes += line.text;
  };
  std::uint64_t batches_ = 0;
  bool ended_ = false;
  bool stopped_ = false;
};

// What one thread needs to take a post from its line to the output.
class Worker {
 public:
  explicit Worker(const StreamSetup& setup) : setup_(setup), decider_(setup.policy) {}

  // Parses and reads; a line that is no post is told of and left out.
  void take(Batch& batch, const LineRange& line, Item& item) {
    item.good = line.over_long ? refuse(batch, line, too_long()) : parse(batch, line, item.post);
    if (!item.good) return;
    if (item.post.id.empty()) item.post.id = std::to_string(line.number);
    setup_.readers.read(item.post, scratch_, item.signals);
    ++batch.posts;
  }

  void decide(Item& item, base::Time clock, triage::AuthorHistories* histories) {
    if (!item.good) return;
    const base::Time now = setup_.now.value_or(item.post.posted_at.value_or(clock));
    const policy::History& history = histories == nullptr ? nothing_ : histories->of(item.post);
    decider_.decide(item.post, thread_, item.signals, {}, history, now, item.decision);
    if (histories != nullptr) histories->add(item.post, item.decision, now);
  }

  void write(Batch& batch, Item& item) {
    if (!item.good) return;
    const triage::EvidenceOf evidence = [&](std::size_t slot) {
      return triage::evidence_of(setup_.readers, item.post, item.signals, slot, scratch_);
    };
    if (setup_.places) places_.add(item.decision, evidence);
    setup_.write(batch.out, item.post, item.signals, item.decision);
    if (item.post.text.capacity() > keep_text_max) item = Item{};
  }

 private:
  static base::Error too_long() {
    return {"the line has more than " + std::to_string(post::line_bytes_max) + " bytes", ""};
  }

  bool parse(Batch& batch, const LineRange& line, post::Post& post) {
    const std::string_view text = batch.text_of(line);
    if (setup_.plain_text) {
      post = post::Post{};
      post.text = base::mended(text);
      if (post.text.size() <= post::text_bytes_max) return true;
      return refuse(batch, line,
                    {"text is longer than " + std::to_string(post::text_bytes_max) + " bytes", ""});
    }
    auto read = reader_.read(text, post);
    return read || refuse(batch, line, read.error());
  }

  bool refuse(Batch& batch, const LineRange& line, const base::Error& error) {
    batch.errors += setup_.name + ":" + std::to_string(line.number) + ": " + error.what;
    if (!error.where.empty()) batch.errors += " (" + error.where + ")";
    batch.errors += '\n';
    ++batch.bad_lines;
    return false;
  }

  const StreamSetup& setup_;
  post::PostReader reader_;
  signals::Scratch scratch_;
  triage::Decider decider_;
  triage::PlaceAdder places_;
  const post::Thread thread_;
  const policy::History nothing_;
};

class Stream {
 public:
  Stream(const StreamSetup& setup, const StreamEnds& ends)
      : setup_(setup), ends_(ends), source_(ends) {
    if (setup.history && triage::Decider(setup.policy).reads_history()) {
      histories_.emplace(setup.policy.protocol);
    }
  }

  StreamResult run() {
    if (setup_.threads <= 1) {
      run_alone();
    } else {
      run_together();
    }
    result_.stopped = source_.stopped();
    if (histories_) result_.authors_forgotten = histories_->forgotten();
    return result_;
  }

 private:
  triage::AuthorHistories* histories() { return histories_ ? &*histories_ : nullptr; }

  void run_alone() {
    Worker worker(setup_);
    Batch batch;
    Item item;
    while (source_.fill(batch)) {
      one_by_one(worker, batch, item);
      hand_over(batch);
    }
  }

  // What a post was read into is still at hand when its reasons are looked for.
  void one_by_one(Worker& worker, Batch& batch, Item& item) {
    for (const LineRange& line : batch.lines) {
      worker.take(batch, line, item);
      worker.decide(item, batch.clock, histories());
      worker.write(batch, item);
    }
  }

  // Step by step, so that only deciding waits for its turn. False when the stream was given up.
  bool in_turn(Worker& worker, Batch& batch, std::vector<Item>& items) {
    const std::size_t count = batch.lines.size();
    if (items.size() < count) items.resize(count);
    for (std::size_t i = 0; i < count; ++i) worker.take(batch, batch.lines[i], items[i]);
    if (!deciding_.enter(batch.number)) return false;
    for (std::size_t i = 0; i < count; ++i) worker.decide(items[i], batch.clock, histories());
    deciding_.leave();
    for (std::size_t i = 0; i < count; ++i) worker.write(batch, items[i]);
    return true;
  }

  void run_together() {
    std::vector<std::thread> threads;
    const unsigned wanted = std::min(setup_.threads, threads_max);
    threads.reserve(wanted);
    try {
      while (threads.size() < wanted) threads.emplace_back([this] { work_or_give_up(); });
    } catch (const std::system_error&) {
      // The system gives no more threads: those that run do the work.
    }
    if (threads.empty()) return run_alone();
    for (std::thread& thread : threads) thread.join();
    if (failure_) std::rethrow_exception(failure_);
  }

  void work_or_give_up() {
    try {
      work();
    } catch (...) {
      give_up(std::current_exception());
    }
  }

  void work() {
    Worker worker(setup_);
    Batch batch;
    std::vector<Item> items(1);
    while (source_.fill(batch)) {
      if (!histories_) {
        one_by_one(worker, batch, items.front());
      } else if (!in_turn(worker, batch, items)) {
        return;
      }
      if (!writing_.enter(batch.number)) return;
      hand_over(batch);
      writing_.leave();
    }
  }

  void hand_over(const Batch& batch) {
    if (!batch.errors.empty()) ends_.write_error(batch.errors);
    if (!batch.out.empty()) ends_.write(batch.out);
    result_.posts += batch.posts;
    result_.bad_lines += batch.bad_lines;
  }

  // The first failure is the one that is told of; the others follow from it.
  void give_up(const std::exception_ptr& failure) {
    {
      const std::lock_guard lock(failure_mutex_);
      if (!failure_) failure_ = failure;
    }
    deciding_.give_up();
    writing_.give_up();
    source_.give_up();
    if (ends_.interrupt) ends_.interrupt();
  }

  const StreamSetup& setup_;
  const StreamEnds& ends_;
  Source source_;
  std::optional<triage::AuthorHistories> histories_;  // only inside `deciding_`
  Turnstile deciding_;
  Turnstile writing_;
  StreamResult result_;  // only inside `writing_`
  std::mutex failure_mutex_;
  std::exception_ptr failure_;
};

}  // namespace

StreamResult run_stream(const StreamSetup& setup, const StreamEnds& ends) {
  return Stream(setup, ends).run();
}

}  // namespace decorum::cli
