#include "desk/desk.h"

#include <utility>

namespace decorum::desk {

Desk::Desk(store::Store& store, const Clock& clock, std::shared_ptr<const InUse> in_use, Told told)
    : store_(store), clock_(clock), told_(std::move(told)), in_use_(std::move(in_use)) {}

std::shared_ptr<const InUse> Desk::in_use() const {
  const std::lock_guard lock(mutex_);
  return in_use_;
}

void Desk::use(std::shared_ptr<const InUse> in_use) {
  const std::lock_guard lock(mutex_);
  in_use_ = std::move(in_use);
}

void Desk::write(const std::string& actor, const std::function<void(Writing&)>& work) {
  std::vector<Writing::Written> written;
  const base::Time now = clock_.now();
  store_.write([&](store::Transaction& in) {
    Writing writing(in, actor, now);
    work(writing);
    written = writing.written();
  });
  if (told_ && !written.empty()) told_(written);
}

}  // namespace decorum::desk
