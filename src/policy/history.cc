#include "policy/history.h"

#include <algorithm>

namespace decorum::policy {

std::int64_t History::count(std::string_view kind, base::Duration within, base::Time now) const {
  if (within <= base::Duration::zero()) return 0;
  return std::ranges::count_if(incidents, [&](const Incident& incident) {
    return incident.kind == kind && incident.at <= now && now - incident.at < within &&
           now < incident.expires;
  });
}

cel::Value value_of(const HistoryAt& at) { return cel::Value::opaque("history", &at); }

}  // namespace decorum::policy
