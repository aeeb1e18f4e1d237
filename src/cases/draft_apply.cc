#include "cases/draft_apply.h"

#include <algorithm>
#include <initializer_list>
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

bool is_out(const Draft& draft) {
  return draft.state == DraftState::sent || draft.state == DraftState::deleted;
}

template <class... Kinds>
bool is_one_of(const DraftEvent& what) {
  return (std::holds_alternative<Kinds>(what) || ...);
}

// What was published is never written, approved or sent again; what the site may have by now stays
// so until it is known.
bool may_change(const Draft& draft, const DraftEvent& what) {
  if (is_out(draft)) return is_one_of<TakenDown, ComplaintMarked, ComplaintUnmarked>(what);
  if (draft.state != DraftState::sending && draft.state != DraftState::unknown) return true;
  return !is_one_of<DraftWritten, DraftSubmitted, DraftSentBack, ApprovalWithdrawn, DraftWithdrawn,
                    DraftTakenUp>(what);
}

// One overload an event; each changes what it names and nothing else. What would let out a text
// that is not approved changes nothing.
struct Change {
  Draft& draft;
  const record::Event& event;

  bool is_in(std::initializer_list<DraftState> states) const {
    return std::ranges::find(states, draft.state) != states.end();
  }
  void publish(Publication publication) const {
    draft.publication = std::move(publication);
    draft.by_hand = false;
    draft.state = DraftState::sent;
  }

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
    if (!is_in({DraftState::ready, DraftState::held, DraftState::failed})) return;
    if (!draft.submission || draft.submission->seal != e.seal) return;
    draft.sending = Sending{event.id, e.row, e.key, event.actor, e.at, e.seal, 0, {}, false};
    draft.state = DraftState::queued;
    draft.by_hand = false;
  }
  void operator()(const DraftUnqueued&) const {
    if (!is_in({DraftState::queued})) return;
    draft.sending.reset();
    draft.state = DraftState::ready;
  }
  void operator()(const SendStarted& e) const {
    if (!draft.sending || !is_in({DraftState::queued, DraftState::unknown})) return;
    draft.sending->attempts = e.attempt;
    draft.state = DraftState::sending;
  }
  void operator()(const DraftSent& e) const {
    publish({event.id, event.at, e.site_id, e.url, false});
  }
  void operator()(const SendFailed& e) const {
    if (!draft.sending) return;
    if (!is_in({DraftState::queued, DraftState::sending, DraftState::unknown})) return;
    draft.sending->trouble = e.trouble;
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
    if (e.went_out) return publish({event.id, event.at, {}, e.url, false});
    if (is_in({DraftState::unknown})) draft.state = DraftState::failed;
  }
  void operator()(const PreparedByHand&) const {
    if (!is_in({DraftState::ready, DraftState::held, DraftState::failed})) return;
    draft.by_hand = draft.submission.has_value();
  }
  void operator()(const HandDropped&) const { draft.by_hand = false; }
  void operator()(const PostedByHand& e) const {
    publish({event.id, event.at, e.site_id, e.url, true});
  }
  void operator()(const HeldBack&) const {
    if (!is_in({DraftState::queued})) return;
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
  if (may_change(draft, what)) std::visit(Change{draft, event}, what);
  ++draft.version;
  draft.changed_at = event.at;
}

}  // namespace decorum::cases
