#include "post/json_path.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::post {
namespace {

void append_step(std::string& out, std::string_view name) {
  out.push_back('/');
  for (const char c : base::clipped(name, 64)) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out.push_back(c);
    }
  }
}

}  // namespace

std::string JsonPath::pointer() const {
  std::string out;
  for (std::size_t i = 0; i < size_; ++i) {
    if (steps_[i].name.empty()) {
      out += fmt::format("/{}", steps_[i].index);
    } else {
      append_step(out, steps_[i].name);
    }
  }
  return out;
}

std::string JsonPath::subject() const {
  if (size_ == 0) return "a line";
  if (!steps_[size_ - 1].name.empty()) return std::string(steps_[size_ - 1].name);
  return fmt::format("each entry of {}", steps_[size_ - 2].name);
}

}  // namespace decorum::post
