#include "desk/presence.h"

namespace decorum::desk {

void Presence::forget(base::Time before) {
  for (auto one = seen_.begin(); one != seen_.end();) {
    count_ -= std::erase_if(one->second, [&](const auto& who) { return who.second < before; });
    one = one->second.empty() ? seen_.erase(one) : std::next(one);
  }
}

void Presence::note(base::Id case_id, std::string_view actor, base::Time now) {
  const std::lock_guard lock(mutex_);
  if (count_ >= present_max) forget(now - present_lasts);
  if (count_ >= present_max) return;
  const auto [place, is_new] = seen_[case_id].insert_or_assign(std::string(actor), now);
  static_cast<void>(place);
  if (is_new) ++count_;
}

std::optional<base::Time> Presence::last_seen(base::Id case_id, std::string_view actor) const {
  const std::lock_guard lock(mutex_);
  const auto one = seen_.find(case_id);
  if (one == seen_.end()) return std::nullopt;
  const auto who = one->second.find(std::string(actor));
  if (who == one->second.end()) return std::nullopt;
  return who->second;
}

std::vector<std::string> Presence::at(base::Id case_id, base::Time now) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> list;
  const auto one = seen_.find(case_id);
  if (one == seen_.end()) return list;
  for (const auto& [actor, time] : one->second) {
    if (now - time <= present_lasts) list.push_back(actor);
  }
  return list;
}

}  // namespace decorum::desk
