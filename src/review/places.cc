#include "review/places.h"

#include <algorithm>

#include "base/utf8.h"

namespace decorum::review {

LinePlaces::LinePlaces(std::string_view text) : text_(text), starts_{0} {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string_view::npos;) {
    starts_.push_back(static_cast<std::uint32_t>(++at));
  }
}

LinePlaces::Place LinePlaces::at(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::ranges::upper_bound(starts_, offset);
  const std::uint32_t start = *(next - 1);
  const std::string_view before = text_.substr(start, offset - start);
  return {static_cast<std::uint32_t>(next - starts_.begin()),
          static_cast<std::uint32_t>(base::count_code_points(before)) + 1};
}

std::string_view LinePlaces::line(std::uint32_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  std::string_view line = text_.substr(starts_[number - 1]);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace decorum::review
