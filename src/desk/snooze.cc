#include <chrono>

#include <fmt/format.h>

#include "desk/act_list.h"
#include "desk/act_rules.h"
#include "desk/case_requests.h"

namespace decorum::desk {
namespace {

constexpr std::chrono::days snooze_max{90};

std::optional<Refused> may_snooze(const Situation& situation) { return not_now(situation); }

// The clock runs on while a case sleeps, so it may not sleep past what is due.
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
  const auto& due = situation.one.due;
  if (due && !due->paused_since && request.until > due->at) {
    return refuse(Refusal::too_late,
                  fmt::format("It is due at {}; wake it before that, or set the deadline first",
                              time_in_words(situation, due->at)),
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
