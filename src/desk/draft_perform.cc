#include "desk/draft_perform.h"

#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/put_mail.h"
#include "desk/stored_post.h"
#include "desk/topic_perform.h"

namespace decorum::desk {
namespace {

constexpr std::string_view text_kind = "draft";
constexpr std::string_view outbox_kind = "send";

// Texts are put only when the act succeeds, so that a refused one leaves nothing.
class Buffer final : public DraftKeeper {
 public:
  Buffer(Writing& writing, base::Id draft) : writing_(writing), draft_(draft) {}

  record::TextRef keep(std::string_view kind, std::string_view body) override {
    return add(new_text(writing_.new_id(), kind, body, {.case_id = draft_}), body);
  }
  record::TextRef keep_content(const Content& content) override {
    return add(new_text(writing_.new_id(), text_kind, base::write_shape(content),
                        {.case_id = draft_}),
               content.text);
  }
  base::Id new_id() override { return writing_.new_id(); }
  base::Id draft_id() override { return draft_; }

  void put() {
    for (const auto& [text, words] : texts_) writing_.in().put_text(text.row, words);
  }

 private:
  record::TextRef add(NewText text, std::string_view words) {
    texts_.emplace_back(std::move(text), std::string(words));
    return texts_.back().first.ref;
  }

  Writing& writing_;
  base::Id draft_;
  std::vector<std::pair<NewText, std::string>> texts_;
};

std::optional<KeptContent> content_of(store::Snapshot& in, const record::TextRef& ref) {
  const auto row = in.text(ref.id);
  if (!row || row->body.empty()) return std::nullopt;
  auto content = base::read_shape<Content>(row->body);
  if (!content) {
    throw store::StoreError(store::StoreError::Kind::damaged,
                            fmt::format("the text {} of a draft cannot be read",
                                        base::to_text(ref.id)));
  }
  return KeptContent{std::move(*content), row->salt};
}

std::optional<AnsweredPost> answered_post(store::Snapshot& in, base::Id id) {
  const auto row = in.post(id);
  if (!row) return std::nullopt;
  AnsweredPost post{row->id, row->site, row->site_id, {}, row->accounts, false};
  const auto whole = stored_post(in, *row);
  post.text_is_gone = !whole || row->state == store::PostState::deleted;
  if (whole) post.author = whole->author.handle;
  return post;
}

bool topic_is_open(store::Snapshot& in, base::Id id) {
  const auto row = in.case_row(id);
  return row && row->family == store::Family::topic && row->state != "closed";
}

// Events of the conversation that the draft answers, as far as it is still there.
void happen_to_conversation(Writing& writing, const cases::Draft& draft,
                            const std::vector<cases::ConversationEvent>& events) {
  if (!draft.conversation || events.empty()) return;
  const auto row = writing.in().case_row(*draft.conversation);
  if (!row || row->family != store::Family::conversation) return;
  cases::Conversation one = conversation_of(*row);
  if (one.merged_into) return;
  for (const cases::ConversationEvent& event : events) writing.happen(one, event);
  writing.save(one, row->version);
}

void put_sending(Writing& writing, const cases::Draft& draft, const cases::DraftQueued& queued) {
  writing.in().put_outbox({.id = queued.row,
                           .kind = std::string(outbox_kind),
                           .channel = draft.account,
                           .case_id = draft.id,
                           .key = queued.key,
                           .state = "waiting",
                           .payload = "{}",
                           .attempts = 0,
                           .created_at = writing.now(),
                           .next_at = queued.at,
                           .trouble = ""});
}

OrRefused<DraftDone> perform_in(Writing& writing, const InUse& in_use, const Actor& actor,
                                const DraftWish& wish, const DraftAct& act,
                                const DraftTools& tools) {
  cases::Draft draft;
  if (wish.draft) {
    const auto row = writing.in().case_row(wish.draft);
    if (!row || row->family != store::Family::draft) {
      return refuse(Refusal::not_found, "There is no such draft");
    }
    draft = draft_of(*row);
  }
  const std::int64_t was = draft.version;
  const bool was_held = draft.state == cases::DraftState::held;
  if (wish.version && *wish.version != was) {
    return refuse(Refusal::stale,
                  fmt::format("The draft has changed since you read it: it has version {} now",
                              was));
  }
  const Lookup look = tools.look(writing.in(), in_use, writing.now());
  const DraftLookup drafts = draft_lookup_in(writing.in(), in_use, tools, writing.now());
  Buffer buffer(writing, draft.id ? draft.id : writing.new_id());
  const DraftSituation situation{draft, actor, *in_use.policy, look, drafts, writing.now()};
  auto acted = act.perform(situation, wish.request, buffer);
  if (!acted) return tl::unexpected(acted.error());
  buffer.put();
  DraftDone done;
  draft.id = buffer.draft_id();
  for (const cases::DraftEvent& event : acted->events) {
    done.events.push_back(writing.happen(draft, event));
  }
  writing.save(draft, was);
  happen_to_conversation(writing, draft, acted->conversation);
  if (was_held && draft.state != cases::DraftState::held) strike_held(writing, draft.id);
  if (acted->cancels) cancel_waiting(writing, draft.id, "Somebody took it out.");
  if (acted->queued) put_sending(writing, draft, *acted->queued);
  for (const MailWish& mail : acted->mails) put_mail(writing, draft.id, mail);
  done.draft = draft.id;
  done.version = draft.version;
  done.state = draft.state;
  return done;
}

}  // namespace

DraftLookup draft_lookup_in(store::Snapshot& in, const InUse& in_use, const DraftTools& tools,
                            base::Time now) {
  DraftLookup look;
  look.content = [&in](const record::TextRef& ref) { return content_of(in, ref); };
  look.answered = [&in](base::Id post) { return answered_post(in, post); };
  look.topic_is_open = [&in](base::Id topic) { return topic_is_open(in, topic); };
  look.abilities = tools.abilities;
  look.pause = crisis_pause(in);
  look.review = [&in_use, &tools, now](const post::Draft& draft,
                                       const std::vector<std::string>& outcomes) {
    std::vector<review::PastPost> past;
    if (tools.past != nullptr) past = tools.past->past_for(draft.text);
    review::Around around;
    around.now = now;
    around.past = tools.past != nullptr ? &past : nullptr;
    review::Scratch scratch;
    const ReviewTools held{*in_use.policy, *in_use.sites, *in_use.rulebook};
    return review_draft(held, draft, outcomes, around, scratch);
  };
  return look;
}

OrRefused<DraftDone> perform_on_draft(Desk& desk, const Actor& actor, const DraftWish& wish,
                                      const DraftTools& tools) {
  const DraftAct* act = draft_act_named(wish.act);
  if (act == nullptr) {
    return refuse(Refusal::not_found, fmt::format("There is no act called {}", wish.act));
  }
  const auto in_use = desk.in_use();
  OrRefused<DraftDone> done = refuse(Refusal::not_found, "");
  try {
    desk.write(actor.id, [&](Writing& writing) {
      done = perform_in(writing, *in_use, actor, wish, *act, tools);
    });
  } catch (const store::Stale&) {
    return refuse(Refusal::stale, "Somebody changed the draft at the same moment");
  }
  using enum cases::DraftState;
  if (done && tools.past != nullptr && (done->state == sent || done->state == deleted)) {
    desk.store().read([&](store::Snapshot& in) {
      const auto row = in.case_row(done->draft);
      if (row) mark_past(in, draft_of(*row), *tools.past);
    });
  }
  return done;
}

std::vector<Possible> possible_on(store::Snapshot& in, const InUse& in_use, const Actor& actor,
                                  const cases::Draft& one, const DraftTools& tools,
                                  base::Time now) {
  const Lookup look = tools.look(in, in_use, now);
  const DraftLookup drafts = draft_lookup_in(in, in_use, tools, now);
  return possible_draft_acts({one, actor, *in_use.policy, look, drafts, now});
}

void cancel_waiting(Writing& writing, base::Id draft, const std::string& why) {
  for (store::OutboxRow row : writing.in().outbox_of(draft)) {
    if (row.kind != outbox_kind || row.state != "waiting") continue;
    row.state = "cancelled";
    row.trouble = why;
    writing.in().put_outbox(row);
  }
}

}  // namespace decorum::desk
