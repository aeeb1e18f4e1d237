#include <utility>
#include <vector>

#include "review/kind.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

// In alphabetical order, so that documents and messages list them so: name, what it looks for, the
// fields of its messages, how it is compiled, and whether it reads the signals.
const std::vector<Kind>& list() {
  static const std::vector<Kind> all = {
      {"allegation", "accuses somebody who is named", {"name"}, compile_allegation},
      {"attack", "attacks, mocks or threatens somebody", {}, compile_attack},
      {"brand", "our names, house words, and words to leave out", {"instead", "why"},
       compile_brand},
      {"calendar", "what may not be said now", {"title", "why", "until"}, compile_calendar},
      {"capitals", "words in capitals", {}, compile_capitals},
      {"claim", "a figure or finding without a source", {}, compile_claim},
      {"comparison", "better than others who are named, without a source", {}, compile_comparison},
      {"credit", "work of others without their name", {"which"}, compile_credit},
      {"disclosure", "advertising, a tie or a principal that is not told", {}, compile_disclosure},
      {"emoji", "too many emoji, or in the wrong place", {"limit", "count"}, compile_emoji},
      {"existence", "words and phrases", {}, compile_existence},
      {"facts", "what a fact sheet denies", {"sheet", "statement", "answer"}, compile_facts},
      {"hashtag", "hashtags that are hard to read", {"instead"}, compile_hashtag},
      {"length", "more than the site takes", {"limit", "count", "over"}, compile_length},
      {"lettering", "signs that only look like letters", {"instead"}, compile_lettering},
      {"link", "links that are insecure, hide where they lead, or tell on people",
       {"link", "host", "problem", "parameter"}, compile_link},
      {"logo", "our logo, and not as approved", {"which", "logo", "until", "width", "limit"},
       compile_logo},
      {"measure", "what can be counted", {"limit", "count"}, compile_measure},
      {"media", "pictures, films and sound without what those need who cannot see or hear",
       {"which", "words", "limit", "count"}, compile_media},
      {"near", "words beside a person", {}, compile_near},
      {"opinion", "somebody's own view", {}, compile_opinion},
      {"pattern", "regular expressions", {}, compile_pattern},
      {"permission", "pictures that nobody allowed", {"which", "until"}, compile_permission},
      {"personal_data", "numbers and addresses that lead to a person", {"what"},
       compile_personal_data},
      {"proceedings", "words on a case before a court", {}, compile_proceedings},
      {"quotation", "a quotation without whose it is", {}, compile_quotation},
      {"repetition", "marks in a row and stretched words", {"instead"}, compile_repetition},
      {"reply", "a reply that the chart does not want, or that is late", {"outcome", "author"},
       compile_reply},
      {"secret", "keys, passwords, machines and projects", {"what"}, compile_secret},
      {"signal", "what the readers make of the text", {"signal"}, compile_signal, true},
      {"similarity", "what we have posted before",
       {"posted", "state", "share", "link", "times"}, compile_similarity},
      {"spelling", "misspelt, American, repeated and confused words", {"instead"},
       compile_spelling},
      {"substitution", "words that have better ones", {"instead"}, compile_substitution},
  };
  return all;
}

}  // namespace

std::span<const Kind> kinds() { return list(); }

const Kind* kind_named(std::string_view name) {
  for (const Kind& kind : kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

void Hits::add(Hit hit) {
  if (hits_.size() < most) {
    hits_.push_back(std::move(hit));
  } else {
    ++left_out_;
  }
}

}  // namespace decorum::review
