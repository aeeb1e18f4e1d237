#include "triage/slots.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string_view>

#include "policy/names.h"
#include "post/entities.h"
#include "triage/number.h"

namespace decorum::triage {

namespace {

using cel::Value;
using policy::Name;
using policy::slot_of;

// In the order of policy::Name; slots_test holds it against policy::make_environment.
constexpr std::array<std::string_view, policy::name_count> fixed_names = {
    "language.code",  "language.confidence", "personal_data.count", "post.text",
    "post.site",      "post.account",        "post.lang",           "post.length",
    "post.links",     "post.mentions",       "post.hashtags",       "post.is_reply",
    "post.has_media", "account.kind",        "author.handle",       "history.count",
    "history.first_contact", "now"};

constexpr std::size_t fixed_begin = signals::signal_count;
constexpr std::size_t words_begin = fixed_begin + policy::name_count;

Value probability(float value) {
  return signals::is_unknown(value) ? Value::unknown() : Value(shown(value));
}

Value count(std::size_t value) { return Value(static_cast<std::int64_t>(value)); }

Value instant(base::Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto rest = std::chrono::nanoseconds(time - seconds);
  return Value(cel::Timestamp{seconds.time_since_epoch().count(),
                              static_cast<std::int32_t>(rest.count())});
}

Value entities(const post::Post& post, post::Entity::Kind kind) {
  const std::vector<post::Entity> found = post::find_entities(post.text);
  return Value(static_cast<std::int64_t>(std::ranges::count(found, kind, &post::Entity::kind)));
}

Value account_kind(const Facts& facts) {
  const policy::Account* account = facts.policy.accounts.named(facts.post.account);
  return Value::borrowed(account == nullptr ? std::string_view() : name_of(account->kind));
}

Value fixed_value(Name name, const Facts& facts) {
  const post::Post& post = facts.post;
  const signals::Signals& signals = facts.signals;
  switch (name) {
    case Name::language_code: return Value::borrowed(signals.language.code);
    case Name::language_confidence: return probability(signals.language.confidence);
    case Name::personal_data_count: return count(signals.personal_data.size());
    case Name::post_text: return Value::borrowed(post.text);
    case Name::post_site: return Value::borrowed(post.site);
    case Name::post_account: return Value::borrowed(post.account);
    case Name::post_lang: return Value::borrowed(post.lang);
    case Name::post_length: return count(base::count_code_points(post.text));
    case Name::post_links: return entities(post, post::Entity::Kind::url);
    case Name::post_mentions: return entities(post, post::Entity::Kind::mention);
    case Name::post_hashtags: return entities(post, post::Entity::Kind::hashtag);
    case Name::post_is_reply: return Value(!post.in_reply_to.empty());
    case Name::post_has_media: return Value(!post.media.empty());
    case Name::account_kind: return account_kind(facts);
    case Name::author_handle: return Value::borrowed(post.author.handle);
    case Name::history: return policy::value_of(facts.history);
    case Name::history_first_contact: return Value(facts.history.history.first_contact);
    case Name::now: return instant(facts.history.now);
  }
  assert(false);
  return Value::unknown();
}

}  // namespace

std::vector<std::size_t> slots_read(const policy::Protocol& protocol) {
  std::vector<std::size_t> slots;
  for (const policy::Question& question : protocol.questions) {
    for (const policy::Answer& answer : question.answers) {
      if (!answer.when) continue;
      const std::vector<std::size_t> read = cel::slots_of(*answer.when);
      slots.insert(slots.end(), read.begin(), read.end());
    }
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

std::size_t slot_count(const policy::Policy& policy) {
  return words_begin + policy.lexicons.size();
}

void fill_slots(std::span<const std::size_t> which, const Facts& facts,
                std::span<cel::Value> slots) {
  const std::vector<std::int32_t>& words = facts.signals.words;
  for (std::size_t slot : which) {
    assert(slot < slots.size());
    if (slot < fixed_begin) {
      slots[slot] = probability(facts.signals.values[slot]);
    } else if (slot < words_begin) {
      slots[slot] = fixed_value(static_cast<Name>(slot - fixed_begin), facts);
    } else {
      const std::size_t lexicon = slot - words_begin;
      const bool known = lexicon < words.size() && words[lexicon] != words_unknown;
      slots[slot] = known ? Value(words[lexicon]) : Value::unknown();
    }
  }
}

std::string name_of_slot(const policy::Policy& policy, std::size_t slot) {
  if (slot < fixed_begin) return std::string(name_of(static_cast<signals::Signal>(slot)));
  if (slot < words_begin) return std::string(fixed_names[slot - fixed_begin]);
  return "words." + policy.lexicons[slot - words_begin].id;
}

}  // namespace decorum::triage
