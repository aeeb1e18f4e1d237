// review.yaml and lists/*.yaml. What a check holds besides the fields that all have is kept as it
// stands, with its place; its kind reads it (review/settings.h).
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t rules_max = 2000;
constexpr std::size_t checks_max = 100;    // of one rule
constexpr std::size_t examples_max = 100;  // of one rule

void read_plain(const std::string& text, Setting& setting) {
  if (text == "true" || text == "false") {
    setting.kind = Setting::Kind::flag;
    setting.flag = text == "true";
    return;
  }
  const char first = text.empty() ? ' ' : text.front();
  if (first != '-' && first != '.' && (first < '0' || first > '9')) return;
  const char* begin = text.data();
  const char* end = begin + text.size();
  if (const auto parsed = std::from_chars(begin, end, setting.integer);
      parsed.ec == std::errc{} && parsed.ptr == end) {
    setting.kind = Setting::Kind::integer;
    return;
  }
  if (const auto parsed = std::from_chars(begin, end, setting.real);
      parsed.ec == std::errc{} && parsed.ptr == end) {
    setting.kind = Setting::Kind::real;
  }
}

template <class Placed>
void put_place(const YamlNode& node, Placed& placed) {
  placed.line = node.line;
  placed.column = node.column;
  placed.end_column = node.end_column;
}

class SettingLoader {
 public:
  SettingLoader(Reader& reader, const PhraseLists& lists) : reader_(reader), lists_(lists) {}

  SettingField field(const YamlField& node) const {
    SettingField setting;
    setting.name = node.key.text;
    put_place(node.key, setting);
    setting.value = value(node.value);
    return setting;
  }

 private:
  // As deep as the YAML, which is bounded.
  Setting value(const YamlNode& node) const {
    Setting setting;
    put_place(node, setting);
    if (node.is_sequence()) {
      setting.kind = Setting::Kind::list;
      for (const YamlNode& item : node.items) setting.items.push_back(value(item));
    } else if (is_reference(node)) {
      read_list(node.fields[0].value, setting);
    } else if (node.is_mapping()) {
      setting.kind = Setting::Kind::map;
      for (const YamlField& one : node.fields) setting.fields.push_back(field(one));
    } else {
      setting.text = node.text;
      if (node.plain) read_plain(node.text, setting);
    }
    return setting;
  }

  // { list: claims/superlatives }
  static bool is_reference(const YamlNode& node) {
    return node.is_mapping() && node.fields.size() == 1 && node.fields[0].key.text == "list" &&
           node.fields[0].value.is_scalar() &&
           node.fields[0].value.text.find('/') != std::string::npos;
  }

  // The texts have the place where the list is named: that is where a check's mistakes are shown.
  void read_list(const YamlNode& name, Setting& setting) const {
    setting.kind = Setting::Kind::list;
    const auto found = lists_.find(name.text);
    if (found == lists_.end()) {
      std::vector<std::string> names;
      for (const auto& one : lists_) names.push_back(one.first);
      reader_.mistake(name, "unknown", fmt::format("there is no list '{}'", shortened(name.text)),
                      "FILE/KEY: a key of lists/FILE.yaml", reader_.suggest(name.text, names));
      return;
    }
    Setting item;
    put_place(name, item);
    for (const std::string& text : found->second) {
      item.text = text;
      setting.items.push_back(item);
    }
  }

  Reader& reader_;
  const PhraseLists& lists_;
};

ReviewCheck load_check(Reader& reader, const YamlNode& node, const PhraseLists& lists) {
  static constexpr std::array<std::pair<std::string_view, Severity>, 3> severities = {
      {{"error", Severity::error}, {"warning", Severity::warning}, {"info", Severity::info}}};
  static const std::array<std::string, 2> capacities = {"official", "personal"};
  static constexpr std::array<std::string_view, 7> shared = {
      "kind", "severity", "message", "accounts", "sites", "capacity", "audience"};
  ReviewCheck check;
  Fields fields(reader, node, node, "a check");
  check.kind = fields.text("kind");
  if (const YamlNode* kind = node.find("kind")) put_place(*kind, check);
  check.severity = fields.choice<Severity>("severity", severities);
  check.message = fields.text("message");
  check.accounts = fields.list_of_refers_if("accounts", Refers::account);
  check.sites = fields.list_of_refers_if("sites", Refers::site);
  if (const auto found = fields.choose("capacity", capacities, false)) {
    check.capacity = capacities[*found];
  }
  check.audience = fields.texts_if("audience");
  if (!node.is_mapping()) return check;
  for (const YamlField& field : node.fields) {
    if (std::ranges::find(shared, field.key.text) != shared.end()) continue;
    check.settings.push_back(SettingLoader(reader, lists).field(field));
  }
  return check;
}

RuleExample load_example(Reader& reader, const YamlNode& node) {
  Fields fields(reader, node, node, "an example");
  RuleExample example{fields.text_if("bad"), fields.text_if("good")};
  if (node.is_mapping() && node.fields.empty()) {
    reader.mistake(node, "empty", "this example says nothing", "bad:, good: or both");
  }
  fields.done();
  return example;
}

ReviewRule load_rule(Reader& reader, const YamlField& field, const PhraseLists& lists) {
  ReviewRule rule;
  rule.id = field.key.text;
  Fields fields(reader, field.value, field.key, "a rule");
  rule.title = fields.text("title");
  rule.about = fields.text_if("about");
  rule.cites = fields.cites("cites");
  rule.clauses = fields.list_of_refers_if("clauses", Refers::source);
  for_each_in(fields, "checks", true, checks_max, [&](const YamlNode& item) {
    rule.checks.push_back(load_check(reader, item, lists));
  });
  for_each_in(fields, "examples", false, examples_max, [&](const YamlNode& item) {
    rule.examples.push_back(load_example(reader, item));
  });
  fields.done();
  return rule;
}

// SP1, R-12: what a rule is called in a report.
bool is_rule_id(std::string_view text) {
  return !text.empty() && text.size() <= 32 && std::ranges::all_of(text, [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-';
  });
}

Approval load_approval(Reader& reader, const YamlNode& node) {
  Fields fields(reader, node, node, "an approval");
  Approval approval;
  approval.when_source = fields.text("when");
  if (const YamlNode* when = node.find("when"); when != nullptr && when->is_scalar()) {
    check_syntax(reader, *when);
    put_place(*when, approval);
  }
  approval.by = fields.list_of_refers("by", Refers::role);
  approval.why = fields.text("why");
  fields.done();
  return approval;
}

}  // namespace

void load_lists(Reader& reader, const YamlNode& root, PhraseLists& lists) {
  const std::string file = reader.file().substr(0, reader.file().size() - 5);  // without .yaml
  const std::string prefix = file.substr(file.find('/') + 1) + "/";
  if (!root.is_mapping()) {
    reader.mistake(root, "type", "a file of lists is a mapping", "name: [one, two]");
    return;
  }
  Fields fields(reader, root, root, "a file of lists");
  for (const YamlField& field : root.fields) {
    lists[prefix + field.key.text] = fields.texts(field.key.text);
  }
}

Review load_review(Reader& reader, const YamlNode& root, const PhraseLists& lists) {
  Review review;
  Fields file(reader, root, root, "review.yaml");
  if (const YamlNode* rules = file.mapping("rules", true)) {
    for (const YamlField& field : rules->fields) {
      if (review.rules.size() >= rules_max) {
        reader.mistake(field.key, "too-many",
                       fmt::format("there are more than {} rules", rules_max), "fewer");
        break;
      }
      if (!is_rule_id(field.key.text)) {
        reader.mistake(field.key, "id",
                       fmt::format("'{}' is not the id of a rule", shortened(field.key.text)),
                       "letters, digits and hyphens, at most 32");
        continue;
      }
      review.rules.push_back(load_rule(reader, field, lists));
    }
  }
  for_each_in(file, "approval", false, rules_max, [&](const YamlNode& item) {
    review.approval.push_back(load_approval(reader, item));
  });
  file.done();
  return review;
}

}  // namespace decorum::policy
