// Who is looking at which case now, as their pages say every few seconds. Kept in memory alone: it
// is over when the program ends, and never part of the record. Threads may share it.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace decorum::desk {

inline constexpr base::Duration present_lasts = std::chrono::seconds(60);
inline constexpr std::size_t present_max = 20'000;  // people at cases; further ones are not noted

class Presence {
 public:
  void note(base::Id case_id, std::string_view actor, base::Time now);
  std::optional<base::Time> last_seen(base::Id case_id, std::string_view actor) const;
  // Those seen within present_lasts.
  std::vector<std::string> at(base::Id case_id, base::Time now) const;

 private:
  void forget(base::Time before);

  mutable std::mutex mutex_;
  std::unordered_map<base::Id, std::unordered_map<std::string, base::Time>> seen_;
  std::size_t count_ = 0;
};

}  // namespace decorum::desk
