#include "triage/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "triage/report_words.h"
#include "triage/terminal_text.h"

namespace decorum::triage {

namespace {

constexpr std::size_t text_columns_max = 280;  // of a post, in all
constexpr std::string_view indent = "  ";

struct Colour {
  std::string_view on, off;
};

Colour colour(const ReportStyle& style, std::string_view code) {
  if (!style.colour) return {"", ""};
  return {code, plain};
}

// `left`, and `right` at the end of the line, or on a line of its own where both do not fit.
void append_sides(std::string& out, std::string_view margin, std::string_view left,
                  std::string_view right, const ReportStyle& style, std::string_view code) {
  const Colour paint = colour(style, code);
  const std::size_t room = style.columns - std::min(style.columns / 2, columns_of(margin));
  const std::vector<std::string> lines = wrapped(left, room);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += fmt::format("{}{}{}{}", margin, paint.on, lines[i], paint.off);
    if (i + 1 < lines.size()) out += '\n';
  }
  const std::size_t used = columns_of(lines.back()) + columns_of(right);
  if (right.empty()) {
    out += '\n';
  } else if (used + 2 <= room) {
    out += fmt::format("{:{}}{}\n", "", room - used, right);
  } else {
    out += fmt::format("\n{}{:>{}}\n", margin, right, room);
  }
}

void append_wrapped(std::string& out, std::string_view margin, std::string_view text,
                    const ReportStyle& style, std::string_view code) {
  append_sides(out, margin, text, "", style, code);
}

// Minutes are enough for a person; the JSON has the rest.
std::string when_of(base::Time time) {
  std::string text = base::format_rfc3339(time).substr(0, 16);
  text[10] = ' ';
  return text + " UTC";
}

void append_head(std::string& out, const post::Post& post, const ReportStyle& style) {
  const Colour paint = colour(style, bold);
  std::string head = fmt::format("{}{}{}", paint.on, safe_line(shortened(post.id, 40)), paint.off);
  const post::Author& author = post.author;
  const std::string who = !author.handle.empty() ? "@" + author.handle
                          : !author.name.empty() ? author.name
                                                 : author.id;
  if (!who.empty()) head += " · " + safe_line(shortened(who, 40));
  if (!post.site.empty()) head += " on " + safe_line(shortened(post.site, 20));
  if (!post.account.empty()) head += " (" + safe_line(shortened(post.account, 20)) + ")";
  if (post.posted_at) head += " · " + when_of(*post.posted_at);
  out += head + "\n";
  const std::string text = safe_line(shortened(post.text, text_columns_max));
  append_wrapped(out, "  ", text, style, cyan);
  out += '\n';
}

std::string sure(double confidence) {
  if (confidence >= 1) return "certain";
  return fmt::format("{} % sure", static_cast<int>(std::floor(confidence * 100)));
}

std::string titles(const policy::Question& question, const Step& step) {
  std::string out;
  for (std::size_t answer : step.answers) {
    out += (out.empty() ? "" : " + ") + question.answers[answer].title;
  }
  return out;
}

void append_step(std::string& out, const policy::Policy& policy, const post::Post& post,
                 const signals::Signals& signals, const Step& step, const ReportStyle& style) {
  const policy::Question& question = policy.protocol.questions[step.question];
  append_wrapped(out, indent, question.ask, style, dim);
  if (step.by == By::person) {
    std::string said = "said " + safe_line(step.person);
    if (!step.reason.empty()) said += ": " + safe_line(shortened(step.reason, 60));
    append_sides(out, "    ", titles(question, step), said, style, "");
    return;
  }
  if (!step.answers.empty()) {
    std::string answer = titles(question, step);
    if (step.by == By::proposed) answer += " (proposed)";
    append_sides(out, "    ", answer, sure(step.confidence), style, "");
  }
  if (step.unsure) {
    const std::string why(in_words(*step.unsure));
    append_wrapped(out, "    ", "? a person is asked: " + why, style, yellow);
  }
  const std::string because = because_in_words(policy, post, signals, step.because);
  if (!because.empty()) append_wrapped(out, "      ", "· " + because, style, dim);
}

const policy::Deadline& due_of(const policy::Policy& policy, const post::Post& post,
                               std::size_t outcome) {
  if (const policy::Account* account = policy.accounts.named(post.account)) {
    for (const auto& [index, deadline] : account->deadlines) {
      if (index == outcome) return deadline;
    }
  }
  return policy.protocol.outcomes[outcome].due;
}

void append_outcome(std::string& out, const policy::Policy& policy, const post::Post& post,
                    std::size_t index, bool proposed, const ReportStyle& style) {
  const policy::Outcome& outcome = policy.protocol.outcomes[index];
  const std::string owner = fmt::format("{}, {}", who_in_words(policy, outcome.owner),
                                        in_words(due_of(policy, post, index)));
  const std::string title = (proposed ? "⇢ if confirmed: " : "→ ") + outcome.title;
  append_sides(out, indent, title, owner, style, proposed ? yellow : green);
}

// What the post speaks of by its wording; whether it is true is said by the sheet.
void append_facts(std::string& out, const policy::Policy& policy, const post::Post& post,
                  const Decision& decision, const ReportStyle& style) {
  for (const policy::FactMatch& match : decision.facts) {
    append_wrapped(out, indent, fact_in_words(policy, post, match), style, cyan);
  }
}

std::string per_cent(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "";
  const double share = 100 * static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("{:.0f} %", share);
}

void add_up(std::vector<std::uint64_t>& counts, std::size_t index, std::uint64_t by = 1) {
  if (counts.size() <= index) counts.resize(index + 1);
  counts[index] += by;
}

bool is_some(std::uint64_t count) { return count > 0; }

std::uint64_t at(const std::vector<std::uint64_t>& counts, std::size_t index) {
  return index < counts.size() ? counts[index] : 0;
}

}  // namespace

void append_report(std::string& out, const policy::Policy& policy, const post::Post& post,
                   const signals::Signals& signals, const Decision& decision,
                   const ReportStyle& style) {
  append_head(out, post, style);
  for (const Step& step : decision.path) append_step(out, policy, post, signals, step, style);
  out += '\n';
  for (std::size_t outcome : decision.outcomes) {
    append_outcome(out, policy, post, outcome, false, style);
  }
  for (std::size_t outcome : decision.proposed) {
    append_outcome(out, policy, post, outcome, true, style);
  }
  if (decision.ask) {
    const policy::Question& question = policy.protocol.questions[*decision.ask];
    append_sides(out, indent, "? " + question.ask,
                 fmt::format("{}, {}", who_in_words(policy, question.unsure_role),
                             in_words(question.unsure_within)),
                 style, yellow);
  }
  append_facts(out, policy, post, decision, style);
  const Colour paint = colour(style, dim);
  out += paint.on;
  for (std::size_t i = 0; i < style.columns; ++i) out += "─";
  out += fmt::format("{}\n", paint.off);
}

void ReportSummary::add(const policy::Policy& policy, const Decision& decision) {
  ++posts_;
  if (!decision.ask) ++decided_;
  reached_.resize(policy.protocol.outcomes.size());
  proposed_.resize(policy.protocol.outcomes.size());
  asked_.resize(policy.protocol.questions.size());
  for (std::size_t outcome : decision.outcomes) ++reached_[outcome];
  for (std::size_t outcome : decision.proposed) ++proposed_[outcome];
  if (decision.ask) ++asked_[*decision.ask];
}

void ReportSummary::add(const ReportSummary& other) {
  posts_ += other.posts_;
  decided_ += other.decided_;
  for (std::size_t i = 0; i < other.reached_.size(); ++i) add_up(reached_, i, other.reached_[i]);
  for (std::size_t i = 0; i < other.proposed_.size(); ++i) add_up(proposed_, i, other.proposed_[i]);
  for (std::size_t i = 0; i < other.asked_.size(); ++i) add_up(asked_, i, other.asked_[i]);
}

std::string ReportSummary::text(const policy::Policy& policy, const ReportStyle& style) const {
  const policy::Protocol& chart = policy.protocol;
  const Colour strong = colour(style, bold);
  std::string out = fmt::format("\n{}{} {}{}, {}\n", strong.on, posts_,
                                posts_ == 1 ? "post" : "posts", strong.off, policy.info.title);
  const auto row = [&](std::string_view what, std::uint64_t count, std::string_view note) {
    const std::string right = fmt::format("{:>8}  {:>12}", count, note);
    append_sides(out, indent, shortened(what, style.columns - 26), right, style, "");
    while (out.ends_with(" \n")) out.erase(out.size() - 2, 1);
  };
  if (posts_ == 0) return out;
  row("decided by the machine", decided_, per_cent(decided_, posts_));
  row("waiting for a person", posts_ - decided_, per_cent(posts_ - decided_, posts_));

  if (std::ranges::any_of(reached_, is_some) || std::ranges::any_of(proposed_, is_some)) {
    out += fmt::format("\n{}Outcomes{}\n", strong.on, strong.off);
  }
  for (std::size_t i = 0; i < chart.outcomes.size(); ++i) {
    const std::uint64_t proposed = at(proposed_, i);
    if (at(reached_, i) + proposed == 0) continue;
    row(chart.outcomes[i].title, at(reached_, i),
        proposed == 0 ? "" : fmt::format("{} proposed", proposed));
  }
  if (decided_ == posts_) return out;
  std::map<std::string, std::uint64_t> by_role;
  for (std::size_t i = 0; i < chart.questions.size(); ++i) {
    if (at(asked_, i) > 0) by_role[chart.questions[i].unsure_role] += asked_[i];
  }
  for (const auto& [role, count] : by_role) {
    out += fmt::format("\n{}Waiting for: {}{} ({})\n", strong.on, who_in_words(policy, role),
                       strong.off, count);
    for (std::size_t i = 0; i < chart.questions.size(); ++i) {
      if (chart.questions[i].unsure_role == role && at(asked_, i) > 0) {
        row(chart.questions[i].ask, asked_[i], "");
      }
    }
  }
  return out;
}

}  // namespace decorum::triage
