#include "spelling/american.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/core.h>

#include "spelling/lines.h"

namespace decorum::spelling {
namespace {

using base::fail;
using base::Result;

struct Difference {
  std::string_view american, british;
};

// The usual differences of spelling (Oxford's "New Hart's Rules", chapter 21, names them too).
constexpr std::array differences = {
    Difference{"or", "our"},   Difference{"er", "re"},    Difference{"ered", "red"},
    Difference{"ering", "ring"}, Difference{"yz", "ys"},  Difference{"ense", "ence"},
    Difference{"og", "ogue"},  Difference{"ol", "oul"},   Difference{"l", "ll"},
    Difference{"ll", "l"},     Difference{"e", "ae"},     Difference{"e", "oe"},
    Difference{"ck", "que"},   Difference{"ck", "cque"},  Difference{"p", "pp"},
    Difference{"t", "tt"},     Difference{"m", "mme"},    Difference{"f", "ph"},
    Difference{"z", "s"},      Difference{"k", "c"},      Difference{"ax", "axe"},
    Difference{"dg", "dge"},   Difference{"g", "gg"},     Difference{"s", "ss"},
    Difference{"et", "ette"},  Difference{"a", "e"},      Difference{"i", "y"},
    Difference{"s", "c"},      Difference{"n", "nn"},     Difference{"um", "ium"},
    Difference{"ow", "ough"},  Difference{"ler", "ller"},  Difference{"in", "ine"},
    Difference{"sk", "sc"},    Difference{"st", "xt"},
};

void add_changes(const std::string& word, std::vector<std::string>& out) {
  for (const Difference& difference : differences) {
    std::size_t at = word.size();
    while ((at = word.rfind(difference.american, at)) != std::string::npos) {
      std::string other = word;
      other.replace(at, difference.american.size(), difference.british);
      out.push_back(std::move(other));
      if (at-- == 0) break;
    }
  }
}

}  // namespace

Pairs derive_pairs(std::span<const std::string> american, const WordSet& british,
                   const std::function<bool(const std::string&)>& knows) {
  Pairs pairs;
  for (const std::string& word : american) {
    if (knows(word)) continue;
    std::vector<std::string> once, twice;
    add_changes(word, once);
    const auto fits = [&](const std::string& other) {
      return british.contains(other) && knows(other);
    };
    auto found = std::find_if(once.begin(), once.end(), fits);
    if (found == once.end()) {
      for (const std::string& other : once) add_changes(other, twice);
      found = std::find_if(twice.begin(), twice.end(), fits);
      if (found == twice.end()) continue;
    }
    pairs.emplace_back(word, *found);
  }
  return pairs;
}

Result<Pairs> read_pairs(std::string_view text, const Affixes& affixes) {
  Pairs pairs;
  Lines lines(text);
  while (const auto line = lines.next()) {
    const std::vector<std::string_view> parts = blank_separated(*line);
    if (parts.empty() || parts[0].starts_with('#')) continue;
    const std::string where = fmt::format("line {}", lines.number());
    if (parts.size() < 2 || parts.size() > 3) {
      return fail("a line is an American word, a British one and perhaps flags", where);
    }
    std::vector<std::string> american, british;
    const std::string_view flags = parts.size() == 3 ? parts[2] : std::string_view();
    affixes.expand(parts[0], flags, american);
    affixes.expand(parts[1], flags, british);
    if (american.size() != british.size()) {
      return fail("the flags give the two words different forms; write each pair out", where);
    }
    for (std::size_t i = 0; i < american.size(); ++i) {
      pairs.emplace_back(std::move(american[i]), std::move(british[i]));
    }
  }
  return pairs;
}

std::string replaced(std::string_view word, std::string_view from, std::string_view to,
                     const std::function<bool(const std::string&)>& fits) {
  std::size_t at = word.size();
  while ((at = word.rfind(from, at)) != std::string_view::npos) {
    std::string other(word);
    other.replace(at, from.size(), to);
    if (fits(other)) return other;
    if (at-- == 0) break;
  }
  return {};
}

}  // namespace decorum::spelling
