// The policy as the API shows it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.h"
#include "policy/mistake.h"
#include "policy/policy.h"

namespace decorum::http {

struct NamedView {
  static constexpr std::string_view shape_name = "Named";
  std::string id, title;
};
template <class V>
void describe(V& v, NamedView& n) {
  v.field("id", n.id);
  v.field("title", n.title);
}

struct AccountView {
  static constexpr std::string_view shape_name = "Account";
  std::string id, site, handle, name, url, owner, voice;
  std::vector<std::string> post, approvers;
};
template <class V>
void describe(V& v, AccountView& a) {
  v.field("id", a.id);
  v.field("site", a.site);
  v.field("handle", a.handle);
  v.field("name", a.name);
  v.field("url", a.url, {.most = 8192});
  v.field("owner", a.owner);
  v.field("voice", a.voice, {.most = 4000});
  v.field("post", a.post, {.about = "Roles that may post"});
  v.field("approvers", a.approvers);
}

struct TipView {
  static constexpr std::string_view shape_name = "Tip";
  std::string id, title, text;
};
template <class V>
void describe(V& v, TipView& t) {
  v.field("id", t.id);
  v.field("title", t.title);
  v.field("text", t.text, {.most = 8000});
}

struct PolicyView {
  static constexpr std::string_view shape_name = "Policy";
  std::string hash, title, organisation, version, owner, author;
  std::chrono::sys_days in_force_from, review_by;
  std::vector<AccountView> accounts;
  std::vector<NamedView> roles, teams, outcomes;
  std::vector<TipView> tips;
};
template <class V>
void describe(V& v, PolicyView& p) {
  v.field("hash", p.hash);
  v.field("title", p.title);
  v.field("organisation", p.organisation);
  v.field("version", p.version);
  v.field("owner", p.owner);
  v.field("author", p.author);
  v.field("in_force_from", p.in_force_from);
  v.field("review_by", p.review_by);
  v.field("accounts", p.accounts);
  v.field("roles", p.roles);
  v.field("teams", p.teams);
  v.field("outcomes", p.outcomes);
  v.field("tips", p.tips);
}

struct AnswerView {
  static constexpr std::string_view shape_name = "ChartAnswer";
  std::string id, title, when, inferred;
  std::optional<std::string> question, outcome;  // where it leads
  bool confirm = false, accuses = false;
};
template <class V>
void describe(V& v, AnswerView& a) {
  v.field("id", a.id);
  v.field("title", a.title);
  v.field("when", a.when, {.most = 8192, .about = "Empty: only a person gives it"});
  v.field("question", a.question);
  v.field("outcome", a.outcome);
  v.field("confirm", a.confirm, {.about = "A person confirms before it counts"});
  v.field("accuses", a.accuses);
  v.field("inferred", a.inferred, {.most = 4000, .about = "Why the edge is ours, if it is"});
}

struct QuestionView {
  static constexpr std::string_view shape_name = "ChartQuestion";
  std::string id, ask, help;
  bool multi = false;
  std::vector<TipView> definitions;
  std::vector<std::string> checklist;
  std::vector<AnswerView> answers;
};
template <class V>
void describe(V& v, QuestionView& q) {
  v.field("id", q.id);
  v.field("ask", q.ask, {.most = 4000});
  v.field("help", q.help, {.most = 8000});
  v.field("multi", q.multi, {.about = "Several answers may hold"});
  v.field("definitions", q.definitions);
  v.field("checklist", q.checklist, {.most = 4000});
  v.field("answers", q.answers);
}

struct ChartView {
  static constexpr std::string_view shape_name = "Chart";
  std::string start;
  std::vector<QuestionView> questions;
  std::vector<NamedView> outcomes;
  std::vector<std::string> notes;
};
template <class V>
void describe(V& v, ChartView& c) {
  v.field("start", c.start);
  v.field("questions", c.questions);
  v.field("outcomes", c.outcomes);
  v.field("notes", c.notes, {.most = 4000});
}

struct MistakeView {
  static constexpr std::string_view shape_name = "Mistake";
  std::string file, code, what, expected, suggestion;
  std::int64_t line = 0, column = 0, end_column = 0;
};
template <class V>
void describe(V& v, MistakeView& m) {
  v.field("file", m.file);
  v.field("line", m.line);
  v.field("column", m.column);
  v.field("end_column", m.end_column);
  v.field("code", m.code);
  v.field("what", m.what, {.most = 8000});
  v.field("expected", m.expected, {.most = 8000});
  v.field("suggestion", m.suggestion, {.most = 8000});
}

struct MistakeList {
  static constexpr std::string_view shape_name = "MistakeList";
  std::vector<MistakeView> mistakes;
};
template <class V>
void describe(V& v, MistakeList& list) {
  v.field("mistakes", list.mistakes);
}

PolicyView policy_view(const policy::Policy& policy);
ChartView chart_view(const policy::Protocol& chart);
// At most 1,000.
MistakeList mistakes_view(const std::vector<policy::Mistake>& mistakes);

}  // namespace decorum::http
