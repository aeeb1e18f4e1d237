// The stream of `decorum triage`: lines in, decisions out, in order, on several threads, in memory
// that does not grow with the stream.
//
// Every worker does the same with one batch of lines at a time:
//
//   take a batch of lines          one worker at a time, so that batches have an order
//   parse and read the signals     side by side
//   decide                         in order, because one post's decision is the next one's history
//   explain and write into memory  side by side
//   hand to the output             in order
//
// There is no queue: a worker that waits for its turn holds one batch, so at most `threads` batches
// exist. A batch is at most batch_lines_max lines of read_bytes_max bytes, or one line up to
// post::line_bytes_max. The lowest batch never waits for another, so the workers cannot block each
// other. When the author histories are not kept, or the chart does not read them, deciding needs no
// order either, and each post goes from its line to the output's memory at once. Lines of nothing
// but blanks are no posts and no mistakes.
//
// With one thread nothing of this is needed: posts go through one by one, in the caller's thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "policy/policy.h"
#include "signals/read.h"
#include "triage/decision.h"

namespace decorum::cli {

inline constexpr std::size_t read_bytes_max = 64 * 1024;  // taken from the input at once
inline constexpr std::size_t batch_lines_max = 512;
inline constexpr unsigned threads_max = 256;

// What is written for a post. `out` is appended to.
using WritePost = std::function<void(std::string& out, const post::Post&, const signals::Signals&,
                                     const triage::Decision&)>;

struct StreamSetup {
  const policy::Policy& policy;
  const signals::ReaderSet& readers;
  WritePost write;            // called by several threads at once
  bool plain_text = false;    // a line is a post's text, not JSON
  bool history = true;        // the stream's own authors are remembered
  bool places = true;         // the decisions say where in the text their reasons stand
  std::optional<base::Time> now = std::nullopt;  // else a post's own time, else the clock
  unsigned threads = 1;           // 1 to threads_max
  std::string name = "-";         // of the input, in messages
};

// The outside of the stream. None is called by two threads at once, and what they throw ends the
// stream and comes out of run_stream.
struct StreamEnds {
  // Fills what it is given and answers how much, 0 at the end. It waits for at least one byte and
  // does not wait for more. Nothing: stop, and drop a line that has only begun.
  std::function<std::optional<std::size_t>(std::span<char>)> read;
  // Called from any thread when the stream is given up: lets a `read` that waits come back.
  std::function<void()> interrupt;
  // Whole lines. In between the two, what came out of the same batch.
  std::function<void(std::string_view)> write;
  std::function<void(std::string_view)> write_error;
  std::function<base::Time()> clock;
};

struct StreamResult {
  std::uint64_t posts = 0;      // decided
  std::uint64_t bad_lines = 0;  // told of through write_error as "NAME:LINE: what"
  std::uint64_t authors_forgotten = 0;
  bool stopped = false;  // `read` said so
};

StreamResult run_stream(const StreamSetup& setup, const StreamEnds& ends);

}  // namespace decorum::cli
