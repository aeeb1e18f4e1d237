#include "cli/record_check.h"

#include <stdexcept>
#include <utility>

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "cli/record_for_test.h"

namespace decorum::cli {
namespace {

// Somebody's hand in the file.
class Hand {
 public:
  explicit Hand(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) throw std::runtime_error("open");
    sqlite3_busy_timeout(database_, 60'000);  // the store tidies up by itself now and then
  }
  ~Hand() { sqlite3_close(database_); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;

  void run(const std::string& sql) {
    char* trouble = nullptr;
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, &trouble) == SQLITE_OK) return;
    throw std::runtime_error(sql + ": " + trouble);
  }
  // False when the database itself refuses (a key that is there already).
  bool tries(const std::string& sql) {
    return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  std::vector<std::string> column(const std::string& sql) {
    std::vector<std::string> values;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sql + ": " + sqlite3_errmsg(database_));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, 0));
      values.emplace_back(bytes == nullptr ? "" : bytes,
                          static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
    }
    sqlite3_finalize(statement);
    return values;
  }

 private:
  sqlite3* database_ = nullptr;
};

std::string hex_of(std::string_view bytes) {
  std::string out;
  for (const char byte : bytes) out += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return out;
}

class RecordCheck : public RecordStore {
 protected:
  RecordChecked check(const RecordCheckSettings& settings = {}) {
    RecordChecked checked;
    store_->read([&](store::Snapshot& in) { checked = check_record(in, settings); });
    return checked;
  }
  static std::string text_of(const RecordChecked& checked) {
    std::string out;
    for (const auto& one : checked.findings) out += one.where + ": " + one.what + '\n';
    return out;
  }
  std::string told() { return text_of(check()); }

  // A change is found, or the rows can no longer be read at all.
  bool is_found() {
    try {
      return check().findings_count > 0;
    } catch (const store::StoreError&) {
      return true;
    }
  }

  record::SignedHead newest() {
    std::optional<store::HeadRow> row;
    store_->read([&](store::Snapshot& in) { row = in.head(); });
    return *record::parse_head(row->note);
  }
};

TEST_F(RecordCheck, FindsNothingInAGoodStore) {
  const RecordChecked checked = check();
  EXPECT_EQ(text_of(checked), "");
  EXPECT_EQ(checked.events, 11U);
  EXPECT_EQ(checked.heads, 2U);
  EXPECT_EQ(checked.texts, 5U);
  EXPECT_EQ(checked.texts_gone, 0U);
  EXPECT_EQ(checked.posts, 1U);
  EXPECT_EQ(checked.cases, 3U);
  EXPECT_EQ(checked.unsealed, 0U);
  EXPECT_EQ(checked.origin, sample_origin);
  EXPECT_EQ(checked.first_key, pair_for_test(first_seed_).public_key());
}

TEST_F(RecordCheck, WhatIsNotSealedIsCountedAndNothingWrong) {
  write([&](desk::Writing& writing) { writing.event("checked", base::RawJson{"{}"}); });
  EXPECT_EQ(told(), "");
  EXPECT_EQ(check().unsealed, 1U);
  EXPECT_EQ(seal(), 1U);
  EXPECT_EQ(seal(), 0U);
  EXPECT_EQ(told(), "");
  EXPECT_EQ(check().heads, 3U);
}

TEST_F(RecordCheck, AnErasedTextIsCountedAndNothingWrong) {
  write([&](desk::Writing& writing) { writing.in().erase_text(note_text_); });
  EXPECT_EQ(told(), "");
  EXPECT_EQ(check().texts_gone, 1U);
}

TEST_F(RecordCheck, AHeadKeptElsewhereIsMet) {
  RecordCheckSettings settings;
  settings.since = newest();
  settings.key = pair_for_test(first_seed_).public_key();
  EXPECT_EQ(text_of(check(settings)), "");
  settings.key = pair_for_test(second_seed_).public_key();
  EXPECT_NE(text_of(check(settings)).find("not with the given one"), std::string::npos);
  settings.key.reset();
  settings.since->head.root[0] ^= 1;
  EXPECT_NE(text_of(check(settings)).find("kept elsewhere"), std::string::npos);
}

TEST_F(RecordCheck, AHeadThatCoversAChangeOfKeyIsSignedWithTheNewKey) {
  const std::string third(record::seed_bytes, 'c');
  write([](desk::Writing& writing) { writing.event("checked", base::RawJson{"{}"}); });
  write([&](desk::Writing& writing) {
    desk::rotate_key(writing, pair_for_test(second_seed_), pair_for_test(third).public_key(),
                     third);
    writing.event("checked", base::RawJson{"{}"});
  });
  EXPECT_TRUE(record::signed_by(newest(), pair_for_test(second_seed_).public_key()));
  EXPECT_EQ(seal(), 3U);
  EXPECT_TRUE(record::signed_by(newest(), pair_for_test(third).public_key()));
  EXPECT_FALSE(record::signed_by(newest(), pair_for_test(second_seed_).public_key()));
  EXPECT_EQ(told(), "");
}

TEST_F(RecordCheck, AChangeOfKeyThatTheOldKeyDidNotSignForIsTold) {
  write([&](desk::Writing& writing) {
    desk::rotate_key(writing, pair_for_test(first_seed_), pair_for_test(first_seed_).public_key(),
                     first_seed_);
  });
  seal();
  EXPECT_NE(told().find("leaf 11: the change of key does not hold"), std::string::npos) << told();
}

TEST_F(RecordCheck, ARecordBeginsOnceAndFirst) {
  const record::PublicKey key = pair_for_test(first_seed_).public_key();
  EXPECT_THROW(write([&](desk::Writing& writing) {
                 desk::begin_record(writing, sample_origin, key, first_seed_);
               }),
               store::StoreError);
  EXPECT_EQ(told(), "");
  store_ = sqlite::open_store(in_folder("new.sqlite"), {});
  write([](desk::Writing& writing) { writing.event("checked", base::RawJson{"{}"}); });
  EXPECT_THROW(seal(), store::StoreError);
  EXPECT_EQ(check().unsealed, 1U);  // nothing of the sealing was kept
}

// Table, what names a row of it, and the columns that verify covers.
struct Covered {
  std::string table, row;
  std::vector<std::string> columns;
};
const std::vector<Covered> covered = {
    {"event", "rowid", {"id", "kind", "case_id", "bytes"}},
    {"leaf", "rowid", {"leaf", "event"}},
    {"tile", "level || '/' || place", {"level", "place", "hashes"}},
    {"head", "rowid", {"size", "at", "note"}},
    {"text", "rowid", {"salt", "body"}},
    {"post", "rowid", {"id", "version", "document", "digest"}},
    {"post_version", "post || '/' || version", {"post", "version", "document", "digest"}},
    {"case_row",
     "rowid",
     {"id",       "family",  "version",  "state",     "waits_for",   "priority",  "site",
      "accounts", "author",  "thread",   "queue",     "owner",       "ask",       "assigned",
      "holder",   "outcomes", "proposed", "tags",     "due_at",      "wake_at",   "watch_until",
      "opened_at", "changed_at", "topic", "parent",   "confidential"}},
    {"case_body", "rowid", {"id", "body"}}};

// A table that is spoilt and put back.
class Spoilt {
 public:
  Spoilt(Hand& hand, const Covered& table) : hand_(hand), table_(table) {
    for (const std::string& name :
         hand_.column("SELECT name FROM pragma_table_info('" + table.table + "')")) {
      columns_ += (columns_.empty() ? "" : ",") + name;
    }
    hand_.run("CREATE TABLE kept AS SELECT * FROM " + table.table);
  }
  ~Spoilt() { hand_.tries("DROP TABLE kept"); }
  Spoilt(const Spoilt&) = delete;
  Spoilt& operator=(const Spoilt&) = delete;

  std::vector<std::string> rows() {
    return hand_.column(fmt::format("SELECT {} FROM {}", table_.row, table_.table));
  }
  std::string cell(const std::string& row, const std::string& what) {
    return hand_.column(fmt::format("SELECT {} FROM {}{}", what, table_.table, where(row))).at(0);
  }
  std::string where(const std::string& row) const {
    return fmt::format(" WHERE {} = '{}'", table_.row, row);
  }
  void put_back() {
    hand_.run(fmt::format("BEGIN; DELETE FROM {0}; INSERT INTO {0}({1}) SELECT {1} FROM kept; "
                          "COMMIT",
                          table_.table, columns_));
  }

 private:
  Hand& hand_;
  const Covered& table_;
  std::string columns_;
};

// What a cell may be changed to: each byte in turn, every third of a long cell, or another number.
// Every bit of events, tiles and heads is flipped in record/log_verifier_test.cc.
std::vector<std::string> changes_of(const std::string& type, const std::string& value) {
  if (type == "integer") return {fmt::format("{} + 1", value)};
  if (type == "null") return {"1"};
  const auto written = [&](const std::string& bytes) {
    return fmt::format(fmt::runtime(type == "text" ? "CAST(x'{}' AS TEXT)" : "x'{}'"),
                       hex_of(bytes));
  };
  if (value.empty()) return {written("x\x1f")};  // where it is a list: one with an entry
  std::vector<std::string> changes;
  const std::size_t step = value.size() > 100 ? 3 : 1;
  for (std::size_t i = 0; i < value.size(); i += step) {
    std::string bad = value;
    bad[i] = static_cast<char>(bad[i] ^ (1 << (i % 7)));
    changes.push_back(written(bad));
  }
  return changes;
}

TEST_F(RecordCheck, FindsFlippedBytesOfWhateverIsCovered) {
  Hand hand(path_);
  hand.run("PRAGMA synchronous = OFF");
  std::size_t flips = 0;
  for (const Covered& table : covered) {
    Spoilt spoilt(hand, table);
    for (const std::string& row : spoilt.rows()) {
      for (const std::string& column : table.columns) {
        const std::string type = spoilt.cell(row, fmt::format("typeof({})", column));
        for (const std::string& changed : changes_of(type, spoilt.cell(row, column))) {
          // The database itself keeps a second row of one key out.
          if (!hand.tries(fmt::format("UPDATE {} SET {} = {}{}", table.table, column, changed,
                                      spoilt.where(row)))) {
            continue;
          }
          ++flips;
          EXPECT_TRUE(is_found())
              << table.table << '.' << column << " of " << row << " as " << changed;
          spoilt.put_back();
        }
      }
    }
  }
  EXPECT_EQ(told(), "");  // all of it was put back
  EXPECT_GT(flips, 1500U);
}

TEST_F(RecordCheck, FindsEveryRowThatIsTakenAway) {
  Hand hand(path_);
  for (const Covered& table : covered) {
    if (table.table == "text") continue;  // erased texts are gone too
    Spoilt spoilt(hand, table);
    std::vector<std::string> rows = spoilt.rows();
    // What an older head says, the newest says too.
    if (table.table == "head") rows.erase(rows.begin(), rows.end() - 1);
    for (const std::string& row : rows) {
      hand.run(fmt::format("DELETE FROM {}{}", table.table, spoilt.where(row)));
      EXPECT_TRUE(is_found()) << table.table << ' ' << row;
      spoilt.put_back();
    }
    EXPECT_EQ(told(), "") << table.table;
  }
}

TEST_F(RecordCheck, FindsRowsThatWereAdded) {
  for (const auto& [sql, place] : std::vector<std::pair<std::string, std::string>>{
           {"INSERT INTO event SELECT id + 1, kind, case_id, bytes FROM event LIMIT 1",
            "it stands in the store and not in the record"},
           {"INSERT INTO leaf SELECT 1 + max(leaf), 77 FROM leaf", ""},
           {"INSERT INTO tile VALUES(5, 0, zeroblob(32))", "tile 0 of level 5"},
           {"INSERT INTO head SELECT 5, at, note FROM head ORDER BY size LIMIT 1", "head of 5"}}) {
    Hand hand(path_);
    hand.run(sql);
    const std::string text = told();
    EXPECT_NE(text.find(place), std::string::npos) << sql << '\n' << text;
    hand.run("DELETE FROM tile WHERE level = 5");
    hand.run("DELETE FROM head WHERE size = 5");
    hand.run("DELETE FROM leaf WHERE event = 77");
    hand.run("DELETE FROM event WHERE id NOT IN (SELECT event FROM leaf)");
    EXPECT_EQ(told(), "") << sql;
  }
}

TEST_F(RecordCheck, NamesWhatWasChanged) {
  Hand hand(path_);
  hand.run("UPDATE text SET body = 'Rang never' WHERE id = " +
           std::to_string(note_text_.value));
  EXPECT_EQ(told(), fmt::format("text {}: it is not the text that event {} names at /text\n",
                                base::to_text(note_text_), base::to_text(noted_)));
  hand.run("UPDATE text SET body = 'Rang twice, no answer' WHERE id = " +
           std::to_string(note_text_.value));
  hand.run("UPDATE case_row SET queue = 'press' WHERE family = 0");
  EXPECT_EQ(told(), fmt::format("case {}: it is listed by other columns than its own\n",
                                base::to_text(conversation_.id)));
}

// More events than a page, so that pages, tiles and heads are read on.
TEST_F(RecordCheck, ReadsRecordsOfManyPages) {
  for (int i = 0; i < 3; ++i) {
    write([&](desk::Writing& writing) {
      for (int n = 0; n < 700; ++n) writing.event("checked", base::RawJson{R"({"right":true})"});
    });
    if (i == 2) break;
    EXPECT_EQ(seal(), 700U);
  }
  EXPECT_EQ(told(), "");
  EXPECT_EQ(check().events, 1411U);
  EXPECT_EQ(check().unsealed, store::page_max);
  EXPECT_EQ(seal(), 700U);
  EXPECT_EQ(told(), "");
  Hand hand(path_);
  hand.run("DELETE FROM event WHERE id = (SELECT event FROM leaf WHERE leaf = 1000)");
  EXPECT_EQ(told(), "leaf 1000: the event is missing\n");
}

}  // namespace
}  // namespace decorum::cli
