// What a half of unmask works on: a text, and where its bytes stand in the post.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "signals/unmask.h"

namespace decorum::signals {

struct Source {
  std::string_view text;
  // Of each byte and one past the end; null when the text is the post's own.
  const std::vector<std::uint32_t>* origin = nullptr;

  std::uint32_t at(std::size_t offset) const {
    return origin == nullptr ? static_cast<std::uint32_t>(offset) : (*origin)[offset];
  }
};

}  // namespace decorum::signals
