#include "desk/case_row.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/shape.h"
#include "desk/tick.h"
#include "store/store.h"

namespace decorum::desk {
namespace {

template <class Enum>
std::string name_of(Enum value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
}

template <class Case>
Case read_body(const store::CaseRow& row) {
  auto one = base::read_shape<Case>(row.body);
  if (one) return std::move(*one);
  throw store::StoreError(store::StoreError::Kind::damaged,
                          fmt::format("case {} cannot be read: {} {}", base::to_text(row.id),
                                      one.error().where, one.error().what));
}

}  // namespace

store::CaseRow row_of(const cases::Conversation& one) {
  store::CaseRow row;
  row.id = one.id;
  row.family = store::Family::conversation;
  row.version = one.version;
  row.state = name_of(one.state);
  row.waits_for = name_of(one.waits_for);
  row.priority = one.priority;
  row.site = one.site;
  row.accounts = one.accounts;
  row.author = one.author;
  row.thread = one.thread;
  row.queue = one.queue;
  row.owner = one.owner;
  row.ask = one.ask;
  row.assigned = one.assigned;
  if (one.holding) row.holder = one.holding->by;
  row.outcomes = one.outcomes;
  row.proposed = one.proposed;
  row.tags = one.tags;
  if (one.due && !one.due->paused_since) row.due_at = one.due->at;
  row.wake_at = wakes_at(one);
  for (const cases::Watch& watch : one.watches) {
    row.watch_until = std::min(row.watch_until.value_or(watch.until), watch.until);
  }
  row.opened_at = one.opened_at;
  row.changed_at = one.changed_at;
  if (one.topic) row.topic = *one.topic;
  row.body = base::write_shape(one);
  return row;
}

store::CaseRow row_of(const cases::Draft& one) {
  store::CaseRow row;
  row.id = one.id;
  row.family = store::Family::draft;
  row.version = one.version;
  row.state = name_of(one.state);
  row.site = one.site;
  row.accounts = {one.account};
  if (!one.versions.empty()) row.owner = one.versions.back().by;
  if (one.state == cases::DraftState::waiting && one.submission) {
    row.waits_for = "approval";
    for (const cases::Need& need : one.submission->needs) {
      for (const std::string& role : need.by) row.tags.push_back("approve:" + role);
    }
    std::ranges::sort(row.tags);
    row.tags.erase(std::unique(row.tags.begin(), row.tags.end()), row.tags.end());
  }
  if (one.sending && one.state == cases::DraftState::queued) row.due_at = one.sending->at;
  row.opened_at = one.opened_at;
  row.changed_at = one.changed_at;
  if (one.topic) row.topic = *one.topic;
  if (one.conversation) row.parent = *one.conversation;
  row.body = base::write_shape(one);
  return row;
}

store::CaseRow row_of(const cases::Topic& one) {
  store::CaseRow row;
  row.id = one.id;
  row.family = store::Family::topic;
  row.version = one.version;
  row.state = name_of(one.state);
  row.accounts = one.accounts;
  if (one.crisis && one.crisis->briefs && !one.crisis->briefs->reminded) {
    row.wake_at = one.crisis->briefs->next_at - brief_reminder;
  }
  row.opened_at = one.opened_at;
  row.changed_at = one.changed_at;
  row.body = base::write_shape(one);
  return row;
}

cases::Conversation conversation_of(const store::CaseRow& row) {
  return read_body<cases::Conversation>(row);
}

cases::Draft draft_of(const store::CaseRow& row) { return read_body<cases::Draft>(row); }

cases::Topic topic_of(const store::CaseRow& row) { return read_body<cases::Topic>(row); }

}  // namespace decorum::desk
