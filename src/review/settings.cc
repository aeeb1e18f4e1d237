#include "review/settings.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace decorum::review {
namespace {

using policy::Setting;
using policy::SettingField;

constexpr std::size_t texts_max = 20'000;  // of one list
constexpr const char* file = "review.yaml";

// What all checks hold; policy/load_review.cc reads them.
constexpr std::array<std::string_view, 7> shared_fields = {
    "kind", "severity", "message", "accounts", "sites", "capacity", "audience"};

std::string_view in_words(Setting::Kind kind) {
  switch (kind) {
    case Setting::Kind::text: return "a text";
    case Setting::Kind::flag: return "true or false";
    case Setting::Kind::integer: return "a whole number";
    case Setting::Kind::real: return "a number";
    case Setting::Kind::list: return "a list";
    case Setting::Kind::map: return "a mapping";
  }
  return "";
}

bool is_scalar(const Setting& setting) {
  return setting.kind != Setting::Kind::list && setting.kind != Setting::Kind::map;
}

std::optional<double> number_of(const Setting& setting) {
  if (setting.kind == Setting::Kind::integer) return static_cast<double>(setting.integer);
  if (setting.kind == Setting::Kind::real) return setting.real;
  return std::nullopt;
}

std::string quoted(const std::string& text) {
  return text.empty() ? text : fmt::format("'{}'", text);
}

}  // namespace

Settings::Settings(const policy::ReviewCheck& check, std::vector<policy::Mistake>& mistakes)
    : check_(check), mistakes_(mistakes) {}

std::string Settings::named(std::string_view name) const {
  return fmt::format("'{}' of a check of kind {}", name, check_.kind);
}

void Settings::mistake(const Setting& at, std::string code, std::string what, std::string expected,
                       std::string suggestion) {
  if (mistakes_.size() >= policy::mistakes_max) return;
  mistakes_.push_back({file, at.line, at.column, at.end_column, std::move(code), std::move(what),
                       std::move(expected), std::move(suggestion)});
}

void Settings::mistake(std::string code, std::string what, std::string expected) {
  Setting place;
  place.line = check_.line;
  place.column = check_.column;
  place.end_column = check_.end_column;
  mistake(place, std::move(code), std::move(what), std::move(expected));
}

void Settings::wrong_type(const Setting& at, const std::string& what, std::string expected) {
  mistake(at, "type", fmt::format("{} is {}", what, in_words(at.kind)), std::move(expected));
}

const Setting* Settings::find(std::string_view name, bool required) {
  if (std::ranges::find(known_, name) == known_.end()) known_.emplace_back(name);
  const auto it = std::ranges::find(check_.settings, name, &SettingField::name);
  if (it != check_.settings.end()) return &it->value;
  if (required) {
    mistake("missing", fmt::format("a check of kind {} has no '{}'", check_.kind, name),
            fmt::format("{}: ...", name));
  }
  return nullptr;
}

std::string Settings::text_of(const Setting* found, std::string_view name, std::string otherwise) {
  if (found == nullptr) return otherwise;
  if (!is_scalar(*found)) {
    wrong_type(*found, named(name), "a text");
  } else if (found->text.empty()) {
    mistake(*found, "empty", fmt::format("{} is empty", named(name)), "a text");
  } else {
    return found->text;
  }
  return otherwise;
}

std::string Settings::text(std::string_view name) { return text_of(find(name, true), name, {}); }

std::string Settings::text_if(std::string_view name, std::string otherwise) {
  return text_of(find(name, false), name, std::move(otherwise));
}

bool Settings::flag_if(std::string_view name, bool otherwise) {
  const Setting* found = find(name, false);
  if (found == nullptr) return otherwise;
  if (found->kind == Setting::Kind::flag) return found->flag;
  wrong_type(*found, named(name), "true or false");
  return otherwise;
}

std::optional<std::int64_t> Settings::number_of(const Setting* found, std::string_view name,
                                                std::int64_t least, std::int64_t most) {
  if (found == nullptr) return std::nullopt;
  const std::string expected = fmt::format("a whole number from {} to {}", least, most);
  if (found->kind != Setting::Kind::integer) {
    wrong_type(*found, named(name), expected);
  } else if (found->integer < least || found->integer > most) {
    mistake(*found, "range", fmt::format("{} is {}", named(name), found->integer), expected);
  } else {
    return found->integer;
  }
  return std::nullopt;
}

std::int64_t Settings::number(std::string_view name, std::int64_t least, std::int64_t most) {
  return number_of(find(name, true), name, least, most).value_or(least);
}

std::optional<std::int64_t> Settings::number_if(std::string_view name, std::int64_t least,
                                                std::int64_t most) {
  return number_of(find(name, false), name, least, most);
}

std::optional<double> Settings::real_of(const Setting& found, const std::string& what,
                                        double least, double most) {
  const std::string expected = fmt::format("a number from {} to {}", least, most);
  const std::optional<double> number = review::number_of(found);
  if (!number) {
    wrong_type(found, what, expected);
  } else if (!(*number >= least && *number <= most)) {
    mistake(found, "range", fmt::format("{} is {}", what, found.text), expected);
  } else {
    return number;
  }
  return std::nullopt;
}

std::optional<double> Settings::real_if(std::string_view name, double least, double most) {
  const Setting* found = find(name, false);
  if (found == nullptr) return std::nullopt;
  return real_of(*found, named(name), least, most);
}

std::vector<std::string> Settings::texts_of(const Setting* found, std::string_view name) {
  std::vector<std::string> texts;
  if (found == nullptr) return texts;
  if (found->kind != Setting::Kind::list) {
    wrong_type(*found, named(name), "a list: [one, two], or lines that begin with '- '");
    return texts;
  }
  if (found->items.empty()) {
    mistake(*found, "empty", fmt::format("{} is an empty list", named(name)), "one entry or more");
  }
  if (found->items.size() > texts_max) {
    mistake(*found, "too-many",
            fmt::format("{} has {} entries", named(name), found->items.size()),
            fmt::format("at most {}", texts_max));
    return texts;
  }
  const std::string what = fmt::format("an entry of {}", named(name));
  for (const Setting& item : found->items) {
    if (!is_scalar(item)) {
      wrong_type(item, what, "a text");
    } else if (item.text.empty()) {
      mistake(item, "empty", fmt::format("{} is empty", what), "a text");
    } else {
      texts.push_back(item.text);
    }
  }
  return texts;
}

std::vector<std::string> Settings::texts(std::string_view name) {
  return texts_of(find(name, true), name);
}

std::vector<std::string> Settings::texts_if(std::string_view name) {
  return texts_of(find(name, false), name);
}

std::optional<std::size_t> Settings::choice_of(const Setting& found, const std::string& what,
                                               const std::vector<std::string>& words) {
  const std::string expected = fmt::format("one of {}", fmt::join(words, ", "));
  if (!is_scalar(found)) {
    wrong_type(found, what, expected);
    return std::nullopt;
  }
  const auto it = std::ranges::find(words, found.text);
  if (it != words.end()) return static_cast<std::size_t>(it - words.begin());
  mistake(found, "choice", fmt::format("{} cannot be '{}'", what, policy::shortened(found.text)),
          expected, quoted(policy::nearest(found.text, words)));
  return std::nullopt;
}

std::optional<std::size_t> Settings::choice_if(std::string_view name,
                                               const std::vector<std::string>& words) {
  const Setting* found = find(name, false);
  if (found == nullptr) return std::nullopt;
  return choice_of(*found, named(name), words);
}

std::vector<std::size_t> Settings::choices_if(std::string_view name,
                                              const std::vector<std::string>& words) {
  std::vector<std::size_t> chosen;
  const Setting* found = find(name, false);
  if (found == nullptr) return chosen;
  if (found->kind != Setting::Kind::list) {
    wrong_type(*found, named(name),
               fmt::format("a list of some of {}", fmt::join(words, ", ")));
    return chosen;
  }
  if (found->items.empty()) {
    mistake(*found, "empty", fmt::format("{} is an empty list", named(name)), "one entry or more");
  }
  const std::string what = fmt::format("an entry of {}", named(name));
  for (const Setting& item : found->items) {
    const auto choice = choice_of(item, what, words);
    if (!choice) continue;
    if (std::ranges::find(chosen, *choice) != chosen.end()) {
      mistake(item, "twice", fmt::format("'{}' stands twice in {}", item.text, named(name)),
              "each once");
      continue;
    }
    chosen.push_back(*choice);
  }
  return chosen;
}

const Setting* Settings::any_if(std::string_view name) { return find(name, false); }

std::vector<std::pair<std::string, double>> Settings::numbers_by_name(std::string_view name,
                                                                      double least, double most) {
  std::vector<std::pair<std::string, double>> numbers;
  const Setting* found = find(name, false);
  if (found == nullptr) return numbers;
  if (found->kind != Setting::Kind::map) {
    wrong_type(*found, named(name), "a mapping: 'name: number' lines, indented");
    return numbers;
  }
  if (found->fields.empty()) {
    mistake(*found, "empty", fmt::format("{} is empty", named(name)), "one entry or more");
  }
  for (const SettingField& field : found->fields) {
    const auto number = real_of(field.value, fmt::format("'{}' in {}", field.name, named(name)),
                                least, most);
    if (number) numbers.emplace_back(field.name, *number);
  }
  return numbers;
}

void Settings::finish() {
  std::vector<std::string> all(shared_fields.begin(), shared_fields.end());
  all.insert(all.end(), known_.begin(), known_.end());
  for (const SettingField& field : check_.settings) {
    if (std::ranges::find(known_, field.name) != known_.end()) continue;
    Setting place;
    place.line = field.line;
    place.column = field.column;
    place.end_column = field.end_column;
    mistake(place, "unknown-key",
            fmt::format("a check of kind {} has no field '{}'", check_.kind,
                        policy::shortened(field.name)),
            fmt::format("one of {}", fmt::join(all, ", ")),
            quoted(policy::nearest(field.name, all)));
  }
}

}  // namespace decorum::review
