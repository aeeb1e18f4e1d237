// The desk: the store, the policy in force and the clock, which everything else is given.
//
// Threads may share it. `in_use` may be replaced at any time by publishing; whoever holds the old
// one goes on with it.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "desk/clock.h"
#include "desk/in_use.h"
#include "desk/presence.h"
#include "desk/writing.h"
#include "store/store.h"

namespace decorum::desk {

class Desk {
 public:
  using Told = std::function<void(const std::vector<Writing::Written>&)>;

  // `store` and `clock` must outlive it. `told` hears of events after they are durable.
  Desk(store::Store& store, const Clock& clock, std::shared_ptr<const InUse> in_use,
       Told told = {});

  store::Store& store() { return store_; }
  base::Time now() const { return clock_.now(); }
  Presence& presence() { return presence_; }

  std::shared_ptr<const InUse> in_use() const;
  void use(std::shared_ptr<const InUse> in_use);

  // One transaction of `actor`; `told` hears of it after the commit. What `work` throws comes out.
  void write(const std::string& actor, const std::function<void(Writing&)>& work);

 private:
  store::Store& store_;
  const Clock& clock_;
  Told told_;
  Presence presence_;
  mutable std::mutex mutex_;
  std::shared_ptr<const InUse> in_use_;
};

}  // namespace decorum::desk
