#include "sqlite/search_index.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace decorum::sqlite {

std::string search_table(std::int64_t part) { return fmt::format("search_{}", part); }

std::int64_t add_part(Connection& in, bool of_posts) {
  in.run("INSERT INTO search_part(of_posts, texts, has_erased) VALUES(?, 0, 0)", of_posts);
  const std::int64_t part = in.number("SELECT max(part) FROM search_part");
  in.script(fmt::format("CREATE VIRTUAL TABLE {} USING fts5(words, content='text_words', "
                        "content_rowid='id', columnsize=0, "
                        "tokenize=\"unicode61 remove_diacritics 2\")",
                        search_table(part)));
  return part;
}

std::int64_t SearchIndex::part_for(std::string_view kind) const {
  return open_[kind == "post" ? 1 : 0].part;
}

void SearchIndex::add(std::int64_t part, base::Id text, std::string_view words) {
  changes_.push_back({part, text, false, std::string(words)});
}

void SearchIndex::remove(std::int64_t part, base::Id text, std::string_view words) {
  changes_.push_back({part, text, true, std::string(words)});
}

bool SearchIndex::has_removals() const {
  return std::ranges::any_of(changes_, &Change::is_removed);
}

void SearchIndex::write_one(const Change& change) {
  if (change.part == 0) return;
  const std::string table = search_table(change.part);
  if (change.is_removed) {
    connection_.run(fmt::format("INSERT INTO {0}({0}, rowid, words) VALUES('delete', ?, ?)", table),
                    change.text, change.words);
  } else {
    connection_.run(fmt::format("INSERT INTO {}(rowid, words) VALUES(?, ?)", table), change.text,
                    change.words);
  }
}

void SearchIndex::write_out() {
  if (written_ == changes_.size()) return;
  std::map<std::int64_t, std::int64_t> added;
  std::map<std::int64_t, bool> erased;
  for (std::size_t i = written_; i < changes_.size(); ++i) {
    write_one(changes_[i]);
    if (changes_[i].is_removed) erased[changes_[i].part] = true;
    else ++added[changes_[i].part];
  }
  written_ = changes_.size();
  for (const auto& [part, is] : erased) {
    connection_.run("UPDATE search_part SET has_erased = ? WHERE part = ?", is, part);
  }
  for (const auto& [part, count] : added) {
    connection_.run("UPDATE search_part SET texts = texts + ? WHERE part = ?", count, part);
  }
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const auto found = added.find(open_[i].part);
    if (found == added.end()) continue;
    open_[i].texts += found->second;
    if (open_[i].texts >= part_texts) open_[i] = {add_part(connection_, i == 1), 0};
  }
}

void SearchIndex::take_back(const Mark& mark) {
  changes_.resize(mark.changes);
  written_ = mark.written;
  open_ = mark.open;
}

void SearchIndex::committed() {
  changes_.clear();
  written_ = 0;
}

void SearchIndex::reload() {
  committed();
  connection_.each("SELECT of_posts, part, texts FROM search_part ORDER BY part",
                   [&](const Row& row) {
                     open_[row.flag(0) ? 1 : 0] = {row.number(1), row.number(2)};
                   });
}

namespace {

bool has_letter(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

std::vector<std::int64_t> texts_in(Connection& in, std::int64_t part) {
  std::vector<std::int64_t> texts;
  in.script("DROP TABLE IF EXISTS temp.search_seen");
  in.script(fmt::format(
      "CREATE VIRTUAL TABLE temp.search_seen USING fts5vocab('main', '{}', 'instance')",
      search_table(part)));
  in.each("SELECT DISTINCT doc FROM temp.search_seen ORDER BY doc",
          [&](const Row& row) { texts.push_back(row.number(0)); });
  in.script("DROP TABLE temp.search_seen");
  return texts;
}

}  // namespace

std::vector<std::string> mistakes_in_search(Connection& in) {
  std::vector<std::int64_t> parts;
  in.each("SELECT part FROM search_part", [&](const Row& row) { parts.push_back(row.number(0)); });
  std::int64_t missing = 0, left_over = 0;
  for (const std::int64_t part : parts) {
    const std::vector<std::int64_t> found = texts_in(in, part);
    if (found.empty()) continue;
    auto at = found.begin();
    const auto pass = [&](std::int64_t id) {
      for (; at != found.end() && *at < id; ++at) ++left_over;
    };
    in.each("SELECT id, coalesce(words, body) FROM text WHERE part = ? AND id BETWEEN ? AND ?",
            [&](const Row& row) {
              pass(row.number(0));
              if (at != found.end() && *at == row.number(0)) ++at;
              else if (has_letter(row.view(1))) ++missing;
            },
            part, found.front(), found.back());
    left_over += found.end() - at;
  }
  std::vector<std::string> mistakes;
  if (missing > 0) mistakes.push_back(fmt::format("texts that search does not find: {}", missing));
  if (left_over > 0) {
    mistakes.push_back(fmt::format("texts in the search index that are not there: {}", left_over));
  }
  return mistakes;
}

bool tidy_step(Connection& in) {
  const std::int64_t part =
      in.number("SELECT part FROM search_part WHERE has_erased = 1 ORDER BY part LIMIT 1");
  if (part == 0) return false;
  const std::string table = search_table(part);
  in.script("BEGIN IMMEDIATE");
  try {
    const std::int64_t before = in.changes();
    // A negative number begins with all pieces as one merge, as 'optimize' does; SQLite's manual
    // says that fewer than two changes mean that nothing was left to merge.
    in.run(fmt::format("INSERT INTO {0}({0}, rank) VALUES('merge', ?)", table), -tidy_pages);
    if (in.changes() - before < 2) {
      in.run("UPDATE search_part SET has_erased = 0 WHERE part = ?", part);
    }
    in.script("COMMIT");
  } catch (...) {
    if (in.in_transaction()) in.script("ROLLBACK");
    throw;
  }
  return true;
}

}  // namespace decorum::sqlite
