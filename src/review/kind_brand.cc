// The brand page of a policy (brand.yaml): names, house words, words to leave out.
//   names, first_use: true
//   preferred, banned: true   those of brand.yaml, and the account's own (accounts.yaml)
//   except: [...]             phrases inside which nothing is found
#include <algorithm>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "policy/text_length.h"
#include "review/brand_names.h"
#include "review/kind_list.h"
#include "review/phrases.h"
#include "review/replacements.h"
#include "review/spans.h"

namespace decorum::review {
namespace {

struct BannedWords {
  Phrases phrases;
  std::vector<policy::BannedWord> words;  // one a phrase
};

struct ShortName {
  Phrases short_form, full;
  std::string written_out;  // "Quillmere Institute of Management (QIM)"
  std::string short_text;
};

struct BrandRule {
  bool names = false, first_use = false, preferred = false, banned = false;
  std::unique_ptr<const BrandNames> brand_names;
  std::vector<ShortName> short_names;
  Replacements replacements;                           // of everybody
  std::map<std::string, Replacements> of_account;      // an account's own, by its id
  BannedWords banned_words;
  std::map<std::string, BannedWords> banned_of_account;
  Phrases except;
};

BannedWords banned_words(std::vector<policy::BannedWord> words) {
  std::vector<std::string> texts;
  for (const policy::BannedWord& word : words) texts.push_back(word.text);
  return {Phrases(texts), std::move(words)};
}

Replacements::Pairs pairs_of(const std::vector<policy::PreferredWord>& words) {
  Replacements::Pairs pairs;
  for (const policy::PreferredWord& word : words) pairs.emplace_back(word.instead_of, word.use);
  return pairs;
}

void names(const BrandRule& rule, const Reading& reading, Hits& hits) {
  const std::vector<PhraseHit> excepted = rule.except.find(reading);
  for (const WrongName& name : rule.brand_names->wrong(reading)) {
    const bool fine = std::ranges::any_of(
        excepted, [&](const PhraseHit& other) { return overlap(other.span, name.span); });
    if (fine) continue;
    Hit hit{.span = name.span, .fields = {{"instead", name.instead}}};
    if (name.certain) {
      hit.fix = Fix{name.span, name.instead};
    } else {
      hit.suggestions = {name.instead};
    }
    hits.add(std::move(hit));
  }
}

// The first short form that no full name stands before, where the site has room for the full one.
void first_uses(const BrandRule& rule, const policy::Policy& policy, const Subject& subject,
                Hits& hits) {
  const Reading& reading = subject.reading;
  const policy::SiteTightening* tight = tightening_of(policy, subject.site);
  for (const ShortName& name : rule.short_names) {
    const std::vector<PhraseHit> uses = name.short_form.find(reading);
    const auto use = std::ranges::find_if(uses, [&](const PhraseHit& hit) {
      const Word& word = reading.words[hit.first_word];
      return !word.quoted && word.text.starts_with(name.short_text);
    });
    if (use == uses.end()) continue;
    const std::vector<PhraseHit> full = name.full.find(reading);
    if (!full.empty() && full.front().span.start < use->span.start) continue;
    std::string longer(reading.text);
    longer.replace(use->span.start, name.short_text.size(), name.written_out);
    const auto text_max = tight == nullptr ? std::nullopt : tight->text_max;
    if (!policy::measure(longer, subject.site, text_max).valid) continue;
    hits.add({.span = {use->span.start,
                       use->span.start + static_cast<std::uint32_t>(name.short_text.size())},
              .fields = {{"instead", name.written_out}},
              .suggestions = {name.written_out}});
  }
}

// "Guy's", "Guys and Dolls": a capital inside a sentence makes another's name of an ordinary word,
// and what goes on with a capital is a longer name than the banned one.
bool is_other_name(const Reading& reading, const PhraseHit& hit, const policy::BannedWord& banned) {
  const Word& word = reading.words[hit.first_word];
  if (!has_capital(banned.text)) return word.capital && !word.first && !word.all_capitals;
  if (hit.end_word >= reading.words.size()) return false;
  const Word& next = reading.words[hit.end_word];
  return next.sentence == word.sentence && next.capital && next.span.start == hit.span.end + 1;
}

void banned(const BannedWords& banned_words, const BrandRule& rule, const Subject& subject,
            Hits& hits) {
  const Reading& reading = subject.reading;
  const std::vector<PhraseHit> found = banned_words.phrases.find(reading);
  if (found.empty()) return;
  const std::vector<PhraseHit> excepted = rule.except.find(reading);
  const std::vector<base::Span> right = rule.brand_names->right(reading);
  for (const PhraseHit& hit : found) {
    const policy::BannedWord& word = banned_words.words[hit.phrase];
    if (reading.words[hit.first_word].quoted || is_other_name(reading, hit, word)) continue;
    if (overlaps_any(right, hit.span)) continue;
    const bool fine = std::ranges::any_of(
        excepted, [&](const PhraseHit& other) { return overlap(other.span, hit.span); });
    if (fine) continue;
    base::Span span = hit.span;
    if (word.text.ends_with('.') && reading.text.substr(span.end).starts_with('.')) ++span.end;
    Hit out{.span = span, .fields = {{"why", word.why}, {"instead", word.instead}}};
    if (!word.instead.empty()) out.suggestions = {word.instead};
    hits.add(std::move(out));
  }
}

void run(const BrandRule& rule, const policy::Policy& policy, const Subject& subject, Hits& hits) {
  const Reading& reading = subject.reading;
  const std::string account = subject.account == nullptr ? std::string() : subject.account->id;
  if (rule.names) names(rule, reading, hits);
  if (rule.first_use) first_uses(rule, policy, subject, hits);
  if (rule.preferred) {
    rule.replacements.find(reading, rule.except, hits);
    if (const auto it = rule.of_account.find(account); it != rule.of_account.end()) {
      it->second.find(reading, rule.except, hits);
    }
  }
  if (rule.banned) {
    banned(rule.banned_words, rule, subject, hits);
    if (const auto it = rule.banned_of_account.find(account); it != rule.banned_of_account.end()) {
      banned(it->second, rule, subject, hits);
    }
  }
}

void check_circular(Settings& settings, const Replacements::Pairs& pairs) {
  if (const auto* pair = Replacements::circular(pairs)) {
    settings.mistake("circular",
                     fmt::format("the brand's '{}' holds words that are replaced themselves",
                                 policy::shortened(pair->second)),
                     "preferred words that are not replaced");
  }
}

void read_brand(Settings& settings, const policy::Brand& brand, BrandRule& rule) {
  const Replacements::Pairs pairs = pairs_of(brand.preferred);
  check_circular(settings, pairs);
  rule.replacements = Replacements(pairs);
  rule.banned_words = banned_words(brand.banned);
  for (const policy::BrandName& name : brand.names) {
    if (!name.first_use || name.short_form.empty()) continue;
    rule.short_names.push_back({Phrases({name.short_form}), Phrases({name.text}),
                                fmt::format("{} ({})", name.text, name.short_form),
                                name.short_form});
  }
}

void read_account(Settings& settings, const policy::Account& account, BrandRule& rule) {
  if (!account.preferred.empty()) {
    const Replacements::Pairs pairs = pairs_of(account.preferred);
    check_circular(settings, pairs);
    rule.of_account.emplace(account.id, Replacements(pairs));
  }
  std::vector<policy::BannedWord> words;
  for (const std::string& text : account.banned) {
    words.push_back({text, "This account does not use it.", ""});
  }
  if (!words.empty()) rule.banned_of_account.emplace(account.id, banned_words(std::move(words)));
}

}  // namespace

Run compile_brand(Settings& settings, const Setup& setup) {
  auto rule = std::make_shared<BrandRule>();
  rule->names = settings.flag_if("names");
  rule->first_use = settings.flag_if("first_use");
  rule->preferred = settings.flag_if("preferred");
  rule->banned = settings.flag_if("banned");
  rule->except = Phrases(settings.texts_if("except"));
  if (!rule->names && !rule->first_use && !rule->preferred && !rule->banned) {
    settings.mistake("missing", "this check looks for nothing",
                     "names: true, first_use: true, preferred: true or banned: true");
  }
  const policy::Policy& policy = setup.policy;
  const policy::Brand brand = policy.brand.value_or(policy::Brand{});
  if (!policy.brand) {
    settings.mistake("missing", "this check needs a brand, and the policy has none", "brand.yaml");
  }
  rule->brand_names = std::make_unique<const BrandNames>(brand, setup.dictionary);
  read_brand(settings, brand, *rule);
  for (const policy::Account& account : policy.accounts.accounts) {
    read_account(settings, account, *rule);
  }
  return [rule, &policy](const Subject& subject, Hits& hits) {
    run(*rule, policy, subject, hits);
  };
}

}  // namespace decorum::review
