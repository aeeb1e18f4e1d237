#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/time.h"
#include "policy/fact_match.h"
#include "policy/load.h"
#include "policy/yaml.h"

namespace decorum::policy {
namespace {

class Warner {
 public:
  Warner(const Policy& policy, const std::vector<PolicyFile>& files, std::chrono::sys_days today)
      : policy_(policy), files_(files), today_(today) {}

  std::vector<Mistake> warn() {
    if (policy_.info.review_by < today_) {
      note("policy.yaml", {"review_by"}, "review-due",
           fmt::format("the policy was to be reviewed by {}",
                       base::format_date(policy_.info.review_by)));
    }
    if (policy_.info.in_force_from > today_) {
      note("policy.yaml", {"in_force_from"}, "not-in-force",
           fmt::format("the policy comes into force on {}",
                       base::format_date(policy_.info.in_force_from)));
    }
    warn_of_gaps();
    for (const FactSheet& fact : policy_.facts) {
      if (fact.review_by >= today_) continue;
      note("facts/" + fact.id + ".yaml", {"review_by"}, "review-due",
           fmt::format("the fact sheet '{}' was to be reviewed by {}", fact.id,
                       base::format_date(fact.review_by)));
    }
    warn_of_thin_wordings();
    warn_of_windows();
    // A logo that is no longer valid is no mistake: it is listed so that review knows it again.
    sort_mistakes(warnings_);
    return std::move(warnings_);
  }

 private:
  void warn_of_thin_wordings() {
    const FactMatcher matcher(policy_);
    for (const FactMatcher::Thin& thin : matcher.thin()) {
      const FactSheet& sheet = policy_.facts[thin.sheet];
      const auto& opposites = sheet.opposites;
      const bool opposite = std::ranges::find(opposites, thin.wording) != opposites.end();
      const bool statement = thin.wording == sheet.statement;
      const char* key = statement ? "statement" : opposite ? "opposites" : "wordings";
      note("facts/" + sheet.id + ".yaml", {key}, "too-thin",
           fmt::format("no post will match '{}': it has fewer than two telling words",
                       shortened(thin.wording)));
    }
  }

  void warn_of_windows() {
    const auto& windows = policy_.calendar.windows;
    const base::Time now = today_;
    if (!windows.empty() && std::ranges::all_of(windows, [&](const CalendarWindow& window) {
          return window.until <= now;
        })) {
      note("calendar.yaml", {"windows"}, "nothing-ahead", "the calendar has nothing ahead");
    }
    for (const CalendarWindow& window : windows) {
      if (!window.file.empty() || window.until > now - std::chrono::days(365)) continue;
      note("calendar.yaml", {"windows", window.id}, "window-past",
           fmt::format("'{}' has been past for a year or more", shortened(window.title)));
    }
  }

  void warn_of_gaps() {
    std::set<std::string> named;
    for (const Question& question : policy_.protocol.questions) named.insert(question.unsure_role);
    for (const Outcome& outcome : policy_.protocol.outcomes) named.insert(outcome.owner);
    for (const std::string& id : named) {
      const Role* role = policy_.roles.role(id);
      if (role == nullptr) continue;
      const bool held = std::ranges::any_of(
          role->holders, [&](const Holder& holder) { return holder.holds_on(today_); });
      if (held) continue;
      const bool deputised = !policy_.roles.acting(id, today_).empty();
      note("roles.yaml", {"roles", id}, "gap",
           fmt::format("nobody holds the role '{}' on {}{}", id, base::format_date(today_),
                       deputised ? "; a deputy acts" : ", nor does a deputy"));
    }
  }

  void note(const std::string& file, std::initializer_list<std::string_view> path,
            std::string_view code, std::string what) {
    Mistake mistake{file, 0, 0, 0, std::string(code), std::move(what), "", ""};
    const YamlNode* node = root_of(file);
    const YamlNode* key = nullptr;
    for (const std::string_view part : path) {
      if (node == nullptr) break;
      key = node->find_key(part);
      node = node->find(part);
    }
    if (key != nullptr) {
      mistake.line = key->line;
      mistake.column = key->column;
      mistake.end_column = key->end_column;
    }
    if (warnings_.size() < mistakes_max) warnings_.push_back(std::move(mistake));
  }

  // The places of a policy are not kept in it; a file with warnings is read once more.
  const YamlNode* root_of(const std::string& file) {
    auto [known, fresh] = trees_.try_emplace(file);
    if (fresh) {
      const auto it = std::ranges::find(files_, file, &PolicyFile::path);
      if (it != files_.end()) known->second = parse_yaml(file, it->bytes);
    }
    return known->second.root ? &*known->second.root : nullptr;
  }

  const Policy& policy_;
  const std::vector<PolicyFile>& files_;
  std::map<std::string, YamlFile> trees_;
  std::chrono::sys_days today_;
  std::vector<Mistake> warnings_;
};

}  // namespace

std::vector<Mistake> warnings_of(const Policy& policy, const std::vector<PolicyFile>& files,
                                 std::chrono::sys_days today) {
  return Warner(policy, files, today).warn();
}

}  // namespace decorum::policy
