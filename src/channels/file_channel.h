// A channel that is a file: plays a JSON Lines file of posts as if they came in now, and writes
// what is sent to another. Used for a living sample desk, for training, and in tests.
//
//   FileChannel channel({.path = "day.jsonl", .sent_path = "sent.jsonl", .speed = 60}, clock);
//
// - A line is an entry of channels/entry.h. Its posted_at (or deleted_at), counted from the first
//   line's, says when it appears after the start, divided by `speed`; a line without appears with
//   the one before. An id that came before on the same account is an edit, and keeps its first
//   time as posted_at; on another account it is the same post come in there too.
// - A post's posted_at is moved to when it appears; `ahead` of the file has been there from the
//   start. The start is in the cursor ("LINE START"), so the play goes on after a break.
// - A post's thread is the first of the posts it answers, as far as the file has them.
// - A line that is no entry is told of in `refused`, once, and costs its neighbours nothing.
// - Sending appends one line, a post whose id is the key, and waits for the disk. A key that is
//   there already is not written again.
// Bounds: a file of 64 MiB and 100,000 lines. The file is read again when it has grown.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "channels/channel.h"
#include "channels/entry.h"

namespace decorum::channels {

inline constexpr std::size_t played_bytes_max = 64u << 20;
inline constexpr std::size_t played_lines_max = 100'000;

struct FileChannelSetup {
  std::string path;             // empty: nothing comes in
  std::string sent_path = {};   // empty: nothing is sent
  double speed = 1;             // above 0, at most 1,000,000
  base::Duration ahead = {};    // of the file's own time
  EntryScope scope = {};
};

class FileChannel final : public Channel {
 public:
  using Clock = std::function<base::Time()>;

  FileChannel(FileChannelSetup setup, Clock clock);

  Abilities abilities() const override;
  Fetched fetch(const std::string& cursor) override;
  Receipt send(const Outgoing& outgoing) override;

 private:
  struct Played {
    std::size_t line = 0;
    base::Duration after{};  // the file's start
    base::Duration posted{};  // the post's own time, counted from the same
    Incoming incoming;
    std::string refused;     // instead of incoming
  };

  bool load();
  void keep_lines(std::string_view bytes);
  base::Duration played(base::Duration of_file) const;

  FileChannelSetup setup_;
  Clock clock_;
  std::size_t loaded_bytes_ = 0;
  std::vector<Played> lines_;
};

}  // namespace decorum::channels
