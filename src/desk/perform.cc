#include "desk/perform.h"

#include <map>
#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"
#include "desk/link.h"
#include "desk/put_mail.h"
#include "desk/stored_post.h"
#include "desk/walk.h"

namespace decorum::desk {
namespace {

// Texts are put only when the act succeeds, so that a refused one leaves nothing.
class Buffer final : public Keeper {
 public:
  Buffer(Writing& writing, base::Id case_id) : writing_(writing), case_id_(case_id) {}

  record::TextRef keep(std::string_view kind, std::string_view body) override {
    texts_.push_back(new_text(writing_.new_id(), kind, body, {.case_id = case_id_}));
    return texts_.back().ref;
  }
  base::Id new_id() override { return writing_.new_id(); }

  void put() {
    for (const NewText& text : texts_) writing_.in().put_text(text.row, text.row.body);
  }

 private:
  Writing& writing_;
  base::Id case_id_;
  std::vector<NewText> texts_;
};

// The cases that one act changes, each saved once.
class Changed {
 public:
  Changed(Writing& writing, cases::Conversation one) : writing_(writing), first_(one.id) {
    put(std::move(one));
  }

  cases::Conversation& first() { return cases_.at(first_).one; }

  void happen(base::Id id, const cases::ConversationEvent& what) {
    if (!cases_.contains(id)) {
      const auto row = writing_.in().case_row(id);
      cases::Conversation one;
      if (row) one = conversation_of(*row);
      one.id = id;
      put(std::move(one));
    }
    events_.push_back(writing_.happen(cases_.at(id).one, what));
    move_posts(id, what);
    mark_link(what);
  }

  void save() {
    for (auto& [id, held] : cases_) writing_.save(held.one, held.was);
  }

  const std::vector<base::Id>& events() const { return events_; }

  cases::Conversation& at(base::Id id) { return cases_.at(id).one; }
  std::vector<base::Id> ids() const {
    std::vector<base::Id> ids;
    for (const auto& entry : cases_) ids.push_back(entry.first);
    return ids;
  }

 private:
  struct Held {
    cases::Conversation one;
    std::int64_t was = 0;
  };

  void put(cases::Conversation one) {
    const base::Id id = one.id;
    const std::int64_t was = one.version;
    cases_.emplace(id, Held{std::move(one), was});
  }

  // Posts know their case.
  void move_posts(base::Id id, const cases::ConversationEvent& what) {
    const auto* merged = std::get_if<cases::MergedFrom>(&what);
    const auto* added = std::get_if<cases::PostAdded>(&what);
    if (merged != nullptr) {
      for (const base::Id post : merged->posts) move_post(post, id);
    } else if (added != nullptr) {
      move_post(added->post, id);
    }
  }

  // A link that was used or taken back opens nothing any more.
  void mark_link(const cases::ConversationEvent& what) {
    const auto* used = std::get_if<cases::LinkUsed>(&what);
    const auto* revoked = std::get_if<cases::LinkRevoked>(&what);
    if (used == nullptr && revoked == nullptr) return;
    auto link = link_by_id(writing_.in(), used != nullptr ? used->link : revoked->link);
    if (!link) return;
    if (used != nullptr) link->used_at = writing_.now();
    else link->revoked = true;
    change_link(writing_, *link);
  }

  void move_post(base::Id post, base::Id to) {
    auto row = writing_.in().post(post);
    if (!row || row->case_id == to) return;
    row->case_id = to;
    writing_.in().put_post(*row);
  }

  Writing& writing_;
  base::Id first_;
  std::map<base::Id, Held> cases_;
  std::vector<base::Id> events_;
};

// The chart again, with what people said by now. A text that is gone cannot be walked; the acts
// refuse before it comes to that.
void walk_again(Writing& writing, const InUse& in_use, Changed& changed, base::Id id) {
  cases::Conversation& one = changed.at(id);
  if (one.state == cases::State::merged) return;
  auto row = writing.in().post(one.focus);
  const auto post = row ? stored_post(writing.in(), *row) : std::nullopt;
  if (!post) return;
  Walker walker(in_use);
  const auto author = row->author ? writing.in().author(row->author) : std::nullopt;
  const policy::History history =
      stored_history(writing.in(), author, post->account, row->posted_at);
  const std::vector<triage::GivenAnswer> answers = answers_about(one, row->id);
  const Walked walked = walker.walk(*post, stored_thread(writing.in(), *row), walker.read(*post),
                                    answers, history, row->posted_at, row->id);
  changed.happen(one.id, decided_of(in_use, row->id, post->account, walked, row->posted_at));
  row->outcomes = walked.outcomes;
  row->ask = walked.ask;
  writing.in().put_post(*row);
  writing.in().drop_incidents(row->id);
  for (const Watched& watched : walked.watched) {
    writing.in().put_incident({row->id, row->author, post->account, watched.kind, row->posted_at,
                               row->posted_at + watched.lasts});
  }
}

MadeLink put_link(Writing& writing, base::Id case_id, const LinkWish& wish) {
  const Link link{.id = wish.id,
                  .purpose = wish.purpose,
                  .case_id = case_id,
                  .to = wish.to,
                  .about = "",
                  .until = wish.until,
                  .used_at = {},
                  .revoked = false};
  return {wish.id, make_link(writing, link), wish.purpose, wish.until};
}

OrRefused<Done> perform_in(const Presence& presence, Writing& writing, const InUse& in_use,
                           const Actor& actor, const Wish& wish, const Act& act) {
  const auto row = writing.in().case_row(wish.case_id);
  if (!row || row->family != store::Family::conversation) {
    return refuse(Refusal::not_found, "there is no such case");
  }
  cases::Conversation one = conversation_of(*row);
  if (wish.version && *wish.version != one.version) {
    return refuse(Refusal::stale,
                  fmt::format("the case has changed since you read it: it has version {} now",
                              one.version));
  }
  const Lookup look = lookup_in(presence, writing.in(), in_use, writing.now());
  Buffer buffer(writing, one.id);
  const Situation situation{one, actor, *in_use.policy, look, writing.now()};
  auto acted = act.perform(situation, wish.request, buffer);
  if (!acted) return tl::unexpected(acted.error());
  buffer.put();
  Changed changed(writing, one);
  for (const cases::ConversationEvent& event : acted->events) changed.happen(one.id, event);
  for (const auto& [id, event] : acted->others) changed.happen(id, event);
  if (acted->walk_again) {
    for (const base::Id id : changed.ids()) walk_again(writing, in_use, changed, id);
  }
  changed.save();
  Done done{one.id, changed.first().version, changed.events(), {}};
  for (const LinkWish& link : acted->links) {
    done.links.push_back(put_link(writing, one.id, link));
    if (link.to.empty()) continue;
    put_mail(writing, one.id,
             {link.to, link.mail, {{"link", done.links.back().secret},
               {"until", base::format_rfc3339(link.until)}}});
  }
  for (const MailWish& mail : acted->mails) put_mail(writing, one.id, mail);
  if (wish.with) wish.with(writing);
  return done;
}

}  // namespace

OrRefused<Done> perform(Desk& desk, const Actor& actor, const Wish& wish) {
  const Act* act = act_named(wish.act);
  if (act == nullptr) {
    return refuse(Refusal::not_found, fmt::format("there is no act called {}", wish.act));
  }
  const auto in_use = desk.in_use();
  OrRefused<Done> done = refuse(Refusal::not_found, "");
  try {
    desk.write(actor.id, [&](Writing& writing) {
      done = perform_in(desk.presence(), writing, *in_use, actor, wish, *act);
    });
  } catch (const store::Stale&) {
    return refuse(Refusal::stale, "somebody changed the case at the same moment");
  }
  return done;
}

std::vector<OrRefused<Done>> perform_in_bulk(Desk& desk, const Actor& actor,
                                             const std::vector<base::Id>& cases,
                                             const std::string& act, const std::string& request) {
  std::vector<OrRefused<Done>> answers;
  answers.reserve(cases.size());
  for (const base::Id id : cases) {
    answers.push_back(perform(desk, actor, {.case_id = id, .act = act, .request = request}));
  }
  return answers;
}

std::vector<Possible> possible_on(Desk& desk, store::Snapshot& in, const InUse& in_use,
                                  const Actor& actor, const cases::Conversation& one) {
  const base::Time now = desk.now();
  const Lookup look = lookup_in(desk.presence(), in, in_use, now);
  return possible_acts({one, actor, *in_use.policy, look, now});
}

}  // namespace decorum::desk
