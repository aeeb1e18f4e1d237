#include "signals/personal_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "signals/check_digits.h"

namespace decorum::signals {
namespace {

// Groups of digits that may belong together: "+44 (0)20 7946-0123" is 44, 0, 20, 7946, 0123.
struct Cluster {
  std::vector<Range> groups;
  bool plus = false;  // a "+" before the first group
};

constexpr std::size_t groups_max = 24;  // of a cluster; more begin another one

bool is_gap_char(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
}

// A window of neighbouring groups.
class Window {
 public:
  Window(const PersonalText& text, const Cluster& cluster, std::size_t first, std::size_t count)
      : text_(text.text()), cluster_(cluster), first_(first), count_(count) {
    for (std::size_t i = 0; i < count; ++i) {
      const Range group = (*this)[i];
      if (digits.size() + group.size() > digits_max) {
        digits.clear();
        return;
      }
      digits += text_.substr(group.from, group.size());
    }
  }

  static constexpr std::size_t digits_max = 20;
  std::string digits;  // of all groups; empty when there are more than digits_max

  Range operator[](std::size_t i) const { return cluster_.groups[first_ + i]; }
  std::size_t count() const { return count_; }
  Range range() const { return {(*this)[0].from, (*this)[count_ - 1].to}; }
  bool plus() const { return cluster_.plus && first_ == 0; }
  std::string_view gap(std::size_t i) const {  // between group i and the next
    return text_.substr((*this)[i].to, (*this)[i + 1].from - (*this)[i].to);
  }
  // The one character in every gap; 0 when they differ, or there is none.
  char joiner() const {
    if (count_ < 2 || gap(0).size() != 1) return 0;
    for (std::size_t i = 0; i + 1 < count_; ++i) {
      if (gap(i) != gap(0)) return 0;
    }
    return gap(0)[0];
  }
  bool sized(std::initializer_list<std::size_t> sizes) const {
    if (sizes.size() != count_) return false;
    std::size_t i = 0;
    return std::all_of(sizes.begin(), sizes.end(),
                       [&](std::size_t size) { return (*this)[i++].size() == size; });
  }
  // One group, or groups joined by spaces or by hyphens.
  bool plainly_joined() const { return count_ == 1 || joiner() == ' ' || joiner() == '-'; }

 private:
  std::string_view text_;
  const Cluster& cluster_;
  std::size_t first_;
  std::size_t count_;
};

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_card(const PersonalText& text, const Window& window) {
  if (window.digits.size() < 13) return false;
  if (!window.plainly_joined() && !text.near(window.range(), 24, {"card", "visa", "mastercard"})) {
    return false;
  }
  for (std::size_t i = 0; i < window.count(); ++i) {
    if (window.count() > 1 && (window[i].size() < 2 || window[i].size() > 7)) return false;
  }
  return is_card_number(window.digits);
}

// Ofcom's National Telephone Numbering Plan: the number without its leading 0. Premium rate (09)
// and access codes are nobody's own.
bool is_national_number(std::string_view digits) {
  if (digits.size() != 10 && !(digits.size() == 9 && (digits[0] == '1' || digits[0] == '8'))) {
    return false;
  }
  const char second = digits[1];
  switch (digits[0]) {
    case '1': return second != '0';
    case '2': return second == '0' || second == '3' || second == '4' || second == '8' ||
                     second == '9';
    case '3': return second == '0' || second == '3' || second == '4' || second == '7';
    case '7': return second != '6' || digits.substr(0, 4) == "7624";  // 076 are pagers
    case '8': return second == '0' || second == '4' || second == '7';
    default: return false;
  }
}

bool is_uk_phone(const PersonalText&, const Window& window) {
  std::string_view digits = window.digits;
  if (digits.size() < 10) return false;
  bool abroad = false;
  if (window.plus() && digits.starts_with("44")) {
    digits.remove_prefix(2);
    abroad = true;
  } else if (digits.starts_with("0044")) {
    digits.remove_prefix(4);
    abroad = true;
  }
  if (digits.starts_with('0')) {
    digits.remove_prefix(1);
  } else if (!abroad) {
    return false;
  }
  if (!is_national_number(digits)) return false;
  for (std::size_t i = 0; i + 1 < window.count(); ++i) {
    if (window.gap(i).find('/') != std::string_view::npos) return false;
    const bool trunk_zero = abroad && i == 0 && window[1].size() == 1;
    if (!trunk_zero && window[i + 1].size() < 2) return false;
  }
  return window.count() == 1 || abroad || window[0].size() >= 3 || window.sized({2, 3, 3, 3});
}

bool is_foreign_phone(const PersonalText& text, const Window& window) {
  const std::size_t size = window.digits.size();
  if (window.plus()) {
    constexpr std::size_t shortest = 8;
    constexpr std::size_t longest = 15;  // ITU-T E.164
    return size >= shortest && size <= longest && window.digits[0] != '0' &&
           !window.digits.starts_with("44");
  }
  // North American Numbering Plan: (NXX) NXX-XXXX, with or without the leading 1.
  const bool long_distance = size == 11 && window.digits[0] == '1' && window[0].size() == 1;
  if (size != 10 && !long_distance) return false;
  const std::string_view digits = std::string_view(window.digits).substr(long_distance ? 1 : 0);
  if (digits[0] < '2' || digits[3] < '2') return false;
  if (!window.sized({3, 3, 4}) && !window.sized({1, 3, 3, 4})) return false;
  const std::size_t area = window.count() - 3;
  const bool bracketed = text.before(window[area].from) == '(' &&
                         window.gap(area).starts_with(')');
  return bracketed || window.joiner() == '-' || window.joiner() == '.' ||
         text.near(window.range(), 24, {"call", "phone", "tel", "text", "mobile", "cell", "fax"});
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
  constexpr std::size_t digits_min = 7;  // fewer are more often the number of a section
  if (window.digits.size() < digits_min) return false;
  const Range range = window.range();
  const bool goes_on = text.at(range.to) == '.' && is_digit_char(text.at(range.to + 1));
  return !goes_on && text.before(range.from) != '.' &&
         !text.near({range.from, range.from}, 12, {"version", "v", "section", "release", "build"});
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
  constexpr std::size_t window_max = 6;
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
        text.add(kind.kind, with_prefix(text, window.range()));
        taken = count;
        break;
      }
    }
    first += std::max<std::size_t>(taken, 1);
  }
}

// Digits that are part of a word, a decimal or grouped number, a handle, hashtag or price.
bool is_plain_group(const PersonalText& text, Range group) {
  const char before = text.before(group.from);
  const char after = text.at(group.to);
  constexpr std::string_view barred_before = "#@_$";
  constexpr std::string_view barred_after = "_%";
  if (text.joined_before(group.from) || text.joined_at(group.to) ||
      barred_before.find(before) != std::string_view::npos ||
      barred_after.find(after) != std::string_view::npos) {
    return false;
  }
  const auto comma = [&](char c, char beyond) { return c == ',' && is_digit_char(beyond); };
  return !comma(before, group.from >= 2 ? text.at(group.from - 2) : ' ') &&
         !comma(after, text.at(group.to + 1)) && !text.in_link(group.from);
}

void search_clusters(PersonalText& text) {
  const std::string_view all = text.text();
  Cluster cluster;
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
    if (!cluster.groups.empty()) {
      const std::size_t end = cluster.groups.back().to;
      constexpr std::size_t gap_max = 3;
      const std::string_view gap = all.substr(end, group.from - end);
      const bool joined = gap.size() <= gap_max && std::all_of(gap.begin(), gap.end(), is_gap_char);
      if (!plain || !joined || cluster.groups.size() == groups_max) {
        search_cluster(text, cluster);
        cluster = {};
      }
    }
    if (!plain) continue;
    if (cluster.groups.empty()) {
      cluster.plus = text.before(group.from) == '+' && !text.joined_before(group.from - 1);
    }
    cluster.groups.push_back(group);
  }
  if (!cluster.groups.empty()) search_cluster(text, cluster);
}

}  // namespace

void find_numbers(PersonalText& text) {
  constexpr std::size_t digits_min = 7;  // of an IP address, the shortest of all
  if (text.digit_runs().digits >= digits_min) search_clusters(text);
}

}  // namespace decorum::signals
