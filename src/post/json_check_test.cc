#include "post/json_check.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

namespace decorum::post {
namespace {

TEST(JsonCheck, JsonIsAccepted) {
  for (const std::string_view text :
       {"0", "-0", "1.5e+300", "1E400", "123456789012345678901234567890", "true", "false", "null",
        "\"\"", "\"\\u0000\\ud800\"", "[]", "{}", "[[],{}]", "[1,[2,[3]],4]", "{\"a\":{\"b\":[]}}",
        " { \"a\" : [ 1 , 2 ] , \"b\" : null } ", "\t\r\n1\n", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""}) {
    EXPECT_EQ(check_json_document(text, 64), JsonEnd(text.size())) << text;
  }
}

TEST(JsonCheck, FaultsAreNamedWithTheirPlace) {
  using Case = std::pair<std::string_view, JsonFault>;
  const std::array<Case, 34> cases = {{
      {"", {0, "a value is expected"}},
      {" ", {1, "a value is expected"}},
      {"tru", {0, "a value is expected"}},
      {"nul", {0, "a value is expected"}},
      {"truely", {4, "there is more text after the value"}},
      {"True", {0, "a value is expected"}},
      {"NaN", {0, "a value is expected"}},
      {"'a'", {0, "a value is expected"}},
      {"+1", {0, "a value is expected"}},
      {".5", {0, "a value is expected"}},
      {"-", {1, "a digit is expected"}},
      {"1.", {2, "a digit is expected"}},
      {"1e", {2, "a digit is expected"}},
      {"1e+", {3, "a digit is expected"}},
      {"01", {0, "a number must not start with 0"}},
      {"-01", {1, "a number must not start with 0"}},
      {"1 2", {2, "there is more text after the value"}},
      {"{}}", {2, "there is more text after the value"}},
      {"\"a", {2, "a string is not closed"}},
      {"\"a\\", {2, "a string is not closed"}},
      {"\"a\nb\"", {2, "a control character in a string must be written as an escape"}},
      {"\"\\x41\"", {1, "this escape does not exist"}},
      {"\"\\u12\"", {1, "\\u needs four hexadecimal digits"}},
      {"\"\\u12g4\"", {1, "\\u needs four hexadecimal digits"}},
      {"[1,]", {3, "a value is expected"}},
      {"[1 2]", {3, "a comma or ] is expected"}},
      {"[1}", {2, "a comma or ] is expected"}},
      {"[", {1, "a value is expected"}},
      {"{\"a\"}", {4, "a : is expected"}},
      {"{\"a\":1,}", {7, "a field's name in quotation marks is expected"}},
      {"{a:1}", {1, "a field's name in quotation marks is expected"}},
      {"{\"a\":1]", {6, "a comma or } is expected"}},
      {"{\"a\":1", {6, "a comma or } is expected"}},
      {"[,1]", {1, "a value is expected"}},
  }};
  for (const auto& [text, fault] : cases) {
    const JsonEnd end = check_json_document(text, 64);
    ASSERT_FALSE(end) << text;
    EXPECT_EQ(end.error(), fault) << text << ": " << end.error().what;
  }
}

TEST(JsonCheck, NestingIsBoundedWithoutRecursion) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(check_json_document(nested(64), 64));
  EXPECT_EQ(check_json_document(nested(65), 64).error().offset, 64U);
  EXPECT_EQ(check_json_document(std::string(8'000'000, '['), 64).error().offset, 64U);
  EXPECT_TRUE(check_json_document(nested(1'000'000), 1'000'000));
  EXPECT_FALSE(check_json_document("[]", 0));
  EXPECT_TRUE(check_json_document("1", 0));
}

TEST(JsonCheck, AValueEndsWhereItEnds) {
  EXPECT_EQ(end_of_json_value("{\"a\": [1, {}] , 2", 6, 64), JsonEnd(13));
  EXPECT_EQ(end_of_json_value("12,", 0, 64), JsonEnd(2));
  EXPECT_FALSE(end_of_json_value("12,", 3, 64));
}

TEST(JsonCheck, StringsAreDecoded) {
  using Case = std::pair<std::string_view, std::string>;
  const std::array<Case, 14> cases = {{
      {R"("")", ""},
      {R"("plain")", "plain"},
      {R"("a\"b\\c\/d")", "a\"b\\c/d"},
      {R"("\b\f\n\r\t")", "\b\f\n\r\t"},
      {R"("\u0041\u00e9\u20AC")", "A\u00E9\u20AC"},
      {R"("\u0000")", std::string(1, '\0')},
      {R"("\ud83d\ude00")", "\U0001F600"},
      {R"("\ud83d")", "\uFFFD"},
      {R"("\ude00")", "\uFFFD"},
      {R"("\ude00\ud83d")", "\uFFFD\uFFFD"},
      {R"("\ud83d\ud83d\ude00")", "\uFFFD\U0001F600"},
      {R"("\ud83dx\ude00")", "\uFFFDx\uFFFD"},
      {R"("\ud83d\n")", "\uFFFD\n"},
      {R"("\\ud83d")", "\\ud83d"},
  }};
  for (const auto& [text, expected] : cases) {
    std::string out = "old";
    EXPECT_EQ(decode_json_string(text, 0, out), JsonEnd(text.size())) << text;
    EXPECT_EQ(out, expected) << text;
  }
}

TEST(JsonCheck, StringsThatCannotBeDecodedAreFaults) {
  for (const std::string_view text : {R"(")", R"("a)", R"("a\")", R"("\q")", R"("\u00")",
                                      R"("\ud83d\u")", R"("\U0041")"}) {
    std::string out;
    EXPECT_FALSE(decode_json_string(text, 0, out)) << text;
  }
}

// Quadratic code would take minutes here.
TEST(JsonCheck, NothingButEscapesTakesLinearTime) {
  std::string text = "\"";
  for (int i = 0; i < 2'000'000; ++i) text += "\\n";
  text += '"';
  std::string out;
  EXPECT_TRUE(decode_json_string(text, 0, out));
  EXPECT_EQ(out.size(), 2'000'000U);
}

}  // namespace
}  // namespace decorum::post
