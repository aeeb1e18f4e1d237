#include "review/brand_names.h"

#include <algorithm>
#include <array>

#include "review/look.h"

namespace decorum::review {
namespace {

constexpr std::size_t own_word_bytes_min = 6;
constexpr std::size_t edits_word_bytes_min = 5;
constexpr std::size_t same_start_bytes = 6;
constexpr std::size_t words_for_changes = 3;
constexpr std::size_t short_bytes_min = 3;
constexpr std::size_t compared_bytes_max = 40;

// Edits between two words (insert, delete, change, swap of neighbours: Damerau 1964), `most` + 1
// when there are more. Longer words are never near.
std::size_t edits(std::string_view a, std::string_view b, std::size_t most) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > most || a.size() > compared_bytes_max || b.size() > compared_bytes_max) return most + 1;
  using Row = std::array<std::size_t, compared_bytes_max + 1>;
  Row before{};
  Row last{};
  Row now{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        now[j] = std::min(now[j], before[j - 2] + 1);
      }
    }
    before = last;
    last = now;
  }
  return std::min(last[b.size()], most + 1);
}

bool is_small_word(std::string_view word) {
  return one_of(word, {"of", "for", "in", "and", "the", "to", "on", "at", "by", "with"});
}

bool is_slightly_changed(std::string_view word, std::string_view own) {
  if (is_small_word(word) && is_small_word(own)) return true;
  if (own.size() < edits_word_bytes_min) return false;
  if (edits(word, own, 2) <= 2) return true;
  return word.size() > same_start_bytes && own.size() > same_start_bytes &&
         word.substr(0, same_start_bytes) == own.substr(0, same_start_bytes);
}

// The word's own letters, without an "'s".
std::string_view plain_text(const Word& word) {
  const std::string_view folded = without_possessive(word.folded);
  if (folded.size() == word.folded.size()) return word.text;
  const std::size_t mark = word.text.ends_with("\u2019s") ? 4 : 2;
  return word.text.substr(0, word.text.size() - std::min(mark, word.text.size()));
}

}  // namespace

BrandNames::BrandNames(const policy::Brand& brand, const spelling::Dictionary* dictionary)
    : dictionary_(dictionary) {
  for (const policy::BrandName& name : brand.names) {
    add(name.text, dictionary);
    if (name.short_form.size() >= short_bytes_min) add(name.short_form, dictionary);
  }
  std::ranges::stable_sort(names_, std::ranges::greater{},
                           [](const Name& name) { return name.words.size(); });
}

void BrandNames::add(const std::string& text, const spelling::Dictionary* dictionary) {
  Reading reading;
  read_words(text, reading);
  if (reading.words.empty()) return;
  Name name;
  name.text = text;
  name.ordinary = dictionary != nullptr;
  for (const Word& word : reading.words) {
    name.words.emplace_back(word.text);
    name.folded.emplace_back(word.folded);
    const bool known = dictionary != nullptr && dictionary->knows_as_ordinary(word.folded);
    if (!known) name.ordinary = false;
    const bool own = dictionary != nullptr && !known && !dictionary->knows(word.text) &&
                     word.folded.size() >= own_word_bytes_min;
    if (own && std::ranges::find(own_words_, name.words.back()) == own_words_.end()) {
      own_words_.push_back(name.words.back());
    }
  }
  names_.push_back(std::move(name));
}

BrandNames::Match BrandNames::match(const Reading& reading, std::size_t at,
                                    const Name& name) const {
  const std::size_t size = name.words.size();
  if (at + size > reading.words.size()) return Match::none;
  std::size_t changed = 0;
  bool exact = true;
  bool all_capitals = true;
  for (std::size_t i = 0; i < size; ++i) {
    const Word& word = reading.words[at + i];
    if (word.aside || word.quoted || word.sentence != reading.words[at].sentence) {
      return Match::none;
    }
    const std::string_view folded =
        i + 1 == size ? without_possessive(word.folded) : word.folded;
    if (folded != name.folded[i]) {
      if (!is_slightly_changed(folded, name.folded[i]) || ++changed > 1) return Match::none;
    }
    const std::string_view text = i + 1 == size ? plain_text(word) : word.text;
    if (text != name.words[i]) exact = false;
    if (!word.all_capitals) all_capitals = false;
  }
  if (exact) return Match::right;
  if (changed > 0) {
    // The changed name of somebody else differs in more: only ours begins with our own word.
    const bool begins = size >= words_for_changes && reading.words[at].capital;
    return begins && !(name.ordinary && all_capitals) ? Match::wrong : Match::none;
  }
  if (size == 1) return name.ordinary ? Match::none : Match::wrong;
  return all_capitals ? Match::right : Match::wrong;
}

// One edit from a word that only we use.
std::optional<WrongName> BrandNames::near_word(const Word& word) const {
  if (word.aside || word.quoted || !word.capital) return std::nullopt;
  const std::string_view text = plain_text(word);
  const std::string_view folded = without_possessive(word.folded);
  if (folded.size() + 1 < own_word_bytes_min) return std::nullopt;
  for (const std::string& own : own_words_) {
    if (text == own) continue;
    std::string lower_own = own;
    for (char& byte : lower_own) {
      if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    if (word.all_capitals && folded == lower_own) continue;
    if (edits(folded, lower_own, 1) > 1) continue;
    if (dictionary_ != nullptr && dictionary_->knows(text)) continue;
    const auto start = word.span.start;
    return WrongName{{start, start + static_cast<std::uint32_t>(text.size())}, own, false};
  }
  return std::nullopt;
}

std::vector<WrongName> BrandNames::wrong(const Reading& reading) const {
  std::vector<WrongName> found;
  for (std::size_t at = 0; at < reading.words.size();) {
    Match best = Match::none;
    const Name* matched = nullptr;
    for (const Name& name : names_) {
      const Match how = match(reading, at, name);
      if (how == Match::none || (matched != nullptr && how != Match::right)) continue;
      best = how;
      matched = &name;
      if (how == Match::right) break;
    }
    if (best == Match::none) {
      if (auto near = near_word(reading.words[at])) found.push_back(std::move(*near));
      ++at;
      continue;
    }
    const std::size_t size = matched->words.size();
    if (best == Match::wrong) {
      const Word& last = reading.words[at + size - 1];
      const std::uint32_t start = reading.words[at].span.start;
      const auto end = last.span.start + static_cast<std::uint32_t>(plain_text(last).size());
      found.push_back({{start, end}, matched->text, true});
    }
    at += size;
  }
  return found;
}

std::vector<base::Span> BrandNames::right(const Reading& reading) const {
  std::vector<base::Span> found;
  for (std::size_t at = 0; at < reading.words.size();) {
    const auto it = std::ranges::find_if(names_, [&](const Name& name) {
      return match(reading, at, name) == Match::right;
    });
    if (it == names_.end()) {
      ++at;
      continue;
    }
    found.push_back(span_of(reading, at, at + it->words.size()));
    at += it->words.size();
  }
  return found;
}

}  // namespace decorum::review
