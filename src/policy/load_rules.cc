// sites.yaml and brand.yaml.
#include <algorithm>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

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
