// Small edits, as people make them to a text that they post again, and larger ones that make it
// another text. All by the numbers that `Dice` throws, so that a seed gives the same edits.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace decorum::bench {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // 0 to bound - 1; the same on every platform.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }

 private:
  std::mt19937_64 engine_;
};

// `other` is another text, to take words from.
using EditText = std::string (*)(const std::string& text, const std::string& other, Dice& dice);

struct Edit {
  std::string_view name;
  bool same;  // the edited text is still the same text
  EditText apply;
};

const std::vector<Edit>& edits();

std::vector<std::string> words_of(std::string_view text);
std::string joined(const std::vector<std::string>& words);

}  // namespace decorum::bench
