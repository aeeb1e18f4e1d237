#include "signals/builtin_words.h"

#include <gtest/gtest.h>

#include "signals/scan.h"

namespace decorum::signals {
namespace {

TEST(ParseWordList, TellsEntriesFromExceptionsAndComments) {
  const post::Lexicon list =
      parse_word_list("id", "# a comment\n\none phrase\nexcept: but not\nlast without a newline");
  EXPECT_EQ(list.id, "id");
  EXPECT_EQ(list.phrases, (std::vector<std::string>{"one phrase", "last without a newline"}));
  EXPECT_EQ(list.except, std::vector<std::string>{"but not"});
  EXPECT_TRUE(list.patterns.empty());
  EXPECT_TRUE(parse_word_list("id", "").phrases.empty());
}

TEST(ParseWordList, ExpandsChoices) {
  using Entries = std::vector<std::string>;
  const auto entries = [](std::string_view text) { return parse_word_list("id", text).phrases; };
  EXPECT_EQ(entries("{go|come} home"), (Entries{"go home", "come home"}));
  EXPECT_EQ(entries("clown{|s}"), (Entries{"clown", "clowns"}));
  EXPECT_EQ(entries("{a|b}{c|d}"), (Entries{"ac", "bc", "ad", "bd"}));
  EXPECT_EQ(entries("no {end"), Entries{"no {end"});
  EXPECT_EQ(entries("no } start"), Entries{"no } start"});
  EXPECT_EQ(entries("{}"), Entries{""});
  const std::string many = "{a|b|c|d|e|f|g|h|i|j}";
  EXPECT_EQ(entries(many + many + many + many).size(), expansions_max);
}

TEST(BuiltinWords, CompileAndFindWhatTheyAreFor) {
  const std::vector<post::Lexicon> lists = builtin_words();
  ASSERT_EQ(lists.size(), builtin_words_count);
  const auto scan = Scan::make(lists);
  ASSERT_TRUE(scan) << scan.error().where << ": " << scan.error().what;
  const std::pair<std::string_view, std::vector<bool>> cases[] = {
      {"Where is my certificate?", {false, false, false}},
      {"Could you tell me what time you open?", {false, false, false}},
      {"The queue was long last week and nobody answered", {false, false, false}},
      {"you are all muppets", {true, false, false}},
      {"YOU 1D10T", {true, false, false}},
      {"I feel stupid asking", {false, false, false}},
      {"go to hell", {false, true, false}},
      {"lol who asked", {false, false, true}},
  };
  ScanScratch scratch;
  Folded folded;
  std::vector<std::int32_t> counts;
  for (const auto& [text, wanted] : cases) {
    fold(text, folded);
    scan->look(folded, scratch);
    scan->count(folded, scratch, counts);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_EQ(counts[i] > 0, wanted[i]) << text << " " << lists[i].id;
    }
  }
}

}  // namespace
}  // namespace decorum::signals
