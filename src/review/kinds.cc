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
      {"claim", "a figure or finding without a source", {}, compile_claim},
      {"comparison", "better than others who are named, without a source", {}, compile_comparison},
      {"disclosure", "advertising, a tie or a principal that is not told", {}, compile_disclosure},
      {"facts", "what a fact sheet denies", {"sheet", "statement", "answer"}, compile_facts},
      {"near", "words beside a person", {}, compile_near},
      {"opinion", "somebody's own view", {}, compile_opinion},
      {"quotation", "a quotation without whose it is", {}, compile_quotation},
      {"reply", "a reply that the chart does not want, or that is late", {"outcome", "author"},
       compile_reply},
      {"signal", "what the readers make of the text", {"signal"}, compile_signal, true},
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
