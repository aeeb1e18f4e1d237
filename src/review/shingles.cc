#include "review/shingles.h"

#include <algorithm>

#include "signals/normalise.h"

namespace decorum::review {
namespace {

constexpr std::size_t words_max = 1000;

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// FNV-1a, folded to 32 bits.
std::uint32_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : word) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

std::uint32_t pair_of(std::uint32_t a, std::uint32_t b) {
  const std::uint64_t mixed = (static_cast<std::uint64_t>(a) << 32 | b) * 0x9e3779b97f4a7c15ULL;
  return static_cast<std::uint32_t>(mixed >> 32);
}

// Calls `take(from, to)` for each word of a folded text; apostrophes are dropped from the hash by
// splitting there, links are stepped over.
template <class Take>
void each_word(std::string_view text, Take&& take) {
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < text.size() && count < words_max) {
    if (!in_word(text[at])) {
      ++at;
      continue;
    }
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")) {
      at = std::min(text.find(' ', at), text.size());
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && in_word(text[end])) ++end;
    take(at, end);
    ++count;
    at = end;
  }
}

void finish(std::vector<std::uint32_t>& pairs) {
  std::ranges::sort(pairs);
  pairs.erase(std::ranges::unique(pairs).begin(), pairs.end());
}

}  // namespace

Shingles shingles_of(std::string_view text) {
  signals::Folded folded;
  signals::fold(text, folded);
  Shingles out;
  each_word(folded.text, [&](std::size_t from, std::size_t to) {
    out.words.push_back(hash_of(std::string_view(folded.text).substr(from, to - from)));
    out.places.push_back(folded.place(from, to));
  });
  for (std::size_t i = 1; i < out.words.size(); ++i) {
    out.pairs.push_back(pair_of(out.words[i - 1], out.words[i]));
  }
  finish(out.pairs);
  return out;
}

std::vector<std::uint32_t> pairs_of(std::string_view text) {
  signals::Folded folded;
  signals::fold(text, folded);
  std::vector<std::uint32_t> pairs;
  std::uint32_t before = 0;
  bool first = true;
  each_word(folded.text, [&](std::size_t from, std::size_t to) {
    const std::uint32_t word = hash_of(std::string_view(folded.text).substr(from, to - from));
    if (!first) pairs.push_back(pair_of(before, word));
    before = word;
    first = false;
  });
  finish(pairs);
  return pairs;
}

double share(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (std::size_t i = 0, k = 0; i < a.size() && k < b.size();) {
    if (a[i] == b[k]) {
      ++both;
      ++i;
      ++k;
    } else if (a[i] < b[k]) {
      ++i;
    } else {
      ++k;
    }
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

base::Span longest_run(const Shingles& a, const Shingles& b) {
  std::size_t best = 0, best_end = 0;
  // Runs that end at the word before, by the word of `b`.
  std::vector<std::size_t> before(b.words.size() + 1, 0), now(b.words.size() + 1, 0);
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    for (std::size_t k = 0; k < b.words.size(); ++k) {
      now[k + 1] = a.words[i] == b.words[k] ? before[k] + 1 : 0;
      if (now[k + 1] > best) {
        best = now[k + 1];
        best_end = i + 1;
      }
    }
    std::swap(before, now);
  }
  if (best == 0) return {0, 0};
  return {a.places[best_end - best].start, a.places[best_end - 1].end};
}

}  // namespace decorum::review
