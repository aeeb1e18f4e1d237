#include "policy/sites.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hash.h"
#include "policy/reader.h"
#include "policy/yaml.h"

namespace decorum::policy {
namespace {

constexpr std::size_t sites_max = 64;
constexpr std::size_t entries_max = 16;
constexpr std::int64_t limit_max = 1'000'000'000;
constexpr std::int64_t code_point_max = 0x10FFFF;

constexpr std::array<std::pair<std::string_view, Unit>, 6> unit_words = {
    {{"codepoint", Unit::codepoint},
     {"grapheme", Unit::grapheme},
     {"utf16", Unit::utf16},
     {"byte", Unit::byte},
     {"weighted", Unit::weighted},
     {"septet", Unit::septet}}};

constexpr std::array<std::pair<std::string_view, Trust>, 3> trust_words = {
    {{"true", Trust::verified}, {"vendor", Trust::vendor}, {"false", Trust::unverified}}};

constexpr std::array<std::pair<std::string_view, Cap::Alphabet>, 3> alphabet_words = {
    {{"any", Cap::Alphabet::any}, {"gsm7", Cap::Alphabet::gsm7}, {"other", Cap::Alphabet::other}}};

SiteFact read_fact(Fields& fields) {
  SiteFact fact;
  fact.limit = fields.number("limit", 0, limit_max);
  fact.source = fields.text("source");
  fact.date = fields.date("date");
  fact.trust = fields.choice<Trust>("verified", trust_words);
  return fact;
}

std::optional<SiteFact> read_fact_if(Reader& reader, Fields& site, std::string_view key) {
  const YamlNode* node = site.mapping(key, false);
  if (node == nullptr) return std::nullopt;
  Fields fields(reader, *node, site.key_of(key), "a number of a site");
  const SiteFact fact = read_fact(fields);
  fields.done();
  return fact;
}

std::vector<Cap> read_caps(Reader& reader, const YamlNode& list) {
  std::vector<Cap> caps;
  if (!list.is_sequence() || list.items.size() > entries_max) {
    reader.mistake(list, "type", "the caps of a text are a list of at most 16", "a list");
    return caps;
  }
  for (const YamlNode& item : list.items) {
    Fields fields(reader, item, item, "a cap");
    Cap cap;
    cap.unit = fields.choice<Unit>("unit", unit_words);
    cap.fact = read_fact(fields);
    cap.alphabet = fields.choice<Cap::Alphabet>("alphabet", alphabet_words, Cap::Alphabet::any);
    cap.each = fields.number_if("each", 1, limit_max);
    fields.done();
    caps.push_back(std::move(cap));
  }
  return caps;
}

Counting read_counting(Reader& reader, Fields& site) {
  Counting counting;
  const YamlNode* node = site.mapping("counting", false);
  if (node == nullptr) return counting;
  Fields fields(reader, *node, site.key_of("counting"), "the way a site counts");
  counting.nfc = fields.flag_if("nfc");
  counting.url = fields.number_if("url", 1, 1000);
  counting.url_without_protocol = fields.flag_if("url_without_protocol");
  counting.mention_without_server = fields.flag_if("mention_without_server");
  counting.emoji = fields.number_if("emoji", 1, 1000);
  counting.emoji_as_bytes = fields.flag_if("emoji_as_bytes");
  fields.done();
  return counting;
}

// One entry of `ranges`: [first, last, weight].
void read_range(Reader& reader, const YamlNode& item, Weights& weights) {
  if (!item.is_sequence() || item.items.size() != 3) {
    reader.mistake(item, "type", "a range is its first and last code point and its weight",
                   "a list of three numbers");
    return;
  }
  const auto first = reader.number(item.items[0], "the start of a range", 0, code_point_max);
  const auto last = reader.number(item.items[1], "the end of a range", 0, code_point_max);
  const auto weight = reader.number(item.items[2], "the weight of a range", 0, limit_max);
  if (!first || !last || !weight) return;
  if (*first > *last) {
    reader.mistake(item, "range", "a range ends before it starts", "the smaller number first");
    return;
  }
  weights.ranges.push_back(
      {static_cast<char32_t>(*first), static_cast<char32_t>(*last), *weight});
}

Weights read_weights(Reader& reader, Fields& site) {
  Weights weights;
  const YamlNode* node = site.mapping("weights", false);
  if (node == nullptr) return weights;
  Fields fields(reader, *node, site.key_of("weights"), "the weights of a site");
  weights.scale = std::max<std::int64_t>(fields.number("scale", 1, 1000), 1);
  weights.otherwise = fields.number("default", 0, 1'000'000);
  if (const YamlNode* ranges = fields.list("ranges", true)) {
    if (ranges->items.size() > entries_max) {
      reader.mistake(*ranges, "too-many", "there are more than 16 ranges", "fewer");
    } else {
      for (const YamlNode& item : ranges->items) read_range(reader, item, weights);
    }
  }
  fields.done();
  return weights;
}

Site read_site(Reader& reader, const std::string& id, const YamlNode& key,
               const YamlNode& value) {
  Fields fields(reader, value, key, "a site");
  Site site;
  site.id = id;
  site.title = fields.text("title");
  if (const YamlNode* caps = fields.list("caps", false)) site.caps = read_caps(reader, *caps);
  site.counting = read_counting(reader, fields);
  site.weights = read_weights(reader, fields);
  site.empty_allowed = fields.flag_if("empty", true);
  site.forbids_marks = fields.flag_if("forbidden");
  for_each_id(reader, fields.mapping("parts", false), "a part", entries_max,
              [&](const std::string& part, const YamlNode&, const YamlNode& caps) {
                site.parts.push_back({part, read_caps(reader, caps)});
              });
  site.hashtags = read_fact_if(reader, fields, "hashtags");
  site.mentions = read_fact_if(reader, fields, "mentions");
  site.links = read_fact_if(reader, fields, "links");
  site.media = read_fact_if(reader, fields, "media");
  site.alt = read_fact_if(reader, fields, "alt");
  site.note = fields.text_if("note");
  fields.done();
  return site;
}

std::optional<std::int64_t> number_of(const std::optional<SiteFact>& fact) {
  return fact ? std::optional(fact->limit) : std::nullopt;
}

}  // namespace

std::string_view name_of(Unit unit) {
  for (const auto& [word, value] : unit_words) {
    if (value == unit) return word;
  }
  return {};
}

const Site* Sites::find(std::string_view id) const {
  const auto found = std::find_if(sites.begin(), sites.end(),
                                  [&](const Site& site) { return site.id == id; });
  return found == sites.end() ? nullptr : &*found;
}

tl::expected<Sites, std::vector<Mistake>> read_sites(std::string_view path,
                                                     std::string_view bytes) {
  YamlFile file = parse_yaml(path, bytes);
  Findings findings;
  findings.mistakes = std::move(file.mistakes);
  Sites out;
  out.hash = base::sha256(bytes);
  Reader reader(std::string(path), bytes, findings);
  if (file.root) {
    Fields fields(reader, *file.root, *file.root, "the sites");
    out.version = fields.text("version");
    for_each_id(reader, fields.mapping("sites", true), "a site", sites_max,
                [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                  out.sites.push_back(read_site(reader, id, key, value));
                });
    fields.done();
  } else if (findings.mistakes.empty()) {
    findings.mistakes.push_back({std::string(path), 0, 0, 0, "empty", "the file is empty",
                                 "version and sites", ""});
  }
  if (findings.mistakes.empty()) return out;
  sort_mistakes(findings.mistakes);
  return tl::unexpected(std::move(findings.mistakes));
}

std::vector<SiteLimit> limits_of(const Sites& sites) {
  std::vector<SiteLimit> out;
  for (const Site& site : sites.sites) {
    SiteLimit limit;
    limit.site = site.id;
    if (!site.caps.empty()) limit.text_max = site.caps.front().fact.limit;
    limit.hashtags_max = number_of(site.hashtags);
    limit.links_max = number_of(site.links);
    limit.media_max = number_of(site.media);
    out.push_back(std::move(limit));
  }
  return out;
}

}  // namespace decorum::policy
