#include "triage/decision_json.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "post/json.h"
#include "triage/number.h"
#include "triage/slots.h"

namespace decorum::triage {

namespace {

using signals::Signal;

// Ids of a policy are lower case letters, digits and hyphens: nothing needs escaping.
std::string quoted(std::string_view id) { return '"' + std::string(id) + '"'; }

void append_id(std::string& out, std::string_view id) {
  out += '"';
  out += id;
  out += '"';
}

template <class Things>
void append_ids(std::string& out, std::span<const std::size_t> indices, const Things& things) {
  for (std::size_t i = 0; i < indices.size(); ++i) {
    if (i > 0) out += ',';
    append_id(out, things[indices[i]].id);
  }
}

std::string_view name_of(By by) {
  switch (by) {
    case By::machine: return "machine";
    case By::person: return "person";
    case By::proposed: return "proposed";
  }
  return "";
}

// A few short pieces in a row, put together before they are appended: that takes a third of the
// time of appending them one by one.
template <std::size_t size>
class Pieces {
 public:
  Pieces& text(std::string_view piece) {
    std::memcpy(end_, piece.data(), piece.size());
    end_ += piece.size();
    return *this;
  }
  Pieces& number(double value) {
    end_ = write_number(end_, value);
    return *this;
  }
  Pieces& span(base::Span span) {
    text(",\"start\":");
    end_ = write_count(end_, span.start);
    text(",\"end\":");
    end_ = write_count(end_, span.end);
    return text("}");
  }
  void append_to(std::string& out) const {
    out.append(bytes_.data(), static_cast<std::size_t>(end_ - bytes_.data()));
  }

 private:
  std::array<char, size> bytes_;
  char* end_ = bytes_.data();
};

constexpr std::size_t span_bytes_max = 64;

struct NamedSignal {
  std::string_view before;
  Signal signal;
};
constexpr std::array<NamedSignal, signals::signal_count> written_signals = {{
    {"{\"sentiment\":{\"positive\":", Signal::sentiment_positive},
    {",\"neutral\":", Signal::sentiment_neutral},
    {",\"negative\":", Signal::sentiment_negative},
    {"},\"irony\":", Signal::irony},
    {",\"abuse\":", Signal::abuse},
    {",\"prejudice\":", Signal::prejudice},
    {",\"aggression\":", Signal::aggression},
    {",\"spam\":", Signal::spam},
    {",\"troll\":", Signal::troll},
    {",\"service\":", Signal::service},
    {",\"question\":", Signal::question},
    {",\"claim\":", Signal::claim},
    {",\"emotion\":{\"anger\":", Signal::emotion_anger},
    {",\"joy\":", Signal::emotion_joy},
    {",\"optimism\":", Signal::emotion_optimism},
    {",\"sadness\":", Signal::emotion_sadness},
}};
constexpr std::size_t signals_bytes_max = 1024;
static_assert(std::ranges::all_of(written_signals, [](const NamedSignal& named) {
  return (named.before.size() + number_bytes_max) * (signals::signal_count + 1) < signals_bytes_max;
}));

void append_facts(std::string& out, const policy::Policy& policy,
                  const std::vector<policy::FactMatch>& facts) {
  out += ",\"facts\":[";
  for (std::size_t i = 0; i < facts.size(); ++i) {
    out += i > 0 ? ",{\"sheet\":" : "{\"sheet\":";
    append_id(out, policy.facts[facts[i].sheet].id);
    out += ",\"match\":";
    append_id(out, name_of(facts[i].stance));
    out += ",\"score\":";
    Pieces<number_bytes_max + span_bytes_max>()
        .number(facts[i].score)
        .span(facts[i].span)
        .append_to(out);
  }
  out += ']';
}

}  // namespace

void append_signals_json(std::string& out, const signals::Signals& signals) {
  Pieces<signals_bytes_max> pieces;
  for (const NamedSignal& named : written_signals) {
    pieces.text(named.before).number(shown(signals[named.signal]));
  }
  pieces.text("},\"personal_data\":[").append_to(out);
  for (std::size_t i = 0; i < signals.personal_data.size(); ++i) {
    const signals::PersonalDatum& datum = signals.personal_data[i];
    out += i > 0 ? ",{\"kind\":" : "{\"kind\":";
    append_id(out, datum.kind);
    Pieces<span_bytes_max>().span(datum.span).append_to(out);
  }
  out += "],\"language\":{\"code\":";
  if (signals.language.code.empty()) {
    out += "null";
  } else {
    append_id(out, signals.language.code);
  }
  Pieces<span_bytes_max> confidence;
  confidence.text(",\"confidence\":").number(shown(signals.language.confidence)).text("}}");
  confidence.append_to(out);
}

DecisionWriter::DecisionWriter(const policy::Policy& policy, std::string_view readers)
    : policy_(policy) {
  for (std::size_t slot = 0; slot < slot_count(policy); ++slot) {
    entries_.push_back(",{\"signal\":" + quoted(name_of_slot(policy, slot)) + ",\"value\":");
    absences_.push_back(entries_.back() + "0,\"start\":0,\"end\":0}");
  }
  for (const policy::Question& question : policy.protocol.questions) {
    questions_.push_back(quoted(question.id));
  }
  end_ = ",\"policy\":" + quoted(policy.hash) + ",\"readers\":" + quoted(readers);
}

void DecisionWriter::append_step(std::string& out, const Step& step) const {
  out += "{\"question\":";
  out += questions_[step.question];
  out += ",\"from\":";
  out += step.from ? std::string_view(questions_[*step.from]) : "null";
  out += ",\"answers\":[";
  append_ids(out, step.answers, policy_.protocol.questions[step.question].answers);
  out += "],\"by\":\"";
  out += name_of(step.by);
  Pieces<span_bytes_max> confidence;
  confidence.text("\",\"confidence\":").number(step.confidence).text(",\"because\":[");
  confidence.append_to(out);
  for (std::size_t i = 0; i < step.because.size(); ++i) {
    const Because& because = step.because[i];
    const bool absent = because.value == 0 && because.span == base::Span{};
    const std::string_view entry = (absent ? absences_ : entries_)[because.slot];
    out += i > 0 ? entry : entry.substr(1);
    if (absent) continue;
    Pieces<number_bytes_max + span_bytes_max>()
        .number(because.value)
        .span(because.span)
        .append_to(out);
  }
  out += "]}";
}

void DecisionWriter::append(std::string& out, std::string_view id,
                            const signals::Signals& signals, const Decision& decision) const {
  const policy::Protocol& chart = policy_.protocol;
  out += "{\"id\":";
  post::append_json_string(out, id);
  out += ",\"outcomes\":[";
  append_ids(out, decision.outcomes, chart.outcomes);
  out += "],\"ask\":";
  out += decision.ask ? std::string_view(questions_[*decision.ask]) : "null";
  out += ",\"proposed\":[";
  append_ids(out, decision.proposed, chart.outcomes);
  out += "],\"path\":[";
  for (std::size_t i = 0; i < decision.path.size(); ++i) {
    if (i > 0) out += ',';
    append_step(out, decision.path[i]);
  }
  out += "],\"signals\":";
  append_signals_json(out, signals);
  out += end_;
  if (!decision.facts.empty()) append_facts(out, policy_, decision.facts);
  out += '}';
}

}  // namespace decorum::triage
