#include "triage/decide.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "policy/names.h"
#include "triage/explain.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using policy::Answer;
using policy::Question;
using policy::Target;

enum class Verdict : std::uint8_t { no, yes, unknown, error };

// A way the walk has yet to go.
struct Edge {
  Target to;
  std::optional<std::size_t> from;
};

void add_once(std::vector<std::size_t>& list, std::size_t value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

// The chosen answers' indices, in the order of the chart; false when the answer does not fit.
bool fitting(const Question& question, const GivenAnswer& given, std::vector<std::size_t>& out) {
  out.clear();
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    const std::string& id = question.answers[i].id;
    if (std::find(given.answers.begin(), given.answers.end(), id) != given.answers.end()) {
      out.push_back(i);
    }
  }
  return question.multi ? !out.empty() : out.size() == 1;
}

std::size_t count(const std::vector<Verdict>& verdicts, Verdict which) {
  return static_cast<std::size_t>(std::count(verdicts.begin(), verdicts.end(), which));
}

// Why a person is asked, before anything is known of confirmation.
std::optional<Unsure> unsure_of(const Question& question, const std::vector<Verdict>& verdicts) {
  const std::size_t yes = count(verdicts, Verdict::yes);
  if (!question.multi && yes > 1) return Unsure::several_hold;
  if (count(verdicts, Verdict::error) > 0) return Unsure::error;
  if (count(verdicts, Verdict::unknown) > 0) return Unsure::unknown;
  if (yes == 0) return Unsure::none_holds;
  return std::nullopt;
}

}  // namespace

struct Decider::Impl {
  explicit Impl(const policy::Policy& the_policy)
      : policy(&the_policy),
        read(slots_read(the_policy.protocol)),
        sheets(the_policy),
        slots(slot_count(the_policy), cel::Value::unknown()) {
    for (const Question& question : the_policy.protocol.questions) {
      auto& of_question = outlines.emplace_back();
      for (const Answer& answer : question.answers) {
        of_question.push_back(answer.when ? Outline(*answer.when, the_policy) : Outline());
      }
    }
  }

  void walk(std::span<const GivenAnswer> answers, Decision& out);
  void drain(std::span<const GivenAnswer> answers, Decision& out);
  void visit(std::size_t question, std::optional<std::size_t> from,
             std::span<const GivenAnswer> answers, Decision& out);
  bool ask_person(const Question& question, std::span<const GivenAnswer> answers, Step& step);
  void ask_machine(std::size_t question, Step& step);
  void choose(std::size_t question, Step& step);
  Step new_step();

  const policy::Policy* policy;
  std::vector<std::size_t> read;
  policy::FactMatcher sheets;
  std::vector<std::vector<Outline>> outlines;  // by question and answer

  // Working memory.
  policy::FactScratch fact_scratch;
  std::vector<cel::Value> slots;
  std::vector<Verdict> verdicts;
  std::vector<bool> walked;
  std::vector<Edge> waiting;   // the top is walked next
  std::vector<Edge> tentative;  // proposals, walked when nothing firm is left
  std::vector<Step> spare;
  bool behind_proposal = false;
};

// Steps of the last decision are taken again with their memory.
Step Decider::Impl::new_step() {
  if (spare.empty()) return {};
  Step step = std::move(spare.back());
  spare.pop_back();
  step.answers.clear();
  step.because.clear();
  step.person.clear();
  step.reason.clear();
  step.unsure.reset();
  step.by = By::machine;
  step.confidence = 1;
  return step;
}

void Decider::Impl::walk(std::span<const GivenAnswer> answers, Decision& out) {
  out.outcomes.clear();
  out.proposed.clear();
  out.ask.reset();
  std::move(out.path.begin(), out.path.end(), std::back_inserter(spare));
  out.path.clear();

  const policy::Protocol& chart = policy->protocol;
  walked.assign(chart.questions.size(), false);
  waiting.clear();
  tentative.clear();
  behind_proposal = false;
  waiting.push_back({{Target::Kind::question, chart.start}, std::nullopt});
  drain(answers, out);
  behind_proposal = true;
  for (const Edge& edge : tentative) {
    waiting.push_back(edge);
    drain(answers, out);
  }
  for (const Step& step : out.path) {
    if (!step.unsure) continue;
    out.ask = step.question;
    break;
  }
}

// Ends because a question is walked once, even if the chart had a cycle.
void Decider::Impl::drain(std::span<const GivenAnswer> answers, Decision& out) {
  while (!waiting.empty()) {
    const Edge edge = waiting.back();
    waiting.pop_back();
    if (edge.to.kind == Target::Kind::question) {
      if (!walked[edge.to.index]) visit(edge.to.index, edge.from, answers, out);
      continue;
    }
    if (!behind_proposal) {
      add_once(out.outcomes, edge.to.index);
    } else if (std::find(out.outcomes.begin(), out.outcomes.end(), edge.to.index) ==
               out.outcomes.end()) {
      add_once(out.proposed, edge.to.index);
    }
  }
}

void Decider::Impl::visit(std::size_t index, std::optional<std::size_t> from,
                          std::span<const GivenAnswer> answers, Decision& out) {
  walked[index] = true;
  const Question& question = policy->protocol.questions[index];
  Step step = new_step();
  step.question = index;
  step.from = from;
  if (!ask_person(question, answers, step)) ask_machine(index, step);

  const std::size_t first = waiting.size();
  for (std::size_t chosen : step.answers) {
    const Answer& answer = question.answers[chosen];
    const bool firm = step.by == By::person || !answer.confirm || behind_proposal;
    (firm ? waiting : tentative).push_back({answer.go, index});
  }
  std::reverse(waiting.begin() + static_cast<std::ptrdiff_t>(first), waiting.end());
  out.path.push_back(std::move(step));
}

bool Decider::Impl::ask_person(const Question& question, std::span<const GivenAnswer> answers,
                               Step& step) {
  for (auto given = answers.rbegin(); given != answers.rend(); ++given) {
    if (given->question != question.id || !fitting(question, *given, step.answers)) continue;
    step.by = By::person;
    step.person = given->by;
    step.reason = given->reason;
    return true;
  }
  step.answers.clear();
  return false;
}

void Decider::Impl::ask_machine(std::size_t index, Step& step) {
  const Question& question = policy->protocol.questions[index];
  verdicts.assign(question.answers.size(), Verdict::no);
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (!question.answers[i].when) continue;
    const cel::Value value = cel::evaluate(*question.answers[i].when, slots);
    if (value.is_true()) {
      verdicts[i] = Verdict::yes;
    } else if (!value.is_false()) {
      verdicts[i] = value.is_unknown() ? Verdict::unknown : Verdict::error;
    }
  }
  step.unsure = unsure_of(question, verdicts);
  choose(index, step);
}

// Takes the true answers if they count, and explains them in any case.
void Decider::Impl::choose(std::size_t index, Step& step) {
  const Question& question = policy->protocol.questions[index];
  const bool counts = question.multi || !step.unsure;
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (verdicts[i] != Verdict::yes) continue;
    const Answer& answer = question.answers[i];
    const double sure = explain(*answer.when, outlines[index][i], slots, true, step.because);
    step.confidence = std::min(step.confidence, sure);
    if (!counts) continue;
    step.answers.push_back(i);
    if (answer.confirm) step.by = By::proposed;
  }
  if (step.answers.empty()) step.confidence = 0;
  if (step.by == By::proposed && !step.unsure) step.unsure = Unsure::confirm;
}

Decider::Decider(const policy::Policy& policy) : impl_(std::make_unique<Impl>(policy)) {}
Decider::~Decider() = default;
Decider::Decider(Decider&&) noexcept = default;
Decider& Decider::operator=(Decider&&) noexcept = default;

void Decider::decide(const post::Post& post, const post::Thread& /*thread*/,
                     const signals::Signals& signals, std::span<const GivenAnswer> answers,
                     const policy::History& history, base::Time now, Decision& out) {
  impl_->sheets.match_post(post.text, impl_->fact_scratch, out.facts);
  const Facts facts{*impl_->policy, post, signals, {history, now}, out.facts};
  fill_slots(impl_->read, facts, impl_->slots);
  impl_->walk(answers, out);
}

bool Decider::reads_history() const {
  const auto reads = [&](policy::Name name) {
    return std::binary_search(impl_->read.begin(), impl_->read.end(), policy::slot_of(name));
  };
  return reads(policy::Name::history) || reads(policy::Name::history_first_contact);
}

std::vector<signals::Evidence> places_of(const Decision& decision, policy::Stance stance) {
  std::vector<signals::Evidence> places;
  for (const policy::FactMatch& match : decision.facts) {
    if (match.stance == stance) places.push_back({match.span, static_cast<float>(match.score)});
  }
  return places;
}

void add_places(Decision& decision, const EvidenceOf& evidence) {
  if (!evidence) return;
  std::vector<std::pair<std::size_t, std::vector<signals::Evidence>>> known;
  std::vector<Because> with_places;
  for (Step& step : decision.path) {
    with_places.clear();
    for (const Because& entry : step.because) {
      if (!entry.has_places) {
        with_places.push_back(entry);
        continue;
      }
      auto found = std::find_if(known.begin(), known.end(),
                                [&](const auto& pair) { return pair.first == entry.slot; });
      if (found == known.end()) {
        const auto stance = stance_of_slot(entry.slot);
        found = known.insert(known.end(), {entry.slot, stance ? places_of(decision, *stance)
                                                              : evidence(entry.slot)});
      }
      const std::size_t places = std::min(found->second.size(), places_max);
      for (std::size_t i = 0; i < places; ++i) {
        with_places.push_back(entry);
        with_places.back().span = found->second[i].span;
      }
      if (places == 0) with_places.push_back(entry);
    }
    step.because.swap(with_places);
  }
}

Decision decide(const policy::Policy& policy, const post::Post& post, const post::Thread& thread,
                const signals::Signals& signals, std::span<const GivenAnswer> answers,
                const policy::History& history, base::Time now, const EvidenceOf& evidence) {
  Decision decision;
  Decider(policy).decide(post, thread, signals, answers, history, now, decision);
  add_places(decision, evidence);
  return decision;
}

}  // namespace decorum::triage
