#include "channels/feed.h"

#include <optional>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/hash.h"
#include "base/utf8.h"
#include "channels/charset.h"
#include "channels/dates.h"
#include "channels/html_text.h"

namespace decorum::channels {
namespace {

constexpr std::size_t declaration_bytes = 200;
constexpr int ancestors_max = 16;

// The name without the prefix of the document's own element: "atom:entry" in "atom:feed".
struct Names {
  std::string prefix;

  std::string of(std::string_view plain) const { return prefix + std::string(plain); }
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(blanks) + 1 - start);
}

// All the text inside, also what stands in several pieces.
std::string text_of(const pugi::xml_node& node) {
  std::string out;
  for (const pugi::xml_node& child : node) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) out += child.value();
  }
  return base::mended(trimmed(out));
}

std::string child_text(const pugi::xml_node& node, const std::string& name) {
  return text_of(node.child(name.c_str()));
}

struct Markup final : pugi::xml_writer {
  std::string out;
  void write(const void* data, std::size_t size) override {
    out.append(static_cast<const char*>(data), size);
  }
};

// What an Atom text says: its type tells whether it is text, HTML, or markup of its own.
std::string atom_text(const pugi::xml_node& node) {
  const std::string_view type = node.attribute("type").value();
  if (type == "html" || type == "text/html") return html_text(text_of(node)).text;
  if (type == "xhtml" || type == "application/xhtml+xml") {
    Markup markup;
    for (const pugi::xml_node& child : node) {
      child.print(markup, "", pugi::format_raw | pugi::format_no_declaration,
                  pugi::encoding_utf8);
    }
    return html_text(base::mended(markup.out)).text;
  }
  if (!type.empty() && type != "text" && type.substr(0, 5) != "text/") return {};
  return text_of(node);
}

// Where links of this element lead from.
std::string base_of(pugi::xml_node node, const std::string& outer) {
  std::vector<std::string> bases;
  for (int step = 0; node && step < ancestors_max; ++step, node = node.parent()) {
    const std::string_view base = node.attribute("xml:base").value();
    if (!base.empty()) bases.emplace_back(base);
  }
  std::string out = outer;
  for (auto base = bases.rbegin(); base != bases.rend(); ++base) {
    const std::string next = resolved_url(out, *base);
    if (!next.empty()) out = next;
  }
  return out;
}

std::string lang_of(pugi::xml_node node) {
  for (int step = 0; node && step < ancestors_max; ++step, node = node.parent()) {
    const std::string_view lang = node.attribute("xml:lang").value();
    if (!lang.empty()) return base::mended(lang);
  }
  return {};
}

std::optional<base::Time> date_of(std::string_view text) {
  const std::string_view trim = trimmed(text);
  if (const auto time = base::parse_rfc3339(trim)) return *time;
  if (const auto time = parse_mail_date(trim)) return *time;
  // Dublin Core allows a day alone.
  if (const auto day = base::parse_date(trim)) return base::Time(*day);
  return std::nullopt;
}

std::optional<base::Time> first_date(const pugi::xml_node& node,
                                     std::initializer_list<std::string> names) {
  for (const std::string& name : names) {
    if (const auto time = date_of(child_text(node, name))) return time;
  }
  return std::nullopt;
}

std::string joined(const std::string& title, const std::string& content) {
  if (title.empty() || content.substr(0, title.size()) == title) return content;
  return content.empty() ? title : title + "\n\n" + content;
}

// A feed being read: what is the same for all its entries.
struct Reading {
  const FeedSource& source;
  Names names;
  Feed feed;

  void keep(post::Post post, const std::string& title) {
    if (post.id.empty()) post.id = base::sha256(post.url + "\n" + title);
    post.site = source.site;
    post.account = source.account;
    if (post.text.empty() && post.url.empty()) {
      feed.left_out.push_back("an entry without words and link was left out");
    } else if (post.id.size() > post::name_bytes_max || post.lang.size() > post::name_bytes_max ||
               post.author.name.size() > post::name_bytes_max ||
               post.text.size() > post::text_bytes_max) {
      feed.left_out.push_back(fmt::format("the entry \"{}\" is too long to be a post",
                                          base::clipped(title, 80)));
    } else {
      feed.posts.push_back(std::move(post));
    }
  }
};

std::string atom_link(const pugi::xml_node& node, const Names& names, const std::string& base) {
  const std::string name = names.of("link");  // outlives the range, which keeps a pointer to it
  for (const pugi::xml_node& link : node.children(name.c_str())) {
    const std::string_view rel = link.attribute("rel").value();
    if (rel.empty() || rel == "alternate") {
      return resolved_url(base, trimmed(link.attribute("href").value()));
    }
  }
  return {};
}

void read_atom_entry(const pugi::xml_node& entry, const pugi::xml_node& root, Reading& reading) {
  const Names& names = reading.names;
  const std::string base = base_of(entry, reading.source.url);
  post::Post post;
  const std::string title = atom_text(entry.child(names.of("title").c_str()));
  std::string content = atom_text(entry.child(names.of("content").c_str()));
  if (content.empty()) content = atom_text(entry.child(names.of("summary").c_str()));
  post.text = joined(title, content);
  post.id = child_text(entry, names.of("id"));
  post.url = atom_link(entry, names, base);
  pugi::xml_node author = entry.child(names.of("author").c_str());
  if (!author) author = root.child(names.of("author").c_str());
  post.author.name = child_text(author, names.of("name"));
  post.posted_at = first_date(entry, {names.of("published"), names.of("updated")});
  post.lang = lang_of(entry);
  reading.keep(std::move(post), title);
}

void read_rss_item(const pugi::xml_node& item, const pugi::xml_node& channel, Reading& reading) {
  const std::string base = base_of(item, reading.source.url);
  post::Post post;
  const std::string title = html_text(child_text(item, "title")).text;
  std::string content = child_text(item, "content:encoded");
  if (content.empty()) content = child_text(item, "description");
  post.text = joined(title, html_text(content).text);
  post.url = resolved_url(base, child_text(item, "link"));
  const pugi::xml_node guid = item.child("guid");
  post.id = text_of(guid);
  if (post.id.empty()) post.id = base::mended(trimmed(item.attribute("rdf:about").value()));
  const std::string_view permanent = guid.attribute("isPermaLink").value();
  if (post.url.empty() && guid && permanent != "false") post.url = resolved_url("", post.id);
  post.author.name = child_text(item, "dc:creator");
  if (post.author.name.empty()) post.author.name = child_text(item, "author");
  post.posted_at = first_date(item, {"pubDate", "dc:date", "dcterms:created", "date"});
  post.lang = lang_of(item);
  if (post.lang.empty()) post.lang = child_text(channel, "language");
  if (post.lang.empty()) post.lang = child_text(channel, "dc:language");
  reading.keep(std::move(post), title);
}

using ReadEntry = void (*)(const pugi::xml_node&, const pugi::xml_node&, Reading&);

void read_entries(const pugi::xml_node& parent, const std::string& name,
                  const pugi::xml_node& about, ReadEntry read, Reading& reading) {
  std::size_t count = 0;
  for (const pugi::xml_node& entry : parent.children(name.c_str())) {
    if (++count > feed_entries_max) {
      reading.feed.left_out.push_back(
          fmt::format("the feed has more than {} entries; the first ones were read",
                      feed_entries_max));
      return;
    }
    read(entry, about, reading);
  }
}

// The encoding that an XML declaration names, when it is one that the parser does not know.
std::string other_encoding(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, declaration_bytes);
  if (head.substr(0, 5) != "<?xml") return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  const std::size_t open = declaration.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = declaration.find(declaration[open], open + 1);
  if (close == std::string_view::npos) return {};
  std::string name(declaration.substr(open + 1, close - open - 1));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return name == "utf-8" || name.substr(0, 6) == "utf-16" ? std::string() : name;
}

base::Result<void> parse(std::string_view bytes, pugi::xml_document& document) {
  if (bytes.size() > feed_bytes_max) {
    return base::fail(fmt::format("a feed may have {} bytes at most", feed_bytes_max));
  }
  const std::size_t start = bytes.find_first_not_of(" \t\r\n");
  if (start != std::string_view::npos) bytes.remove_prefix(start);
  const std::string encoding = other_encoding(bytes);
  const std::string converted = encoding.empty() ? std::string() : to_utf8(bytes, encoding);
  if (!encoding.empty()) bytes = converted;
  const pugi::xml_parse_result parsed = document.load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype,
      encoding.empty() ? pugi::encoding_auto : pugi::encoding_utf8);
  if (!parsed) {
    return base::fail(fmt::format("this is not XML: at byte {}, {}", parsed.offset,
                                  parsed.description()));
  }
  for (const pugi::xml_node& node : document) {
    if (node.type() == pugi::node_doctype &&
        std::string_view(node.value()).find('[') != std::string_view::npos) {
      return base::fail("a feed may not define entities of its own");
    }
  }
  return {};
}

}  // namespace

base::Result<Feed> read_feed(std::string_view bytes, const FeedSource& source) {
  pugi::xml_document document;
  if (auto done = parse(bytes, document); !done) return tl::unexpected(done.error());
  const pugi::xml_node root = document.document_element();
  const std::string_view full = root.name();
  const std::size_t colon = full.find(':');
  const std::string_view name = colon == std::string_view::npos ? full : full.substr(colon + 1);
  Reading reading{source, {}, {}};
  if (name == "feed") {
    if (colon != std::string_view::npos) reading.names.prefix = full.substr(0, colon + 1);
    reading.feed.title = atom_text(root.child(reading.names.of("title").c_str()));
    read_entries(root, reading.names.of("entry"), root, read_atom_entry, reading);
  } else if (name == "rss") {
    const pugi::xml_node channel = root.child("channel");
    reading.feed.title = html_text(child_text(channel, "title")).text;
    read_entries(channel, "item", channel, read_rss_item, reading);
  } else if (name == "RDF") {
    const pugi::xml_node channel = root.child("channel");
    reading.feed.title = html_text(child_text(channel, "title")).text;
    read_entries(root, "item", channel, read_rss_item, reading);
  } else {
    return base::fail("this is neither RSS nor Atom");
  }
  return std::move(reading.feed);
}

}  // namespace decorum::channels
