#include "cases/draft_apply.h"

#include <algorithm>
#include <utility>

#include "cases/bounded_list.h"
#include "cases/codec.h"

namespace decorum::cases {
namespace {

void void_submission(Draft& draft) {
  draft.submission.reset();
  draft.approvals.clear();
  draft.sending.reset();
  draft.by_hand = false;
}

DraftState before_queued(const Draft& draft) {
  return draft.submission ? DraftState::ready : DraftState::writing;
}

// What was published is never written, approved or sent again.
bool is_out(const Draft& draft) {
  return draft.state == DraftState::sent || draft.state == DraftState::deleted;
}

bool is_afterwards(const DraftEvent& what) {
  return std::holds_alternative<TakenDown>(what) ||
         std::holds_alternative<ComplaintMarked>(what) ||
         std::holds_alternative<ComplaintUnmarked>(what);
}

// One overload an event; each changes what it names and nothing else.
struct Change {
  Draft& draft;
  const record::Event& event;

  void operator()(const DraftOpened& e) const {
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
    keep_at_most(draft.versions, versions_max);
    add_once(draft.authors, event.actor, authors_max);
    draft.state = DraftState::writing;
    draft.ticked.clear();
    void_submission(draft);
  }
  void operator()(const TipTicked& e) const {
    const bool is_ticked = std::ranges::find(draft.ticked, e.tip, &Ticked::tip) !=
                           draft.ticked.end();
    if (!is_ticked && draft.ticked.size() < tips_max) {
      draft.ticked.push_back({e.tip, event.actor, event.at});
    }
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
    // Of something else than what was submitted, it approves nothing.
    if (!draft.submission || draft.submission->seal != e.seal) return;
    if (draft.approvals.size() >= approvals_max) return;
    draft.approvals.push_back({event.id, event.actor, e.as, event.at, e.seal});
    if (e.completes && draft.state == DraftState::waiting) draft.state = DraftState::ready;
  }
  void operator()(const ApprovalWithdrawn& e) const {
    const auto gone = std::erase_if(
        draft.approvals, [&](const Approved& one) { return one.event == e.approval; });
    if (gone == 0) return;
    draft.sending.reset();
    draft.by_hand = false;
    draft.state = DraftState::waiting;
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
  void operator()(const TakenDown&) const {
    if (is_out(draft)) draft.state = DraftState::deleted;
  }
  void operator()(const ComplaintMarked&) const { draft.complained_of = true; }
  void operator()(const ComplaintUnmarked&) const { draft.complained_of = false; }
};

}  // namespace

base::Result<DraftEvent> read_draft_event(const record::Event& event) {
  return read_event_as<DraftEvent>(event);
}

base::RawJson data_of(const DraftEvent& event) { return data_of_any(event); }

std::string_view kind_of(const DraftEvent& event) { return kind_of_any(event); }

std::vector<std::string_view> draft_kinds() { return kinds_of<DraftEvent>(); }

void apply(Draft& draft, const record::Event& event, const DraftEvent& what) {
  if (event.case_id) draft.id = *event.case_id;
  if (!is_out(draft) || is_afterwards(what)) std::visit(Change{draft, event}, what);
  ++draft.version;
  draft.changed_at = event.at;
}

}  // namespace decorum::cases
