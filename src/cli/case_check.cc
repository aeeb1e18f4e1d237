#include "cli/case_check.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <span>
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

std::string place_of(base::Id id) { return fmt::format("case {}", base::to_text(id)); }

class CaseCheck {
 public:
  CaseCheck(store::Snapshot& in, const CaseReport& report) : in_(in), report_(report) {}

  void check(const store::CaseRow& row) {
    switch (row.family) {
      case store::Family::conversation:
        return check_as<cases::Conversation>(row, cases::read_event);
      case store::Family::draft: return check_as<cases::Draft>(row, cases::read_draft_event);
      case store::Family::topic: return check_as<cases::Topic>(row, cases::read_topic_event);
    }
    report_(place_of(row.id), "it is of no family");
  }

 private:
  template <class Case, class What>
  void check_as(const store::CaseRow& row, base::Result<What> (*read)(const record::Event&)) {
    const std::optional<Case> one = replay<Case>(row.id, read);
    if (!one) return;
    const store::CaseRow made = desk::row_of(*one);
    if (made.body != row.body) {
      report_(place_of(row.id), "its events do not give what is kept of it");
    } else if (columns(made) != columns(row)) {
      report_(place_of(row.id), "it is listed by other columns than its own");
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
          report_(place_of(id), fmt::format("its event {} cannot be read: {}",
                                         base::to_text(kept.id), what.error().what));
          return std::nullopt;
        }
        cases::apply(one, *event, *what);
      }
      if (page.size() < store::page_max) return one;
    }
  }

  store::Snapshot& in_;
  const CaseReport& report_;
};

}  // namespace

void check_case(store::Snapshot& in, base::Id id, const CaseReport& report) {
  if (const auto row = in.case_row(id)) {
    CaseCheck(in, report).check(*row);
  } else {
    report(place_of(id), "events are about it, and it is not there");
  }
}

void check_listed_cases(store::Snapshot& in, const CaseReport& report) {
  store::CaseQuery query;
  query.confidential = true;
  query.order = store::CaseOrder::oldest;
  query.most = store::page_max;
  for (const auto& [family, states] : std::initializer_list<
           std::pair<store::Family, std::span<const std::string_view>>>{
           {store::Family::conversation, names_of(cases::State{})},
           {store::Family::draft, names_of(cases::DraftState{})},
           {store::Family::topic, names_of(cases::TopicState{})}}) {
    query.family = family;
    query.states.assign(states.begin(), states.end());
    do {
      const store::CasePage page = in.cases(query);
      for (const store::CaseRow& row : page.cases) {
        if (!in.events_of(row.id, {}, 1).empty()) continue;
        report(place_of(row.id), "it is listed, and nothing ever happened to it");
      }
      query.after = page.next;
    } while (!query.after.empty());
  }
}

}  // namespace decorum::cli
