// Words for which the policy has better ones.
//   pairs: { word: better word }
//   except: [...]             phrases inside which a word stays
#include <memory>

#include <fmt/format.h>

#include "review/kind_list.h"
#include "review/replacements.h"

namespace decorum::review {
namespace {

constexpr std::size_t pairs_max = 5000;

Replacements::Pairs read_pairs(Settings& settings) {
  Replacements::Pairs pairs;
  const policy::Setting* map = settings.any_if("pairs");
  if (map == nullptr) {
    settings.mistake("missing", "a check of kind substitution has no 'pairs'",
                     "pairs: { word: better word }");
    return pairs;
  }
  if (map->kind != policy::Setting::Kind::map || map->fields.empty()) {
    settings.mistake(*map, "type", "'pairs' of a check of kind substitution holds no pairs",
                     "'word: better word' lines, indented");
    return pairs;
  }
  if (map->fields.size() > pairs_max) {
    settings.mistake(*map, "too-many", fmt::format("there are {} pairs", map->fields.size()),
                     fmt::format("at most {}", pairs_max));
    return pairs;
  }
  for (const policy::SettingField& field : map->fields) {
    const bool is_text = field.value.kind != policy::Setting::Kind::map &&
                         field.value.kind != policy::Setting::Kind::list;
    if (!is_text || field.value.text.empty() || field.name.empty()) {
      settings.mistake(field.value, "type",
                       fmt::format("'{}' has no better word", policy::shortened(field.name)),
                       "a text");
      continue;
    }
    pairs.emplace_back(field.name, field.value.text);
  }
  if (const auto* pair = Replacements::circular(pairs)) {
    settings.mistake(*map, "circular",
                     fmt::format("'{}' holds words that are replaced themselves",
                                 policy::shortened(pair->second)),
                     "words that are not replaced");
    pairs.clear();
  }
  return pairs;
}

}  // namespace

Run compile_substitution(Settings& settings, const Setup&) {
  auto words = std::make_shared<const Replacements>(read_pairs(settings));
  auto except = std::make_shared<const Phrases>(settings.texts_if("except"));
  return [words, except](const Subject& subject, Hits& hits) {
    words->find(subject.reading, *except, hits);
  };
}

}  // namespace decorum::review
