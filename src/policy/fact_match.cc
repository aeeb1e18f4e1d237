// Compiling the sheets of a policy; how a text is held against them is in fact_reading.cc.
#include "policy/fact_match.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "policy/fact_reading.h"

namespace decorum::policy {
namespace {

// Denying words that here deny nothing of what is said.
constexpr std::array<std::string_view, 14> neutral_phrases = {
    "can't believe", "cannot believe", "cant believe",  "not only",      "no wonder",
    "no doubt",      "not surprised",  "not to mention", "don't forget", "not just",
    "never mind",    "why not",        "don't tell me",  "not even"};

constexpr std::array<Stance, 3> stances = {Stance::supports, Stance::asks, Stance::contradicts};

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

// The word of a phrase that tells most: its longest.
std::string_view longest_word(const std::string& phrase, FactText& text) {
  cut_post(phrase, {}, text);
  std::string_view best;
  for (const FactWord& word : text.words) {
    if (word.folded.size() > best.size()) best = word.folded;
  }
  return best;
}

}  // namespace

std::string_view name_of(Stance stance) {
  switch (stance) {
    case Stance::supports: return "supports";
    case Stance::asks: return "asks";
    case Stance::contradicts: return "contradicts";
  }
  return "";
}

std::optional<Stance> stance_named(std::string_view name) {
  for (const Stance stance : stances) {
    if (name_of(stance) == name) return stance;
  }
  return std::nullopt;
}

FactMatcher::FactMatcher(const Policy& policy) {
  if (policy.facts.empty()) return;
  add_names(policy);
  add_phrases(policy.sayings);
  FactScratch scratch;
  for (std::size_t i = 0; i < policy.facts.size(); ++i) {
    const FactSheet& sheet = policy.facts[i];
    add_years(sheet);
    add_wording(i, sheet.statement, false, scratch);
    for (const std::string& wording : sheet.wordings) add_wording(i, wording, false, scratch);
    for (const std::string& opposite : sheet.opposites) add_wording(i, opposite, true, scratch);
  }
  add_heads();
}

// Names of the organisation are ourselves; every other name of the brand is a word of its own.
void FactMatcher::add_names(const Policy& policy) {
  for (const Account& account : policy.accounts.accounts) {
    handles_.push_back(lower(account.handle));
  }
  phrases_.add(policy.info.organisation, PhraseKind::own, 0);
  for (const std::string& name : policy.sayings.own) phrases_.add(name, PhraseKind::own, 0);
  if (!policy.brand) return;
  for (const BrandName& name : policy.brand->names) {
    if (name.text == policy.info.organisation) {
      phrases_.add(name.short_form, PhraseKind::own, 0);
      continue;
    }
    const std::int32_t key = key_count_++;
    spellings_.resize(static_cast<std::size_t>(key_count_));
    for (const std::string& spelling : {name.text, name.short_form}) {
      phrases_.add(spelling, PhraseKind::same, key);
      if (!spelling.empty()) spellings_[static_cast<std::size_t>(key)].push_back(spelling);
    }
  }
  brand_keys_ = key_count_;
}

void FactMatcher::add_phrases(const Sayings& sayings) {
  for (const std::string& list : sayings.same) {
    const std::int32_t key = key_count_++;
    spellings_.resize(static_cast<std::size_t>(key_count_));
    for (std::size_t at = 0; at < list.size();) {
      const std::size_t bar = std::min(list.find('|', at), list.size());
      spellings_.back().push_back(list.substr(at, bar - at));
      phrases_.add(spellings_.back().back(), PhraseKind::same, key);
      at = bar + 1;
    }
  }
  for (const std::string& denial : sayings.denials) phrases_.add(denial, PhraseKind::denial, 0);
  for (const std::string& doubt : sayings.doubts) phrases_.add(doubt, PhraseKind::doubt, 0);
  for (const std::string_view phrase : neutral_phrases) {
    phrases_.add(phrase, PhraseKind::neutral, 0);
  }
}

void FactMatcher::add_years(const FactSheet& sheet) {
  std::vector<std::string>& years = years_.emplace_back();
  FactText text;
  const auto add = [&](const std::string& from) {
    cut_post(from, {}, text);
    for (const FactWord& word : text.words) {
      if (is_year(word)) years.emplace_back(word.folded);
    }
  };
  add(sheet.statement);
  add(sheet.answer);
  for (const std::string& wording : sheet.wordings) add(wording);
  for (const std::string& opposite : sheet.opposites) add(opposite);
}

std::int32_t FactMatcher::key_of(std::string_view stem, bool add) {
  const auto found = keys_.find(stem);
  if (found != keys_.end()) return found->second;
  if (!add) return -1;
  keys_.emplace(stem, key_count_);
  return key_count_++;
}

void FactMatcher::add_wording(std::size_t sheet, const std::string& text, bool opposite,
                              FactScratch& scratch) {
  Wording wording;
  wording.sheet = sheet;
  wording.opposite = opposite;
  cut_post(text, handles_, scratch.text);
  scratch.text.ours = true;  // "they" and "we" of a wording are ourselves
  for (const FactWord& word : scratch.text.words) {
    const std::uint16_t tells_not = word_role::little | word_role::they | word_role::we;
    if ((roles_of(word.folded) & tells_not) == 0 && !figure_of(word.folded)) {
      key_of(stem_of(word.folded), true);
    }
  }
  see(scratch.text, scratch);
  bool odd = false;
  for (std::size_t i = 0; i < scratch.seen.size(); ++i) {
    const SeenWord& seen = scratch.seen[i];
    const FactWord& word = scratch.text.words[i];
    const bool no = (seen.roles & word_role::denies) != 0;
    odd ^= no;
    odd ^= seen.denial;
    wording.denies_at_all |= no || seen.denial;
    wording.supposes |= (seen.roles & (word_role::supposes | word_role::modal)) != 0;
    if ((seen.own || seen.own_vaguely) && !wording.own) {
      wording.own = true;
      wording.own_first = wording.keys.empty();
    }
    if (const auto figure = figure_of(word.folded); figure && !is_year(word)) {
      wording.figure = figure;
      wording.percent = word.percent;
      wording.money = word.money;
    }
    const bool more = seen.key >= 0 && wording.keys.size() < wording_stems_max &&
                      std::ranges::find(wording.keys, seen.key) == wording.keys.end();
    if (more) wording.keys.push_back(seen.key);
  }
  scratch.text.ours = false;
  wording.denies = odd;
  if (wording.keys.size() + (wording.own ? 1U : 0U) < 2) {
    thin_.push_back({sheet, text});
    return;
  }
  wordings_.push_back(std::move(wording));
}

// The word that tells most of a wording has to be there; the first of its keys is that.
void FactMatcher::add_heads() {
  using Part = FactHeads::Part;
  std::vector<std::string_view> stems(static_cast<std::size_t>(key_count_));
  for (const auto& [stem, key] : keys_) stems[static_cast<std::size_t>(key)] = stem;
  spellings_.resize(static_cast<std::size_t>(key_count_));
  FactText text;
  const auto commonness = [&](std::int32_t key) {
    if (key < brand_keys_) return -1;
    const auto at = static_cast<std::size_t>(key);
    int common = stems[at].empty() ? 0 : commonness_of(stems[at]);
    for (const std::string& phrase : spellings_[at]) {
      common = std::max(common, commonness_of(longest_word(phrase, text)));
    }
    return common;
  };
  const auto add = [&](std::int32_t key, std::size_t sheet, Part part) {
    const auto at = static_cast<std::size_t>(key);
    if (!stems[at].empty()) heads_.add_stem(stems[at], sheet, part);
    for (const std::string& phrase : spellings_[at]) {
      const std::string longest(longest_word(phrase, text));
      const bool split = part == Part::alone && text.words.size() > 1;
      heads_.add_word(longest, sheet, split ? Part::first : part);
      if (!split) continue;
      for (const FactWord& word : text.words) {
        const bool tells = (roles_of(word.folded) & word_role::little) == 0;
        if (word.folded != longest && tells) heads_.add_word(word.folded, sheet, Part::other);
      }
    }
  };
  for (Wording& wording : wordings_) {
    std::ranges::stable_sort(wording.keys, {}, commonness);
    const std::size_t all = wording.keys.size();
    const std::size_t fewest = fewest_words(all, wording.own, post_score_least);
    add(wording.keys.front(), wording.sheet, fewest < 2 ? Part::alone : Part::first);
    if (fewest < 2) continue;
    // One of these is there, too, whenever as many as `fewest` of all are.
    for (std::size_t i = 1; i < all - fewest + 2; ++i) {
      add(wording.keys[i], wording.sheet, Part::other);
    }
  }
}

void FactMatcher::see(const FactText& text, FactScratch& scratch) const {
  scratch.seen.assign(text.words.size(), {});
  scratch.hits.clear();
  phrases_.find(text, scratch.hits);
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    const FactWord& word = text.words[i];
    SeenWord& seen = scratch.seen[i];
    seen.own = word.own;
    seen.roles = roles_of(word.folded);
    const std::uint16_t us = word_role::they | (text.ours ? word_role::we : word_role::you);
    seen.own_vaguely = (seen.roles & us) != 0;
    if ((seen.roles & word_role::little) != 0 || seen.own_vaguely) continue;
    const auto found = keys_.find(stem_of(word.folded));
    if (found != keys_.end()) seen.key = found->second;
  }
  for (const FactPhraseHit& hit : scratch.hits) {
    SeenWord& first = scratch.seen[hit.first];
    first.denial |= hit.kind == PhraseKind::denial;
    first.doubt |= hit.kind == PhraseKind::doubt;
    for (std::uint32_t i = hit.first; i < hit.end; ++i) {
      SeenWord& seen = scratch.seen[i];
      if (hit.kind == PhraseKind::own) {
        seen.own = true;
        seen.key = -1;
      } else if (hit.kind == PhraseKind::same) {
        if (!seen.own) seen.key = i == hit.first ? hit.id : -1;
        seen.roles = word_role::little;
        if (i == hit.first) seen.more = static_cast<std::uint8_t>(hit.end - hit.first - 1);
      } else {
        seen.roles &= static_cast<std::uint16_t>(~word_role::denies);
      }
    }
  }
}

}  // namespace decorum::policy
