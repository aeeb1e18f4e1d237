// Misspelt words, American forms, the house's -ise or -ize, words said twice, confused words.
//
//   - kind: spelling
//     language: en-GB
//     accept: [Quillmere]        # besides the policy's own names and terms
//     house: ise                 # or ize, or either
//     find: [misspelt, american, house, repeated, confused]     # all of them when left out
#include <algorithm>
#include <array>
#include <memory>
#include <unordered_set>

#include "review/confused_words.h"
#include "review/kind_list.h"
#include "review/look.h"
#include "review/spelling_words.h"
#include "spelling/letters.h"

namespace decorum::review {
namespace {

constexpr std::array<const char*, 5> findings = {"misspelt", "american", "house", "repeated",
                                                 "confused"};

constexpr std::size_t look_ups_max = 500;  // unknown words of one draft

struct Spelling {
  bool misspelt = true, american = true, house = true, repeated = true, confused = true;
  enum class House : std::uint8_t { either, ise, ize } form = House::either;
};

using Words = std::unordered_set<std::string>;

// Each word of a text, in small letters and without "'s".
void accept(std::string_view text, Words& words) {
  Reading reading;
  read(text, nullptr, {}, reading);
  for (const Word& word : reading.words) {
    const std::string_view folded = word.folded;
    words.emplace(folded);
    if (folded.ends_with("'s")) words.emplace(folded.substr(0, folded.size() - 2));
  }
}

// The policy's own vocabulary: what it names, it may also write.
void accept_policy(const policy::Policy& policy, Words& words) {
  accept(policy.info.organisation, words);
  accept(policy.info.title, words);
  if (policy.brand) {
    for (const policy::BrandName& name : policy.brand->names) {
      accept(name.text, words);
      accept(name.short_form, words);
    }
    for (const policy::PreferredWord& word : policy.brand->preferred) accept(word.use, words);
  }
  for (const policy::Term& term : policy.glossary) accept(term.word, words);
  for (const policy::Account& account : policy.accounts.accounts) {
    accept(account.name, words);
    accept(account.handle, words);
    for (const policy::PreferredWord& word : account.preferred) accept(word.use, words);
  }
  for (const policy::Person& person : policy.roles.people) accept(person.name, words);
  for (const policy::Role& role : policy.roles.roles) accept(role.title, words);
  for (const policy::Team& team : policy.roles.teams) accept(team.title, words);
  for (const policy::FactSheet& sheet : policy.facts) {
    accept(sheet.statement, words);
    for (const policy::FactSource& source : sheet.sources) accept(source.title, words);
  }
}

void add(Hits& hits, base::Span span, std::vector<std::string> suggestions, bool fix) {
  Hit hit;
  hit.span = span;
  if (!suggestions.empty()) hit.fields.emplace_back("instead", suggestions.front());
  if (fix) hit.fix = Fix{span, suggestions.front()};
  hit.suggestions = std::move(suggestions);
  hits.add(std::move(hit));
}

std::optional<std::string> in_house_form(const spelling::Dictionary& dictionary,
                                         Spelling::House form, std::string_view text) {
  if (form == Spelling::House::ize) return dictionary.ize_form(text);
  if (auto known = dictionary.ise_form(text)) return known;
  // Words that only the -ise form of is in the dictionary: "incentivization".
  const std::size_t at = text.rfind("iz");
  constexpr std::size_t shortest = 6;
  if (at == std::string_view::npos || text.size() < shortest) return std::nullopt;
  if (dictionary.knows(text)) return std::nullopt;
  std::string other(text);
  other[at + 1] = 's';
  if (!dictionary.knows_as_ordinary(other)) return std::nullopt;
  return other;
}

// Small words that are never meant twice; "had had", "that that" and "so so" may be.
bool never_twice(std::string_view folded) {
  static const std::unordered_set<std::string_view> words = {
      "a",      "an",     "the",    "and",     "or",      "but",     "of",     "to",    "for",
      "with",   "from",   "at",     "by",      "as",      "into",    "onto",   "than",  "then",
      "is",     "are",    "was",    "were",    "be",      "been",    "being",  "am",    "has",
      "have",   "having", "will",   "would",   "could",   "should",  "can",    "may",   "might",
      "must",   "shall",  "we",     "they",    "he",      "she",     "i",      "my",    "your",
      "our",    "their",  "its",    "these",   "those",   "this",    "which",  "who",   "whose",
      "if",     "when",   "where",  "while",   "because", "about",   "after",  "before", "between",
      "during", "until",  "since",  "also",    "them",    "us",      "me",     "any",   "each",
      "every",  "not",    "both",   "against", "without", "within",  "towards", "via",  "per",
      "it's",   "we're",  "you're", "don't",   "we've",   "please",  "get",    "make"};
  return words.contains(folded);
}

// "the the": both words; kept apart by blanks or the end of a line only.
void find_repeated(const Reading& reading, const std::vector<bool>& english, Hits& hits) {
  for (std::size_t i = 0; i + 1 < reading.words.size(); ++i) {
    const Word& left = reading.words[i];
    const Word& right = reading.words[i + 1];
    if (left.folded != right.folded || left.aside || right.aside || left.number) continue;
    if (left.sentence != right.sentence || !english[left.sentence]) continue;
    const std::string_view gap = gap_after(reading, i);
    if (gap.empty() || gap.find_first_not_of(" \t\r\n") != std::string_view::npos) continue;
    if (right.capital && left.text != "I") continue;
    // Three are meant.
    if (i > 0 && reading.words[i - 1].folded == left.folded) continue;
    if (i + 2 < reading.words.size() && reading.words[i + 2].folded == left.folded) continue;
    if (!never_twice(left.folded)) continue;
    const base::Span span{left.span.start, right.span.end};
    add(hits, span, {std::string(left.text)}, true);
  }
}

// `kept`: words that the check itself accepts. What the policy merely writes somewhere may still
// stand in the wrong place.
void run(const Spelling& rule, const Speller& speller, const Words& kept, const Subject& subject,
         Hits& hits) {
  const Reading& reading = subject.reading;
  const std::vector<bool> english = speller.english_sentences(reading);
  const spelling::Dictionary& dictionary = speller.dictionary();
  std::size_t look_ups_left = look_ups_max;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    // What to propose takes long to find, so it is not looked for where it would not be kept.
    if (hits.left_out() > 0) return;
    const Word& word = reading.words[i];
    if (word.aside || !english[word.sentence]) continue;
    if (rule.misspelt) {
      if (auto found = speller.misspelt(reading, i, look_ups_left)) {
        add(hits, word.span, std::move(found->suggestions), found->sure);
        continue;
      }
    }
    if ((!rule.american && !rule.house) || !speller.may_respell(reading, i)) continue;
    if (rule.american) {
      if (const auto british = speller.british_of(word.text)) {
        add(hits, word.span, {*british}, true);
        continue;
      }
    }
    if (!rule.house || rule.form == Spelling::House::either) continue;
    const auto house = respelt(word.text, [&](std::string_view part) {
      return in_house_form(dictionary, rule.form, part);
    });
    if (house) add(hits, word.span, {*house}, true);
  }
  if (rule.repeated) find_repeated(reading, english, hits);
  if (!rule.confused) return;
  for (Confused& confused : find_confused(reading)) {
    const Word& word = reading.words[confused.word];
    if (english[word.sentence] && !kept.contains(std::string(word.folded))) {
      add(hits, word.span, {std::move(confused.instead)}, false);
    }
  }
}

Spelling read_settings(Settings& settings) {
  Spelling rule;
  if (settings.text_if("language", "en-GB") != "en-GB") {
    settings.mistake(*settings.any_if("language"), "language",
                     "there is no dictionary of this language", "en-GB");
  }
  if (const auto form = settings.choice_if("house", {"either", "ise", "ize"})) {
    rule.form = static_cast<Spelling::House>(*form);
  }
  rule.american = settings.flag_if("american", true);
  rule.repeated = settings.flag_if("repeated", true);
  rule.confused = settings.flag_if("confusables", true);
  if (settings.any_if("find") == nullptr) return rule;
  const std::vector<std::size_t> chosen =
      settings.choices_if("find", {findings.begin(), findings.end()});
  const auto has = [&](std::size_t which) {
    return std::find(chosen.begin(), chosen.end(), which) != chosen.end();
  };
  rule.misspelt = has(0);
  rule.american = rule.american && has(1);
  rule.house = has(2);
  rule.repeated = rule.repeated && has(3);
  rule.confused = rule.confused && has(4);
  return rule;
}

}  // namespace

Run compile_spelling(Settings& settings, const Setup& setup) {
  const Spelling rule = read_settings(settings);
  Words accepted;
  for (const std::string& text : settings.texts_if("accept")) accept(text, accepted);
  if (setup.dictionary == nullptr) {
    return [](const Subject&, Hits& hits) {
      Hit hit;
      hit.message = "Spelling was not looked at: the dictionary is not there.";
      hit.not_looked_up = true;
      hits.add(std::move(hit));
    };
  }
  auto kept = std::make_shared<const Words>(accepted);
  accept_policy(setup.policy, accepted);
  auto speller = std::make_shared<const Speller>(*setup.dictionary, std::move(accepted));
  return [rule, speller, kept](const Subject& subject, Hits& hits) {
    run(rule, *speller, *kept, subject, hits);
  };
}

}  // namespace decorum::review
