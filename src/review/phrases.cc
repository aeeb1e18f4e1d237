#include "review/phrases.h"

#include <algorithm>

namespace decorum::review {
namespace {

constexpr std::size_t head_bytes = 3;

// Where the apostrophe of the "'s" stands that a word ends in: two characters before its end.
std::size_t possessive_start(std::string_view word) {
  std::size_t at = word.size();
  for (int characters = 0; characters < 2 && at > 0; ++characters) {
    --at;
    while (at > 0 && (word[at] & 0xC0) == 0x80) --at;
  }
  return at;
}

}  // namespace

// FNV-1a (Fowler, Noll, Vo), with its upper bits folded down for the small table.
std::uint64_t hash_of_piece(std::string_view folded) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : folded) {
    hash ^= static_cast<std::uint8_t>(byte);
    hash *= 1099511628211ULL;
  }
  return hash ^ (hash >> 32U);
}

std::string_view without_possessive(std::string_view folded) {
  if (folded.size() > 2 && folded.ends_with("'s")) folded.remove_suffix(2);
  return folded;
}

std::string_view head_of_piece(std::string_view folded) { return folded.substr(0, head_bytes); }

// A phrase is cut as a text is, so that both have the same words.
std::vector<Phrases::Part> Phrases::parts_of(const std::string& phrase) {
  Reading reading;
  read_words(phrase, reading);
  std::vector<Part> parts;
  std::size_t at = 0;
  const auto lone_stars = [&](std::size_t until) {
    for (std::size_t i = at; i < until; ++i) {
      const bool starts = i == 0 || phrase[i - 1] == ' ';
      if (phrase[i] == '*' && starts) parts.push_back({"", true, false});
    }
  };
  for (const Piece& piece : reading.pieces) {
    const base::Span span = reading.words[piece.word].span;
    lone_stars(piece.first ? span.start : at);
    Part part{std::string(piece.folded)};
    at = span.end;
    if (piece.last && at < phrase.size()) {
      part.prefix = phrase[at] == '*';
      part.percent = phrase[at] == '%';
    }
    if (part.prefix) ++at;
    parts.push_back(std::move(part));
  }
  lone_stars(phrase.size());
  return parts;
}

Phrases::Phrases(const std::vector<std::string>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    Entry entry{parts_of(list[i]), i};
    if (entry.parts.empty()) continue;
    const auto number = static_cast<std::uint32_t>(entries_.size());
    const Part& first = entry.parts.front();
    if (first.prefix && first.text.size() < head_bytes) {
      short_heads_.push_back(number);
    } else {
      const std::string_view key =
          first.prefix ? head_of_piece(first.text) : without_possessive(first.text);
      const std::uint64_t hash = hash_of_piece(key);
      (first.prefix ? heads_ : words_)[hash].push_back(number);
      seen_.set(hash % seen_bits);
    }
    entries_.push_back(std::move(entry));
  }
}

void Phrases::try_entry(const Entry& entry, const Reading& reading, std::size_t piece, bool aside,
                        std::optional<PhraseHit>& best, std::size_t& best_parts) const {
  const std::vector<Piece>& pieces = reading.pieces;
  if (best && entry.parts.size() <= best_parts) return;
  if (entry.parts.size() > pieces.size() - piece) return;
  const Word& first = reading.words[pieces[piece].word];
  bool possessive = false;
  std::size_t at = piece;
  for (const Part& part : entry.parts) {
    const Piece& here = pieces[at];
    const Word& word = reading.words[here.word];
    if (word.sentence != first.sentence || (word.aside && !aside)) return;
    ++at;
    if (part.prefix) {
      if (!here.folded.starts_with(part.text)) return;
      // The rest of a hyphenated word is part of what begins so.
      const bool ends = &part == &entry.parts.back();
      while (ends && !pieces[at - 1].last) ++at;
      possessive = false;
    } else {
      possessive = here.folded != part.text;
      if (possessive && without_possessive(here.folded) != part.text) return;
    }
    if (part.percent) {
      const std::size_t after = word.span.end;
      if (after >= reading.text.size() || reading.text[after] != '%') return;
    }
  }
  const Piece& last = pieces[at - 1];
  if (!last.last) return;
  const Word& end = reading.words[last.word];
  PhraseHit hit;
  hit.span = {first.span.start, end.span.end};
  if (entry.parts.back().percent) ++hit.span.end;
  if (possessive) {
    hit.span.end = end.span.start + static_cast<std::uint32_t>(possessive_start(end.text));
  }
  hit.phrase = entry.phrase;
  hit.first_word = pieces[piece].word;
  hit.end_word = last.word + 1;
  best = hit;
  best_parts = entry.parts.size();
}

std::optional<PhraseHit> Phrases::find_at(const Reading& reading, std::size_t piece,
                                          bool aside) const {
  std::optional<PhraseHit> best;
  std::size_t best_parts = 0;
  const Piece& first = reading.pieces[piece];
  if (!first.first) return best;
  const auto look_up = [&](const Index& index, std::uint64_t hash) {
    if (!seen_.test(hash % seen_bits)) return;
    const auto found = index.find(hash);
    if (found == index.end()) return;
    for (const std::uint32_t number : found->second) {
      try_entry(entries_[number], reading, piece, aside, best, best_parts);
    }
  };
  look_up(words_, first.hash);
  if (!heads_.empty()) look_up(heads_, first.head_hash);
  for (const std::uint32_t number : short_heads_) {
    try_entry(entries_[number], reading, piece, aside, best, best_parts);
  }
  return best;
}

std::vector<PhraseHit> Phrases::find(const Reading& reading, bool aside) const {
  std::vector<PhraseHit> hits;
  if (entries_.empty()) return hits;
  std::size_t at = 0;
  while (at < reading.pieces.size()) {
    const auto hit = find_at(reading, at, aside);
    ++at;
    if (!hit) continue;
    hits.push_back(*hit);
    while (at < reading.pieces.size() && reading.pieces[at].word < hit->end_word) ++at;
  }
  return hits;
}

}  // namespace decorum::review
