// decorum_duplicates_bench CORPUS [POSTS [SEED]]: how many near-duplicates are found in a million
// posts, how many of those found are none, how fast, and in how much memory. bench/duplicates calls
// it.
//
// CORPUS is JSON Lines with a "text" each. Texts that are the same without case, signs, links and
// handles are taken once. When they are fewer than POSTS, the rest is made of thirds of three of
// them, which therefore share at most a third or so with any. A text is edited as
// bench/duplicate_edits.h says, and looked up; its own post ought to be found, unless the edit made
// another text of it. What else is found is right when two thirds of the words are the same as
// those of the text before the edit, in any order, and false otherwise. Times are of the processor.
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unistd.h>
#include <unordered_set>
#include <vector>

#include <fmt/core.h>

#include "base/hash.h"
#include "bench/duplicate_edits.h"
#include "post/json.h"
#include "signals/near_duplicates.h"

namespace decorum::bench {
namespace {

constexpr std::size_t edited_each = 2000;
constexpr std::size_t words_min = 6;  // of a text that is edited

struct Corpus {
  std::vector<std::string> texts;
  std::size_t real = 0;  // the first ones
};

struct Counts {
  std::size_t texts = 0, own = 0, right = 0, wrong = 0;
};

Corpus read_corpus(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error(path + " cannot be read");
  Corpus corpus;
  std::unordered_set<std::uint64_t> seen;
  post::PostReader reader;
  post::Post post;
  signals::ComparedText text;
  for (std::string line; std::getline(in, line);) {
    if (!reader.read(line, post)) continue;
    signals::compare_as(post.text, text);
    if (!text.letters.empty() && seen.insert(base::hash64(text.letters)).second) {
      corpus.texts.push_back(post.text);
    }
  }
  corpus.real = corpus.texts.size();
  return corpus;
}

// The first third of one real text, the second of another, the last of a third one.
std::string made_of_thirds(const Corpus& corpus, Dice& dice) {
  std::vector<std::string> words;
  for (std::size_t third = 0; third < 3; ++third) {
    const std::vector<std::string> from = words_of(corpus.texts[dice.below(corpus.real)]);
    const auto edge = [&](std::size_t number) {
      return from.begin() + static_cast<std::ptrdiff_t>(from.size() * number / 3);
    };
    words.insert(words.end(), edge(third), edge(third + 1));
  }
  return joined(words);
}

double megabytes_now() {
  std::ifstream in("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  in >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

double seconds_since(std::clock_t start) {
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// Two thirds of the words of the longer are in both, without case, signs, links and handles.
bool same_by_words(const std::string& a, const std::string& b) {
  signals::ComparedText one, other;
  signals::compare_as(a, one);
  signals::compare_as(b, other);
  std::map<std::string, int> counts;
  for (const std::string& word : words_of(one.letters)) ++counts[word];
  std::size_t both = 0;
  for (const std::string& word : words_of(other.letters)) {
    if (counts[word]-- > 0) ++both;
  }
  return 3 * both >= 2 * std::max(one.words, other.words);
}

class Trial {
 public:
  Trial(const Corpus& corpus, std::uint64_t seed)
      : corpus_(corpus), seed_(seed), before_(megabytes_now()), known_(corpus.texts.size()) {}

  void fill() {
    const auto start = std::clock();
    for (const std::string& text : corpus_.texts) {
      signals::compare_as(text, text_);
      known_.add(text_);
    }
    const double seconds = seconds_since(start);
    const auto posts = static_cast<double>(corpus_.texts.size());
    fmt::print("adding: {:.0f} posts a second; memory {:.0f} MB, {:.0f} bytes a post\n",
               posts / seconds, megabytes_now() - before_,
               1e6 * (megabytes_now() - before_) / posts);
  }

  // Every so many-th text as it is, which finds itself first.
  void time_look_ups(std::size_t count) {
    Dice dice(seed_);
    std::size_t found = 0;
    std::vector<std::size_t> picked;
    for (std::size_t i = 0; i < count; ++i) picked.push_back(dice.below(corpus_.texts.size()));
    const auto start = std::clock();
    for (const std::size_t number : picked) {
      signals::compare_as(corpus_.texts[number], text_);
      found += known_.find(text_).size();
    }
    const double seconds = seconds_since(start);
    fmt::print("looking up {} of them: {:.0f} a second, {:.2f} found each\n\n", count,
               static_cast<double>(count) / seconds,
               static_cast<double>(found) / static_cast<double>(count));
  }

  Counts run(const Edit& edit) {
    Dice dice(seed_ + base::hash64(edit.name));
    Counts counts;
    while (counts.texts < edited_each) {
      const std::size_t number = dice.below(corpus_.real);
      const std::string& source = corpus_.texts[number];
      signals::compare_as(source, text_);
      if (text_.words < words_min) continue;
      const std::string& other = corpus_.texts[dice.below(corpus_.real)];
      signals::compare_as(edit.apply(source, other, dice), text_);
      ++counts.texts;
      for (const signals::NearDuplicate& one : known_.find(text_)) {
        if (one.number == number + 1) {
          ++counts.own;
        } else if (same_by_words(source, corpus_.texts[one.number - 1])) {
          ++counts.right;
        } else {
          ++counts.wrong;
        }
      }
    }
    return counts;
  }

 private:
  const Corpus& corpus_;
  std::uint64_t seed_;
  double before_;  // megabytes
  signals::NearDuplicates known_;
  signals::ComparedText text_;
};

std::string untouched(const std::string& text, const std::string&, Dice&) { return text; }

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 100 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print(const Edit& edit, const Counts& counts) {
  const std::size_t right = counts.right + (edit.same ? counts.own : 0);
  const std::size_t all = counts.own + counts.right + counts.wrong;
  fmt::print("| {} | {} | {:.2f} % | {} | {} | {:.2f} % |\n", edit.name, counts.texts,
             share(counts.own, counts.texts), counts.right, counts.wrong, share(right, all));
}

int run(const std::string& path, std::size_t posts, std::uint64_t seed) {
  Corpus corpus = read_corpus(path);
  if (corpus.real < 3) throw std::runtime_error("three different texts are needed");
  corpus.real = std::min(corpus.real, posts);
  corpus.texts.resize(corpus.real);
  Dice dice(seed);
  while (corpus.texts.size() < posts) corpus.texts.push_back(made_of_thirds(corpus, dice));
  std::size_t bytes = 0;
  for (const std::string& text : corpus.texts) bytes += text.size();
  fmt::print("{} posts, {:.0f} bytes each: {} different real ones, the rest of thirds of them\n",
             posts, static_cast<double>(bytes) / static_cast<double>(posts), corpus.real);
  Trial trial(corpus, seed);
  trial.fill();
  trial.time_look_ups(posts / 10);
  fmt::print("| edit | texts | own post found | others, rightly | others, falsely | precision |\n"
             "| --- | --- | --- | --- | --- | --- |\n");
  const Edit nothing{"none", true, untouched};
  print(nothing, trial.run(nothing));
  for (const Edit& edit : edits()) print(edit, trial.run(edit));
  return 0;
}

}  // namespace
}  // namespace decorum::bench

int main(int count, char** values) {
  try {
    if (count < 2) throw std::runtime_error("usage: CORPUS [POSTS [SEED]]");
    return decorum::bench::run(values[1], count > 2 ? std::stoul(values[2]) : 1'000'000,
                               count > 3 ? std::stoull(values[3]) : 1);
  } catch (const std::exception& error) {
    fmt::print(stderr, "decorum_duplicates_bench: {}\n", error.what());
    return 1;
  }
}
