#include "cases/draft_apply.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace decorum::cases {
namespace {

template <std::size_t at = 0>
base::Result<DraftEvent> read_as(const record::Event& event) {
  if constexpr (at == std::variant_size_v<DraftEvent>) {
    return base::fail(fmt::format("a draft has no event '{}'", event.kind), "/kind");
  } else {
    using Data = std::variant_alternative_t<at, DraftEvent>;
    if (event.kind != Data::kind) return read_as<at + 1>(event);
    auto data = base::read_shape<Data>(event.data.json);
    if (!data) return tl::unexpected(data.error());
    return DraftEvent(std::move(*data));
  }
}

void void_submission(Draft& draft) {
  draft.submission.reset();
  draft.approvals.clear();
  draft.sending.reset();
  draft.by_hand = false;
}

DraftState before_queued(const Draft& draft) {
  return draft.submission ? DraftState::ready : DraftState::writing;
}

// One overload an event; each changes what it names and nothing else.
struct Change {
  Draft& draft;
  const record::Event& event;

  void operator()(const DraftOpened& e) const {
    draft.id = event.case_id.value_or(base::Id{});
    draft.opened_at = event.at;
    draft.account = e.account;
    draft.site = e.site;
    draft.conversation = e.conversation;
    draft.answers = e.answers;
    draft.outcomes = e.outcomes;
    draft.topic = e.topic;
  }
  void operator()(const DraftWritten& e) const {
    draft.versions.push_back({event.id, event.actor, event.at, e.text});
    if (std::find(draft.authors.begin(), draft.authors.end(), event.actor) ==
        draft.authors.end()) {
      draft.authors.push_back(event.actor);
    }
    draft.state = DraftState::writing;
    draft.ticked.clear();
    void_submission(draft);
  }
  void operator()(const TipTicked& e) const {
    draft.ticked.push_back({e.tip, event.actor, event.at});
  }
  void operator()(const TipUnticked& e) const {
    std::erase_if(draft.ticked, [&](const Ticked& one) { return one.tip == e.tip; });
  }
  void operator()(const DraftSubmitted& e) const {
    void_submission(draft);
    draft.sent_back.reset();
    draft.submission = Submission{event.id, event.actor, event.at, e.findings, e.policy,
                                  e.errors, e.warnings, e.infos, e.needs, e.tips, e.seal};
    draft.state = e.needs.empty() ? DraftState::ready : DraftState::waiting;
  }
  void operator()(const DraftApproved& e) const {
    draft.approvals.push_back({event.id, event.actor, e.as, event.at, e.seal});
    if (e.completes) draft.state = DraftState::ready;
  }
  void operator()(const ApprovalWithdrawn& e) const {
    std::erase_if(draft.approvals, [&](const Approved& one) { return one.event == e.approval; });
    draft.state = DraftState::waiting;
    draft.by_hand = false;
  }
  void operator()(const DraftSentBack& e) const {
    void_submission(draft);
    draft.sent_back = e.reason;
    draft.state = DraftState::writing;
  }
  void operator()(const DraftQueued& e) const {
    draft.sending = Sending{event.id, e.row, e.key, event.actor, e.at, e.seal, 0, {}, false};
    draft.state = DraftState::queued;
    draft.by_hand = false;
  }
  void operator()(const DraftUnqueued&) const {
    draft.sending.reset();
    draft.state = before_queued(draft);
  }
  void operator()(const SendStarted& e) const {
    if (draft.sending) draft.sending->attempts = e.attempt;
    draft.state = DraftState::sending;
  }
  void operator()(const DraftSent& e) const {
    draft.publication = Publication{event.id, event.at, e.site_id, e.url, false};
    draft.state = DraftState::sent;
  }
  void operator()(const SendFailed& e) const {
    if (draft.sending) draft.sending->trouble = e.trouble;
    draft.state = e.again ? DraftState::queued : DraftState::failed;
  }
  void operator()(const SendUnknown& e) const {
    if (draft.sending) {
      draft.sending->trouble = e.trouble;
      draft.sending->uncertain = true;
    }
    draft.state = DraftState::unknown;
  }
  void operator()(const SendSettled& e) const {
    if (!e.went_out) {
      draft.state = DraftState::failed;
      return;
    }
    draft.publication = Publication{event.id, event.at, {}, e.url, false};
    draft.state = DraftState::sent;
  }
  void operator()(const PreparedByHand&) const { draft.by_hand = true; }
  void operator()(const HandDropped&) const { draft.by_hand = false; }
  void operator()(const PostedByHand& e) const {
    draft.publication = Publication{event.id, event.at, e.site_id, e.url, true};
    draft.state = DraftState::sent;
  }
  void operator()(const HeldBack&) const {
    draft.sending.reset();
    draft.state = DraftState::held;
  }
  void operator()(const DraftWithdrawn&) const {
    draft.sending.reset();
    draft.by_hand = false;
    draft.state = DraftState::withdrawn;
  }
  void operator()(const DraftTakenUp&) const {
    void_submission(draft);
    draft.state = DraftState::writing;
  }
  void operator()(const TakenDown&) const { draft.state = DraftState::deleted; }
  void operator()(const ComplaintMarked&) const { draft.complained_of = true; }
  void operator()(const ComplaintUnmarked&) const { draft.complained_of = false; }
};

}  // namespace

base::Result<DraftEvent> read_draft_event(const record::Event& event) {
  if (event.version != 1) {
    return base::fail(fmt::format("version {} of '{}' is not known", event.version, event.kind),
                      "/version");
  }
  return read_as<>(event);
}

base::RawJson data_of(const DraftEvent& event) {
  return std::visit([](const auto& data) { return base::RawJson{base::write_shape(data)}; },
                    event);
}

std::string_view kind_of(const DraftEvent& event) {
  return std::visit([](const auto& data) { return data.kind; }, event);
}

void apply(Draft& draft, const record::Event& event, const DraftEvent& what) {
  std::visit(Change{draft, event}, what);
  ++draft.version;
  draft.changed_at = event.at;
}

}  // namespace decorum::cases
