#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "cel/testing.h"

namespace decorum::cel {
namespace {

// The tree as nested calls, for comparing.
std::string tree(const Ast& ast, NodeId id) {
  const Node& node = ast.at(id);
  std::string parts;
  for (const NodeId child : node.children) {
    parts += (parts.empty() ? "" : " ") + tree(ast, child);
  }
  switch (node.kind) {
    case NodeKind::constant: return shown(node.constant);
    case NodeKind::identifier: return (node.absolute ? "." : "") + node.name;
    case NodeKind::select: return parts + (node.test ? "?" : ".") + node.name;
    case NodeKind::call: return "(" + std::string(sign_of(node.op)) + node.name + " " + parts + ")";
    case NodeKind::list: return "[" + parts + "]";
    case NodeKind::map: return "{" + parts + "}";
    case NodeKind::message: return node.name + "{" + parts + "}";
    case NodeKind::comprehension: return "(each " + node.name + " " + parts + ")";
  }
  return {};
}

std::string parsed(std::string_view source) {
  const auto ast = parse(source);
  return ast ? tree(*ast, ast->root) : "error: " + ast.error().front().what;
}

TEST(Parse, OperatorsBindAsTheGrammarSays) {
  EXPECT_EQ(parsed("a || b && c"), "(|| a (&& b c))");
  EXPECT_EQ(parsed("a == b && c < d"), "(&& (== a b) (< c d))");
  EXPECT_EQ(parsed("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(parsed("a + b * c % d"), "(+ a (% (* b c) d))");
  EXPECT_EQ(parsed("!a.b[c]"), "(! ([] a.b c))");
  EXPECT_EQ(parsed("a ? b : c ? d : e"), "(?: a b (?: c d e))");
  EXPECT_EQ(parsed("a in b == c"), "(== (in a b) c)");
  EXPECT_EQ(parsed("- -a"), "(- (- a))");
  EXPECT_EQ(parsed("-a.b"), "(- a.b)");
  EXPECT_EQ(parsed(".a.b(c, d).e"), "(b .a c d).e");
}

TEST(Parse, ALongChainIsABalancedTree) {
  EXPECT_EQ(parsed("a && b && c && d"), "(&& (&& a b) (&& c d))");
  std::string many = "a";
  for (int i = 0; i < 5000; ++i) many += " || a";
  const auto ast = parse(many);
  ASSERT_TRUE(ast.has_value());
  EXPECT_LT(ast->at(ast->root).height, 20U);
}

TEST(Parse, MacrosAreExpanded) {
  EXPECT_EQ(parsed("has(a.b)"), "a?b");
  EXPECT_EQ(parsed("x.all(e, e > f)"), "(each e x (> e f))");
  EXPECT_EQ(parsed("x.map(e, e, f)"), "(each e x e f)");
  EXPECT_EQ(parsed("x.map(e)"), "(map x e)") << "one argument is a plain call";
}

TEST(Parse, TheSmallestIntCanBeWrittenAndOneMoreCannot) {
  EXPECT_EQ(shown("-9223372036854775808"), R"({"int":-9223372036854775808})");
  EXPECT_TRUE(result_of("9223372036854775808").is_error());
  EXPECT_TRUE(result_of("-9223372036854775809").is_error());
  EXPECT_TRUE(result_of("18446744073709551616u").is_error());
}

TEST(Parse, EveryNodeKnowsItsPlace) {
  const auto ast = parse("ab  && cd.ef");
  ASSERT_TRUE(ast.has_value());
  const Node& root = ast->at(ast->root);
  EXPECT_EQ(root.offset, 0U);
  EXPECT_EQ(ast->at(root.children[1]).offset, 7U);
  EXPECT_EQ(dotted_name(*ast, root.children[1]), "cd.ef");
}

struct Refused {
  std::string source;
  std::size_t offset;
  std::string what;
};

TEST(Parse, WhatIsWrongIsSaidWithItsPlace) {
  const std::vector<Refused> table{
      {"", 0, "expected a value here, not the end"},
      {"   ", 3, "expected a value here, not the end"},
      {"a b", 2, "expected an operator or the end, not 'b'"},
      {"a and b", 2, "'and' is no operator here; write &&"},
      {"a or b", 2, "'or' is no operator here; write ||"},
      {"a = b", 2, "a single = means nothing here; equality is written =="},
      {"a & b", 2, "a single & means nothing here; 'and' is written &&"},
      {"a | b", 2, "a single | means nothing here; 'or' is written ||"},
      {"a @ b", 2, "'@' has no place in an expression"},
      {"a \x01 b", 2, "the character U+0001 has no place in an expression"},
      {"(a", 2, "expected ')' to close '(', not the end"},
      {"a)", 1, "expected an operator or the end, not ')'"},
      {"f(a,)", 4, "expected another argument after ',', not ')'"},
      {"[1, 2", 5, "expected ']' after the elements, not the end"},
      {"{1: 2, 3}", 8, "expected ':' between a map's key and value, not '}'"},
      {"a ? b", 5, "expected ':' between the two answers of '?', not the end"},
      {"a.1", 1, "expected an operator or the end, not '.1'"},
      {"a.", 2, "expected a field's or function's name after '.', not the end"},
      {"a.true", 2, "expected a field's or function's name after '.', not 'true'"},
      {"for", 0, "'for' is a reserved word and cannot be a name"},
      {"'abc", 0, "this text has no closing '"},
      {"'a\nb'", 0, "this text has no closing ' on its line"},
      {"'''abc''", 0, "this text has no closing '''"},
      {"'\\q'", 1, "\\q is no escape sequence; a backslash is written \\\\"},
      {"'\\x4'", 1, "this escape sequence needs 2 hexadecimal digits"},
      {"'\\400'", 1, "\\4 is no escape sequence; a backslash is written \\\\"},
      {"'\\ud800'", 1, "U+D800 is not a character"},
      {"'\\ud83d\\ude00'", 1, "U+D83D is not a character"},
      {"'\\U00110000'", 1, "U+110000 is not a character"},
      {"b'\\u0041'", 2, "\\u is a character, and bytes have none"},
      {"has(a)", 4, "has() asks for a field and needs the form has(thing.field)"},
      {"x.all(a.b, true)", 6, "the first argument of all() must be a plain name for the element"},
      {"`a`", 0, "expected a value here, not '`a`'"},
      {"a.`b$`", 2,
       "a name in backticks holds letters, digits, '_', '.', '-', '/' and spaces, and ends with a "
       "backtick"},
      {"\xff", 0, "the expression is not valid UTF-8"},
      {"1 + // nothing follows", 22, "expected a value here, not the end"},
  };
  for (const Refused& row : table) {
    const auto ast = parse(row.source);
    ASSERT_FALSE(ast.has_value()) << row.source;
    ASSERT_EQ(ast.error().size(), 1U) << row.source;
    EXPECT_EQ(ast.error()[0].what, row.what) << row.source;
    EXPECT_EQ(ast.error()[0].offset, row.offset) << row.source;
  }
}

TEST(Parse, LinesInATextEndWithANewlineHoweverTheSourceEndsThem) {
  EXPECT_EQ(shown("'''a\r\nb\rc\nd''' == 'a\\nb\\nc\\nd'"), R"({"bool":true})");
  EXPECT_EQ(shown("br\"\"\"a\r\n\rb\"\"\" == b'a\\n\\nb'"), R"({"bool":true})");
  EXPECT_EQ(shown("size('\\r\\n')"), R"({"int":2})") << "an escaped one is left alone";
}

TEST(Parse, ACommaMayBeAllThatALiteralHolds) {
  EXPECT_EQ(parsed("[,]"), "[]");
  EXPECT_EQ(parsed("{,}"), "{}");
  EXPECT_EQ(parsed("a.B{,}"), "a.B{}");
  for (const char* source : {"[,1]", "[1,,]", "[,,]", "{,1: 2}", "{1: 2,,}", "a{,b: 1}", "f(,)"}) {
    EXPECT_FALSE(parse(source).has_value()) << source;
  }
}

TEST(Parse, AMinusBehindANotIsANumbersOwn) {
  EXPECT_EQ(parsed("!-1"), R"((! {"int":-1}))");
  EXPECT_EQ(parsed("!!-1.5"), R"((! (! {"double":-1.5})))");
  EXPECT_EQ(shown("!-9223372036854775808 || true"), R"({"bool":true})");
  for (const char* source : {"!-a", "!-'a'", "!-", "!-1u", "-!1"}) {
    EXPECT_FALSE(parse(source).has_value()) << source;
  }
}

std::string repeated(std::string_view part, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += part;
  return out;
}

TEST(Parse, NestingHasABoundAndNeverOverflowsTheStack) {
  const std::vector<std::string> hostile{
      repeated("(", 30'000),  repeated("[", 30'000),     repeated("{1:", 10'000),
      repeated("!", 60'000),  repeated("-", 60'000),     repeated("a?", 30'000),
      repeated("f(", 30'000), repeated("a.b(", 15'000),  repeated("a[", 30'000),
      "a" + repeated(".a", 30'000), "a" + repeated("[0]", 20'000), "1" + repeated("+1", 30'000),
      "true" + repeated("?1:true", 9'000), "a" + repeated(".map(x,x)", 7'000),
      repeated("[1].map(x,", 6'000)};
  for (const std::string& source : hostile) {
    EXPECT_FALSE(parse(source).has_value()) << source.substr(0, 20);
  }
}

TEST(Parse, WhatTheSpecificationPromisesIsWithinTheBounds) {
  EXPECT_TRUE(parse(repeated("(", 32) + "1" + repeated(")", 32)).has_value());
  EXPECT_TRUE(parse("1" + repeated("+1", 32)).has_value());
  EXPECT_TRUE(parse("a" + repeated(".a", 32)).has_value());
  EXPECT_TRUE(parse("a" + repeated("[0]", 32)).has_value());
  EXPECT_TRUE(parse("true" + repeated("?true:true", 32)).has_value());
}

TEST(Parse, SizeAndPartsHaveBounds) {
  Limits limits;
  limits.source_bytes = 10;
  EXPECT_FALSE(parse("1 + 2 + 3 + 4", limits).has_value());
  limits = {};
  limits.nodes = 3;
  EXPECT_TRUE(parse("1 + 2", limits).has_value());
  EXPECT_FALSE(parse("1 + 2 + 3", limits).has_value());
}

}  // namespace
}  // namespace decorum::cel
