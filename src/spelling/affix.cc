#include "spelling/affix.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "base/utf8.h"
#include "spelling/graph.h"
#include "spelling/lines.h"

namespace decorum::spelling {
namespace {

using base::CodePoint;
using base::fail;
using base::Result;

bool is_continuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0U) == 0x80U; }

bool fits(const ConditionPlace& place, char32_t letter) {
  return (place.letters.find(letter) != std::u32string::npos) != place.negated;
}

// Instructions that change nothing of which words are right on their own.
constexpr std::array harmless = {"SET",  "TRY", "ICONV", "OCONV",     "COMPOUNDMIN", "COMPOUNDRULE",
                                 "REP",  "MAP", "PHONE", "WORDCHARS", "KEY",         "NAME",
                                 "HOME", "LANG", "VERSION"};

std::optional<std::string> with_affix(std::string_view word, const AffixRule& rule, bool prefix) {
  if (word.size() <= rule.strip.size()) return std::nullopt;
  if (!meets(word, rule.condition, prefix)) return std::nullopt;
  const std::size_t kept = word.size() - rule.strip.size();
  std::string form;
  if (prefix) {
    if (!word.starts_with(rule.strip)) return std::nullopt;
    form = rule.add;
    form += word.substr(rule.strip.size());
  } else {
    if (!word.ends_with(rule.strip)) return std::nullopt;
    form = word.substr(0, kept);
    form += rule.add;
  }
  if (form.size() > word_bytes_max) return std::nullopt;
  return form;
}

}  // namespace

std::vector<ConditionPlace> read_condition(std::string_view text) {
  std::vector<ConditionPlace> places;
  if (text == ".") return places;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = base::decode_at(text, at);
    at += point.length;
    if (inside) {
      if (point.code == U']') {
        inside = false;
      } else if (point.code == U'^' && places.back().letters.empty()) {
        places.back().negated = true;
      } else {
        places.back().letters += point.code;
      }
      continue;
    }
    inside = point.code == U'[';
    ConditionPlace place;
    if (point.code == U'.') place.negated = true;
    else if (!inside) place.letters = point.code;
    places.push_back(std::move(place));
  }
  return places;
}

bool meets(std::string_view word, const std::vector<ConditionPlace>& condition, bool prefix) {
  if (prefix) {
    std::size_t at = 0;
    return std::all_of(condition.begin(), condition.end(), [&](const ConditionPlace& place) {
      if (at >= word.size()) return false;
      const CodePoint point = base::decode_at(word, at);
      at += point.length;
      return fits(place, point.code);
    });
  }
  std::size_t end = word.size();
  return std::all_of(condition.rbegin(), condition.rend(), [&](const ConditionPlace& place) {
    if (end == 0) return false;
    std::size_t start = end - 1;
    while (start > 0 && is_continuation(word[start])) --start;
    const CodePoint point = base::decode_at(word, start);
    end = start;
    return fits(place, point.code);
  });
}

void Affixes::expand(std::string_view stem, std::string_view flags,
                     std::vector<std::string>& forms) const {
  forms.emplace_back(stem);
  // Of each form, whether a prefix may stand before it too.
  std::vector<std::string> crossing = {std::string(stem)};
  std::vector<std::string> alone;
  for (const char flag : flags) {
    const AffixClass& suffixes = of(flag);
    if (suffixes.prefix) continue;
    for (const AffixRule& rule : suffixes.rules) {
      auto form = with_affix(stem, rule, false);
      if (!form) continue;
      forms.push_back(*form);
      if (suffixes.crosses) crossing.push_back(std::move(*form));
    }
  }
  for (const char flag : flags) {
    const AffixClass& prefixes = of(flag);
    if (!prefixes.prefix) continue;
    const std::size_t until = prefixes.crosses ? crossing.size() : 1;
    for (const AffixRule& rule : prefixes.rules) {
      for (std::size_t i = 0; i < until; ++i) {
        if (auto form = with_affix(crossing[i], rule, true)) forms.push_back(std::move(*form));
      }
    }
  }
}

Result<Affixes> read_affixes(std::string_view aff) {
  Affixes out;
  std::array<bool, 256> begun{};
  Lines lines(aff);
  while (const auto line = lines.next()) {
    const std::vector<std::string_view> parts = blank_separated(*line);
    if (parts.empty() || parts[0].starts_with('#')) continue;
    const std::string where = fmt::format("line {}", lines.number());
    if (parts[0] == "NOSUGGEST" || parts[0] == "ONLYINCOMPOUND") {
      if (parts.size() < 2 || parts[1].size() != 1) return fail("a flag is one byte", where);
      (parts[0] == "NOSUGGEST" ? out.no_suggest : out.only_in_compound) = parts[1][0];
    } else if (parts[0] == "PFX" || parts[0] == "SFX") {
      if (parts.size() < 4 || parts[1].size() != 1) {
        return fail("an affix has a flag of one byte and at least three more fields", where);
      }
      const auto flag = static_cast<std::uint8_t>(parts[1][0]);
      AffixClass& kind = out.classes_[flag];
      if (!begun[flag]) {
        begun[flag] = true;
        kind.prefix = parts[0] == "PFX";
        kind.crosses = parts[2] == "Y";
        continue;
      }
      if (parts[3].find('/') != std::string_view::npos) {
        return fail("affixes with flags of their own are not supported", where);
      }
      const auto text = [](std::string_view part) { return part == "0" ? "" : std::string(part); };
      kind.rules.push_back({text(parts[2]), text(parts[3]),
                            parts.size() > 4 ? read_condition(parts[4]) : read_condition(".")});
    } else if (std::find(harmless.begin(), harmless.end(), parts[0]) == harmless.end()) {
      return fail(fmt::format("the instruction {} is not supported", parts[0]), where);
    }
  }
  return out;
}

}  // namespace decorum::spelling
