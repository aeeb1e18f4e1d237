// Replays in words and as JSON.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "post/json.h"
#include "triage/replay.h"
#include "triage/report_words.h"
#include "triage/terminal_text.h"

namespace decorum::triage {

namespace {

constexpr std::size_t moves_shown_max = 20;

const policy::Question* question_of(const policy::Policy& policy, std::string_view id) {
  const auto index = policy.protocol.question_named(id);
  return index ? &policy.protocol.questions[*index] : nullptr;
}

std::string outcome_title(const policy::Policy& policy, std::string_view id) {
  const auto index = policy.protocol.outcome_named(id);
  return index ? policy.protocol.outcomes[*index].title : std::string(id);
}

std::string outcome_titles(const policy::Policy& policy, const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " + ") + outcome_title(policy, id);
  return out;
}

// Lines, the first behind `lead`, the others below its text.
void append_hanging(std::string& out, std::string_view lead, std::string_view text,
                    const ReportStyle& style, std::string_view code = {}) {
  const std::size_t margin = columns_of(lead);
  const std::size_t room = style.columns - std::min(margin, style.columns / 2);
  const std::vector<std::string> lines = wrapped(text, room);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += i == 0 ? std::string(lead) : std::string(margin, ' ');
    out += code.empty() ? lines[i] : painted(lines[i], code, style.colour);
    out += '\n';
  }
}

std::string in_words(const policy::Policy& policy, const ReplayState& state) {
  std::vector<std::string> parts;
  if (!state.outcomes.empty()) parts.push_back(outcome_titles(policy, state.outcomes));
  if (!state.proposed.empty()) {
    parts.push_back("if confirmed: " + outcome_titles(policy, state.proposed));
  }
  if (const policy::Question* question = question_of(policy, state.ask)) {
    parts.push_back(
        fmt::format("{} is asked: {}", who_in_words(policy, question->unsure_role), question->ask));
  }
  if (parts.empty()) return "nothing follows";
  return fmt::format("{}", fmt::join(parts, " · "));
}

void append_moves(std::string& out, const policy::Policy& from, const policy::Policy& to,
                  const ReplayResult& result, const ReportStyle& style) {
  if (result.moves.empty()) return;
  out += "\n" + painted("What becomes of them", bold, style.colour) + "\n";
  std::uint64_t shown = 0;
  for (std::size_t i = 0; i < std::min(result.moves.size(), moves_shown_max); ++i) {
    const ReplayMove& move = result.moves[i];
    shown += move.count;
    out += '\n';
    append_hanging(out, fmt::format("{:>6}  was  ", move.count), in_words(from, move.from), style);
    append_hanging(out, "        now  ", in_words(to, move.to), style);
    for (const ReplayExample& example : move.examples) {
      const std::string lead =
          fmt::format("        · {}  ", safe_line(shortened(example.id, 24)));
      const std::size_t room = style.columns - std::min(style.columns / 2, columns_of(lead) + 2);
      out += lead;
      out += painted("“" + safe_line(shortened(example.text, room)) + "”", cyan, style.colour) + "\n";
    }
  }
  if (shown < result.changed) {
    out += fmt::format("\n{:>6}  change in other ways (--format json has {})\n",
                       result.changed - shown,
                       result.other_moves == 0 ? "all" : fmt::format("{}", moves_max));
  }
}

std::string difference(const ReplayCount& count) {
  if (count.to >= count.from) return fmt::format("+{}", count.to - count.from);
  return fmt::format("-{}", count.from - count.to);
}

// A heading with the columns' names, once, when the first row comes.
class Table {
 public:
  Table(std::string& out, std::string_view title, const ReportStyle& style)
      : out_(out), title_(title), style_(style), room_(style.columns - 28) {}

  // A line above the rows that follow; the same is written once.
  void group(std::string_view words) { group_ = words; }

  void row(std::string_view what, const ReplayCount& count, std::string_view gone = {}) {
    if (count.from == count.to) return;
    if (!begun_) {
      const std::string title(title_);
      out_ += fmt::format("\n{}{}{:>8}{:>8}{:>9}\n", painted(title, bold, style_.colour),
                          std::string(room_ + 3 - std::min(room_ + 2, columns_of(title)), ' '),
                          "before", "after", "change");
      begun_ = true;
    }
    if (!group_.empty()) out_ += "  " + shortened(group_, style_.columns - 2) + "\n";
    const std::string indent = grouped_ || !group_.empty() ? "    " : "  ";
    grouped_ = grouped_ || !group_.empty();
    group_ = {};
    const std::string name = indent + shortened(fmt::format("{}{}", what, gone), room_ - 4);
    out_ += fmt::format("{}{}{:>8}{:>8}{:>9}\n", name,
                        std::string(room_ + 3 - columns_of(name), ' '), count.from, count.to,
                        difference(count));
  }

 private:
  std::string& out_;
  std::string_view title_;
  const ReportStyle& style_;
  std::size_t room_;
  std::string group_;
  bool begun_ = false;
  bool grouped_ = false;
};

std::string_view came_or_went(bool before, bool after) {
  if (before && after) return "";
  return before ? " (gone)" : " (new)";
}

void append_edges(std::string& out, const policy::Policy& from, const policy::Policy& to,
                  const ReplayResult& result, const ReportStyle& style) {
  Table table(out, "Answers given by the machine", style);
  std::string last;
  for (const ReplayResult::Edge& edge : result.edges) {
    const policy::Question* before = question_of(from, edge.question);
    const policy::Question* after = question_of(to, edge.question);
    const auto answer_of = [&](const policy::Question* question) -> const policy::Answer* {
      if (question == nullptr) return nullptr;
      const auto it = std::ranges::find(question->answers, edge.answer, &policy::Answer::id);
      return it == question->answers.end() ? nullptr : &*it;
    };
    const policy::Answer* old_answer = answer_of(before);
    const policy::Answer* new_answer = answer_of(after);
    if (edge.question != last) {
      table.group(fmt::format("{}{}", (after == nullptr ? before : after)->ask,
                              came_or_went(before != nullptr, after != nullptr)));
    }
    last = edge.question;
    table.row((new_answer == nullptr ? old_answer : new_answer)->title, edge.count,
              came_or_went(old_answer != nullptr, new_answer != nullptr));
  }
}

void append_outcomes(std::string& out, const policy::Policy& from, const policy::Policy& to,
                     const ReplayResult& result, const ReportStyle& style) {
  Table table(out, "Outcomes", style);
  for (const ReplayResult::Outcome& outcome : result.outcomes) {
    const bool before = from.protocol.outcome_named(outcome.outcome).has_value();
    const bool after = to.protocol.outcome_named(outcome.outcome).has_value();
    const std::string title = outcome_title(after ? to : from, outcome.outcome);
    table.row(title, outcome.reached, came_or_went(before, after));
    table.row(title + ", if a person confirms", outcome.proposed, came_or_went(before, after));
  }
}

void append_asked(std::string& out, const policy::Policy& from, const policy::Policy& to,
                  const ReplayResult& result, const ReportStyle& style) {
  Table table(out, "Waiting for a person", style);
  for (const ReplayResult::Asked& asked : result.asked) {
    const policy::Question* question = question_of(to, asked.question);
    const policy::Policy& policy = question == nullptr ? from : to;
    if (question == nullptr) question = question_of(from, asked.question);
    table.row(fmt::format("{}: {}", who_in_words(policy, question->unsure_role), question->ask),
              asked.count);
  }
}

std::string per_cent(std::uint64_t part, std::uint64_t whole) {
  const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  return share > 0 && share < 0.1 ? "less than 0.1 %" : fmt::format("{:.1f} %", share);
}

std::string version_json(const policy::Policy& policy) {
  std::string out = "{\"version\":";
  post::append_json_string(out, policy.info.version);
  out += ",\"hash\":";
  post::append_json_string(out, policy.hash);
  return out + "}";
}

void append_ids(std::string& out, std::string_view key, const std::vector<std::string>& ids) {
  out += fmt::format("\"{}\":[", key);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) out += ',';
    post::append_json_string(out, ids[i]);
  }
  out += ']';
}

void append_state(std::string& out, const ReplayState& state) {
  out += '{';
  append_ids(out, "outcomes", state.outcomes);
  out += ',';
  append_ids(out, "proposed", state.proposed);
  out += ",\"ask\":";
  if (state.ask.empty()) {
    out += "null}";
  } else {
    post::append_json_string(out, state.ask);
    out += '}';
  }
}

void append_move(std::string& out, const ReplayMove& move) {
  out += "{\"from\":";
  append_state(out, move.from);
  out += ",\"to\":";
  append_state(out, move.to);
  out += fmt::format(",\"count\":{},\"examples\":[", move.count);
  for (std::size_t i = 0; i < move.examples.size(); ++i) {
    out += i > 0 ? ",{\"id\":" : "{\"id\":";
    post::append_json_string(out, move.examples[i].id);
    out += ",\"text\":";
    post::append_json_string(out, move.examples[i].text);
    out += '}';
  }
  out += "]}";
}

std::string members(const ReplayCount& count) {
  return fmt::format("\"from\":{},\"to\":{}", count.from, count.to);
}

// The objects that `append` writes, with commas between.
template <class Things, class Append>
void append_list(std::string& out, std::string_view key, const Things& things, Append append) {
  out += fmt::format(",\"{}\":[", key);
  bool first = true;
  for (const auto& thing : things) {
    if (!std::exchange(first, false)) out += ',';
    append(thing);
  }
  out += ']';
}

}  // namespace

std::string replay_head(const policy::Policy& from, const policy::Policy& to) {
  const auto line = [](std::string_view lead, const policy::Policy& policy) {
    return fmt::format("{}{}, version {} ({}…)\n", lead, policy.info.title, policy.info.version,
                       policy.hash.substr(0, 19));
  };
  std::string out = line("from  ", from) + line("to    ", to);
  if (from.hash == to.hash) {
    out += "Both are the same policy.\n";
  } else if (from.info.version == to.info.version) {
    out += fmt::format("Both say that they are version {}.\n", to.info.version);
  }
  return out;
}

std::string replay_text(const policy::Policy& from, const policy::Policy& to,
                        const ReplayResult& result, const ReportStyle& style) {
  std::string sum = fmt::format("{} of {} decision{} would change", result.changed, result.posts,
                                result.posts == 1 ? "" : "s");
  if (result.posts == 0) {
    sum = "No posts were decided";
  } else if (result.changed > 0) {
    sum += fmt::format(" ({})", per_cent(result.changed, result.posts));
  }
  std::string out = painted(sum, bold, style.colour) + "\n";
  if (result.posts == 0) return out;
  out += fmt::format("Decided without a person: {} before, {} after\n", result.decided.from,
                     result.decided.to);
  append_moves(out, from, to, result, style);
  append_edges(out, from, to, result, style);
  append_outcomes(out, from, to, result, style);
  append_asked(out, from, to, result, style);
  return out;
}

std::string replay_json(const policy::Policy& from, const policy::Policy& to,
                        const ReplayResult& result, std::string_view drafts) {
  std::string out = fmt::format(R"({{"from":{},"to":{},"posts":{},"changed":{},"decided":{{{}}})",
                                version_json(from), version_json(to), result.posts, result.changed,
                                members(result.decided));
  append_list(out, "moves", result.moves, [&](const ReplayMove& move) { append_move(out, move); });
  out += fmt::format(",\"other_moves\":{}", result.other_moves);
  append_list(out, "edges", result.edges, [&](const ReplayResult::Edge& edge) {
    out += fmt::format(R"({{"question":"{}","answer":"{}",{}}})", edge.question, edge.answer,
                       members(edge.count));
  });
  append_list(out, "outcomes", result.outcomes, [&](const ReplayResult::Outcome& outcome) {
    out += fmt::format(R"({{"outcome":"{}",{},"proposed":{{{}}}}})", outcome.outcome,
                       members(outcome.reached), members(outcome.proposed));
  });
  append_list(out, "asked", result.asked, [&](const ReplayResult::Asked& asked) {
    out += fmt::format(R"({{"question":"{}",{}}})", asked.question, members(asked.count));
  });
  return out + fmt::format(",\"drafts\":{}}}\n", drafts);
}

}  // namespace decorum::triage
