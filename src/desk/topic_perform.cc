#include "desk/topic_perform.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/draft_perform.h"
#include "desk/put_mail.h"
#include "desk/topic_rules.h"

namespace decorum::desk {
namespace {

constexpr std::size_t crises_max = 50;  // topics that are one at the same time

class Buffer final : public TopicKeeper {
 public:
  Buffer(Writing& writing, base::Id topic) : writing_(writing), topic_(topic) {}

  record::TextRef keep(std::string_view kind, std::string_view body) override {
    texts_.push_back(new_text(writing_.new_id(), kind, body, {.case_id = topic_}));
    return texts_.back().ref;
  }
  base::Id new_id() override { return writing_.new_id(); }
  base::Id topic_id() override { return topic_; }

  void put() {
    for (const NewText& text : texts_) writing_.in().put_text(text.row, text.row.body);
  }

 private:
  Writing& writing_;
  base::Id topic_;
  std::vector<NewText> texts_;
};

std::vector<base::Id> queued_drafts(store::Snapshot& in) {
  store::CaseQuery query;
  query.family = store::Family::draft;
  query.states = {"queued"};
  query.order = store::CaseOrder::oldest;
  query.confidential = true;
  query.most = store::page_max;
  std::vector<base::Id> drafts;
  do {
    const store::CasePage page = in.cases(query);
    for (const store::CaseRow& row : page.cases) {
      if (drafts.size() < cases::held_max) drafts.push_back(row.id);
    }
    query.after = page.next;
  } while (!query.after.empty() && drafts.size() < cases::held_max);
  return drafts;
}

TopicCounts counts_of(store::Snapshot& in, base::Id topic) {
  store::CaseQuery query;
  query.family = store::Family::conversation;
  query.topic = topic;
  TopicCounts counts;
  counts.conversations = in.count_cases(query);
  query.states = {"open", "waiting", "snoozed"};
  counts.open = in.count_cases(query);
  return counts;
}

void hold_back(Writing& writing, base::Id draft, base::Id topic) {
  const auto row = writing.in().case_row(draft);
  if (!row || row->family != store::Family::draft) return;
  cases::Draft one = draft_of(*row);
  if (one.state != cases::DraftState::queued) return;
  writing.happen(one, cases::HeldBack{topic});
  writing.save(one, row->version);
  cancel_waiting(writing, draft, "It was held back when a crisis was declared.");
}

void happen_to(Writing& writing, base::Id conversation, const cases::ConversationEvent& event) {
  const auto row = writing.in().case_row(conversation);
  if (!row || row->family != store::Family::conversation) return;
  cases::Conversation one = conversation_of(*row);
  writing.happen(one, event);
  writing.save(one, row->version);
}

OrRefused<TopicDone> perform_in(Writing& writing, const InUse& in_use, const Actor& actor,
                                const TopicWish& wish, const TopicAct& act,
                                const TopicTools& tools) {
  cases::Topic topic;
  if (wish.topic) {
    const auto row = writing.in().case_row(wish.topic);
    if (!row || row->family != store::Family::topic) {
      return refuse(Refusal::not_found, "There is no such topic");
    }
    topic = topic_of(*row);
  }
  const std::int64_t was = topic.version;
  if (wish.version && *wish.version != was) {
    return refuse(Refusal::stale,
                  fmt::format("The topic has changed since you read it: it has version {} now",
                              was));
  }
  const Lookup look = tools.look(writing.in(), in_use, writing.now());
  const TopicLookup topics = topic_lookup_in(writing.in(), tools);
  Buffer buffer(writing, topic.id ? topic.id : writing.new_id());
  const TopicSituation situation{topic, actor, *in_use.policy, look, topics, writing.now()};
  auto acted = act.perform(situation, wish.request, buffer);
  if (!acted) return tl::unexpected(acted.error());
  buffer.put();
  TopicDone done;
  topic.id = done.topic = buffer.topic_id();
  for (const cases::TopicEvent& event : acted->events) {
    done.events.push_back(writing.happen(topic, event));
  }
  if (!acted->events.empty()) writing.save(topic, was);
  for (const auto& [id, event] : acted->conversations) happen_to(writing, id, event);
  for (const base::Id draft : acted->held) hold_back(writing, draft, topic.id);
  if (acted->pause) set_crisis_pause(writing, *acted->pause);
  for (const MailWish& mail : acted->mails) put_mail(writing, topic.id, mail);
  done.version = topic.version;
  done.state = topic.state;
  return done;
}

// One brief that is due soon; false: none of this topic.
bool remind(Writing& writing, base::Id id) {
  const auto row = writing.in().case_row(id);
  if (!row || row->family != store::Family::topic) return false;
  cases::Topic topic = topic_of(*row);
  if (!topic.crisis || !topic.crisis->briefs || topic.crisis->briefs->reminded) return false;
  const base::Time due = topic.crisis->briefs->next_at;
  if (writing.now() < due - brief_reminder) return false;
  const std::string to = topic.crisis->declared_by;
  writing.happen(topic, cases::BriefReminded{to});
  writing.save(topic, row->version);
  put_mail(writing, id,
           {to, "brief-reminder",
            {{"time", base::format_rfc3339(due)}, {"topic", title_field(topic)}}});
  return true;
}

}  // namespace

TopicLookup topic_lookup_in(store::Snapshot& in, const TopicTools& tools) {
  TopicLookup look;
  look.draft = [&in](base::Id id) -> std::optional<cases::Draft> {
    const auto row = in.case_row(id);
    if (!row || row->family != store::Family::draft) return std::nullopt;
    return draft_of(*row);
  };
  look.queued = [&in] { return queued_drafts(in); };
  look.counts = [&in](base::Id topic) { return counts_of(in, topic); };
  look.drills = tools.drills;
  look.pause = crisis_pause(in);
  return look;
}

OrRefused<TopicDone> perform_on_topic(Desk& desk, const Actor& actor, const TopicWish& wish,
                                      const TopicTools& tools) {
  const TopicAct* act = topic_act_named(wish.act);
  if (act == nullptr) {
    return refuse(Refusal::not_found, fmt::format("There is no act called {}", wish.act));
  }
  const auto in_use = desk.in_use();
  OrRefused<TopicDone> done = refuse(Refusal::not_found, "");
  try {
    desk.write(actor.id, [&](Writing& writing) {
      done = perform_in(writing, *in_use, actor, wish, *act, tools);
    });
  } catch (const store::Stale&) {
    return refuse(Refusal::stale, "Somebody changed the topic at the same moment");
  }
  return done;
}

std::vector<Possible> possible_on(store::Snapshot& in, const InUse& in_use, const Actor& actor,
                                  const cases::Topic& one, const TopicTools& tools,
                                  base::Time now) {
  const Lookup look = tools.look(in, in_use, now);
  const TopicLookup topics = topic_lookup_in(in, tools);
  return possible_topic_acts({one, actor, *in_use.policy, look, topics, now});
}

std::size_t remind_of_briefs(Desk& desk) {
  store::CaseQuery query;
  query.family = store::Family::topic;
  query.states = {"crisis"};
  query.most = crises_max;
  std::vector<base::Id> due;
  const base::Time now = desk.now();
  desk.store().read([&](store::Snapshot& in) {
    for (const store::CaseRow& row : in.cases(query).cases) {
      if (row.wake_at && *row.wake_at <= now) due.push_back(row.id);
    }
  });
  std::size_t count = 0;
  for (const base::Id id : due) {
    bool reminded = false;
    desk.write("machine", [&](Writing& writing) { reminded = remind(writing, id); });
    if (reminded) ++count;
  }
  return count;
}

void strike_held(Writing& writing, base::Id draft) {
  const CrisisPause pause = crisis_pause(writing.in());
  const auto row = pause.topic ? writing.in().case_row(*pause.topic) : std::nullopt;
  if (!row || row->family != store::Family::topic) return;
  cases::Topic topic = topic_of(*row);
  if (!topic.crisis) return;
  const auto& held = topic.crisis->held;
  if (std::ranges::find(held, draft) == held.end()) return;
  writing.happen(topic, cases::HeldOffered{draft});
  writing.save(topic, row->version);
}

}  // namespace decorum::desk
