#include "triage/replay.h"

#include <algorithm>
#include <functional>

#include "triage/terminal_text.h"

namespace decorum::triage {

namespace {

constexpr std::size_t example_columns_max = 160;

// The place of an id in a list of things with ids; it is put at the end when it is not there.
template <class Things>
std::size_t place_of(Things& things, const std::string& id) {
  const auto it = std::ranges::find_if(things, [&](const auto& thing) { return thing.id == id; });
  const auto place = static_cast<std::size_t>(it - things.begin());
  if (it == things.end()) things.emplace_back().id = id;
  return place;
}

std::vector<std::size_t> sorted(const std::vector<std::size_t>& indices,
                                const std::vector<std::size_t>& places) {
  std::vector<std::size_t> out;
  out.reserve(indices.size());
  for (std::size_t index : indices) out.push_back(places[index]);
  std::ranges::sort(out);
  return out;
}

}  // namespace

Replay::Replay(const policy::Policy& from, const policy::Policy& to, std::size_t examples,
               std::size_t moves)
    : examples_most_(std::min(examples, examples_max)),
      moves_most_(std::min(moves, moves_max)),
      to_(side_of(to.protocol, &ReplayCount::to)),
      from_(side_of(from.protocol, &ReplayCount::from)) {}

Replay::Side Replay::side_of(const policy::Protocol& chart, std::uint64_t ReplayCount::*count) {
  Side side;
  side.count = count;
  for (const policy::Outcome& outcome : chart.outcomes) {
    side.outcomes.push_back(place_of(outcomes_, outcome.id));
  }
  for (const policy::Question& question : chart.questions) {
    const std::size_t place = place_of(questions_, question.id);
    side.questions.push_back(place);
    auto& answers = questions_[place].answers;
    std::vector<std::size_t>& places = side.answers.emplace_back();
    for (const policy::Answer& answer : question.answers) {
      const auto it = std::ranges::find(answers, answer.id, &std::pair<std::string,
                                                                       ReplayCount>::first);
      places.push_back(static_cast<std::size_t>(it - answers.begin()));
      if (it == answers.end()) answers.emplace_back(answer.id, ReplayCount{});
    }
  }
  return side;
}

Replay::State Replay::take(const Side& side, const Decision& decision) {
  State state;
  state.outcomes = sorted(decision.outcomes, side.outcomes);
  state.proposed = sorted(decision.proposed, side.outcomes);
  if (decision.ask) state.ask = side.questions[*decision.ask];
  for (std::size_t outcome : state.outcomes) ++(outcomes_[outcome].reached.*side.count);
  for (std::size_t outcome : state.proposed) ++(outcomes_[outcome].proposed.*side.count);
  if (state.ask) ++(questions_[*state.ask].asked.*side.count);
  if (!state.ask) ++(decided_.*side.count);
  for (const Step& step : decision.path) {
    auto& answers = questions_[side.questions[step.question]].answers;
    for (std::size_t answer : step.answers) {
      ++(answers[side.answers[step.question][answer]].second.*side.count);
    }
  }
  return state;
}

bool Replay::add(const post::Post& post, const Decision& from, const Decision& to) {
  ++posts_;
  std::pair<State, State> states{take(from_, from), take(to_, to)};
  if (states.first == states.second) return false;
  ++changed_;
  auto it = moves_.find(states);
  if (it == moves_.end()) {
    if (moves_.size() == moves_most_) {
      ++other_moves_;
      return true;
    }
    it = moves_.emplace(std::move(states), Move{}).first;
  }
  Move& move = it->second;
  ++move.count;
  if (move.examples.size() < examples_most_) {
    move.examples.push_back({post.id, shortened(post.text, example_columns_max)});
  }
  return true;
}

ReplayState Replay::named(const State& state) const {
  ReplayState out;
  for (std::size_t outcome : state.outcomes) out.outcomes.push_back(outcomes_[outcome].id);
  for (std::size_t outcome : state.proposed) out.proposed.push_back(outcomes_[outcome].id);
  if (state.ask) out.ask = questions_[*state.ask].id;
  return out;
}

ReplayResult Replay::result() const {
  ReplayResult out;
  out.posts = posts_;
  out.changed = changed_;
  out.decided = decided_;
  out.other_moves = other_moves_;
  for (const auto& [states, move] : moves_) {
    out.moves.push_back({named(states.first), named(states.second), move.count, move.examples});
  }
  std::ranges::stable_sort(out.moves, std::greater(), &ReplayMove::count);
  for (const Outcome& outcome : outcomes_) {
    out.outcomes.push_back({outcome.id, outcome.reached, outcome.proposed});
  }
  for (const Question& question : questions_) {
    out.asked.push_back({question.id, question.asked});
    for (const auto& [answer, count] : question.answers) {
      out.edges.push_back({question.id, answer, count});
    }
  }
  return out;
}

}  // namespace decorum::triage
