#include "sqlite/read_search.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "sqlite/read_rows.h"

namespace decorum::sqlite {
namespace {

constexpr std::size_t terms_max = 32;
constexpr std::size_t looked_at_max = 5000;  // hits passed over for one page

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

store::SearchHit hit_of(Connection& in, const store::TextRow& text, std::string snippet) {
  store::SearchHit hit{text.id, {}, text.case_id, text.kind, std::move(snippet)};
  if (text.kind == "post") {
    if (const auto post = read_post_of_document(in, text.id)) {
      hit.post = post->id;
      hit.case_id = post->case_id;
    }
  }
  return hit;
}

bool is_wanted(Connection& in, const store::SearchQuery& query, const store::SearchHit& hit) {
  if (hit.kind == "post" && !hit.post) return false;  // an old version of a post
  if (!query.accounts.empty()) {
    const auto post = hit.post ? read_post(in, hit.post) : std::nullopt;
    if (!post) return false;
    const bool is_there = std::ranges::any_of(post->accounts, [&](const std::string& account) {
      return std::ranges::find(query.accounts, account) != query.accounts.end();
    });
    if (!is_there) return false;
  }
  if (query.confidential || !hit.case_id) return true;
  bool is_hidden = false;
  in.each("SELECT confidential FROM case_row WHERE id = ?",
          [&](const Row& row) { is_hidden = row.flag(0); }, hit.case_id);
  return !is_hidden;
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
  const std::string match = match_of(query.words);
  if (match.empty()) return page;
  const std::size_t most = std::clamp<std::size_t>(query.most, 1, store::page_max);
  std::int64_t before = INT64_MAX;
  if (!query.after.empty()) {
    const char* end = query.after.data() + query.after.size();
    if (std::from_chars(query.after.data(), end, before).ptr != end) return page;
  }
  if (query.until) before = std::min(before, base::first_id_at(*query.until).value);
  const std::int64_t since = query.since ? base::first_id_at(*query.since).value : 0;
  std::vector<std::string> kinds = query.kinds;
  if (kinds.empty()) kinds = {"post"};
  std::vector<std::pair<store::TextRow, std::string>> found;
  std::size_t looked_at = 0;
  bool is_more = false;
  const std::string sql =
      "SELECT t.id, t.kind, t.case_id, snippet(found, 0, char(2), char(3), '…', 24) "
      "FROM found JOIN text t ON t.id = found.rowid "
      "WHERE found MATCH ? AND found.rowid < ? AND found.rowid >= ? "
      "ORDER BY found.rowid DESC LIMIT ?";
  std::int64_t last = 0;
  in.each(sql,
          [&](const Row& row) {
            ++looked_at;
            if (is_more) return;
            store::TextRow text;
            text.id = row.id(0);
            text.kind = row.text(1);
            text.case_id = row.id(2);
            if (std::ranges::find(kinds, text.kind) == kinds.end()) return;
            store::SearchHit hit = hit_of(in, text, row.text(3));
            if (!is_wanted(in, query, hit)) return;
            if (page.hits.size() == most) {
              is_more = true;
              return;
            }
            last = hit.text.value;
            page.hits.push_back(std::move(hit));
          },
          match, before, since, static_cast<std::int64_t>(looked_at_max));
  if (is_more || looked_at == looked_at_max) page.next = fmt::format("{}", last);
  return page;
}

}  // namespace decorum::sqlite
