#include "desk/ingest.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "desk/act_clock.h"
#include "desk/author_name.h"
#include "desk/case_row.h"
#include "desk/perform.h"
#include "desk/stored_post.h"
#include "desk/taken_in.h"
#include "desk/walk.h"
#include "post/json.h"

namespace decorum::desk {
namespace {

constexpr int merges_followed_max = 16;

bool same_words(const post::Post& a, const post::Post& b) {
  return a.text == b.text && a.media == b.media;
}

bool is_ours(const policy::Account* account, const post::Post& post) {
  return account != nullptr && !post.author.handle.empty() &&
         account->handle == post.author.handle;
}

// The posts of one call, taken in one after the other inside its transaction.
class Intake {
 public:
  Intake(Walker& walker, const InUse& in_use, const Presence& presence, Writing& writing,
         const IngestOptions& options)
      : walker_(walker),
        in_use_(in_use),
        presence_(presence),
        writing_(writing),
        in_(writing.in()),
        options_(options) {}

  Taken take(const channels::Incoming& incoming, const signals::Signals& signals) {
    auto existing = incoming.post.id.empty()
                        ? std::nullopt
                        : in_.post_at(incoming.post.site, incoming.post.id);
    if (incoming.kind == channels::Incoming::Kind::deleted) {
      return existing ? take_back(*existing) : Taken{Taken::Kind::unknown, {}, {}};
    }
    if (!existing) return take_new(incoming, signals);
    const auto known = stored_post(in_, *existing);
    if (!known || same_words(*known, incoming.post)) return seen_again(*existing, incoming.post);
    return revise(*existing, incoming.post, signals);
  }

 private:
  Taken take_new(const channels::Incoming& incoming, const signals::Signals& signals) {
    post::Post post = incoming.post;
    store::PostRow row;
    row.id = writing_.new_id();
    if (post.id.empty()) post.id = base::to_text(row.id);
    row.site = post.site;
    row.site_id = post.id;
    if (!post.account.empty()) row.accounts = {post.account};
    row.thread = thread_of(incoming, post);
    row.in_reply_to = post.in_reply_to;
    row.posted_at = post.posted_at.value_or(writing_.now());
    row.seen_at = writing_.now();
    row.language = post.lang;
    row.history = incoming.history;
    row.ours = is_ours(in_use_.policy->accounts.named(post.account), post);
    const std::optional<store::AuthorRow> before = author_of(post, row);
    const record::TextRef document = keep_document(row, post);
    std::optional<Walked> walked;
    if (!row.ours) walked = walk(row, post, before, signals, {});
    if (walked && walked->needs_person && !row.history) {
      write_taken_in(row, document, post.account, {});
      put_on_desk(row, post, *walked);
    } else {
      write_taken_in(row, document, post.account, walked);
      if (walked) add_to_open(row, post.account);
    }
    if (walked && !row.history) add_incidents(row, post.account, *walked);
    in_.put_post(row);
    return {Taken::Kind::taken_in, row.id, row.case_id};
  }

  Walked walk(store::PostRow& row, const post::Post& post,
              const std::optional<store::AuthorRow>& author, const signals::Signals& signals,
              std::span<const triage::GivenAnswer> answers) {
    const policy::History history = stored_history(in_, author, post.account, row.posted_at);
    Walked walked = walker_.walk(post, stored_thread(in_, row), signals, answers, history,
                                 row.posted_at, row.id);
    row.outcomes = walked.outcomes;
    row.ask = walked.ask;
    row.retention = walked.needs_person ? "ordinary-post" : "let-stand-post";
    return walked;
  }

  std::string thread_of(const channels::Incoming& incoming, const post::Post& post) {
    if (!incoming.thread.empty()) return incoming.thread;
    if (post.in_reply_to.empty()) return post.id;
    const auto parent = in_.post_at(post.site, post.in_reply_to);
    return parent ? parent->thread : post.in_reply_to;
  }

  // The author as known before this post; `row` gets the author's id, new or not.
  std::optional<store::AuthorRow> author_of(const post::Post& post, store::PostRow& row) {
    const std::string& key = post.author.id.empty() ? post.author.handle : post.author.id;
    if (key.empty()) return std::nullopt;
    auto before = in_.author_at(post.site, key);
    store::AuthorRow now;
    if (before) {
      now = *before;
    } else {
      now.id = writing_.new_id();
      now.site = post.site;
      now.site_id = key;
      now.first_seen = row.seen_at;
    }
    const std::string name = base::write_shape(AuthorName{post.author.handle, post.author.name});
    const auto known = now.name ? in_.text(now.name) : std::nullopt;
    if (!known || known->body != name) {
      if (known) in_.erase_text(now.name);
      now.name = writing_.keep("author", name, {.subject = now.id, .words = ""}).id;
    }
    now.last_seen = row.seen_at;
    ++now.posts;
    in_.put_author(now);
    row.author = now.id;
    return before;
  }

  record::TextRef keep_document(store::PostRow& row, const post::Post& post) {
    const record::TextRef document =
        writing_.keep("post", post::to_json(post),
                      {.subject = row.author, .words = post.text});
    row.document = document.id;
    row.digest = document.digest;
    return document;
  }

  void write_taken_in(const store::PostRow& row, const record::TextRef& document,
                      const std::string& account, const std::optional<Walked>& walked) {
    PostTakenIn event{.post = row.id,
                      .site = row.site,
                      .account = account,
                      .author = {},
                      .document = document,
                      .by_hand = options_.by_hand,
                      .history = row.history,
                      .ours = row.ours,
                      .decision = {}};
    if (row.author) event.author = row.author;
    if (walked) event.decision = base::RawJson{walked->decision};
    writing_.event(PostTakenIn::kind, event, row.case_id);
  }

  std::optional<cases::Conversation> conversation_for(const store::PostRow& row) {
    auto found = in_.conversation_of(row.site, row.author, row.thread);
    for (int i = 0; found && i < merges_followed_max; ++i) {
      cases::Conversation one = conversation_of(*found);
      if (!one.merged_into) return one;
      found = in_.case_row(*one.merged_into);
    }
    return std::nullopt;
  }

  void put_on_desk(store::PostRow& row, const post::Post& post, const Walked& walked) {
    auto known = conversation_for(row);
    if (known && known->posts.size() >= cases::posts_of_case_max) known.reset();
    cases::Conversation one = known ? std::move(*known) : cases::Conversation{};
    const std::int64_t was = one.version;
    if (was == 0) {
      writing_.happen(one, cases::Opened{.site = row.site,
                                         .accounts = row.accounts,
                                         .author = row.author,
                                         .thread = row.thread,
                                         .history = false});
    }
    row.case_id = one.id;
    writing_.happen(one, cases::PostAdded{row.id, post.account, options_.by_hand});
    writing_.happen(one, decided_of(in_use_, row.id, post.account, walked, row.posted_at));
    writing_.save(one, was);
  }

  // It needs nobody, but a conversation that is still open should show it.
  void add_to_open(store::PostRow& row, const std::string& account) {
    if (row.history) return;
    auto one = conversation_for(row);
    if (!one || one->state == cases::State::done) return;
    if (one->posts.size() >= cases::posts_of_case_max) return;
    const std::int64_t was = one->version;
    row.case_id = one->id;
    const std::optional<cases::Due> due = one->due;
    writing_.happen(*one, cases::PostAdded{row.id, account, options_.by_hand});
    if (due && due->paused_since) go_on(*one, *due);
    writing_.save(*one, was);
  }

  // The author has answered: the clock that stood still for them runs again.
  void go_on(cases::Conversation& one, const cases::Due& due) {
    const Lookup look = lookup_in(presence_, in_, in_use_, writing_.now());
    const Actor actor = machine();
    writing_.happen(one, moved_on({one, actor, *in_use_.policy, look, writing_.now()}, due));
  }

  void add_incidents(const store::PostRow& row, const std::string& account,
                     const Walked& walked) {
    if (!row.author) return;
    for (const Watched& watched : walked.watched) {
      in_.put_incident({row.id, row.author, account, watched.kind, row.posted_at,
                        row.posted_at + watched.lasts});
    }
  }

  Taken seen_again(store::PostRow& row, const post::Post& post) {
    const bool is_known = post.account.empty() ||
                          std::ranges::find(row.accounts, post.account) != row.accounts.end();
    if (is_known) return {Taken::Kind::unchanged, row.id, row.case_id};
    row.accounts.push_back(post.account);
    if (auto stored = row.case_id ? in_.case_row(row.case_id) : std::nullopt) {
      cases::Conversation one = conversation_of(*stored);
      const std::int64_t was = one.version;
      writing_.happen(one, cases::AccountAdded{post.account});
      writing_.save(one, was);
    }
    in_.put_post(row);
    return {Taken::Kind::unchanged, row.id, row.case_id};
  }

  Taken revise(store::PostRow& row, post::Post post, const signals::Signals& signals) {
    in_.put_post_version({row.id, row.version, row.document, row.digest, row.seen_at});
    post.id = row.site_id;
    if (post.account.empty() && !row.accounts.empty()) post.account = row.accounts.front();
    ++row.version;
    row.state = store::PostState::edited;
    row.seen_at = writing_.now();
    const record::TextRef document = keep_document(row, post);
    PostRevised event{row.id, row.version, document, {}};
    const auto author = row.author ? in_.author(row.author) : std::nullopt;
    auto stored = row.case_id ? in_.case_row(row.case_id) : std::nullopt;
    const std::vector<triage::GivenAnswer> answers =
        stored ? answers_about(conversation_of(*stored), row.id)
               : std::vector<triage::GivenAnswer>{};
    std::optional<Walked> walked;
    if (!row.ours) walked = walk(row, post, author, signals, answers);
    if (walked && !stored && !walked->needs_person) {
      event.decision = base::RawJson{walked->decision};
    }
    writing_.event(PostRevised::kind, event, row.case_id);
    if (stored) {
      cases::Conversation one = conversation_of(*stored);
      const std::int64_t was = one.version;
      writing_.happen(one, cases::PostEdited{row.id, row.version});
      if (walked) {
        writing_.happen(one,
                        decided_of(in_use_, row.id, post.account, *walked, row.posted_at));
      }
      writing_.save(one, was);
    } else if (walked && walked->needs_person && !row.history) {
      put_on_desk(row, post, *walked);
    }
    if (walked && !row.history) {
      in_.drop_incidents(row.id);
      add_incidents(row, post.account, *walked);
    }
    in_.put_post(row);
    return {Taken::Kind::edited, row.id, row.case_id};
  }

  static bool needs_text(const cases::Conversation& one) {
    return !one.legal_holds.empty() || one.state != cases::State::done;
  }

  Taken take_back(store::PostRow& row) {
    if (row.state == store::PostState::deleted || row.state == store::PostState::erased) {
      return {Taken::Kind::unchanged, row.id, row.case_id};
    }
    row.state = store::PostState::deleted;
    auto stored = row.case_id ? in_.case_row(row.case_id) : std::nullopt;
    std::optional<cases::Conversation> one;
    if (stored) one = conversation_of(*stored);
    const bool is_kept = one && needs_text(*one);
    PostTakenBack event{row.id, {}};
    if (is_kept) event.kept_for = one->id;
    writing_.event(PostTakenBack::kind, event, row.case_id);
    if (one) {
      const std::int64_t was = one->version;
      writing_.happen(*one, cases::PostDeleted{row.id, is_kept});
      writing_.save(*one, was);
    }
    if (is_kept) {
      row.held_by = one->id;
    } else {
      for (const store::PostVersionRow& old : in_.post_versions(row.id)) {
        in_.erase_text(old.document);
      }
      in_.erase_text(row.document);
      row.document = {};
    }
    in_.put_post(row);
    return {Taken::Kind::deleted, row.id, row.case_id};
  }

  Walker& walker_;
  const InUse& in_use_;
  const Presence& presence_;
  Writing& writing_;
  store::Transaction& in_;
  const IngestOptions& options_;
};

}  // namespace

std::vector<Taken> ingest(Desk& desk, std::span<const channels::Incoming> incoming,
                          const IngestOptions& options) {
  assert(incoming.size() <= channels::fetched_max);
  const auto in_use = desk.in_use();
  Walker walker(*in_use);
  std::vector<signals::Signals> signals;
  signals.reserve(incoming.size());
  for (const channels::Incoming& one : incoming) signals.push_back(walker.read(one.post));
  std::vector<Taken> taken;
  desk.write(options.actor, [&](Writing& writing) {
    taken.clear();
    Intake intake(walker, *in_use, desk.presence(), writing, options);
    for (std::size_t i = 0; i < incoming.size(); ++i) {
      taken.push_back(intake.take(incoming[i], signals[i]));
    }
    if (options.with) options.with(writing);
  });
  return taken;
}

}  // namespace decorum::desk
