#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

struct Opinions {
  Phrases words, judgements, except, reporting;
  std::vector<std::string> allow_accounts;
};

// "Personally, I can't stand" is one thing said.
std::vector<PhraseHit> joined(const std::vector<PhraseHit>& hits, const Reading& reading) {
  std::vector<PhraseHit> out;
  for (const PhraseHit& hit : hits) {
    const bool behind = !out.empty() && out.back().end_word == hit.first_word &&
                        reading.words[hit.first_word].sentence ==
                            reading.words[out.back().first_word].sentence &&
                        one_of(gap_before(reading, hit.first_word), {" ", ", "});
    if (!behind) {
      out.push_back(hit);
      continue;
    }
    out.back().span.end = hit.span.end;
    out.back().end_word = hit.end_word;
  }
  return out;
}

// "utterly ridiculous".
PhraseHit with_adverb(PhraseHit hit, const Reading& reading) {
  if (hit.first_word == 0 || gap_before(reading, hit.first_word) != " ") return hit;
  const Word& before = reading.words[hit.first_word - 1U];
  if (one_of(before.folded, {"absolutely", "utterly", "completely", "totally", "simply", "truly",
                             "downright", "positively", "frankly", "thoroughly", "deeply"})) {
    --hit.first_word;
    hit.span.start = before.span.start;
  }
  return hit;
}

}  // namespace

// Words of somebody's own view, and judgements that an account of ours does not pass. Not inside a
// quotation that says whose it is, nor where they are denied. Fields:
//   words: phrases of one's own view ("i think", "in my opinion")
//   judgements: what condemns or praises by taste; not where somebody is reported to say so
//   except: phrases in which the above mean something else ("opinion piece")
//   reporting: words that make a sentence somebody else's ("residents told us")
//   allow_accounts: accounts on which one person speaks
Run compile_opinion(Settings& settings, const Setup& /*setup*/) {
  auto opinions = std::make_shared<Opinions>();
  opinions->words = Phrases(settings.texts("words"));
  opinions->judgements = Phrases(settings.texts_if("judgements"));
  opinions->except = Phrases(settings.texts_if("except"));
  opinions->reporting = Phrases(settings.texts_if("reporting"));
  opinions->allow_accounts = settings.texts_if("allow_accounts");
  return [opinions](const Subject& subject, Hits& hits) {
    const std::vector<std::string>& allowed = opinions->allow_accounts;
    if (std::ranges::find(allowed, subject.draft.account) != allowed.end()) return;
    const Reading& reading = subject.reading;
    const Flags except = flags_of(opinions->except, reading);
    const std::vector<PhraseHit> reporting = opinions->reporting.find(reading);
    const auto add = [&](const PhraseHit& hit) {
      if (except[hit.first_word] != 0 || in_attributed_quotation(reading, hit.first_word)) return;
      Hit found;
      found.span = hit.span;
      hits.add(std::move(found));
    };
    for (const PhraseHit& hit : joined(opinions->words.find(reading), reading)) add(hit);
    for (const PhraseHit& hit : opinions->judgements.find(reading)) {
      const Sentence& at = reading.sentences[reading.words[hit.first_word].sentence];
      if (any_in(reporting, at.first_word, at.end_word)) continue;
      if (denied_before(reading, hit.first_word, 3)) continue;
      add(with_adverb(hit, reading));
    }
  };
}

}  // namespace decorum::review
