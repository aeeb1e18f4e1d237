#include "policy/fact_phrases.h"

#include <algorithm>

namespace decorum::policy {
namespace {

bool same_word(const std::string& part, std::string_view word, bool last) {
  const std::string_view text(part);
  if (text.ends_with('*')) return word.starts_with(text.substr(0, text.size() - 1));
  if (word == part) return true;
  return last && word.size() == part.size() + 2 && word.ends_with("'s") && word.starts_with(part);
}

}  // namespace

void FactPhrases::add(std::string_view phrase, PhraseKind kind, std::int32_t id) {
  FactText text;
  cut_post(phrase, {}, text);
  Entry entry;
  entry.kind = kind;
  entry.id = id;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (phrase[i] == '*' && (i == 0 || phrase[i - 1] == ' ')) return;  // "*" alone at no place
  }
  for (const FactWord& word : text.words) {
    entry.parts.emplace_back(word.folded);
    if (word.span.end < phrase.size() && phrase[word.span.end] == '*') entry.parts.back() += '*';
  }
  if (entry.parts.empty()) return;
  const auto number = static_cast<std::uint32_t>(entries_.size());
  if (entry.parts.front().ends_with('*')) {
    open_.push_back(number);
  } else {
    words_[entry.parts.front()].push_back(number);
  }
  entries_.push_back(std::move(entry));
}

bool FactPhrases::fits(const Entry& entry, const FactText& text, std::uint32_t at,
                       std::uint32_t end) const {
  if (entry.parts.size() > end - at) return false;
  for (std::size_t i = 0; i < entry.parts.size(); ++i) {
    const FactWord& word = text.words[at + i];
    if (word.own || !same_word(entry.parts[i], word.folded, i + 1 == entry.parts.size())) {
      return false;
    }
  }
  return true;
}

void FactPhrases::find(const FactText& text, std::vector<FactPhraseHit>& out) const {
  for (const FactSentence& sentence : text.sentences) {
    std::array<std::uint32_t, phrase_kinds> free{};  // where the next of a kind may begin
    for (std::uint32_t at = sentence.first; at < sentence.end; ++at) {
      std::array<std::uint32_t, phrase_kinds> longest{};
      std::array<std::uint32_t, phrase_kinds> which{};
      const auto look = [&](const std::vector<std::uint32_t>& numbers) {
        for (const std::uint32_t number : numbers) {
          const Entry& entry = entries_[number];
          const auto kind = static_cast<std::size_t>(entry.kind);
          const auto parts = static_cast<std::uint32_t>(entry.parts.size());
          if (at < free[kind] || parts <= longest[kind]) continue;
          if (!fits(entry, text, at, sentence.end)) continue;
          longest[kind] = parts;
          which[kind] = number;
        }
      };
      std::string_view first = text.words[at].folded;
      auto found = words_.find(first);
      if (found == words_.end() && first.ends_with("'s")) {
        first.remove_suffix(2);
        found = words_.find(first);
      }
      if (found != words_.end()) look(found->second);
      if (!open_.empty()) look(open_);
      for (std::size_t kind = 0; kind < phrase_kinds; ++kind) {
        if (longest[kind] == 0) continue;
        const Entry& entry = entries_[which[kind]];
        out.push_back({entry.kind, entry.id, at, at + longest[kind]});
        free[kind] = at + longest[kind];
      }
    }
  }
}

}  // namespace decorum::policy
