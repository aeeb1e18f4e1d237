#include "review/look.h"

#include <algorithm>
#include <array>
#include <utility>

namespace decorum::review {
namespace {

bool says(std::string_view word) {
  static constexpr std::array<std::string_view, 58> verbs{
      "say",       "says",      "said",     "tells",    "told",      "writes",   "wrote",
      "written",   "asks",      "asked",    "adds",     "added",     "explains", "explained",
      "according", "argues",    "argued",   "notes",    "noted",     "comments", "commented",
      "quipped",   "replies",   "replied",  "reflects", "recalls",   "recalled", "remembers",
      "remembered", "insists",  "insisted", "believes", "put",       "puts",     "quote",
      "quoted",    "quotes",    "quoth",    "words",    "feedback",  "review",   "testimonial",
      "announced", "declared",  "remarked", "observed", "sang",      "sings",    "sing",
      "shouted",   "warned",    "warns",    "called",   "calls",     "titled",   "entitled",
      "reads",     "read"};
  return std::ranges::find(verbs, word) != verbs.end();
}

// A dash and a name, or a mention, right behind it.
bool is_signed(const Reading& reading, base::Span quotation) {
  std::string_view rest = reading.text.substr(quotation.end);
  const std::size_t blanks = rest.find_first_not_of(" \n\t.,");
  if (blanks == std::string_view::npos) return false;
  const bool new_line = rest.substr(0, blanks).find('\n') != std::string_view::npos;
  rest.remove_prefix(blanks);
  const bool dash = rest.starts_with("-") || rest.starts_with("\u2013") ||
                    rest.starts_with("\u2014") || rest.starts_with("~");
  if (rest.starts_with("@") || rest.starts_with("(")) return true;
  const auto behind = reading.words_in(
      {quotation.end, static_cast<std::uint32_t>(reading.text.size())});
  if (behind.first == behind.second) return false;
  const bool named = reading.words[behind.first].capital;
  const Name* name = name_at(reading, behind.first);
  return (dash && named) || (new_line && name != nullptr);
}

// The sentence behind it says who, without a verb of speech: "Priya Shah, a ward manager in Luton",
// "That is the advice Priya Shah gave", "Advice from Priya Shah".
bool is_told_behind(const Reading& reading, base::Span quotation) {
  const auto behind =
      reading.words_in({quotation.end, static_cast<std::uint32_t>(reading.text.size())});
  if (behind.first == behind.second) return false;
  const Sentence& next = reading.sentences[reading.words[behind.first].sentence];
  const bool points = one_of(reading.words[behind.first].folded,
                             {"that", "that's", "those", "this", "these", "advice", "words",
                              "thoughts", "wisdom", "meet", "wise", "lovely", "kind", "from", "so",
                              "as", "thanks", "thank", "one", "our", "with", "inspiring"});
  for (const Name& name : reading.names) {
    if (name.first_word < behind.first || name.kind != Name::Kind::person) continue;
    if (name.first_word >= next.end_word) return false;
    if (points) return true;
    if (name.first_word != behind.first) return false;
    return name.end_word >= next.end_word ||
           gap_after(reading, name.end_word - 1).starts_with(',') ||
           one_of(reading.words[name.end_word].folded, {"on", "of", "from", "at", "about"});
  }
  return false;
}

// "Priya Shah:" before it.
bool is_announced(const Reading& reading, base::Span quotation) {
  std::string_view before = reading.text.substr(0, quotation.start);
  const std::size_t last = before.find_last_not_of(" \n\t");
  if (last == std::string_view::npos) return false;
  return before[last] == ':' || before[last] == ',';
}

}  // namespace

base::Span span_of(const Reading& reading, std::size_t first, std::size_t end) {
  return {reading.words[first].span.start, reading.words[end - 1].span.end};
}

std::string_view gap_before(const Reading& reading, std::size_t word) {
  const std::uint32_t from = word == 0 ? 0 : reading.words[word - 1].span.end;
  return reading.text.substr(from, reading.words[word].span.start - from);
}

std::string_view gap_after(const Reading& reading, std::size_t word) {
  const std::uint32_t from = reading.words[word].span.end;
  if (word + 1 >= reading.words.size()) return reading.text.substr(from);
  return reading.text.substr(from, reading.words[word + 1].span.start - from);
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool any_before(const Reading& reading, std::size_t word, std::size_t reach,
                std::initializer_list<std::string_view> words) {
  const std::uint32_t sentence = reading.words[word].sentence;
  for (std::size_t i = word; i-- > 0 && word - i <= reach;) {
    if (reading.words[i].sentence != sentence) return false;
    if (one_of(reading.words[i].folded, words)) return true;
  }
  return false;
}

bool any_after(const Reading& reading, std::size_t word, std::size_t reach,
               std::initializer_list<std::string_view> words) {
  const std::uint32_t sentence = reading.words[word].sentence;
  const std::size_t end = std::min(reading.words.size(), word + 1 + reach);
  for (std::size_t i = word + 1; i < end; ++i) {
    if (reading.words[i].sentence != sentence) return false;
    if (one_of(reading.words[i].folded, words)) return true;
  }
  return false;
}

bool any_in(const std::vector<PhraseHit>& hits, std::size_t first, std::size_t end) {
  const auto hit = std::ranges::partition_point(
      hits, [&](const PhraseHit& one) { return one.first_word < first; });
  return hit != hits.end() && hit->first_word < end;
}

bool asks(const Reading& reading, std::size_t sentence) {
  const Sentence& at = reading.sentences[sentence];
  if (at.end_word == at.first_word) return false;
  const std::string_view gap = gap_after(reading, at.end_word - 1);
  // Only the marks at the word's end: a later one belongs to what follows.
  for (const char mark : gap) {
    if (mark == '?') return true;
    if (mark != '!' && mark != ')' && mark != '"' && mark != '\'' && mark != '\xe2' &&
        mark != '\x80' && mark != '\x9d' && mark != '\x99') {
      return false;
    }
  }
  return false;
}

bool denied_before(const Reading& reading, std::size_t word, std::size_t reach) {
  const std::uint32_t sentence = reading.words[word].sentence;
  for (std::size_t i = word; i-- > 0 && word - i <= reach;) {
    if (reading.words[i].sentence != sentence) return false;
    const std::string_view before = reading.words[i].folded;
    if (before.ends_with("n't") ||
        one_of(before, {"not", "never", "no", "nobody", "none", "neither", "nor", "cannot",
                        "without", "hardly", "isnt", "wasnt", "arent", "didnt", "false", "myth"})) {
      return true;
    }
  }
  return false;
}

namespace {

// Does a noun phrase end before the word: a sign between, or a word that joins or does?
bool ends_before(const Reading& reading, std::size_t word) {
  if (word >= reading.words.size()) return true;
  const Word& next = reading.words[word];
  if (next.sentence != reading.words[word - 1].sentence) return true;
  std::string_view gap = gap_before(reading, word);
  for (const std::string_view possessive : {"'", "\u2019"}) {  // "students' research"
    if (gap.starts_with(possessive)) gap.remove_prefix(possessive.size());
  }
  if (gap.find_first_not_of(' ') != std::string_view::npos) return true;
  static constexpr std::array<std::string_view, 56> joins{
      "who",    "and",   "or",     "but",     "that",  "which",  "of",      "in",     "at",
      "for",    "by",    "to",     "because", "as",    "with",   "when",    "on",     "if",
      "from",   "is",    "are",    "was",     "were",  "has",    "have",    "had",    "so",
      "while",  "until", "since",  "through", "into",  "over",   "under",   "before", "after",
      "during", "than",  "then",   "without", "about", "like",   "whose",   "whom",   "where",
      "will",   "would", "should", "could",   "can",   "must",   "may",     "again",  "every",
      "we",     "for"};
  return std::ranges::find(joins, next.folded) != joins.end();
}

}  // namespace

std::size_t with_article(const Reading& reading, std::size_t first, std::size_t end) {
  if (first == 0 || !one_of(reading.words[first - 1].folded, {"a", "an"})) return first;
  if (reading.words[first - 1].sentence != reading.words[first].sentence) return first;
  return ends_before(reading, end) ? first - 1 : first;
}

std::size_t with_object(const Reading& reading, std::size_t end) {
  constexpr std::size_t words_most = 4;
  std::size_t at = end;
  if (!one_of(reading.words[end - 1].folded, {"the", "our", "his", "her", "its", "their"})) {
    if (at >= reading.words.size()) return end;
    if (!one_of(reading.words[at].folded, {"his", "her", "its", "their"})) return end;
    if (ends_before(reading, at)) return end;
    ++at;
  }
  const std::size_t first = at;
  while (at - first < words_most && !ends_before(reading, at)) ++at;
  return at == first ? end : at;
}

std::optional<double> number_of(const Word& word) {
  if (word.number) {
    double value = 0;
    double part = 0;
    for (const char sign : word.folded) {
      if (sign == ',') continue;
      if (sign == '.') {
        if (part != 0) break;
        part = 1;
        continue;
      }
      if (sign < '0' || sign > '9') break;
      part *= 0.1;
      if (part != 0) {
        value += part * (sign - '0');
      } else {
        value = value * 10 + (sign - '0');
      }
    }
    return value;
  }
  using Pair = std::pair<std::string_view, double>;
  static constexpr std::array<Pair, 33> numbers{
      Pair{"one", 1},       {"two", 2},        {"three", 3},    {"four", 4},
      {"five", 5},          {"six", 6},        {"seven", 7},    {"eight", 8},
      {"nine", 9},          {"ten", 10},       {"eleven", 11},  {"twelve", 12},
      {"thirteen", 13},     {"fourteen", 14},  {"fifteen", 15}, {"sixteen", 16},
      {"seventeen", 17},    {"eighteen", 18},  {"nineteen", 19}, {"twenty", 20},
      {"thirty", 30},       {"forty", 40},     {"fifty", 50},   {"sixty", 60},
      {"seventy", 70},      {"eighty", 80},    {"ninety", 90},  {"hundred", 100},
      {"thousand", 1000},   {"dozen", 12},     {"million", 1e6}, {"billion", 1e9},
      {"trillion", 1e12}};
  const std::string_view first = word.folded.substr(0, word.folded.find('-'));
  const auto found = std::ranges::find(numbers, first, &Pair::first);
  if (found == numbers.end()) return std::nullopt;
  if (first.size() == word.folded.size()) return found->second;
  const auto unit = std::ranges::find(numbers, word.folded.substr(first.size() + 1), &Pair::first);
  if (unit == numbers.end()) return std::nullopt;
  return found->second + unit->second;
}

bool is_attributed(const Reading& reading, base::Span quotation) {
  if (reading.sentences.empty()) return false;
  if (is_signed(reading, quotation) || is_announced(reading, quotation)) return true;
  if (is_told_behind(reading, quotation)) return true;
  const auto [first, end] = reading.words_in(quotation);
  if (first == end) return false;
  const std::size_t from = reading.words[first].sentence;
  const std::size_t to = reading.words[end - 1].sentence;
  const std::size_t begin_word = reading.sentences[from > 0 ? from - 1 : 0].first_word;
  const std::size_t end_word =
      reading.sentences[std::min(to + 1, reading.sentences.size() - 1)].end_word;
  for (std::size_t i = begin_word; i < end_word; ++i) {
    if (i >= first && i < end) continue;
    if (says(reading.words[i].folded)) return true;
  }
  return false;
}

bool in_attributed_quotation(const Reading& reading, std::size_t word) {
  if (!reading.words[word].quoted) return false;
  const base::Span span = reading.words[word].span;
  const auto quotation = std::ranges::partition_point(
      reading.quotations, [&](const base::Span& one) { return one.end < span.end; });
  return quotation != reading.quotations.end() && quotation->start <= span.start &&
         is_attributed(reading, *quotation);
}

bool link_in(const Reading& reading, std::size_t first, std::size_t end) {
  end = std::min(end, reading.sentences.size());
  if (first >= end) return false;
  const base::Span range{reading.sentences[first].span.start, reading.sentences[end - 1].span.end};
  auto entity = std::ranges::partition_point(
      reading.entities, [&](const post::Entity& one) { return one.span.end <= range.start; });
  for (; entity != reading.entities.end() && entity->span.start < range.end; ++entity) {
    if (entity->kind == post::Entity::Kind::url) return true;
  }
  return false;
}

const Name* name_at(const Reading& reading, std::size_t word) {
  const base::Span span = reading.words[word].span;
  const auto name = std::ranges::partition_point(
      reading.names, [&](const Name& one) { return one.span.end <= span.start; });
  return name != reading.names.end() && name->span.start < span.end ? &*name : nullptr;
}

std::vector<std::string> own_names_of(const policy::Policy& policy) {
  std::vector<std::string> own{policy.info.organisation};
  if (policy.brand) {
    for (const policy::BrandName& name : policy.brand->names) {
      own.push_back(name.text);
      if (!name.short_form.empty()) own.push_back(name.short_form);
    }
  }
  return own;
}

bool is_own(const Reading& reading, const Name& name, const std::vector<std::string>& own) {
  const std::string_view text =
      reading.text.substr(name.span.start, name.span.end - name.span.start);
  return std::ranges::any_of(own, [&](const std::string& one) {
    return !one.empty() && (one == text || (text.size() > 4 && one.starts_with(text)));
  });
}

}  // namespace decorum::review
