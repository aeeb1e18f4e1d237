#include "signals/personal_codes.h"

#include <algorithm>
#include <array>
#include <string>

#include <arpa/inet.h>

#include "signals/check_digits.h"

namespace decorum::signals {
namespace {

// What a format found at a place: where it ends, and its letters and digits as capitals.
struct Match {
  std::size_t to = 0;  // 0: not found
  std::string compact;

  explicit operator bool() const { return to != 0; }
};

char capital(char c) { return is_letter_char(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// A format: 'a' stands for a letter, '9' for a digit, 'x' for either, '_' for one space or hyphen
// that may be left out, and '.' for the same, a point or a slash. What comes after must not carry
// the word on.
Match match(const PersonalText& text, std::size_t at, std::string_view format) {
  Match out;
  for (const char want : format) {
    const char c = text.at(at);
    if (want == '_' || want == '.') {
      if (c == ' ' || c == '-' || ((c == '.' || c == '/') && want == '.')) ++at;
      continue;
    }
    const bool fits = (want != '9' && is_letter_char(c)) || (want != 'a' && is_digit_char(c));
    if (!fits) return {};
    out.compact += capital(c);
    ++at;
  }
  if (text.joined_at(at)) return {};
  out.to = at;
  return out;
}

// ---- the formats ----

// National Insurance numbers (HMRC manual NIM39110): letters that are never used, prefixes that
// are never allocated. QQ is not allocated either, but is the one that examples are made of.
bool is_insurance_prefix(std::string_view two) {
  constexpr std::string_view never_first = "DFIQUV";
  constexpr std::string_view never_second = "DFIOQUV";
  if (two == "QQ") return true;
  for (const std::string_view barred : {"BG", "GB", "NK", "KN", "TN", "NT", "ZZ"}) {
    if (two == barred) return false;
  }
  return never_first.find(two[0]) == std::string_view::npos &&
         never_second.find(two[1]) == std::string_view::npos;
}

Match insurance_number(const PersonalText& text, std::size_t at) {
  if (Match full = match(text, at, "aa.99.99.99.a"); full) {
    const bool suffix = full.compact[8] >= 'A' && full.compact[8] <= 'D';
    if (suffix && is_insurance_prefix(std::string_view(full.compact).substr(0, 2))) return full;
  }
  Match bare = match(text, at, "aa_99_99_99");
  if (bare && is_insurance_prefix(std::string_view(bare.compact).substr(0, 2)) &&
      text.near({at, bare.to}, 40, {"national insurance", "ni number", "nino", "ni no", "n.i."})) {
    return bare;
  }
  return {};
}

// GOV.UK, "Driving licence categories and codes": five letters of the surname padded with 9, the
// year's decade, the month (plus 50 for women), the day, the year's last digit, two initials, and
// three characters that the agency adds.
Match driving_licence(const PersonalText& text, std::size_t at) {
  // The card also shows how often it was issued: two digits more.
  Match out = match(text, at, "xxxxx_999999_xx_9_aa_99");
  if (!out) out = match(text, at, "xxxxx_999999_xx_9_aa");
  if (!out) out = match(text, at, "xxxxx_999999_xx_xaa");
  if (!out) return {};
  const std::string_view code = out.compact;
  const auto letters = code.substr(0, 5).find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const std::size_t surname = std::min<std::size_t>(letters, 5);
  if (surname == 0 || code.substr(surname, 5 - surname).find_first_not_of('9') !=
                          std::string_view::npos) {
    return {};
  }
  const int month = (code[6] - '0') * 10 + code[7] - '0';
  const int day = (code[8] - '0') * 10 + code[9] - '0';
  const bool dated = ((month >= 1 && month <= 12) || (month >= 51 && month <= 62)) && day >= 1 &&
                     day <= 31;
  return dated ? out : Match{};
}

Match iban(const PersonalText& text, std::size_t at) {
  constexpr std::size_t longest = 34;
  if (!match(text, at, "aa99")) {
    // The first four may also run on; what matters is that they are there.
    if (!is_letter_char(text.at(at)) || !is_letter_char(text.at(at + 1)) ||
        !is_digit_char(text.at(at + 2)) || !is_digit_char(text.at(at + 3))) {
      return {};
    }
  }
  std::string compact;
  while (compact.size() < longest) {
    const char c = text.at(at);
    if (is_letter_char(c) || is_digit_char(c)) {
      compact += capital(c);
      ++at;
      if (!text.joined_at(at) && is_iban(compact)) return {at, compact};
    } else if ((c == ' ' || c == '-') && !compact.empty()) {
      ++at;
      if (!is_letter_char(text.at(at)) && !is_digit_char(text.at(at))) return {};
    } else {
      return {};
    }
  }
  return {};
}

// Royal Mail's 124 postcode areas, with the Crown dependencies.
constexpr std::string_view postcode_areas =
    " AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY "
    "L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM "
    "S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN "
    "WR WS WV YO ZE GIR ";

// The areas that have a district 0.
constexpr std::string_view zero_areas = " BL BS CM CR FY HA PR SL SS ";

// The highest district of London's areas; those from 75 on, in any area, are of large users. What
// lies between is more often the registration of an aircraft ("N366SW").
struct HighestDistrict {
  std::string_view area;
  int district;
};
constexpr std::array highest_districts = {
    HighestDistrict{"E", 20},  HighestDistrict{"EC", 4},  HighestDistrict{"N", 22},
    HighestDistrict{"NW", 26}, HighestDistrict{"SE", 28}, HighestDistrict{"SW", 20},
    HighestDistrict{"W", 14},  HighestDistrict{"WC", 2},
};

bool is_district(std::string_view area, std::string_view district) {
  if (district.starts_with('0')) {
    const std::string padded = " " + std::string(area) + " ";
    return district == "0" && zero_areas.find(padded) != std::string_view::npos;
  }
  int number = 0;
  for (const char c : district) {
    if (is_digit_char(c)) number = number * 10 + (c - '0');
  }
  constexpr int large_users = 75;
  return number >= large_users ||
         std::none_of(highest_districts.begin(), highest_districts.end(),
                      [&](const auto& row) { return row.area == area && number > row.district; });
}

bool is_postcode(std::string_view compact) {
  const std::size_t letters = compact.find_first_of("0123456789");
  const std::string_view letters_only = compact.substr(0, letters);
  const std::string area = " " + std::string(letters_only) + " ";
  if (postcode_areas.find(area) == std::string_view::npos) return false;
  constexpr std::size_t inward = 3;
  const std::string_view district = compact.substr(letters, compact.size() - letters - inward);
  if (!is_district(letters_only, district)) return false;
  constexpr std::string_view never_inward = "CIKMOV";
  return never_inward.find(compact[compact.size() - 2]) == std::string_view::npos &&
         never_inward.find(compact.back()) == std::string_view::npos;
}

// Is the inward half an ordinal number or a measure, as in "m8 1st", "M6 2hr delay", "S21 8GB"?
bool is_measure(const PersonalText& text, std::string_view half, Range place) {
  constexpr auto units = std::to_array<std::string_view>(
      {"HR", "GB", "TB", "LB", "LT", "PT", "FT", "WD", "AH", "PC"});
  if (half == "1ST" || half == "2ND" || half == "3RD" || half.substr(1) == "TH") {
    return !text.in_capitals(place);
  }
  if (std::find(units.begin(), units.end(), half.substr(1)) == units.end()) return false;
  if (text.in_small_letters({place.to - 2, place.to})) return true;
  const bool storage = half.ends_with("GB") || half.ends_with("TB");
  return storage && text.near(place, 32, {"galaxy", "samsung", "pixel", "phone", "tablet", "laptop",
                                          "ram", "memory", "storage", "ssd"});
}

Match postcode(const PersonalText& text, std::size_t at) {
  for (const std::string_view format :
       {"aa99_9aa", "aa9a_9aa", "aa9_9aa", "a99_9aa", "a9a_9aa", "a9_9aa"}) {
    Match out = match(text, at, format);
    if (!out || !is_postcode(out.compact)) continue;
    const std::string_view inward = std::string_view(out.compact).substr(out.compact.size() - 3);
    const Range range{at, out.to};
    // "WD40 5lt": who writes the area in capitals does not go on in small letters.
    const bool mixed = is_letter_char(text.at(at + 1)) && text.in_capitals({at, at + 2}) &&
                       text.in_small_letters({out.to - 2, out.to});
    if ((mixed || is_measure(text, inward, range)) &&
        !text.near(range, 24, {"postcode", "post code", "address", "live", "lives", "living"})) {
      continue;
    }
    return out;
  }
  if (Match giro = match(text, at, "aaa_9aa"); giro && giro.compact == "GIR0AA") return giro;
  return {};
}

// GOV.UK, INF104 "Vehicle registration numbers": the format since September 2001 stands for itself
// in capitals; in small letters it, and always the formats before it, need a word beside them.
Match registration(const PersonalText& text, std::size_t at) {
  const auto named = [&](const Match& found) {
    return text.near({at, found.to}, 40,
                     {"reg", "registration", "number plate", "plate", "vehicle", "car", "van",
                      "driving", "parked", "driver"});
  };
  if (Match now = match(text, at, "aa99_aaa"); now) {
    const std::string_view code = now.compact;
    const int age = (code[2] - '0') * 10 + code[3] - '0';
    const bool issued = (age >= 2 && age <= 30) || (age >= 51 && age <= 80);
    const bool lettered = code.substr(0, 2).find_first_of("IQZ") == std::string_view::npos &&
                          code.substr(4).find_first_of("IQ") == std::string_view::npos;
    if (issued && lettered && (text.in_capitals({at, now.to}) || named(now))) return now;
  }
  for (const std::string_view format : {"a999_aaa", "a99_aaa", "aaa_999a", "aaa_99a"}) {
    if (Match older = match(text, at, format); older && named(older)) return older;
  }
  return {};
}

Match ipv6(const PersonalText& text, std::size_t at) {
  std::size_t to = at;
  std::size_t colons = 0;
  bool digit = false;
  constexpr std::size_t longest = 45;
  while (to - at < longest) {
    const char c = text.at(to);
    if (c == ':') {
      ++colons;
    } else if (!is_digit_char(c) && !(c >= 'a' && c <= 'f')) {
      break;
    }
    digit |= is_digit_char(c);
    ++to;
  }
  if (colons < 3 || !digit || text.joined_at(to)) return {};
  if (text.before(to) == ':') --to;
  const std::string address(text.text().substr(at, to - at));
  in6_addr parsed{};
  if (inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return {};
  return {to, address};
}

// ---- the search ----

// The shape of a word's beginning: how many letters it begins with (four for more), and whether a
// digit follows them, or stands behind one space or hyphen.
struct Beginning {
  std::size_t letters = 0;
  bool digit = false;
  bool digit_behind_gap = false;
};

Beginning beginning_at(const PersonalText& text, std::size_t at) {
  constexpr std::size_t most = 4;
  Beginning out;
  while (out.letters < most && is_letter_char(text.at(at + out.letters))) ++out.letters;
  const char next = text.at(at + out.letters);
  out.digit = is_digit_char(next);
  out.digit_behind_gap = (next == ' ' || next == '-' || next == '.' || next == '/') &&
                         is_digit_char(text.at(at + out.letters + 1));
  return out;
}

// Cheap first tests, because a text has many words and hardly ever a code.
bool may_be_iban(const PersonalText& text, std::size_t at, const Beginning& word) {
  return word.letters == 2 && word.digit && is_digit_char(text.at(at + 3));
}
bool may_be_licence(const PersonalText& text, std::size_t at, const Beginning& word) {
  return word.letters > 0 && (is_digit_char(text.at(at + 5)) || is_digit_char(text.at(at + 6)));
}
bool may_be_insurance_number(const PersonalText&, std::size_t, const Beginning& word) {
  return word.letters == 2 && (word.digit || word.digit_behind_gap);
}
bool may_be_ipv6(const PersonalText& text, std::size_t at, const Beginning&) {
  return text.at(at + 4) == ':' || text.at(at + 3) == ':' || text.at(at + 2) == ':' ||
         text.at(at + 1) == ':';
}
bool may_be_postcode(const PersonalText&, std::size_t, const Beginning& word) {
  const bool giro = word.letters == 3 && (word.digit || word.digit_behind_gap);
  return giro || ((word.letters == 1 || word.letters == 2) && word.digit);
}
bool may_be_registration(const PersonalText& text, std::size_t at, const Beginning& word) {
  if (word.letters == 3) return word.digit || word.digit_behind_gap;
  return (word.letters == 1 || word.letters == 2) && word.digit &&
         is_digit_char(text.at(at + word.letters + 1));
}

struct CodeKind {
  std::string_view kind;
  bool (*may_be)(const PersonalText&, std::size_t, const Beginning&);
  Match (*find)(const PersonalText&, std::size_t);
};

constexpr std::array long_codes = {
    CodeKind{"iban", may_be_iban, iban},
    CodeKind{"driving_licence", may_be_licence, driving_licence},
    CodeKind{"ni_number", may_be_insurance_number, insurance_number},
    CodeKind{"ip_address", may_be_ipv6, ipv6},
};
constexpr std::array short_codes = {
    CodeKind{"postcode", may_be_postcode, postcode},
    CodeKind{"vehicle_registration", may_be_registration, registration},
};

// Tries each kind at the beginning of each word that has a digit within `reach` bytes.
template <std::size_t Count>
void search_words(PersonalText& text, const std::array<CodeKind, Count>& kinds,
                  std::size_t reach) {
  const std::string_view all = text.text();
  std::size_t digit = 0;  // the first at or after `at`
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (digit < at || at == 0) {
      digit = at;
      while (digit < all.size() && !is_digit_char(all[digit])) ++digit;
      if (digit == all.size()) return;
      if (digit >= at + reach) at = digit - reach + 1;
    }
    const char c = all[at];
    const bool begins = (is_letter_char(c) || is_digit_char(c)) && !text.joined_before(at) &&
                        text.before(at) != '#' && text.before(at) != '@';
    if (!begins) continue;
    const Beginning word = beginning_at(text, at);
    for (const CodeKind& kind : kinds) {
      if (!kind.may_be(text, at, word)) continue;
      const Match found = kind.find(text, at);
      if (found && text.add(kind.kind, {at, found.to})) {
        at = found.to - 1;
        break;
      }
    }
  }
}

}  // namespace

void find_codes(PersonalText& text) {
  constexpr std::size_t reach = 7;  // of a driving licence: five letters and a space
  search_words(text, long_codes, reach);
}

void find_short_codes(PersonalText& text) {
  constexpr std::size_t reach = 5;  // of an old registration: three letters and a space
  search_words(text, short_codes, reach);
}

}  // namespace decorum::signals
