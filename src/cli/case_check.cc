#include "cli/case_check.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/shape.h"
#include "cases/apply.h"
#include "cases/codec.h"
#include "cases/draft_apply.h"
#include "cases/topic_apply.h"
#include "desk/case_row.h"
#include "record/event.h"

namespace decorum::cli {
namespace {

auto columns(const store::CaseRow& row) {
  return std::tie(row.id, row.family, row.version, row.state, row.waits_for, row.priority, row.site,
                  row.accounts, row.author, row.thread, row.queue, row.owner, row.ask, row.assigned,
                  row.holder, row.outcomes, row.proposed, row.tags, row.due_at, row.wake_at,
                  row.watch_until, row.opened_at, row.changed_at, row.topic, row.parent,
                  row.confidential);
}

class CaseCheck {
 public:
  using Report = std::function<void(std::string where, std::string what)>;
  CaseCheck(store::Snapshot& in, const Report& report) : in_(in), report_(report) {}

  std::uint64_t run() {
    store::CaseQuery query;
    query.confidential = true;
    query.order = store::CaseOrder::oldest;
    query.most = store::page_max;
    std::uint64_t cases = 0;
    do {
      const store::CasePage page = in_.cases(query);
      for (const store::CaseRow& row : page.cases) check(row);
      cases += page.cases.size();
      query.after = page.next;
    } while (!query.after.empty());
    return cases;
  }

 private:
  void check(const store::CaseRow& row) {
    switch (row.family) {
      case store::Family::conversation:
        return check_as<cases::Conversation>(row, cases::read_event);
      case store::Family::draft: return check_as<cases::Draft>(row, cases::read_draft_event);
      case store::Family::topic: return check_as<cases::Topic>(row, cases::read_topic_event);
    }
    report_(place(row.id), "it is of no family");
  }

  static std::string place(base::Id id) { return fmt::format("case {}", base::to_text(id)); }

  template <class Case, class What>
  void check_as(const store::CaseRow& row, base::Result<What> (*read)(const record::Event&)) {
    const std::optional<Case> one = replay<Case>(row.id, read);
    if (!one) return;
    const store::CaseRow made = desk::row_of(*one);
    if (made.body != row.body) {
      report_(place(row.id), "its events do not give what is kept of it");
    } else if (columns(made) != columns(row)) {
      report_(place(row.id), "it is listed by other columns than its own");
    }
  }

  // Nothing when an event cannot be applied; then it was told of.
  template <class Case, class What>
  std::optional<Case> replay(base::Id id, base::Result<What> (*read)(const record::Event&)) {
    // Events of other kinds are about the case and do not change it.
    static const std::vector<std::string_view> kinds = cases::kinds_of<What>();
    Case one;
    base::Id after;
    while (true) {
      const auto page = in_.events_of(id, after, store::page_max);
      for (const store::EventRow& kept : page) {
        after = kept.id;
        const auto event = base::read_shape<record::Event>(kept.bytes);
        if (event && std::ranges::find(kinds, event->kind) == kinds.end()) continue;
        const auto what = event ? read(*event) : tl::unexpected(event.error());
        if (!what) {
          report_(place(id), fmt::format("its event {} cannot be read: {}",
                                         base::to_text(kept.id), what.error().what));
          return std::nullopt;
        }
        cases::apply(one, *event, *what);
      }
      if (page.size() < store::page_max) return one;
    }
  }

  store::Snapshot& in_;
  const Report& report_;
};

}  // namespace

std::uint64_t check_cases(store::Snapshot& in, const CaseCheck::Report& report) {
  return CaseCheck(in, report).run();
}

}  // namespace decorum::cli
