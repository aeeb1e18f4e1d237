// Tests of a policy, as its owner writes them: *.case texts (docs/policy-language.md, "Cases"), of
// posts that are walked through the chart and of drafts that are reviewed.
//
//   CaseFile file = parse_cases(policy_file, &policy);
//   if (!file.mistakes.empty()) std::cerr << render(file.mistakes, files);
//   for (const PolicyCase& one : file.cases) ...      // triage/ and review/ run them
//
// Bounds: 1 MiB and 10,000 cases a file, 100 entries to a line, mistakes_max mistakes. With a
// policy, the names of questions, answers, outcomes, accounts, kinds of incident and signals are
// looked up; without one (null) only the form is checked. A value may be followed by blanks and a
// '#' comment, except in `case`, `text` and `draft`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "policy/fact_match.h"
#include "policy/file.h"
#include "policy/mistake.h"
#include "policy/policy.h"
#include "post/draft.h"

namespace decorum::policy {

inline constexpr std::size_t cases_max = 10'000;  // of one file

// `signals: irony=0.5 words.threat=1 language.code=cy abuse=unknown`
struct PinnedSignal {
  std::string name;              // a signal, words.ID, language.code, language.confidence or
                                 // personal_data.count
  std::optional<double> number;  // none for `unknown` and for language.code
  std::string text;              // of language.code; "" when unknown
};

// `history: hostile=3 within 10d`: so many incidents, spread evenly over the time before now.
struct PastIncidents {
  std::string kind;
  std::int64_t count = 0;
  base::Duration within{};
};

// `answer: positive=no-negative by responder`; several answers of a multi question by commas.
struct CaseAnswer {
  std::string question;
  std::vector<std::string> answers;
  std::string by;  // role
};

// One step of `path`: a question and the answers taken; a question alone means that a person is
// asked there and nothing was taken.
struct CaseStep {
  std::string question;
  std::vector<std::string> answers;

  bool operator==(const CaseStep&) const = default;
};

// `by: positive=person`
struct CaseBy {
  enum class Who : std::uint8_t { machine, person, proposed };
  std::string question;
  Who who = Who::machine;
};

// One entry of `expect: D1 "discount code", FA2`: a rule that finds something, and in which words.
struct ExpectedFinding {
  std::string rule;
  std::string words;  // empty: anywhere

  bool operator==(const ExpectedFinding&) const = default;
};

// One entry of `facts: charter=contradicts fees=asks`: how the post stands to a fact sheet.
struct ExpectedFact {
  std::string sheet;
  Stance match = Stance::asks;

  bool operator==(const ExpectedFact&) const = default;
};

struct PolicyCase {
  std::string file;
  std::uint32_t line = 0;  // of `case:`
  std::string name;

  // What is given.
  std::string text;
  std::string account, site, author, lang, in_reply_to;  // empty when left out
  std::vector<std::string> media;                        // kinds
  std::optional<base::Time> now;
  bool all_unknown = false;  // `signals: none`
  std::vector<PinnedSignal> signals;
  std::vector<PastIncidents> history;
  std::vector<CaseAnswer> answers;

  // A case with `draft:` is about a draft that is to be reviewed, not a post: what is given is in
  // `draft` and `now`, what is expected in `expect`; the rest is empty.
  std::optional<post::Draft> draft;
  std::optional<std::vector<ExpectedFinding>> expect;  // empty is `none`

  // What is expected; what is left out is not compared.
  std::optional<std::vector<CaseStep>> path;
  std::optional<std::string> ask;                    // "" is `nobody`
  std::optional<std::vector<std::string>> outcomes;  // empty is `none`
  std::optional<std::vector<std::string>> proposed;  // empty is `none`
  std::vector<CaseBy> by;
  std::optional<std::vector<ExpectedFact>> facts;  // empty is `none`
};

struct CaseFile {
  std::vector<PolicyCase> cases;  // those without mistakes
  std::vector<Mistake> mistakes;
};

CaseFile parse_cases(const PolicyFile& file, const Policy* policy);

// All mistakes in all *.case files of a folder, sorted.
std::vector<Mistake> mistakes_in_cases(const std::vector<PolicyFile>& files, const Policy* policy);

}  // namespace decorum::policy
