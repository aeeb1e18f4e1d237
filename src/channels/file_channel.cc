#include "channels/file_channel.h"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

#include <fmt/format.h>

#include "post/json.h"
#include "post/stream.h"

namespace decorum::channels {
namespace {

constexpr std::size_t answers_max = 1000;  // posts that answer one another, in a row

struct Cursor {
  std::size_t line = 0;
  base::Time start;
};

std::optional<Cursor> read_cursor(std::string_view text) {
  Cursor cursor;
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  const auto read = std::from_chars(text.data(), text.data() + blank, cursor.line);
  if (read.ec != std::errc() || read.ptr != text.data() + blank) return std::nullopt;
  const auto start = base::parse_rfc3339(text.substr(blank + 1));
  if (!start) return std::nullopt;
  cursor.start = *start;
  return cursor;
}

std::size_t size_of(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 ? static_cast<std::size_t>(status.st_size) : 0;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::size_t size = size_of(path);
  if (!file || size > played_bytes_max) return std::nullopt;
  std::string bytes(size, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  if (file.bad()) return std::nullopt;
  return bytes;
}

// A file that is open for appending; whoever opened it closes it.
struct Appended {
  int fd = -1;

  explicit Appended(const std::string& path)
      : fd(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640)) {}
  Appended(const Appended&) = delete;
  Appended& operator=(const Appended&) = delete;
  ~Appended() {
    if (fd >= 0) close(fd);
  }
};

enum class Written : std::uint8_t { yes, no, unknown };

Written append(const std::string& path, std::string_view line) {
  const Appended file(path);
  if (file.fd < 0) return Written::no;
  struct stat before {};
  if (fstat(file.fd, &before) != 0) return Written::no;
  std::size_t done = 0;
  while (done < line.size()) {
    const ssize_t wrote = write(file.fd, line.data() + done, line.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      // Half a line is taken back; where that fails too, nobody knows.
      return ftruncate(file.fd, before.st_size) == 0 ? Written::no : Written::unknown;
    }
    done += static_cast<std::size_t>(wrote);
  }
  return fsync(file.fd) == 0 ? Written::yes : Written::unknown;
}

Trouble no_file(const std::string& path, std::string_view verb) {
  return {Trouble::Kind::unreachable, fmt::format("{} cannot be {}", path, verb), {}};
}

}  // namespace

FileChannel::FileChannel(FileChannelSetup setup, Clock clock)
    : setup_(std::move(setup)), clock_(std::move(clock)) {
  assert(setup_.speed > 0 && setup_.speed <= 1e6);
}

Abilities FileChannel::abilities() const {
  return {.fetches = !setup_.path.empty(), .sends = !setup_.sent_path.empty(),
          .repeats_safely = true};
}

base::Duration FileChannel::played(base::Duration of_file) const {
  return base::Duration(
      static_cast<base::Duration::rep>(static_cast<double>(of_file.count()) / setup_.speed));
}

bool FileChannel::load() {
  const std::size_t size = size_of(setup_.path);
  if (size > 0 && size == loaded_bytes_) return true;
  const auto bytes = read_file(setup_.path);
  if (!bytes) return false;
  lines_.clear();
  keep_lines(*bytes);
  loaded_bytes_ = bytes->size();
  return true;
}

void FileChannel::keep_lines(std::string_view bytes) {
  post::PostReader reader;
  std::optional<base::Time> first;
  std::unordered_map<std::string, std::size_t> by_id;  // where an id came first
  base::Duration latest{};
  const auto keep = [&](const post::Line& line) {
    if (lines_.size() == played_lines_max || (line.text.empty() && !line.over_long)) return;
    Played played;
    played.line = line.number;
    played.after = played.posted = latest;
    auto entry = line.over_long ? base::Result<Entry>(base::fail("the line is too long"))
                                : read_entry(reader, line.text, setup_.scope);
    if (!entry) {
      played.refused = fmt::format("{}:{}: {}", setup_.path, line.number, entry.error().what);
      lines_.push_back(std::move(played));
      return;
    }
    played.incoming = std::move(entry->incoming);
    Incoming& in = played.incoming;
    const auto at = in.kind == Incoming::Kind::deleted ? entry->deleted_at : in.post.posted_at;
    if (at && !first) first = at;
    if (at) played.after = played.posted = std::max(latest, base::Duration(*at - *first));
    latest = played.after;
    const auto before = by_id.find(in.post.id);
    // On another account of ours it is the same post come in a second time.
    const bool again =
        before != by_id.end() &&
        (in.kind == Incoming::Kind::deleted ||
         lines_[before->second].incoming.post.account == in.post.account);
    if (again) {
      const Played& original = lines_[before->second];
      if (in.kind == Incoming::Kind::posted) in.kind = Incoming::Kind::edited;
      played.posted = original.posted;
      in.thread = original.incoming.thread;
    } else {
      std::string root = in.post.in_reply_to;
      for (std::size_t step = 0; step < answers_max && !root.empty(); ++step) {
        in.thread = root;
        const auto answered = by_id.find(root);
        if (answered == by_id.end()) break;
        root = lines_[answered->second].incoming.post.in_reply_to;
      }
      by_id.emplace(in.post.id, lines_.size());
    }
    lines_.push_back(std::move(played));
  };
  post::LineSplitter splitter;
  splitter.push(bytes, keep);
  splitter.finish(keep);
}

Fetched FileChannel::fetch(const std::string& cursor) {
  Fetched out;
  out.cursor = cursor;
  if (setup_.path.empty()) return out;
  const base::Time now = clock_();
  const auto from = cursor.empty() ? Cursor{0, now - played(setup_.ahead)} : read_cursor(cursor);
  if (!from) {
    out.trouble = {Trouble::Kind::refused, "the place where the file was left is not readable",
                   {}};
    return out;
  }
  if (!load()) {
    out.trouble = no_file(setup_.path, "read");
    return out;
  }
  std::size_t reached = from->line;
  const auto unread = std::lower_bound(
      lines_.begin(), lines_.end(), from->line + 1,
      [](const Played& played, std::size_t line) { return played.line < line; });
  for (auto line = unread; line != lines_.end(); ++line) {
    if (from->start + played(line->after) > now) break;
    if (out.incoming.size() + out.refused.size() == fetched_max) {
      out.more = true;
      break;
    }
    reached = line->line;
    if (!line->refused.empty()) {
      out.refused.push_back(line->refused);
      continue;
    }
    Incoming in = line->incoming;
    if (in.post.posted_at) in.post.posted_at = from->start + played(line->posted);
    out.incoming.push_back(std::move(in));
  }
  out.cursor = fmt::format("{} {}", reached, base::format_rfc3339(from->start));
  return out;
}

Receipt FileChannel::send(const Outgoing& outgoing) {
  if (setup_.sent_path.empty()) {
    return {Receipt::Kind::refused, "", "",
            Trouble{Trouble::Kind::refused, "nothing is sent on this channel", {}}};
  }
  std::string bytes;
  if (size_of(setup_.sent_path) > 0) {
    auto read = read_file(setup_.sent_path);
    if (!read) return {Receipt::Kind::not_sent, "", "", no_file(setup_.sent_path, "read")};
    bytes = std::move(*read);
  }
  bool sent = false;
  const auto look = [&](const post::Line& line) {
    const auto earlier = post::read_post(line.text);
    sent = sent || (earlier && earlier->id == outgoing.key);
  };
  post::LineSplitter splitter;
  splitter.push(bytes, look);
  splitter.finish(look);
  if (sent) return {Receipt::Kind::sent, outgoing.key, "", {}};

  post::Post post;
  post.id = outgoing.key;
  post.account = outgoing.account;
  post.text = outgoing.text;
  post.in_reply_to = outgoing.in_reply_to;
  post.media = outgoing.media;
  post.posted_at = clock_();
  // What was cut off by a fall of the machine must not swallow this line too.
  const std::string_view parting = !bytes.empty() && bytes.back() != '\n' ? "\n" : "";
  switch (append(setup_.sent_path, fmt::format("{}{}\n", parting, post::to_json(post)))) {
    case Written::yes: return {Receipt::Kind::sent, outgoing.key, "", {}};
    case Written::no:
      return {Receipt::Kind::not_sent, "", "", no_file(setup_.sent_path, "written")};
    case Written::unknown: break;
  }
  return {Receipt::Kind::unknown, "", "", no_file(setup_.sent_path, "written for certain")};
}

}  // namespace decorum::channels
