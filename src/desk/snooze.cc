#include <chrono>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

constexpr std::chrono::days snooze_max{90};

// The clock runs on while a case sleeps, so it may not sleep past what is due.
bool is_past_due(const Situation& situation, base::Time time) {
  const auto& due = situation.one.due;
  return due && !due->paused_since && time > due->at;
}

std::optional<Refused> may_snooze(const Situation& situation) {
  if (auto no = not_now(situation)) return no;
  if (!is_past_due(situation, situation.now + base::Duration(1))) return std::nullopt;
  return Refused{Refusal::too_late, "It is overdue, so it cannot be put to sleep", {}};
}

OrRefused<Acted> snooze(const Situation& situation, const SnoozeRequest& request, Keeper&) {
  if (request.until <= situation.now) {
    return refuse(Refusal::too_late, "That time has passed", "/until");
  }
  if (request.until > situation.now + snooze_max) {
    return refuse(Refusal::bad_request,
                  fmt::format("At most {} days; close the case if nothing is left to do",
                              snooze_max.count()),
                  "/until");
  }
  if (is_past_due(situation, request.until)) {
    return refuse(Refusal::too_late,
                  fmt::format("It is due at {}; wake it before that, or set the deadline first",
                              time_in_words(situation, situation.one.due->at)),
                  "/until");
  }
  if (situation.one.snoozed_until == request.until) {
    return refuse(Refusal::already_so, "It sleeps until then already", "/until");
  }
  Acted acted;
  acted.events.emplace_back(cases::Snoozed{request.until});
  return acted;
}

}  // namespace

Act snooze_act() {
  return make_act<SnoozeRequest>(
      {.name = "snooze",
       .title = "Snooze",
       .about = "Takes the case out of the queue until a time before it is due",
       .permission = Permission::act,
       .inverse = "wake",
       .in_bulk = true},
      may_snooze, snooze);
}

}  // namespace decorum::desk
