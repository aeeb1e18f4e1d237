// Phrases of several kinds, looked for in a text in one pass, word by word, within a sentence.
//
// A word of a phrase that ends in "*" stands for all that begin so; a "*" alone is not taken.
// Of one kind the longest phrase at a place wins, and they do not overlap; an "'s" at the end of a
// phrase's last word does not matter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "policy/fact_text.h"

namespace decorum::policy {

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

enum class PhraseKind : std::uint8_t {
  own,      // ourselves
  same,     // of a group that means the same
  denial,   // "not true", "myth"
  doubt,    // "rumour", "whether"
  neutral,  // "can't believe", "not only": words that deny and here do not
};
inline constexpr std::size_t phrase_kinds = 5;

struct FactPhraseHit {
  PhraseKind kind = PhraseKind::own;
  std::int32_t id = 0;  // as it was added
  std::uint32_t first = 0, end = 0;  // words
};

class FactPhrases {
 public:
  // `phrase` is cut as a post is; one without words is passed over.
  void add(std::string_view phrase, PhraseKind kind, std::int32_t id);

  // Appends to `out`, in the order of their first words.
  void find(const FactText& text, std::vector<FactPhraseHit>& out) const;

 private:
  struct Entry {
    std::vector<std::string> parts;  // with their "*"
    PhraseKind kind = PhraseKind::own;
    std::int32_t id = 0;
  };
  bool fits(const Entry& entry, const FactText& text, std::uint32_t at, std::uint32_t end) const;

  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::uint32_t>, StringHash, std::equal_to<>> words_;
  std::vector<std::uint32_t> open_;  // whose first word has a "*"
};

}  // namespace decorum::policy
