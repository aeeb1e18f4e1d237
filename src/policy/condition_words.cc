#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "policy/show.h"

namespace decorum::policy {
namespace {

using Words = std::optional<std::string>;

constexpr std::string_view not_known = "not known";  // what "" is as a value

constexpr std::array<std::pair<std::string_view, std::string_view>, 30> phrases = {{
    {"sentiment.positive", "positive sentiment"},
    {"sentiment.neutral", "neutral sentiment"},
    {"sentiment.negative", "negative sentiment"},
    {"irony", "irony"},
    {"abuse", "abuse"},
    {"prejudice", "prejudice"},
    {"aggression", "aggression"},
    {"spam", "spam"},
    {"troll", "trolling"},
    {"service", "a need for service"},
    {"question", "a question"},
    {"claim", "a claim"},
    {"emotion.anger", "anger"},
    {"emotion.joy", "joy"},
    {"emotion.optimism", "optimism"},
    {"emotion.sadness", "sadness"},
    {"language.code", "the language"},
    {"language.confidence", "certainty of the language"},
    {"personal_data.count", "the number of personal details"},
    {"post.site", "the site"},
    {"post.account", "the account"},
    {"post.length", "the length"},
    {"post.links", "the number of links"},
    {"post.mentions", "the number of mentions"},
    {"post.hashtags", "the number of hashtags"},
    {"account.kind", "the kind of account"},
    {"author.handle", "the author's handle"},
    {"facts.contradicted", "the number of fact sheets it speaks against"},
    {"facts.supported", "the number of fact sheets it agrees with"},
    {"facts.asked", "the number of fact sheets it asks about"},
}};

constexpr std::array<std::pair<std::string_view, std::array<std::string_view, 2>>, 3> flags = {{
    {"post.is_reply", {"it is a reply", "it is no reply"}},
    {"post.has_media", {"it has media", "it has no media"}},
    {"history.first_contact",
     {"the author is new to us", "the author has written to us before"}},
}};

std::string_view words_for(cel::Operator comparison) {
  switch (comparison) {
    case cel::Operator::equal: return "is";
    case cel::Operator::not_equal: return "is not";
    case cel::Operator::less: return "is below";
    case cel::Operator::less_equal: return "is at most";
    case cel::Operator::greater: return "is above";
    case cel::Operator::greater_equal: return "is at least";
    case cel::Operator::none:
    case cel::Operator::logical_and:
    case cel::Operator::logical_or:
    case cel::Operator::logical_not:
    case cel::Operator::conditional:
    case cel::Operator::in:
    case cel::Operator::add:
    case cel::Operator::subtract:
    case cel::Operator::multiply:
    case cel::Operator::divide:
    case cel::Operator::remainder:
    case cel::Operator::negate:
    case cel::Operator::index: break;
  }
  return "";
}

class Teller {
 public:
  Teller(const cel::Ast& ast, const Policy& policy) : ast_(ast), policy_(policy) {}

  // Depth is bounded by the parser's Limits::depth. `within` is the joining word around this part:
  // "or" inside "and" is put in brackets.
  Words tell(cel::NodeId id, cel::Operator within) {
    const cel::Node& node = ast_.at(id);
    if (cel::is_logical_and(node) || cel::is_logical_or(node)) return joined(node, within);
    if (cel::is_logical_not(node)) {
      const Words asked = text_question(ast_.at(node.children[0]), false);
      return asked ? asked : flag(node.children[0], 1);
    }
    if (const Words asked = text_question(node, true)) return asked;
    if (const auto comparison = cel::comparison_of(node)) return compared(node, *comparison);
    if (node.op == cel::Operator::in) return one_of(node);
    return flag(id, 0);
  }

 private:
  Words joined(const cel::Node& node, cel::Operator within) {
    const Words left = tell(node.children[0], node.op);
    const Words right = tell(node.children[1], node.op);
    if (!left || !right) return std::nullopt;
    const bool mixed = within != cel::Operator::none && within != node.op;
    return fmt::format("{}{} {} {}{}", mixed ? "(" : "", *left,
                       cel::is_logical_and(node) ? "and" : "or", *right, mixed ? ")" : "");
  }

  // post.text.endsWith('?'): "its text ends with '?'".
  Words text_question(const cel::Node& node, bool holds) const {
    if (!node.receiver || node.children.size() != 2) return std::nullopt;
    if (cel::dotted_name(ast_, node.children[0]) != "post.text") return std::nullopt;
    const Words part = constant(ast_.at(node.children[1]));
    if (!part) return std::nullopt;
    if (node.name == "endsWith") {
      return fmt::format("its text {} with {}", holds ? "ends" : "does not end", *part);
    }
    if (node.name == "startsWith") {
      return fmt::format("its text {} with {}", holds ? "begins" : "does not begin", *part);
    }
    if (node.name == "contains") {
      return fmt::format("its text {} {}", holds ? "holds" : "does not hold", *part);
    }
    return std::nullopt;
  }

  Words flag(cel::NodeId id, std::size_t negated) const {
    const std::string name = cel::dotted_name(ast_, id);
    for (const auto& [known, words] : flags) {
      if (known == name) return std::string(words[negated]);
    }
    return std::nullopt;
  }

  Words compared(const cel::Node& node, cel::Operator comparison) {
    cel::NodeId left = node.children[0], right = node.children[1];
    if (cel::is_constant(ast_.at(left))) {
      std::swap(left, right);
      comparison = cel::mirrored(comparison);
    }
    const Words value = constant(ast_.at(right));
    if (!value) return std::nullopt;
    if (*value == not_known) {
      // The empty text, for example of language.code.
      const Words thing = named(left);
      if (!thing) return std::nullopt;
      return fmt::format("{} is {}known", *thing,
                         comparison == cel::Operator::not_equal ? "" : "not ");
    }
    if (const Words counted = word_list(left, comparison, *value)) return counted;
    if (const Words thing = named(left)) {
      return fmt::format("{} {} {}", *thing, words_for(comparison), *value);
    }
    return std::nullopt;
  }

  // `words.threat > 0`: "words of the list 'Words of threat' stand in it".
  Words word_list(cel::NodeId id, cel::Operator comparison, std::string_view value) const {
    const std::string name = cel::dotted_name(ast_, id);
    if (!name.starts_with("words.")) return std::nullopt;
    const std::string title = title_of(name.substr(6));
    const bool some = (comparison == cel::Operator::greater && value == "0") ||
                      (comparison == cel::Operator::greater_equal && value == "1");
    const bool none = (comparison == cel::Operator::equal && value == "0") ||
                      (comparison == cel::Operator::less && value == "1");
    if (some) return fmt::format("it has a word of the list '{}'", title);
    if (none) return fmt::format("it has no word of the list '{}'", title);
    return fmt::format("the number of words of the list '{}' {} {}", title, words_for(comparison),
                       value);
  }

  std::string title_of(std::string_view id) const {
    for (std::size_t i = 0; i < policy_.lexicons.size() && i < policy_.word_lists.size(); ++i) {
      if (policy_.lexicons[i].id == id) return policy_.word_lists[i].title;
    }
    return std::string(id);
  }

  Words named(cel::NodeId id) const {
    const std::string name = cel::dotted_name(ast_, id);
    for (const auto& [known, words] : phrases) {
      if (known == name) return std::string(words);
    }
    const cel::Node& node = ast_.at(id);
    const bool counts = node.kind == cel::NodeKind::call && node.receiver && node.name == "count" &&
                        node.children.size() == 3 &&
                        cel::dotted_name(ast_, node.children[0]) == "history";
    if (!counts) return std::nullopt;
    const cel::Node& kind = ast_.at(node.children[1]);
    const cel::Node& within = ast_.at(node.children[2]);
    if (!cel::is_constant(kind) || kind.constant.kind() != cel::Kind::string ||
        within.name != "days" || within.children.size() != 1) {
      return std::nullopt;
    }
    const Words days = constant(ast_.at(within.children[0]));
    if (!days) return std::nullopt;
    return fmt::format("the number of the author's posts watched as {} in the last {} days",
                       kind.constant.text(), *days);
  }

  Words one_of(const cel::Node& node) const {
    const Words thing = named(node.children[0]);
    const cel::Node& list = ast_.at(node.children[1]);
    if (!thing || list.kind != cel::NodeKind::list || list.children.empty()) return std::nullopt;
    std::string all;
    for (std::size_t i = 0; i < list.children.size(); ++i) {
      const Words element = constant(ast_.at(list.children[i]));
      if (!element) return std::nullopt;
      all += (i == 0 ? "" : i + 1 == list.children.size() ? " or " : ", ") + *element;
    }
    return fmt::format("{} is {}", *thing, all);
  }

  static Words constant(const cel::Node& node) {
    if (!cel::is_constant(node)) return std::nullopt;
    const cel::Value& value = node.constant;
    if (value.kind() == cel::Kind::integer) return fmt::format("{}", value.integer());
    if (value.kind() == cel::Kind::unsigned_integer) {
      return fmt::format("{}", value.unsigned_integer());
    }
    if (value.kind() == cel::Kind::real) return fmt::format("{}", value.real());
    if (value.kind() != cel::Kind::string) return std::nullopt;
    return value.text().empty() ? std::string(not_known) : fmt::format("'{}'", value.text());
  }

  const cel::Ast& ast_;
  const Policy& policy_;
};

}  // namespace

std::string in_words(const cel::Program& condition, const Policy& policy) {
  const cel::Ast& ast = cel::ast_of(condition);
  if (auto words = Teller(ast, policy).tell(ast.root, cel::Operator::none)) return *words;
  std::string source;  // on one line
  for (const char byte : ast.source) {
    const bool blank = byte == ' ' || byte == '\n' || byte == '\t';
    if (!blank) {
      source += byte;
    } else if (!source.empty() && source.back() != ' ') {
      source += ' ';
    }
  }
  return fmt::format("`{}`", source);
}

}  // namespace decorum::policy
