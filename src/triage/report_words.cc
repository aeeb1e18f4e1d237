#include "triage/report_words.h"

#include <array>
#include <chrono>
#include <cmath>

#include <fmt/format.h>

#include "policy/names.h"
#include "triage/slots.h"
#include "triage/terminal_text.h"

namespace decorum::triage {

namespace {

using policy::Name;

constexpr std::size_t place_columns_max = 32;

// In the order of signals::Signal.
constexpr std::array<std::string_view, signals::signal_count> signal_words = {
    "positive",   "neutral", "negative",         "irony",    "abuse", "prejudice",
    "aggression", "spam",    "trolling",         "customer service", "a question",
    "a claim",    "anger",   "joy",              "optimism", "sadness"};

// A blank where no line is broken.
constexpr std::string_view hard_blank = "\u00a0";

std::string counted(double value, std::string_view one, std::string_view many) {
  if (value == 0) return fmt::format("no {}", many);
  return fmt::format("{:.0f} {}", value, value == 1 ? one : many);
}

// A signal that had to be low and is: one of a list, without its number.
bool is_little(const Because& entry) {
  return entry.slot < signals::signal_count && !entry.has_places && entry.value <= 0.1;
}

std::string little_in_words(std::span<const Because> because) {
  std::string out;
  for (const Because& entry : because) {
    if (!is_little(entry)) continue;
    out += (out.empty() ? "hardly any sign of: " : ", ") + std::string(signal_words[entry.slot]);
  }
  return out;
}

std::string language_in_words(const signals::Signals& signals) {
  if (signals.language.code.empty()) return "no language told";
  return "language " + signals.language.code;
}

// Empty when there is nothing to say.
std::string fact_in_words(const policy::Policy& policy, const signals::Signals& signals,
                          const Because& entry) {
  if (entry.slot < signals::signal_count) {
    return fmt::format("{} {:.0f}{}%", signal_words[entry.slot], entry.value * 100, hard_blank);
  }
  if (entry.slot >= policy::slot_of_words(0)) {
    const std::size_t list = entry.slot - policy::slot_of_words(0);
    if (entry.value == 0) return "";
    if (list < policy.word_lists.size()) return policy.word_lists[list].title;
    return name_of_slot(policy, entry.slot);
  }
  switch (static_cast<Name>(entry.slot - signals::signal_count)) {
    case Name::language_code:
    case Name::language_confidence: return language_in_words(signals);
    case Name::personal_data_count:
      return counted(entry.value, "piece of personal data", "pieces of personal data");
    case Name::post_text: return "its wording";
    case Name::post_site: return "its site";
    case Name::post_account:
    case Name::account_kind: return "its account";
    case Name::post_lang: return "the language the site names";
    case Name::post_length: return counted(entry.value, "character", "characters");
    case Name::post_links: return counted(entry.value, "link", "links");
    case Name::post_mentions: return counted(entry.value, "mention", "mentions");
    case Name::post_hashtags: return counted(entry.value, "hashtag", "hashtags");
    case Name::post_is_reply: return entry.value == 0 ? "no reply" : "a reply";
    case Name::post_has_media: return entry.value == 0 ? "no media" : "with media";
    case Name::author_handle: return "its author";
    case Name::history: return counted(entry.value, "earlier incident", "earlier incidents");
    case Name::history_first_contact:
      return entry.value == 0 ? "not the first contact" : "first contact";
    case Name::now: return "the time";
    case Name::facts_contradicted:
      return entry.value == 0 ? "" : "it speaks against a fact sheet";
    case Name::facts_supported: return entry.value == 0 ? "" : "it agrees with a fact sheet";
    case Name::facts_asked: return entry.value == 0 ? "" : "it asks about a fact sheet";
  }
  return "";
}

std::string place_in_words(const post::Post& post, base::Span span) {
  if (span.start >= span.end || span.end > post.text.size()) return "";
  const std::string_view text(post.text);
  return "“" + safe_line(shortened(text.substr(span.start, span.end - span.start),
                                   place_columns_max)) + "”";
}

std::string amount_in_words(base::Duration amount) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(amount).count();
  const auto text = [](std::int64_t count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  if (minutes % (24 * 60) == 0 && minutes >= 2 * 24 * 60) return text(minutes / (24 * 60), "day");
  if (minutes % 60 == 0) return text(minutes / 60, "hour");
  return text(minutes, "minute");
}

}  // namespace

std::string_view in_words(Unsure unsure) {
  switch (unsure) {
    case Unsure::none_holds: return "no answer is sure enough";
    case Unsure::several_hold: return "several answers hold at once";
    case Unsure::unknown: return "not everything it rests on is known";
    case Unsure::error: return "an expression of the policy failed";
    case Unsure::confirm: return "what is proposed needs confirming";
  }
  return "";
}

std::string because_in_words(const policy::Policy& policy, const post::Post& post,
                             const signals::Signals& signals, std::span<const Because> because) {
  std::string out;
  std::string last;
  bool places_open = false;
  for (const Because& entry : because) {
    const std::string fact = is_little(entry) ? "" : fact_in_words(policy, signals, entry);
    if (fact.empty()) continue;
    const std::string place = place_in_words(post, entry.span);
    if (fact != last) {
      if (places_open) out += ')';
      places_open = false;
      out += (out.empty() ? "" : ", ") + fact;
      last = fact;
    }
    if (place.empty()) continue;
    out += (places_open ? ", " : " (") + place;
    places_open = true;
  }
  if (places_open) out += ')';
  const std::string little = little_in_words(because);
  if (!out.empty() && !little.empty()) out += "; ";
  return out + little;
}

std::string fact_in_words(const policy::Policy& policy, const post::Post& post,
                          const policy::FactMatch& match) {
  const auto how = [&] {
    switch (match.stance) {
      case policy::Stance::contradicts: return "speaks against";
      case policy::Stance::supports: return "agrees with";
      case policy::Stance::asks: return "asks about";
    }
    return "";
  };
  const policy::FactSheet& sheet = policy.facts[match.sheet];
  return fmt::format("By its wording it {} the fact sheet '{}': {}. The sheet says: {}", how(),
                     sheet.id, place_in_words(post, match.span), sheet.answer);
}

std::string who_in_words(const policy::Policy& policy, std::string_view role_or_team) {
  if (const policy::Role* role = policy.roles.role(role_or_team)) {
    if (!role->title.empty()) return role->title;
  }
  if (const policy::Team* team = policy.roles.team(role_or_team)) {
    if (!team->title.empty()) return team->title;
  }
  return std::string(role_or_team);
}

std::string in_words(const policy::Deadline& deadline) {
  using Kind = policy::Deadline::Kind;
  switch (deadline.kind) {
    case Kind::none: return "no deadline";
    case Kind::calendar: return "within " + amount_in_words(deadline.amount);
    case Kind::business: {
      const auto whole = std::chrono::duration_cast<std::chrono::minutes>(deadline.amount);
      const auto minutes = whole.count();
      if (minutes % 60 != 0) return fmt::format("within {} business minutes", minutes);
      return fmt::format("within {} business hour{}", minutes / 60, minutes == 60 ? "" : "s");
    }
    case Kind::working_days:
      return fmt::format("within {} working day{}", deadline.days, deadline.days == 1 ? "" : "s");
  }
  return "";
}

}  // namespace decorum::triage
