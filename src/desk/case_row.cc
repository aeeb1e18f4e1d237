#include "desk/case_row.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/shape.h"
#include "store/store.h"

namespace decorum::desk {
namespace {

template <class Enum>
std::string name_of(Enum value) {
  return std::string(names_of(value)[static_cast<std::size_t>(value)]);
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
  row.wake_at = one.snoozed_until;
  for (const cases::Watch& watch : one.watches) {
    row.watch_until = std::min(row.watch_until.value_or(watch.until), watch.until);
  }
  row.opened_at = one.opened_at;
  row.changed_at = one.changed_at;
  if (one.topic) row.topic = *one.topic;
  row.body = base::write_shape(one);
  return row;
}

cases::Conversation conversation_of(const store::CaseRow& row) {
  auto one = base::read_shape<cases::Conversation>(row.body);
  if (one) return std::move(*one);
  throw store::StoreError(store::StoreError::Kind::damaged,
                          fmt::format("case {} cannot be read: {} {}", base::to_text(row.id),
                                      one.error().where, one.error().what));
}

}  // namespace decorum::desk
