#include "spelling/near.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"
#include "spelling/letters.h"

namespace decorum::spelling {
namespace {

char small(char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
}

// Walks the graph depth first with one row of edit distances a depth, kept to the columns that can
// still be within reach.
class Search {
 public:
  Search(const Graph& graph, std::string_view word, std::size_t edits_max)
      : graph_(graph), word_(word), most_(static_cast<std::uint8_t>(edits_max)) {
    for (std::size_t i = 0; i <= word_.size(); ++i) {
      rows_[0][i + 1] = static_cast<std::uint8_t>(std::min<std::size_t>(i, most_ + 1U));
    }
    rows_[0][0] = static_cast<std::uint8_t>(most_ + 1);
  }

  std::vector<std::uint32_t> run() {
    visit(graph_.root(), 1, 0);
    return std::move(found_);
  }

 private:
  // The words below `node`, whose first has `number`; their letter at `depth` (from 1) is next.
  void visit(std::uint32_t node, std::size_t depth, std::uint32_t number) {
    if (node == 0 || depth > word_.size() + most_ || depth > word_bytes_max) return;
    for (;; ++node) {
      if (++steps_ > near_steps_max || found_.size() >= near_words_max) return;
      const Edge edge = graph_.edge_at(node);
      path_[depth] = small(edge.byte);
      if (fill_row(depth) <= most_) {
        const std::uint32_t here = number + edge.before;
        const bool in_band = depth + most_ >= word_.size();
        if (edge.final && in_band && rows_[depth][word_.size() + 1] <= most_) {
          found_.push_back(here);
        }
        visit(edge.node, depth + 1, here + (edge.final ? 1 : 0));
      }
      if (edge.last) return;
    }
  }

  // Row d holds the distance of path[1, d] to each start of the word; column 0 is a border. The
  // smallest distance is returned.
  std::uint8_t fill_row(std::size_t depth) {
    const std::uint8_t far = static_cast<std::uint8_t>(most_ + 1);
    auto& row = rows_[depth];
    const auto& above = rows_[depth - 1];
    const std::size_t from = depth > most_ ? depth - most_ : 0;
    const std::size_t to = std::min(word_.size(), depth + most_);
    row[from] = far;  // left of the band
    std::uint8_t least = far;
    const char letter = path_[depth];
    for (std::size_t i = from; i <= to; ++i) {
      int value;
      if (i == 0) {
        value = static_cast<int>(depth);
      } else {
        const bool same = word_[i - 1] == letter;
        value = above[i] + (same ? 0 : 1);
        value = std::min({value, row[i] + 1, above[i + 1] + 1});
        const bool swapped = !same && depth > 1 && i > 1 && word_[i - 2] == letter &&
                             word_[i - 1] == path_[depth - 1];
        if (swapped) {
          value = std::min(value, rows_[depth - 2][i - 1] + 1);
        }
      }
      row[i + 1] = static_cast<std::uint8_t>(std::min<int>(value, far));
      least = std::min(least, row[i + 1]);
    }
    if (to < word_.size()) row[to + 2] = far;  // right of the band
    return least;
  }

  static constexpr std::size_t depth_max = word_bytes_max + 3;

  const Graph& graph_;
  std::string_view word_;
  std::uint8_t most_;
  std::size_t steps_ = 0;
  std::array<char, depth_max> path_{};
  std::array<std::array<std::uint8_t, depth_max + 1>, depth_max> rows_{};
  std::vector<std::uint32_t> found_;
};

// Chosen on half of codespell's list (bench/spelling.cc prints the other half).
constexpr double swap_cost = 0.6;
constexpr double swap_ie_cost = 0.4;     // "recieve"
constexpr double swap_first_cost = 0.2;  // more, at the first letter
constexpr double doubled_cost = 0.5;     // "untill"
constexpr double undoubled_cost = 0.5;   // "comitted"
constexpr double mark_cost = 0.2;        // an apostrophe, hyphen or accent
constexpr double vowel_cost = 0.84;       // "seperate"
constexpr double key_cost = 0.85;        // keys side by side
constexpr double sound_cost = 0.68;      // "c" for "s", "f" for "v"
constexpr double silent_cost = 0.65;     // "e", "h" or "u" left out or put in
constexpr double spare_cost = 0.95;
constexpr double missing_cost = 0.6;
constexpr double other_cost = 1.2;
constexpr double mixed_cost = 1.15;      // a vowel for a consonant or the other way round
constexpr double first_cost = 0.56;       // more, at the first letter

bool keys_touch(char32_t a, char32_t b) {
  // The keys of an English keyboard and those around them.
  static constexpr std::array<std::string_view, 26> around = {
      "qwsz", "vghn", "xdfv", "serfcx", "wsdr",  "drtgvc", "ftyhbv", "gyujnb", "ujko",
      "huikmn", "jiolm", "kop", "njk",  "bhjm",  "iklp",   "ol",     "wa",     "edft",
      "awedxz", "rfgy", "yhji", "cfgb", "qase",  "zsdc",   "tghu",   "asx"};
  if (a < U'a' || a > U'z' || b >= 0x80) return false;
  return around[a - U'a'].find(static_cast<char>(b)) != std::string_view::npos;
}

bool sound_alike(char32_t a, char32_t b) {
  static constexpr std::array<std::string_view, 9> pairs = {"cs", "ck", "sz", "fv", "kq",
                                                            "gj", "xs", "cz", "td"};
  const auto is = [&](std::string_view pair) {
    const auto one = static_cast<char32_t>(pair[0]), other = static_cast<char32_t>(pair[1]);
    return (a == one && b == other) || (a == other && b == one);
  };
  return std::any_of(pairs.begin(), pairs.end(), is);
}

double change_cost(char32_t wrong, char32_t right) {
  if (wrong == right) return 0;
  if (without_accent(wrong) == without_accent(right)) return mark_cost;
  if (is_vowel(wrong) && is_vowel(right)) return vowel_cost;
  if (sound_alike(wrong, right)) return sound_cost;
  if (keys_touch(wrong, right)) return key_cost;
  return is_vowel(wrong) != is_vowel(right) ? mixed_cost : other_cost;
}

// Of a letter that is in one word only, between the letters before and behind it there.
double single_cost(char32_t letter, char32_t before, char32_t behind, double doubled,
                   double otherwise) {
  if (letter == U'\'' || letter == U'-') return mark_cost;
  if (letter == before || letter == behind) return doubled;
  return letter == U'e' || letter == U'h' || letter == U'u' ? silent_cost : otherwise;
}

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    out += point.code;
    at += point.length;
  }
  return out;
}

char32_t at_or_none(const std::u32string& text, std::size_t at) {
  return at < text.size() ? text[at] : U'\0';
}

// Of the j-th letter (from 1) of the right word.
double missing_at(const std::u32string& right, std::size_t j) {
  return single_cost(right[j - 1], j > 1 ? right[j - 2] : U'\0', at_or_none(right, j),
                     undoubled_cost, missing_cost);
}

}  // namespace

std::vector<std::uint32_t> near_words(const Graph& graph, std::string_view word,
                                      std::size_t edits_max) {
  if (word.empty() || word.size() > word_bytes_max || edits_max > 3) return {};
  return Search(graph, word, edits_max).run();
}

double mistake_cost(std::string_view wrong_text, std::string_view right_text, double most) {
  const std::u32string wrong = decoded(wrong_text), right = decoded(right_text);
  if (wrong.size() > word_bytes_max || right.size() > word_bytes_max) return most;
  using Row = std::array<double, word_bytes_max + 1>;
  std::array<Row, 3> rows;
  rows[0][0] = 0;
  for (std::size_t j = 1; j <= right.size(); ++j) {
    rows[0][j] = rows[0][j - 1] + missing_at(right, j) + (j == 1 ? first_cost : 0);
  }
  for (std::size_t i = 1; i <= wrong.size(); ++i) {
    Row& row = rows[i % 3];
    const Row& above = rows[(i - 1) % 3];
    const char32_t before = i > 1 ? wrong[i - 2] : U'\0';
    const double spare = single_cost(wrong[i - 1], before, at_or_none(wrong, i), doubled_cost,
                                     spare_cost) + (i == 1 ? first_cost : 0);
    row[0] = above[0] + spare;
    double least = row[0];
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const char32_t right_before = j > 1 ? right[j - 2] : U'\0';
      const double missing = missing_at(right, j) + (i == 1 && j == 1 ? first_cost : 0);
      const double first = i == 1 && j == 1 && wrong[0] != right[0] ? first_cost : 0;
      double value = above[j - 1] + change_cost(wrong[i - 1], right[j - 1]) + first;
      value = std::min({value, above[j] + spare, row[j - 1] + missing});
      if (i > 1 && j > 1 && wrong[i - 1] == right_before && before == right[j - 1] &&
          wrong[i - 1] != before) {
        const bool ie = (before == U'i' && wrong[i - 1] == U'e') ||
                        (before == U'e' && wrong[i - 1] == U'i');
        const double swap = (ie ? swap_ie_cost : swap_cost) + (i == 2 ? swap_first_cost : 0);
        value = std::min(value, rows[(i - 2) % 3][j - 2] + swap);
      }
      row[j] = value;
      least = std::min(least, value);
    }
    if (least >= most) return most;
  }
  return std::min(most, rows[wrong.size() % 3][right.size()]);
}

}  // namespace decorum::spelling
