#include "cel/typed_json.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/eval_command.h"

namespace decorum::cel {
namespace {

TEST(TypedJson, WhatIsReadIsWrittenTheSame) {
  for (const std::string json :
       {R"({"null":null})", R"({"bool":true})", R"({"int":-9223372036854775808})",
        R"({"uint":18446744073709551615})", R"({"double":1.5})", R"({"double":-0.0})",
        R"({"double":1e+300})", R"({"double":"inf"})", R"({"double":"-inf"})",
        R"({"double":"nan"})", R"({"string":"a\"\\\u000aé"})", R"({"bytes":"00ff"})",
        R"({"list":[{"int":1},{"list":[]}]})", R"({"map":[[{"int":1},{"map":[]}]]})",
        R"({"type":"int"})", R"({"type":"google.protobuf.Duration"})",
        R"({"timestamp":"2009-02-13T23:31:30.5Z"})", R"({"duration":"-1.5s"})"}) {
    const auto value = read_value(json, JsonForm::typed);
    ASSERT_TRUE(value.has_value()) << json << ": " << value.error().what;
    EXPECT_EQ(write_value(*value, JsonForm::typed).value_or(""), json);
  }
}

TEST(TypedJson, WhatIsNotTypedIsRefused) {
  for (const std::string json :
       {"", "5", "[]", "{}", "{", R"({"int":1,"uint":2})", R"({"int":"1"})", R"({"int":1.5})",
        R"({"int":9223372036854775808})", R"({"uint":-1})", R"({"double":"infinity"})",
        R"({"double":true})", R"({"bytes":"0"})", R"({"bytes":"0g"})", R"({"bool":1})",
        R"({"null":0})", R"({"string":5})", R"({"list":{}})", R"({"list":[5]})", R"({"map":{}})",
        R"({"map":[[{"int":1}]]})", R"({"map":[[{"double":1.5},{"int":1}]]})",
        R"({"map":[[{"int":1},{"int":1}],[{"uint":1},{"int":1}]]})", R"({"type":"dyn"})",
        R"({"type":"foo"})", R"({"timestamp":"today"})", R"({"duration":"1 day"})",
        R"({"complex":[1,2]})"}) {
    const auto value = read_value(json, JsonForm::typed);
    ASSERT_FALSE(value.has_value()) << json;
    EXPECT_FALSE(value.error().what.empty()) << json;
  }
}

TEST(PlainJson, FollowsTheMappingOfCel) {
  const std::vector<std::pair<std::string, std::string>> table{
      {R"({"int":9007199254740991})", "9007199254740991"},
      {R"({"int":9007199254740992})", R"("9007199254740992")"},
      {R"({"int":-9007199254740992})", R"("-9007199254740992")"},
      {R"({"uint":18446744073709551615})", R"("18446744073709551615")"},
      {R"({"double":5})", "5.0"},
      {R"({"double":"nan"})", R"("NaN")"},
      {R"({"double":"-inf"})", R"("-Infinity")"},
      {R"({"bytes":"00"})", R"("AA==")"},
      {R"({"bytes":"0001"})", R"("AAE=")"},
      {R"({"bytes":"fbefff"})", R"("++//")"},
      {R"({"bytes":""})", R"("")"},
      {R"({"timestamp":"2009-02-13T23:31:30Z"})", R"("2009-02-13T23:31:30Z")"},
      {R"({"duration":"1.5s"})", R"("1.5s")"},
      {R"({"type":"int"})", R"("int")"},
      {R"({"map":[[{"int":1},{"null":null}],[{"bool":true},{"uint":2}]]})",
       R"({"1":null,"true":2})"},
      {R"({"map":[[{"uint":1},{"int":1}],[{"string":"a"},{"list":[]}]]})",
       R"({"1":1,"a":[]})"},
  };
  for (const auto& [typed, plain] : table) {
    const auto value = read_value(typed, JsonForm::typed);
    ASSERT_TRUE(value.has_value()) << typed;
    EXPECT_EQ(write_value(*value, JsonForm::plain).value_or(""), plain);
  }
}

TEST(PlainJson, EveryNumberReadIsADouble) {
  const auto value = read_value(R"([1, 2.5, 18446744073709551615])", JsonForm::plain);
  ASSERT_TRUE(value.has_value());
  for (const Value& element : value->elements()) EXPECT_EQ(element.kind(), Kind::real);
}

struct Evaluated {
  std::string expr;
  std::string vars;
  bool typed;
  bool check;
  std::string line;
  int status;
};

TEST(EvalCommand, GivesOneLineAndAStatus) {
  const std::vector<Evaluated> table{
      {"1 + 1", "", false, false, R"({"value":2,"type":"int"})", 0},
      {"1 + 1", "", true, false, R"({"int":2})", 0},
      {"x + 1", R"({"x":{"int":5}})", true, true, R"({"int":6})", 0},
      {"a.b.c", R"({"a.b":{"map":[[{"string":"c"},{"int":1}]]}})", true, true, R"({"int":1})", 0},
      {"x", R"({"x":5})", false, false, R"({"value":5.0,"type":"double"})", 0},
      {"x.y", R"({"x":{"y":[true]}})", false, true, R"({"value":[true],"type":"list"})", 0},
      {"duration('90s')", "{}", false, false,
       R"({"value":"90s","type":"google.protobuf.Duration"})", 0},
      {"missing || true", "", true, false, R"({"bool":true})", 0},
      {"missing || true", "", true, true,
       R"({"error":"at byte 0: there is no name 'missing'"})", 1},
      {"missing", "", false, false, R"({"error":"there is no name 'missing'"})", 1},
      {"sise(x)", R"({"x":[]})", false, true,
       R"x({"error":"at byte 0: there is no function 'sise' (did you mean size?)"})x", 1},
      {"1 / 0", "", true, false, R"({"error":"a number cannot be divided by zero"})", 1},
      {"1 +", "", true, false, R"({"error":"at byte 3: expected a value here, not the end"})", 1},
      {"1", "[]", true, false,
       R"x({"error":"the variables are a JSON object, {\"name\": value}"})x", 1},
      {"1", R"({"x":{"int":"a"}})", true, false,
       R"({"error":"/x: what stands under \"int\" is of another kind"})", 1},
      {"1", R"({"x":1,"x":2})", false, false, R"({"error":"the variable 'x' comes twice"})", 1},
      {"\xff", "", false, false, R"({"error":"at byte 0: the expression is not valid UTF-8"})", 1},
  };
  for (const Evaluated& row : table) {
    const EvalResult result = run_eval(row.expr, row.vars, row.typed, row.check);
    EXPECT_EQ(result.line, row.line) << row.expr;
    EXPECT_EQ(result.status, row.status) << row.expr;
  }
}

}  // namespace
}  // namespace decorum::cel
