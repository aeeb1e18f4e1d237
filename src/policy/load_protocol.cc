#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t tips_max = 500;

// Reads one chart. The ids of all nodes are taken first, so that an answer can point forwards.
class ChartLoader {
 public:
  ChartLoader(Reader& reader, const cel::Environment& environment)
      : reader_(reader), environment_(environment) {}

  Protocol load(const YamlNode& root) {
    Fields file(reader_, root, root, "protocol.yaml");
    const YamlNode* start = file.node("start", true, "the id of the first question");
    chart_.notes = file.texts_if("notes");
    load_tips(file.mapping("tips", false));
    load_definitions(file.mapping("definitions", false));
    const YamlNode* questions = file.mapping("questions", true);
    const YamlNode* outcomes = file.mapping("outcomes", true);
    take_ids(questions, question_index_);
    take_ids(outcomes, outcome_index_);
    if (start != nullptr) chart_.start = question_at(*start, "'start' of protocol.yaml");
    for_each_id(reader_, questions, "the id of a question", questions_max,
                [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                  chart_.questions.push_back(load_question(id, key, value));
                });
    for_each_id(reader_, outcomes, "the id of an outcome", outcomes_max,
                [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                  if (question_index_.contains(id)) {
                    reader_.mistake(key, "two-kinds",
                                    fmt::format("'{}' is a question and an outcome", id),
                                    "an id of its own for each");
                  }
                  chart_.outcomes.push_back(load_outcome(id, key, value));
                });
    file.done();
    return std::move(chart_);
  }

 private:
  using Index = std::unordered_map<std::string, std::size_t>;

  void take_ids(const YamlNode* mapping, Index& index) {
    if (mapping == nullptr) return;
    for (const YamlField& field : mapping->fields) {
      if (!is_id(field.key.text)) continue;
      index.emplace(field.key.text, index.size());
      node_ids_.push_back(field.key.text);
      if (&index == &question_index_) question_ids_.push_back(field.key.text);
    }
  }

  std::size_t question_at(const YamlNode& node, std::string_view what) {
    const auto id = reader_.id(node, what);
    if (!id) return nowhere;
    const auto found = question_index_.find(*id);
    if (found != question_index_.end()) return found->second;
    reader_.mistake(node, "unknown", fmt::format("there is no question '{}'", *id),
                    "the id of a question", reader_.suggest(*id, question_ids_));
    return nowhere;
  }

  Target target_at(const YamlNode& node) {
    const auto id = reader_.id(node, "'go' of an answer");
    if (!id) return {Target::Kind::outcome, nowhere};
    if (const auto found = question_index_.find(*id); found != question_index_.end()) {
      return {Target::Kind::question, found->second};
    }
    if (const auto found = outcome_index_.find(*id); found != outcome_index_.end()) {
      return {Target::Kind::outcome, found->second};
    }
    reader_.mistake(node, "unknown", fmt::format("there is no question or outcome '{}'", *id),
                    "the id of a question or an outcome", reader_.suggest(*id, node_ids_));
    return {Target::Kind::outcome, nowhere};
  }

  void load_tips(const YamlNode* tips) {
    for_each_id(reader_, tips, "the id of a tip", tips_max,
                [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                  Tip tip;
                  tip.id = id;
                  Fields fields(reader_, value, key, "a tip");
                  tip.title = fields.text("title");
                  tip.text = fields.text("text");
                  tip.cites = fields.cites("cites");
                  fields.done();
                  tip_ids_.push_back(id);
                  chart_.tips.push_back(std::move(tip));
                });
  }

  void load_definitions(const YamlNode* definitions) {
    for_each_id(reader_, definitions, "the id of a definition", tips_max,
                [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                  Definition definition;
                  definition.id = id;
                  Fields fields(reader_, value, key, "a definition");
                  definition.text = fields.text("text");
                  definition.cites = fields.cites("cites");
                  fields.done();
                  definition_ids_.push_back(id);
                  chart_.definitions.push_back(std::move(definition));
                });
  }

  // A list of ids of the same file, as indices.
  std::vector<std::size_t> indices(const YamlNode& list, const std::vector<std::string>& ids,
                                   std::string_view thing) {
    std::vector<std::size_t> found;
    for (const YamlNode& item : list.items) {
      const auto id = reader_.id(item, fmt::format("the id of a {}", thing));
      if (!id) continue;
      const auto it = std::ranges::find(ids, *id);
      if (it == ids.end()) {
        reader_.mistake(item, "unknown", fmt::format("there is no {} '{}'", thing, *id),
                        fmt::format("the id of a {} of protocol.yaml", thing),
                        reader_.suggest(*id, ids));
        continue;
      }
      const auto index = static_cast<std::size_t>(it - ids.begin());
      if (std::ranges::find(found, index) == found.end()) found.push_back(index);
    }
    return found;
  }

  Question load_question(const std::string& id, const YamlNode& key, const YamlNode& value);
  Answer load_answer(const std::string& id, const YamlNode& key, const YamlNode& value);
  Outcome load_outcome(const std::string& id, const YamlNode& key, const YamlNode& value);
  std::vector<std::size_t> load_outcome_tips(Fields& fields, Outcome::Do act);
  std::optional<Watch> load_watch(Fields& fields);
  std::optional<ComeBack> load_come_back(Fields& fields);
  std::string load_draft_from(Fields& fields);

  // The source and program of a condition; an empty source when there is none.
  std::pair<std::string, cel::ProgramPtr> condition(Fields& fields, std::string_view key,
                                                    std::string_view what) {
    const YamlNode* node = fields.node(key, false);
    if (node == nullptr) return {};
    auto source = reader_.text(*node, what);
    if (!source) return {};
    auto program = load_condition(reader_, *node, what, environment_);
    return {std::move(*source), std::move(program)};
  }

  Reader& reader_;
  const cel::Environment& environment_;
  Protocol chart_;
  Index question_index_, outcome_index_;
  std::vector<std::string> node_ids_, question_ids_, tip_ids_, definition_ids_;
};

// "yes-positive" -> "Yes positive"
std::string in_words(std::string id) {
  std::ranges::replace(id, '-', ' ');
  if (!id.empty() && id[0] >= 'a' && id[0] <= 'z') id[0] = static_cast<char>(id[0] - 'a' + 'A');
  return id;
}

Answer ChartLoader::load_answer(const std::string& id, const YamlNode& key,
                                const YamlNode& value) {
  Answer answer;
  answer.id = id;
  answer.go.index = nowhere;
  Fields fields(reader_, value, key, "an answer");
  answer.title = fields.text_if("title");
  if (answer.title.empty()) answer.title = in_words(id);
  std::tie(answer.when_source, answer.when) = condition(fields, "when", "'when' of an answer");
  if (const YamlNode* go = fields.node("go", true, "a question or an outcome")) {
    answer.go = target_at(*go);
  }
  static const std::array<std::string, 1> by = {"person"};
  answer.confirm = fields.choose("confirm", by, false).has_value();
  answer.accuses = fields.flag_if("accuses");
  answer.wrong_at_most_per_mille = fields.share_if("wrong_at_most");
  answer.cites = fields.cites_if("cites");
  answer.inferred = fields.text_if("inferred");
  fields.done();
  return answer;
}

Question ChartLoader::load_question(const std::string& id, const YamlNode& key,
                                    const YamlNode& value) {
  Question question;
  question.id = id;
  Fields fields(reader_, value, key, "a question");
  question.ask = fields.text("ask");
  question.help = fields.text_if("help");
  if (const YamlNode* list = fields.list("definitions", false)) {
    question.definitions = indices(*list, definition_ids_, "definition");
  }
  question.checklist = fields.texts_if("checklist");
  question.multi = fields.flag_if("multi");
  question.cites = fields.cites("cites");
  const YamlNode* answers = fields.mapping("answers", true);
  for_each_id(reader_, answers, "the id of an answer", answers_max,
              [&](const std::string& answer_id, const YamlNode& answer_key, const YamlNode& node) {
                question.answers.push_back(load_answer(answer_id, answer_key, node));
              });
  if (const YamlNode* unsure = fields.node("unsure", true, "{ ask: responder, within: 2h }")) {
    Fields parts(reader_, *unsure, fields.key_of("unsure"), "'unsure'");
    question.unsure_role = parts.refers("ask", Refers::role);
    question.unsure_within = parts.deadline("within");
    parts.done();
  }
  fields.done();
  return question;
}

std::vector<std::size_t> ChartLoader::load_outcome_tips(Fields& fields, Outcome::Do act) {
  const YamlNode* tips = fields.node("tips", false);
  const bool shown_by_default = act == Outcome::Do::reply || act == Outcome::Do::serve;
  const bool all = tips == nullptr ? shown_by_default : tips->is_scalar() && tips->text == "all";
  if (all) {
    std::vector<std::size_t> every(chart_.tips.size());
    for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
    return every;
  }
  if (tips == nullptr || tips->refused) return {};
  if (tips->is_sequence()) return indices(*tips, tip_ids_, "tip");
  reader_.mistake(*tips, "type", "'tips' of an outcome is no list", "all, or a list of tip ids");
  return {};
}

std::optional<Watch> ChartLoader::load_watch(Fields& fields) {
  const YamlNode* node = fields.node("watch", false);
  if (node == nullptr) return std::nullopt;
  Watch watch;
  Fields parts(reader_, *node, fields.key_of("watch"), "'watch'");
  watch.as = parts.id("as");
  watch.lasts = parts.duration("for");
  if (const YamlNode* then = parts.node("then", false)) {
    watch.then = question_at(*then, "'then' of a watch");
  }
  parts.done();
  return watch;
}

std::optional<ComeBack> ChartLoader::load_come_back(Fields& fields) {
  const YamlNode* node = fields.node("return", false);
  if (node == nullptr) return std::nullopt;
  ComeBack come_back;
  Fields parts(reader_, *node, fields.key_of("return"), "'return'");
  come_back.after = parts.duration("after");
  const YamlNode* to = parts.node("to", true, "the id of a question");
  come_back.to = to == nullptr ? nowhere : question_at(*to, "'to' of a return");
  std::tie(come_back.when_source, come_back.when) = condition(parts, "if", "'if' of a return");
  parts.done();
  return come_back;
}

std::string ChartLoader::load_draft_from(Fields& fields) {
  constexpr std::string_view prefix = "reply:";
  const std::string from = fields.text_if("draft_from");
  const YamlNode* node = fields.node("draft_from", false);
  if (from.empty() || from == "facts") return from;
  if (from.starts_with(prefix) && is_id(std::string_view(from).substr(prefix.size()))) {
    reader_.refer(Refers::reply, *node, from.substr(prefix.size()));
    return from;
  }
  reader_.mistake(*node, "choice", fmt::format("a draft cannot be made from '{}'",
                                               shortened(from)),
                  "facts, or reply:ID with a template of replies.yaml");
  return "";
}

Outcome ChartLoader::load_outcome(const std::string& id, const YamlNode& key,
                                  const YamlNode& value) {
  static constexpr std::array<std::pair<std::string_view, Outcome::Do>, 7> acts = {
      {{"reply", Outcome::Do::reply},
       {"serve", Outcome::Do::serve},
       {"stand", Outcome::Do::stand},
       {"monitor", Outcome::Do::monitor},
       {"research", Outcome::Do::research},
       {"refer", Outcome::Do::refer},
       {"route", Outcome::Do::route}}};
  Outcome outcome;
  outcome.id = id;
  Fields fields(reader_, value, key, "an outcome");
  outcome.title = fields.text("title");
  outcome.act = fields.choice<Outcome::Do>("do", acts);
  outcome.owner = fields.refers("owner", Refers::role_or_team);
  outcome.queue = fields.id_if("queue");
  if (outcome.queue.empty()) outcome.queue = outcome.owner;
  const bool may_wait = outcome.act == Outcome::Do::stand || outcome.act == Outcome::Do::monitor;
  outcome.due = fields.deadline("due", may_wait);
  outcome.draft_from = load_draft_from(fields);
  outcome.tips = load_outcome_tips(fields, outcome.act);
  outcome.approve = fields.list_of_refers_if("approve", Refers::role);
  outcome.notify = fields.list_of_refers_if("notify", Refers::role);
  outcome.watch = load_watch(fields);
  outcome.come_back = load_come_back(fields);
  outcome.report = fields.flag_if("report");
  outcome.accuses = fields.flag_if("accuses");
  outcome.cites = fields.cites("cites");
  outcome.inferred = fields.text_if("inferred");
  fields.done();
  return outcome;
}

}  // namespace

Protocol load_protocol(Reader& reader, const YamlNode& root, const cel::Environment& environment) {
  return ChartLoader(reader, environment).load(root);
}

}  // namespace decorum::policy
