// The grammar of google/cel-spec, doc/langdef.md, "Syntax", by recursive descent. Binary operators
// climb by precedence, so that a level of nesting costs three calls; `depth` counts the levels and
// Node::height the finished tree's, and both stay within Limits::depth.
//
// The first mistake ends the reading: the current token becomes `end`, so every loop stops by
// itself.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/utf8.h"
#include "cel/cel.h"
#include "cel/lexer.h"

namespace decorum::cel {
namespace {

struct Binary {
  std::string_view sign;
  Operator op;
  int precedence;
};

constexpr int or_precedence = 1;
constexpr int and_precedence = 2;
constexpr int relation_precedence = 3;

constexpr std::array binaries{
    Binary{"||", Operator::logical_or, or_precedence},
    Binary{"&&", Operator::logical_and, and_precedence},
    Binary{"==", Operator::equal, relation_precedence},
    Binary{"!=", Operator::not_equal, relation_precedence},
    Binary{"<", Operator::less, relation_precedence},
    Binary{"<=", Operator::less_equal, relation_precedence},
    Binary{">", Operator::greater, relation_precedence},
    Binary{">=", Operator::greater_equal, relation_precedence},
    Binary{"in", Operator::in, relation_precedence},
    Binary{"+", Operator::add, 4},
    Binary{"-", Operator::subtract, 4},
    Binary{"*", Operator::multiply, 5},
    Binary{"/", Operator::divide, 5},
    Binary{"%", Operator::remainder, 5},
};

const Binary* binary_of(const Token& token) {
  if (token.kind != TokenKind::sign) return nullptr;
  const auto found = std::find_if(binaries.begin(), binaries.end(),
                                  [&](const Binary& binary) { return binary.sign == token.text; });
  return found == binaries.end() ? nullptr : &*found;
}

Macro macro_of(std::string_view name, std::size_t arguments) {
  if (name == "map" && (arguments == 2 || arguments == 3)) return Macro::map;
  if (arguments != 2) return Macro::none;
  if (name == "all") return Macro::all;
  if (name == "exists") return Macro::exists;
  if (name == "exists_one") return Macro::exists_one;
  if (name == "filter") return Macro::filter;
  return Macro::none;
}

// What stands at a token, for "expected ..., not ...".
std::string described(const Token& token, std::string_view source) {
  if (token.kind == TokenKind::end) return "the end";
  return fmt::format("'{}'", source.substr(token.offset, token.length));
}

class Parser {
 public:
  Parser(std::string_view source, const Limits& limits) : lexer_(source), limits_(limits) {
    ast_.source = source;
  }

  tl::expected<Ast, std::vector<Issue>> parse() {
    advance();
    ast_.root = expression();
    if (token_.kind != TokenKind::end) refuse_rest();
    if (issue_) return tl::make_unexpected(std::vector{std::move(*issue_)});
    return std::move(ast_);
  }

 private:
  // Counts one level of nesting while it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > parser_.limits_.depth) {
        parser_.fail(parser_.token_.offset,
                     fmt::format("this is nested more than {} levels deep", parser_.limits_.depth));
      }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  void fail(std::size_t offset, std::string what) {
    if (!issue_) issue_ = Issue{offset, std::move(what), {}};
    token_ = Token{};
  }

  void advance() {
    if (issue_) return;
    token_ = lexer_.next();
    if (token_.kind == TokenKind::mistake) fail(token_.offset, std::move(token_.text));
  }

  bool take(std::string_view sign) {
    if (!token_.is(sign)) return false;
    advance();
    return true;
  }

  void expect(std::string_view sign, std::string_view why) {
    if (take(sign) || issue_) return;
    fail(token_.offset, fmt::format("expected '{}' {}, not {}", sign, why,
                                    described(token_, ast_.source)));
  }

  void refuse_rest() {
    if (token_.text == "and") {
      fail(token_.offset, "'and' is no operator here; write &&");
    } else if (token_.text == "or") {
      fail(token_.offset, "'or' is no operator here; write ||");
    } else {
      fail(token_.offset, fmt::format("expected an operator or the end, not {}",
                                      described(token_, ast_.source)));
    }
  }

  NodeId add(Node node) {
    for (const NodeId child : node.children) {
      node.height = std::max(node.height, ast_.nodes[child].height + 1);
    }
    if (issue_) return add_placeholder();
    if (node.height > limits_.depth) {
      fail(node.offset, fmt::format("this is nested more than {} levels deep", limits_.depth));
    } else if (ast_.nodes.size() >= limits_.nodes) {
      fail(node.offset, fmt::format("this expression has more than {} parts", limits_.nodes));
    }
    if (issue_) return add_placeholder();
    ast_.nodes.push_back(std::move(node));
    return static_cast<NodeId>(ast_.nodes.size() - 1);
  }

  // After a mistake the tree is thrown away, but node 0 must exist for those who look at children.
  NodeId add_placeholder() {
    if (ast_.nodes.empty()) ast_.nodes.emplace_back();
    return 0;
  }

  NodeId add_call(Operator op, std::size_t offset, std::vector<NodeId> children) {
    Node node;
    node.kind = NodeKind::call;
    node.op = op;
    node.offset = static_cast<std::uint32_t>(offset);
    node.children = std::move(children);
    return add(std::move(node));
  }

  NodeId expression() {
    const Level level(*this);
    const std::size_t offset = token_.offset;
    const NodeId condition = binary(or_precedence);
    if (!take("?")) return condition;
    const NodeId yes = binary(or_precedence);
    expect(":", "between the two answers of '?'");
    const NodeId no = expression();
    return add_call(Operator::conditional, offset, {condition, yes, no});
  }

  NodeId binary(int precedence_min) {
    const std::size_t offset = token_.offset;
    NodeId left = unary();
    for (const Binary* next = binary_of(token_); next && next->precedence >= precedence_min;
         next = binary_of(token_)) {
      if (next->precedence <= and_precedence) {
        left = chain(*next, left, offset);
        continue;
      }
      advance();
      const NodeId right = binary(next->precedence + 1);
      left = add_call(next->op, offset, {left, right});
    }
    return left;
  }

  // All terms of one && or || chain, as a balanced tree: many conditions make no deep tree.
  NodeId chain(const Binary& kind, NodeId first, std::size_t offset) {
    std::vector<NodeId> terms{first};
    while (take(kind.sign)) terms.push_back(binary(kind.precedence + 1));
    return balanced(kind.op, terms, 0, terms.size(), offset);
  }

  NodeId balanced(Operator op, const std::vector<NodeId>& terms, std::size_t first,
                  std::size_t last, std::size_t offset) {
    if (last - first == 1) return terms[first];
    const std::size_t middle = first + (last - first + 1) / 2;
    const NodeId left = balanced(op, terms, first, middle, offset);
    const NodeId right = balanced(op, terms, middle, last, ast_.nodes[terms[middle]].offset);
    return add_call(op, offset, {left, right});
  }

  NodeId unary() {
    const std::size_t offset = token_.offset;
    if (!token_.is("!") && !token_.is("-")) return member();
    const bool negation = token_.is("-");
    const std::string sign = token_.text;
    std::size_t count = 0;
    while (take(sign)) ++count;
    // The last minus belongs to the literal, as in the grammar; only so the smallest int can be
    // written.
    if (negation && negate_literal()) --count;
    NodeId node = member();
    if (count > limits_.depth) count = limits_.depth + 1;
    for (; count > 0; --count) {
      node = add_call(negation ? Operator::negate : Operator::logical_not, offset, {node});
    }
    return node;
  }

  // Makes the current token a negative number, if it is an int or a double.
  bool negate_literal() {
    if (token_.kind != TokenKind::literal) return false;
    if (token_.literal.kind() == Kind::real) {
      token_.literal = Value(-token_.literal.real());
    } else if (token_.literal.kind() == Kind::integer) {
      if (!token_.too_big) token_.literal = Value(-token_.literal.integer());
      token_.too_big = false;
    } else {
      return false;
    }
    return true;
  }

  NodeId member() {
    const std::size_t offset = token_.offset;
    NodeId node = primary();
    for (;;) {
      if (take(".")) {
        node = selected(node, offset);
      } else if (take("[")) {
        const NodeId index = expression();
        expect("]", "after an index");
        node = add_call(Operator::index, offset, {node, index});
      } else if (token_.is("{") && !issue_ && !dotted_name(ast_, node).empty()) {
        node = message(node, offset);
      } else {
        return node;
      }
    }
  }

  // What follows a dot: a field or a call.
  NodeId selected(NodeId operand, std::size_t offset) {
    const std::size_t name_offset = token_.offset;
    // Reserved words may be fields, `true`, `false`, `null` and `in` may not.
    if (token_.kind != TokenKind::identifier && token_.kind != TokenKind::quoted_identifier) {
      fail(token_.offset, fmt::format("expected a field's or function's name after '.', not {}",
                                      described(token_, ast_.source)));
      return add_placeholder();
    }
    const bool plain = token_.kind == TokenKind::identifier;
    std::string name = token_.text;
    advance();
    if (plain && take("(")) return receiver_call(operand, std::move(name), offset, name_offset);
    Node node;
    node.kind = NodeKind::select;
    node.offset = static_cast<std::uint32_t>(offset);
    node.name = std::move(name);
    node.children = {operand};
    return add(std::move(node));
  }

  NodeId receiver_call(NodeId receiver, std::string name, std::size_t offset,
                       std::size_t name_offset) {
    std::vector<NodeId> arguments = list_until(")");
    const Macro macro = macro_of(name, arguments.size());
    if (macro != Macro::none && !issue_) {
      return comprehension(macro, receiver, arguments, offset, name);
    }
    Node node;
    node.kind = NodeKind::call;
    node.receiver = true;
    node.offset = static_cast<std::uint32_t>(name_offset);
    node.name = std::move(name);
    node.children = std::move(arguments);
    node.children.insert(node.children.begin(), receiver);
    return add(std::move(node));
  }

  NodeId comprehension(Macro macro, NodeId range, const std::vector<NodeId>& arguments,
                       std::size_t offset, std::string_view name) {
    const Node& variable = ast_.at(arguments[0]);
    if (variable.kind != NodeKind::identifier || variable.absolute) {
      fail(variable.offset,
           fmt::format("the first argument of {}() must be a plain name for the element", name));
      return add_placeholder();
    }
    Node node;
    node.kind = NodeKind::comprehension;
    node.macro = macro;
    node.offset = static_cast<std::uint32_t>(offset);
    node.name = variable.name;
    node.children = arguments;
    node.children[0] = range;
    return add(std::move(node));
  }

  std::vector<NodeId> list_until(std::string_view closing) {
    std::vector<NodeId> elements;
    // As in the grammar, the comma a list may end with may also be all it has: [,].
    const bool lone_comma = closing == "]" && take(",");
    while (!issue_ && !lone_comma && !token_.is(closing)) {
      elements.push_back(expression());
      // A list and a map may end with a comma, the arguments of a call may not.
      if (!take(",")) break;
      if (closing == ")" && token_.is(closing)) {
        fail(token_.offset, "expected another argument after ',', not ')'");
      }
    }
    expect(closing, closing == ")" ? "after the arguments" : "after the elements");
    return elements;
  }

  NodeId primary() {
    if (issue_) return add_placeholder();
    const std::size_t offset = token_.offset;
    if (token_.kind == TokenKind::literal) return constant();
    if (token_.kind == TokenKind::identifier) return named(offset, false);
    if (take(".")) {
      if (token_.kind == TokenKind::identifier) return named(offset, true);
      fail(token_.offset, "expected a name after '.'");
      return add_placeholder();
    }
    if (take("(")) {
      const NodeId inner = expression();
      expect(")", "to close '('");
      ast_.nodes[inner].parenthesised = true;
      return inner;
    }
    Node node;
    node.offset = static_cast<std::uint32_t>(offset);
    if (take("[")) {
      node.kind = NodeKind::list;
      node.children = list_until("]");
      return add(std::move(node));
    }
    if (take("{")) {
      node.kind = NodeKind::map;
      node.children = entries();
      return add(std::move(node));
    }
    // Behind a '!' a minus can only be a number's own: !-1 is well formed, !-x is not.
    const std::string instead = described(token_, ast_.source);
    if (take("-") && negate_literal()) return constant();
    fail(offset, fmt::format("expected a value here, not {}", instead));
    return add_placeholder();
  }

  NodeId constant() {
    Node node;
    node.offset = static_cast<std::uint32_t>(token_.offset);
    if (token_.too_big) {
      fail(token_.offset, "9223372036854775808 is too big for an int; write it with a 'u' behind");
      return add_placeholder();
    }
    node.constant = std::move(token_.literal);
    advance();
    return add(std::move(node));
  }

  NodeId named(std::size_t offset, bool absolute) {
    Node node;
    node.offset = static_cast<std::uint32_t>(offset);
    node.absolute = absolute;
    if (is_reserved(token_.text)) {
      fail(token_.offset, fmt::format("'{}' is a reserved word and cannot be a name", token_.text));
      return add_placeholder();
    }
    node.name = token_.text;
    advance();
    if (!take("(")) {
      node.kind = NodeKind::identifier;
      return add(std::move(node));
    }
    node.children = list_until(")");
    if (node.name == "has" && !absolute && node.children.size() == 1 && !issue_) {
      return has(node.children[0], offset);
    }
    node.kind = NodeKind::call;
    return add(std::move(node));
  }

  NodeId has(NodeId argument, std::size_t offset) {
    Node node = ast_.at(argument);
    if (node.kind != NodeKind::select || node.test) {
      fail(node.offset, "has() asks for a field and needs the form has(thing.field)");
      return add_placeholder();
    }
    node.test = true;
    node.offset = static_cast<std::uint32_t>(offset);
    return add(std::move(node));
  }

  std::vector<NodeId> entries() {
    std::vector<NodeId> children;
    const bool lone_comma = take(",");
    while (!issue_ && !lone_comma && !token_.is("}")) {
      children.push_back(expression());
      expect(":", "between a map's key and value");
      children.push_back(expression());
      if (!take(",")) break;
    }
    expect("}", "after the entries");
    return children;
  }

  NodeId message(NodeId type, std::size_t offset) {
    Node node;
    node.kind = NodeKind::message;
    node.offset = static_cast<std::uint32_t>(offset);
    node.name = dotted_name(ast_, type);
    take("{");
    const bool lone_comma = take(",");
    while (!issue_ && !lone_comma && !token_.is("}")) {
      if (token_.kind != TokenKind::identifier && token_.kind != TokenKind::quoted_identifier) {
        fail(token_.offset, fmt::format("expected a field's name, not {}",
                                        described(token_, ast_.source)));
        break;
      }
      node.fields.push_back(token_.text);
      advance();
      expect(":", "after a field's name");
      node.children.push_back(expression());
      if (!take(",")) break;
    }
    expect("}", "after the fields");
    return add(std::move(node));
  }

  Lexer lexer_;
  const Limits& limits_;
  Ast ast_;
  Token token_;
  std::optional<Issue> issue_;
  std::size_t depth_ = 0;
};

}  // namespace

tl::expected<Ast, std::vector<Issue>> parse(std::string_view source, const Limits& limits) {
  const auto refused = [](std::string what) {
    return tl::make_unexpected(std::vector{Issue{0, std::move(what), {}}});
  };
  if (source.size() > limits.source_bytes) {
    return refused(fmt::format("the expression is longer than {} bytes", limits.source_bytes));
  }
  if (!base::is_valid_utf8(source)) return refused("the expression is not valid UTF-8");
  return Parser(source, limits).parse();
}

}  // namespace decorum::cel
