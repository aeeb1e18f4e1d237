// The desk over a store, for commands of whoever is at the machine: what they may do there, the
// command may. It acts as "command" in the record. No desk may be running on the store.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "cli/open.h"
#include "desk/actor.h"
#include "desk/clock.h"
#include "desk/desk.h"
#include "desk/refusal.h"
#include "store/store.h"

namespace decorum::cli {

class DeskAtHand {
 public:
  // With the policy that is in force in the store today, else as triage finds one. Throws
  // CannotRun.
  explicit DeskAtHand(const std::string& store_option);

  desk::Desk& desk() { return *desk_; }
  desk::Actor command() const;

 private:
  std::unique_ptr<store::Store> store_;
  desk::SystemClock clock_;
  OpenedPolicy opened_;
  std::unique_ptr<desk::Desk> desk_;
};

[[noreturn]] void give_up(const desk::Refused& no);

// The value, or CannotRun with the refusal's sentence.
template <class T>
T granted(desk::OrRefused<T> answer) {
  if (!answer) give_up(answer.error());
  return std::move(*answer);
}

// "2027-01-31"; CannotRun with the option's name when it is no day.
std::chrono::sys_days day_of(std::string_view option, const std::string& text);

}  // namespace decorum::cli
