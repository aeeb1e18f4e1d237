#include <fmt/format.h>

#include "policy/checks.h"
#include "signals/word_table.h"

namespace decorum::policy {

void check_words(Checking& checking) {
  std::size_t phrases = 0, patterns = 0, bytes = 0;
  for (const post::Lexicon& lexicon : checking.policy.lexicons) {
    phrases += lexicon.phrases.size() + lexicon.except.size();
    patterns += lexicon.patterns.size();
    for (const auto* entries : {&lexicon.phrases, &lexicon.patterns, &lexicon.except}) {
      for (const std::string& entry : *entries) bytes += entry.size();
    }
  }
  const auto bound = [&](std::size_t count, std::size_t most, std::string_view thing) {
    if (count <= most || checking.findings.full()) return;
    checking.findings.mistakes.push_back(
        {"", 0, 0, 0, "too-many", fmt::format("the word lists hold {} {}", count, thing),
         fmt::format("at most {} in all lists together", most), ""});
  };
  bound(checking.policy.lexicons.size(), signals::lexicons_max, "lists");
  bound(phrases, signals::phrases_max, "phrases");
  bound(patterns, signals::patterns_max, "patterns");
  bound(bytes, signals::lexicon_bytes_max, "bytes");
}

}  // namespace decorum::policy
