#include "triage/decide.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cel/truth.h"
#include "policy/names.h"
#include "triage/explain.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using cel::Truth;
using policy::Answer;
using policy::Question;
using policy::Target;

// A way the walk has yet to go.
struct Edge {
  Target to;
  std::optional<std::size_t> from;
};

// An answer and what came of it for the post before. Where it reads nothing but word lists and the
// language ("none of these"), the next post mostly has the same values, so it is as before.
class Remembered {
 public:
  Remembered() = default;
  explicit Remembered(const cel::Program& when) : slots_(cel::slots_of(when)) {
    constexpr std::size_t slots_min = 4;  // working out less takes no longer than comparing
    const bool repeats = std::ranges::all_of(slots_, [](std::size_t slot) {
      return slot >= policy::slot_of_words(0) ||
             slot == policy::slot_of(policy::Name::language_code) ||
             slot == policy::slot_of(policy::Name::language_confidence);
    });
    if (!repeats || slots_.size() < slots_min) slots_.clear();
  }

  Truth truth(const cel::Program& when, std::span<const cel::Value> slots) {
    if (slots_.empty()) return cel::truth_of(when, slots);
    if (!has_these(slots)) {
      take(slots);
      truth_ = cel::truth_of(when, slots);
      because_.clear();
    }
    return truth_;
  }

  // Explains the truth that was asked for last.
  double explained(const cel::Program& when, const Outline& outline,
                   std::span<const cel::Value> slots, std::vector<Because>& because) {
    if (slots_.empty() || !because.empty()) return explain(when, outline, slots, true, because);
    if (because_.empty()) confidence_ = explain(when, outline, slots, true, because_);
    because = because_;
    return confidence_;
  }

 private:
  bool has_these(std::span<const cel::Value> slots) const {
    if (values_.empty()) return false;
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (!cel::equal(values_[i], slots[slots_[i]])) return false;
    }
    return true;
  }

  void take(std::span<const cel::Value> slots) {
    values_.clear();
    for (const std::size_t slot : slots_) {
      const cel::Value& value = slots[slot];
      const bool text = value.kind() == cel::Kind::string;  // borrowed of the post
      values_.push_back(text ? cel::Value::string(std::string(value.text())) : value);
    }
  }

  std::vector<std::size_t> slots_;  // empty when it is not worth remembering
  std::vector<cel::Value> values_;
  Truth truth_ = Truth::unknown;
  std::vector<Because> because_;  // empty when it was not explained yet
  double confidence_ = 1;
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

std::size_t count(const std::vector<Truth>& verdicts, Truth which) {
  return static_cast<std::size_t>(std::count(verdicts.begin(), verdicts.end(), which));
}

// Why a person is asked, before anything is known of confirmation.
std::optional<Unsure> unsure_of(const Question& question, const std::vector<Truth>& verdicts) {
  const std::size_t yes = count(verdicts, Truth::yes);
  if (!question.multi && yes > 1) return Unsure::several_hold;
  if (count(verdicts, Truth::error) > 0) return Unsure::error;
  if (count(verdicts, Truth::unknown) > 0) return Unsure::unknown;
  if (yes == 0) return Unsure::none_holds;
  return std::nullopt;
}

}  // namespace

struct Decider::Impl {
  explicit Impl(const policy::Policy& the_policy)
      : policy(&the_policy),
        read(slots_read(the_policy.protocol)),
        slots(slot_count(the_policy), cel::Value::unknown()) {
    for (const Question& question : the_policy.protocol.questions) {
      auto& of_question = outlines.emplace_back();
      auto& before = remembered.emplace_back();
      for (const Answer& answer : question.answers) {
        of_question.push_back(answer.when ? Outline(*answer.when, the_policy) : Outline());
        before.push_back(answer.when ? Remembered(*answer.when) : Remembered());
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
  std::vector<std::vector<Outline>> outlines;  // by question and answer

  // Working memory.
  std::vector<std::vector<Remembered>> remembered;  // by question and answer
  std::vector<cel::Value> slots;
  std::vector<Truth> verdicts;
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
  verdicts.assign(question.answers.size(), Truth::no);
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    const Answer& answer = question.answers[i];
    if (answer.when) verdicts[i] = remembered[index][i].truth(*answer.when, slots);
  }
  step.unsure = unsure_of(question, verdicts);
  choose(index, step);
}

// Takes the true answers if they count, and explains them in any case.
void Decider::Impl::choose(std::size_t index, Step& step) {
  const Question& question = policy->protocol.questions[index];
  const bool counts = question.multi || !step.unsure;
  for (std::size_t i = 0; i < question.answers.size(); ++i) {
    if (verdicts[i] != Truth::yes) continue;
    const Answer& answer = question.answers[i];
    const double sure = remembered[index][i].explained(*answer.when, outlines[index][i], slots,
                                                       step.because);
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
  const Facts facts{*impl_->policy, post, signals, {history, now}};
  fill_slots(impl_->read, facts, impl_->slots);
  impl_->walk(answers, out);
}

bool Decider::reads_history() const {
  const auto reads = [&](policy::Name name) {
    return std::binary_search(impl_->read.begin(), impl_->read.end(), policy::slot_of(name));
  };
  return reads(policy::Name::history) || reads(policy::Name::history_first_contact);
}

const PlaceAdder::Places& PlaceAdder::places_of(std::size_t slot, const EvidenceOf& evidence) {
  const auto found = std::find_if(known_.begin(), known_.end(),
                                  [&](const Places& places) { return places.slot == slot; });
  if (found != known_.end()) return *found;
  Places& places = known_.emplace_back();
  places.slot = slot;
  for (const signals::Evidence& place : evidence(slot)) {
    if (places.count == places_max) break;
    places.spans[places.count++] = place.span;
  }
  return places;
}

void PlaceAdder::add(Decision& decision, const EvidenceOf& evidence) {
  if (!evidence) return;
  known_.clear();
  for (Step& step : decision.path) {
    with_places_.clear();
    for (const Because& entry : step.because) {
      with_places_.push_back(entry);
      if (!entry.has_places) continue;
      const Places& places = places_of(entry.slot, evidence);
      for (std::size_t i = 0; i < places.count; ++i) {
        if (i > 0) with_places_.push_back(entry);
        with_places_.back().span = places.spans[i];
      }
    }
    step.because.swap(with_places_);
  }
}

Decision decide(const policy::Policy& policy, const post::Post& post, const post::Thread& thread,
                const signals::Signals& signals, std::span<const GivenAnswer> answers,
                const policy::History& history, base::Time now, const EvidenceOf& evidence) {
  Decision decision;
  Decider(policy).decide(post, thread, signals, answers, history, now, decision);
  PlaceAdder().add(decision, evidence);
  return decision;
}

}  // namespace decorum::triage
