// decorum_spelling_bench INDEX MISSPELLINGS [STRIDE]: how often the right word is proposed first or
// among the first five, and how long that takes, beside Nuspell on the same words.
//
// MISSPELLINGS is codespell's list ("wrong->right" a line; Debian: codespell). Only lines with one
// correction count whose right word the dictionary knows and whose wrong word it does not. The list
// is only measured with. Even lines chose the weights of spelling/near.cc, odd ones did not; every
// STRIDE-th odd line (Nuspell needs some 70 ms for each) is put to both. Times are of the
// processor.
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nuspell/dictionary.hxx>

#include "spelling/dictionary.h"

namespace {

using decorum::spelling::Dictionary;

struct Pair {
  std::string wrong, right;
};

using Suggest = std::function<std::vector<std::string>(const std::string&)>;

std::string read(const char* path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error(fmt::format("{} cannot be read", path));
  return {std::istreambuf_iterator<char>(in), {}};
}

// Of the processor, so that other work on the machine does less harm.
double milliseconds_since(std::clock_t start) {
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Is every word of a correction ("a lot") known?
bool knows_all(const Dictionary& dictionary, std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (!dictionary.knows(text.substr(0, end))) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

std::vector<Pair> read_pairs(const Dictionary& dictionary, const char* path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(fmt::format("{} cannot be read", path));
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    const std::size_t arrow = line.find("->");
    if (arrow == std::string::npos || line.find(',') != std::string::npos) continue;
    Pair pair{line.substr(0, arrow), line.substr(arrow + 2)};
    if (dictionary.knows(pair.wrong) || !knows_all(dictionary, pair.right)) continue;
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

void measure(std::string_view name, const std::vector<Pair>& pairs, const Suggest& suggest) {
  std::size_t first = 0, five = 0;
  double worst_ms = 0;
  const auto start = std::clock();
  for (const Pair& pair : pairs) {
    const auto began = std::clock();
    const std::vector<std::string> found = suggest(pair.wrong);
    worst_ms = std::max(worst_ms, milliseconds_since(began));
    const std::size_t looked_at = std::min<std::size_t>(5, found.size());
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(looked_at);
    const auto at = std::find(found.begin(), end, pair.right);
    const bool is_first = !found.empty() && at == found.begin();
    if (!is_first && std::getenv("SPELLING_BENCH_MISSES") != nullptr) {
      fmt::print("  {} -> {}: {}\n", pair.wrong, pair.right, fmt::join(found, ", "));
    }
    if (at != end) ++five;
    if (is_first) ++first;
  }
  const double count = static_cast<double>(std::max<std::size_t>(1, pairs.size()));
  fmt::print("| {} | {} | {:.1f} % | {:.1f} % | {:.2f} | {:.1f} |\n", name, pairs.size(),
             100.0 * static_cast<double>(first) / count, 100.0 * static_cast<double>(five) / count,
             milliseconds_since(start) / count, worst_ms);
}

}  // namespace

int main(int count, char** arguments) try {
  if (count < 3) {
    fmt::print(stderr, "usage: decorum_spelling_bench INDEX MISSPELLINGS [STRIDE]\n");
    return 2;
  }
  const std::string index = read(arguments[1]);
  const auto start = std::clock();
  const auto dictionary = Dictionary::make(index);
  if (!dictionary) throw std::runtime_error(dictionary.error().what);
  const double own_load = milliseconds_since(start);
  nuspell::Dictionary nuspell;
  const auto nuspell_start = std::clock();
  nuspell.load_aff_dic("/usr/share/hunspell/en_GB.aff");
  fmt::print("load: index {:.2f} ms, Nuspell {:.0f} ms\n\n", own_load,
             milliseconds_since(nuspell_start));

  const std::vector<Pair> pairs = read_pairs(*dictionary, arguments[2]);
  const std::size_t stride = count > 3 ? std::stoul(arguments[3]) : 40;
  std::vector<Pair> even, odd, both;
  for (std::size_t i = 0; i < pairs.size(); ++i) (i % 2 == 0 ? even : odd).push_back(pairs[i]);
  for (std::size_t i = 0; i < odd.size(); i += stride) both.push_back(odd[i]);
  const Suggest own = [&](const std::string& word) { return dictionary->suggest(word); };
  const Suggest theirs = [&](const std::string& word) {
    std::vector<std::string> found;
    nuspell.suggest(word, found);
    return found;
  };
  fmt::print("| who | words | first | among five | ms a word | worst ms |\n");
  fmt::print("| --- | --- | --- | --- | --- | --- |\n");
  measure("own, even lines (chose the weights)", even, own);
  measure("own, odd lines", odd, own);
  measure("own, some odd lines", both, own);
  measure("Nuspell, the same", both, theirs);
  return 0;
} catch (const std::exception& problem) {
  fmt::print(stderr, "decorum_spelling_bench: {}\n", problem.what());
  return 1;
}
