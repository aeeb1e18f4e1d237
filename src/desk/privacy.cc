#include "desk/privacy.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "desk/case_row.h"

namespace decorum::desk {
namespace {

struct ErasedEvent {
  static constexpr std::string_view kind = "erased";
  std::optional<base::Id> author, post;
  std::int64_t texts = 0, kept = 0;
  std::string cause;  // "asked", "retention"
  std::optional<record::TextRef> reason;
};
template <class V>
void describe(V& v, ErasedEvent& e) {
  v.field("author", e.author);
  v.field("post", e.post);
  v.field("texts", e.texts);
  v.field("kept", e.kept);
  v.field("cause", e.cause);
  v.field("reason", e.reason);
}

struct ExportedEvent {
  base::Id author;
  std::int64_t posts = 0;
};
template <class V>
void describe(V& v, ExportedEvent& e) {
  v.field("author", e.author);
  v.field("posts", e.posts);
}

// Why a case still needs its texts; empty when it does not.
std::string needed_by(store::Snapshot& in, base::Id case_id) {
  const auto row = case_id ? in.case_row(case_id) : std::nullopt;
  if (!row || row->family != store::Family::conversation) return {};
  const cases::Conversation one = conversation_of(*row);
  if (!one.legal_holds.empty()) {
    return fmt::format("case {} is on legal hold", base::to_text(case_id));
  }
  const bool is_over = one.state == cases::State::done || one.state == cases::State::merged;
  return is_over ? "" : fmt::format("case {} is still open", base::to_text(case_id));
}

// One post's words and all their versions. Answers how many texts went.
std::int64_t erase_words(store::Transaction& in, store::PostRow row) {
  std::int64_t texts = 0;
  for (const store::PostVersionRow& old : in.post_versions(row.id)) {
    if (!old.document || !in.text(old.document)) continue;
    in.erase_text(old.document);
    ++texts;
  }
  if (row.document) {
    in.erase_text(row.document);
    ++texts;
  }
  row.document = {};
  row.held_by = {};
  row.state = store::PostState::erased;
  in.put_post(row);
  return texts;
}

void keep_note_of(Erased& erased, std::int64_t kept, std::string because) {
  erased.kept += kept;
  if (std::ranges::find(erased.because, because) == erased.because.end()) {
    erased.because.push_back(std::move(because));
  }
}

// A page of the author's posts; false when there was none.
bool erase_posts(store::Transaction& in, base::Id author, base::Id& after, Erased& erased) {
  const auto page = in.posts_of_author(author, after, erased_at_once_max);
  for (const store::PostRow& row : page) {
    after = row.id;
    if (!row.document) continue;
    if (std::string why = needed_by(in, row.case_id); !why.empty()) {
      keep_note_of(erased, 1, std::move(why));
    } else {
      erased.texts += erase_words(in, row);
    }
  }
  return !page.empty();
}

bool erase_texts(store::Transaction& in, base::Id author, base::Id& after, Erased& erased) {
  const auto page = in.texts_about(author, after, erased_at_once_max);
  for (const store::TextRow& text : page) {
    after = text.id;
    if (text.kind == "post" || text.kind == "author") continue;  // seen to by themselves
    if (std::string why = needed_by(in, text.case_id); !why.empty()) {
      keep_note_of(erased, 1, std::move(why));
      continue;
    }
    in.erase_text(text.id);
    ++erased.texts;
  }
  return !page.empty();
}

void forget_name(store::Transaction& in, base::Id author, Erased& erased) {
  auto row = in.author(author);
  if (!row || !row->name) return;
  if (erased.kept > 0) return;  // whose words are kept has a name
  if (in.text(row->name)) {
    in.erase_text(row->name);
    ++erased.texts;
  }
  row->name = {};
  in.put_author(*row);
}

}  // namespace

OrRefused<Erased> erase_author(Desk& desk, const Actor& actor, base::Id author,
                               const EraseRequest& request) {
  if (!actor.can(Permission::privacy)) {
    return refuse(Refusal::not_permitted, "only the data protection officer may erase");
  }
  bool is_known = false;
  desk.store().read([&](store::Snapshot& in) { is_known = in.author(author).has_value(); });
  if (!is_known) return refuse(Refusal::not_found, "there is no such author");
  Erased erased;
  base::Id after;
  for (bool more = true; more;) {
    desk.write(actor.id, [&](Writing& writing) {
      more = erase_posts(writing.in(), author, after, erased);
    });
  }
  after = {};
  for (bool more = true; more;) {
    desk.write(actor.id, [&](Writing& writing) {
      more = erase_texts(writing.in(), author, after, erased);
      if (more) return;
      forget_name(writing.in(), author, erased);
      ErasedEvent event{author, {}, erased.texts, erased.kept, "asked", {}};
      event.reason = writing.keep("reason", request.reason, {.words = ""});
      writing.event(ErasedEvent::kind, event);
    });
  }
  return erased;
}

OrRefused<Erased> erase_post(Desk& desk, const Actor& actor, base::Id post,
                             const EraseRequest& request) {
  if (!actor.can(Permission::privacy)) {
    return refuse(Refusal::not_permitted, "only the data protection officer may erase");
  }
  OrRefused<Erased> answer = refuse(Refusal::not_found, "there is no such post");
  desk.write(actor.id, [&](Writing& writing) {
    const auto row = writing.in().post(post);
    if (!row) return;
    if (!row->document) {
      answer = refuse(Refusal::already_so, "its words are gone already");
      return;
    }
    if (std::string why = needed_by(writing.in(), row->case_id); !why.empty()) {
      answer = refuse(Refusal::on_legal_hold, std::move(why));
      return;
    }
    Erased erased;
    erased.texts = erase_words(writing.in(), *row);
    ErasedEvent event{{}, post, erased.texts, 0, "asked", {}};
    event.reason = writing.keep("reason", request.reason, {.words = ""});
    writing.event(ErasedEvent::kind, event, row->case_id);
    answer = erased;
  });
  return answer;
}

namespace {

void add_events(store::Snapshot& in, base::Id case_id, HeldOnPerson& held) {
  base::Id after;
  while (held.events.size() < export_events_max) {
    const auto page = in.events_of(case_id, after, store::page_max);
    for (const store::EventRow& row : page) held.events.push_back(event_view(in, row, false));
    if (page.size() < store::page_max) return;
    after = page.back().id;
  }
  held.is_cut = true;
}

void add_held(store::Snapshot& in, base::Id author, HeldOnPerson& held) {
  std::vector<base::Id> cases;
  base::Id after;
  while (held.posts.size() < export_posts_max) {
    const auto page = in.posts_of_author(author, after, store::page_max);
    for (const store::PostRow& row : page) {
      held.posts.push_back(post_view(in, row));
      if (row.case_id && (cases.empty() || cases.back() != row.case_id)) {
        cases.push_back(row.case_id);
      }
    }
    if (page.size() < store::page_max) break;
    after = page.back().id;
  }
  held.is_cut = held.posts.size() >= export_posts_max;
  std::ranges::sort(cases);
  const auto same = std::ranges::unique(cases);
  cases.erase(same.begin(), same.end());
  for (const base::Id case_id : cases) {
    add_events(in, case_id, held);
    const auto row = in.case_row(case_id);
    if (!row || row->family != store::Family::conversation) continue;
    for (const cases::Note& note : conversation_of(*row).notes) {
      if (const auto text = in.text(note.text.id)) held.notes.push_back(text->body);
    }
  }
}

}  // namespace

OrRefused<HeldOnPerson> held_on_person(Desk& desk, const Actor& actor, base::Id author) {
  if (!actor.can(Permission::privacy)) {
    return refuse(Refusal::not_permitted, "only the data protection officer may export this");
  }
  OrRefused<HeldOnPerson> answer = refuse(Refusal::not_found, "there is no such author");
  desk.store().read([&](store::Snapshot& in) {
    const auto row = in.author(author);
    if (!row) return;
    HeldOnPerson held;
    held.author = author_view(in, *row);
    add_held(in, author, held);
    answer = std::move(held);
  });
  if (!answer) return answer;
  desk.write(actor.id, [&](Writing& writing) {
    writing.event("exported-on-person",
                  ExportedEvent{author, static_cast<std::int64_t>(answer->posts.size())});
  });
  return answer;
}

namespace {

// A page of one kind; false when there was none.
bool let_go(Writing& writing, const policy::RetentionKind& kind, base::Id& after,
            std::int64_t& texts) {
  const base::Time before = writing.now() - kind.keep;
  const auto page = writing.in().posts_kept(kind.id, before, after, erased_at_once_max);
  texts = 0;
  for (const store::PostRow& row : page) {
    after = row.id;
    if (needed_by(writing.in(), row.case_id).empty()) texts += erase_words(writing.in(), row);
  }
  if (texts > 0) {
    writing.event(ErasedEvent::kind, ErasedEvent{{}, {}, texts, 0, "retention", {}});
  }
  return !page.empty();
}

}  // namespace

std::size_t retention_run(Desk& desk) {
  const auto in_use = desk.in_use();
  std::int64_t gone = 0;
  for (const policy::RetentionKind& kind : in_use->policy->retention.kinds) {
    if (kind.then == policy::RetentionKind::Then::review) continue;  // a person looks first
    base::Id after;
    for (bool more = true; more;) {
      std::int64_t texts = 0;
      desk.write("machine",
                 [&](Writing& writing) { more = let_go(writing, kind, after, texts); });
      gone += texts;
    }
  }
  return static_cast<std::size_t>(gone);
}

}  // namespace decorum::desk
