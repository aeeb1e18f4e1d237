#include "triage/decision_json.h"

#include <span>

#include "post/json.h"
#include "triage/number.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using signals::Signal;

// Ids of a policy are lower case letters, digits and hyphens: nothing needs escaping.
void append_id(std::string& out, std::string_view id) {
  out += '"';
  out += id;
  out += '"';
}

template <class Things>
void append_ids(std::string& out, std::span<const std::size_t> indices, const Things& things) {
  out += '[';
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (i > 0) out += ',';
    append_id(out, things[indices[i]].id);
  }
  out += ']';
}

std::string_view name_of(By by) {
  switch (by) {
    case By::machine: return "machine";
    case By::person: return "person";
    case By::proposed: return "proposed";
  }
  return "";
}

void append_span(std::string& out, base::Span span) {
  out += ",\"start\":";
  append_count(out, span.start);
  out += ",\"end\":";
  append_count(out, span.end);
  out += '}';
}

void append_because(std::string& out, const policy::Policy& policy,
                    const std::vector<Because>& because) {
  out += '[';
  for (std::size_t i = 0; i < because.size(); ++i) {
    out += i > 0 ? ",{\"signal\":\"" : "{\"signal\":\"";
    append_slot_name(out, policy, because[i].slot);
    out += "\",\"value\":";
    append_number(out, because[i].value);
    append_span(out, because[i].span);
  }
  out += ']';
}

void append_step(std::string& out, const policy::Policy& policy, const Step& step) {
  const auto& questions = policy.protocol.questions;
  const policy::Question& question = questions[step.question];
  out += "{\"question\":";
  append_id(out, question.id);
  out += ",\"from\":";
  if (step.from) {
    append_id(out, questions[*step.from].id);
  } else {
    out += "null";
  }
  out += ",\"answers\":";
  append_ids(out, step.answers, question.answers);
  out += ",\"by\":";
  append_id(out, name_of(step.by));
  out += ",\"confidence\":";
  append_number(out, step.confidence);
  out += ",\"because\":";
  append_because(out, policy, step.because);
  out += '}';
}

void append_facts(std::string& out, const policy::Policy& policy,
                  const std::vector<policy::FactMatch>& facts) {
  out += ",\"facts\":[";
  for (std::size_t i = 0; i < facts.size(); ++i) {
    out += i > 0 ? ",{\"sheet\":" : "{\"sheet\":";
    append_id(out, policy.facts[facts[i].sheet].id);
    out += ",\"match\":";
    append_id(out, name_of(facts[i].stance));
    out += ",\"score\":";
    append_number(out, facts[i].score);
    append_span(out, facts[i].span);
  }
  out += ']';
}

void append_signal(std::string& out, std::string_view key, const signals::Signals& signals,
                   Signal signal) {
  out += key;
  append_number(out, shown(signals[signal]));
}

}  // namespace

void append_signals_json(std::string& out, const signals::Signals& signals) {
  append_signal(out, "{\"sentiment\":{\"positive\":", signals, Signal::sentiment_positive);
  append_signal(out, ",\"neutral\":", signals, Signal::sentiment_neutral);
  append_signal(out, ",\"negative\":", signals, Signal::sentiment_negative);
  append_signal(out, "},\"irony\":", signals, Signal::irony);
  append_signal(out, ",\"abuse\":", signals, Signal::abuse);
  append_signal(out, ",\"prejudice\":", signals, Signal::prejudice);
  append_signal(out, ",\"aggression\":", signals, Signal::aggression);
  append_signal(out, ",\"spam\":", signals, Signal::spam);
  append_signal(out, ",\"troll\":", signals, Signal::troll);
  append_signal(out, ",\"service\":", signals, Signal::service);
  append_signal(out, ",\"question\":", signals, Signal::question);
  append_signal(out, ",\"claim\":", signals, Signal::claim);
  append_signal(out, ",\"emotion\":{\"anger\":", signals, Signal::emotion_anger);
  append_signal(out, ",\"joy\":", signals, Signal::emotion_joy);
  append_signal(out, ",\"optimism\":", signals, Signal::emotion_optimism);
  append_signal(out, ",\"sadness\":", signals, Signal::emotion_sadness);
  out += "},\"personal_data\":[";
  for (std::size_t i = 0; i < signals.personal_data.size(); ++i) {
    const signals::PersonalDatum& datum = signals.personal_data[i];
    out += i > 0 ? ",{\"kind\":" : "{\"kind\":";
    append_id(out, datum.kind);
    append_span(out, datum.span);
  }
  out += "],\"language\":{\"code\":";
  if (signals.language.code.empty()) {
    out += "null";
  } else {
    append_id(out, signals.language.code);
  }
  out += ",\"confidence\":";
  append_number(out, shown(signals.language.confidence));
  out += "}}";
}

void append_decision_json(std::string& out, const policy::Policy& policy, std::string_view readers,
                          std::string_view id, const signals::Signals& signals,
                          const Decision& decision) {
  const policy::Protocol& chart = policy.protocol;
  out += "{\"id\":";
  post::append_json_string(out, id);
  out += ",\"outcomes\":";
  append_ids(out, decision.outcomes, chart.outcomes);
  out += ",\"ask\":";
  if (decision.ask) {
    append_id(out, chart.questions[*decision.ask].id);
  } else {
    out += "null";
  }
  out += ",\"proposed\":";
  append_ids(out, decision.proposed, chart.outcomes);
  out += ",\"path\":[";
  for (std::size_t i = 0; i < decision.path.size(); ++i) {
    if (i > 0) out += ',';
    append_step(out, policy, decision.path[i]);
  }
  out += ']';
  if (!decision.facts.empty()) append_facts(out, policy, decision.facts);
  out += ",\"signals\":";
  append_signals_json(out, signals);
  out += ",\"policy\":";
  append_id(out, policy.hash);
  out += ",\"readers\":";
  append_id(out, readers);
  out += '}';
}

}  // namespace decorum::triage
