#include "review/names.h"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "review/reading.h"
#include "spelling/index_for_test.h"

namespace decorum::review {
namespace {

const std::vector<std::string> own_names = {"Quillmere Institute of Management", "QIM"};

std::string names_in(std::string_view text, const spelling::Dictionary* dictionary) {
  Reading reading;
  read(text, dictionary, own_names, reading);
  std::string all;
  for (const Name& name : reading.names) {
    if (!all.empty()) all += "; ";
    all += name.kind == Name::Kind::person ? "P " : name.kind == Name::Kind::other ? "? " : "O ";
    all += text.substr(name.span.start, name.span.end - name.span.start);
  }
  return all.empty() ? "-" : all;
}

std::string names_in(std::string_view text) {
  return names_in(text, &spelling::dictionary_for_test());
}

TEST(Names, AreFoundInEverySentenceOfTheTable) {
  std::ifstream table("test/golden/names.txt");
  ASSERT_TRUE(table);
  std::size_t sentences = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t arrow = line.find(" => ");
    ASSERT_NE(arrow, std::string::npos) << line;
    EXPECT_EQ(names_in(line.substr(0, arrow)), line.substr(arrow + 4)) << line;
    ++sentences;
  }
  EXPECT_GE(sentences, 150U);
}

TEST(Names, SpansLeaveThePossessiveOut) {
  EXPECT_EQ(names_in("Dr Asante's talk and Dr Shah’s chair"), "P Dr Asante; P Dr Shah");
}

TEST(Names, EmptyAndStrangeTextsHaveNone) {
  for (const char* text : {"", " ", "...", "'s", "A", "Mr", "Dr.", "& Sons", "@", "# #", "\n\n",
                           "Mr. Mr. Mr.", "\xf0\x9f\x98\x80", "of of of", "The", "THE END OF IT"}) {
    EXPECT_EQ(names_in(text), "-") << text;
  }
}

TEST(Names, WithoutADictionaryTitlesAndFullNamesAreStillFound) {
  EXPECT_EQ(names_in("We met Dr Asante and Anjali Deshpande", nullptr),
            "P Dr Asante; P Anjali Deshpande");
  EXPECT_EQ(names_in("Will you come to see us", nullptr), "-");
}

TEST(Names, OfAnyTextNeverOverlapAndStayInsideIt) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "Mr Anjali & Sons Ltd of England's QIM van der ";
  Reading reading;
  read(text, &spelling::dictionary_for_test(), own_names, reading);
  std::uint32_t end = 0;
  for (const Name& name : reading.names) {
    EXPECT_LE(end, name.span.start);
    EXPECT_LT(name.span.start, name.span.end);
    EXPECT_LE(name.span.end, text.size());
    EXPECT_LT(name.first_word, name.end_word);
    end = name.span.end;
  }
  EXPECT_FALSE(reading.names.empty());
}

}  // namespace
}  // namespace decorum::review
