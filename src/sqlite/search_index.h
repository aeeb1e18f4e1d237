// The words of texts as FTS5 tables, in parts of about part_texts texts each: posts in some,
// everything else in others.
//
// A transaction's additions and removals are collected and written together before its COMMIT, as
// one piece of the index for all works that wait together; a work that fails takes its own back.
//
// A removed text is not found from then on, but FTS5 keeps its words in older pieces until those
// are merged. `tidy_step` merges one part a little further; when nothing is left, the words are
// nowhere in the pages any more, because secure_delete fills what is let go of with zeros.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "sqlite/connection.h"

namespace decorum::sqlite {

inline constexpr std::int64_t part_texts = 65'536;
inline constexpr int tidy_pages = 400;  // of the index, merged in one step

std::string search_table(std::int64_t part);

// Makes an empty part and answers its number.
std::int64_t add_part(Connection& in, bool of_posts);

class SearchIndex {
 public:
  explicit SearchIndex(Connection& connection) : connection_(connection) { reload(); }

  // Where a text of this kind goes now.
  std::int64_t part_for(std::string_view kind) const;
  void add(std::int64_t part, base::Id text, std::string_view words);
  // Part 0: it was not searched; only has_removals is told.
  void remove(std::int64_t part, base::Id text, std::string_view words);

  // For a work that fails: what it changed is taken back, together with ROLLBACK TO.
  struct Open {
    std::int64_t part = 0, texts = 0;
  };
  struct Mark {
    std::size_t changes, written;
    std::array<Open, 2> open;
  };
  Mark mark() const { return {changes_.size(), written_, open_}; }
  void take_back(const Mark& mark);

  // Within the transaction: before its COMMIT, and before a search in it.
  void write_out();
  void committed();
  bool has_removals() const;
  // After a transaction that did not come about.
  void reload();

 private:
  struct Change {
    std::int64_t part;
    base::Id text;
    bool is_removed;
    std::string words;
  };

  void write_one(const Change& change);

  Connection& connection_;
  std::vector<Change> changes_;  // of the transaction
  std::size_t written_ = 0;      // so many of them
  std::array<Open, 2> open_;  // of others, of posts
};

// Texts that the index has and should not have, or the other way round: for `check`. Needs no right
// to write.
std::vector<std::string> mistakes_in_search(Connection& in);

// One step, in a transaction of its own. False: there was nothing to do.
bool tidy_step(Connection& in);

}  // namespace decorum::sqlite
