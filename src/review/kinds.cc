#include <utility>
#include <vector>

#include "review/kind.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

// In alphabetical order, so that documents and messages list them so: name, what it looks for, the
// fields of its messages, how it is compiled, and whether it reads the signals.
const std::vector<Kind>& list() {
  static const std::vector<Kind> all = {};
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
