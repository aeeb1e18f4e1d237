#include "cli/case_check.h"

#include <tuple>
#include <utility>
#include <variant>

#include <fmt/core.h>

#include "base/shape.h"
#include "cases/apply.h"
#include "cases/conversation_events.h"
#include "desk/case_row.h"
#include "record/event.h"

namespace decorum::cli {
namespace {

template <std::size_t... I>
bool is_kind_of_conversation(std::string_view kind, std::index_sequence<I...>) {
  return ((std::variant_alternative_t<I, cases::ConversationEvent>::kind == kind) || ...);
}

// Events of a case that change it; others only name it.
bool changes_conversation(std::string_view kind) {
  return is_kind_of_conversation(
      kind, std::make_index_sequence<std::variant_size_v<cases::ConversationEvent>>());
}

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
      for (const store::CaseRow& row : page.cases) cases += check(row) ? 1U : 0U;
      query.after = page.next;
    } while (!query.after.empty());
    return cases;
  }

 private:
  bool check(const store::CaseRow& row) {
    const std::string where = fmt::format("case {}", base::to_text(row.id));
    const auto first = in_.events_of(row.id, {}, 1);
    const bool is_conversation = !first.empty() && first.front().kind == cases::Opened::kind;
    if (row.family != store::Family::conversation) {
      if (is_conversation) report_(where, "it is a conversation and is kept as something else");
      return is_conversation;
    }
    const auto one = replay(where, row.id);
    if (!one) return true;
    const store::CaseRow made = desk::row_of(*one);
    if (made.body != row.body) {
      report_(where, "its events do not give what is kept of it");
    } else if (columns(made) != columns(row)) {
      report_(where, "it is listed by other columns than its own");
    }
    return true;
  }

  // Nothing when an event cannot be applied; then it was told of.
  std::optional<cases::Conversation> replay(const std::string& where, base::Id id) {
    cases::Conversation one;
    base::Id after;
    while (true) {
      const auto page = in_.events_of(id, after, store::page_max);
      for (const store::EventRow& kept : page) {
        after = kept.id;
        if (!apply_event(where, kept, one)) return std::nullopt;
      }
      if (page.size() < store::page_max) return one;
    }
  }

  bool apply_event(const std::string& where, const store::EventRow& kept,
                   cases::Conversation& one) {
    const std::string name = base::to_text(kept.id);
    const auto event = base::read_shape<record::Event>(kept.bytes);
    if (!event) {
      report_(where, fmt::format("its event {} cannot be read", name));
      return false;
    }
    if (!changes_conversation(event->kind)) return true;
    const auto what = cases::read_event(*event);
    if (!what) {
      report_(where, fmt::format("its event {} cannot be read: {}", name, what.error().what));
      return false;
    }
    cases::apply(one, *event, *what);
    return true;
  }

  store::Snapshot& in_;
  const Report& report_;
};

}  // namespace

std::uint64_t check_cases(store::Snapshot& in, const CaseCheck::Report& report) {
  return CaseCheck(in, report).run();
}

}  // namespace decorum::cli
