#include "channels/activity.h"

#include <map>

#include "base/shape.h"
#include "channels/activity_ids.h"

namespace decorum::channels {
namespace {

constexpr std::string_view context = "https://www.w3.org/ns/activitystreams";

// What is written, as the JSON has it. `context` is set on the outermost object only.
struct Actor {
  std::string type = "Person";
  std::optional<std::string> id, name, handle;
};

struct Attachment {
  std::string type;
  std::optional<std::string> name;  // the alt text
  std::optional<Actor> by;          // the credit
  std::optional<std::string> url;
};

struct Note {
  std::string type, id;
  std::optional<Actor> by;
  std::optional<std::string> content, media_type, published, in_reply_to, url, audience, thread;
  std::optional<std::map<std::string, std::string>> by_language;
  std::optional<std::vector<Attachment>> attachments;
};

struct Act {
  std::optional<std::string> context;
  std::string type;
  std::optional<Actor> actor;
  std::optional<Note> object;
};

struct Page {
  std::string context, type = "OrderedCollectionPage";
  std::optional<std::string> id, part_of, next;
  std::vector<Act> items;
};

struct FlagAct {
  std::string context, type = "Flag";
  std::optional<std::string> id, actor, content, published;
  std::vector<std::string> objects;
};

template <class Visitor>
void describe(Visitor& v, Actor& a) {
  v.field("type", a.type);
  v.field("id", a.id);
  v.field("name", a.name);
  v.field("preferredUsername", a.handle);
}

template <class Visitor>
void describe(Visitor& v, Attachment& a) {
  v.field("type", a.type);
  v.field("name", a.name);
  v.field("attributedTo", a.by);
  v.field("url", a.url);
}

template <class Visitor>
void describe(Visitor& v, Note& n) {
  v.field("type", n.type);
  v.field("id", n.id);
  v.field("attributedTo", n.by);
  v.field("content", n.content);
  v.field("contentMap", n.by_language);
  v.field("mediaType", n.media_type);
  v.field("published", n.published);
  v.field("inReplyTo", n.in_reply_to);
  v.field("url", n.url);
  v.field("audience", n.audience);
  v.field("context", n.thread);
  v.field("attachment", n.attachments);
}

template <class Visitor>
void describe(Visitor& v, Act& a) {
  v.field("@context", a.context);
  v.field("type", a.type);
  v.field("actor", a.actor);
  v.field("object", a.object);
}

template <class Visitor>
void describe(Visitor& v, Page& p) {
  v.field("@context", p.context);
  v.field("type", p.type);
  v.field("id", p.id);
  v.field("partOf", p.part_of);
  v.field("next", p.next);
  v.field("orderedItems", p.items);
}

template <class Visitor>
void describe(Visitor& v, FlagAct& f) {
  v.field("@context", f.context);
  v.field("type", f.type);
  v.field("id", f.id);
  v.field("actor", f.actor);
  v.field("content", f.content);
  v.field("object", f.objects);
  v.field("published", f.published);
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::optional<std::string> urn_unless_empty(std::string_view kind, const std::string& site,
                                            const std::string& id) {
  return id.empty() ? std::nullopt : std::optional(urn_of(kind, site, id));
}

std::optional<Actor> actor_of(const post::Post& post) {
  Actor actor;
  actor.id = urn_unless_empty("author", post.site, post.author.id);
  actor.name = unless_empty(post.author.name);
  actor.handle = unless_empty(post.author.handle);
  if (!actor.id && !actor.name && !actor.handle) return std::nullopt;
  return actor;
}

Attachment attachment_of(const post::Media& media) {
  Attachment out;
  out.type = media.kind == "image"   ? "Image"
             : media.kind == "video" ? "Video"
             : media.kind == "audio" ? "Audio"
                                     : "Document";
  out.name = media.alt;
  // Nobody knows whether a credit names a person.
  if (media.credit) out.by = Actor{"Object", std::nullopt, *media.credit, std::nullopt};
  out.url = unless_empty(media.url);
  return out;
}

Note note_of(const Incoming& in) {
  const post::Post& post = in.post;
  Note note;
  note.type = "Note";
  note.id = urn_of("post", post.site, post.id);
  note.by = actor_of(post);
  note.content = post.text;
  note.media_type = "text/plain";
  if (!post.lang.empty()) {
    note.by_language = std::map<std::string, std::string>{{post.lang, post.text}};
  }
  if (post.posted_at) note.published = base::format_rfc3339(*post.posted_at);
  note.in_reply_to = urn_unless_empty("post", post.site, post.in_reply_to);
  note.url = unless_empty(post.url);
  note.audience = urn_unless_empty("account", post.site, post.account);
  note.thread = urn_unless_empty("post", post.site, in.thread);
  if (!post.media.empty()) {
    note.attachments.emplace();
    for (const post::Media& media : post.media) note.attachments->push_back(attachment_of(media));
  }
  return note;
}

Act act_of(const Incoming& in) {
  Act act;
  switch (in.kind) {
    case Incoming::Kind::posted: act.type = "Create"; break;
    case Incoming::Kind::edited: act.type = "Update"; break;
    case Incoming::Kind::deleted: {
      act.type = "Delete";
      Note tombstone;
      tombstone.type = "Tombstone";
      tombstone.id = urn_of("post", in.post.site, in.post.id);
      tombstone.audience = urn_unless_empty("account", in.post.site, in.post.account);
      act.object = std::move(tombstone);
      return act;
    }
  }
  act.actor = actor_of(in.post);
  act.object = note_of(in);
  return act;
}

}  // namespace

std::string to_activity(const Incoming& incoming) {
  Act act = act_of(incoming);
  act.context = std::string(context);
  return base::write_shape(act);
}

std::string to_activity(const Flag& flag) {
  FlagAct act;
  act.context = std::string(context);
  act.id = unless_empty(flag.id);
  act.actor = unless_empty(flag.actor);
  act.content = unless_empty(flag.content);
  if (flag.published) act.published = base::format_rfc3339(*flag.published);
  act.objects = flag.objects;
  return base::write_shape(act);
}

std::string activity_page(const PageOf& page, const std::vector<Incoming>& incoming) {
  Page out;
  out.context = std::string(context);
  out.id = unless_empty(page.id);
  out.part_of = unless_empty(page.part_of);
  out.next = unless_empty(page.next);
  for (const Incoming& in : incoming) out.items.push_back(act_of(in));
  return base::write_shape(out);
}

}  // namespace decorum::channels
