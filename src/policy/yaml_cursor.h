// Where a character or byte of a YAML text stands, found by walking from where the last one was:
// the events of a parser come nearly in order, so that the walks together are about as long as the
// text. For yaml.cc alone; the text must be UTF-8 and outlive the cursor.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/utf8.h"
#include "policy/yaml.h"

namespace decorum::policy {

class YamlCursor {
 public:
  explicit YamlCursor(std::string_view text) : text_(text) {}

  // At a character, counted from the start of the text.
  void go_to(std::size_t character) {
    while (character_ < character && offset_ < text_.size()) step();
    while (character_ > character) back();
  }
  // At the character in which a byte stands.
  void go_to_byte(std::size_t offset) {
    while (offset_ < std::min(offset, text_.size())) step();
    while (offset_ > offset) back();
  }

  std::size_t offset() const { return offset_; }
  std::size_t character() const { return character_; }
  YamlPoint point() const { return {line_, static_cast<std::uint32_t>(character_ - start_) + 1}; }

 private:
  bool inside_character() const {
    return offset_ < text_.size() && (text_[offset_] & 0xC0) == 0x80;
  }

  void step() {
    const bool is_break = text_[offset_] == '\n';
    do {
      ++offset_;
    } while (inside_character());
    ++character_;
    if (!is_break) return;
    ++line_;
    start_ = character_;
  }
  void back() {
    do {
      --offset_;
    } while (inside_character());
    --character_;
    if (text_[offset_] != '\n') return;
    --line_;
    const std::size_t newline = offset_ == 0 ? text_.npos : text_.rfind('\n', offset_ - 1);
    const std::size_t start = newline == text_.npos ? 0 : newline + 1;
    start_ = character_ - base::count_code_points(text_.substr(start, offset_ - start));
  }

  std::string_view text_;
  std::size_t offset_ = 0, character_ = 0;
  std::size_t start_ = 0;  // the first character of this line
  std::uint32_t line_ = 1;
};

}  // namespace decorum::policy
