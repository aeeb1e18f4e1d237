#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/testing.h"

namespace decorum::cel {
namespace {

// t and f are bools, u is unknown, e an error, s a text, n a number.
std::string with_all(std::string_view expr) {
  const std::vector<Binding> bindings{
      {"t", Value(true)},           {"f", Value(false)},        {"u", Value::unknown()},
      {"e", Value::error("wrong")}, {"s", Value::borrowed("x")}, {"n", Value(5)}};
  return shown(expr, bindings);
}

TEST(Evaluate, LogicIsDecidedFromEitherSide) {
  const std::string yes = R"({"bool":true})";
  const std::string no = R"({"bool":false})";
  const std::vector<std::pair<std::string, std::string>> table{
      {"t && t", yes},        {"t && f", no},          {"f || t", yes},       {"f || f", no},
      {"t || u", yes},        {"u || t", yes},         {"t || e", yes},       {"e || t", yes},
      {"f && u", no},         {"u && f", no},          {"f && e", no},        {"e && f", no},
      {"f && s", no},         {"s && f", no},          {"t || s", yes},       {"s || t", yes},
      {"t && u", "unknown"},  {"u || f", "unknown"},   {"u && e", "unknown"}, {"e || u", "unknown"},
      {"u && u", "unknown"},  {"t && e", "error: wrong"}, {"e || f", "error: wrong"},
      {"!u", "unknown"},      {"!e", "error: wrong"},  {"!f", yes},
      {"t && s", "error: && needs true or false (bool), not text (string)"},
      {"s || f", "error: || needs true or false (bool), not text (string)"},
      {"!n", "error: ! needs true or false (bool), not a whole number (int)"},
  };
  for (const auto& [expr, result] : table) EXPECT_EQ(with_all(expr), result) << expr;
}

// result_of (testing.h) holds truth_of against evaluate; here is what its short way takes on.
TEST(Evaluate, TruthsOfShortConditionsAreThoseOfTheirValues) {
  const std::vector<Value> values{Value(0.5),          Value(std::nan("")),  Value(3),
                                  Value(3U),           Value::unknown(),     Value(true),
                                  Value::error("bad"), Value::borrowed("x"), Value()};
  const std::vector<std::string> comparisons{"a < 0.5", "0.5 <= a", "a == 0.5", "a != 0.5",
                                             "a > 2",   "3 >= a",   "3 == a",   "a != 3",
                                             "a == 3u", "a < b",    "a",        "!a",
                                             "a == 'x'", "'x' != a", "a < 'y'"};
  for (const Value& a : values) {
    for (const std::string& left : comparisons) {
      for (const std::string& right : comparisons) {
        for (const char* sign : {" && ", " || ", " && !", " == true || "}) {
          const Value value =
              result_of("(" + left + ")" + sign + "(" + right + ")", {{"a", a}, {"b", Value(1)}});
          EXPECT_NE(value.kind(), Kind::null);
        }
      }
    }
  }
}

TEST(Evaluate, TruthsTakeTheSameSteps) {
  Limits limits;
  const std::vector<Binding> bindings{{"a", Value(3)}, {"s", Value::borrowed("a longer text")}};
  std::size_t errors = 0;
  for (limits.steps = 0; limits.steps < 60; ++limits.steps) {
    for (const char* expr : {"a == 3 && a < 4 && !(a > 5) && s.contains('text') && a != 2",
                             "a == 4 || [1, 2, 3].exists(x, x == a) || a == 3",
                             "s != 'a shorter one' && s == 'a longer text' && s != ''"}) {
      if (result_of(expr, bindings, limits).is_error()) ++errors;
    }
  }
  EXPECT_GT(errors, 10U);
  EXPECT_LT(errors, 170U);
}

TEST(Evaluate, ElsewhereUnknownGoesBeforeError) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"u + n", "unknown"},          {"e + n", "error: wrong"},   {"e + u", "unknown"},
      {"u + e", "unknown"},          {"u == u", "unknown"},       {"u > 1", "unknown"},
      {"u ? 1 : 2", "unknown"},      {"e ? 1 : 2", "error: wrong"}, {"t ? n : u", R"({"int":5})"},
      {"t ? n : e", R"({"int":5})"}, {"[n, u]", "unknown"},       {"[e, u]", "unknown"},
      {"{'a': e}", "error: wrong"},  {"size(u)", "unknown"},      {"u.a", "unknown"},
      {"has(u.a)", "unknown"},       {"u[0]", "unknown"},         {"n in u", "unknown"},
      {"s.contains(u)", "unknown"},  {"-u", "unknown"},           {"u.matches('a')", "unknown"},
      {"e.matches('a')", "error: wrong"}, {"s.replace(e, u)", "unknown"},
  };
  for (const auto& [expr, result] : table) EXPECT_EQ(with_all(expr), result) << expr;
}

TEST(Evaluate, MacrosCombineAsLogicDoes) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"[1, 2].all(x, x > 0)", R"({"bool":true})"},
      {"[1, 2].all(x, x > 1 || u)", "unknown"},
      {"[1, 2].all(x, x > 1 ? e : f)", R"({"bool":false})"},
      {"[2, 1].all(x, x > 1 ? e : t)", "error: wrong"},
      {"[1, 2].exists(x, x == 2 || u)", R"({"bool":true})"},
      {"[1, 2].exists(x, x == 3 || u)", "unknown"},
      {"[2, 1].exists(x, x == 2 ? e : t)", R"({"bool":true})"},
      {"[1, 2].exists_one(x, x == 2)", R"({"bool":true})"},
      {"[2, 2].exists_one(x, x == 2)", R"({"bool":false})"},
      {"[1, 2].exists_one(x, x == 2 || e)", "error: wrong"},
      {"[1, 2].exists_one(x, u)", "unknown"},
      {"[].exists_one(x, u)", R"({"bool":false})"},
      {"[1, 2, 3].map(x, x > 1, x * 10)", R"({"list":[{"int":20},{"int":30}]})"},
      {"[1, 2].map(x, u)", "unknown"},
      {"[1, 2].filter(x, e)", "error: wrong"},
      {"[1].filter(x, s)",
       "error: the condition of a macro needs true or false (bool), not text (string)"},
      {"u.all(x, f)", "unknown"},
      {"n.all(x, f)", "error: a whole number (int) has no elements to look at one by one"},
      {"{'a': 1}.map(k, k)", R"({"list":[{"string":"a"}]})"},
      {"[1, 2].map(x, [x].map(x, x + 1)[0] + x)", R"({"list":[{"int":3},{"int":5}]})"},
      {"[1].map(n, n) == [n]", R"({"bool":false})"},
      {"[1].map(n, .n)", R"({"list":[{"int":5}]})"},
  };
  for (const auto& [expr, result] : table) EXPECT_EQ(with_all(expr), result) << expr;
}

TEST(Evaluate, TheLongestDeclaredNameWins) {
  const Value map = Value::map({{Value::borrowed("c"), Value(1)}});
  EXPECT_EQ(shown("a.b.c", {{"a.b", map}, {"a.b.c", Value(2)}}), R"({"int":2})");
  EXPECT_EQ(shown("(a.b).c", {{"a.b", map}, {"a.b.c", Value(2)}}), R"({"int":1})");
  EXPECT_EQ(shown("a.b.c", {{"a.b", map}}), R"({"int":1})");
  EXPECT_EQ(shown("has(a.b.c)", {{"a.b", map}}), R"({"bool":true})");
  EXPECT_EQ(shown("has(a.b.d)", {{"a.b", map}}), R"({"bool":false})");
  EXPECT_EQ(shown("a.c", {{"a.b", map}}), "error: there is no name 'a.c'");
  EXPECT_EQ(shown("[a].map(a, a.b)", {{"a", Value::map({{Value::borrowed("b"), Value(1)}})},
                                      {"a.b", Value(2)}}),
            R"({"list":[{"int":1}]})");
}

TEST(Evaluate, AVariableHidesNoFunctionOfItsName) {
  EXPECT_EQ(shown("[-1].map(math, math.abs(math))"), R"({"list":[{"int":1}]})");
  EXPECT_EQ(shown("['a'].map(size, size(size))"), R"({"list":[{"int":1}]})");
  EXPECT_EQ(shown("['ab'].map(math, math.size())"), R"({"list":[{"int":2}]})");
  EXPECT_EQ(shown("math.abs(math)", {{"math", Value(-2)}}), R"({"int":2})");
  EXPECT_TRUE(result_of("[1].map(math, math.nothing(1))").is_error());
}

TEST(Evaluate, NumbersOfDifferentTypesCompareByValueAndDoNotAdd) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"1 == 1u && 1u == 1.0 && 1.0 == 1", R"({"bool":true})"},
      {"-1 < 0u", R"({"bool":true})"},
      {"18446744073709551615u > -1", R"({"bool":true})"},
      {"1 < 1.5", R"({"bool":true})"},
      {"0.0 / 0.0 == 0.0 / 0.0", R"({"bool":false})"},
      {"0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0", R"({"bool":false})"},
      {"1 + 1u", "error: there is no '+' for a whole number (int) and an unsigned whole number "
                 "(uint)"},
      {"{1: 'a'}[1.0]", R"({"string":"a"})"},
      {"{1: 'a'}[1u]", R"({"string":"a"})"},
      {"{1: 'a', 1u: 'b'}", "error: a map has the same key twice"},
      {"{1.0: 'a'}", "error: a map's key must be an int, uint, bool or string, not a number with a "
                     "fraction (double)"},
      {"{9007199254740993: 'a'}[9007199254740992.0]", "error: the map has no such key"},
      {"2 in [1u, 2.0]", R"({"bool":true})"},
      {"1 == '1'", R"({"bool":false})"},
      {"[1, 2u] == [1.0, 2]", R"({"bool":true})"},
      {"{1: [2]} == {1u: [2.0]}", R"({"bool":true})"},
      {"null == null", R"({"bool":true})"},
      {"type(1) == int && type(type) == type", R"({"bool":true})"},
  };
  for (const auto& [expr, result] : table) EXPECT_EQ(shown(expr), result) << expr;
}

TEST(Evaluate, ArithmeticThatDoesNotFitIsAnError) {
  for (const char* expr :
       {"9223372036854775807 + 1", "-9223372036854775808 - 1", "9223372036854775807 * 2",
        "-9223372036854775808 / -1", "-9223372036854775808 % -1", "-(-9223372036854775808)",
        "1 / 0", "1 % 0", "1u / 0u", "0u - 1u", "18446744073709551615u * 2u", "1.0 % 1.0",
        "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
        "timestamp('0001-01-01T00:00:00Z') - duration('1ns')",
        "duration('9223372036s') + duration('9223372036s')", "'a' - 'b'", "[1] - [1]",
        "[1, 2][2]", "[1][-1]", "[1][0.5]", "['a']['a']", "{}['a']", "null < null"}) {
    EXPECT_TRUE(result_of(expr).is_error()) << expr;
  }
}

TEST(Evaluate, OneNodeCanBeAskedForToExplain) {
  Environment env = standard_environment();
  const std::size_t positive = env.declare("sentiment.positive", Type::double_type());
  const std::size_t irony = env.declare("irony", Type::double_type());
  env.declare("unused", Type::double_type());
  const auto program = compile(env, "sentiment.positive >= 0.75 && irony < 0.3");
  ASSERT_TRUE(program.has_value());
  EXPECT_EQ(slots_of(**program), (std::vector<std::size_t>{positive, irony}));

  const Ast& ast = ast_of(**program);
  const Node& root = ast.at(ast.root);
  ASSERT_TRUE(is_logical_and(root));
  const Node& left = ast.at(root.children[0]);
  EXPECT_EQ(comparison_of(left), Operator::greater_equal);
  EXPECT_EQ(slot_at(**program, left.children[0]), positive);
  EXPECT_EQ(slot_at(**program, left.children[1]), std::nullopt);
  ASSERT_TRUE(is_constant(ast.at(left.children[1])));
  EXPECT_EQ(ast.at(left.children[1]).constant.real(), 0.75);
  EXPECT_EQ(mirrored(Operator::less), Operator::greater);

  const std::array slots{Value(0.9), Value::unknown(), Value(0.0)};
  EXPECT_TRUE(evaluate_node(**program, root.children[0], slots).is_true());
  EXPECT_TRUE(evaluate_node(**program, root.children[1], slots).is_unknown());
  EXPECT_TRUE(evaluate(**program, slots).is_unknown());
}

TEST(Evaluate, AFunctionOfTheHostGetsItsOpaqueReceiver) {
  const int things = 3;
  Environment env = standard_environment();
  env.declare("history", Type::opaque("history"));
  env.add({"count", true, {Type::opaque("history")}, Type::int_type(),
           [](std::span<const Value> arguments) {
             return Value(*static_cast<const int*>(arguments[0].opaque_object()));
           }});
  const auto program = compile(env, "history.count() >= 3");
  ASSERT_TRUE(program.has_value());
  const std::array slots{Value::opaque("history", &things)};
  EXPECT_TRUE(evaluate(**program, slots).is_true());
  const std::array other{Value::opaque("other", &things)};
  EXPECT_TRUE(evaluate(**program, other).is_error());
}

TEST(Evaluate, WrapperMessagesArePlainValues) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"google.protobuf.Int32Value{value: 5}", R"({"int":5})"},
      {"google.protobuf.Int32Value{}", R"({"int":0})"},
      {".google.protobuf.StringValue{value: 'a'}", R"({"string":"a"})"},
      {"google.protobuf.UInt64Value{value: 5u}", R"({"uint":5})"},
      {"google.protobuf.FloatValue{value: 1.5}", R"({"double":1.5})"},
      {"google.protobuf.Duration{seconds: 1, nanos: 500000000}", R"({"duration":"1.5s"})"},
      {"google.protobuf.Timestamp{seconds: 0}", R"({"timestamp":"1970-01-01T00:00:00Z"})"},
      {"google.protobuf.Value{number_value: 1.0}", R"({"double":1.0})"},
      {"google.protobuf.Value{null_value: 0}", R"({"null":null})"},
      {"google.protobuf.ListValue{values: [1.0]}", R"({"list":[{"double":1.0}]})"},
      {"google.protobuf.Struct{}", R"({"map":[]})"},
  };
  for (const auto& [expr, result] : table) EXPECT_EQ(shown(expr), result) << expr;
  for (const char* expr :
       {"google.protobuf.Int32Value{value: 3000000000}", "google.protobuf.UInt32Value{value: 5}",
        "google.protobuf.UInt32Value{value: 4294967296u}", "google.protobuf.Int32Value{v: 5}",
        "google.protobuf.Any{}", "google.protobuf.Duration{nanos: 1000000000}",
        "google.protobuf.Timestamp{nanos: -1}", "google.protobuf.Timestamp{seconds: 'a'}",
        "google.protobuf.Struct{fields: 1}", "a.b.C{}"}) {
    EXPECT_TRUE(result_of(expr).is_error()) << expr;
  }
}

}  // namespace
}  // namespace decorum::cel
