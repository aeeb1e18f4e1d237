// Splits a stream of bytes into lines, in memory bounded by the longest line allowed.
//
// A line ends with "\n" or "\r\n"; the last one may end with the stream. A byte order mark at the
// start of the stream is dropped. NULs and ill-formed UTF-8 are bytes like others. A line that is
// too long is told of once, and skipped to its end, so that it never costs its neighbours.
//
//   LineSplitter splitter;
//   while (read(chunk)) splitter.push(chunk, [](const Line& line) { ... });
//   splitter.finish([](const Line& line) { ... });
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "post/post.h"

namespace decorum::post {

struct Line {
  std::uint64_t number = 0;  // the first is 1; empty lines count
  std::string_view text;     // without its end; gone after the callback; empty when over_long
  bool over_long = false;
};

class LineSplitter {
 public:
  using OnLine = std::function<void(const Line&)>;

  explicit LineSplitter(std::size_t bytes_max = line_bytes_max) : bytes_max_(bytes_max) {}

  // Takes the next bytes of the stream, a chunk of any size, and hands out every line that ends in
  // it, in order. A line is over-long when it has more than `bytes_max` bytes without its end.
  void push(std::string_view chunk, const OnLine& on_line);

  // The stream is over: hands out a last line that had no end. Nothing may be pushed after it.
  void finish(const OnLine& on_line);

 private:
  void emit(std::string_view line, const OnLine& on_line);
  void report_over_long(const OnLine& on_line);
  std::string_view without_end(std::string_view line) const;

  std::size_t bytes_max_;
  std::string begun_;         // the start of a line whose end has not come yet
  bool skipping_ = false;     // inside a line that was over-long
  std::uint64_t number_ = 0;  // of the last line handed out
};

}  // namespace decorum::post
