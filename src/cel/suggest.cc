#include "cel/suggest.h"

#include <algorithm>
#include <vector>

namespace decorum::cel {
namespace {

constexpr std::size_t length_max = 100;
constexpr std::size_t distance_max = 4;

// Optimal string alignment: as Levenshtein's distance, an exchange of neighbours counting once.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string closest(std::string_view name, std::span<const std::string> names) {
  std::string best;
  if (name.size() > length_max) return best;
  std::size_t bound = std::min(distance_max, std::max<std::size_t>(1, name.size() / 3)) + 1;
  for (const std::string& other : names) {
    if (other.size() > length_max || other == name) continue;
    const std::size_t apart = distance(name, other);
    if (apart < bound) {
      bound = apart;
      best = other;
    }
  }
  return best;
}

}  // namespace decorum::cel
