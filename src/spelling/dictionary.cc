#include "spelling/dictionary.h"

#include <algorithm>
#include <array>

#include "spelling/american.h"
#include "spelling/letters.h"
#include "spelling/suggest.h"

namespace decorum::spelling {
namespace {

constexpr std::string_view curly_apostrophe = "’";

// With ' for ’; empty when the word is too long.
std::string straightened(std::string_view word) {
  std::string out;
  if (word.size() > 2 * word_bytes_max) return out;
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    if (word.substr(at).starts_with(curly_apostrophe)) {
      out += '\'';
      at += curly_apostrophe.size();
    } else {
      out += word[at++];
    }
  }
  if (out.size() > word_bytes_max) out.clear();
  return out;
}

std::string with_capitals_of(std::string_view word, std::string_view form) {
  switch (capitals_of(word)) {
    case Capitals::none: return std::string(form);
    case Capitals::first:
    case Capitals::mixed: return with_first_upper(form);
    case Capitals::all: return upper(form);
  }
  return std::string(form);
}

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// The compound rules of en_GB: 1st, 22nd, 3rd and 11th to 13th, however many digits stand before.
bool is_ordinal(std::string_view word) {
  if (word.size() < 3 || !is_digit(word[0])) return false;
  const std::string_view digits = word.substr(0, word.size() - 2);
  const std::string_view ending = word.substr(word.size() - 2);
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  const bool teen = digits.size() > 1 && digits[digits.size() - 2] == '1';
  static constexpr std::array<std::string_view, 10> endings = {"th", "st", "nd", "rd", "th",
                                                               "th", "th", "th", "th", "th"};
  return ending == (teen ? "th" : endings[static_cast<std::size_t>(digits.back() - '0')]);
}

std::optional<std::uint32_t> find_small(const Index& index, std::string_view word) {
  const auto number = index.words.find(lower(word));
  if (number && (index.marks_of(*number) & mark::in_capitals) != 0) return std::nullopt;
  return number;
}

// "O'BRIEN": the parts beside an apostrophe are capitalised apart.
std::optional<std::uint32_t> find_with_apostrophe(const Index& index, std::string_view word) {
  const std::size_t at = word.find('\'');
  if (at == std::string_view::npos || at + 1 == word.size()) return std::nullopt;
  const std::string behind = title(word.substr(at + 1));
  const std::string before = lower(word.substr(0, at + 1));
  if (const auto number = index.words.find(before + behind)) return number;
  return index.words.find(with_first_upper(before) + behind);
}

// A word without regard to hyphens, in the capitals that it may stand in.
std::optional<std::uint32_t> find(const Index& index, std::string_view word) {
  const auto number = index.words.find(word);
  const bool in_capitals = number && (index.marks_of(*number) & mark::in_capitals) != 0;
  if (number && !in_capitals) return number;
  switch (capitals_of(word)) {
    case Capitals::none:
    case Capitals::mixed: return std::nullopt;
    case Capitals::first: return find_small(index, word);
    case Capitals::all:
      if (const auto found = find_with_apostrophe(index, word)) return found;
      if (const auto found = index.words.find(title(word))) return found;
      return find_small(index, word);
  }
  return std::nullopt;
}

template <class Fits>
bool all_parts(std::string_view word, const Fits& fits) {
  if (fits(word)) return true;
  // reached[i]: the word up to the i-th cut falls into parts that fit.
  std::vector<std::size_t> cuts = {0};
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] == '-') cuts.push_back(at + 1);
  }
  constexpr std::size_t cuts_max = 10;
  if (cuts.size() == 1 || cuts.size() > cuts_max) return false;
  cuts.push_back(word.size() + 1);
  std::vector<bool> reached(cuts.size(), false);
  reached[0] = true;
  for (std::size_t to = 1; to < cuts.size(); ++to) {
    for (std::size_t from = 0; from < to && !reached[to]; ++from) {
      const std::string_view part = word.substr(cuts[from], cuts[to] - cuts[from] - 1);
      reached[to] = reached[from] && (part.empty() || fits(part));
    }
  }
  return reached.back() && word.size() + 1 > cuts.size() - 1;
}

}  // namespace

base::Result<Dictionary> Dictionary::make(std::string_view index) {
  return open_index(index).map([](const Index& opened) { return Dictionary(opened); });
}

bool Dictionary::knows(std::string_view word) const {
  return all_parts(straightened(word), [&](std::string_view part) {
    return find(index_, part).has_value() || is_ordinal(part);
  });
}

bool Dictionary::knows_as_ordinary(std::string_view word) const {
  return all_parts(straightened(word), [&](std::string_view part) {
    return find_small(index_, part).has_value();
  });
}

std::vector<std::string> Dictionary::suggest(std::string_view word) const {
  std::vector<std::string> out;
  for (Proposal& proposal : propose(word)) out.push_back(std::move(proposal.text));
  return out;
}

std::vector<Proposal> Dictionary::propose(std::string_view word) const {
  return spelling::propose(index_, straightened(word));
}

std::optional<std::string> Dictionary::british_form(std::string_view word) const {
  const std::string straight = straightened(word);
  constexpr std::string_view genitive = "'s";
  const bool owns = straight.ends_with(genitive);
  std::string stem = lower(straight);
  if (owns) stem.resize(stem.size() - genitive.size());
  const auto british = index_.british_of(stem);
  if (!british) return std::nullopt;
  std::string form = with_capitals_of(straight.substr(0, stem.size()), *british);
  if (owns) form += word.ends_with("’s") ? "’s" : word.substr(word.size() - genitive.size());
  return form;
}

std::optional<std::string> Dictionary::ise_form(std::string_view word) const {
  return other_form(word, "iz", "is", mark::has_ise, mark::has_ize);
}

std::optional<std::string> Dictionary::ize_form(std::string_view word) const {
  return other_form(word, "is", "iz", mark::has_ize, mark::has_ise);
}

std::optional<std::string> Dictionary::other_form(std::string_view word, std::string_view from,
                                                  std::string_view to, std::uint8_t own_mark,
                                                  std::uint8_t other_mark) const {
  const std::string low = lower(straightened(word));
  const auto marked = [&](const std::string& form, std::uint8_t wanted) {
    const auto number = index_.words.find(form);
    return number && (index_.marks_of(*number) & wanted) != 0;
  };
  if (!marked(low, own_mark)) return std::nullopt;
  const std::string form = replaced(
      low, from, to, [&](const std::string& other) { return marked(other, other_mark); });
  if (form.empty()) return std::nullopt;
  return with_capitals_of(word, form);
}

int Dictionary::rarity(std::string_view word) const {
  const std::string straight = straightened(word);
  const auto number = find(index_, straight);
  if (!number) return 0;
  // "The" stands in the lists too, as a rare name.
  const auto small = find_small(index_, straight);
  return std::min(index_.rarity_of(*number), index_.rarity_of(small.value_or(*number)));
}

}  // namespace decorum::spelling
