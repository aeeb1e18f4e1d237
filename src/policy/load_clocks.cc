#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 500;

// "09:00" -> 540; 24:00 is the end of a day.
std::optional<std::int32_t> minute_of(std::string_view text) {
  const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  if (!digit(text[0]) || !digit(text[1]) || !digit(text[3]) || !digit(text[4])) return std::nullopt;
  const std::int32_t hour = (text[0] - '0') * 10 + (text[1] - '0');
  const std::int32_t minute = (text[3] - '0') * 10 + (text[4] - '0');
  const std::int32_t all = hour * 60 + minute;
  return minute < 60 && all <= 24 * 60 ? std::optional(all) : std::nullopt;
}

std::optional<OpenSpan> load_span(Reader& reader, const YamlNode& node) {
  if (node.refused) return std::nullopt;
  if (node.text.size() == 11 && node.text[5] == '-') {
    const auto from = minute_of(std::string_view(node.text).substr(0, 5));
    const auto to = minute_of(std::string_view(node.text).substr(6));
    if (from && to && *from < *to) return OpenSpan{*from, *to};
  }
  reader.mistake(node, "hours", fmt::format("'{}' are no opening hours", shortened(node.text)),
                 "\"09:00-17:00\", in quotes, the first before the second");
  return std::nullopt;
}

struct DayKey {
  std::string_view key;
  std::size_t first, last;  // days, Monday is 0
};
constexpr std::array<DayKey, 9> day_keys = {{{"mon", 0, 0},
                                             {"tue", 1, 1},
                                             {"wed", 2, 2},
                                             {"thu", 3, 3},
                                             {"fri", 4, 4},
                                             {"sat", 5, 5},
                                             {"sun", 6, 6},
                                             {"mon-fri", 0, 4},
                                             {"sat-sun", 5, 6}}};

Hours load_hours(Reader& reader, const std::string& id, const YamlNode& at,
                 const YamlNode& value) {
  Hours hours;
  hours.id = id;
  Fields fields(reader, value, at, "opening hours");
  for (const DayKey& days : day_keys) {
    const YamlNode* node = fields.node(days.key, false);
    if (node == nullptr) continue;
    const auto span = load_span(reader, *node);
    for (std::size_t day = days.first; day <= days.last; ++day) {
      if (hours.days[day]) {
        reader.mistake(fields.key_of(days.key), "twice",
                       fmt::format("'{}' gives hours to a day that has some", days.key),
                       "each day once");
        break;
      }
      hours.days[day] = span;
    }
  }
  fields.done();
  if (value.is_mapping() && value.fields.empty()) {
    reader.mistake(at, "empty", fmt::format("the hours '{}' are never open", id),
                   "one day or more: mon-fri: \"09:00-17:00\"");
  }
  return hours;
}

NamedDeadline load_named(Reader& reader, const std::string& id, const YamlNode& at,
                         const YamlNode& value) {
  NamedDeadline deadline;
  deadline.id = id;
  Fields fields(reader, value, at, "a deadline");
  if (const YamlNode* due = fields.node("due", true, "2h or { business: 4h }")) {
    deadline.due = reader.deadline(*due, "'due' of a deadline", false, false).value_or(Deadline{});
  }
  deadline.warn_at_percent =
      static_cast<std::int32_t>(fields.number_if("warn_at", 1, 99).value_or(80));
  deadline.escalate_to = fields.refers_if("escalate_to", Refers::role);
  deadline.text = fields.text_if("text");
  fields.done();
  return deadline;
}

void load_closed(Fields& file, Clocks& clocks) {
  const YamlNode* list = file.list("closed", false);
  if (list == nullptr) return;
  for (const YamlNode& item : list->items) {
    Fields fields(file.reader(), item, item, "a closed day");
    ClosedDay day;
    day.date = fields.date("date");
    day.why = fields.text("why");
    fields.done();
    clocks.closed.push_back(std::move(day));
  }
}

}  // namespace

Clocks load_clocks(Reader& reader, const YamlNode& root, const Context& context) {
  Clocks clocks;
  Fields file(reader, root, root, "clocks.yaml");
  for_each_id(reader, file.mapping("hours", true), "the id of opening hours", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                clocks.hours.push_back(load_hours(reader, id, key, value));
              });
  clocks.default_hours = file.refers("default_hours", Refers::hours);
  clocks.holidays = file.id_if("holidays");
  const auto& divisions = context.holiday_divisions;
  if (!clocks.holidays.empty() && !divisions.empty() &&
      std::ranges::find(divisions, clocks.holidays) == divisions.end()) {
    reader.mistake(*root.find("holidays"), "unknown",
                   fmt::format("no holidays are known for '{}'", clocks.holidays),
                   fmt::format("one of {}", fmt::join(divisions, ", ")),
                   reader.suggest(clocks.holidays, divisions));
  }
  load_closed(file, clocks);
  for_each_id(reader, file.mapping("deadlines", false), "the name of a deadline", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                clocks.deadlines.push_back(load_named(reader, id, key, value));
              });
  file.done();
  return clocks;
}

}  // namespace decorum::policy
