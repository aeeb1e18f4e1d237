#include "desk/views.h"

#include <algorithm>

#include <re2/re2.h>

#include "base/utf8.h"
#include "desk/author_name.h"
#include "desk/case_row.h"
#include "desk/stored_post.h"

namespace decorum::desk {
namespace {

constexpr std::size_t excerpt_bytes = 280;
constexpr std::size_t texts_shown_max = 500;
constexpr std::size_t events_looked_at_max = store::page_max;

template <class Enum, std::size_t count>
std::string name_in(Enum value, const std::array<std::string_view, count>& names) {
  return std::string(names[static_cast<std::size_t>(value)]);
}

constexpr std::array<std::string_view, 4> post_states{"standing", "edited", "deleted", "erased"};
constexpr std::array<std::string_view, 3> families{"conversation", "draft", "topic"};

// The first bytes, never half a letter.
std::string cut(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

void add_texts(store::Snapshot& in, const base::RawJson& data,
               std::map<std::string, std::string>& texts) {
  for (const base::Id id : texts_named(data)) {
    if (texts.size() >= texts_shown_max) return;
    const auto text = in.text(id);
    if (text && text->kind != "post") texts[base::to_text(id)] = text->body;
  }
}

// What the newest `decided` of the case says.
std::optional<base::RawJson> last_decision(store::Snapshot& in, base::Id case_id) {
  std::optional<base::RawJson> found;
  base::Id after;
  while (true) {
    const auto page = in.events_of(case_id, after, events_looked_at_max);
    for (const store::EventRow& row : page) {
      if (row.kind != cases::Decided::kind) continue;
      const auto event = base::read_shape<record::Event>(row.bytes);
      if (event) found = event->data;
    }
    if (page.size() < events_looked_at_max) return found;
    after = page.back().id;
  }
}

}  // namespace

std::vector<base::Id> texts_named(const base::RawJson& data) {
  static const re2::RE2 ref(R"re(\{"id":"([0-9a-z]{13})","digest":"[0-9a-f]{64}"\})re");
  std::vector<base::Id> ids;
  re2::StringPiece rest(data.json);
  std::string id;
  while (re2::RE2::FindAndConsume(&rest, ref, &id)) {
    if (const auto read = base::parse_id(id)) ids.push_back(*read);
  }
  return ids;
}

AuthorView author_view(store::Snapshot& in, const store::AuthorRow& row) {
  AuthorView view{row.id, {}, {}, row.site, row.posts, row.first_seen, row.last_seen};
  const auto text = row.name ? in.text(row.name) : std::nullopt;
  if (!text) return view;
  if (auto name = base::read_shape<AuthorName>(text->body)) {
    view.handle = name->handle;
    view.name = name->name;
  }
  return view;
}

PostView post_view(store::Snapshot& in, const store::PostRow& row) {
  PostView view;
  view.id = row.id;
  if (row.case_id) view.case_id = row.case_id;
  if (row.author) view.author = row.author;
  view.site = row.site;
  view.site_id = row.site_id;
  view.thread = row.thread;
  view.in_reply_to = row.in_reply_to;
  view.accounts = row.accounts;
  view.state = name_in(row.state, post_states);
  view.version = row.version;
  view.digest = row.digest;
  view.language = row.language;
  view.posted_at = row.posted_at;
  view.seen_at = row.seen_at;
  view.outcomes = row.outcomes;
  view.ask = row.ask;
  view.ours = row.ours;
  view.history = row.history;
  if (const auto post = stored_post(in, row)) {
    view.text = post->text;
    view.url = post->url;
    for (const post::Media& media : post->media) {
      view.media.push_back({media.kind, media.url, media.alt, media.credit});
    }
  }
  return view;
}

CaseLine case_line(store::Snapshot& in, const store::CaseRow& row) {
  CaseLine line;
  line.id = row.id;
  line.family = name_in(row.family, families);
  line.state = row.state;
  line.waits_for = row.waits_for;
  line.priority = row.priority;
  line.site = row.site;
  line.version = row.version;
  line.accounts = row.accounts;
  line.ask = row.ask;
  line.queue = row.queue;
  line.owner = row.owner;
  line.assigned = row.assigned;
  line.holder = row.holder;
  line.outcomes = row.outcomes;
  line.proposed = row.proposed;
  line.tags = row.tags;
  line.due_at = row.due_at;
  line.opened_at = row.opened_at;
  line.changed_at = row.changed_at;
  if (const auto author = row.author ? in.author(row.author) : std::nullopt) {
    line.author = author_view(in, *author);
  }
  if (row.family == store::Family::conversation) {
    const cases::Conversation one = conversation_of(row);
    const auto focus = one.focus ? in.post(one.focus) : std::nullopt;
    const auto post = focus ? stored_post(in, *focus) : std::nullopt;
    if (post) line.excerpt = cut(post->text, excerpt_bytes);
  }
  return line;
}

CaseView case_view(Desk& desk, store::Snapshot& in, const InUse& in_use, const Actor& actor,
                   const store::CaseRow& row) {
  CaseView view;
  view.conversation = conversation_of(row);
  const cases::Conversation& one = view.conversation;
  if (const auto author = one.author ? in.author(one.author) : std::nullopt) {
    view.author = author_view(in, *author);
  }
  for (const base::Id id : one.posts) {
    if (const auto post = in.post(id)) view.posts.push_back(post_view(in, *post));
  }
  add_texts(in, base::RawJson{row.body}, view.texts);
  for (Possible& possible : possible_on(desk, in, in_use, actor, one)) {
    view.acts.push_back({std::move(possible.act), std::move(possible.title),
                         std::move(possible.refused), std::move(possible.because)});
  }
  view.present = desk.presence().at(one.id, desk.now());
  view.decision = last_decision(in, one.id);
  return view;
}

EventView event_view(store::Snapshot& in, const store::EventRow& row, bool with_texts) {
  EventView view;
  auto event = base::read_shape<record::Event>(row.bytes);
  if (!event) {
    throw store::StoreError(store::StoreError::Kind::damaged,
                            "event " + base::to_text(row.id) + " cannot be read");
  }
  view.id = event->id;
  view.kind = std::move(event->kind);
  view.actor = std::move(event->actor);
  view.version = event->version;
  view.at = event->at;
  view.case_id = event->case_id;
  view.data = std::move(event->data);
  if (with_texts) add_texts(in, view.data, view.texts);
  view.leaf = in.leaf_of(row.id);
  return view;
}

}  // namespace decorum::desk
