// What acts look things up in (desk/act.h), out of the store.
#include <algorithm>
#include <memory>

#include "cases/apply.h"
#include "desk/case_row.h"
#include "desk/due.h"
#include "desk/people.h"
#include "desk/perform.h"
#include "policy/zone_time.h"

namespace decorum::desk {
namespace {

// As triage/decision_json.h writes a decision; only the walk is looked at.
struct StepJson {
  std::string question, by;
  std::optional<std::string> from;
  std::vector<std::string> answers;
  double confidence = 0;
  base::RawJson because;
};
template <class V>
void describe(V& v, StepJson& s) {
  v.field("question", s.question);
  v.field("from", s.from);
  v.field("answers", s.answers);
  v.field("by", s.by);
  v.field("confidence", s.confidence);
  v.field("because", s.because, {.most = record::event_bytes_max});
}

struct DecisionJson {
  std::string id, policy, readers;
  std::vector<std::string> outcomes, proposed;
  std::optional<std::string> ask;
  std::vector<StepJson> path;
  base::RawJson signals;
  std::optional<base::RawJson> facts;
};
template <class V>
void describe(V& v, DecisionJson& d) {
  v.field("id", d.id);
  v.field("outcomes", d.outcomes);
  v.field("ask", d.ask);
  v.field("proposed", d.proposed);
  v.field("path", d.path);
  v.field("signals", d.signals, {.most = record::event_bytes_max});
  v.field("policy", d.policy);
  v.field("readers", d.readers);
  v.field("facts", d.facts, {.most = record::event_bytes_max});
}

// Every event of a case, in order, until `take` answers false.
template <class Take>
void each_event(store::Snapshot& in, base::Id case_id, Take take) {
  base::Id after;
  while (true) {
    const auto page = in.events_of(case_id, after, store::page_max);
    for (const store::EventRow& row : page) {
      auto event = base::read_shape<record::Event>(row.bytes);
      if (!event) {
        throw store::StoreError(store::StoreError::Kind::damaged,
                                "event " + base::to_text(row.id) + " cannot be read");
      }
      if (!take(std::move(*event))) return;
    }
    if (page.size() < store::page_max) return;
    after = page.back().id;
  }
}

std::vector<WalkedStep> walked(store::Snapshot& in, base::Id case_id) {
  std::string last;
  each_event(in, case_id, [&](const record::Event& event) {
    if (event.kind != cases::Decided::kind) return true;
    const auto what = cases::read_event(event);
    if (what) last = std::get<cases::Decided>(*what).path.json;
    return true;
  });
  std::vector<WalkedStep> steps;
  const auto decision = base::read_shape<DecisionJson>(last);
  if (!decision) return steps;
  for (const StepJson& step : decision->path) {
    steps.push_back({step.question, step.answers, step.by});
  }
  return steps;
}

std::optional<Past> past_of(store::Snapshot& in, base::Id case_id, base::Id id) {
  cases::Conversation one;
  std::optional<Past> found;
  each_event(in, case_id, [&](record::Event event) {
    auto what = cases::read_event(event);
    if (!what) return event.id != id;  // of another kind: a post's, an erasure's
    if (event.id == id) {
      found = Past{std::move(event), std::move(*what), one};
      return false;
    }
    cases::apply(one, event, *what);
    return true;
  });
  return found;
}

std::optional<PostFacts> post_facts(store::Snapshot& in, base::Id id) {
  const auto row = in.post(id);
  if (!row) return std::nullopt;
  return PostFacts{row->author, row->accounts.empty() ? "" : row->accounts.front(),
                   !row->document || !in.text(row->document)};
}

// Links that people made are followed both ways, a few steps.
bool same_author(store::Snapshot& in, base::Id a, base::Id b) {
  constexpr int links_followed_max = 8;
  const auto end_of = [&](base::Id id) {
    for (int i = 0; i < links_followed_max; ++i) {
      const auto row = in.author(id);
      if (!row || !row->linked_to) return id;
      id = row->linked_to;
    }
    return id;
  };
  return a && b && end_of(a) == end_of(b);
}

bool has_replied(store::Snapshot& in, const cases::Conversation& one) {
  return std::ranges::any_of(one.drafts, [&](base::Id id) {
    const auto row = in.case_row(id);
    return row && row->family == store::Family::draft && row->state == "sent";
  });
}

}  // namespace

Lookup lookup_in(const Presence& presence, store::Snapshot& in, const InUse& in_use,
                 base::Time now) {
  const auto roles = std::make_shared<RolesToday>(
      in, *in_use.policy, policy::local_day(in_use.policy->info.time_zone, now));
  Lookup look;
  look.conversation = [&in](base::Id id) -> std::optional<cases::Conversation> {
    const auto row = in.case_row(id);
    if (!row || row->family != store::Family::conversation) return std::nullopt;
    return conversation_of(*row);
  };
  look.colleague = [&in, &in_use, roles](std::string_view id) {
    return colleague(in, *roles, in_use, id);
  };
  look.acting = [&in, &in_use, roles](std::string_view role) {
    std::vector<Colleague> list;
    for (const std::string& id : roles->acting(role)) {
      if (auto one = colleague(in, *roles, in_use, id)) list.push_back(std::move(*one));
    }
    return list;
  };
  look.due = [&in_use](const policy::Deadline& deadline, std::string_view account,
                       base::Time from) { return due_at(in_use, deadline, account, from); };
  look.business_between = [&in_use](std::string_view account, base::Time from, base::Time until) {
    return business_between(in_use, account, from, until);
  };
  look.last_seen = [&presence](const cases::Conversation& one, std::string_view actor) {
    return presence.last_seen(one.id, actor);
  };
  look.post = [&in](base::Id id) { return post_facts(in, id); };
  look.same_author = [&in](base::Id a, base::Id b) { return same_author(in, a, b); };
  look.path = [&in](const cases::Conversation& one) { return walked(in, one.id); };
  look.replied = [&in](const cases::Conversation& one) { return has_replied(in, one); };
  look.topic_is_open = [&in](base::Id id) {
    const auto row = in.case_row(id);
    return row && row->family == store::Family::topic && row->state != "closed";
  };
  look.past = [&in](const cases::Conversation& one, base::Id event) {
    return past_of(in, one.id, event);
  };
  return look;
}

}  // namespace decorum::desk
