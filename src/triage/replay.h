// What a change of policy would do: the decisions of the same posts under two policies, compared.
//
//   Replay replay(from, to, 3);
//   for each post: replay.add(post, decision_from, decision_to);
//   ReplayResult result = replay.result();
//   std::string words = replay_text(from, to, result, style);
//
// Questions, answers and outcomes are the same in both policies when their ids are. A decision has
// changed when its outcomes, what is proposed, or the question that a person is asked differ; the
// order does not count. Pure: the same decisions in the same order give the same bytes.
//
// Memory is bounded: at most moves_max different moves are told apart, with at most examples_max
// examples each; further ones are counted. Both policies must outlive a Replay. Not for two threads
// at once.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/policy.h"
#include "post/post.h"
#include "triage/decision.h"
#include "triage/report.h"

namespace decorum::triage {

inline constexpr std::size_t moves_max = 10'000;
inline constexpr std::size_t examples_max = 5;

// Where a post ends: ids, in the order of the newer policy.
struct ReplayState {
  std::vector<std::string> outcomes, proposed;
  std::string ask;  // empty: nobody is asked

  bool operator==(const ReplayState&) const = default;
};

struct ReplayExample {
  std::string id;
  std::string text;  // the first words, at most 160 columns

  bool operator==(const ReplayExample&) const = default;
};

struct ReplayMove {
  ReplayState from, to;
  std::uint64_t count = 0;
  std::vector<ReplayExample> examples;  // the first posts
};

// How many posts, under each of the two policies.
struct ReplayCount {
  std::uint64_t from = 0, to = 0;

  bool operator==(const ReplayCount&) const = default;
};

struct ReplayResult {
  struct Edge {
    std::string question, answer;
    ReplayCount count;  // posts that were given this answer, proposals among them
  };
  struct Outcome {
    std::string outcome;
    ReplayCount reached, proposed;
  };
  struct Asked {
    std::string question;
    ReplayCount count;  // posts that wait for a person with this question
  };

  std::uint64_t posts = 0;
  std::uint64_t changed = 0;
  ReplayCount decided;            // posts of which nobody is asked anything
  std::vector<ReplayMove> moves;  // most frequent first
  std::uint64_t other_moves = 0;  // changed posts whose move is not among them
  // Everything of both policies, in the order of the newer one; what it lost stands behind.
  std::vector<Edge> edges;
  std::vector<Outcome> outcomes;
  std::vector<Asked> asked;
};

class Replay {
 public:
  // Smaller bounds are for tests.
  Replay(const policy::Policy& from, const policy::Policy& to, std::size_t examples,
         std::size_t moves = moves_max);

  // Answers whether the decision has changed.
  bool add(const post::Post& post, const Decision& from, const Decision& to);

  ReplayResult result() const;

 private:
  struct Question {
    std::string id;
    ReplayCount asked;
    std::vector<std::pair<std::string, ReplayCount>> answers;
  };
  struct Outcome {
    std::string id;
    ReplayCount reached, proposed;
  };
  // A policy's indices as indices of what both have together.
  struct Side {
    std::vector<std::size_t> outcomes, questions;
    std::vector<std::vector<std::size_t>> answers;  // by the policy's question
    std::uint64_t ReplayCount::*count = nullptr;
  };
  struct State {
    std::vector<std::size_t> outcomes, proposed;  // sorted
    std::optional<std::size_t> ask;
    auto operator<=>(const State&) const = default;
  };
  struct Move {
    std::uint64_t count = 0;
    std::vector<ReplayExample> examples;
  };

  Side side_of(const policy::Protocol& chart, std::uint64_t ReplayCount::*count);
  State take(const Side& side, const Decision& decision);
  ReplayState named(const State& state) const;

  std::size_t examples_most_;
  std::size_t moves_most_;
  std::vector<Question> questions_;
  std::vector<Outcome> outcomes_;
  Side to_, from_;
  std::uint64_t posts_ = 0, changed_ = 0, other_moves_ = 0;
  ReplayCount decided_;
  std::map<std::pair<State, State>, Move> moves_;
};

// For a person who is about to publish the newer policy: how much changes, the moves with examples,
// then the answers, outcomes and waiting posts whose counts change. What others wrote is made safe
// for a terminal.
std::string replay_text(const policy::Policy& from, const policy::Policy& to,
                        const ReplayResult& result, const ReportStyle& style);

// {"from":{"version","hash"},"to":{…},"posts","changed","decided":{"from","to"},"moves":[{"from":
// {"outcomes","proposed","ask"},"to":{…},"count","examples":[{"id","text"}]}],"other_moves",
// "edges":[{"question","answer","from","to"}],"outcomes":[{"outcome","from","to",
// "proposed":{"from","to"}}],"asked":[{"question","from","to"}],"drafts":…}, one line. `drafts` is
// JSON.
std::string replay_json(const policy::Policy& from, const policy::Policy& to,
                        const ReplayResult& result, std::string_view drafts = "null");

// "from  Policy of the institute, version 1.0 (sha256:1234…)" and the same of the newer one, a line
// each; and a line when both have one version, or are the same.
std::string replay_head(const policy::Policy& from, const policy::Policy& to);

}  // namespace decorum::triage
