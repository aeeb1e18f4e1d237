// What the readable guide says besides what the rest of the policy makes of it (handbook.yaml):
// words to begin with, what to do and what not, where to turn to, links.
#pragma once

#include <string>
#include <vector>

namespace decorum::policy {

// One piece of advice: "Engage".
struct Advice {
  std::string title, text, cites;
  std::vector<std::string> rules;  // ids of review rules that hold drafts to it
};

struct HandbookLink {
  std::string title, url;
};

struct Handbook {
  std::vector<std::string> introduction;  // paragraphs
  std::vector<Advice> dos, donts;
  std::vector<Advice> problems;           // when things go wrong: shown before all procedures
  std::vector<HandbookLink> links;
};

}  // namespace decorum::policy
