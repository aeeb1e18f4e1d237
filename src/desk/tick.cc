#include "desk/tick.h"

#include <algorithm>

#include "desk/case_row.h"
#include "desk/perform.h"
#include "desk/put_mail.h"

namespace decorum::desk {
namespace {

constexpr std::size_t cases_a_turn = 200;

bool is_running(const cases::Conversation& one) {
  return one.due && !one.due->paused_since &&
         (one.state == cases::State::open || one.state == cases::State::waiting);
}

// When the next step up the line is due; nullopt: no further one.
std::optional<base::Time> next_step_at(const cases::Due& due) {
  if (due.level >= escalations_max || !due.acknowledged_by.empty()) return std::nullopt;
  return due.at + due.level * escalation_step;
}

void add_once(std::vector<std::string>& line, const std::string& person) {
  if (!person.empty() && std::ranges::find(line, person) == line.end()) line.push_back(person);
}

void add_acting(const Lookup& look, std::string_view role, std::vector<std::string>& line) {
  for (const Colleague& one : look.acting(role)) add_once(line, one.person);
}

// Whom an overdue case goes to, one after the other.
std::vector<std::string> line_of(const cases::Conversation& one, const policy::Policy& policy,
                                 const Lookup& look) {
  std::vector<std::string> line;
  if (!one.assigned.empty()) {
    const auto assigned = look.colleague(one.assigned);
    if (assigned && !assigned->away) add_once(line, one.assigned);
  }
  std::string role = one.owner;
  if (const policy::Team* team = policy.roles.team(one.owner)) role = team->lead;
  add_acting(look, role, line);
  if (const policy::Role* owner = policy.roles.role(role)) {
    for (const std::string& deputy : owner->deputies) add_acting(look, deputy, line);
  }
  add_acting(look, "manager", line);
  add_acting(look, "chief-executive", line);
  return line;
}

class Turn {
 public:
  Turn(Writing& writing, const InUse& in_use, const Lookup& look, cases::Conversation& one,
       Ticked& ticked)
      : writing_(writing), in_use_(in_use), look_(look), one_(one), ticked_(ticked) {}

  void wake() {
    if (!one_.snoozed_until || *one_.snoozed_until > writing_.now()) return;
    writing_.happen(one_, cases::Woken{"time"});
    ++ticked_.woken;
  }

  void end_watches() {
    const std::vector<cases::Watch> watches = one_.watches;
    for (const cases::Watch& watch : watches) {
      if (watch.until > writing_.now()) continue;
      writing_.happen(one_, cases::WatchEnded{watch.event, "expired"});
      ++ticked_.watches_ended;
    }
  }

  void warn() {
    if (!is_running(one_) || one_.due->warned || one_.due->warn_at > writing_.now()) return;
    const std::vector<std::string> line = line_of(one_, *in_use_.policy, look_);
    const std::string to = line.empty() ? "" : "person:" + line.front();
    const bool is_past = one_.due->at <= writing_.now();
    writing_.happen(one_, cases::DueWarned{to});
    ++ticked_.warned;
    if (!to.empty() && !is_past) put_mail(writing_, one_.id, {to, "due-warning", {}});
  }

  void escalate() {
    if (!is_running(one_)) return;
    const auto at = next_step_at(*one_.due);
    if (!at || *at > writing_.now()) return;
    const std::vector<std::string> line = line_of(one_, *in_use_.policy, look_);
    const std::int32_t level = one_.due->level + 1;
    const auto place = static_cast<std::size_t>(level - 1);
    const std::string to = place < line.size() ? "person:" + line[place] : "";
    writing_.happen(one_, cases::Escalated{level, to});
    ++ticked_.escalated;
    if (to.empty()) return;
    put_mail(writing_, one_.id,
             {to, "escalation",
              {{"next", base::format_rfc3339(writing_.now() + escalation_step)}}});
  }

 private:
  Writing& writing_;
  const InUse& in_use_;
  const Lookup& look_;
  cases::Conversation& one_;
  Ticked& ticked_;
};

void tick_one(Desk& desk, const InUse& in_use, base::Id id, Ticked& ticked) {
  desk.write("machine", [&](Writing& writing) {
    const auto row = writing.in().case_row(id);
    if (!row || row->family != store::Family::conversation) return;
    cases::Conversation one = conversation_of(*row);
    const std::int64_t was = one.version;
    const Lookup look = lookup_in(desk.presence(), writing.in(), in_use, writing.now());
    Turn turn(writing, in_use, look, one, ticked);
    turn.wake();
    turn.end_watches();
    turn.warn();
    turn.escalate();
    if (one.version != was) writing.save(one, was);
  });
}

}  // namespace

std::optional<base::Time> wakes_at(const cases::Conversation& one) {
  std::optional<base::Time> at = one.snoozed_until;
  const auto earlier = [&](std::optional<base::Time> other) {
    if (other) at = std::min(at.value_or(*other), *other);
  };
  if (is_running(one)) {
    if (!one.due->warned) earlier(one.due->warn_at);
    earlier(next_step_at(*one.due));
  }
  return at;
}

Ticked tick(Desk& desk) {
  Ticked ticked;
  const auto in_use = desk.in_use();
  const base::Time now = desk.now();
  std::vector<base::Id> waking;
  desk.store().read([&](store::Snapshot& in) {
    waking.clear();
    for (const store::CaseRow& row : in.cases_waking(now, cases_a_turn)) waking.push_back(row.id);
  });
  for (const base::Id id : waking) tick_one(desk, *in_use, id, ticked);
  const bool did_something =
      ticked.woken + ticked.watches_ended + ticked.warned + ticked.escalated > 0;
  ticked.more = waking.size() == cases_a_turn && did_something;
  return ticked;
}

}  // namespace decorum::desk
