#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

constexpr std::string_view ourselves = "\x01";  // stands for every name of ours

// A way in which people put what a fact sheet denies, as the stems of its telling words.
struct Wording {
  std::size_t sheet = 0;
  std::vector<std::string> stems;
  bool denies = false;
};

struct Sheet {
  std::string id, statement, answer;
};

struct Facts {
  std::vector<Sheet> sheets;
  std::vector<Wording> wordings;
  Phrases own, denials;
  std::vector<Phrases> same;  // each of phrases that mean the same
  double at_least = 1;
};

bool tells_little(std::string_view word) {
  static const std::unordered_set<std::string_view> words{
      "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and",
      "or", "is",
      "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "its",
      "it", "their", "your", "my", "this", "that", "these", "those", "as", "so", "will", "would",
      "can", "could", "any", "more", "really", "very", "just", "simply", "please", "there", "than",
      "no", "not", "never", "nobody", "isn't", "aren't", "wasn't", "doesn't", "don't", "didn't",
      "hasn't", "haven't", "won't", "cannot", "can't", "ever", "only", "you", "what",
      "anymore", "since",
      "last", "next", "year", "years", "month", "now", "again", "even", "also", "still", "must"};
  return words.contains(word);
}

// Enough of a stem to bring "doubled" and "doubling", "cancelled" and "cancelling" together.
std::string stem(std::string_view folded) {
  std::string word(without_possessive(folded));
  if (word.size() <= 3) return word;
  for (const std::string_view ending : {"ations", "ation", "ments", "ment", "ingly", "ings", "ing",
                                        "ies", "ied", "ers", "es", "ed", "er", "ly", "s", "e"}) {
    if (word.size() >= ending.size() + 3 && word.ends_with(ending)) {
      word.resize(word.size() - ending.size());
      break;
    }
  }
  if (word.size() > 3 && word.back() == word[word.size() - 2]) word.pop_back();
  if (word.size() > 3 && (word.back() == 'e' || word.back() == 'y')) word.pop_back();
  return word;
}

// What stands for each word of the text instead of its stem: names of ours all become one, and so
// do phrases that mean the same; empty for the other words.
std::vector<std::string> stand_ins(const Facts& facts, const Reading& reading) {
  std::vector<std::string> replaced(reading.words.size());
  const auto replace = [&](const Phrases& phrases, const std::string& with) {
    for (const PhraseHit& hit : phrases.find(reading)) {
      for (std::size_t i = hit.first_word; i < hit.end_word; ++i) replaced[i] = with;
    }
  };
  for (std::size_t i = 0; i < facts.same.size(); ++i) {
    replace(facts.same[i], std::string(ourselves) + std::to_string(i));
  }
  replace(facts.own, std::string(ourselves));
  return replaced;
}

// The stems of words [first, end).
std::vector<std::string> stems_of(const std::vector<std::string>& replaced, const Reading& reading,
                                  std::size_t first, std::size_t end) {
  std::vector<std::string> stems;
  for (std::size_t i = first; i < end; ++i) {
    const Word& word = reading.words[i];
    if (!replaced[i].empty()) {
      stems.push_back(replaced[i]);
    } else if (one_of(word.folded, {"we", "they"})) {
      stems.emplace_back(ourselves);
    } else if (!tells_little(word.folded) && !word.aside) {
      stems.push_back(stem(word.folded));
    }
  }
  std::ranges::sort(stems);
  const auto again = std::ranges::unique(stems);
  stems.erase(again.begin(), again.end());
  return stems;
}

bool denies(const Reading& reading, std::size_t first, std::size_t end) {
  bool odd = false;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view word = reading.words[i].folded;
    const bool no = word.ends_with("n't") || one_of(word, {"not", "no", "never", "nobody", "cannot",
                                                           "none", "without", "neither"});
    if (no) odd = !odd;
  }
  return odd;
}

void add_wording(Facts& facts, std::size_t sheet, const std::string& text) {
  Reading reading;
  read(text, nullptr, {}, reading);
  Wording wording;
  wording.sheet = sheet;
  wording.stems = stems_of(stand_ins(facts, reading), reading, 0, reading.words.size());
  wording.denies = denies(reading, 0, reading.words.size());
  const bool telling = wording.stems.size() >= 2;
  if (telling) facts.wordings.push_back(std::move(wording));
}

// The clause: from the sentence's beginning, or the comma before it, to the next such sign.
struct Clause {
  std::size_t first = 0, end = 0;
};

std::vector<Clause> clauses_of(const Reading& reading, const Sentence& at) {
  std::vector<Clause> clauses;
  std::size_t first = at.first_word;
  for (std::size_t i = at.first_word; i < at.end_word; ++i) {
    const bool last = i + 1U == at.end_word;
    const std::string_view gap = gap_after(reading, i);
    const bool sign = gap.find_first_of(",;:()") != std::string_view::npos ||
                      gap.find("\u2013") != std::string_view::npos ||
                      gap.find("\u2014") != std::string_view::npos;
    if (!last && !sign) continue;
    clauses.push_back({first, i + 1});
    first = i + 1;
  }
  return clauses;
}

// "We are sorry that ...": what is said stands behind the "that".
std::size_t behind_that(const Reading& reading, std::size_t first, std::size_t end) {
  for (std::size_t i = end; i-- > first + 1;) {
    if (reading.words[i].folded == "that" && end - i > 3) return i + 1;
  }
  return first;
}

// How much of the wording stands in the clause.
bool fits(const Wording& wording, const std::vector<std::string>& stems, double at_least) {
  std::size_t found = 0;
  for (const std::string& wanted : wording.stems) {
    found += std::ranges::binary_search(stems, wanted) ? 1U : 0U;
  }
  return static_cast<double>(found) >= at_least * static_cast<double>(wording.stems.size());
}

// What is looked for in the whole text once.
struct Seen {
  std::vector<std::string> replaced;
  std::vector<PhraseHit> denials;
};

void find_in(const Facts& facts, const Seen& seen, const Reading& reading, const Sentence& at,
             Hits& hits) {
  if (any_in(seen.denials, at.first_word, at.end_word)) return;
  for (Clause clause : clauses_of(reading, at)) {
    if (in_attributed_quotation(reading, clause.first)) continue;
    clause.first = behind_that(reading, clause.first, clause.end);
    const std::vector<std::string> stems =
        stems_of(seen.replaced, reading, clause.first, clause.end);
    const bool denied = denies(reading, clause.first, clause.end);
    for (const Wording& wording : facts.wordings) {
      if (wording.denies != denied || !fits(wording, stems, facts.at_least)) continue;
      const Sheet& sheet = facts.sheets[wording.sheet];
      Hit hit;
      hit.span = span_of(reading, clause.first, clause.end);
      hit.fields = {{"sheet", sheet.id}, {"statement", sheet.statement}, {"answer", sheet.answer}};
      hits.add(std::move(hit));
      break;
    }
  }
}

}  // namespace

// What one of the policy's fact sheets denies, asserted: a clause that holds the telling words of
// one of its wordings, or of its statement, and denies as often as that does. Fields:
//   at_least: the share of a wording's telling words that a clause has to hold; 1
//   true_wordings: wordings of the sheets that are right and stay unmarked
//   same: phrases that mean the same, each "join | become a member"
//   own: further names for ourselves ("the institute"); denials: phrases of a sentence that puts it
//   right ("myth", "rumour", "contrary to")
// Questions say nothing. Messages: {sheet}, {statement}, {answer}.
Run compile_facts(Settings& settings, const Setup& setup) {
  auto facts = std::make_shared<Facts>();
  std::vector<std::string> own = own_names_of(setup.policy);
  for (std::string& name : settings.texts_if("own")) own.push_back(std::move(name));
  std::erase(own, std::string());
  facts->own = Phrases(own);
  for (const std::string& list : settings.texts_if("same")) {
    std::vector<std::string> phrases;
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t bar = std::min(list.find('|', at), list.size());
      phrases.push_back(list.substr(at, bar - at));
      at = bar + 1;
    }
    facts->same.emplace_back(phrases);
  }
  facts->denials = Phrases(settings.texts_if("denials"));
  facts->at_least = settings.real_if("at_least", 0.5, 1).value_or(1);
  std::vector<std::string> rights = settings.texts_if("true_wordings");
  for (const policy::FactSheet& sheet : setup.policy.facts) {
    facts->sheets.push_back({sheet.id, sheet.statement, sheet.answer});
    const std::size_t number = facts->sheets.size() - 1;
    add_wording(*facts, number, sheet.statement);
    for (const std::string& wording : sheet.wordings) {
      if (std::erase(rights, wording) == 0) add_wording(*facts, number, wording);
    }
  }
  for (const std::string& right : rights) {
    settings.mistake("unknown-wording", "no fact sheet has the wording '" + right + "'");
  }
  return [facts](const Subject& subject, Hits& hits) {
    const Reading& reading = subject.reading;
    const Seen seen{stand_ins(*facts, reading), facts->denials.find(reading)};
    for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
      if (!asks(reading, s)) find_in(*facts, seen, reading, reading.sentences[s], hits);
    }
  };
}

}  // namespace decorum::review
