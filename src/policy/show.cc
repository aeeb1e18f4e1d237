#include "policy/show.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/zone_time.h"

namespace decorum::policy {
namespace {

class Page {
 public:
  explicit Page(const Policy& policy) : policy_(policy) {}

  std::string write() {
    head();
    heading("The chart");
    for (const std::string& note : policy_.protocol.notes) line(0, "{}", note);
    const Protocol& chart = policy_.protocol;
    line(0, "The first question is '{}'.", chart.questions[chart.start].id);
    for (const Question& one : chart.questions) question(one);
    heading("The outcomes");
    for (const Outcome& one : chart.outcomes) outcome(one);
    heading("Who does it");
    people();
    heading("Accounts");
    for (const Account& one : policy_.accounts.accounts) account(one);
    heading("Hours and deadlines");
    clocks();
    if (!policy_.review.rules.empty()) rules();
    others();
    return std::move(out_);
  }

 private:
  template <class... Arguments>
  void line(std::size_t indent, fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    out_.append(2 * indent, ' ');
    fmt::format_to(std::back_inserter(out_), text, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }
  // "Label: text", only when there is a text.
  void labelled(std::size_t indent, std::string_view label, std::string_view text) {
    if (!text.empty()) line(indent, "{}: {}", label, text);
  }
  void heading(std::string_view title) {
    out_ += '\n';
    line(0, "{}", title);
    line(0, "{}", std::string(title.size(), '='));
  }

  std::string role(std::string_view id) const { return policy_.roles.title_of(id); }
  std::string roles(const std::vector<std::string>& ids) const {
    std::vector<std::string> titles;
    for (const std::string& id : ids) titles.push_back(role(id));
    return fmt::format("{}", fmt::join(titles, ", "));
  }

  void head() {
    const PolicyInfo& info = policy_.info;
    line(0, "{}", info.title);
    line(0, "{}, version {}, by {}", info.organisation, info.version, info.author);
    line(0, "In force from {}, to be reviewed by {}; kept by: {}",
         base::format_date(info.in_force_from), base::format_date(info.review_by),
         role(info.owner));
    line(0, "{}", policy_.hash);
  }

  void question(const Question& question) {
    out_ += '\n';
    line(0, "{}  [{}]", question.ask, question.id);
    labelled(1, "Help", question.help);
    for (const std::size_t index : question.definitions) {
      const Definition& definition = policy_.protocol.definitions[index];
      line(1, "{}: {} ({})", definition.id, definition.text, definition.cites);
    }
    for (const std::string& check : question.checklist) line(1, "[ ] {}", check);
    line(1, "{} ({}):", question.multi ? "Several answers may hold" : "One answer holds",
         question.cites);
    for (const Answer& one : question.answers) answer(one);
    line(1, "When it is not certain: {}, {}.", role(question.unsure_role),
         in_words(question.unsure_within));
  }

  void answer(const Answer& answer) {
    const Protocol& chart = policy_.protocol;
    if (answer.go.kind == Target::Kind::question) {
      line(1, "- {} → {}", answer.title, chart.questions[answer.go.index].ask);
    } else {
      line(1, "- {} ⇒ {}", answer.title, chart.outcomes[answer.go.index].title);
    }
    if (answer.when == nullptr) {
      line(3, "only a person says so");
    } else {
      line(3, "when {}{}", in_words(*answer.when, policy_),
           answer.confirm ? ", and a person confirms it" : "");
    }
    if (answer.wrong_at_most_per_mille) {
      line(3, "given by machine, {}", rate_in_words(*answer.wrong_at_most_per_mille));
    }
    if (answer.accuses) line(3, "says something bad of a person");
    labelled(3, "from", answer.cites);
    labelled(3, "inferred", answer.inferred);
  }

  void outcome(const Outcome& outcome) {
    const Protocol& chart = policy_.protocol;
    out_ += '\n';
    line(0, "{}  [{}]", outcome.title, outcome.id);
    line(1, "{}: {}, {} ({})", name_of(outcome.act), role(outcome.owner), in_words(outcome.due),
         outcome.cites);
    if (outcome.queue != outcome.owner) labelled(1, "Queue", outcome.queue);
    labelled(1, "Drafted from", outcome.draft_from);
    std::vector<std::string> tips;
    for (const std::size_t index : outcome.tips) tips.push_back(chart.tips[index].title);
    labelled(1, "Tips", fmt::format("{}", fmt::join(tips, "; ")));
    labelled(1, "Approved first by one of", roles(outcome.approve));
    labelled(1, "Told", roles(outcome.notify));
    if (outcome.watch) {
      line(1, "Watched as {} for {}{}", outcome.watch->as, in_words(outcome.watch->lasts),
           outcome.watch->then ? ", then: " + chart.questions[*outcome.watch->then].ask : "");
    }
    if (outcome.come_back) {
      line(1, "Comes back after {}{} to: {}", in_words(outcome.come_back->after),
           outcome.come_back->when ? " if " + in_words(*outcome.come_back->when, policy_) : "",
           chart.questions[outcome.come_back->to].ask);
    }
    if (outcome.report) line(1, "The site's own reporting comes next");
    if (outcome.accuses) line(1, "Nothing happens before a person confirmed what led here");
    labelled(1, "Inferred", outcome.inferred);
  }

  void people() {
    for (const Role& one : policy_.roles.roles) {
      std::vector<std::string> holders;
      for (const Holder& holder : one.holders) {
        const Person* person = policy_.roles.person(holder.person);
        holders.push_back(fmt::format(
            "{} from {}{}", person == nullptr ? holder.person : person->name,
            base::format_date(holder.from),
            holder.until ? " until " + base::format_date(*holder.until) : ""));
      }
      line(0, "{}: {}{}", one.title,
           holders.empty() ? "nobody" : fmt::format("{}", fmt::join(holders, "; ")),
           one.deputies.empty() ? "" : "; deputies: " + roles(one.deputies));
    }
    for (const Team& team : policy_.roles.teams) line(0, "{}: {}", team.title, team.email);
  }

  void account(const Account& account) {
    line(0, "{} on {} ({}, {}): kept by {}", account.name, account.site, account.handle,
         name_of(account.kind), role(account.owner));
    labelled(1, "May post", roles(account.post));
    labelled(1, "Approve", roles(account.approvers));
    labelled(1, "Voice", account.voice);
    for (const auto& [index, deadline] : account.deadlines) {
      line(1, "{}: {}", policy_.protocol.outcomes[index].title, in_words(deadline));
    }
  }

  void clocks() {
    static constexpr std::array<std::string_view, 7> names = {"Mon", "Tue", "Wed", "Thu",
                                                              "Fri", "Sat", "Sun"};
    for (const Hours& hours : policy_.clocks.hours) {
      std::vector<std::string> days;
      for (std::size_t day = 0; day < hours.days.size(); ++day) {
        if (!hours.days[day]) continue;
        const OpenSpan& span = *hours.days[day];
        days.push_back(fmt::format("{} {:02}:{:02}-{:02}:{:02}", names[day], span.from_minute / 60,
                                   span.from_minute % 60, span.to_minute / 60,
                                   span.to_minute % 60));
      }
      line(0, "{}{}: {}", hours.id, hours.id == policy_.clocks.default_hours ? " (default)" : "",
           fmt::join(days, ", "));
    }
    if (!policy_.clocks.holidays.empty()) line(0, "Holidays: {}", policy_.clocks.holidays);
    for (const ClosedDay& day : policy_.clocks.closed) {
      line(0, "Closed on {}: {}", base::format_date(day.date), day.why);
    }
    for (const NamedDeadline& one : policy_.clocks.deadlines) {
      line(0, "{}: {}{}", one.id, in_words(one.due), one.text.empty() ? "" : "; " + one.text);
    }
  }

  void calendar() {
    const std::string& zone = policy_.info.time_zone;
    std::map<std::string, std::size_t> of_files;
    for (const CalendarWindow& window : policy_.calendar.windows) {
      if (!window.file.empty()) {
        ++of_files[window.file];
        continue;
      }
      // The last day is the one before the moment when it is over.
      const auto first = base::format_date(local_day(zone, window.from));
      const auto last = base::format_date(local_day(zone, window.until - base::Duration(1)));
      line(0, "{} ({}): {}{}", window.title, name_of(window.kind),
           window.kind == CalendarWindow::Kind::embargo ? "until " : first + " to ",
           last >= "9999" ? "its end" : last);
    }
    for (const auto& [file, count] : of_files) line(0, "{}: {} days and times", file, count);
  }

  void rules() {
    heading("What a draft is held to");
    for (const ReviewRule& rule : policy_.review.rules) {
      line(0, "{}  {} ({})", rule.id, rule.title, rule.cites);
      labelled(1, "Why", rule.about);
      for (const ReviewCheck& check : rule.checks) {
        line(1, "- {}, {}{}: {}", check.kind, name_of(check.severity), limits_of(check),
             check.message);
      }
    }
    for (const Approval& approval : policy_.review.approval) {
      line(0, "Approved by one of {} when {}: {}", roles(approval.by), approval.when_source,
           approval.why);
    }
  }

  // ", only on x, only for official accounts"
  static std::string limits_of(const ReviewCheck& check) {
    std::string out;
    const auto add = [&](std::string_view words, const std::vector<std::string>& list) {
      if (!list.empty()) out += fmt::format(", only {} {}", words, fmt::join(list, ", "));
    };
    add("from", check.accounts);
    add("on", check.sites);
    if (!check.capacity.empty()) out += fmt::format(", only in {} capacity", check.capacity);
    add("towards", check.audience);
    return out;
  }

  void others() {
    heading("What else it holds");
    for (std::size_t i = 0; i < policy_.lexicons.size(); ++i) {
      const post::Lexicon& list = policy_.lexicons[i];
      line(0, "Word list '{}': {} phrases, {} patterns. {}", policy_.word_lists[i].title,
           list.phrases.size(), list.patterns.size(), policy_.word_lists[i].about);
    }
    calendar();
    if (policy_.community) {
      line(0, "Community rules: {}, rungs of the ladder: {}", policy_.community->rules.size(),
           policy_.community->ladder.size());
    }
    if (policy_.complaints) {
      line(0, "{}: {} stages, decided by {}", policy_.complaints->title,
           policy_.complaints->stages.size(), role(policy_.complaints->decided_by));
    }
    for (const RetentionKind& kind : policy_.retention.kinds) {
      line(0, "Kept: {} for {}: {}", kind.id, in_words(kind.keep), kind.why);
    }
    line(0, "Fact sheets: {}, replies: {}, letters: {}, terms: {}", policy_.facts.size(),
         policy_.replies.size(), policy_.letters.size(), policy_.glossary.size());
  }

  const Policy& policy_;
  std::string out_;
};

}  // namespace

std::string in_words(base::Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  const auto say = [](std::int64_t count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  if (seconds != 0 && seconds % 86'400 == 0) return say(seconds / 86'400, "day");
  if (seconds != 0 && seconds % 3600 == 0) return say(seconds / 3600, "hour");
  if (seconds != 0 && seconds % 60 == 0) return say(seconds / 60, "minute");
  return say(seconds, "second");
}

std::string in_words(const Deadline& deadline) {
  switch (deadline.kind) {
    case Deadline::Kind::none: return "no deadline";
    case Deadline::Kind::calendar: return "within " + in_words(deadline.amount);
    case Deadline::Kind::business: {
      // "8 business hours": a business day has no fixed length.
      const auto minutes =
          std::chrono::duration_cast<std::chrono::minutes>(deadline.amount).count();
      if (minutes % 60 != 0) return fmt::format("within {} business minutes", minutes);
      return fmt::format("within {} business hour{}", minutes / 60, minutes == 60 ? "" : "s");
    }
    case Deadline::Kind::working_days:
      return fmt::format("within {} working day{}", deadline.days, deadline.days == 1 ? "" : "s");
  }
  return "";
}

std::string rate_in_words(std::int32_t per_mille) {
  if (per_mille % 10 != 0) return fmt::format("wrong in at most {} of 1,000", per_mille);
  return fmt::format("wrong in at most {} of 100", per_mille / 10);
}

std::string show(const Policy& policy) { return Page(policy).write(); }

}  // namespace decorum::policy
