// RE2 patterns over the text. Linear for each match, of which matches_max are looked at; a pattern
// may use 1 MiB of memory. The place is the first group that took part, else the whole match.
//   patterns: [...]           RE2 patterns
//   ignore_case: true
//   allow: [...]              phrases; what overlaps one of them is fine
//   not_in_quotes, not_in_questions, unless_source: true   as those of existence
#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <re2/re2.h>

#include "review/kind_list.h"
#include "review/phrases.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

constexpr std::int64_t memory_max = 1 << 20;
constexpr std::size_t patterns_max = 200;
constexpr int groups_max = 9;
constexpr std::size_t matches_max = 1000;  // of one pattern in one text

struct Pattern {
  std::vector<std::unique_ptr<re2::RE2>> patterns;
  Phrases allow;
  bool not_in_quotes = false;
  bool not_in_questions = false;
  bool unless_source = false;
};

base::Span span_of(std::string_view text, const re2::StringPiece& piece) {
  const auto start = static_cast<std::uint32_t>(piece.data() - text.data());
  return {start, start + static_cast<std::uint32_t>(piece.size())};
}

bool is_question(const Reading& reading, base::Span span) {
  if (reading.sentences.empty()) return false;
  const base::Span sentence = reading.sentence_at(span.start).span;
  const std::string_view text = reading.text.substr(0, sentence.end);
  const std::size_t last = text.find_last_not_of(" \n\t\")");
  return last != std::string_view::npos && last >= sentence.start && text[last] == '?';
}

bool counts(const Pattern& rule, const Subject& subject, base::Span span) {
  const Reading& reading = subject.reading;
  if (rule.not_in_quotes && overlaps_any(reading.quotations, span)) return false;
  if (rule.not_in_questions && is_question(reading, span)) return false;
  if (!rule.unless_source) return true;
  if (reading.sentences.empty()) return subject.draft.sources.empty();
  const Sentence& sentence = reading.sentence_at(span.start);
  return !has_source(subject, static_cast<std::size_t>(&sentence - reading.sentences.data()));
}

void run_one(const Pattern& rule, const re2::RE2& pattern, const std::vector<PhraseHit>& allowed,
             const Subject& subject, Hits& hits) {
  const std::string_view text = subject.reading.text;
  const re2::StringPiece all(text.data(), text.size());
  std::array<re2::StringPiece, groups_max + 1> groups;
  const int asked = std::min(pattern.NumberOfCapturingGroups(), groups_max) + 1;
  std::size_t at = 0;
  for (std::size_t matches = 0; matches < matches_max && at <= text.size(); ++matches) {
    if (!pattern.Match(all, at, text.size(), re2::RE2::UNANCHORED, groups.data(), asked)) return;
    const base::Span whole = span_of(text, groups[0]);
    at = std::max<std::size_t>(whole.end, whole.start + 1);
    base::Span span = whole;
    for (int group = asked - 1; group > 0; --group) {
      const re2::StringPiece& piece = groups[static_cast<std::size_t>(group)];
      if (piece.data() != nullptr) span = span_of(text, piece);
    }
    if (span.start == span.end || !counts(rule, subject, span)) continue;
    const bool fine = std::ranges::any_of(
        allowed, [&](const PhraseHit& hit) { return overlap(hit.span, span); });
    if (!fine) hits.add({.span = span});
  }
}

void compile_patterns(Settings& settings, bool ignore_case, Pattern& rule) {
  const std::vector<std::string> sources = settings.texts("patterns");
  const policy::Setting* list = settings.any_if("patterns");
  if (sources.size() > patterns_max) {
    settings.mistake(*list, "too-many", fmt::format("there are {} patterns", sources.size()),
                     fmt::format("at most {}", patterns_max));
    return;
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(memory_max);
  options.set_case_sensitive(!ignore_case);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    auto pattern = std::make_unique<re2::RE2>(sources[i], options);
    if (pattern->ok()) {
      rule.patterns.push_back(std::move(pattern));
    } else {
      settings.mistake(i < list->items.size() ? list->items[i] : *list, "pattern",
                       fmt::format("the pattern cannot be read as a regular expression: {}",
                                   pattern->error()),
                       "the syntax of RE2");
    }
  }
}

}  // namespace

Run compile_pattern(Settings& settings, const Setup&) {
  auto rule = std::make_shared<Pattern>();
  compile_patterns(settings, settings.flag_if("ignore_case"), *rule);
  rule->allow = Phrases(settings.texts_if("allow"));
  rule->not_in_quotes = settings.flag_if("not_in_quotes");
  rule->not_in_questions = settings.flag_if("not_in_questions");
  rule->unless_source = settings.flag_if("unless_source");
  return [rule](const Subject& subject, Hits& hits) {
    const std::vector<PhraseHit> allowed = rule->allow.find(subject.reading);
    for (const auto& pattern : rule->patterns) run_one(*rule, *pattern, allowed, subject, hits);
  };
}

}  // namespace decorum::review
