#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/testing.h"

namespace decorum::cel {
namespace {

Environment policy_environment() {
  Environment env = standard_environment();
  env.declare("sentiment.positive", Type::double_type());
  env.declare("sentiment.negative", Type::double_type());
  env.declare("spam", Type::double_type());
  env.declare("text", Type::string_type());
  env.declare("followers", Type::int_type());
  env.declare("tags", Type::list(Type::string_type()));
  env.declare("counts", Type::map(Type::string_type(), Type::int_type()));
  env.declare("posted_at", Type::timestamp_type());
  env.declare("history", Type::opaque("history"));
  const Type history = Type::opaque("history");
  env.add({"count", true, {history, Type::string_type()}, Type::int_type(),
           [](std::span<const Value> arguments) { return Value(arguments[1].text().size()); }});
  return env;
}

std::string type_found(std::string_view source) {
  const auto program = compile(policy_environment(), source);
  return program ? type_of(**program).name() : "error: " + program.error().front().what;
}

TEST(Check, EveryExpressionHasAType) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"1", "int"},
      {"1u + 2u", "uint"},
      {"spam * 2.0", "double"},
      {"text + 'a'", "string"},
      {"[1, 2]", "list(int)"},
      {"[1, 'a']", "list(dyn)"},
      {"[]", "list(dyn)"},
      {"{'a': 1}", "map(string, int)"},
      {"tags.map(t, size(t))", "list(int)"},
      {"tags.filter(t, t != '')", "list(string)"},
      {"counts.map(k, k)", "list(string)"},
      {"counts.a", "int"},
      {"counts['a']", "int"},
      {"has(counts.a)", "bool"},
      {"tags[0]", "string"},
      {"posted_at - duration('1h')", "google.protobuf.Timestamp"},
      {"posted_at - posted_at", "google.protobuf.Duration"},
      {"dyn(1) - posted_at", "google.protobuf.Duration"},
      {"dyn(1) + posted_at", "google.protobuf.Timestamp"},
      {"posted_at - dyn(1)", "dyn"},
      {"spam > 0.5 ? [dyn(1)] : ['a']", "list(dyn)"},
      {"[{'a': dyn(1)}, {'a': 1}]", "list(map(string, dyn))"},
      {"[int, string]", "list(type)"},
      {"[[1], ['a']]", "list(dyn)"},
      {"type(1)", "type"},
      {"dyn(1)", "dyn"},
      {"spam > 0.5 ? 1 : 2", "int"},
      {"history.count('hostile')", "int"},
      {"math.greatest(1, 2, 3)", "int"},
      {"math.greatest(1, 2.0)", "dyn"},
      {"text.split(',')", "list(string)"},
      {"followers > 1.5", "bool"},
      {"[posted_at].exists(p, p == null)", "bool"},
  };
  for (const auto& [source, type] : table) EXPECT_EQ(type_found(source), type) << source;
}

struct Mistake {
  std::string source;
  std::size_t offset;
  std::string what;
  std::string suggestion;
};

const std::vector<Mistake> mistakes{
    {"sentimnt.positive > 0.5", 0, "there is no name 'sentimnt.positive'", "sentiment.positive"},
    {"sentiment > 0.5", 0, "there is no name 'sentiment'", "sentiment.positive"},
    {"1 < spaam", 4, "there is no name 'spaam'", "spam"},
    {"frobnicate(1)", 0, "there is no function 'frobnicate'", ""},
    {"text.startWith('a')", 5, "there is no function 'startWith'", "startsWith"},
    {"contains(text, 'a')", 0, "contains() is called as x.contains(), not as contains(x)", ""},
    {"text.type()", 5, "type() is called as type(x), not as x.type()", ""},
    {"text.contains()", 5, "contains() cannot be called with 0 arguments", ""},
    {"math.abs()", 5, "math.abs() cannot be called with 0 arguments", ""},
    {"math.absolute(1)", 5, "there is no function 'math.absolute'", ""},
    {"math.cel(1.0)", 5, "there is no function 'math.cel'", "math.ceil"},
    {"spam == 1", 0,
     "a number with a fraction (double) cannot be compared with a whole number (int) by '=='",
     "1.0"},
    {"spam + 1", 0,
     "there is no '+' for a number with a fraction (double) and a whole number (int)", "1.0"},
    {"text > 3", 0, "text (string) cannot be compared with a whole number (int) by '>'", ""},
    {"text && true", 0, "&& needs true or false (bool), not text (string)", ""},
    {"!followers", 1, "! needs true or false (bool), not a whole number (int)", ""},
    {"followers ? 1 : 2", 0, "the condition of '?' needs true or false (bool), not a whole number "
     "(int)", ""},
    {"true ? 1 : 'a'", 0,
     "the two answers of '?' must be of one type, not a whole number (int) and text (string)", ""},
    {"-text", 0, "there is no '-' for text (string)", ""},
    {"text.length", 0, "text (string) has no field 'length'", ""},
    {"tags['a']", 0, "a list is indexed with a whole number (int), not text (string)", ""},
    {"counts[1]", 0,
     "a whole number (int) can never be a key of a map to whole numbers (map(string, int))", ""},
    {"1 in tags", 0, "a whole number (int) can never be in a list of texts (list(string))", ""},
    {"'a' in text", 0,
     "'in' looks in a list or map, not in text (string); for texts there is x.contains(y)", ""},
    {"text.all(c, c == 'a')", 0, "text (string) has no elements to look at one by one", ""},
    {"tags.all(t, size(t))", 12,
     "the condition of a macro needs true or false (bool), not a whole number (int)", ""},
    {"text.contains(1)", 5,
     "contains() cannot be used with text (string), a whole number (int); it takes text (string), "
     "text (string)", ""},
    {"history.count(1)", 8,
     "count() cannot be used with the history (history), a whole number (int); it takes the "
     "history (history), text (string)", ""},
    {"text.count('a')", 5,
     "count() cannot be used with text (string), text (string); it takes the history (history), "
     "text (string)", ""},
    {"history == 1", 0,
     "the history (history) cannot be compared with a whole number (int) by '=='", ""},
    {"{1.5: 2}", 1, "a map's key cannot be a number with a fraction (double)", ""},
    {"spam % 2.0", 0,
     "there is no '%' for a number with a fraction (double) and a number with a fraction (double)",
     ""},
    {"posted_at * dyn(2)", 0,
     "there is no '*' for a point in time (google.protobuf.Timestamp) and any value (dyn)", ""},
    {"string(int)", 0, "", ""},
    {"duration(5)", 0, "", ""},
    {"text.matches('(')", 13, "", ""},
    {"a.B{c: 1}", 0, "there is no message type 'a.B'", ""},
};

TEST(Check, EveryMistakeIsSaidInWordsWithPlaceAndSuggestion) {
  for (const Mistake& row : mistakes) {
    const auto program = compile(policy_environment(), row.source);
    ASSERT_FALSE(program.has_value()) << row.source;
    ASSERT_EQ(program.error().size(), 1U) << row.source;
    const Issue& issue = program.error().front();
    if (!row.what.empty()) {
      EXPECT_EQ(issue.what, row.what) << row.source;
    }
    EXPECT_EQ(issue.offset, row.offset) << row.source;
    EXPECT_EQ(issue.suggestion, row.suggestion) << row.source;
  }
}

TEST(Check, AllMistakesAreReportedAtOnceInOrder) {
  const auto program = compile(policy_environment(), "spaam > 1 || text > 3 || foo()");
  ASSERT_FALSE(program.has_value());
  ASSERT_EQ(program.error().size(), 3U);
  EXPECT_EQ(program.error()[0].offset, 0U);
  EXPECT_EQ(program.error()[1].offset, 13U);
  EXPECT_EQ(program.error()[2].offset, 25U);
}

TEST(Check, WithoutItMistakesAreErrorsOnlyWhenReached) {
  for (const Mistake& row : mistakes) {
    const auto program = compile_unchecked(policy_environment(), "true || dyn(" + row.source + ")");
    ASSERT_TRUE(program.has_value()) << row.source;
    const std::vector<Value> slots(9, Value(1.0));
    EXPECT_TRUE(evaluate(**program, slots).is_true()) << row.source;
  }
}

}  // namespace
}  // namespace decorum::cel
