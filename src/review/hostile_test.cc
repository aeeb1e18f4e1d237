// Texts made to be slow, as long as a draft may be: what one reading and one review of them costs.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "review/phrases.h"
#include "review/reading.h"
#include "review/review_for_test.h"

namespace decorum::review {
namespace {

std::string repeated(std::string_view text) {
  std::string all;
  all.reserve(post::draft_text_bytes_max);
  while (all.size() + text.size() <= post::draft_text_bytes_max) all += text;
  return all;
}

std::vector<std::pair<std::string, std::string>> hostile_texts() {
  std::vector<std::pair<std::string, std::string>> texts;
  const std::vector<std::string> parts = {
      "a", "A", "\"", "'", "“", "‘", "’", "\"a", "' a", "‘s’ ", ">", ">\n", "(", "[(", "`", "` ",
      "```", "``", "@", "a@b.", "a@b.c", ".", ". ", "…", "!?", "\n", "\r\n", "\n\n", "-", "a-",
      "-a", "a'", "1,", "1.", "word ", "The ", "A. ", "Mr. ", "a.b ", "#", "#a", "@a ",
      "http://", "a.com ", "🎉", "👩‍👩‍👧‍👧", "e\u0301", "\u200B", "a\u200B", "ﷺ", "日本。",
      "\xEF\xB8\x8F", "1️⃣", "\t", "the best ", "the the ", "Smith ", "J. R. ", "Dr Jo ", "* ",
      "% ", "{", "{}", "«»", "’s"};
  for (const std::string& part : parts) texts.emplace_back(part, repeated(part));
  return texts;
}

double seconds_for(const std::string& text, Reading& reading) {
  const auto before = std::chrono::steady_clock::now();
  read(text, nullptr, {"Quillmere Institute of Management", "QIM"}, reading);
  const auto after = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(after - before).count();
}

// A sanitised build on a busy machine takes ten times as long as a plain one; what grows with the
// square of the text takes minutes.
constexpr double seconds_max = 10;

TEST(Hostile, AnyTextIsReadInTimeAndItsPartsLieWithin) {
  Reading reading;
  for (const auto& [part, text] : hostile_texts()) {
    EXPECT_LT(seconds_for(text, reading), seconds_max) << part;
    std::uint32_t last = 0;
    for (const Word& word : reading.words) {
      ASSERT_LE(last, word.span.start) << part;
      ASSERT_LT(word.span.start, word.span.end) << part;
      last = word.span.end;
      ASSERT_FALSE(word.folded.empty()) << part;
      ASSERT_LT(word.sentence, reading.sentences.size()) << part;
    }
    ASSERT_LE(last, text.size()) << part;
    last = 0;
    for (const Sentence& sentence : reading.sentences) {
      ASSERT_LE(last, sentence.span.start) << part;
      ASSERT_LT(sentence.span.start, sentence.span.end) << part;
      last = sentence.span.end;
    }
    ASSERT_LE(last, text.size()) << part;
    last = 0;
    for (const base::Span& quotation : reading.quotations) {
      ASSERT_LE(last, quotation.start) << part;
      last = quotation.end;
    }
    ASSERT_LE(last, text.size()) << part;
  }
}

TEST(Hostile, PhrasesThatBeginAlikeAreFoundInTime) {
  std::vector<std::string> list;
  std::string phrase;
  for (int i = 0; i < 10; ++i) {
    phrase += "the ";
    list.push_back(phrase + "end");
    list.push_back(phrase + "end*");
  }
  const Phrases phrases(list);
  const std::string text = repeated("the ");
  Reading reading;
  read(text, nullptr, {}, reading);
  const auto before = std::chrono::steady_clock::now();
  EXPECT_TRUE(phrases.find(reading).empty());
  const auto after = std::chrono::steady_clock::now();
  EXPECT_LT(std::chrono::duration<double>(after - before).count(), seconds_max);
}

}  // namespace
}  // namespace decorum::review
