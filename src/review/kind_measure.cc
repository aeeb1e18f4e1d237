// What can be counted: words of a sentence or paragraph, exclamation marks, hashtags, mentions,
// links, contractions, and the reading age. The place is what is one too many, the row that it
// stands in, or the sentence.
//   sentence_words_max, paragraph_words_max, exclamation_marks_max, reading_age_max: number
//   hashtags_max, mentions_max, links_max: number
//   contractions: few | many  more than two of them; or none where three could stand
//   from: site                the policy's limit for the site instead, or the site's when smaller
// A reading age is that of texts of 30 words and three sentences; a shorter one has to be ten years
// over the limit.
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/spans.h"
#include "review/syllables.h"

namespace decorum::review {
namespace {

using Number = std::optional<std::int64_t>;

// A short text has a reading age by chance; below this it has to be this much over the limit.
constexpr std::size_t words_for_reading_age = 30;
constexpr std::size_t sentences_for_reading_age = 3;
constexpr std::size_t words_min = 8;
constexpr double short_text_margin = 10;

enum class Contractions : std::uint8_t { few, many };
constexpr std::size_t few_contractions = 2;
constexpr std::size_t long_forms_for_many = 3;

struct Measure {
  Number exclamation_marks_max, sentence_words_max, paragraph_words_max, reading_age_max;
  Number hashtags_max, mentions_max, links_max;
  std::optional<Contractions> contractions;
  bool from_site = false;
  Phrases long_forms;  // "do not"
};

void add(Hits& hits, base::Span span, std::int64_t limit, std::size_t count) {
  hits.add({.span = span,
            .fields = {{"limit", std::to_string(limit)}, {"count", std::to_string(count)}}});
}

bool is_over(std::size_t count, std::int64_t limit) {
  return static_cast<std::int64_t>(count) > limit;
}

// The sentences, one behind another and more than the limit, that end with marks: "What a day! What
// a crowd!". Empty when there are none. The longest row wins.
base::Span exclaimed_in_a_row(const Reading& reading, const std::vector<base::Span>& marks,
                              std::int64_t limit) {
  base::Span best;
  std::size_t best_count = 0;
  base::Span row;
  std::size_t count = 0;
  std::size_t mark = 0;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const Sentence& sentence = reading.sentences[i];
    if (sentence.end_word == sentence.first_word) continue;
    const std::uint32_t start = reading.words[sentence.first_word].span.start;
    const std::uint32_t last = reading.words[sentence.end_word - 1].span.end;
    const std::uint32_t next = sentence.end_word < reading.words.size()
                                   ? reading.words[sentence.end_word].span.start
                                   : static_cast<std::uint32_t>(reading.text.size());
    while (mark < marks.size() && marks[mark].start < last) ++mark;
    if (mark >= marks.size() || marks[mark].start >= next) {
      count = 0;
      continue;
    }
    if (count++ == 0) row.start = start;
    row.end = marks[mark].end;
    if (count > best_count) {
      best = row;
      best_count = count;
    }
  }
  return best_count > 1 && is_over(best_count, limit) ? best : base::Span{};
}

void exclamations(const Subject& subject, std::int64_t limit, Hits& hits) {
  const std::string_view text = subject.reading.text;
  const std::vector<base::Span> aside = aside_spans(subject.reading);
  std::size_t count = 0;
  std::optional<base::Span> too_many;
  std::vector<base::Span> all;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_at(text, at);
    const base::Span span{static_cast<std::uint32_t>(at),
                          static_cast<std::uint32_t>(at + point.length)};
    at = span.end;
    if (point.code != '!' && point.code != 0xFF01) continue;
    if (overlaps_any(aside, span)) continue;
    all.push_back(span);
    if (is_over(++count, limit) && !too_many) too_many = span;
  }
  if (!too_many) return;
  const base::Span row = exclaimed_in_a_row(subject.reading, all, limit);
  add(hits, row.end > row.start ? row : *too_many, limit, count);
}

std::size_t words_between(const Reading& reading, std::size_t first, std::size_t end) {
  std::size_t count = 0;
  for (std::size_t i = first; i < end; ++i) {
    if (!reading.words[i].aside) ++count;
  }
  return count;
}

void sentences(const Reading& reading, std::int64_t limit, Hits& hits) {
  for (const Sentence& sentence : reading.sentences) {
    const std::size_t count = words_between(reading, sentence.first_word, sentence.end_word);
    if (is_over(count, limit)) add(hits, sentence.span, limit, count);
  }
}

// Paragraphs are parted by an empty line.
void paragraphs(const Reading& reading, std::int64_t limit, Hits& hits) {
  std::size_t first = 0;
  for (std::size_t i = 1; i <= reading.words.size(); ++i) {
    const bool parted = i == reading.words.size() ||
                        std::ranges::count(gap_before(reading, i), '\n') > 1;
    if (!parted) continue;
    const std::size_t count = words_between(reading, first, i);
    if (is_over(count, limit)) add(hits, span_of(reading, first, i), limit, count);
    first = i;
  }
}

struct Counted {
  std::size_t words = 0, syllables = 0;
};

// Names, numbers and what stands aside say nothing about how hard the language is.
Counted count_in(const Reading& reading, const Sentence& sentence) {
  Counted counted;
  for (std::uint32_t i = sentence.first_word; i < sentence.end_word; ++i) {
    const Word& word = reading.words[i];
    if (word.aside) continue;
    ++counted.words;
    const bool plain = !word.number && !word.all_capitals && (word.first || !word.capital);
    counted.syllables += plain ? syllables(word.folded) : 1;
  }
  return counted;
}

void reading_ages(const Reading& reading, std::int64_t limit, Hits& hits) {
  Counted all;
  std::size_t sentence_count = 0;
  double hardest_age = 0;
  const Sentence* hardest = nullptr;
  for (const Sentence& sentence : reading.sentences) {
    const Counted counted = count_in(reading, sentence);
    if (counted.words == 0) continue;
    ++sentence_count;
    all.words += counted.words;
    all.syllables += counted.syllables;
    const double age = reading_age(counted.words, 1, counted.syllables);
    if (counted.words >= words_min && age > hardest_age) {
      hardest_age = age;
      hardest = &sentence;
    }
  }
  if (hardest == nullptr) return;
  const double age = reading_age(all.words, sentence_count, all.syllables);
  const bool is_long =
      all.words >= words_for_reading_age && sentence_count >= sentences_for_reading_age;
  const double most = static_cast<double>(limit) + (is_long ? 0 : short_text_margin);
  if (age <= most) return;
  const auto shown = static_cast<std::size_t>(std::lround(std::min(age, 99.0)));
  add(hits, hardest->span, limit, shown);
}

bool is_contraction(std::string_view folded) {
  static constexpr std::array<std::string_view, 6> endings = {"n't", "'re", "'ve",
                                                              "'ll", "'m",  "'d"};
  if (one_of(folded, {"it's", "that's", "there's", "here's", "what's", "who's", "let's", "she's",
                      "he's", "where's", "how's"})) {
    return true;
  }
  return std::ranges::any_of(endings, [&](std::string_view end) { return folded.ends_with(end); });
}

void contractions(const Measure& rule, const Reading& reading, Hits& hits) {
  std::vector<base::Span> found;
  for (const Word& word : reading.words) {
    if (!word.aside && !word.quoted && is_contraction(word.folded)) found.push_back(word.span);
  }
  if (*rule.contractions == Contractions::few) {
    if (found.size() > few_contractions) {
      add(hits, found[few_contractions], few_contractions, found.size());
    }
    return;
  }
  if (!found.empty()) return;
  const std::vector<PhraseHit> long_forms = rule.long_forms.find(reading);
  if (long_forms.size() < long_forms_for_many) return;
  add(hits, long_forms.front().span, 0, long_forms.size());
}

// Those that stand side by side, when they are more than the limit; else empty.
base::Span longest_row(const Reading& reading, const std::vector<post::Entity>& found,
                       std::int64_t limit) {
  std::size_t first = 0;
  base::Span best;
  std::size_t best_count = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i > 0) {
      const std::uint32_t from = found[i - 1].span.end;
      const std::string_view between = reading.text.substr(from, found[i].span.start - from);
      const bool apart = between.find_first_not_of(" ,;&+\n") != std::string_view::npos &&
                         between != " and " && between != ", and ";
      if (apart) first = i;
    }
    if (i + 1 - first <= best_count) continue;
    best_count = i + 1 - first;
    best = {found[first].span.start, found[i].span.end};
  }
  return is_over(best_count, limit) ? best : base::Span{};
}

void entities(const Reading& reading, post::Entity::Kind kind, std::int64_t limit, Hits& hits) {
  const std::vector<post::Entity> found = entities_of(reading, kind);
  if (!is_over(found.size(), limit)) return;
  base::Span row = longest_row(reading, found, limit);
  if (row.end == row.start) row = found[static_cast<std::size_t>(limit)].span;
  add(hits, row, limit, found.size());
}

// Those in the text first, then attached ones that the text does not hold.
void links(const Subject& subject, std::int64_t limit, Hits& hits) {
  const std::vector<post::Entity> found = entities_of(subject.reading, post::Entity::Kind::url);
  std::size_t count = found.size();
  for (const std::string& link : subject.draft.links) {
    if (std::ranges::find(found, link, &post::Entity::value) == found.end()) ++count;
  }
  if (!is_over(count, limit)) return;
  const auto at = static_cast<std::size_t>(limit);
  add(hits, at < found.size() ? found[at].span : base::Span{}, limit, count);
}

// The policy's own limit for the site, else the smaller of the check's and the site's.
std::int64_t limit_for(const Measure& rule, std::int64_t own, const Number& tightened,
                       const std::optional<policy::SiteFact>& fact) {
  if (!rule.from_site) return own;
  if (tightened) return *tightened;
  return fact ? std::min(own, fact->limit) : own;
}

void run(const Measure& rule, const policy::Policy& policy, const Subject& subject, Hits& hits) {
  using Kind = post::Entity::Kind;
  const Reading& reading = subject.reading;
  const policy::SiteTightening* tight = tightening_of(policy, subject.site);
  if (rule.exclamation_marks_max) exclamations(subject, *rule.exclamation_marks_max, hits);
  if (rule.sentence_words_max) sentences(reading, *rule.sentence_words_max, hits);
  if (rule.paragraph_words_max) paragraphs(reading, *rule.paragraph_words_max, hits);
  if (rule.reading_age_max) reading_ages(reading, *rule.reading_age_max, hits);
  if (rule.contractions) contractions(rule, reading, hits);
  if (rule.hashtags_max) {
    const Number tightened = tight == nullptr ? std::nullopt : tight->hashtags_max;
    entities(reading, Kind::hashtag,
             limit_for(rule, *rule.hashtags_max, tightened, subject.site.hashtags), hits);
  }
  if (rule.mentions_max) {
    entities(reading, Kind::mention,
             limit_for(rule, *rule.mentions_max, std::nullopt, subject.site.mentions), hits);
  }
  if (rule.links_max) {
    const Number tightened = tight == nullptr ? std::nullopt : tight->links_max;
    links(subject, limit_for(rule, *rule.links_max, tightened, subject.site.links), hits);
  }
}

}  // namespace

Run compile_measure(Settings& settings, const Setup& setup) {
  auto rule = std::make_shared<Measure>();
  rule->exclamation_marks_max = settings.number_if("exclamation_marks_max", 0, 1000);
  rule->sentence_words_max = settings.number_if("sentence_words_max", 1, 1000);
  rule->paragraph_words_max = settings.number_if("paragraph_words_max", 1, 10'000);
  rule->reading_age_max = settings.number_if("reading_age_max", 5, 60);
  rule->hashtags_max = settings.number_if("hashtags_max", 0, 1000);
  rule->mentions_max = settings.number_if("mentions_max", 0, 1000);
  rule->links_max = settings.number_if("links_max", 0, 1000);
  if (const auto choice = settings.choice_if("contractions", {"few", "many"})) {
    rule->contractions = *choice == 0 ? Contractions::few : Contractions::many;
    rule->long_forms =
        Phrases({"do not", "does not", "did not", "is not", "are not", "was not", "were not",
                 "cannot", "can not", "will not", "would not", "should not", "have not", "has not",
                 "we are", "we have", "we will", "you are", "you have", "you will", "they are",
                 "i am", "i have", "i will", "it is", "that is", "let us"});
  }
  rule->from_site = settings.choice_if("from", {"site"}).has_value();
  const bool anything = rule->exclamation_marks_max || rule->sentence_words_max ||
                        rule->paragraph_words_max || rule->reading_age_max || rule->hashtags_max ||
                        rule->mentions_max || rule->links_max || rule->contractions;
  if (!anything) {
    settings.mistake("missing", "this check measures nothing",
                     "sentence_words_max, hashtags_max, links_max, reading_age_max, ...");
  }
  const policy::Policy& policy = setup.policy;
  return [rule, &policy](const Subject& subject, Hits& hits) {
    run(*rule, policy, subject, hits);
  };
}

}  // namespace decorum::review
