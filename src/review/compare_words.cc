// Compared reviews in words and as JSON.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "post/json.h"
#include "review/compare.h"
#include "triage/report_words.h"
#include "triage/terminal_text.h"

namespace decorum::review {

namespace {

using policy::Severity;
using triage::bold;
using triage::columns_of;
using triage::cyan;
using triage::painted;
using triage::ReportStyle;
using triage::safe_line;
using triage::shortened;

constexpr std::size_t approvals_shown_max = 20;

const policy::ReviewRule* rule_of(const policy::Policy& policy, std::string_view id) {
  const auto it = std::ranges::find(policy.review.rules, id, &policy::ReviewRule::id);
  return it == policy.review.rules.end() ? nullptr : &*it;
}

std::string_view sign_of(FindingMove move) {
  switch (move) {
    case FindingMove::comes: return "+ ";
    case FindingMove::goes: return "− ";
    case FindingMove::graver: return "↑ ";
    case FindingMove::milder: return "↓ ";
  }
  return "";
}

// "· drafts.jsonl:3  We are “the best” …", cut to the line. Of a long path the end says which.
void append_example(std::string& out, std::string_view sign, const DraftExample& example,
                    const ReportStyle& style) {
  std::string_view draft = example.draft;
  if (draft.size() > 40) draft.remove_prefix(std::min(draft.rfind('/') + 1, draft.size()));
  const std::string lead = fmt::format("      {}{}  ", sign, safe_line(shortened(draft, 30)));
  const std::size_t used = columns_of(lead);
  const std::size_t room = std::max<std::size_t>(style.columns - std::min(style.columns, used), 20);
  out += lead + painted(safe_line(shortened(example.context, room)), cyan, style.colour) + "\n";
}

// "3 come, 1 goes, 2 are graver".
std::string moves_in_words(const RuleMoves& rule) {
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t count, std::string_view one, std::string_view many) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, count == 1 ? one : many));
  };
  add(rule.comes, "comes", "come");
  add(rule.goes, "goes", "go");
  add(rule.graver, "is graver", "are graver");
  add(rule.milder, "is milder", "are milder");
  return fmt::format("{}", fmt::join(parts, ", "));
}

void append_rules(std::string& out, const policy::Policy& from, const policy::Policy& to,
                  const Comparison& comparison, const ReportStyle& style) {
  bool begun = false;
  for (const RuleMoves& rule : comparison.rules) {
    if (rule.comes + rule.goes + rule.graver + rule.milder == 0) continue;
    if (!std::exchange(begun, true)) out += "\n" + painted("Findings", bold, style.colour) + "\n";
    const policy::ReviewRule* before = rule_of(from, rule.rule);
    const policy::ReviewRule* after = rule_of(to, rule.rule);
    const policy::ReviewRule* known = after == nullptr ? before : after;
    const std::string_view state = after == nullptr    ? " (gone)"
                                   : before == nullptr ? " (new)"
                                                       : "";
    out += fmt::format("\n  {} {}{}: {} before, {} after; {}\n", rule.rule,
                       known == nullptr ? "" : safe_line(known->title), state, rule.from, rule.to,
                       moves_in_words(rule));
    for (const RuleMoves::Example& example : rule.examples) {
      append_example(out, sign_of(example.move), example.at, style);
    }
  }
}

std::string_view in_words(const std::optional<Severity>& worst) {
  if (!worst) return "nothing found";
  switch (*worst) {
    case Severity::error: return "an error";
    case Severity::warning: return "a warning";
    case Severity::info: return "a note";
  }
  return "";
}

void append_worst(std::string& out, const Comparison& comparison, const ReportStyle& style) {
  if (comparison.worst.empty()) return;
  out += "\n" + painted("The gravest finding of a draft", bold, style.colour) + "\n";
  for (const WorstMove& move : comparison.worst) {
    out += fmt::format("\n{:>6}  was {}, now {}\n", move.count, in_words(move.from),
                       in_words(move.to));
    for (const DraftExample& example : move.examples) append_example(out, "· ", example, style);
  }
}

// The titles of "press-officer or head"; ids hold no blanks.
std::string who(const policy::Policy& policy, const std::vector<std::string>& approvals) {
  std::string out;
  for (std::string_view one : approvals) {
    out += out.empty() ? "" : " and ";
    for (bool first = true; !one.empty(); first = false) {
      const std::size_t end = one.find(" or ");
      out += (first ? "" : " or ") + triage::who_in_words(policy, one.substr(0, end));
      one.remove_prefix(end == std::string_view::npos ? one.size() : end + 4);
    }
  }
  return out.empty() ? "nobody" : out;
}

void append_approvals(std::string& out, const policy::Policy& from, const policy::Policy& to,
                      const Comparison& comparison, const ReportStyle& style) {
  if (comparison.approvals.empty()) return;
  out += "\n" + painted("Who approves a draft", bold, style.colour) + "\n";
  std::uint64_t rest = comparison.other_approvals;
  for (std::size_t i = 0; i < comparison.approvals.size(); ++i) {
    const ApprovalMove& move = comparison.approvals[i];
    if (i >= approvals_shown_max) {
      rest += move.count;
      continue;
    }
    out += fmt::format("\n{:>6}  was {}, now {}\n", move.count, who(from, move.from),
                       who(to, move.to));
    for (const DraftExample& example : move.examples) append_example(out, "· ", example, style);
  }
  if (rest > 0) out += fmt::format("\n{:>6}  change in other ways\n", rest);
}

void append_string(std::string& out, std::string_view key, std::string_view value) {
  out += fmt::format("\"{}\":", key);
  post::append_json_string(out, value);
}

// A list whose elements `append` writes.
template <class Things, class Append>
void append_list(std::string& out, std::string_view key, const Things& things, Append append) {
  out += fmt::format("\"{}\":[", key);
  bool first = true;
  for (const auto& thing : things) {
    if (!std::exchange(first, false)) out += ',';
    append(thing);
  }
  out += ']';
}

void append_ids(std::string& out, std::string_view key, const std::vector<std::string>& ids) {
  append_list(out, key, ids, [&](const std::string& id) { post::append_json_string(out, id); });
}

void append_draft(std::string& out, const DraftExample& example) {
  append_string(out, "draft", example.draft);
  out += ',';
  append_string(out, "context", example.context);
}

void append_counted(std::string& out, std::uint64_t count,
                    const std::vector<DraftExample>& examples) {
  out += fmt::format(",\"count\":{},", count);
  append_list(out, "examples", examples, [&](const DraftExample& example) {
    out += '{';
    append_draft(out, example);
    out += '}';
  });
  out += '}';
}

void append_rule(std::string& out, const RuleMoves& rule) {
  out += '{';
  append_string(out, "rule", rule.rule);
  out += fmt::format(R"(,"from":{},"to":{},"comes":{},"goes":{},"graver":{},"milder":{},)",
                     rule.from, rule.to, rule.comes, rule.goes, rule.graver, rule.milder);
  append_list(out, "examples", rule.examples, [&](const RuleMoves::Example& example) {
    out += fmt::format("{{\"move\":\"{}\",", name_of(example.move));
    append_draft(out, example.at);
    out += ',';
    append_string(out, "words", example.words);
    out += ',';
    append_string(out, "message", example.message);
    out += '}';
  });
  out += '}';
}

std::string json_of(const std::optional<Severity>& worst) {
  return worst ? fmt::format("\"{}\"", policy::name_of(*worst)) : "null";
}

}  // namespace

std::string compare_text(const policy::Policy& from, const policy::Policy& to,
                         const Comparison& comparison, const ReportStyle& style) {
  if (comparison.drafts == 0) return painted("No drafts were reviewed", bold, style.colour) + "\n";
  std::string out = painted(fmt::format("{} of {} draft{} would be reviewed otherwise",
                                        comparison.changed, comparison.drafts,
                                        comparison.drafts == 1 ? "" : "s"),
                            bold, style.colour);
  out += fmt::format("\nWith an error, for an official account: {} before, {} after\n",
                     comparison.stopped_from, comparison.stopped_to);
  append_rules(out, from, to, comparison, style);
  append_worst(out, comparison, style);
  append_approvals(out, from, to, comparison, style);
  return out;
}

std::string compare_json(const Comparison& comparison) {
  std::string out = fmt::format(R"({{"drafts":{},"changed":{},"stopped":{{"from":{},"to":{}}},)",
                                comparison.drafts, comparison.changed, comparison.stopped_from,
                                comparison.stopped_to);
  append_list(out, "rules", comparison.rules,
              [&](const RuleMoves& rule) { append_rule(out, rule); });
  out += ',';
  append_list(out, "worst", comparison.worst, [&](const WorstMove& move) {
    out += fmt::format("{{\"from\":{},\"to\":{}", json_of(move.from), json_of(move.to));
    append_counted(out, move.count, move.examples);
  });
  out += ',';
  append_list(out, "approvals", comparison.approvals, [&](const ApprovalMove& move) {
    out += '{';
    append_ids(out, "from", move.from);
    out += ',';
    append_ids(out, "to", move.to);
    append_counted(out, move.count, move.examples);
  });
  return out + fmt::format(",\"other_approvals\":{}}}", comparison.other_approvals);
}

}  // namespace decorum::review
