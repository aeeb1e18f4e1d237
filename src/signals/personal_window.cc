#include "signals/personal_window.h"

#include <algorithm>

namespace decorum::signals {

Window::Window(const PersonalText& text, const Cluster& cluster, std::size_t first,
               std::size_t count)
    : text_(text.text()), cluster_(cluster), first_(first), count_(count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (digits.size() + (*this)[i].size() > digits_max) {
      digits.clear();
      return;
    }
    digits += group(i);
  }
}

char Window::joiner() const {
  if (count_ < 2 || gap(0).size() != 1) return 0;
  for (std::size_t i = 0; i + 1 < count_; ++i) {
    if (gap(i) != gap(0)) return 0;
  }
  return gap(0)[0];
}

bool Window::sized(std::initializer_list<std::size_t> sizes) const {
  if (sizes.size() != count_) return false;
  std::size_t i = 0;
  return std::all_of(sizes.begin(), sizes.end(),
                     [&](std::size_t size) { return (*this)[i++].size() == size; });
}

}  // namespace decorum::signals
