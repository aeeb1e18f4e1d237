#include "policy/yaml.h"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace decorum::policy {
namespace {

std::string places_of(const YamlFile& file) {
  std::string out;
  for (const Mistake& mistake : file.mistakes) {
    out += fmt::format("{}{} {}:{}-{}", out.empty() ? "" : "; ", mistake.code, mistake.line,
                       mistake.column, mistake.end_column);
  }
  return out;
}

TEST(Yaml, EveryNodeKnowsItsPlace) {
  const std::string text =
      "# a comment\n"
      "name: library\n"
      "people:\n"
      "  - { id: tamsin, text: \"two words\" }\n"
      "  - 'it''s'\n";
  const YamlFile file = parse_yaml("a.yaml", text);
  ASSERT_TRUE(file.root.has_value());
  EXPECT_EQ(places_of(file), "");
  const YamlNode* name = file.root->find("name");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(name->text, "library");
  EXPECT_TRUE(name->plain);
  EXPECT_EQ(name->line, 2U);
  EXPECT_EQ(name->column, 7U);
  EXPECT_EQ(name->end_column, 14U);
  const YamlNode* people = file.root->find("people");
  ASSERT_TRUE(people != nullptr && people->is_sequence() && people->items.size() == 2);
  const YamlNode* quoted = people->items[0].find("text");
  ASSERT_NE(quoted, nullptr);
  EXPECT_FALSE(quoted->plain);
  EXPECT_EQ(quoted->column, 25U);
  EXPECT_EQ(quoted->end_column, 36U);
  EXPECT_EQ(people->items[1].text, "it's");
  EXPECT_EQ(people->items[1].end_column, 12U);
  EXPECT_EQ(file.root->find("persons"), nullptr);
}

struct Refusal {
  std::string name, text, mistakes;
};

TEST(Yaml, WhatAPolicyMayNotHoldIsRefusedAtItsPlace) {
  const Refusal refusals[] = {
      {"a condition that becomes a tag", "a: { when: !spam }", "tag 1:12-17"},
      {"a condition alone", "when: !spam", "tag 1:7-12"},
      {"a condition at the end of a list", "[ !spam ]", "tag 1:3-8"},
      {"a tag on a mapping", "a: !!map { b: c }", "tag 1:4-9"},
      {"the tag of no type", "a: ! b", "tag 1:4-5"},
      {"an anchor", "a: &x b", "anchor 1:4-6"},
      {"an anchor on a list", "a: &x [1]", "anchor 1:4-6"},
      {"an anchor and its alias", "a: &x b\nc: *x", "anchor 1:4-6; alias 2:4-6"},
      {"an alias of nothing", "a: *x", "alias 1:4-6"},
      {"an alias with text behind it", "a: *x y", "alias 1:4-6"},
      {"an alias without a name", "- *", "alias 1:3-4"},
      {"a condition of two", "when: !spam && abuse", "tag 1:7-12"},
      {"a condition in brackets", "when: !(spam || abuse)", "tag 1:7-13"},
      {"a tag of an unknown handle", "a: !e!b c", "tag 1:4-8"},
      {"a tag that is not closed", "a: !<x b", "tag 1:4-7"},
      {"a merge key", "a:\n  <<: { b: c }", "merge-key 2:3-5"},
      {"a key twice", "a: 1\nb: 2\na: 3", "duplicate-key 3:1-2"},
      {"a key twice, written differently", "a: 1\n\"a\": 3", "duplicate-key 2:1-4"},
      {"a key twice in braces", "{ a: 1, a: 2 }", "duplicate-key 1:9-10"},
      {"a key that is a list", "[a]: b", "key 1:1-2"},
      {"no key", ": b", "key 1:1-2"},
      {"a second document", "a: 1\n---\nb: 2", "second-document 2:1-2"},
      {"a third after an empty one", "---\n---\na: 1", "second-document 2:1-2"},
      {"broken UTF-8", "a: b\nc: \xC3(", "not-text 2:4-5"},
      {"a surrogate", "a: \xED\xA0\x80", "not-text 1:4-5"},
      {"a zero byte", std::string("a: b\0c", 6), "not-text 1:5-6"},
      {"an escape sequence of a terminal", "a: \x1B[31m", "not-text 1:4-5"},
      {"a C1 control character", "a: \xC2\x9B" "31m", "not-text 1:4-5"},
      {"a line break of another system", "a: b\xC2\x85" "c: d", "not-text 1:5-6"},
      {"a line separator", "a: b\xE2\x80\xA8" "c", "not-text 1:5-6"},
      {"a byte order mark inside", "a: b\n\xEF\xBB\xBF" "c: d", "not-text 2:1-2"},
      {"a noncharacter", "a: \xEF\xBF\xBF", "not-text 1:4-5"},
      {"a carriage return alone", "a: b\rc: d", "not-text 1:5-6"},
      {"UTF-16", std::string("\xFF\xFE\x61\0", 4), "not-text 1:1-2"},
      {"an escape that makes a zero", "a: \"b\\0\"", "control-character 1:4-9"},
      {"an escape that makes a bell", "a: \"\\a\"", "control-character 1:4-8"},
      {"a quote not closed", "a: \"b\nc: d\n", "yaml 1:4-6"},
      {"a quote not closed before the end", "a: \"b", "yaml 1:4-6"},
      {"a single quote not closed", "a: 1\nb: 'it''s\n\n", "yaml 2:4-10"},
      {"a brace not closed", "a: { b: c\nd: e\n", "yaml 1:4-5"},
      {"a bracket not closed", "a: [ b, c\n", "yaml 1:4-5"},
      {"a tab before a key", "a:\n\tb: c", "yaml 2:1-2"},
      {"a percent sign", "a: %b", "yaml 1:4-5"},
      {"a colon in plain text", "a: b: c", "yaml 1:5-6"},
  };
  for (const Refusal& refusal : refusals) {
    EXPECT_EQ(places_of(parse_yaml("a.yaml", refusal.text)), refusal.mistakes) << refusal.name;
  }
}

struct Fault {
  std::string text, place, what;
};

// libyaml's own words are known by heart in yaml_events.cc: another version may change them.
TEST(Yaml, WhatLibyamlCannotReadIsSaidInOurWords) {
  const Fault faults[] = {
      {"a: b: c", "1:5", "a ':' stands where no value can begin"},
      {"{ a:, b }", "1:4", "a ':' stands where no value can begin"},
      {"\"a\"\n: b", "2:1", "a ':' stands where no value can begin"},
      {"a: ? b", "1:4", "a '?' stands where no key can begin"},
      {"a: - b", "1:4", "a '-' stands where no list can begin"},
      {"a: [ - b ]", "1:6", "a '-' stands where no list can begin"},
      {"a:\n  b: 1\n c: 2", "3:2", "this line does not fit the mapping it stands in"},
      {"a: 1\nb\nc: 2", "2:1", "this line does not fit the mapping it stands in"},
      {"- a\nb: c", "2:1", "this line does not fit the list it stands in"},
      {"a: { b: c", "1:4", "a '{' is not closed, or a comma is missing"},
      {"a: [ b,\n", "1:4", "a '[' is not closed, or a comma is missing"},
      {"a: { b: ]", "1:4", "a '{' is not closed, or a comma is missing"},
      {"a: [ b, , c ]", "1:9", "a value is missing before this"},
      {"a: [ b ]]", "1:9", "this ']' closes nothing that is open"},
      {"{ a: b }}", "1:9", "this '}' closes nothing that is open"},
      {"a: { : b }", "1:6", "a key must be a word or a text"},
      {"a: \"b", "1:4", "a quotation mark is opened here and never closed"},
      {"a: \"b\n---\n", "1:4", "a quotation mark is not closed before the document ends"},
      {"a: \"b\n c\" d\n", "1:4", "a quotation mark is opened here and not closed in this line"},
      {"a: \"b\\q\"", "1:6", "this escape is none that YAML knows"},
      {"a: \"\\xZZ\"", "1:7", "this escape does not say which character is meant"},
      {"a: \"\\uD800\"", "1:7", "this escape does not say which character is meant"},
      {"a: > 0.5", "1:4", "after this mark the line must end"},
      {"a: |0\n  b", "1:4", "after this mark the line must end"},
      {"a:\n\tb: c", "2:1", "a tab is used to indent"},
      {"-\tb: c", "1:2", "a tab stands where only blanks may"},
      {"a: @b", "1:4", "this character cannot begin a text"},
      {"a: ,b", "1:4", "this character cannot begin a text"},
      {"%b", "1:1", "this character cannot begin a text"},
      {"%YAML 1.2\na: b", "2:1", "the lines that begin with '%' are not followed by one of '---'"},
  };
  for (const Fault& fault : faults) {
    const YamlFile file = parse_yaml("a.yaml", fault.text);
    EXPECT_FALSE(file.root.has_value()) << fault.text;
    ASSERT_EQ(file.mistakes.size(), 1U) << fault.text;
    const Mistake& mistake = file.mistakes[0];
    EXPECT_EQ(mistake.what, fault.what) << fault.text;
    EXPECT_EQ(fmt::format("{}:{}", mistake.line, mistake.column), fault.place) << fault.text;
  }
}

TEST(Yaml, ExpressionsInQuotesAndBlocksAreTexts) {
  const YamlFile file = parse_yaml("a.yaml",
                                   "a: \"!spam\"\n"
                                   "b: '&& ||'\n"
                                   "c: |\n"
                                   "  !spam\n"
                                   "d: \"*\"\n");
  ASSERT_TRUE(file.root.has_value());
  EXPECT_EQ(places_of(file), "");
  EXPECT_EQ(file.root->find("a")->text, "!spam");
  EXPECT_EQ(file.root->find("c")->text, "!spam\n");
  // As an escape a character that cannot be seen is meant.
  EXPECT_EQ(parse_yaml("a.yaml", "\"\\u2028\"").root->text, "\xE2\x80\xA8");
}

TEST(Yaml, NothingWrittenIsNullAtItsKey) {
  const YamlFile file = parse_yaml("a.yaml", "a:\nb: ~\nc: null\nd: \"null\"\n");
  ASSERT_TRUE(file.root.has_value());
  EXPECT_TRUE(file.root->find("a")->null);
  EXPECT_EQ(file.root->find("a")->line, 1U);
  EXPECT_TRUE(file.root->find("b")->null);
  EXPECT_EQ(file.root->find("b")->column, 4U);
  EXPECT_TRUE(file.root->find("c")->null);
  EXPECT_FALSE(file.root->find("d")->null);
  const YamlFile list = parse_yaml("a.yaml", "- a\n-\n- b\n");
  ASSERT_TRUE(list.root.has_value() && list.root->items.size() == 3);
  EXPECT_TRUE(list.root->items[1].null);
  EXPECT_EQ(list.root->items[1].line, 2U);
  EXPECT_EQ(list.root->items[1].column, 1U);
}

TEST(Yaml, AnEmptyFileHasNoRootAndNoMistake) {
  for (const std::string_view text : {"", "# nothing\n", "\n\n", "\xEF\xBB\xBF"}) {
    const YamlFile file = parse_yaml("a.yaml", text);
    EXPECT_FALSE(file.root.has_value());
    EXPECT_EQ(places_of(file), "");
  }
}

TEST(Yaml, AByteOrderMarkAndWindowsLinesAreTaken) {
  const YamlFile file = parse_yaml("a.yaml", "\xEF\xBB\xBF" "a: 1\r\nb: two words\r\n");
  ASSERT_TRUE(file.root.has_value());
  EXPECT_EQ(file.root->find("a")->column, 4U);
  EXPECT_EQ(file.root->find("b")->text, "two words");
  EXPECT_EQ(file.root->find("b")->end_column, 13U);
}

TEST(Yaml, ColumnsCountCodePoints) {
  const YamlFile file = parse_yaml("a.yaml", "{ \"\xC3\xA9\xE8\xAA\xA0\": a, b: !c }");
  EXPECT_EQ(places_of(file), "tag 1:15-17");
}

TEST(Yaml, TheBoundsHold) {
  EXPECT_EQ(parse_yaml("a.yaml", std::string(yaml_bytes_max + 1, 'a')).mistakes[0].code,
            "too-large");
  const auto nested = [](std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
  };
  EXPECT_EQ(places_of(parse_yaml("a.yaml", nested(yaml_depth_max))), "");
  EXPECT_EQ(parse_yaml("a.yaml", nested(yaml_depth_max + 1)).mistakes[0].code, "too-deep");
  std::string many = "[";
  for (int i = 0; i < 20; ++i) many += "a,";
  EXPECT_EQ(places_of(parse_yaml("a.yaml", many + "]", 21)), "");
  EXPECT_EQ(parse_yaml("a.yaml", many + "]", 20).mistakes[0].code, "too-many-nodes");
}

TEST(Yaml, APlaceInsideAScalarIsFound) {
  struct Row {
    std::string name, text;
    std::size_t offset;
    std::uint32_t line, column;
  };
  const Row rows[] = {
      {"plain", "a: one two", 4, 1, 8},
      {"double quotes", "a: \"one two\"", 4, 1, 9},
      {"single quotes", "a: 'one two'", 4, 1, 9},
      {"a doubled quote", "a: 'it''s two'", 5, 1, 11},
      {"an escaped quote", "a: \"\\\"x\\\" two\"", 4, 1, 11},
      {"a block", "a: |\n  one\n  two three\n", 8, 3, 7},
      {"a folded block", "a: >-\n  one\n  two\n", 4, 3, 3},
      {"quotes over two lines", "a: \"one\n  two\"", 4, 2, 3},
      {"the end", "a: \"one\"", 3, 1, 8},
      {"after wide text", "a: \"\xE8\xAA\xA0 two\"", 4, 1, 7},
      {"an escape that is not followed", "a: \"\\x41 two\"", 2, 1, 4},
  };
  for (const Row& row : rows) {
    const YamlFile file = parse_yaml("a.yaml", row.text);
    ASSERT_TRUE(file.root.has_value()) << row.name;
    const YamlPoint point = point_in(*file.root->find("a"), row.offset, row.text);
    EXPECT_EQ(point.line, row.line) << row.name;
    EXPECT_EQ(point.column, row.column) << row.name;
  }
}

}  // namespace
}  // namespace decorum::policy
