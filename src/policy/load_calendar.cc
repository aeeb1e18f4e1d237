// calendar.yaml and the iCalendar files it names.
#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "policy/ics.h"
#include "policy/loaders.h"
#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

using Kind = CalendarWindow::Kind;

constexpr std::size_t windows_max = 500;   // of calendar.yaml
constexpr std::size_t events_max = 1000;   // of one iCalendar file
constexpr std::size_t calendars_max = 20;  // iCalendar files
constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds = {
    {{"quiet", Kind::quiet},
     {"pre-election", Kind::pre_election},
     {"embargo", Kind::embargo},
     {"proceedings", Kind::proceedings}}};

// Before and after everything: an embargo has held since ever, a matter may have no end yet.
constexpr base::Time beginning = std::chrono::sys_days(std::chrono::year(1970) / 1 / 1);
constexpr base::Time never = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);

struct Loader {
  Reader& reader;
  const PolicyInfo& info;
  const std::vector<PolicyFile>& files;
  Calendar calendar;
  std::set<std::string> ids;

  // A day, or a local time of one: "2027-01-04T00:01".
  std::optional<base::Time> time(Fields& fields, std::string_view key, bool end_of_day) {
    const YamlNode* node = fields.node(key, false);
    if (node == nullptr || node->refused) return std::nullopt;
    const std::string_view text = node->text;
    const auto day = base::parse_date(text.substr(0, 10));
    constexpr std::string_view seconds = ":00Z";
    std::chrono::seconds of_day{0};
    bool good = node->is_scalar() && day.has_value() && (text.size() == 10 || text.size() == 16);
    if (good && text.size() == 16) {
      const auto at = base::parse_rfc3339(std::string(text) + std::string(seconds));
      good = at.has_value();
      if (good) of_day = std::chrono::duration_cast<std::chrono::seconds>(*at - *day);
    }
    if (!good) {
      reader.mistake(*node, "date", fmt::format("'{}' is no day or time", shortened(node->text)),
                     "2026-11-08, or \"2026-11-08T09:00\" in the policy's time zone");
      return std::nullopt;
    }
    const bool next_day = end_of_day && text.size() == 10;
    return to_utc(info.time_zone, next_day ? *day + std::chrono::days(1) : *day, of_day);
  }

  void dates(Fields& fields, const YamlNode& key, const YamlNode& value, CalendarWindow& window) {
    const bool on = value.find("on") != nullptr;
    if (on) {
      for (const std::string_view other : {"from", "until"}) {
        if (value.find(other) == nullptr) continue;
        reader.mistake(fields.key_of(other), "dates", "a window has 'on', or 'from' and 'until'",
                       "one of the two");
        fields.node(other, false);
      }
      window.from = time(fields, "on", false).value_or(beginning);
      window.until = time(fields, "on", true).value_or(never);
      return;
    }
    const auto from = time(fields, "from", false);
    const auto until = time(fields, "until", true);
    const bool since_ever = window.kind == Kind::embargo;
    const bool open = window.kind == Kind::quiet || window.kind == Kind::proceedings;
    if (value.find("from") == nullptr && !since_ever && value.is_mapping()) {
      reader.mistake(key, "missing-key", fmt::format("'{}' does not say when it begins", key.text),
                     "from: 2026-11-08, or on: for a single day");
    }
    if (value.find("until") == nullptr && !open && value.is_mapping()) {
      reader.mistake(key, "missing-key", fmt::format("'{}' does not say when it ends", key.text),
                     "until: 2026-11-08, the last day");
    }
    window.from = from.value_or(beginning);
    window.until = until.value_or(never);
    if (from && until && *until <= *from) {
      reader.mistake(*value.find("until"), "dates", "this window ends before it begins",
                     "a day on or after 'from'");
    }
  }

  void window(const std::string& id, const YamlNode& key, const YamlNode& value) {
    CalendarWindow window;
    window.id = id;
    ids.insert(id);
    Fields fields(reader, value, key, "a window");
    window.kind = fields.choice<Kind>("kind", kinds);
    window.title = fields.text("title");
    window.why = fields.text("why");
    dates(fields, key, value, window);
    const bool needs_words = window.kind == Kind::embargo || window.kind == Kind::proceedings;
    window.words = needs_words ? fields.texts("words") : fields.texts_if("words");
    fields.done();
    calendar.windows.push_back(std::move(window));
  }

  const PolicyFile* file_of(const YamlNode& node, const std::string& path) {
    const auto it = std::ranges::find(files, path, &PolicyFile::path);
    if (it != files.end()) return &*it;
    std::vector<std::string> calendars;
    for (const PolicyFile& file : files) {
      if (file.path.ends_with(".ics")) calendars.push_back(file.path);
    }
    reader.mistake(node, "missing-file", fmt::format("the policy has no '{}'", shortened(path)),
                   "the path of an iCalendar file in the policy's folder",
                   reader.suggest(path, calendars));
    return nullptr;
  }

  void note(const PolicyFile& file, const IcsMistake& mistake) {
    if (findings.full()) return;
    Mistake noted{file.path, mistake.line, 0, 0, "calendar", mistake.what, mistake.expected, {}};
    if (mistake.line > 0) {
      noted.column = 1;
      noted.end_column = 2;
    }
    findings.mistakes.push_back(std::move(noted));
  }

  // "quiet-days" of "calendar/quiet-days.ics", with the day: unlike any other.
  std::string new_id(const std::string& path, base::Time from) {
    std::string stem = path.substr(path.rfind('/') + 1);
    stem = stem.substr(0, stem.rfind('.'));
    const auto day = local_day(info.time_zone, from);
    const std::string first = fmt::format("{}-{}", stem, base::format_date(day));
    std::string id = first;
    for (int number = 2; !ids.insert(id).second; ++number) {
      id = fmt::format("{}-{}", first, number);
    }
    return id;
  }

  void events(const YamlNode& item) {
    Fields fields(reader, item, item, "an iCalendar file");
    const std::string path = fields.text("file");
    CalendarWindow like;
    like.kind = fields.choice<Kind>("kind", kinds);
    like.why = fields.text("why");
    const bool needs_words = like.kind == Kind::embargo || like.kind == Kind::proceedings;
    like.words = needs_words ? fields.texts("words") : fields.texts_if("words");
    like.file = path;
    fields.done();
    const YamlNode* named = item.find("file");
    if (path.empty() || named == nullptr) return;
    const PolicyFile* file = file_of(*named, path);
    if (file == nullptr) return;
    const IcsRead read =
        read_ics(file->bytes, {.zone = info.time_zone,
                               .first = info.in_force_from - std::chrono::days(366),
                               .last = info.review_by + std::chrono::days(2 * 366),
                               .most = events_max});
    for (const IcsMistake& mistake : read.mistakes) note(*file, mistake);
    for (const IcsEvent& event : read.events) {
      CalendarWindow window = like;
      window.id = new_id(path, event.from);
      window.title = event.title;
      window.from = event.from;
      window.until = event.until;
      calendar.windows.push_back(std::move(window));
    }
  }

  Findings& findings;
};

}  // namespace

std::string_view name_of(CalendarWindow::Kind kind) {
  for (const auto& [name, one] : kinds) {
    if (one == kind) return name;
  }
  return "";
}

Calendar load_calendar(Reader& reader, const YamlNode& root, const PolicyInfo& info,
                       const std::vector<PolicyFile>& files, Findings& findings) {
  Fields file(reader, root, root, "calendar.yaml");
  const YamlNode* windows = file.mapping("windows", false);
  const YamlNode* list = file.list("files", false);
  file.done();
  // What is wrong with the zone's form is said where it stands.
  if (!is_known_zone(info.time_zone)) {
    const bool said = std::ranges::find(findings.mistakes, "time-zone", &Mistake::code) !=
                      findings.mistakes.end();
    if (!info.time_zone.empty() && !said) {
      reader.mistake(root, "time-zone",
                     fmt::format("the days of a calendar need a time zone, and '{}' is not known",
                                 shortened(info.time_zone)),
                     "time_zone: Europe/London in policy.yaml");
    }
    return {};
  }
  Loader loader{reader, info, files, {}, {}, findings};
  for_each_id(reader, windows, "the id of a window", windows_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                loader.window(id, key, value);
              });
  if (list != nullptr && list->items.size() > calendars_max) {
    reader.mistake(*list, "too-many",
                   fmt::format("there are more than {} iCalendar files", calendars_max), "fewer");
  } else if (list != nullptr) {
    for (const YamlNode& item : list->items) loader.events(item);
  }
  std::ranges::sort(loader.calendar.windows, [](const auto& a, const auto& b) {
    return std::pair(a.from, std::string_view(a.id)) < std::pair(b.from, std::string_view(b.id));
  });
  return std::move(loader.calendar);
}

}  // namespace decorum::policy
