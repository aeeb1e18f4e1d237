#include "post/emoji_sequences.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

// The parts that `text` is counted in: emoji in brackets, everything else as it stands.
std::string parts(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_emoji_sequence(text, at);
    if (end > at) {
      out.append("[").append(text.substr(at, end - at)).append("]");
      at = end;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view parts;
};

TEST(EmojiSequences, WhatUnicodeListsIsOne) {
  const std::vector<Case> cases = {
      {"a😀b", "a[😀]b"},
      {"👍🏽👍", "[👍🏽][👍]"},
      {"🇬🇧🇫🇷", "[🇬🇧][🇫🇷]"},
      {"👨‍👩‍👧‍👦", "[👨‍👩‍👧‍👦]"},
      {"🧑🏻‍❤️‍💋‍🧑🏼", "[🧑🏻‍❤️‍💋‍🧑🏼]"},
      {"🏴󠁧󠁢󠁥󠁮󠁧󠁿", "[🏴󠁧󠁢󠁥󠁮󠁧󠁿]"},
      {"🧔‍♀️", "[🧔‍♀️]"},
      {"1️⃣ #️⃣", "[1️⃣] [#️⃣]"},
      {"❤️❤☺", "[❤️][❤][☺]"},
      {"©️™️", "[©️][™️]"},
  };
  for (const Case& c : cases) EXPECT_EQ(parts(c.text), c.parts) << c.text;
}

TEST(EmojiSequences, OldSpellingsAreOne) {
  const std::vector<Case> cases = {
      {"1⃣", "[1⃣]"},
      {"⚡\uFE0F", "[⚡\uFE0F]"},
      {"☝\uFE0F🏽", "[☝\uFE0F🏽]"},
      {"👁‍🗨", "[👁‍🗨]"},
  };
  for (const Case& c : cases) EXPECT_EQ(parts(c.text), c.parts) << c.text;
}

TEST(EmojiSequences, TheRestOfAClusterIsApart) {
  const std::vector<Case> cases = {
      {"🇽🇽", "[🇽][🇽]"},
      {"🇽🇬🇧", "[🇽][🇬🇧]"},
      {"☹\uFE0F\uFE0F", "[☹\uFE0F]\uFE0F"},
      {"😀\uFE0F", "[😀]\uFE0F"},
      {"🙍\u200D♂", "[🙍]\u200D[♂]"},
      {"😀\u200D😀", "[😀]\u200D[😀]"},
      {"🇺🇲\uFE0F", "[🇺🇲]\uFE0F"},
      {"😀\u0301", "[😀]\u0301"},
      {"👧\uFE0F🏽", "[👧]\uFE0F🏽"},
  };
  for (const Case& c : cases) EXPECT_EQ(parts(c.text), c.parts) << c.text;
}

TEST(EmojiSequences, WhatIsNone) {
  for (const std::string_view text :
       {"1", "#", "*a", "1é", "1…", "©", "é", "中", "❤\uFE0E", "\uFE0F", "\u200D", "\u20E3",
        "\xF0\x9F\x98", "1\uFE0F"}) {
    EXPECT_EQ(end_of_emoji_sequence(text, 0), 0U) << text;
  }
}

}  // namespace
}  // namespace decorum::post
