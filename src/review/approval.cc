#include "review/approval.h"

#include <algorithm>
#include <array>
#include <cassert>

#include <fmt/format.h>

#include "base/utf8.h"
#include "triage/number.h"

namespace decorum::review {
namespace {

using cel::Type;
using cel::Value;

enum class Slot : std::uint8_t {
  text,
  site,
  account,
  capacity,
  on_behalf_of,
  relationship,
  related_to,
  paid,
  is_reply,
  audience,
  length,
  media,
  links,
  sources,
  findings,
  errors,
  warnings,
  infos,
  suppressed,
};
constexpr std::size_t fixed_count = 19;
constexpr std::size_t fixed_begin = signals::signal_count;
constexpr std::size_t words_begin = fixed_begin + fixed_count;

// In the order of `Slot`.
std::array<std::pair<std::string_view, Type>, fixed_count> fixed_names() {
  const Type text = Type::string_type();
  const Type number = Type::int_type();
  const Type flag = Type::bool_type();
  return {{{"draft.text", text},
           {"draft.site", text},
           {"draft.account", text},
           {"draft.capacity", text},
           {"draft.on_behalf_of", text},
           {"draft.relationship", text},
           {"draft.related_to", text},
           {"draft.paid", flag},
           {"draft.is_reply", flag},
           {"draft.audience", Type::list(text)},
           {"draft.length", number},
           {"draft.media", number},
           {"draft.links", number},
           {"draft.sources", number},
           {"findings", Type::opaque("findings")},
           {"findings.errors", number},
           {"findings.warnings", number},
           {"findings.infos", number},
           {"findings.suppressed", number}}};
}

Value findings_has(std::span<const Value> arguments) {
  const auto* result = static_cast<const Result*>(arguments[0].opaque_object());
  if (result == nullptr) return Value::unknown();
  const std::string_view rule = arguments[1].text();
  return Value(std::ranges::any_of(result->findings, [&](const Finding& finding) {
    return finding.rule == rule;
  }));
}

Value count(std::size_t value) { return Value(static_cast<std::int64_t>(value)); }

Value count_of(const Result& result, policy::Severity severity) {
  return Value(static_cast<std::int64_t>(
      std::ranges::count(result.findings, severity, &Finding::severity)));
}

Value links_of(const post::Draft& draft, const Reading& reading) {
  const auto in_text =
      std::ranges::count(reading.entities, post::Entity::Kind::url, &post::Entity::kind);
  return Value(static_cast<std::int64_t>(draft.links.size()) + in_text);
}

Value list_of(const std::vector<std::string>& texts) {
  std::vector<Value> values;
  for (const std::string& text : texts) values.push_back(Value::borrowed(text));
  return Value::list(std::move(values));
}

struct Asked {
  const post::Draft& draft;
  std::string_view site;
  const Reading& reading;
  const Result& result;
};

Value fixed_value(Slot slot, const Asked& asked) {
  const post::Draft& draft = asked.draft;
  switch (slot) {
    case Slot::text: return Value::borrowed(draft.text);
    case Slot::site: return Value::borrowed(asked.site);
    case Slot::account: return Value::borrowed(draft.account);
    case Slot::capacity:
      return Value::borrowed(draft.capacity == post::Capacity::official ? "official" : "personal");
    case Slot::on_behalf_of: return Value::borrowed(draft.on_behalf_of);
    case Slot::relationship: return Value::borrowed(draft.relationship);
    case Slot::related_to: return Value::borrowed(draft.related_to);
    case Slot::paid: return Value(draft.paid);
    case Slot::is_reply: return Value(draft.reply_to.has_value());
    case Slot::audience: return list_of(draft.audience);
    case Slot::length: return count(base::count_code_points(draft.text));
    case Slot::media: return count(draft.media.size());
    case Slot::links: return links_of(draft, asked.reading);
    case Slot::sources: return count(draft.sources.size());
    case Slot::findings: return Value::opaque("findings", &asked.result);
    case Slot::errors: return count_of(asked.result, policy::Severity::error);
    case Slot::warnings: return count_of(asked.result, policy::Severity::warning);
    case Slot::infos: return count_of(asked.result, policy::Severity::info);
    case Slot::suppressed: return count(asked.result.suppressed.size());
  }
  assert(false);
  return Value::unknown();
}

Value value_of(std::size_t slot, const Asked& asked, const signals::Signals& signals) {
  if (slot < fixed_begin) {
    const float value = signals.values[slot];
    return signals::is_unknown(value) ? Value::unknown() : Value(triage::shown(value));
  }
  if (slot < words_begin) return fixed_value(static_cast<Slot>(slot - fixed_begin), asked);
  const std::size_t list = slot - words_begin;
  return list < signals.words.size() ? Value(static_cast<std::int64_t>(signals.words[list]))
                                     : Value::unknown();
}

// Notes mistakes at their place in an expression, as far as that is known: when it stands on one
// line, in quotation marks or without.
class Place {
 public:
  Place(const policy::Approval& approval, std::vector<policy::Mistake>& mistakes)
      : approval_(approval), mistakes_(mistakes) {}

  void mistake(std::size_t offset, std::string code, std::string what, std::string expected,
               const std::string& suggestion) {
    const std::string_view source = approval_.when_source;
    const std::size_t width = approval_.end_column - approval_.column;
    const std::size_t columns = base::count_code_points(source);
    policy::Mistake mistake{"review.yaml",        approval_.line,  approval_.column,
                            approval_.end_column, std::move(code), std::move(what),
                            std::move(expected),  {}};
    if (!suggestion.empty()) mistake.suggestion = fmt::format("'{}'", suggestion);
    if ((width == columns || width == columns + 2) && offset < source.size()) {
      const std::size_t before = base::count_code_points(source.substr(0, offset));
      const std::size_t quote = (width - columns) / 2;
      mistake.column += static_cast<std::uint32_t>(before + quote);
      mistake.end_column = mistake.column + word_length(source, offset);
    }
    mistakes_.push_back(std::move(mistake));
  }

 private:
  // A name with its dots, a text in quotation marks, or one character.
  static std::uint32_t word_length(std::string_view source, std::size_t offset) {
    const auto is_name = [](char byte) {
      return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
             (byte >= '0' && byte <= '9') || byte == '_' || byte == '.';
    };
    const bool text = source[offset] == '\'' || source[offset] == '"';
    std::size_t end = offset + (text ? 1 : 0);
    while (end < source.size() && (text ? source[end] != source[offset] : is_name(source[end]))) {
      ++end;
    }
    if (text && end < source.size()) ++end;
    return static_cast<std::uint32_t>(std::max<std::size_t>(1, end - offset));
  }

  const policy::Approval& approval_;
  std::vector<policy::Mistake>& mistakes_;
};

// findings.has('LG1') names a rule that there is.
void check_rules(const cel::Program& program, const policy::Policy& policy, Place& place) {
  std::vector<std::string> ids;
  for (const policy::ReviewRule& rule : policy.review.rules) ids.push_back(rule.id);
  const cel::Ast& ast = cel::ast_of(program);
  for (const cel::Node& node : ast.nodes) {
    const bool asks = node.kind == cel::NodeKind::call && node.receiver && node.name == "has" &&
                      node.children.size() == 2;
    if (!asks) continue;
    const cel::Node& rule = ast.at(node.children[1]);
    if (rule.kind != cel::NodeKind::constant || rule.constant.kind() != cel::Kind::string) continue;
    const std::string id(rule.constant.text());
    if (std::ranges::find(ids, id) != ids.end()) continue;
    place.mistake(rule.offset, "unknown-rule",
                  fmt::format("there is no rule '{}'", policy::shortened(id)),
                  "the id of a rule of review.yaml", policy::nearest(id, ids));
  }
}

}  // namespace

cel::Environment approval_environment(const policy::Policy& policy) {
  cel::Environment environment = cel::standard_environment();
  for (std::size_t i = 0; i < signals::signal_count; ++i) {
    environment.declare(std::string(signals::name_of(static_cast<signals::Signal>(i))),
                        Type::double_type());
  }
  for (auto& [name, type] : fixed_names()) environment.declare(std::string(name), type);
  for (const post::Lexicon& lexicon : policy.lexicons) {
    environment.declare("words." + lexicon.id, Type::int_type());
  }
  environment.add({"has",
                   true,
                   {Type::opaque("findings"), Type::string_type()},
                   Type::bool_type(),
                   findings_has});
  return environment;
}

Approvals Approvals::make(const policy::Policy& policy, std::vector<policy::Mistake>& mistakes) {
  Approvals approvals;
  approvals.slots_ = words_begin + policy.lexicons.size();
  const cel::Environment environment = approval_environment(policy);
  for (const policy::Approval& approval : policy.review.approval) {
    if (mistakes.size() >= policy::mistakes_max) break;
    Place place(approval, mistakes);
    auto program = cel::compile(environment, approval.when_source);
    if (!program) {
      for (const cel::Issue& issue : program.error()) {
        place.mistake(issue.offset, "expression", issue.what, {}, issue.suggestion);
      }
      continue;
    }
    const Type type = cel::type_of(**program);
    if (type.kind() != cel::TypeKind::boolean) {
      place.mistake(approval.when_source.size(), "condition",
                    fmt::format("'when' of an approval gives {}", type.in_words()),
                    "a condition: true or false, for example draft.paid", {});
      continue;
    }
    check_rules(**program, policy, place);
    for (const std::size_t slot : cel::slots_of(**program)) {
      if (slot < fixed_begin || slot >= words_begin) approvals.reads_signals_ = true;
    }
    approvals.conditions_.push_back({std::move(*program), &approval});
  }
  return approvals;
}

std::vector<ApprovalDue> Approvals::due(const post::Draft& draft, std::string_view site,
                                        const Reading& reading, const signals::Signals& signals,
                                        const Result& result) const {
  std::vector<ApprovalDue> due;
  if (conditions_.empty()) return due;
  const Asked asked{draft, site, reading, result};
  std::vector<Value> slots(slots_, Value::unknown());
  for (const Condition& condition : conditions_) {
    for (const std::size_t slot : cel::slots_of(*condition.program)) {
      slots[slot] = value_of(slot, asked, signals);
    }
    const Value answer = cel::evaluate(*condition.program, slots);
    if (answer.is_error()) {
      due.push_back({condition.approval->by,
                     fmt::format("{} (Whether it applies could not be worked out: {}.)",
                                 condition.approval->why, answer.what())});
    } else if (answer.is_true()) {
      due.push_back({condition.approval->by, condition.approval->why});
    }
  }
  return due;
}

}  // namespace decorum::review
