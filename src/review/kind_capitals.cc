// Shouting: words in capitals that are ordinary words, in a row, or as a share of the text.
//   share_max: 30             per cent of the letters, when words_min (3) words have four or more
//   run_min: 2                words in a row
//   allow: [...]              acronyms that are words too
//   not_in_quotes: true
#include <algorithm>
#include <memory>
#include <unordered_set>

#include "review/kind_list.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

constexpr std::size_t long_word = 4;     // letters of a word that counts for the share
constexpr std::size_t run_letters_min = 5;

struct Capitals {
  std::int64_t share_max = 30;  // per cent of the letters
  std::int64_t words_min = 3;
  std::int64_t run_min = 2;
  bool not_in_quotes = false;
  std::unordered_set<std::string> allow;  // folded
  const spelling::Dictionary* dictionary = nullptr;
};

struct RunOfWords {
  std::size_t first = 0, end = 0, words = 0, letters = 0, long_words = 0;
};

std::size_t letters_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    at += point.length;
    const bool letter = point.code > 0x7F || (point.code >= 'a' && point.code <= 'z') ||
                        (point.code >= 'A' && point.code <= 'Z');
    count += letter ? 1U : 0U;
  }
  return count;
}

bool is_roman(std::string_view text) {
  return std::ranges::all_of(text, [](char byte) {
    return std::string_view("IVXLCDM").find(byte) != std::string_view::npos;
  });
}

// Without a dictionary every word of four letters and more counts as ordinary: then an acronym has
// to be named in `allow`.
bool is_shouted(const Capitals& rule, const Word& word) {
  if (!word.all_capitals || word.aside || word.number) return false;
  if (rule.not_in_quotes && word.quoted) return false;
  if (rule.allow.contains(std::string(word.folded)) || is_roman(word.text)) return false;
  const bool code = std::ranges::any_of(word.text, [](char byte) {
    return byte >= '0' && byte <= '9';
  });
  if (code) return false;
  if (rule.dictionary == nullptr) return letters_of(word.text) >= long_word;
  return rule.dictionary->knows_as_ordinary(word.folded);
}

// "MONDAY", "DERBY": no ordinary word, but shouted with those beside it.
bool is_shouted_name(const Capitals& rule, const Word& word) {
  if (!word.all_capitals || word.aside || word.number || rule.dictionary == nullptr) return false;
  if (rule.not_in_quotes && word.quoted) return false;
  if (rule.allow.contains(std::string(word.folded)) || is_roman(word.text)) return false;
  if (letters_of(word.text) < long_word) return false;
  std::string written(word.folded);
  if (written.empty() || written.front() < 'a' || written.front() > 'z') return false;
  written.front() = static_cast<char>(written.front() - 'a' + 'A');
  return rule.dictionary->knows(written);
}

// "I", "A" and the like stand between shouted words without ending the row.
bool is_bridge(const Word& word) {
  if (word.aside) return false;
  return word.all_capitals || word.number || (letters_of(word.text) == 1 && word.capital);
}

// The names in capitals that stand on both sides of a row belong to it.
void take_names(const Capitals& rule, const Reading& reading, RunOfWords& run) {
  while (run.first > 0 && is_shouted_name(rule, reading.words[run.first - 1])) --run.first;
  while (run.end < reading.words.size() && is_shouted_name(rule, reading.words[run.end])) ++run.end;
}

std::vector<RunOfWords> runs_of(const Capitals& rule, const Reading& reading) {
  std::vector<RunOfWords> runs;
  bool open = false;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const Word& word = reading.words[i];
    if (is_shouted(rule, word)) {
      if (!open) runs.push_back({.first = i});
      open = true;
      RunOfWords& run = runs.back();
      const std::size_t letters = letters_of(word.text);
      run.end = i + 1;
      ++run.words;
      run.letters += letters;
      if (letters >= long_word) ++run.long_words;
    } else if (!is_bridge(word)) {
      open = false;
    }
  }
  return runs;
}

bool is_mostly_capitals(const Capitals& rule, const Reading& reading,
                        const std::vector<RunOfWords>& runs) {
  std::size_t shouted = 0;
  std::size_t long_words = 0;
  for (const RunOfWords& run : runs) {
    shouted += run.letters;
    long_words += run.long_words;
  }
  std::size_t all = 0;
  for (const Word& word : reading.words) all += word.aside ? 0 : letters_of(word.text);
  return static_cast<std::int64_t>(long_words) >= rule.words_min &&
         shouted * 100 > all * static_cast<std::size_t>(rule.share_max);
}

void run(const Capitals& rule, const Reading& reading, Hits& hits) {
  const std::vector<RunOfWords> runs = runs_of(rule, reading);
  const auto span = [&](std::size_t first, std::size_t end) {
    return base::Span{reading.words[first].span.start, reading.words[end - 1].span.end};
  };
  bool found = false;
  for (RunOfWords run : runs) {
    if (static_cast<std::int64_t>(run.words) < rule.run_min || run.letters < run_letters_min) {
      continue;
    }
    found = true;
    take_names(rule, reading, run);
    hits.add({.span = span(run.first, run.end)});
  }
  if (!found && is_mostly_capitals(rule, reading, runs)) {
    hits.add({.span = span(runs.front().first, runs.back().end)});
  }
}

}  // namespace

Run compile_capitals(Settings& settings, const Setup& setup) {
  auto rule = std::make_shared<Capitals>();
  rule->share_max = settings.number_if("share_max", 1, 100).value_or(rule->share_max);
  rule->words_min = settings.number_if("words_min", 1, 100).value_or(rule->words_min);
  rule->run_min = settings.number_if("run_min", 2, 100).value_or(rule->run_min);
  rule->not_in_quotes = settings.flag_if("not_in_quotes");
  rule->dictionary = setup.dictionary;
  for (const std::string& word : settings.texts_if("allow")) {
    signals::Folded folded;
    signals::fold(word, folded);
    rule->allow.insert(folded.text);
  }
  return [rule](const Subject& subject, Hits& hits) { run(*rule, subject.reading, hits); };
}

}  // namespace decorum::review
