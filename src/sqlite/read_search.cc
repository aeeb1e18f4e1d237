#include "sqlite/read_search.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "sqlite/search_index.h"

namespace decorum::sqlite {
namespace {

constexpr std::size_t terms_max = 32;
constexpr std::size_t looked_at_max = 5000;  // texts, for one page
constexpr std::size_t snippet_bytes_max = 300;

struct Term {
  std::string text;
  bool is_without = false, is_prefix = false;
};

bool is_letter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_letter(std::string_view text) { return std::ranges::any_of(text, is_letter); }

// One term from `rest`, which it is taken off.
Term next_term(std::string_view& rest) {
  Term term;
  if (rest.front() == '-') {
    term.is_without = true;
    rest.remove_prefix(1);
  }
  if (!rest.empty() && rest.front() == '"') {
    const std::size_t end = rest.find('"', 1);
    term.text = rest.substr(1, end == std::string_view::npos ? end : end - 1);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return term;
  }
  const std::size_t end = std::min(rest.find_first_of(" \t\r\n\""), rest.size());
  term.text = rest.substr(0, end);
  rest.remove_prefix(end);
  if (!term.text.empty() && term.text.back() == '*') {
    term.is_prefix = true;
    term.text.pop_back();
  }
  return term;
}

// In quotes, FTS5 reads a text as its words one after the other, whatever stands in it.
std::string quoted(const Term& term) {
  std::string text = "\"";
  for (const char c : term.text) {
    if (c != '"' && c != '\0') text.push_back(c);
  }
  text += term.is_prefix ? "\"*" : "\"";
  return text;
}

// What a search is narrowed to.
struct Narrowed {
  std::string match;
  std::vector<std::string> kinds;
  std::int64_t since = 0, before = 0;  // ids
};

bool is_one_of(std::string_view value, const std::vector<std::string>& any) {
  return std::ranges::find(any, value) != any.end();
}

// The hit of a text when the query wants it: of a wanted kind, on a wanted account, and not of a
// confidential case unless these may be shown.
std::optional<store::SearchHit> hit_of(Connection& in, const store::SearchQuery& query,
                                       const Narrowed& narrowed, base::Id id) {
  Cursor text(in, "SELECT kind, case_id FROM text WHERE id = ?", id);
  if (!text.next() || !is_one_of(text.row().view(0), narrowed.kinds)) return std::nullopt;
  store::SearchHit hit{id, {}, text.row().id(1), text.row().text(0), {}};
  std::string accounts;
  bool has_accounts = false;
  if (hit.kind == "post") {
    Cursor post(in,
                "SELECT id, case_id, accounts FROM post WHERE document = ? AND document <> 0", id);
    if (!post.next()) return std::nullopt;  // an old version of a post
    hit.post = post.row().id(0);
    hit.case_id = post.row().id(1);
    accounts = post.row().text(2);
    has_accounts = true;
  }
  if (hit.case_id) {
    Cursor of(in, "SELECT confidential, accounts FROM case_row WHERE id = ?", hit.case_id);
    if (of.next()) {
      if (of.row().flag(0) && !query.confidential) return std::nullopt;
      if (!has_accounts) accounts = of.row().text(1);
    }
  }
  const bool is_wanted =
      query.accounts.empty() || std::ranges::any_of(query.accounts, [&](const auto& account) {
        return has_entry(accounts, account);
      });
  if (!is_wanted) return std::nullopt;
  return hit;
}

// At most snippet_bytes_max bytes, cut between letters and with all marks closed.
std::string cut(std::string text) {
  if (text.size() <= snippet_bytes_max) return text;
  std::size_t end = snippet_bytes_max - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  const std::size_t opened = text.rfind('\x02');
  const std::size_t closed = text.rfind('\x03');
  if (opened != std::string::npos && (closed == std::string::npos || closed < opened)) {
    text.push_back('\x03');
  }
  return text;
}

std::string snippet_of(Connection& in, std::int64_t part, const std::string& match, base::Id id) {
  Cursor cursor(in,
                fmt::format("SELECT snippet({0}, 0, char(2), char(3), '…', 24) FROM {0} "
                            "WHERE {0} MATCH ? AND rowid = ?",
                            search_table(part)),
                match, id);
  return cursor.next() ? cut(cursor.row().text(0)) : std::string();
}

// One kind of parts, the newest first; a part is only opened when the one before is read to its
// end.
class PartsReading {
 public:
  PartsReading(Connection& in, const Narrowed& narrowed, bool of_posts)
      : in_(in), narrowed_(narrowed) {
    in.each("SELECT part FROM search_part WHERE of_posts = ? ORDER BY part",
            [&](const Row& row) { parts_.push_back(row.number(0)); }, of_posts);
  }

  // The next text, by falling ids; 0: there is none.
  std::int64_t next() {
    while (true) {
      if (cursor_ && cursor_->next()) return cursor_->row().number(0);
      if (parts_.empty()) {
        cursor_.reset();
        return 0;
      }
      part_ = parts_.back();
      parts_.pop_back();
      const std::string sql = fmt::format(
          "SELECT rowid FROM {0} WHERE {0} MATCH ? AND rowid < ? AND rowid >= ? "
          "ORDER BY rowid DESC",
          search_table(part_));
      cursor_ = std::make_unique<Cursor>(in_, sql, narrowed_.match, narrowed_.before,
                                         narrowed_.since);
    }
  }
  std::int64_t part() const { return part_; }

 private:
  Connection& in_;
  const Narrowed& narrowed_;
  std::vector<std::int64_t> parts_;
  std::int64_t part_ = 0;
  std::unique_ptr<Cursor> cursor_;
};

// Where a page begins and what it may contain; nullopt: nothing.
std::optional<Narrowed> narrowed_of(const store::SearchQuery& query) {
  Narrowed narrowed{match_of(query.words), query.kinds, 0, INT64_MAX};
  if (narrowed.match.empty()) return std::nullopt;
  if (narrowed.kinds.empty()) narrowed.kinds = {"post"};
  if (!query.after.empty()) {
    const char* end = query.after.data() + query.after.size();
    const auto read = std::from_chars(query.after.data(), end, narrowed.before);
    if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  }
  if (query.until) {
    narrowed.before = std::min(narrowed.before, base::first_id_at(*query.until).value);
  }
  if (query.since) narrowed.since = base::first_id_at(*query.since).value;
  return narrowed;
}

}  // namespace

std::string match_of(std::string_view words) {
  std::string with, without;
  std::size_t terms = 0;
  std::string_view rest = words;
  while (!rest.empty() && terms < terms_max) {
    if (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\r' ||
        rest.front() == '\n') {
      rest.remove_prefix(1);
      continue;
    }
    const Term term = next_term(rest);
    if (!has_letter(term.text)) continue;
    ++terms;
    std::string& side = term.is_without ? without : with;
    if (!side.empty()) side += term.is_without ? " OR " : " AND ";
    side += quoted(term);
  }
  if (with.empty() || without.empty()) return with;
  return fmt::format("({}) NOT ({})", with, without);
}

store::SearchPage read_search(Connection& in, const store::SearchQuery& query) {
  store::SearchPage page;
  const auto narrowed = narrowed_of(query);
  if (!narrowed) return page;
  const std::size_t most = std::clamp<std::size_t>(query.most, 1, store::page_max);
  const bool has_posts = is_one_of("post", narrowed->kinds);
  const bool has_others = narrowed->kinds.size() > (has_posts ? 1U : 0U);
  PartsReading posts(in, *narrowed, true);
  PartsReading others(in, *narrowed, false);
  std::int64_t post = has_posts ? posts.next() : 0;
  std::int64_t other = has_others ? others.next() : 0;
  std::int64_t last = 0;
  for (std::size_t looked_at = 0; post != 0 || other != 0; ++looked_at) {
    if (looked_at == looked_at_max) {
      page.next = fmt::format("{}", last);
      return page;
    }
    const bool is_post = post > other;
    const base::Id id{is_post ? post : other};
    if (auto hit = hit_of(in, query, *narrowed, id)) {
      if (page.hits.size() == most) {
        page.next = fmt::format("{}", last);
        return page;
      }
      hit->snippet = snippet_of(in, is_post ? posts.part() : others.part(), narrowed->match, id);
      page.hits.push_back(std::move(*hit));
    }
    last = id.value;
    if (is_post) post = posts.next();
    else other = others.next();
  }
  return page;
}

}  // namespace decorum::sqlite
