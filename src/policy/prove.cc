#include "policy/prove.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "signals/signals.h"

namespace decorum::policy {
namespace {

constexpr std::size_t alternatives_max = 64;
constexpr double infinity = std::numeric_limits<double>::infinity();

Cases anything() { return {{Alternative{}}}; }
Cases nothing() { return {}; }

// The sum of the sentiments is 1 but for rounding.
constexpr double rounding = 0.01;

bool sentiments_fit(const Alternative& alternative) {
  double least = 0, most = 0;
  for (const std::string_view name :
       {"sentiment.positive", "sentiment.neutral", "sentiment.negative"}) {
    const auto it = alternative.numbers.find(std::string(name));
    least += it == alternative.numbers.end() ? 0.0 : it->second.low;
    most += it == alternative.numbers.end() ? 1.0 : it->second.high;
  }
  return least <= 1 + rounding && most >= 1 - rounding;
}

Interval intersect(const Interval& a, const Interval& b) {
  Interval both = a;
  if (b.low > both.low || (b.low == both.low && b.low_open)) {
    both.low = b.low;
    both.low_open = b.low_open;
  }
  if (b.high < both.high || (b.high == both.high && b.high_open)) {
    both.high = b.high;
    both.high_open = b.high_open;
  }
  return both;
}

Alternative join(const Alternative& a, const Alternative& b) {
  Alternative both = a;
  for (const auto& [name, interval] : b.numbers) {
    const auto [it, fresh] = both.numbers.emplace(name, interval);
    if (!fresh) it->second = intersect(it->second, interval);
    if (it->second.empty()) both.impossible = true;
  }
  for (const auto& [name, text] : b.texts) {
    if (both.texts.emplace(name, text).first->second != text) both.impossible = true;
  }
  for (const auto& [part, value] : b.others) {
    if (both.others.emplace(part, value).first->second != value) both.impossible = true;
  }
  if (!sentiments_fit(both)) both.impossible = true;
  return both;
}

// More alternatives than can be kept become "anything": still true, only weaker.
Cases either(Cases a, Cases b) {
  if (a.any.size() + b.any.size() > alternatives_max) return anything();
  std::ranges::move(b.any, std::back_inserter(a.any));
  return a;
}

Cases both(const Cases& a, const Cases& b, ProofBudget& budget) {
  const std::uint64_t joins = a.any.size() * b.any.size();
  if (joins > budget.joins) {
    budget.joins = 0;
    return anything();
  }
  budget.joins -= joins;
  Cases joined;
  for (const Alternative& left : a.any) {
    for (const Alternative& right : b.any) {
      Alternative alternative = join(left, right);
      if (alternative.impossible) continue;
      joined.any.push_back(std::move(alternative));
      if (joined.any.size() > alternatives_max) return anything();
    }
  }
  return joined;
}

bool is_count(std::string_view name) {
  static constexpr std::array<std::string_view, 5> counts = {
      "personal_data.count", "post.length", "post.links", "post.mentions", "post.hashtags"};
  return name.starts_with("words.") || std::ranges::find(counts, name) != counts.end();
}

// What a name's value can be at all, and whether it is a whole number.
struct Range {
  Interval interval{-infinity, infinity};
  bool whole = false;
};

class TruthFinder {
 public:
  TruthFinder(const cel::Ast& ast, ProofBudget& budget) : ast_(ast), budget_(budget) {}

  // Depth is bounded by the parser's Limits::depth.
  Truth of(cel::NodeId id) {
    const cel::Node& node = ast_.at(id);
    if (node.kind == cel::NodeKind::constant && node.constant.is_bool()) {
      return node.constant.is_true() ? Truth{anything(), nothing()} : Truth{nothing(), anything()};
    }
    if (cel::is_logical_not(node)) {
      Truth inner = of(node.children[0]);
      return {std::move(inner.when_false), std::move(inner.when_true)};
    }
    if (cel::is_logical_and(node)) {
      Truth left = of(node.children[0]), right = of(node.children[1]);
      return {both(left.when_true, right.when_true, budget_),
              either(std::move(left.when_false), std::move(right.when_false))};
    }
    if (cel::is_logical_or(node)) {
      Truth left = of(node.children[0]), right = of(node.children[1]);
      return {either(std::move(left.when_true), std::move(right.when_true)),
              both(left.when_false, right.when_false, budget_)};
    }
    if (node.op == cel::Operator::conditional) {
      const Truth test = of(node.children[0]);
      const Truth yes = of(node.children[1]), no = of(node.children[2]);
      return {either(both(test.when_true, yes.when_true, budget_),
                     both(test.when_false, no.when_true, budget_)),
              either(both(test.when_true, yes.when_false, budget_),
                     both(test.when_false, no.when_false, budget_))};
    }
    if (const auto comparison = cel::comparison_of(node)) {
      if (auto truth = of_comparison(node, *comparison)) return std::move(*truth);
    }
    return unread(id);
  }

 private:
  Truth unread(cel::NodeId id) {
    const std::string part = written(id);
    Alternative holds, fails;
    holds.others.emplace(part, true);
    fails.others.emplace(part, false);
    return {{{std::move(holds)}}, {{std::move(fails)}}};
  }

  std::optional<Truth> of_comparison(const cel::Node& node, cel::Operator comparison) {
    cel::NodeId left = node.children[0], right = node.children[1];
    if (cel::is_constant(ast_.at(left))) {
      std::swap(left, right);
      comparison = cel::mirrored(comparison);
    }
    const auto constant = constant_at(right);
    if (!constant) return std::nullopt;
    if (constant->kind() == cel::Kind::string) return of_text(left, comparison, constant->text());
    const auto number = number_of(*constant);
    if (!number) return std::nullopt;
    const auto range = range_of(left);
    if (!range) return std::nullopt;
    return Truth{bounded(left, *range, comparison, *number),
                 bounded(left, *range, negated(comparison), *number)};
  }

  std::optional<Truth> of_text(cel::NodeId name_node, cel::Operator comparison,
                               std::string_view text) {
    const std::string name = cel::dotted_name(ast_, name_node);
    const bool equal = comparison == cel::Operator::equal;
    if (name.empty() || (!equal && comparison != cel::Operator::not_equal)) return std::nullopt;
    const std::string part = fmt::format("{} == {:?}", name, text);
    Alternative same, different;
    same.texts.emplace(name, text);
    same.others.emplace(part, true);
    different.others.emplace(part, false);
    Truth truth{{{std::move(same)}}, {{std::move(different)}}};
    if (!equal) std::swap(truth.when_true, truth.when_false);
    return truth;
  }

  static cel::Operator negated(cel::Operator comparison) {
    if (comparison == cel::Operator::less) return cel::Operator::greater_equal;
    if (comparison == cel::Operator::less_equal) return cel::Operator::greater;
    if (comparison == cel::Operator::greater) return cel::Operator::less_equal;
    if (comparison == cel::Operator::greater_equal) return cel::Operator::less;
    if (comparison == cel::Operator::equal) return cel::Operator::not_equal;
    return cel::Operator::equal;
  }

  Cases bounded(cel::NodeId id, const Range& range, cel::Operator comparison, double number) {
    const auto within = [&](Interval interval) -> Cases {
      interval = intersect(range.interval, interval);
      if (range.whole) {
        // The whole numbers inside: x > 0 is x >= 1.
        interval.low = interval.low_open && std::floor(interval.low) == interval.low
                           ? interval.low + 1
                           : std::ceil(interval.low);
        interval.high = interval.high_open && std::ceil(interval.high) == interval.high
                            ? interval.high - 1
                            : std::floor(interval.high);
        interval.low_open = interval.high_open = false;
      }
      if (interval.empty()) return nothing();
      Alternative alternative;
      alternative.numbers.emplace(key_of(id), interval);
      if (!sentiments_fit(alternative)) return nothing();
      return {{std::move(alternative)}};
    };
    if (comparison == cel::Operator::less) return within({-infinity, number, false, true});
    if (comparison == cel::Operator::less_equal) return within({-infinity, number});
    if (comparison == cel::Operator::greater) return within({number, infinity, true, false});
    if (comparison == cel::Operator::greater_equal) return within({number, infinity});
    if (comparison == cel::Operator::equal) return within({number, number});
    return either(within({-infinity, number, false, true}),
                  within({number, infinity, true, false}));
  }

  // A constant, or a constant with a minus before it.
  std::optional<cel::Value> constant_at(cel::NodeId id) const {
    const cel::Node& node = ast_.at(id);
    if (cel::is_constant(node)) return node.constant;
    if (node.op != cel::Operator::negate) return std::nullopt;
    const cel::Node& inner = ast_.at(node.children[0]);
    const auto number = cel::is_constant(inner) ? number_of(inner.constant) : std::nullopt;
    return number ? std::optional(cel::Value(-*number)) : std::nullopt;
  }

  // Whole numbers a double cannot hold exactly are not read.
  static std::optional<double> number_of(const cel::Value& value) {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (value.kind() == cel::Kind::real) {
      return std::isnan(value.real()) ? std::nullopt : std::optional(value.real());
    }
    if (value.kind() == cel::Kind::integer && std::abs(value.integer() / 2) < exact / 2) {
      return static_cast<double>(value.integer());
    }
    if (value.kind() == cel::Kind::unsigned_integer &&
        value.unsigned_integer() < static_cast<std::uint64_t>(exact)) {
      return static_cast<double>(value.unsigned_integer());
    }
    return std::nullopt;
  }

  std::string key_of(cel::NodeId id) const {
    std::string name = cel::dotted_name(ast_, id);
    return name.empty() ? written(id) : name;
  }

  std::optional<Range> range_of(cel::NodeId id) const {
    const std::string name = cel::dotted_name(ast_, id);
    if (!name.empty()) {
      if (signals::signal_named(name) || name == "language.confidence") return Range{{0, 1}, false};
      if (is_count(name)) return Range{{0, infinity}, true};
      return std::nullopt;  // a name of another type, or of a comprehension
    }
    const cel::Node& node = ast_.at(id);
    const bool counts = node.kind == cel::NodeKind::call && node.receiver && node.name == "count" &&
                        cel::dotted_name(ast_, node.children[0]) == "history";
    if (counts || (node.kind == cel::NodeKind::call && node.name == "size")) {
      return Range{{0, infinity}, true};
    }
    return std::nullopt;
  }

  // A part of the tree as text that is equal exactly for equal trees.
  std::string written(cel::NodeId id) const {
    const cel::Node& node = ast_.at(id);
    if (cel::is_constant(node)) return written_constant(node.constant);
    std::string out = fmt::format("({}.{}.{}.{}{}{} {}", static_cast<int>(node.kind),
                                  static_cast<int>(node.op), static_cast<int>(node.macro),
                                  node.receiver ? "r" : "", node.test ? "t" : "",
                                  node.absolute ? "a" : "", node.name);
    for (const std::string& field : node.fields) out += fmt::format(" .{}", field);
    for (const cel::NodeId child : node.children) out += ' ' + written(child);
    return out + ')';
  }

  static std::string written_constant(const cel::Value& value) {
    switch (value.kind()) {
      case cel::Kind::boolean: return value.boolean() ? "true" : "false";
      case cel::Kind::integer: return fmt::format("{}", value.integer());
      case cel::Kind::unsigned_integer: return fmt::format("{}u", value.unsigned_integer());
      case cel::Kind::real: return fmt::format("{:a}", value.real());
      case cel::Kind::string: return fmt::format("s{}:{}", value.text().size(), value.text());
      case cel::Kind::bytes: return fmt::format("b{}:{}", value.text().size(), value.text());
      case cel::Kind::null: return "null";
      case cel::Kind::list:
      case cel::Kind::map:
      case cel::Kind::timestamp:
      case cel::Kind::duration:
      case cel::Kind::type:
      case cel::Kind::opaque:
      case cel::Kind::error:
      case cel::Kind::unknown: break;
    }
    return "?";  // no literal of these kinds
  }

  const cel::Ast& ast_;
  ProofBudget& budget_;
};

}  // namespace

Truth truth_of(const cel::Program& program, ProofBudget& budget) {
  const cel::Ast& ast = cel::ast_of(program);
  return TruthFinder(ast, budget).of(ast.root);
}

bool exclude_each_other(const Cases& a, const Cases& b, ProofBudget& budget) {
  return never(both(a, b, budget));
}

}  // namespace decorum::policy
