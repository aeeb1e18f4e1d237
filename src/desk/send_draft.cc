#include "desk/send_draft.h"

#include <memory>
#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/crisis.h"
#include "desk/draft_perform.h"
#include "desk/draft_rules.h"
#include "desk/put_mail.h"
#include "desk/taken_in.h"
#include "post/json.h"

namespace decorum::desk {
namespace {

using Picked = tl::expected<Parcel, std::string>;

std::optional<cases::Draft> draft_for(store::Snapshot& in, const store::OutboxRow& row) {
  const auto found = in.case_row(row.case_id);
  if (!found || found->family != store::Family::draft) return std::nullopt;
  cases::Draft draft = draft_of(*found);
  if (!draft.sending || draft.sending->row != row.id || draft.sending->key != row.key) {
    return std::nullopt;
  }
  return draft;
}

std::optional<Sealed> sealed_text(Writing& writing, const cases::Draft& draft) {
  const DraftTools tools;
  const InUse nothing;  // neither is asked for what is sealed
  return sealed(draft, draft_lookup_in(writing.in(), nothing, tools, writing.now()));
}

template <class Event>
void happen(Writing& writing, cases::Draft& draft, Event event) {
  const std::int64_t was = draft.version;
  writing.happen(draft, std::move(event));
  writing.save(draft, was);
}

// A text of which nobody knows whether the site has it stays so, until a person settles it.
Picked not_out(Writing& writing, cases::Draft& draft, std::string why) {
  if (draft.sending->uncertain) {
    happen(writing, draft, cases::SendUnknown{draft.sending->key, why});
  } else {
    happen(writing, draft, cases::SendFailed{draft.sending->key, why, false});
  }
  return tl::unexpected(std::move(why));
}

// Whom to tell when a person has to look.
void tell(Writing& writing, const cases::Draft& draft, const char* mail,
          const std::string& trouble) {
  if (!draft.sending || !draft.sending->by.starts_with("person:")) return;
  put_mail(writing, draft.id,
           {draft.sending->by, mail,
            {{"account", draft.account}, {"site", draft.site}, {"trouble", trouble}}});
}

Picked pick_up(const DraftCourier& options, Writing& writing, const store::OutboxRow& row) {
  auto draft = draft_for(writing.in(), row);
  if (!draft || (draft->state != cases::DraftState::queued &&
                 !(draft->state == cases::DraftState::unknown && draft->sending->uncertain))) {
    return tl::unexpected(std::string("The draft is not queued under this key any more."));
  }
  const CrisisPause pause = crisis_pause(writing.in());
  if (holds_back(pause, row)) {
    std::string why = "It was held back when a crisis was declared.";
    if (draft->sending->uncertain) return not_out(writing, *draft, std::move(why));
    happen(writing, *draft, cases::HeldBack{pause.topic});
    return tl::unexpected(std::move(why));
  }
  const auto now = sealed_text(writing, *draft);
  if (!now) return not_out(writing, *draft, "The text, or the post that it answers, is gone.");
  if (now->seal != draft->sending->seal) {
    return not_out(writing, *draft, "It is not the text that was put into the outbox.");
  }
  if (auto why = why_not_out(*draft, now->seal)) return not_out(writing, *draft, *why);
  channels::Channel* channel = options.channel(draft->account);
  if (channel == nullptr) return not_out(writing, *draft, "No channel sends for this account.");
  happen(writing, *draft, cases::SendStarted{row.key, row.attempts + 1});
  channels::Outgoing outgoing = now->outgoing;
  outgoing.key = row.key;
  return Parcel{[channel, outgoing = std::move(outgoing)] {
    return attempt_of(channel->send(outgoing));
  }};
}

// What was sent stands among the posts of its conversation, as our own.
void keep_own_post(Writing& writing, const cases::Draft& draft, const Attempt& attempt,
                   PastPosts* past) {
  const auto out = sealed_text(writing, draft);
  if (!out || attempt.id.empty()) return;
  if (writing.in().post_at(draft.site, attempt.id)) return;  // it came in as fast
  post::Post post;
  post.id = attempt.id;
  post.site = draft.site;
  post.account = draft.account;
  post.text = out->outgoing.text;
  post.in_reply_to = out->outgoing.in_reply_to;
  post.url = attempt.url;
  post.media = out->outgoing.media;
  post.posted_at = writing.now();
  const record::TextRef document = writing.keep("post", post::to_json(post),
                                                {.case_id = draft.id, .words = post.text});
  store::PostRow row;
  row.id = writing.new_id();
  row.site = draft.site;
  row.site_id = attempt.id;
  row.accounts = {draft.account};
  row.thread = attempt.id;
  if (draft.answers) {
    const auto answered = writing.in().post(*draft.answers);
    if (answered) row.thread = answered->thread;
  }
  row.in_reply_to = post.in_reply_to;
  row.case_id = draft.conversation.value_or(base::Id{});
  row.document = document.id;
  row.digest = document.digest;
  row.posted_at = row.seen_at = writing.now();
  row.ours = true;
  writing.in().put_post(row);
  writing.event(PostTakenIn::kind,
                PostTakenIn{row.id, row.site, draft.account, {}, document, false, false, true, {}},
                row.case_id);
  if (past != nullptr) {
    past->add({.id = base::to_text(row.id), .text = post.text, .url = post.url,
               .posted_at = writing.now()});
  }
}

void reply_to_conversation(Writing& writing, const cases::Draft& draft) {
  if (!draft.conversation) return;
  const auto row = writing.in().case_row(*draft.conversation);
  if (!row || row->family != store::Family::conversation) return;
  cases::Conversation one = conversation_of(*row);
  if (one.merged_into) return;
  writing.happen(one, cases::Replied{draft.id, false});
  writing.save(one, row->version);
}

void settle(const DraftCourier& options, Writing& writing, const store::OutboxRow& row,
            const Attempt& attempt) {
  auto draft = draft_for(writing.in(), row);
  if (!draft) return;
  if (row.state == "sent") {
    happen(writing, *draft, cases::DraftSent{row.key, attempt.id, attempt.url});
    keep_own_post(writing, *draft, attempt, options.past);
    reply_to_conversation(writing, *draft);
    return;
  }
  // Once nobody knows whether the site has it, no later failure says that it has not.
  const bool uncertain = attempt.kind == Attempt::Kind::unknown || draft->sending->uncertain;
  const bool again = row.state == "waiting";
  if (uncertain) {
    happen(writing, *draft, cases::SendUnknown{row.key, attempt.trouble});
  } else {
    happen(writing, *draft, cases::SendFailed{row.key, attempt.trouble, again});
  }
  if (!again) tell(writing, *draft, uncertain ? "sending-unknown" : "send-failed", attempt.trouble);
}

}  // namespace

Attempt attempt_of(const channels::Receipt& receipt) {
  using Kind = channels::Trouble::Kind;
  Attempt attempt;
  attempt.id = receipt.id;
  attempt.url = receipt.url;
  if (receipt.trouble) {
    attempt.trouble = receipt.trouble->what;
    attempt.wait = receipt.trouble->wait;
    attempt.rest = receipt.trouble->kind != Kind::refused;
  }
  switch (receipt.kind) {
    case channels::Receipt::Kind::sent:
      attempt.kind = Attempt::Kind::done;
      attempt.rest = false;
      break;
    case channels::Receipt::Kind::refused: attempt.kind = Attempt::Kind::refused; break;
    case channels::Receipt::Kind::not_sent: attempt.kind = Attempt::Kind::later; break;
    case channels::Receipt::Kind::unknown: attempt.kind = Attempt::Kind::unknown; break;
  }
  if (attempt.kind != Attempt::Kind::done && attempt.trouble.empty()) {
    attempt.trouble = "The site gave no reason.";
  }
  return attempt;
}

Courier draft_courier(DraftCourier options) {
  auto shared = std::make_shared<const DraftCourier>(std::move(options));
  Courier courier;
  courier.pick_up = [shared](Writing& writing, const store::OutboxRow& row) {
    return pick_up(*shared, writing, row);
  };
  courier.settle = [shared](Writing& writing, const store::OutboxRow& row,
                            const Attempt& attempt) { settle(*shared, writing, row, attempt); };
  courier.repeats_safely = [shared](const store::OutboxRow& row) {
    const channels::Channel* channel = shared->channel(row.channel);
    return channel != nullptr && channel->abilities().repeats_safely;
  };
  courier.gap = shared->gap;
  return courier;
}

}  // namespace decorum::desk
