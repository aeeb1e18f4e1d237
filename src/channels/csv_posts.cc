#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "base/shape.h"
#include "channels/csv.h"
#include "post/json.h"

namespace decorum::channels {
namespace {

struct MediaCell {
  struct One {
    std::string kind;
    std::optional<std::string> alt, credit;
    std::string url;
  };
  std::vector<One> media;
};

template <class Visitor>
void describe(Visitor& v, MediaCell::One& m) {
  v.field("kind", m.kind, {.may_miss = true});
  v.field("alt", m.alt, {.most = post::text_bytes_max});
  v.field("credit", m.credit, {.most = post::text_bytes_max});
  v.field("url", m.url, {.most = post::url_bytes_max, .may_miss = true});
}

template <class Visitor>
void describe(Visitor& v, MediaCell& m) {
  v.field("media", m.media, {.most_items = post::media_max});
}

constexpr std::string_view media_start = "{\"media\":";

std::string cell_of_media(const std::vector<post::Media>& media) {
  if (media.empty()) return {};
  MediaCell cell;
  for (const post::Media& one : media) {
    cell.media.push_back({one.kind, one.alt, one.credit, one.url});
  }
  const std::string json = base::write_shape(cell);
  return json.substr(media_start.size(), json.size() - media_start.size() - 1);
}

base::Result<void> read_media(const std::string& text, post::Post& post) {
  if (text.empty()) return {};
  auto cell = base::read_shape<MediaCell>(std::string(media_start) + text + "}");
  if (!cell) return base::fail("media: " + cell.error().what);
  for (MediaCell::One& one : cell->media) {
    post.media.push_back({one.kind, one.alt, one.credit, one.url, {}});
  }
  return {};
}

// A column by its name: how it is written, and how it is read.
struct Column {
  std::string_view name;
  std::string (*write)(const post::Post&);
  base::Result<void> (*read)(const std::string&, post::Post&);
};

template <auto part>
base::Result<void> read_text(const std::string& text, post::Post& post) {
  part(post) = text;
  return {};
}

template <auto part>
constexpr Column text_column(std::string_view name) {
  return {name, [](const post::Post& post) { return part(const_cast<post::Post&>(post)); },
          read_text<part>};
}

std::string& id_of(post::Post& p) { return p.id; }
std::string& site_of(post::Post& p) { return p.site; }
std::string& account_of(post::Post& p) { return p.account; }
std::string& author_id_of(post::Post& p) { return p.author.id; }
std::string& author_handle_of(post::Post& p) { return p.author.handle; }
std::string& author_name_of(post::Post& p) { return p.author.name; }
std::string& text_of(post::Post& p) { return p.text; }
std::string& lang_of(post::Post& p) { return p.lang; }
std::string& reply_of(post::Post& p) { return p.in_reply_to; }
std::string& url_of(post::Post& p) { return p.url; }

base::Result<void> read_followers(const std::string& text, post::Post& post) {
  if (text.empty()) return {};
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || value < 0) {
    return base::fail("author_followers must be a whole number");
  }
  post.author.followers = value;
  return {};
}

base::Result<void> read_time(const std::string& text, post::Post& post) {
  if (text.empty()) return {};
  const auto time = base::parse_rfc3339(text);
  if (!time) return base::fail("posted_at: " + time.error().what);
  post.posted_at = *time;
  return {};
}

const std::array<Column, 13>& columns() {
  static const std::array<Column, 13> all = {{
      text_column<id_of>("id"),
      text_column<site_of>("site"),
      text_column<account_of>("account"),
      text_column<author_id_of>("author_id"),
      text_column<author_handle_of>("author_handle"),
      text_column<author_name_of>("author_name"),
      {"author_followers",
       [](const post::Post& p) {
         return p.author.followers ? std::to_string(*p.author.followers) : std::string();
       },
       read_followers},
      text_column<text_of>("text"),
      text_column<lang_of>("lang"),
      {"posted_at",
       [](const post::Post& p) {
         return p.posted_at ? base::format_rfc3339(*p.posted_at) : std::string();
       },
       read_time},
      text_column<reply_of>("in_reply_to"),
      text_column<url_of>("url"),
      {"media", [](const post::Post& p) { return cell_of_media(p.media); }, read_media},
  }};
  return all;
}

const Column* column_of(std::string_view name) {
  for (const Column& column : columns()) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

base::Result<post::Post> post_of(const CsvRow& names, const CsvRow& row,
                                 post::PostReader& reader) {
  if (row.size() > names.size()) {
    return base::fail(fmt::format("the row has {} cells under {} names", row.size(), names.size()));
  }
  post::Post post;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (const Column* column = column_of(names[i])) {
      if (auto done = column->read(row[i], post); !done) return tl::unexpected(done.error());
    } else if (!row[i].empty()) {
      std::string json;
      base::append_json_string(json, row[i]);
      post.extra.push_back({names[i], std::move(json)});
    }
  }
  // The bounds of a post are those of its JSON.
  post::Post checked;
  if (auto done = reader.read(post::to_json(post), checked); !done) {
    return tl::unexpected(done.error());
  }
  return checked;
}

base::Result<void> check_names(const CsvRow& names) {
  CsvRow sorted = names;
  std::sort(sorted.begin(), sorted.end());
  const auto twice = std::adjacent_find(sorted.begin(), sorted.end());
  if (twice != sorted.end()) {
    return base::fail(fmt::format("two columns are called \"{}\"", *twice), "line 1");
  }
  if (!std::binary_search(sorted.begin(), sorted.end(), "text")) {
    return base::fail("the first line must name a column \"text\", with commas between the names",
                      "line 1");
  }
  return {};
}

}  // namespace

std::string csv_of_posts(const std::vector<post::Post>& posts, CsvFor reader) {
  CsvRow cells;
  for (const Column& column : columns()) cells.emplace_back(column.name);
  std::string out = csv_start(reader) + csv_line(cells, reader);
  for (const post::Post& post : posts) {
    cells.clear();
    for (const Column& column : columns()) cells.push_back(column.write(post));
    out += csv_line(cells, reader);
  }
  return out;
}

base::Result<CsvPosts> posts_of_csv(std::string_view bytes, CsvFor reader) {
  auto rows = read_csv(bytes, reader);
  if (!rows) return tl::unexpected(rows.error());
  if (rows->rows.empty()) return base::fail("the table is empty", "line 1");
  const CsvRow& names = rows->rows[0];
  if (auto done = check_names(names); !done) return tl::unexpected(done.error());
  CsvPosts out;
  post::PostReader post_reader;
  for (std::size_t i = 1; i < rows->rows.size(); ++i) {
    auto post = post_of(names, rows->rows[i], post_reader);
    if (post) {
      out.posts.push_back(std::move(*post));
    } else {
      out.refused.push_back(fmt::format("line {}: {}", rows->lines[i], post.error().what));
    }
  }
  return out;
}

}  // namespace decorum::channels
