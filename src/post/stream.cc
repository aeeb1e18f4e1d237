#include "post/stream.h"

namespace decorum::post {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// After a line longer than this, the memory that held it is given back.
constexpr std::size_t keep_bytes_max = 256 * 1024;

// A begun line may still get a byte order mark or "\r" taken off.
constexpr std::size_t slack_bytes = byte_order_mark.size() + 1;

}  // namespace

void LineSplitter::push(std::string_view chunk, const OnLine& on_line) {
  while (!chunk.empty()) {
    const auto newline = chunk.find('\n');
    const std::string_view piece = chunk.substr(0, newline);
    const bool ends = newline != std::string_view::npos;
    chunk.remove_prefix(ends ? newline + 1 : chunk.size());

    if (skipping_) {
      skipping_ = !ends;
      continue;
    }
    if (begun_.size() + piece.size() > bytes_max_ + slack_bytes) {
      report_over_long(on_line);
      skipping_ = !ends;
      continue;
    }
    if (ends && begun_.empty()) {
      emit(piece, on_line);
      continue;
    }
    begun_.append(piece);
    if (ends) emit(begun_, on_line);
  }
}

void LineSplitter::finish(const OnLine& on_line) {
  if (!skipping_ && !begun_.empty()) emit(begun_, on_line);
  skipping_ = false;
}

void LineSplitter::emit(std::string_view line, const OnLine& on_line) {
  line = without_end(line);
  if (line.size() > bytes_max_) {
    report_over_long(on_line);
    return;
  }
  ++number_;
  on_line(Line{number_, line, false});
  begun_.clear();
  if (begun_.capacity() > keep_bytes_max) begun_.shrink_to_fit();
}

void LineSplitter::report_over_long(const OnLine& on_line) {
  ++number_;
  begun_.clear();
  begun_.shrink_to_fit();
  on_line(Line{number_, {}, true});
}

std::string_view LineSplitter::without_end(std::string_view line) const {
  if (number_ == 0 && line.starts_with(byte_order_mark)) {
    line.remove_prefix(byte_order_mark.size());
  }
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

}  // namespace decorum::post
