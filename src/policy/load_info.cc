#include <array>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t sources_max = 100;

Source load_source(Reader& reader, const std::string& key, const YamlNode& at,
                   const YamlNode& value) {
  Source source;
  source.key = key;
  Fields fields(reader, value, at, "a source");
  source.title = fields.text("title");
  source.url = fields.url_if("url");
  source.pages = fields.number_if("pages", 1, 100'000);
  fields.done();
  return source;
}

}  // namespace

PolicyInfo load_info(Reader& reader, const YamlNode& root) {
  PolicyInfo info;
  Fields fields(reader, root, root, "a policy");
  info.name = fields.id("name");
  info.title = fields.text("title");
  info.organisation = fields.text("organisation");
  info.owner = fields.refers("owner", Refers::role);
  info.author = fields.text("author");
  info.version = fields.text("version");
  info.in_force_from = fields.date("in_force_from");
  info.review_by = fields.date("review_by");
  const YamlNode* review_by = root.find("review_by");
  if (review_by != nullptr && root.find("in_force_from") != nullptr &&
      info.review_by != std::chrono::sys_days{} && info.review_by <= info.in_force_from) {
    reader.mistake(*review_by, "dates", "the policy is to be reviewed before it is in force",
                   "a day after in_force_from");
  }
  info.language = fields.text("language");
  info.time_zone = fields.text("time_zone");
  static const std::array<std::string, 4> places = {"england-and-wales", "scotland",
                                                    "northern-ireland", "other"};
  if (const auto place = fields.choose("jurisdiction", places, false)) {
    info.jurisdiction = places[*place];
  }
  for_each_id(reader, fields.mapping("sources", true), "the key of a source", sources_max,
              [&](const std::string& key, const YamlNode& at, const YamlNode& value) {
                info.sources.push_back(load_source(reader, key, at, value));
              });
  fields.done();
  return info;
}

}  // namespace decorum::policy
