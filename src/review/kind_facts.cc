#include <algorithm>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "policy/fact_match.h"
#include "review/kind_list.h"
#include "review/look.h"

namespace decorum::review {
namespace {

struct Sheet {
  std::string id, statement, answer;
};

struct Facts {
  explicit Facts(const policy::Policy& policy) : matcher(policy) {}

  policy::FactMatcher matcher;
  std::vector<Sheet> sheets;
  double at_least = 1;
};

policy::Gap gap_of(std::string_view between) {
  if (between.find(':') != std::string_view::npos) return policy::Gap::colon;
  const bool comma = between.find_first_of(",;()") != std::string_view::npos ||
                     between.find("\u2013") != std::string_view::npos ||
                     between.find("\u2014") != std::string_view::npos;
  return comma ? policy::Gap::comma : policy::Gap::none;
}

// What was read of the draft, as the matcher takes it. A word between hyphens is a word.
policy::FactText text_of(const Reading& reading) {
  policy::FactText text;
  text.ours = true;
  std::size_t piece = 0;
  for (std::size_t s = 0; s < reading.sentences.size(); ++s) {
    policy::FactSentence sentence;
    sentence.first = static_cast<std::uint32_t>(text.words.size());
    sentence.asks = asks(reading, s);
    policy::Gap before = policy::Gap::none;
    for (; piece < reading.pieces.size(); ++piece) {
      const Piece& here = reading.pieces[piece];
      const Word& word = reading.words[here.word];
      if (word.sentence > s || text.words.size() == policy::fact_words_max) break;
      if (!word.aside) {
        policy::FactWord added;
        added.span = word.span;
        added.folded = here.folded;
        added.before = before;
        added.quoted = word.quoted && in_attributed_quotation(reading, here.word);
        added.percent = gap_after(reading, here.word).starts_with("%");
        text.words.push_back(added);
        before = policy::Gap::none;
      }
      if (here.last) before = std::max(before, gap_of(gap_after(reading, here.word)));
    }
    sentence.end = static_cast<std::uint32_t>(text.words.size());
    if (sentence.end > sentence.first) text.sentences.push_back(sentence);
  }
  return text;
}

}  // namespace

// What one of the policy's fact sheets denies, asserted: a clause that policy/fact_match.h finds to
// contradict the sheet. Field:
//   at_least: the share of a wording's telling words that a clause has to hold; 1
// Questions say nothing, nor does what is only quoted. Messages: {sheet}, {statement}, {answer}.
Run compile_facts(Settings& settings, const Setup& setup) {
  auto facts = std::make_shared<Facts>(setup.policy);
  facts->at_least = settings.real_if("at_least", 0.5, 1).value_or(1);
  for (const policy::FactSheet& sheet : setup.policy.facts) {
    facts->sheets.push_back({sheet.id, sheet.statement, sheet.answer});
  }
  return [facts](const Subject& subject, Hits& hits) {
    const policy::FactText text = text_of(subject.reading);
    policy::FactScratch scratch;
    std::vector<policy::FactMatch> matches;
    constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
    facts->matcher.match(text, facts->at_least, all, scratch, matches);
    for (const policy::FactMatch& match : matches) {
      if (match.stance != policy::Stance::contradicts) continue;
      const Sheet& sheet = facts->sheets[match.sheet];
      Hit hit;
      hit.span = match.clause;
      hit.fields = {{"sheet", sheet.id}, {"statement", sheet.statement}, {"answer", sheet.answer}};
      hits.add(std::move(hit));
    }
  };
}

}  // namespace decorum::review
