#include <fmt/format.h>

#include "post/json.h"

namespace decorum::post {
namespace {

// An object being written: commas go between what is not left out.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_.push_back('{'); }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;
  ~ObjectWriter() { out_.push_back('}'); }

  std::string& field(std::string_view name) {
    if (!first_) out_.push_back(',');
    first_ = false;
    append_json_string(out_, name);
    out_.push_back(':');
    return out_;
  }

  void text(std::string_view name, std::string_view value) {
    append_json_string(field(name), value);
  }
  void text_unless_empty(std::string_view name, std::string_view value) {
    if (!value.empty()) text(name, value);
  }
  void text_if(std::string_view name, const std::optional<std::string>& value) {
    if (value) text(name, *value);
  }
  void extra(const std::vector<ExtraField>& fields) {
    for (const ExtraField& extra : fields) field(extra.name) += extra.json;
  }

 private:
  std::string& out_;
  bool first_ = true;
};

template <class Entry, class Write>
void write_list(std::string& out, const std::vector<Entry>& entries, Write write) {
  out.push_back('[');
  bool first = true;
  for (const Entry& entry : entries) {
    if (!first) out.push_back(',');
    first = false;
    write(out, entry);
  }
  out.push_back(']');
}

void write_author(std::string& out, const Author& author) {
  ObjectWriter object(out);
  object.text_unless_empty("id", author.id);
  object.text_unless_empty("handle", author.handle);
  object.text_unless_empty("name", author.name);
  if (author.followers) object.field("followers") += fmt::format("{}", *author.followers);
  object.extra(author.extra);
}

void write_media(std::string& out, const Media& media) {
  ObjectWriter object(out);
  object.text_unless_empty("kind", media.kind);
  object.text_if("alt", media.alt);
  object.text_if("credit", media.credit);
  object.text_unless_empty("url", media.url);
  object.extra(media.extra);
}

void write_post(std::string& out, const Post& post) {
  ObjectWriter object(out);
  object.text_unless_empty("id", post.id);
  object.text_unless_empty("site", post.site);
  object.text_unless_empty("account", post.account);
  if (post.author != Author{}) write_author(object.field("author"), post.author);
  object.text("text", post.text);
  object.text_unless_empty("lang", post.lang);
  if (post.posted_at) object.text("posted_at", base::format_rfc3339(*post.posted_at));
  object.text_unless_empty("in_reply_to", post.in_reply_to);
  object.text_unless_empty("url", post.url);
  if (!post.media.empty()) write_list(object.field("media"), post.media, write_media);
  object.extra(post.extra);
}

void write_thread(std::string& out, const Thread& thread) {
  ObjectWriter object(out);
  object.text_unless_empty("root_id", thread.root_id);
  write_list(object.field("posts"), thread.posts, write_post);
  object.extra(thread.extra);
}

void write_account(std::string& out, const Account& account) {
  ObjectWriter object(out);
  object.text_unless_empty("id", account.id);
  object.text_unless_empty("site", account.site);
  object.text_unless_empty("handle", account.handle);
  object.text_unless_empty("name", account.name);
  object.text_unless_empty("url", account.url);
  object.extra(account.extra);
}

template <class Value>
std::string written(const Value& value, void (*write)(std::string&, const Value&)) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace

std::string to_json(const Post& post) { return written(post, write_post); }
std::string to_json(const Author& author) { return written(author, write_author); }
std::string to_json(const Thread& thread) { return written(thread, write_thread); }
std::string to_json(const Account& account) { return written(account, write_account); }

}  // namespace decorum::post
