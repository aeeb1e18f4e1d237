#include <algorithm>

#include <fmt/format.h>
#include <simdjson.h>

#include "channels/activity.h"
#include "channels/activity_ids.h"
#include "channels/html_text.h"
#include "post/json.h"

namespace decorum::channels {
namespace {

namespace dom = simdjson::dom;

// The member of an object; of a list its first entry. None where it is not there or null.
std::optional<dom::element> member(dom::element value, const char* name) {
  dom::element out;
  if (!value.is_object() || value.get_object()[name].get(out) != simdjson::SUCCESS) {
    return std::nullopt;
  }
  if (dom::array list; out.get(list) == simdjson::SUCCESS) {
    if (list.size() == 0) return std::nullopt;
    out = list.at(0);
  }
  return out.is_null() ? std::nullopt : std::optional(out);
}

std::string text(std::optional<dom::element> value) {
  std::string_view out;
  if (!value || value->get(out) != simdjson::SUCCESS) return {};
  return std::string(out);
}

std::string text(dom::element value, const char* name) { return text(member(value, name)); }

// What a link, an object or a bare string points at.
std::string reference(std::optional<dom::element> value) {
  if (!value || !value->is_object()) return text(value);
  const std::string id = text(*value, "id");
  return id.empty() ? text(*value, "href") : id;
}

std::optional<base::Time> time(dom::element value, const char* name) {
  const auto read = base::parse_rfc3339(text(value, name));
  return read ? std::optional(*read) : std::nullopt;
}

bool is_post_type(std::string_view type) {
  return type == "Note" || type == "Article" || type == "Page" || type == "Question";
}

class Reader {
 public:
  explicit Reader(const EntryScope& scope) : scope_(scope) {}

  base::Result<Activities> read(std::string_view json) {
    if (json.size() > activity_bytes_max) {
      return base::fail(fmt::format("activities may have {} bytes at most", activity_bytes_max));
    }
    dom::parser parser;
    const simdjson::padded_string padded(json);
    dom::element root;
    if (const auto error = parser.parse(padded).get(root)) {
      return base::fail(fmt::format("this is not JSON: {}", simdjson::error_message(error)));
    }
    if (!root.is_object() && !root.is_array()) {
      return base::fail("activities are an object or a list");
    }
    dom::array list;
    bool is_list = root.get(list) == simdjson::SUCCESS;
    for (const char* name : {"orderedItems", "items"}) {
      is_list = is_list || (root.is_object() &&
                            root.get_object()[name].get(list) == simdjson::SUCCESS);
    }
    out_.next = root.is_object() ? reference(member(root, "next")) : std::string();
    if (!is_list) {
      read_one(root);
      return std::move(out_);
    }
    if (list.size() > fetched_max) {
      return base::fail(fmt::format("a page may have {} entries at most", fetched_max));
    }
    for (const dom::element entry : list) read_one(entry);
    return std::move(out_);
  }

 private:
  void read_one(dom::element value) {
    const std::string type = text(value, "type");
    using Kind = Incoming::Kind;
    if (type == "Create" || type == "Update") {
      const auto object = member(value, "object");
      if (!object || !is_post_type(text(*object, "type"))) {
        leave_out(fmt::format("{} of something that is no post", type));
      } else {
        keep_post(*object, member(value, "actor"),
                  type == "Create" ? Kind::posted : Kind::edited);
      }
    } else if (type == "Delete") {
      keep_deletion(member(value, "object"));
    } else if (type == "Tombstone") {
      keep_deletion(value);
    } else if (type == "Flag") {
      keep_flag(value);
    } else if (is_post_type(type)) {
      keep_post(value, std::nullopt, Kind::posted);
    } else {
      leave_out(type.empty() ? "an entry without a type"
                             : fmt::format("an entry of the type {}", type.substr(0, 40)));
    }
  }

  void leave_out(std::string what) { out_.left_out.push_back(std::move(what)); }

  // An id of ours is taken apart; another one stays whole.
  std::string local_id(std::string_view kind, const std::string& uri, std::string* site) const {
    auto ours = read_urn(kind, uri);
    if (!ours) return uri;
    if (site != nullptr) *site = ours->site;
    return ours->id;
  }

  void read_author(std::optional<dom::element> by, post::Author& author) const {
    if (!by) return;
    author.id = local_id("author", reference(by), nullptr);
    author.name = text(*by, "name");
    author.handle = text(*by, "preferredUsername");
  }

  static std::string content_of(dom::element note, const std::string& type, std::string& lang) {
    std::string content = text(note, "content");
    const auto map = member(note, "contentMap");
    if (map && map->is_object()) {
      const dom::object by_language = map->get_object();
      if (content.empty() && by_language.size() > 0) {
        content = text((*by_language.begin()).value);
      }
      if (by_language.size() == 1) lang = std::string((*by_language.begin()).key);
    }
    if (text(note, "mediaType") != "text/plain") content = html_text(content).text;
    if (type == "Note") return content;
    const std::string name = text(note, "name");
    if (name.empty()) return content;
    return content.empty() ? name : name + "\n\n" + content;
  }

  static void read_media(dom::element note, post::Post& post) {
    dom::element value;
    if (note.get_object()["attachment"].get(value) != simdjson::SUCCESS) return;
    const auto keep = [&post](dom::element one) {
      const std::string type = text(one, "type");
      if (!one.is_object() || post.media.size() == post::media_max) return;
      post::Media media;
      media.kind = type == "Image" ? "image" : type == "Video" ? "video"
                   : type == "Audio" ? "audio" : "document";
      if (member(one, "name")) media.alt = text(one, "name");
      if (const auto by = member(one, "attributedTo")) {
        media.credit = by->is_object() ? text(*by, "name") : text(by);
      }
      media.url = reference(member(one, "url"));
      if (media.url.empty()) media.url = text(one, "href");
      post.media.push_back(std::move(media));
    };
    dom::array list;
    if (value.get(list) != simdjson::SUCCESS) return keep(value);
    for (const dom::element one : list) keep(one);
  }

  void keep_post(dom::element note, std::optional<dom::element> actor, Incoming::Kind kind) {
    Incoming in;
    in.kind = kind;
    post::Post& post = in.post;
    post.site = scope_.site;
    post.id = local_id("post", text(note, "id"), &post.site);
    const auto by = member(note, "attributedTo");
    read_author(by ? by : actor, post.author);
    post.text = content_of(note, text(note, "type"), post.lang);
    post.posted_at = time(note, "published");
    post.in_reply_to = local_id("post", reference(member(note, "inReplyTo")), nullptr);
    post.url = reference(member(note, "url"));
    post.account = account_of(note);
    if (const auto thread = read_urn("post", reference(member(note, "context")))) {
      in.thread = thread->id;
    }
    read_media(note, post);
    post::Post checked;
    if (const auto done = posts_.read(post::to_json(post), checked); !done) {
      leave_out(fmt::format("a post that is none: {}", done.error().what));
    } else if (post.id.empty() || in.thread.size() > post::name_bytes_max) {
      leave_out("a post without an id");
    } else {
      out_.incoming.push_back(std::move(in));
    }
  }

  std::string account_of(dom::element note) const {
    const auto ours = read_urn("account", reference(member(note, "audience")));
    return ours ? ours->id : scope_.account;
  }

  void keep_deletion(std::optional<dom::element> object) {
    Incoming in;
    in.kind = Incoming::Kind::deleted;
    in.post.site = scope_.site;
    in.post.id = local_id("post", reference(object), &in.post.site);
    in.post.account = object ? account_of(*object) : scope_.account;
    if (in.post.id.empty() || in.post.id.size() > post::name_bytes_max ||
        in.post.site.size() > post::name_bytes_max ||
        in.post.account.size() > post::name_bytes_max) {
      return leave_out("a deletion without the id of a post");
    }
    out_.incoming.push_back(std::move(in));
  }

  void keep_flag(dom::element value) {
    Flag flag;
    flag.id = text(value, "id");
    flag.actor = reference(member(value, "actor"));
    flag.content = text(value, "content");
    flag.published = time(value, "published");
    dom::element object;
    dom::array list;
    if (value.get_object()["object"].get(object) == simdjson::SUCCESS) {
      if (object.get(list) != simdjson::SUCCESS) {
        flag.objects.push_back(reference(object));
      } else {
        for (const dom::element one : list) {
          if (flag.objects.size() == flagged_max) break;
          flag.objects.push_back(reference(one));
        }
      }
    }
    std::erase(flag.objects, std::string());
    const bool too_long =
        flag.id.size() > post::url_bytes_max || flag.actor.size() > post::url_bytes_max ||
        flag.content.size() > post::text_bytes_max ||
        std::any_of(flag.objects.begin(), flag.objects.end(), [](const std::string& uri) {
          return uri.size() > post::url_bytes_max;
        });
    if (flag.objects.empty() || too_long) return leave_out("a report that says not of what");
    out_.flags.push_back(std::move(flag));
  }

  const EntryScope& scope_;
  post::PostReader posts_;
  Activities out_;
};

}  // namespace

base::Result<Activities> read_activities(std::string_view json, const EntryScope& scope) {
  return Reader(scope).read(json);
}

}  // namespace decorum::channels
