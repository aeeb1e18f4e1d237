// Hashtags: each word with a capital, and where they stand.
//   camel_case: true          needs the dictionary; the fix is safe, as hashtags have no case
//   at_end: true
//   allow: [...]              hashtags that stay, without "#"
#include <algorithm>
#include <memory>
#include <unordered_set>

#include "review/hashtag_words.h"
#include "review/kind_list.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

struct Hashtag {
  bool camel_case = false;
  bool at_end = false;
  std::unordered_set<std::string> allow;  // folded, without "#"
  const spelling::Dictionary* dictionary = nullptr;
};

std::string folded_tag(std::string_view tag) {
  if (tag.starts_with('#')) tag.remove_prefix(1);
  signals::Folded folded;
  signals::fold(tag, folded);
  return folded.text;
}

// All small letters, all capitals, or only the first a capital: nothing parts its words.
bool is_in_one_case(std::string_view tag) {
  const auto is_upper = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
  const auto is_lower = [](char byte) { return byte >= 'a' && byte <= 'z'; };
  const std::string_view rest = tag.substr(tag.empty() ? 0 : 1);
  return std::ranges::none_of(rest, is_upper) || std::ranges::none_of(tag, is_lower);
}

void cases(const Hashtag& rule, const std::vector<post::Entity>& tags, Hits& hits) {
  if (rule.dictionary == nullptr) return;
  for (const post::Entity& tag : tags) {
    if (!is_in_one_case(tag.value) || rule.allow.contains(folded_tag(tag.value))) continue;
    const std::vector<std::string> words = hashtag_words(tag.value, *rule.dictionary);
    if (words.empty()) continue;
    const std::string better = camel_case(words);
    if (better == tag.value) continue;
    const std::uint32_t size = static_cast<std::uint32_t>(tag.value.size());
    hits.add({.span = tag.span,
              .fields = {{"instead", "#" + better}},
              .fix = Fix{{tag.span.end - size, tag.span.end}, better}});
  }
}

// The first hashtag that ordinary words follow.
void places(const Hashtag& rule, const std::vector<post::Entity>& tags, const Reading& reading,
            Hits& hits) {
  for (const post::Entity& tag : tags) {
    if (rule.allow.contains(folded_tag(tag.value))) continue;
    const bool followed = std::ranges::any_of(reading.words, [&](const Word& word) {
      return word.span.start >= tag.span.end && !word.aside;
    });
    if (!followed) return;
    hits.add({.span = tag.span});
    return;
  }
}

}  // namespace

Run compile_hashtag(Settings& settings, const Setup& setup) {
  auto rule = std::make_shared<Hashtag>();
  rule->camel_case = settings.flag_if("camel_case");
  rule->at_end = settings.flag_if("at_end");
  rule->dictionary = setup.dictionary;
  for (const std::string& tag : settings.texts_if("allow")) rule->allow.insert(folded_tag(tag));
  if (!rule->camel_case && !rule->at_end) {
    settings.mistake("missing", "this check looks for nothing", "camel_case: true or at_end: true");
  }
  return [rule](const Subject& subject, Hits& hits) {
    const auto tags = entities_of(subject.reading, post::Entity::Kind::hashtag);
    if (tags.empty()) return;
    if (rule->camel_case) cases(*rule, tags, hits);
    if (rule->at_end) places(*rule, tags, subject.reading, hits);
  };
}

}  // namespace decorum::review
