#include "signals/negation.h"

#include <array>

#include "signals/row.h"

namespace decorum::signals {
namespace {

// After VADER's list (Hutto and Gilbert, ICWSM 2014, MIT); "n't" is looked at by itself.
constexpr std::array<std::string_view, 35> negations = {
    "aint",     "arent",  "cannot",  "cant",    "couldnt",  "darent",  "didnt",
    "doesnt",   "dont",   "hadnt",   "hardly",  "hasnt",    "havent",  "isnt",
    "mustnt",   "neednt", "neither", "never",   "no",       "nobody",  "none",
    "nope",     "nor",    "not",     "nothing", "nowhere",  "rarely",  "seldom",
    "shouldnt", "wasnt",  "werent",  "without", "wont",     "wouldnt", "scarcely"};

// The negations by hash, as every word of every post is looked up: one place in most cases.
constexpr std::size_t negation_places = 256;

std::array<std::uint64_t, negation_places> make_negation_hashes() {
  std::array<std::uint64_t, negation_places> places{};
  for (const std::string_view word : negations) {
    std::size_t place = hash_token(word) % negation_places;
    while (places[place] != 0) place = (place + 1) % negation_places;
    places[place] = hash_token(word);
  }
  return places;
}

}  // namespace

bool is_negation(std::string_view word, std::uint64_t hash) {
  static const std::array<std::uint64_t, negation_places> hashes = make_negation_hashes();
  if (word.size() > 3 && word.ends_with("n't")) return true;
  for (std::size_t place = hash % negation_places; hashes[place] != 0;
       place = (place + 1) % negation_places) {
    if (hashes[place] == hash) return true;
  }
  return false;
}

}  // namespace decorum::signals
