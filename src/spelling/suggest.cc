#include "spelling/suggest.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "spelling/letters.h"
#include "spelling/near.h"
#include "spelling/sound.h"

namespace decorum::spelling {
namespace {

constexpr std::size_t sounding_max = 64;
constexpr double cost_most = 3.2;  // beyond it nothing is proposed
constexpr double sound_gain = 0.79;      // factor of the cost when both sound alike
constexpr double capitals_cost = 0.3;    // it is written with capitals
constexpr double split_cost = 1.3;       // a blank left out
constexpr double split_short_cost = 0.3; // more, when a part has one or two letters
constexpr double rarity_scale = 0.65;

// Keeps the best few, each once.
class Best {
 public:
  double worst_kept() const {
    return kept_.size() < suggestions_max ? cost_most : kept_.back().cost;
  }

  void add(std::string text, double cost) {
    if (cost >= worst_kept()) return;
    const auto same = std::find_if(kept_.begin(), kept_.end(),
                                   [&](const Proposal& kept) { return kept.text == text; });
    if (same != kept_.end()) {
      if (same->cost <= cost) return;
      kept_.erase(same);
    }
    const auto at = std::find_if(kept_.begin(), kept_.end(),
                                 [&](const Proposal& kept) { return cost < kept.cost; });
    kept_.insert(at, {std::move(text), cost});
    if (kept_.size() > suggestions_max) kept_.pop_back();
  }

  std::vector<Proposal>& all() { return kept_; }

 private:
  std::vector<Proposal> kept_;
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

void add_words(const Index& index, const std::string& low, std::size_t edits, Best& best) {
  const std::uint32_t key = sound_key(low);
  std::vector<std::uint32_t> numbers = index.sounding(key, sounding_max);
  const std::size_t by_sound = numbers.size();
  const std::vector<std::uint32_t> near = near_words(index.words, low, edits);
  numbers.insert(numbers.end(), near.begin(), near.end());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!may_be_proposed(index.marks_of(numbers[i]))) continue;
    const double rarity = rarity_scale * rarity_cost(index.rarity_of(numbers[i]));
    if (rarity + 0.1 >= best.worst_kept()) continue;
    std::string text = index.words.word_at(numbers[i]);
    const std::string small = lower(text);
    const bool sounds = i < by_sound || sound_key(small) == key;
    const double room = (best.worst_kept() - rarity) / (sounds ? sound_gain : 1);
    double cost = mistake_cost(low, small, room) * (sounds ? sound_gain : 1) + rarity;
    if (small != text) cost += capitals_cost;
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
    const double short_part = std::min(left.size(), right.size()) <= 2 ? split_short_cost : 0;
    best.add((left == "i" ? "I" : left) + " " + right,
             split_cost + *left_cost + *right_cost + short_part);
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

bool holds(const std::vector<Proposal>& proposals, std::string_view text) {
  return std::any_of(proposals.begin(), proposals.end(),
                     [&](const Proposal& proposal) { return proposal.text == text; });
}

// The words for one without hyphens.
std::vector<Proposal> propose_plain(const Index& index, std::string_view word) {
  constexpr std::string_view genitive = "'s";
  std::string_view stem = word;
  if (word.size() > genitive.size() + 2 && word.ends_with(genitive)) {
    stem.remove_suffix(genitive.size());
  }
  const std::string low = lower(stem);
  if (low.size() < 2 || low.size() > word_bytes_max) return {};
  Best best;
  constexpr std::size_t short_bytes = 3, long_bytes = 9;
  add_words(index, low, low.size() <= short_bytes ? 1 : 2, best);
  if (best.all().empty() && low.size() >= long_bytes) add_words(index, low, 3, best);
  add_splits(index, low, best);
  const Capitals capitals = capitals_of(stem);
  std::vector<Proposal> out;
  for (Proposal& candidate : best.all()) {
    std::string text = as_written(candidate.text, capitals);
    if (stem.size() < word.size()) text += genitive;
    if (text != word && !holds(out, text)) out.push_back({std::move(text), candidate.cost});
  }
  return out;
}

// Of a word with hyphens, with the first part that is not known mended.
std::vector<Proposal> propose_part(const Index& index, std::string_view word) {
  std::size_t start = 0;
  while (start < word.size()) {
    const std::size_t end = std::min(word.find('-', start), word.size());
    const std::string_view part = word.substr(start, end - start);
    if (!part.empty() && !index.words.find(part) && !index.words.find(lower(part))) {
      std::vector<Proposal> out = propose_plain(index, part);
      for (Proposal& mended : out) {
        mended.text.insert(0, word.substr(0, start));
        mended.text += word.substr(end);
      }
      return out;
    }
    start = end + 1;
  }
  return {};
}

}  // namespace

std::vector<Proposal> propose(const Index& index, std::string_view word) {
  std::vector<Proposal> whole = propose_plain(index, word);
  if (word.find('-') == std::string_view::npos) return whole;
  std::vector<Proposal> out = propose_part(index, word);
  if (out.size() > 3) out.resize(3);
  for (Proposal& proposal : whole) {
    if (out.size() == suggestions_max) break;
    if (!holds(out, proposal.text)) out.push_back(std::move(proposal));
  }
  return out;
}

}  // namespace decorum::spelling
