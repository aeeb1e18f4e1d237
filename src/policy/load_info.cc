#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t sources_max = 100;
constexpr std::size_t clauses_max = 1000;  // of one source

Source load_source(Reader& reader, const std::string& key, const YamlNode& at,
                   const YamlNode& value) {
  Source source;
  source.key = key;
  Fields fields(reader, value, at, "a source");
  source.title = fields.text("title");
  source.url = fields.url_if("url");
  source.pages = fields.number_if("pages", 1, 100'000);
  if (const YamlNode* clauses = fields.mapping("clauses", false)) {
    for (const YamlField& field : clauses->fields) {
      if (source.clauses.size() == clauses_max) {
        reader.mistake(field.key, "too-many",
                       fmt::format("there are more than {} clauses", clauses_max), "fewer");
        break;
      }
      const auto text = reader.text(field.value, "a clause");
      if (text) source.clauses.push_back({field.key.text, *text});
    }
  }
  fields.done();
  return source;
}

// "en-GB": subtags of letters and digits, the first of two or three letters (BCP 47, the common
// part).
bool is_language_tag(std::string_view text) {
  const std::size_t first = std::min(text.find('-'), text.size());
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char byte = text[i];
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    if (byte == '-' ? part == 0 : !letter && (!digit || i < first)) return false;
    part = byte == '-' ? 0 : part + 1;
    if (part > 8) return false;
  }
  return (first == 2 || first == 3) && part > 0;
}

// "Europe/London", "UTC": the form of a name of the time zone database. Whether it knows the zone
// is seen by whoever counts the hours.
bool is_zone_name(std::string_view text) {
  const bool formed = std::ranges::all_of(text, [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '/' ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == '+';
  });
  return formed && (text.find('/') != std::string_view::npos || text == "UTC") &&
         !text.starts_with('/') && !text.ends_with('/');
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
  if (!info.language.empty() && !is_language_tag(info.language)) {
    reader.mistake(*root.find("language"), "language",
                   fmt::format("'{}' is not the tag of a language", shortened(info.language)),
                   "en-GB, cy, de: a BCP 47 tag");
  }
  info.time_zone = fields.text("time_zone");
  if (!info.time_zone.empty() && !is_zone_name(info.time_zone)) {
    reader.mistake(*root.find("time_zone"), "time-zone",
                   fmt::format("'{}' is not the name of a time zone", shortened(info.time_zone)),
                   "Europe/London, or UTC");
  }
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
