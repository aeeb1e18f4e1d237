// One text held against the compiled sheets, sentence by sentence and clause by clause. Internal to
// fact_match.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "policy/fact_match.h"

namespace decorum::policy {

// What naming ourselves counts beside a telling word: people often leave it out.
inline constexpr double own_weight = 0.5;

// How many telling words have to be there, at least, to reach a score.
std::size_t fewest_words(std::size_t keys, bool own, double score_least);

// "2026": no amount of anything.
bool is_year(const FactWord& word);

class FactReading {
 public:
  FactReading(const FactMatcher& matcher, const FactText& text, double score_least,
              std::uint64_t sheets, FactScratch& scratch, std::vector<FactMatch>& out);

  void read();

 private:
  using Wording = FactMatcher::Wording;

  // Words [first, end) of one sentence without a comma or the like between them.
  struct Segment {
    std::uint32_t first = 0, end = 0;
    Gap before = Gap::none;
    bool hard = false;  // begins with "but", "because"
  };
  // A segment, or some together, as one clause.
  struct Clause {
    std::uint32_t first = 0, end = 0;
    std::size_t first_segment = 0, end_segment = 0;
    bool doubts = false, supposes = false, asks = false, denied = false;
  };
  struct Fit {
    double score = 0;
    double weight = 0;                  // of several wordings the weightiest counts
    std::uint32_t first = 0, last = 0;  // words
  };
  // Of a clause, towards the one of a wording.
  enum class Figures : std::uint8_t { none, agree, differ };

  void cut(const FactSentence& sentence);
  void read_clause(const FactSentence& sentence, std::size_t first, std::size_t count,
                   std::size_t from);
  bool asks(const FactSentence& sentence) const;
  bool denied_around(const Clause& clause) const;
  void note_places(const Clause& clause);
  std::optional<Fit> fit(const Wording& wording, const Clause& clause) const;
  bool of_somebody_else(const Wording& wording, const Clause& clause, const Fit& fit) const;
  bool about_something_else(const Wording& wording, const Clause& clause, const Fit& fit) const;
  bool heads_something_else(const Wording& wording, const Clause& clause, const Fit& fit) const;
  bool other_year(const Wording& wording, const Clause& clause) const;
  std::optional<Stance> stance_of(const Wording& wording, const Clause& clause,
                                  const Fit& fit) const;
  Figures figures(const Wording& wording, const Clause& clause) const;
  std::size_t denials(const Wording& wording, const Clause& clause) const;
  void keep(const FactMatch& match, double weight, std::size_t from, std::size_t before);
  void turn_back(const FactSentence& sentence, std::size_t before, std::size_t now);

  const SeenWord& seen(std::uint32_t word) const { return scratch_.seen[word]; }
  bool has(std::uint32_t word, std::uint16_t roles) const {
    return (scratch_.seen[word].roles & roles) != 0;
  }

  const FactMatcher& matcher_;
  const FactText& text_;
  double score_least_;
  std::uint64_t sheets_;
  FactScratch& scratch_;
  std::vector<FactMatch>& out_;
  std::vector<Segment> segments_;
  std::vector<double> weights_;   // of `out_`
  std::uint32_t own_place_ = 0;   // of the first name of ours in the clause
  bool own_named_ = false, own_vaguely_ = false, brand_named_ = false;
};

}  // namespace decorum::policy
