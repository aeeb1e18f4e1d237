#include "sqlite/migrations.h"

#include "sqlite/store_for_test.h"

namespace decorum::sqlite {
namespace {

using store::StoreError;

class Migrations : public StoreTest {
 protected:
  // The schema as text, one object a paragraph.
  std::string schema() {
    Connection connection(path_, Connection::Mode::read_only);
    std::string text;
    connection.each("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE "
                    "'search\\_%\\_%' ESCAPE '\\' ORDER BY type DESC, name",
                    [&](const Row& row) { text += row.text(0) + ";\n"; });
    return text;
  }
  std::string refusal(const std::string& script) {
    store_.reset();
    {
      Connection connection(path_, Connection::Mode::read_write);
      connection.script(script);
    }
    try {
      open();
    } catch (const StoreError& error) {
      return error.what();
    }
    return "opened";
  }
};

// Stores of this schema are out there: a change of it is a further step, and another file here.
TEST_F(Migrations, TheFirstSchemaStaysAsItIs) {
  std::ifstream file("test/golden/sqlite/schema-1.txt");
  const std::string promised{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(schema(), promised);
}

TEST_F(Migrations, AStoreOfTheFirstSchemaIsOpenedWithAllItHas) {
  store_.reset();
  std::filesystem::remove(path_);
  {
    Connection connection(path_, Connection::Mode::read_write);
    std::ifstream file("test/golden/sqlite/schema-1.txt");
    connection.script(std::string{std::istreambuf_iterator<char>(file), {}});
    connection.script("INSERT INTO event VALUES(7, 'noted', 0, '{\"a\":1}');"
                      "INSERT INTO unsealed VALUES(7);"
                      "INSERT INTO search_part VALUES(1, 0, 0, 0), (2, 1, 0, 0);"
                      "PRAGMA application_id = 1684366191; PRAGMA user_version = 1");
  }
  open();
  EXPECT_EQ(read([](store::Snapshot& in) { return in.event(base::Id{7})->bytes; }), "{\"a\":1}");
  put_note(9, "goes on");
  EXPECT_EQ(notes_with("goes").size(), 1U);
  EXPECT_TRUE(store_->check().empty());
  EXPECT_NE(store_->about().find("schema 1"), std::string::npos);
}

TEST_F(Migrations, ANewerStoreIsRefusedAndLeftAlone) {
  const std::string told = refusal("PRAGMA user_version = 2");
  EXPECT_NE(told.find(path_), std::string::npos) << told;
  EXPECT_NE(told.find("it was written by a newer one"), std::string::npos) << told;
  Connection connection(path_, Connection::Mode::read_only);
  EXPECT_EQ(connection.number("PRAGMA user_version"), 2);
}

TEST_F(Migrations, ADatabaseOfAnotherProgramIsRefusedAndLeftAlone) {
  const std::string told = refusal("PRAGMA application_id = 17");
  EXPECT_NE(told.find("a database of another program"), std::string::npos) << told;
  Connection connection(path_, Connection::Mode::read_only);
  EXPECT_EQ(connection.number("PRAGMA application_id"), 17);
}

TEST_F(Migrations, AnEmptyFileBecomesAStoreButNotForWhoOnlyReads) {
  store_.reset();
  std::filesystem::remove(path_);
  std::ofstream(path_).close();
  EXPECT_THROW(open_store(path_, {.read_only = true}), StoreError);
  open();
  put_note(1, "here");
  EXPECT_TRUE(open_store(path_, {.read_only = true})->check().empty());
}

TEST_F(Migrations, TheFilesAreForTheirOwnerAlone) {
  put_note(1, "private");
  for (const char* end : {"", "-wal", "-shm", ".lock"}) {
    const auto mode = std::filesystem::status(path_ + end).permissions();
    EXPECT_EQ(mode & std::filesystem::perms(0077), std::filesystem::perms::none) << end;
  }
}

}  // namespace
}  // namespace decorum::sqlite
