// Marks in a row ("!!", "?!") and stretched words ("soooo").
//   marks: true               one mark instead is a safe fix
//   letters: true             so is the word, when the dictionary knows only one that may be meant
#include <algorithm>
#include <array>
#include <memory>

#include "review/inflect.h"
#include "review/kind_list.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

constexpr std::size_t stretch_min = 3;       // of the same letter
constexpr std::size_t stretched_bytes_max = 40;
constexpr std::size_t stretches_max = 3;     // of one word: each is tried at one and two letters

struct Repetition {
  bool marks = false;
  bool letters = false;
  const spelling::Dictionary* dictionary = nullptr;
};

enum : unsigned { no_mark = 0, exclamation = 1, question = 2 };

struct Mark {
  unsigned kinds = no_mark;
  std::size_t count = 0;
};

Mark mark_of(char32_t code) {
  switch (code) {
    case U'!':
    case 0xFF01: return {exclamation, 1};
    case U'?':
    case 0xFF1F: return {question, 1};
    case 0x203C: return {exclamation, 2};             // ‼
    case 0x2047: return {question, 2};                // ⁇
    case 0x2048:                                      // ⁈
    case 0x2049: return {exclamation | question, 2};  // ⁉
    default: return {};
  }
}

constexpr char32_t emoji_style = 0xFE0F;

// Marks with nothing or one blank between them are one row.
void marks(const Reading& reading, Hits& hits) {
  const std::string_view text = reading.text;
  const std::vector<base::Span> aside = aside_spans(reading);
  base::Span row;
  Mark all;
  const auto close = [&] {
    if (all.count > 1 && !overlaps_any(aside, row)) {
      const char* one = (all.kinds & question) != 0 ? "?" : "!";
      hits.add({.span = row, .fields = {{"instead", one}}, .fix = Fix{row, one}});
    }
    all = {};
  };
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    const auto start = static_cast<std::uint32_t>(at);
    at += point.length;
    const Mark mark = mark_of(point.code);
    if (mark.count > 0) {
      if (all.count == 0) row.start = start;
      row.end = static_cast<std::uint32_t>(at);
      all.kinds |= mark.kinds;
      all.count += mark.count;
    } else if (all.count > 0 && point.code == emoji_style && row.end == start) {
      row.end = static_cast<std::uint32_t>(at);
    } else if (point.code != ' ' || row.end != start) {
      close();
    }
  }
  close();
}

struct Stretch {
  std::size_t start = 0, length = 0;
};

std::vector<Stretch> stretches_of(std::string_view folded) {
  std::vector<Stretch> found;
  for (std::size_t i = 0; i < folded.size();) {
    std::size_t end = i + 1;
    while (end < folded.size() && folded[end] == folded[i]) ++end;
    const bool letter = folded[i] >= 'a' && folded[i] <= 'z';
    if (letter && end - i >= stretch_min) found.push_back({i, end - i});
    i = end;
  }
  return found;
}

// "hmmm", "shhh", "brrr", "zzz", "aaah", "www", "III": sounds and codes, not stretched words.
bool is_sound_or_code(const Word& word) {
  const std::string_view folded = word.folded;
  const bool no_vowel = std::ranges::none_of(folded, [](char byte) {
    return std::string_view("aeiouy").find(byte) != std::string_view::npos;
  });
  const bool one_letter = std::ranges::all_of(folded, [&](char b) { return b == folded.front(); });
  const bool code = std::ranges::any_of(folded, [](char b) { return b >= '0' && b <= '9'; });
  return no_vowel || one_letter || code || (word.all_capitals && folded.size() <= 4);
}

// The word with each stretch at one or two letters, where the dictionary knows it.
std::vector<std::string> reductions(const spelling::Dictionary& dictionary, const Word& word,
                                    const std::vector<Stretch>& stretches) {
  std::vector<std::string> known;
  const std::size_t ways = std::size_t{1} << stretches.size();
  for (std::size_t way = 0; way < ways; ++way) {
    std::string reduced;
    std::size_t at = 0;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const std::size_t kept = ((way >> i) & 1U) + 1;
      reduced.append(word.text, at, stretches[i].start - at + kept);
      at = stretches[i].start + stretches[i].length;
    }
    reduced.append(word.text, at);
    if (word.capital && !word.all_capitals) reduced[0] = word.text[0];
    if (dictionary.knows(reduced)) known.push_back(std::move(reduced));
  }
  return known;
}

void letters(const Repetition& rule, const Reading& reading, Hits& hits) {
  for (const Word& word : reading.words) {
    if (word.aside || word.folded.size() < stretch_min) continue;
    if (word.folded.size() != word.text.size() || word.text.size() > stretched_bytes_max) continue;
    const std::vector<Stretch> stretches = stretches_of(word.folded);
    if (stretches.empty() || is_sound_or_code(word)) continue;
    if (rule.dictionary != nullptr && rule.dictionary->knows(word.text)) continue;
    Hit hit{.span = word.span};
    if (rule.dictionary != nullptr && stretches.size() <= stretches_max) {
      std::vector<std::string> known = reductions(*rule.dictionary, word, stretches);
      if (known.size() == 1) {
        hit.fields = {{"instead", known.front()}};
        hit.fix = Fix{word.span, known.front()};
      } else {
        hit.suggestions = std::move(known);
      }
    }
    hits.add(std::move(hit));
  }
}

}  // namespace

Run compile_repetition(Settings& settings, const Setup& setup) {
  auto rule = std::make_shared<Repetition>();
  rule->marks = settings.flag_if("marks");
  rule->letters = settings.flag_if("letters");
  rule->dictionary = setup.dictionary;
  if (!rule->marks && !rule->letters) {
    settings.mistake("missing", "this check looks for nothing", "marks: true or letters: true");
  }
  return [rule](const Subject& subject, Hits& hits) {
    if (rule->marks) marks(subject.reading, hits);
    if (rule->letters) letters(*rule, subject.reading, hits);
  };
}

}  // namespace decorum::review
