// community.yaml and complaints.yaml.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 500;

Rung load_rung(Reader& reader, const YamlNode& node) {
  static constexpr std::array<std::pair<std::string_view, Rung::Do>, 4> acts = {
      {{"warn", Rung::Do::warn},
       {"remove", Rung::Do::remove},
       {"suspend", Rung::Do::suspend},
       {"hide", Rung::Do::hide}}};
  Rung rung;
  Fields fields(reader, node, node, "a rung of the ladder");
  rung.id = fields.id("id");
  rung.act = fields.choice<Rung::Do>("do", acts);
  rung.title = fields.text("title");
  rung.quote_rule = fields.flag_if("quote_rule");
  rung.strike = fields.number_if("strike", 0, 100).value_or(0);
  rung.at_strikes = fields.number_if("at_strikes", 0, 1000).value_or(0);
  rung.expires = fields.duration_if("expires");
  rung.lasts = fields.duration_if("lasts");
  if (rung.lasts && rung.act != Rung::Do::suspend) {
    reader.mistake(fields.key_of("lasts"), "ladder", "only a suspension lasts for a time",
                   "do: suspend, or no 'lasts'");
  }
  rung.by = fields.list_of_refers("by", Refers::role);
  if (const YamlNode* second = fields.mapping("second_check", false)) {
    Fields parts(reader, *second, fields.key_of("second_check"), "'second_check'");
    rung.second_check = SecondCheck{parts.list_of_refers("by", Refers::role),
                                    parts.deadline("within")};
    parts.done();
  }
  rung.letter = fields.refers_if("letter", Refers::letter);
  fields.done();
  return rung;
}

void load_ladder(Fields& file, Community& community) {
  Reader& reader = file.reader();
  const YamlNode* list = file.list("ladder", true);
  if (list == nullptr) return;
  if (list->items.empty()) {
    reader.mistake(*list, "empty", "the ladder has no rung", "one rung or more");
  }
  if (list->items.size() > entries_max) {
    reader.mistake(file.key_of("ladder"), "too-many", "the ladder has too many rungs",
                   fmt::format("at most {}", entries_max));
    return;
  }
  for (const YamlNode& item : list->items) {
    Rung rung = load_rung(reader, item);
    const YamlNode* id = item.find("id");
    if (!rung.id.empty() && std::ranges::find(community.ladder, rung.id, &Rung::id) !=
                                community.ladder.end()) {
      reader.mistake(*id, "twice", fmt::format("there are two rungs '{}'", rung.id),
                     "an id of its own for each");
    }
    if (!community.ladder.empty() && rung.at_strikes < community.ladder.back().at_strikes) {
      const YamlNode* at = item.find("at_strikes");
      reader.mistake(at == nullptr ? item : *at, "ladder",
                     "this rung is reached with fewer strikes than the one before it",
                     fmt::format("{} or more", community.ladder.back().at_strikes));
    }
    community.ladder.push_back(std::move(rung));
  }
}

void load_severe(Fields& file, Community& community) {
  static const std::vector<std::string> classes = {"threat", "child-safety", "hate",
                                                   "private-data", "illegal"};
  Reader& reader = file.reader();
  const YamlNode* node = file.mapping("severe", true);
  if (node == nullptr) return;
  Fields fields(reader, *node, file.key_of("severe"), "'severe'");
  const std::string rung = fields.id("skip_to");
  std::vector<std::string> rungs;
  for (const Rung& known : community.ladder) rungs.push_back(known.id);
  const auto it = std::ranges::find(rungs, rung);
  if (it != rungs.end()) {
    community.severe_skip_to = static_cast<std::size_t>(it - rungs.begin());
  } else if (!rung.empty()) {
    reader.mistake(*node->find("skip_to"), "unknown", fmt::format("there is no rung '{}'", rung),
                   "the id of a rung of the ladder", reader.suggest(rung, rungs));
  }
  community.severe_classes = fields.texts("classes");
  if (const YamlNode* list = node->find("classes"); list != nullptr && list->is_sequence()) {
    for (const YamlNode& item : list->items) {
      if (item.refused || std::ranges::find(classes, item.text) != classes.end()) continue;
      reader.mistake(item, "choice", fmt::format("'{}' is no class of severe cases",
                                                 shortened(item.text)),
                     "threat, child-safety, hate, private-data or illegal",
                     reader.suggest(item.text, classes));
    }
  }
  fields.done();
}

void load_appeal_and_reports(Fields& file, Community& community) {
  Reader& reader = file.reader();
  if (const YamlNode* node = file.mapping("appeal", true)) {
    Fields fields(reader, *node, file.key_of("appeal"), "'appeal'");
    community.appeal_within = fields.duration("within");
    community.appeal_decided_by = fields.list_of_refers("decided_by", Refers::role);
    community.appeal_due = fields.deadline("due");
    community.appeal_letter = fields.refers_if("letter", Refers::letter);
    fields.done();
  }
  if (const YamlNode* node = file.mapping("reports", true)) {
    Fields fields(reader, *node, file.key_of("reports"), "'reports'");
    community.report_acknowledge = fields.deadline("acknowledge");
    community.report_decide = fields.deadline("decide");
    fields.done();
  }
}

ComplaintStage load_stage(Reader& reader, const std::string& id, const YamlNode& key,
                          const YamlNode& value,
                          const std::unordered_map<std::string, std::size_t>& index,
                          const std::vector<std::string>& ids) {
  ComplaintStage stage;
  stage.id = id;
  Fields fields(reader, value, key, "a stage");
  stage.title = fields.text("title");
  stage.owner = fields.refers("owner", Refers::role);
  stage.due = fields.deadline("due");
  stage.end = fields.flag_if("end");
  if (const YamlNode* go = fields.list("go", false)) {
    for (const YamlNode& item : go->items) {
      const auto next = reader.id(item, "an entry of 'go' of a stage");
      if (!next) continue;
      const auto found = index.find(*next);
      if (found != index.end()) {
        stage.go.push_back(found->second);
      } else {
        reader.mistake(item, "unknown", fmt::format("there is no stage '{}'", *next),
                       "the id of a stage", reader.suggest(*next, ids));
        stage.go.push_back(nowhere);
      }
    }
  }
  if (value.is_mapping() && stage.go.empty() != stage.end) {
    reader.mistake(key, "stage-end",
                   stage.end ? fmt::format("the stage '{}' is an end and goes on", id)
                             : fmt::format("the stage '{}' leads nowhere", id),
                   "go: [STAGE], or end: true");
  }
  stage.letter = fields.refers_if("letter", Refers::letter);
  stage.sees = fields.list_of_refers_if("sees", Refers::role);
  stage.cites = fields.cites_if("cites");
  stage.inferred = fields.text_if("inferred");
  fields.done();
  return stage;
}

void load_stages(Fields& file, Complaints& complaints) {
  Reader& reader = file.reader();
  std::unordered_map<std::string, std::size_t> index;
  std::vector<std::string> ids;
  const YamlNode* stages = file.mapping("stages", true);
  if (stages != nullptr) {
    for (const YamlField& field : stages->fields) {
      if (!is_id(field.key.text)) continue;
      index.emplace(field.key.text, index.size());
      ids.push_back(field.key.text);
    }
  }
  for_each_id(reader, stages, "the id of a stage", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                complaints.stages.push_back(load_stage(reader, id, key, value, index, ids));
              });
  complaints.start = nowhere;
  const std::string start = file.id("start");
  if (const auto found = index.find(start); found != index.end()) {
    complaints.start = found->second;
  } else if (!start.empty()) {
    const YamlNode* node = file.node("start", false);
    reader.mistake(*node, "unknown", fmt::format("there is no stage '{}'", start),
                   "the id of a stage", reader.suggest(start, ids));
  }
}

}  // namespace

Community load_community(Reader& reader, const YamlNode& root) {
  Community community;
  Fields file(reader, root, root, "community.yaml");
  for_each_id(reader, file.mapping("communities", false), "the id of a community", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Fields fields(reader, value, key, "a community");
                community.communities.push_back({id, fields.text("title"), fields.url_if("url"),
                                                 fields.refers("owner", Refers::role)});
                fields.done();
              });
  for_each_id(reader, file.mapping("rules", true), "the id of a community rule", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Fields fields(reader, value, key, "a community rule");
                community.rules.push_back({id, fields.text("title"), fields.text("text"),
                                           fields.flag_if("severe"), fields.cites("cites")});
                fields.done();
              });
  load_ladder(file, community);
  load_severe(file, community);
  load_appeal_and_reports(file, community);
  file.done();
  return community;
}

Complaints load_complaints(Reader& reader, const YamlNode& root) {
  Complaints complaints;
  Fields file(reader, root, root, "complaints.yaml");
  complaints.title = file.text("title");
  complaints.overseen_by = file.refers("overseen_by", Refers::role);
  complaints.decided_by = file.refers("decided_by", Refers::role);
  complaints.investigated_by = file.refers("investigated_by", Refers::role);
  if (const YamlNode* list = file.list("jurisdiction", true)) {
    for (const YamlNode& item : list->items) {
      Fields fields(reader, item, item, "a question of jurisdiction");
      complaints.jurisdiction.push_back(
          {fields.id("id"), fields.text("ask"), fields.text("otherwise")});
      fields.done();
    }
  }
  load_stages(file, complaints);
  if (const YamlNode* list = file.list("outcomes", true)) {
    for (const YamlNode& item : list->items) {
      Fields fields(reader, item, item, "an outcome of complaints");
      complaints.outcomes.push_back({fields.id("id"), fields.text("title")});
      fields.done();
    }
  }
  file.done();
  return complaints;
}

}  // namespace decorum::policy
