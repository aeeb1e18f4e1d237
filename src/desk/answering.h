// What the acts on the chart's answers ask alike: answer, confirm, dismiss.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/act.h"

namespace decorum::desk {

// A person, on a case that is open and with nobody else, whose post can still be read.
std::optional<Refused> may_settle(const Situation& situation, std::string_view who);

// The question of the chart in force; null when it has none of that id.
const policy::Question* question_of(const Situation& situation, std::string_view id);

// None, one that the question does not have, one twice, several where only one may hold.
std::optional<Refused> wrong_answers(const policy::Question& question,
                                     const std::vector<std::string>& answers);

// Where the machine proposed an answer that waits for a person, with its question in the chart.
struct Proposal {
  WalkedStep step;
  const policy::Question* question = nullptr;

  // Of the step's answers those that wait, and those that the machine gave for good.
  std::vector<std::string> waiting() const;
  std::vector<std::string> given() const;
};
std::vector<Proposal> proposals(const Situation& situation);
OrRefused<Proposal> proposal_at(const Situation& situation, std::string_view question);

}  // namespace decorum::desk
