#include "policy/ics.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "policy/ics_rule.h"
#include "policy/ics_time.h"
#include "policy/mistake.h"
#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

constexpr std::size_t rules_max = 500;
constexpr std::size_t depth_max = 8;
constexpr std::size_t title_bytes_max = 500;

// One VEVENT as it is written.
struct Event {
  std::string uid, title, about;
  std::optional<IcsTime> start, end, replaces;
  std::optional<std::chrono::seconds> lasts;
  const IcsLine* rule = nullptr;
  std::vector<IcsTime> also, not_on;
  bool cancelled = false;
  bool broken = false;
  std::uint32_t line = 0;
};

class IcsReader {
 public:
  IcsReader(std::string_view bytes, const IcsWanted& wanted)
      : split_(split_ics(bytes)), wanted_(wanted) {
    out_.mistakes = std::move(split_.mistakes);
  }

  IcsRead read() {
    walk();
    // An event that takes the place of one time of another: that time is left out there.
    for (const Event& event : events_) {
      if (!event.replaces) continue;
      if (const auto at = to_utc(*event.replaces)) replaced_[event.uid].insert(*at);
    }
    for (const Event& event : events_) write_out(event);
    std::ranges::stable_sort(out_.events, {}, &IcsEvent::from);
    if (out_.events.size() > wanted_.most) {
      mistake(0, fmt::format("this calendar makes more than {} events", wanted_.most), "fewer");
      out_.events.resize(wanted_.most);
    }
    std::ranges::stable_sort(out_.mistakes, {}, &IcsMistake::line);
    return std::move(out_);
  }

 private:
  void mistake(std::uint32_t line, std::string what, std::string expected = {}) {
    constexpr std::size_t mistakes_kept = 200;
    if (out_.mistakes.size() < mistakes_kept) {
      out_.mistakes.push_back({line, std::move(what), std::move(expected)});
    }
  }

  void walk() {
    std::vector<const IcsLine*> open;
    bool calendar = false;
    for (const IcsLine& line : split_.lines) {
      if (line.name == "BEGIN") {
        if (open.size() == depth_max) return mistake(line.line, "this is nested too deeply");
        open.push_back(&line);
        calendar |= line.value == "VCALENDAR" && open.size() == 1;
        if (line.value == "VEVENT") begin_event(line, open.size());
      } else if (line.name == "END") {
        if (open.empty() || open.back()->value != line.value) {
          return mistake(line.line, fmt::format("nothing called '{}' is open here",
                                                shortened(line.value)),
                         open.empty() ? "BEGIN:VCALENDAR" : "END:" + shortened(open.back()->value));
        }
        open.pop_back();
      } else if (!open.empty() && open.back()->value == "VEVENT" && !events_.empty()) {
        take(line, events_.back());
      }
    }
    if (!open.empty()) {
      mistake(open.back()->line, fmt::format("'{}' is never ended", shortened(open.back()->value)),
              "END:" + shortened(open.back()->value));
    } else if (!calendar && out_.mistakes.empty()) {
      mistake(0, "this is no calendar", "BEGIN:VCALENDAR in the first line");
    }
  }

  void begin_event(const IcsLine& line, std::size_t depth) {
    events_.emplace_back();
    events_.back().line = line.line;
    if (depth == 2) return;
    mistake(line.line, "this event is in no calendar", "BEGIN:VCALENDAR before it");
    events_.back().broken = true;
  }

  void take(const IcsLine& line, Event& event) {
    if (line.name == "UID") event.uid = line.value;
    if (line.name == "SUMMARY") event.title = written(line.value);
    if (line.name == "DESCRIPTION") event.about = written(line.value);
    if (line.name == "STATUS") event.cancelled = line.value == "CANCELLED";
    if (line.name == "DTSTART") event.start = time(line, line.value, event);
    if (line.name == "DTEND") event.end = time(line, line.value, event);
    if (line.name == "RECURRENCE-ID") event.replaces = time(line, line.value, event);
    if (line.name == "RDATE") times(line, event, event.also);
    if (line.name == "EXDATE") times(line, event, event.not_on);
    if (line.name == "RRULE") {
      if (event.rule != nullptr) {
        broken(event, line, "this event has two rules", "one RRULE");
      }
      event.rule = &line;
    }
    if (line.name == "DURATION") {
      event.lasts = read_ics_duration(line.value);
      if (!event.lasts) {
        broken(event, line, fmt::format("'{}' is no length of time", shortened(line.value)),
               "P1D or PT2H, at most ten years");
      }
    }
  }

  static std::string written(std::string_view value) {
    std::string text = ics_text(value);
    if (text.size() > title_bytes_max) text = shortened(text);
    return text;
  }

  void broken(Event& event, const IcsLine& line, std::string what, std::string expected) {
    event.broken = true;
    mistake(line.line, std::move(what), std::move(expected));
  }

  std::optional<IcsTime> time(const IcsLine& line, std::string_view text, Event& event) {
    const std::string_view named = line.parameter("TZID");
    auto found = read_ics_time(text, named.empty() ? wanted_.zone : named);
    if (!found) {
      broken(event, line, fmt::format("'{}' is no date or time", shortened(text)),
             "20261108, 20261108T110000 or 20261108T110000Z, from 1970 to 2199");
    } else if (!named.empty() && !zone_known(named)) {
      broken(event, line, fmt::format("the time zone '{}' is not known", shortened(named)),
             "a name of the time zone database, as Europe/London");
      found.reset();
    }
    return found;
  }

  bool zone_known(std::string_view zone) {
    const auto [it, fresh] = zones_.try_emplace(std::string(zone), false);
    if (fresh) it->second = is_known_zone(zone);
    return it->second;
  }

  void times(const IcsLine& line, Event& event, std::vector<IcsTime>& out) {
    std::string_view rest = line.value;
    while (true) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      if (auto found = time(line, rest.substr(0, comma), event)) out.push_back(*found);
      if (comma == rest.size() || event.broken) return;
      rest.remove_prefix(comma + 1);
    }
  }

  // How long it lasts: whole days as days, so that they stay whole where a clock changes.
  std::optional<std::chrono::seconds> length(const Event& event) {
    const IcsTime& start = *event.start;
    if (event.lasts) return event.lasts;
    if (!event.end) {
      if (start.whole_day) return std::chrono::days(1);
      mistake(event.line, "this event has no end", "DTEND or DURATION");
      return std::nullopt;
    }
    std::chrono::seconds lasts = event.end->day - start.day;
    if (!start.whole_day) {
      const auto from = to_utc(start), until = to_utc(*event.end);
      if (!from || !until) return std::nullopt;
      lasts = std::chrono::duration_cast<std::chrono::seconds>(*until - *from);
    }
    if (lasts > std::chrono::seconds(0) && start.whole_day == event.end->whole_day) return lasts;
    mistake(event.line, "this event does not end after it begins",
            "DTEND after DTSTART, both days or both times");
    return std::nullopt;
  }

  void write_out(const Event& event) {
    if (event.broken || event.cancelled) return;
    if (!event.start) return mistake(event.line, "this event does not say when", "DTSTART");
    if (event.title.empty()) return mistake(event.line, "this event has no name", "SUMMARY");
    const auto lasts = length(event);
    if (!lasts) return;
    std::set<base::Time> left_out;
    for (const IcsTime& one : event.not_on) {
      if (const auto at = to_utc(one)) left_out.insert(*at);
    }
    if (const auto it = replaced_.find(event.uid); it != replaced_.end() && !event.replaces) {
      left_out.insert(it->second.begin(), it->second.end());
    }
    std::set<base::Time> seen;
    for (const IcsTime& one : all_times(event)) {
      const auto from = to_utc(one);
      if (!from || left_out.contains(*from) || !seen.insert(*from).second) continue;
      if (out_.events.size() > wanted_.most) return;
      const auto until = one.whole_day && *lasts % std::chrono::days(1) == std::chrono::seconds(0)
                             ? to_utc(one.zone, one.day + std::chrono::floor<std::chrono::days>(
                                                              *lasts), {})
                             : std::optional(*from + *lasts);
      if (until) out_.events.push_back({event.title, event.about, *from, *until, event.line});
    }
  }

  std::vector<IcsTime> all_times(const Event& event) {
    std::vector<IcsTime> all;
    if (event.rule == nullptr) {
      all.push_back(*event.start);
    } else if (++rules_ > rules_max) {
      mistake(event.rule->line, fmt::format("this calendar has more than {} rules", rules_max),
              "fewer");
    } else if (auto times = times_of(event.rule->value, *event.start, wanted_.first,
                                     wanted_.last)) {
      all = std::move(*times);
    } else {
      mistake(event.rule->line, times.error().what, "FREQ=YEARLY;BYMONTH=11;BYDAY=2SU, or another "
              "rule of days, weeks, months or years");
    }
    all.insert(all.end(), event.also.begin(), event.also.end());
    return all;
  }

  IcsLines split_;
  const IcsWanted& wanted_;
  std::vector<Event> events_;
  std::map<std::string, std::set<base::Time>> replaced_;  // by uid
  std::map<std::string, bool> zones_;
  std::size_t rules_ = 0;
  IcsRead out_;
};

}  // namespace

IcsRead read_ics(std::string_view bytes, const IcsWanted& wanted) {
  return IcsReader(bytes, wanted).read();
}

}  // namespace decorum::policy
