// sites.yaml, review.yaml and brand.yaml.
#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t rules_max = 2000;

const SiteLimit* limit_of(const Context& context, std::string_view site) {
  const auto it = std::ranges::find(context.sites, site, &SiteLimit::site);
  return it == context.sites.end() ? nullptr : &*it;
}

std::optional<std::int64_t> tighter(Fields& fields, std::string_view key, std::int64_t least,
                                    const SiteLimit* site,
                                    std::optional<std::int64_t> SiteLimit::*limit) {
  const auto value = fields.number_if(key, least, 1'000'000);
  if (!value || site == nullptr || !(site->*limit) || *value <= *(site->*limit)) return value;
  const YamlNode* node = fields.node(key, false);
  fields.reader().mistake(*node, "loosened",
                          fmt::format("'{}' is {}, but {} itself allows {}", key, *value,
                                      site->site, *(site->*limit)),
                          fmt::format("at most {}: a policy only tightens", *(site->*limit)));
  return std::nullopt;
}

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

// As deep as the YAML, which is bounded.
Setting load_setting(const YamlNode& node) {
  Setting setting;
  if (node.is_sequence()) {
    setting.kind = Setting::Kind::list;
    for (const YamlNode& item : node.items) setting.items.push_back(load_setting(item));
  } else if (node.is_mapping()) {
    setting.kind = Setting::Kind::map;
    for (const YamlField& field : node.fields) {
      setting.fields.push_back({field.key.text, load_setting(field.value)});
    }
  } else {
    setting.text = node.text;
    if (node.plain) read_plain(node.text, setting);
  }
  return setting;
}

void load_applies(Fields& fields, ReviewRule& rule) {
  static const std::array<std::string, 2> capacities = {"official", "personal"};
  const YamlNode* node = fields.mapping("applies", false);
  if (node == nullptr) return;
  Fields applies(fields.reader(), *node, fields.key_of("applies"), "'applies'");
  rule.accounts = applies.list_of_refers_if("accounts", Refers::account);
  rule.sites = applies.list_of_refers_if("sites", Refers::site);
  if (const auto found = applies.choose("capacity", capacities, false)) {
    rule.capacity = capacities[*found];
  }
  applies.done();
}

ReviewRule load_rule(Reader& reader, const YamlField& field) {
  static constexpr std::array<std::pair<std::string_view, ReviewRule::Severity>, 3> severities = {
      {{"error", ReviewRule::Severity::error},
       {"warning", ReviewRule::Severity::warning},
       {"info", ReviewRule::Severity::info}}};
  ReviewRule rule;
  rule.id = field.key.text;
  Fields fields(reader, field.value, field.key, "a rule");
  if (const auto kind = fields.choose("kind", review_kinds(), true)) {
    rule.kind = review_kinds()[*kind];
  }
  rule.title = fields.text("title");
  rule.severity = fields.choice<ReviewRule::Severity>("severity", severities);
  rule.message = fields.text("message");
  rule.cites = fields.cites("cites");
  rule.fix = fields.text_if("fix");
  load_applies(fields, rule);
  if (const YamlNode* params = fields.mapping("params", false)) {
    rule.params = load_setting(*params).fields;
  }
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

void load_logos(Fields& file, Brand& brand, const std::vector<std::string>& paths) {
  const YamlNode* list = file.list("logos", false);
  if (list == nullptr) return;
  for (const YamlNode& item : list->items) {
    Fields fields(file.reader(), item, item, "a logo");
    Logo logo;
    logo.file = fields.text("file");
    if (!logo.file.empty() && std::ranges::find(paths, logo.file) == paths.end()) {
      file.reader().mistake(*item.find("file"), "missing-file",
                            fmt::format("there is no file '{}' in the policy",
                                        shortened(logo.file)),
                            "a file of the policy's folder",
                            file.reader().suggest(logo.file, paths));
    }
    logo.title = fields.text("title");
    logo.min_width_px = fields.number_if("min_width_px", 1, 100'000);
    logo.valid_until = fields.date_if("valid_until");
    fields.done();
    brand.logos.push_back(std::move(logo));
  }
}

}  // namespace

std::vector<SiteTightening> load_sites(Reader& reader, const YamlNode& root,
                                       const Context& context) {
  std::vector<SiteTightening> sites;
  Fields file(reader, root, root, "sites.yaml");
  for_each_id(reader, file.mapping("sites", true), "a site", 100,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                SiteTightening site;
                site.site = id;
                reader.refer(Refers::site, key, id);
                const SiteLimit* limit = limit_of(context, id);
                Fields fields(reader, value, key, "the limits of a site");
                site.text_max = tighter(fields, "text_max", 1, limit, &SiteLimit::text_max);
                site.hashtags_max =
                    tighter(fields, "hashtags_max", 0, limit, &SiteLimit::hashtags_max);
                site.links_max = tighter(fields, "links_max", 0, limit, &SiteLimit::links_max);
                site.media_max = tighter(fields, "media_max", 0, limit, &SiteLimit::media_max);
                site.alt_required = fields.flag_if("alt_required");
                site.why = fields.text("why");
                fields.done();
                sites.push_back(std::move(site));
              });
  file.done();
  return sites;
}

Review load_review(Reader& reader, const YamlNode& root) {
  Review review;
  Fields file(reader, root, root, "review.yaml");
  if (const YamlNode* rules = file.mapping("rules", true)) {
    for (const YamlField& field : rules->fields) {
      if (review.rules.size() >= rules_max) {
        reader.mistake(field.key, "too-many", fmt::format("there are more than {} rules",
                                                          rules_max),
                       "fewer");
        break;
      }
      if (!is_rule_id(field.key.text)) {
        reader.mistake(field.key, "id", fmt::format("'{}' is not the id of a rule",
                                                    shortened(field.key.text)),
                       "letters, digits and hyphens, at most 32");
        continue;
      }
      review.rules.push_back(load_rule(reader, field));
    }
  }
  if (const YamlNode* list = file.list("approval", false)) {
    for (const YamlNode& item : list->items) {
      Fields fields(reader, item, item, "an approval");
      Approval approval;
      approval.when_source = fields.text("when");
      if (const YamlNode* when = item.find("when"); when != nullptr && when->is_scalar()) {
        check_syntax(reader, *when);
      }
      approval.by = fields.list_of_refers("by", Refers::role);
      approval.why = fields.text("why");
      fields.done();
      review.approval.push_back(std::move(approval));
    }
  }
  file.done();
  return review;
}

Brand load_brand(Reader& reader, const YamlNode& root, const std::vector<std::string>& paths) {
  Brand brand;
  Fields file(reader, root, root, "brand.yaml");
  if (const YamlNode* names = file.list("names", true)) {
    for (const YamlNode& item : names->items) {
      Fields fields(reader, item, item, "a name");
      brand.names.push_back({fields.text("text"), fields.flag_if("first_use"),
                             fields.text_if("short")});
      fields.done();
    }
  }
  brand.preferred = load_preferred(file, "preferred");
  if (const YamlNode* banned = file.list("banned", false)) {
    for (const YamlNode& item : banned->items) {
      Fields fields(reader, item, item, "a banned word");
      brand.banned.push_back({fields.text("text"), fields.text("why"), fields.text_if("instead")});
      fields.done();
    }
  }
  if (const YamlNode* tone = file.mapping("tone", false)) {
    Fields fields(reader, *tone, file.key_of("tone"), "'tone'");
    if (const YamlNode* examples = fields.list("examples", true)) {
      for (const YamlNode& item : examples->items) {
        Fields example(reader, item, item, "an example");
        brand.tone.push_back({example.text("good"), example.text_if("bad"),
                              example.text_if("why")});
        example.done();
      }
    }
    fields.done();
  }
  load_logos(file, brand, paths);
  brand.ask = file.refers("ask", Refers::role);
  file.done();
  return brand;
}

}  // namespace decorum::policy
