#include "review/rulebook.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "review/settings.h"

namespace decorum::review {
namespace {

std::vector<std::string> names_of(std::span<const Kind> kinds) {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) names.emplace_back(kind.name);
  return names;
}

// Names by which the text may call the organisation; they are no strangers.
std::vector<std::string> own_names_of(const policy::Policy& policy) {
  std::vector<std::string> names;
  const auto add = [&](const std::string& name) {
    if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  add(policy.info.organisation);
  if (policy.brand) {
    for (const policy::BrandName& name : policy.brand->names) {
      add(name.text);
      add(name.short_form);
    }
  }
  for (const policy::Account& account : policy.accounts.accounts) {
    add(account.name);
    if (!account.handle.empty()) {
      add((account.handle.starts_with('@') ? "" : "@") + account.handle);
    }
  }
  return names;
}

class Compiler {
 public:
  Compiler(Rulebook::Impl& out, std::span<const Kind> kinds,
           std::vector<policy::Mistake>& mistakes)
      : out_(out), kinds_(kinds), kind_names_(names_of(kinds)), mistakes_(mistakes) {}

  void run() {
    const std::vector<policy::ReviewRule>& rules = out_.setup.policy.review.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (const policy::ReviewCheck& check : rules[i].checks) add(rules[i], i, check);
    }
    out_.approvals = Approvals::make(out_.setup.policy, mistakes_);
    out_.own_names = own_names_of(out_.setup.policy);
  }

 private:
  void add(const policy::ReviewRule& rule, std::size_t number, const policy::ReviewCheck& check) {
    if (mistakes_.size() >= policy::mistakes_max) return;
    Settings settings(check, mistakes_);
    const auto kind = std::ranges::find(kinds_, check.kind, &Kind::name);
    if (kind == kinds_.end()) return unknown_kind(settings, check);
    Check compiled{&rule, &check, number, &*kind, Message(check.message), {}};
    check_message(compiled, settings);
    compiled.run = kind->compile(settings, out_.setup);
    settings.finish();
    if (compiled.run) out_.checks.push_back(std::move(compiled));
  }

  void unknown_kind(Settings& settings, const policy::ReviewCheck& check) {
    const std::string nearest = policy::nearest(check.kind, kind_names_);
    policy::Setting place;
    place.line = check.line;
    place.column = check.column;
    place.end_column = check.end_column;
    settings.mistake(place, "unknown-kind",
                     fmt::format("there is no kind of check '{}'", policy::shortened(check.kind)),
                     fmt::format("one of {}", fmt::join(kind_names_, ", ")),
                     nearest.empty() ? nearest : fmt::format("'{}'", nearest));
  }

  void check_message(const Check& check, Settings& settings) {
    std::vector<std::string> offered = {"text"};
    for (const std::string_view field : check.kind->fields) offered.emplace_back(field);
    for (const std::string& field : check.message.fields()) {
      if (std::ranges::find(offered, field) != offered.end()) continue;
      const std::string nearest = policy::nearest(field, offered);
      policy::Setting place;
      place.line = check.source->line;
      place.column = check.source->column;
      place.end_column = check.source->end_column;
      settings.mistake(place, "unknown-place",
                       fmt::format("the message of a check of kind {} cannot hold {{{}}}",
                                   check.kind->name, policy::shortened(field)),
                       fmt::format("{{{}}}", fmt::join(offered, "}, {")),
                       nearest.empty() ? nearest : fmt::format("'{{{}}}'", nearest));
    }
  }

  Rulebook::Impl& out_;
  std::span<const Kind> kinds_;
  std::vector<std::string> kind_names_;
  std::vector<policy::Mistake>& mistakes_;
};

}  // namespace

Rulebook::Rulebook() = default;
Rulebook::Rulebook(Rulebook&&) noexcept = default;
Rulebook& Rulebook::operator=(Rulebook&&) noexcept = default;
Rulebook::~Rulebook() = default;

tl::expected<Rulebook, std::vector<policy::Mistake>> Rulebook::make(
    Setup setup, std::span<const Kind> known) {
  std::vector<policy::Mistake> mistakes;
  Rulebook rulebook;
  rulebook.impl_ = std::make_unique<Impl>(std::move(setup));
  Compiler(*rulebook.impl_, known, mistakes).run();
  if (mistakes.empty()) return rulebook;
  policy::sort_mistakes(mistakes);
  return tl::unexpected(std::move(mistakes));
}

}  // namespace decorum::review
