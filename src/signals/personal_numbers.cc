#include "signals/personal_numbers.h"

#include <algorithm>
#include <array>

#include "signals/check_digits.h"
#include "signals/personal_phones.h"
#include "signals/personal_window.h"

namespace decorum::signals {
namespace {

constexpr std::size_t groups_max = 24;  // of a cluster; more begin another one

bool is_gap_char(char c) {
  return std::string_view(" -./()[]").find(c) != std::string_view::npos;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_card(const PersonalText& text, const Window& window) {
  constexpr std::size_t shortest = 12;
  if (window.digits.size() < shortest) return false;
  const auto named = [&] {
    return text.near(window.range(), 24,
                     {"card", "cards", "cc", "visa", "mastercard", "maestro", "amex", "jcb"});
  };
  if (!window.plainly_joined() && !named()) return false;
  const bool lone_end = window.sized({4, 4, 4, 1});
  for (std::size_t i = 0; i < window.count() && !lone_end; ++i) {
    if (window.count() > 1 && (window[i].size() < 2 || window[i].size() > 7)) return false;
    if (i > 0 && window.gap(i - 1).find('/') != std::string_view::npos) return false;
  }
  // What is called a card and has the check digit is one, whoever issued it.
  return is_card_number(window.digits) ||
         (window.digits.size() < Window::digits_max && luhn(window.digits) && named() &&
          !text.near(window.range(), 24,
                     {"gift", "loyalty", "library", "sim", "imei", "order", "tracking"}));
}

bool is_nhs(const PersonalText& text, const Window& window) {
  if (!is_nhs_number(window.digits)) return false;
  if (text.near(window.range(), 40, {"nhs", "chi number", "patient", "patient's", "patients"})) {
    return true;
  }
  if (!window.sized({3, 3, 4}) || !window.plainly_joined() || window.digits[0] == '0') return false;
  if (window.joiner() == '-') {
    // An American telephone number may look so; none begins its second part with 0 or 1.
    const bool phone = window.digits[0] >= '2' && window.digits[3] >= '2';
    return !phone || text.near(window.range(), 48, {"blood", "clinic", "surgery", "ward", "gp",
                                                    "hospital", "prescription"});
  }
  return !text.near(window.range(), 24, {"call", "phone", "tel", "text", "mobile", "ring"});
}

bool is_ssn(const PersonalText& text, const Window& window) {
  if (!window.sized({3, 2, 4})) return false;
  const bool spaced = window.joiner() == ' ' &&
                      text.near(window.range(), 24, {"ssn", "social security"});
  if (window.joiner() != '-' && !spaced) return false;
  const std::string_view digits = window.digits;
  return digits.substr(0, 3) != "000" && digits.substr(0, 3) != "666" && digits[0] != '9' &&
         digits.substr(3, 2) != "00" && digits.substr(5) != "0000";
}

bool is_ip_address(const PersonalText& text, const Window& window) {
  if (window.count() != 4 || window.joiner() != '.') return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const Range group = window[i];
    const std::string_view part = text.text().substr(group.from, group.size());
    if (part.size() > 3 || number(part) > 255 || (part.size() > 1 && part[0] == '0')) return false;
  }
  const Range range = window.range();
  // Numbers of sections and sizes stay below a hundred; an address may, but is then called one.
  const auto is_long = [&](std::size_t i) { return window[i].size() == 3; };
  if (!is_long(0) && !is_long(1) && !is_long(2) && !is_long(3) &&
      !text.near({range.from, range.to}, 24,
                 {"ip", "ips", "ipv4", "address", "host", "server", "router", "login", "logged",
                  "ping", "ssh", "dns", "subnet", "network", "port", "firewall"})) {
    return false;
  }
  const bool goes_on = text.at(range.to) == '.' && is_digit_char(text.at(range.to + 1));
  const bool named = text.near({range.from, range.from}, 12, {"v4", "ipv4", "ip"});
  const bool numbered = text.near({range.from, range.from}, 12,
                                  {"version", "v", "section", "release", "build"});
  return !goes_on && text.before(range.from) != '.' && (named || !numbered);
}

using Test = bool (*)(const PersonalText&, const Window&);
struct NumberKind {
  std::string_view kind;
  Test holds;
};

constexpr std::array number_kinds = {
    NumberKind{"ip_address", is_ip_address}, NumberKind{"card", is_card},
    NumberKind{"nhs_number", is_nhs},        NumberKind{"us_ssn", is_ssn},
    NumberKind{"uk_phone", is_uk_phone},     NumberKind{"phone", is_foreign_phone},
};

// Where the data begins: a "+" or "(" before the digits belongs to them.
Range with_prefix(const PersonalText& text, Range range) {
  const bool bracket = text.before(range.from) == '(' &&
                       text.text().substr(range.from, range.size()).find(')') !=
                           std::string_view::npos;
  if (bracket) --range.from;
  if (text.before(range.from) == '+' && !text.joined_before(range.from - 1)) --range.from;
  return range;
}

// The widest window wins: a number is not to be found inside a longer one.
void search_cluster(PersonalText& text, const Cluster& cluster) {
  constexpr std::size_t window_max = 7;
  std::size_t first = 0;
  while (first < cluster.groups.size()) {
    std::size_t taken = 0;
    const std::size_t widest = std::min(window_max, cluster.groups.size() - first);
    for (std::size_t count = widest; count > 0 && taken == 0; --count) {
      const Window window(text, cluster, first, count);
      constexpr std::size_t digits_min = 4;
      if (window.digits.size() < digits_min) continue;
      for (const NumberKind& kind : number_kinds) {
        if (!kind.holds(text, window)) continue;
        Range range = with_prefix(text, window.range());
        const bool extended = window.to_end() && cluster.extension > 0 &&
                              kind.kind.ends_with("phone");
        if (extended) range.to = cluster.extension;
        text.add(kind.kind, range);
        taken = count;
        break;
      }
    }
    first += std::max<std::size_t>(taken, 1);
  }
}

// Where an extension ends that begins right after a number: "x0135", " ext. 204"; 0 for none.
std::size_t extension_end(const PersonalText& text, std::size_t at) {
  if (text.at(at) == ' ' || text.at(at) == ',') ++at;
  if (text.at(at) == ' ') ++at;
  const std::string_view rest = text.text().substr(std::min(at, text.text().size()));
  std::size_t mark = 0;
  for (const std::string_view word : {"extension", "ext.", "ext", "x"}) {
    if (mark == 0 && rest.starts_with(word)) mark = word.size();
  }
  if (mark == 0) return 0;
  at += mark;
  if (text.at(at) == ' ' || text.at(at) == ':') ++at;
  const std::size_t from = at;
  while (is_digit_char(text.at(at))) ++at;
  constexpr std::size_t shortest = 2;
  constexpr std::size_t longest = 6;
  const std::size_t size = at - from;
  return size >= shortest && size <= longest && !text.joined_at(at) ? at : 0;
}

// Digits that are part of a word, a decimal or grouped number, a handle, hashtag or price.
bool is_plain_group(const PersonalText& text, Range group) {
  const char before = text.before(group.from);
  const char after = text.at(group.to);
  constexpr std::string_view barred_before = "#_$";
  constexpr std::string_view barred_after = "_%";
  if (text.joined_before(group.from) ||
      (text.joined_at(group.to) && extension_end(text, group.to) == 0) ||
      barred_before.find(before) != std::string_view::npos ||
      (before == '@' && !text.joined_before(group.from - 1)) ||
      barred_after.find(after) != std::string_view::npos) {
    return false;
  }
  const auto comma = [&](char c, char beyond) { return c == ',' && is_digit_char(beyond); };
  return !comma(before, group.from >= 2 ? text.at(group.from - 2) : ' ') &&
         !comma(after, text.at(group.to + 1)) && !text.in_link(group.from);
}

// Does a group belong to the one before it?
bool follows(const PersonalText& text, const Cluster& cluster, Range group) {
  const std::size_t end = cluster.groups.back().to;
  constexpr std::size_t gap_max = 3;
  const std::string_view gap = text.text().substr(end, group.from - end);
  return gap.size() <= gap_max && std::all_of(gap.begin(), gap.end(), is_gap_char);
}

void search_clusters(PersonalText& text) {
  const std::string_view all = text.text();
  Cluster cluster;
  const auto finish = [&] {
    if (!cluster.groups.empty()) {
      cluster.extension = extension_end(text, cluster.groups.back().to);
      search_cluster(text, cluster);
    }
    cluster.groups.clear();
  };
  std::size_t at = 0;
  while (at < all.size()) {
    if (!is_digit_char(all[at])) {
      ++at;
      continue;
    }
    Range group{at, at};
    while (is_digit_char(text.at(group.to))) ++group.to;
    at = group.to;
    const bool plain = is_plain_group(text, group);
    const bool goes_on = plain && !cluster.groups.empty() && follows(text, cluster, group) &&
                         cluster.groups.size() < groups_max;
    if (!goes_on) finish();
    if (!plain) continue;
    if (cluster.groups.empty()) {
      cluster.plus = text.before(group.from) == '+' && !text.joined_before(group.from - 1);
    }
    cluster.groups.push_back(group);
    // The digits of an extension are no group of their own.
    if (text.joined_at(group.to)) {
      at = extension_end(text, group.to);
      finish();
    }
  }
  finish();
}

}  // namespace

void find_numbers(PersonalText& text) {
  constexpr std::size_t digits_min = 7;
  constexpr std::size_t address_digits_min = 6;  // of an IP address: "192.0.2.1"
  const DigitRuns& runs = text.digit_runs();
  if (runs.digits >= digits_min || (runs.digits == address_digits_min && runs.count >= 4)) {
    search_clusters(text);
  }
}

}  // namespace decorum::signals
