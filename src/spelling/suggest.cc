#include "spelling/suggest.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "spelling/dictionary.h"
#include "spelling/letters.h"
#include "spelling/near.h"
#include "spelling/sound.h"

namespace decorum::spelling {
namespace {

constexpr std::size_t sounding_max = 64;
constexpr double cost_most = 3.2;  // beyond it nothing is proposed

struct Candidate {
  std::string text;
  double cost = 0;
};

// Keeps the best few, each once.
class Best {
 public:
  double worst_kept() const { return kept_.size() < suggestions_max ? cost_most : kept_.back().cost; }

  void add(std::string text, double cost) {
    if (cost >= worst_kept()) return;
    const auto same = std::find_if(kept_.begin(), kept_.end(),
                                   [&](const Candidate& kept) { return kept.text == text; });
    if (same != kept_.end()) {
      if (same->cost <= cost) return;
      kept_.erase(same);
    }
    const auto at = std::find_if(kept_.begin(), kept_.end(),
                                 [&](const Candidate& kept) { return cost < kept.cost; });
    kept_.insert(at, {std::move(text), cost});
    if (kept_.size() > suggestions_max) kept_.pop_back();
  }

  std::vector<Candidate>& all() { return kept_; }

 private:
  std::vector<Candidate> kept_;
};

// How much less likely a rarer word was meant, in units of mistake_cost.
double rarity_cost(std::uint8_t rarity) {
  if (rarity <= 10) return 0;
  if (rarity <= 20) return 0.1;
  if (rarity <= 35) return 0.25;
  if (rarity <= 40) return 0.4;
  if (rarity <= 50) return 0.55;
  if (rarity <= 60) return 0.75;
  if (rarity <= 70) return 1.0;
  return rarity <= 80 ? 1.4 : 1.9;
}

bool may_be_proposed(std::uint8_t marks) {
  return (marks & (mark::never_proposed | mark::in_capitals | mark::possessive)) == 0;
}

void add_words(const Index& index, const std::string& low, Best& best) {
  const std::uint32_t key = sound_key(low);
  const std::size_t edits = low.size() <= 3 ? 1 : 2;
  std::vector<std::uint32_t> numbers = index.sounding(key, sounding_max);
  const std::size_t by_sound = numbers.size();
  const std::vector<std::uint32_t> near = near_words(index.words, low, edits);
  numbers.insert(numbers.end(), near.begin(), near.end());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!may_be_proposed(index.marks_of(numbers[i]))) continue;
    const double rarity = rarity_cost(index.rarity_of(numbers[i]));
    if (rarity + 0.1 >= best.worst_kept()) continue;
    std::string text = index.words.word_at(numbers[i]);
    const std::string small = lower(text);
    constexpr double sound_gain = 0.75;
    const bool sounds = i < by_sound || sound_key(small) == key;
    const double room = (best.worst_kept() - rarity) / (sounds ? sound_gain : 1);
    double cost = mistake_cost(low, small, room) * (sounds ? sound_gain : 1) + rarity;
    if (small != text) cost += 0.3;
    best.add(std::move(text), cost);
  }
}

// "alot" -> "a lot": both parts are common words.
void add_splits(const Index& index, const std::string& low, Best& best) {
  constexpr std::uint8_t part_rarity_max = 35;
  const auto part_cost = [&](const std::string& part) -> std::optional<double> {
    if (part.size() == 1 && part != "a" && part != "i") return std::nullopt;
    const auto number = index.words.find(part);
    if (!number || !may_be_proposed(index.marks_of(*number))) return std::nullopt;
    const std::uint8_t rarity = index.rarity_of(*number);
    if (rarity > part_rarity_max || (part.size() <= 3 && rarity > 20)) return std::nullopt;
    return rarity_cost(rarity);
  };
  for (std::size_t at = 1; at < low.size(); ++at) {
    std::string left = low.substr(0, at), right = low.substr(at);
    const auto left_cost = part_cost(left), right_cost = part_cost(right);
    if (!left_cost || !right_cost) continue;
    const double short_part = std::min(left.size(), right.size()) <= 2 ? 0.3 : 0;
    best.add((left == "i" ? "I" : left) + " " + right, 0.85 + *left_cost + *right_cost + short_part);
  }
}

std::string as_written(const std::string& proposal, Capitals capitals) {
  switch (capitals) {
    case Capitals::all: return upper(proposal);
    case Capitals::first: return with_first_upper(proposal);
    case Capitals::none:
    case Capitals::mixed: return proposal;
  }
  return proposal;
}

}  // namespace

std::vector<std::string> suggest(const Index& index, std::string_view word) {
  constexpr std::string_view genitive = "'s";
  std::string_view stem = word;
  if (word.size() > genitive.size() + 2 && word.ends_with(genitive)) {
    stem.remove_suffix(genitive.size());
  }
  const std::string low = lower(stem);
  if (low.size() < 2 || low.size() > word_bytes_max) return {};
  Best best;
  add_words(index, low, best);
  add_splits(index, low, best);
  const Capitals capitals = capitals_of(stem);
  std::vector<std::string> out;
  for (Candidate& candidate : best.all()) {
    std::string text = as_written(candidate.text, capitals);
    if (stem.size() < word.size()) text += genitive;
    if (text != word && std::find(out.begin(), out.end(), text) == out.end()) {
      out.push_back(std::move(text));
    }
  }
  return out;
}

}  // namespace decorum::spelling
