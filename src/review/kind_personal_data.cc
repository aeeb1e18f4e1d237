// Numbers, codes and addresses that lead to a person (signals/personal_data.h finds them). What has
// check digits stands for itself; a telephone number, an address or a date says something about
// somebody only by what stands around it, and an organisation's own contacts are meant to be seen.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "review/kind_list.h"
#include "review/look.h"
#include "review/personal_places.h"
#include "signals/personal_data.h"

namespace decorum::review {
namespace {

struct Known {
  std::string_view kind, what;
};
constexpr std::array<Known, 17> known = {{{"email", "an e-mail address"},
                                          {"uk_phone", "a telephone number"},
                                          {"phone", "a telephone number"},
                                          {"ni_number", "a National Insurance number"},
                                          {"nhs_number", "an NHS number"},
                                          {"postcode", "the postcode of a home"},
                                          {"card", "a card number"},
                                          {"iban", "a bank account (IBAN)"},
                                          {"sort_code_account", "a bank account"},
                                          {"date_of_birth", "a date of birth"},
                                          {"passport", "a passport number"},
                                          {"driving_licence", "a driving licence number"},
                                          {"vehicle_registration", "a number plate"},
                                          {"ip_address", "the address of somebody's computer"},
                                          {"us_ssn", "a US social security number"},
                                          {"coordinates", "the position of somebody"},
                                          {"url_credentials", "a link with a password or key"}}};

struct Config {
  std::vector<std::string> kinds;  // empty: all
  std::vector<std::string> allow;  // as `plain` makes them
  std::vector<std::string> roles, free_mail;
  PlaceWords words;
};

// Letters and digits only, small: "020 7946-0105" and "(020) 79460105" are the same. An e-mail
// address keeps its signs.
std::string plain(std::string_view text) {
  signals::Folded folded;
  signals::fold(text, folded);
  if (folded.text.find('@') != std::string::npos) return folded.text;
  std::string out;
  for (const char c : folded.text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) out += c;
  }
  if (out.starts_with("440")) return out.substr(2);
  return out.starts_with("44") && out.size() == 12 ? "0" + out.substr(2) : out;
}

class Judge {
 public:
  Judge(const Config& config, const Subject& subject)
      : config_(config), subject_(subject), places_(config.words, subject.reading) {}

  // A street and a house number without a postcode.
  bool somebody_lives_at(base::Span street) const {
    return places_.home(street) && !places_.sample(street) && !places_.office(street) &&
           !our_move(street);
  }

  // Does it lead to a person here?
  bool leads_to_person(std::string_view kind, base::Span span) {
    const std::string_view text = subject_.reading.text.substr(span.start, span.end - span.start);
    const std::string value = plain(text);
    if (allowed(value)) return false;
    if (kind == "email") return email(value, span);
    if (places_.sample(span)) return false;
    if (kind == "uk_phone" || kind == "phone") return phone(value, span);
    if (kind == "postcode") return at_home(span);
    if (kind == "vehicle_registration") return !places_.ours(span, 5) && places_.vehicle(span);
    if (kind == "date_of_birth") return birth(text, span);
    if (kind == "ip_address" || kind == "coordinates") {
      return places_.personal(span) || places_.home(span);
    }
    if (kind == "sort_code_account") return !places_.office(span);
    // QQ is never given out: numbers with it are for examples.
    if (kind == "ni_number" && value.starts_with("qq")) return false;
    return !places_.numbered(span);
  }

 private:
  bool allowed(const std::string& value) const {
    return std::ranges::any_of(config_.allow, [&](const std::string& allow) {
      return value == allow || (allow.starts_with('@') && value.ends_with(allow));
    });
  }

  bool is_role(const std::string& local) const {
    return std::ranges::any_of(config_.roles, [&](const std::string& one) {
      return local.find(one) != std::string::npos;
    });
  }

  bool email(const std::string& value, base::Span span) {
    const std::size_t at = value.find('@');
    if (at == std::string::npos) return false;
    const std::string local = value.substr(0, at);
    if (names_person(local, config_.roles)) return true;
    if (places_.personal(span)) return true;
    const std::string domain = value.substr(at + 1);
    // "marge_and_ted" beside Marge; one word alone may be a business.
    const bool several = local.find_first_of("._") != std::string::npos;
    if ((several || places_.person(span)) && places_.names_part_of(local) && !is_role(local)) {
      return true;
    }
    const bool free_mail = std::ranges::find(config_.free_mail, domain) != config_.free_mail.end();
    return free_mail && !is_role(local) && places_.person(span) && !places_.office(span);
  }

  // 07, but not 070 (a forwarding number).
  static bool is_mobile(const std::string& value) {
    return value.starts_with("07") && !value.starts_with("070");
  }

  bool phone(const std::string& value, base::Span span) {
    if (places_.personal(span) || places_.home(span)) return true;
    if (places_.office(span)) return false;
    if (!is_mobile(value)) return false;
    return places_.person(span) || !(places_.ours(span, 8) || places_.purpose(span));
  }

  bool at_home(base::Span span) {
    return (places_.home(span) && !our_move(span)) || places_.addressed(span);
  }

  // "We have moved to 14 Cathedral Road": offices move house too.
  bool our_move(base::Span span) const {
    const base::Span whole = whole_address(subject_.reading, span);
    const std::size_t first = subject_.reading.words_in(whole).first;
    return any_before(subject_.reading, first, 5, {"moved", "moves", "moving", "move"}) &&
           (places_.ours(whole, 5) || !places_.person(span));
  }

  // Somebody who lives: not a founder of 1823, nor a birthday to come.
  bool birth(std::string_view text, base::Span span) {
    const auto now = std::chrono::year_month_day(
        std::chrono::floor<std::chrono::days>(subject_.around.now));
    constexpr int oldest_years = 105;
    int year = 0;
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
      int value = 0;
      const auto read = std::from_chars(text.data() + i, text.data() + i + 4, value);
      if (read.ptr == text.data() + i + 4 && value >= 1000) year = value;
    }
    const int today = static_cast<int>(now.year());
    if (year != 0 && (year >= today || year < today - oldest_years)) return false;
    return places_.personal(span) || places_.person(span);
  }

  const Config& config_;
  const Subject& subject_;
  Places places_;
};

std::string_view what_of(std::string_view kind) {
  const auto it = std::ranges::find(known, kind, &Known::kind);
  return it == known.end() ? kind : it->what;
}

void add_own(const policy::Policy& policy, std::vector<std::string>& allow) {
  for (const policy::Person& person : policy.roles.people) {
    for (const std::string& contact : {person.email, person.phone}) {
      if (!contact.empty()) allow.push_back(plain(contact));
    }
  }
  for (const policy::Team& team : policy.roles.teams) {
    if (!team.email.empty()) allow.push_back(plain(team.email));
  }
}

}  // namespace

Run compile_personal_data(Settings& settings, const Setup& setup) {
  auto config = std::make_shared<Config>();
  std::vector<std::string> names;
  for (const Known& one : known) names.emplace_back(one.kind);
  for (const std::size_t index : settings.choices_if("kinds", names)) {
    config->kinds.push_back(names[index]);
  }
  for (const std::string& text : settings.texts_if("allow")) config->allow.push_back(plain(text));
  if (settings.flag_if("own_contacts")) add_own(setup.policy, config->allow);
  config->roles = settings.texts_if("role_addresses");
  config->free_mail = settings.texts_if("free_mail");
  const auto phrases = [&](std::string_view name) { return Phrases(settings.texts_if(name)); };
  config->words = {phrases("personal"), phrases("home"),          phrases("offices"),
                   phrases("purposes"), phrases("samples"),       phrases("other_numbers"),
                   phrases("vehicles")};
  return [config](const Subject& subject, Hits& hits) {
    std::vector<signals::PersonalDatum> found;
    signals::find_personal_data(subject.reading.text, subject.reading.folded, found);
    Judge judge(*config, subject);
    const auto& looked_for = config->kinds;
    if (looked_for.empty() || std::ranges::find(looked_for, "postcode") != looked_for.end()) {
      for (const base::Span& street : street_addresses(subject.reading)) {
        const bool coded = std::ranges::any_of(found, [&](const signals::PersonalDatum& datum) {
          return datum.kind == "postcode" &&
                 whole_address(subject.reading, datum.span).start <= street.start &&
                 street.start < datum.span.end;
        });
        if (coded || !judge.somebody_lives_at(street)) continue;
        Hit hit;
        hit.span = street;
        hit.fields.emplace_back("what", "the address of a home");
        hits.add(std::move(hit));
      }
    }
    if (found.empty()) return;
    for (const signals::PersonalDatum& datum : found) {
      const auto& kinds = config->kinds;
      if (!kinds.empty() && std::ranges::find(kinds, datum.kind) == kinds.end()) continue;
      if (!judge.leads_to_person(datum.kind, datum.span)) continue;
      Hit hit;
      hit.span = datum.kind == "postcode" ? whole_address(subject.reading, datum.span) : datum.span;
      hit.fields.emplace_back("what", what_of(datum.kind));
      hits.add(std::move(hit));
    }
  };
}

}  // namespace decorum::review
