// Small features and models for the tests of the statistical readers.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "signals/count.h"
#include "signals/features.h"
#include "signals/train.h"

namespace decorum::signals {

inline std::vector<NamedBytes> small_lexicons() {
  return {{"x/vader.tsv", "# words\ngood\t2\nbad\t-2.5\n:)\t2\n"},
          {"x/afinn.tsv", "# words\ngood\t3\nbad\t-3\n"},
          {"x/emoji.tsv", "# emoji\n\xF0\x9F\x98\x80\t1.5\n"},
          {"x/modifiers.tsv", "# words\nvery\tbooster\t0.293\nbut\tcontrast\t0\nyou\t"
                              "second_person\t0\nwhat\tasking\t0\nmy\tfirst_person\t0\n"
                              "i\tfirst_person\t0\n"},
          {"x/profanity.txt", "# words\ndamn\n"},
          {"x/identity.txt", "# words\nwelsh\n"},
          {"x/attack.tsv", "# words\nvermin\tvile\t0\ntaff\tslur\t0\nshot\tharm\t0\n"
                           "wrong\tcondemn\t0\nsaid\treport\t0\nshould\tobliging\t0\n"
                           "they\tthird_person\t0\n"}};
}

// Rows of {text, labels} under the name `name`.
inline LabelledSet set_of(std::string name,
                          std::vector<std::pair<std::string, std::vector<std::string>>> rows) {
  LabelledSet set{.name = std::move(name), .posts = {}};
  for (auto& [text, labels] : rows) set.posts.push_back({text, labels, {}});
  return set;
}

inline LabelledSet small_set() {
  return set_of("small/train.jsonl", {{"win a free prize now", {"spam"}},
                                      {"free money click here", {"spam"}},
                                      {"claim your free prize", {"spam"}},
                                      {"click to win free money", {"spam"}},
                                      {"see you at the meeting", {"ham"}},
                                      {"the meeting is at ten", {"ham"}},
                                      {"lunch at ten tomorrow", {"ham"}},
                                      {"see you tomorrow then", {"ham"}}});
}

// As read back from a file, so that the checksum is there.
inline Features small_features() {
  auto features = count_features({small_set()}, small_lexicons());
  return *read_features(write_features(*features));
}

inline Plan small_plan() {
  return {.signal = "spam", .classes = {"spam"}, .positive = {"spam"}, .cost = 10};
}

inline Model small_model(const Features& features) {
  const std::vector<LabelledSet> sets = {small_set()};
  return *train_model(small_plan(), features, nullptr, sets, sets, 1);
}

}  // namespace decorum::signals
