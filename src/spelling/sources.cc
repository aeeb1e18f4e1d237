#include "spelling/sources.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include <fmt/core.h>

#include "spelling/affix.h"
#include "spelling/american.h"
#include "spelling/letters.h"
#include "spelling/lines.h"

namespace decorum::spelling {
namespace {

using base::Error;
using base::fail;
using base::Result;

constexpr std::uint8_t rarity_unlisted = 95;
constexpr std::uint8_t rarity_modern = 50;
constexpr int american_level_max = 80;

using Words = std::unordered_map<std::string, IndexWord>;
using Levels = std::unordered_map<std::string, std::uint8_t>;

// Whose commonness counts for a British reader; American lists only where no other has the word.
bool counts_first(std::string_view list) {
  constexpr std::array prefixes = {"english-", "british", "special-hacker"};
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return list.starts_with(prefix); });
}

void add_levels(const std::vector<LevelFile>& files, bool first, Levels& levels) {
  Levels here;
  for (const LevelFile& file : files) {
    if (counts_first(file.list) != first) continue;
    const std::string text = from_latin1(file.text);
    const auto level = static_cast<std::uint8_t>(file.level);
    Lines lines(text);
    while (const auto line = lines.next()) {
      const auto [known, is_new] = here.emplace(*line, level);
      if (!is_new) known->second = std::min(known->second, level);
    }
  }
  levels.merge(here);  // what is there stays
}

std::uint8_t rarity_of(const std::string& word, const Levels& levels) {
  const auto level = [&](const std::string& form) -> std::uint8_t {
    const auto found = levels.find(form);
    return found == levels.end() ? std::uint8_t{0} : found->second;
  };
  if (const std::uint8_t rarity = level(word)) return rarity;
  if (word.ends_with("'s")) {
    if (const std::uint8_t rarity = level(word.substr(0, word.size() - 2))) return rarity;
  }
  if (const std::uint8_t rarity = level(lower(word))) return rarity;
  return rarity_unlisted;
}

class Maker {
 public:
  explicit Maker(const Affixes& affixes) : affixes_(affixes) {}

  void add(const Entry& entry) {
    const auto has = [&](char flag) {
      return flag != '\0' && entry.flags.find(flag) != std::string_view::npos;
    };
    if (has(affixes_.only_in_compound)) return;
    const std::uint8_t marks = has(affixes_.no_suggest) ? mark::never_proposed : std::uint8_t{0};
    add_forms(entry.word, entry.flags, marks);
    // "NATO/M" in capitals is "NATO'S", and "iPhone" is "IPHONE": found by way of a hidden form, as
    // Hunspell and Nuspell do.
    const Capitals capitals = capitals_of(entry.word);
    const bool hides =
        capitals == Capitals::mixed || (capitals == Capitals::all && !entry.flags.empty());
    if (hides) {
      add_forms(title(entry.word), entry.flags,
                static_cast<std::uint8_t>(marks | mark::in_capitals));
    }
  }

  Words take() { return std::move(words_); }

 private:
  void add_forms(std::string_view stem, std::string_view flags, std::uint8_t marks) {
    forms_.clear();
    affixes_.expand(stem, flags, forms_);
    for (std::string& form : forms_) {
      if (form.size() > word_bytes_max) continue;
      std::uint8_t own = marks;
      if (form.ends_with("'s") || form.ends_with("s'")) own |= mark::possessive;
      const auto [known, is_new] = words_.try_emplace(form);
      // A word that is also right without a limit has none; coarse stays coarse.
      if (is_new) known->second = {std::move(form), 0, own};
      else if ((own & mark::in_capitals) == 0) {
        known->second.marks &= static_cast<std::uint8_t>(~mark::in_capitals);
        known->second.marks |= own;
      }
    }
  }

  const Affixes& affixes_;
  Words words_;
  std::vector<std::string> forms_;
};

template <class Keep>
WordSet collect(const std::vector<LevelFile>& files, const Keep& keep) {
  WordSet set;
  for (const LevelFile& file : files) {
    if (!keep(file)) continue;
    const std::string text = from_latin1(file.text);
    Lines lines(text);
    while (const auto line = lines.next()) set.emplace(*line);
  }
  return set;
}

bool usable(const Words& words, const std::string& word) {
  const auto found = words.find(word);
  return found != words.end() && (found->second.marks & mark::in_capitals) == 0;
}

// SCOWL has one British list with -ise and one with -ize, otherwise alike.
void mark_ise_and_ize(const std::vector<LevelFile>& files, Words& words) {
  const auto list = [](std::string_view name) {
    return [name](const LevelFile& file) { return file.list == name; };
  };
  const WordSet with_ise = collect(files, list("british-words"));
  const WordSet with_ize = collect(files, list("british_z-words"));
  for (const std::string& word : with_ise) {
    if (with_ize.contains(word) || !usable(words, word)) continue;
    const std::string other = replaced(word, "is", "iz", [&](const std::string& form) {
      return with_ize.contains(form) && usable(words, form);
    });
    if (other.empty()) continue;
    words[word].marks |= mark::has_ize;
    words[other].marks |= mark::has_ise;
  }
}

Result<Pairs> make_pairs(const Sources& sources, const Affixes& affixes, const Words& words) {
  const auto american = collect(sources.levels, [](const LevelFile& file) {
    return file.list == "american-words" && file.level <= american_level_max;
  });
  const auto british = collect(sources.levels, [](const LevelFile& file) {
    return file.list == "british-words" || file.list == "british_z-words";
  });
  std::vector<std::string> plain;
  for (const std::string& word : american) {
    if (word.find('\'') == std::string::npos) plain.push_back(word);
  }
  std::sort(plain.begin(), plain.end());
  Pairs pairs = derive_pairs(plain, british, [&](const std::string& word) {
    return usable(words, word);
  });
  auto own = read_pairs(sources.american, affixes);
  if (!own) return fail(own.error().what, "american.txt, " + own.error().where);
  // Our own list has the last word.
  std::unordered_map<std::string, std::string> by_american;
  for (auto& [from, to] : *own) by_american.insert_or_assign(from, to);
  for (auto& [from, to] : pairs) by_american.try_emplace(from, to);
  pairs.assign(by_american.begin(), by_american.end());
  std::erase_if(pairs, [](const auto& pair) { return pair.first == pair.second; });
  return pairs;
}

}  // namespace

Result<Made> make_words(const Sources& sources) {
  const auto affixes = read_affixes(sources.affixes);
  if (!affixes) return fail(affixes.error().what, "the affix file, " + affixes.error().where);
  Maker maker(*affixes);
  for (const Entry& entry : read_entries(sources.words, true)) maker.add(entry);
  Maker modern(*affixes);
  for (const Entry& entry : read_entries(sources.modern, false)) modern.add(entry);
  Words words = maker.take();
  Levels levels;
  add_levels(sources.levels, true, levels);
  add_levels(sources.levels, false, levels);
  for (auto& [text, word] : words) word.rarity = rarity_of(text, levels);
  for (auto& [text, word] : modern.take()) {
    word.rarity = std::min(rarity_modern, rarity_of(text, levels));
    words.try_emplace(text, word);
  }
  mark_ise_and_ize(sources.levels, words);
  auto pairs = make_pairs(sources, *affixes, words);
  if (!pairs) return tl::unexpected(pairs.error());
  Made made;
  for (auto& [text, word] : words) made.words.push_back(std::move(word));
  made.american_to_british = std::move(*pairs);
  return made;
}

}  // namespace decorum::spelling
