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
    for (const PhraseHit& hit : opinions->words.find(reading)) add(hit);
    for (const PhraseHit& hit : opinions->judgements.find(reading)) {
      const Sentence& at = reading.sentences[reading.words[hit.first_word].sentence];
      if (any_in(reporting, at.first_word, at.end_word)) continue;
      if (!denied_before(reading, hit.first_word, 3)) add(hit);
    }
  };
}

}  // namespace decorum::review
