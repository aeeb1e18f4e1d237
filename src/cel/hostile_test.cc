// Expressions that would hang or eat all memory if nothing were counted. Each must end soon, with
// an error that says so.
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/eval_command.h"
#include "cel/testing.h"

namespace decorum::cel {
namespace {

std::string repeated(std::string_view part, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += part;
  return out;
}

// A list of 100 numbers.
std::string hundred() {
  std::string out = "[0";
  for (int i = 1; i < 100; ++i) out += "," + std::to_string(i);
  return out + "]";
}

// 'a' doubled `times` times.
std::string doubled(int times) {
  std::string out = "['a']";
  for (int i = 0; i < times; ++i) out += ".map(s, s + s)";
  return out + "[0]";
}

std::vector<std::string> hostile() {
  const std::string list = hundred();
  std::string nested = "true";
  for (const char* name : {"a", "b", "c", "d", "e"}) {
    nested = list + ".all(" + name + ", " + nested + ")";
  }
  const std::string wide = "[[1]]" + repeated(".map(x, [x, x, x, x])", 60);
  return {
      nested,
      doubled(60),
      wide + " == " + wide,
      "'%s'.format(" + wide + ")",
      "[" + doubled(22) + "].exists(t, " + list + ".exists(x, " + list +
          ".exists(y, t in {t: 1, 1: x, 2: y} && false)))",
      "[" + doubled(22) + "].exists(t, " + list + ".exists(x, " + list +
          ".exists(y, t.charAt(int(t)) == '')))",
      "[" + doubled(22) + "].exists(t, {" + repeated("t: 1, ", 5000) + "t: 1} == {})",
      "size(" + doubled(22) + ".split('')) > 0",
      doubled(22) + ".replace('a', " + doubled(22) + ")",
      doubled(22) + ".replace('', " + doubled(20) + ")",
      list + ".map(x, " + list + ".map(y, " + list + ".map(z, [x, y, z])))",
      list + ".map(x, '%.1000f'.format([1e300])).map(x, " + list + ".map(y, x)).map(x, x.join('" +
          repeated("-", 1000) + "')).map(x, " + list + ".map(y, x).join()).join()",
      "'" + repeated("%.1000f", 5000) + "'.format([" + repeated("1.0,", 4999) + "1.0])" +
          repeated(".split('0').join('" + repeated("0", 900) + "')", 3),
      doubled(21) + ".matches('" + repeated("(a?){100}", 50) + "b')",
      doubled(21) + ".lastIndexOf('b' + " + doubled(20) + ") > 0",
      list + ".exists(x, " + list + ".exists(y, " + list +
          ".exists(z, 'a'.matches('a' + string(x)))))",
      list + ".exists(x, " + list + ".exists(y, " + list +
          ".exists(z, timestamp(x).getHours('Europe/London') == 5)))",
  };
}

TEST(Hostile, EveryExpressionEndsSoon) {
  for (const std::string& source : hostile()) {
    const auto start = std::chrono::steady_clock::now();
    const Value value = result_of(source);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    EXPECT_LT(took.count(), 10.0) << source.substr(0, 80);
    ASSERT_TRUE(value.is_error()) << source.substr(0, 80);
    EXPECT_EQ(value.what(), "the expression needs more steps than it may take")
        << source.substr(0, 80);
  }
}

TEST(Hostile, TheDeepestExpressionsThatAreTakenFitTheStack) {
  const int deep = 195;
  EXPECT_EQ(shown(repeated("(", deep) + "1" + repeated(")", deep)), R"({"int":1})");
  EXPECT_EQ(shown("size(" + repeated("[", deep) + repeated("]", deep) + ")"), R"({"int":1})");
  EXPECT_EQ(shown("0" + repeated(" + 1", deep)), R"({"int":195})");
  EXPECT_EQ(shown(repeated("-(", deep) + "1" + repeated(")", deep)), R"({"int":-1})");
  EXPECT_EQ(shown("[1]" + repeated(".map(x, x)", deep) + "[0]"), R"({"int":1})");
  EXPECT_EQ(shown(repeated("[1].all(x, ", 98) + "true" + repeated(")", 98)), R"({"bool":true})");
  EXPECT_EQ(shown("'a'" + repeated(".trim()", deep)), R"({"string":"a"})");
}

TEST(Hostile, ContainsIsLinear) {
  const Value text = Value::string(std::string(4'000'000, 'a'));
  const Value part = Value::string(std::string(2'000'000, 'a') + "b");
  EXPECT_EQ(shown("text.contains(part)", {{"text", text}, {"part", part}}), R"({"bool":false})");
  EXPECT_EQ(shown("text.indexOf(part)", {{"text", text}, {"part", part}}), R"({"int":-1})");
}

TEST(Hostile, AResultThatSharesItsPartsIsNotWrittenOutInFull) {
  const EvalResult result =
      run_eval("[1]" + repeated(".map(x, [x, x])", 40), "", true, false);
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.line, R"({"error":"the result is too large to be written"})");
}

TEST(Hostile, VariablesOfAnyDepthAreReadOrRefused) {
  for (const int depth : {10, 150, 500, 2000, 100'000}) {
    const std::string json = R"({"x":)" + repeated("[", depth) + repeated("]", depth) + "}";
    const EvalResult result = run_eval("x == x", json, false, false);
    EXPECT_EQ(result.status, depth <= 150 ? 0 : 1) << depth;
  }
}

}  // namespace
}  // namespace decorum::cel
