#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include <fmt/format.h>

#include "policy/checks.h"

namespace decorum::policy {
namespace {

// What one kind of reference may point at.
struct Register {
  std::string thing;                   // "a role"
  std::string in;                      // "roles.yaml"
  bool checked = true;                 // false when its file could not be read
  std::vector<std::string> ids;        // in the order of the file, for suggestions
  std::unordered_set<std::string> set;
};

template <class T>
Register register_of(std::string thing, std::string in, const Checking& checking,
                     const std::vector<T>& all) {
  Register made{std::move(thing), std::move(in), true, {}, {}};
  made.checked = checking.has(made.in);
  for (const T& one : all) made.ids.push_back(one.id);
  made.set.insert(made.ids.begin(), made.ids.end());
  return made;
}

// The sites of the command line's contract, for a context without limits.
std::vector<std::string> known_sites(const Context& context) {
  std::vector<std::string> sites;
  for (const SiteLimit& limit : context.sites) sites.push_back(limit.site);
  if (!sites.empty()) return sites;
  return {"x",      "bluesky", "mastodon", "facebook",  "instagram", "linkedin", "youtube",
          "threads", "tiktok", "reddit",   "telegram",  "discourse", "email",    "sms",
          "web"};
}

class References {
 public:
  explicit References(Checking& checking) : checking_(checking) {
    const Policy& policy = checking.policy;
    at(Refers::role) = register_of("role", "roles.yaml", checking, policy.roles.roles);
    at(Refers::role_or_team) = at(Refers::role);
    Register& both = at(Refers::role_or_team);
    both.thing = "role or team";
    for (const Team& team : policy.roles.teams) {
      both.ids.push_back(team.id);
      both.set.insert(team.id);
    }
    at(Refers::person) = register_of("person", "roles.yaml", checking, policy.roles.people);
    at(Refers::account) =
        register_of("account", "accounts.yaml", checking, policy.accounts.accounts);
    at(Refers::hours) = register_of("opening hours", "clocks.yaml", checking, policy.clocks.hours);
    at(Refers::deadline) =
        register_of("deadline", "clocks.yaml", checking, policy.clocks.deadlines);
    at(Refers::letter) = register_of("letter", "letters.yaml", checking, policy.letters);
    at(Refers::reply) = register_of("reply", "replies.yaml", checking, policy.replies);
    at(Refers::rule) = register_of("rule", "review.yaml", checking, policy.review.rules);
    at(Refers::outcome) =
        register_of("outcome", "protocol.yaml", checking, policy.protocol.outcomes);
    Register& sites = at(Refers::site);
    sites = {"site", "", true, known_sites(checking.context), {}};
    sites.set.insert(sites.ids.begin(), sites.ids.end());
    Register& sources = at(Refers::source);
    sources = {"source", "policy.yaml", checking.has("policy.yaml"), {}, {}};
    for (const Source& source : policy.info.sources) sources.ids.push_back(source.key);
    sources.set.insert(sources.ids.begin(), sources.ids.end());
  }

  void check(const Reference& reference) {
    const Register& known = at(reference.to);
    if (!known.checked || checking_.findings.full()) return;
    if (reference.to == Refers::source) {
      check_cites(reference, known);
    } else if (!known.set.contains(reference.id)) {
      unknown(reference, known, reference.id);
    }
  }

 private:
  Register& at(Refers to) { return registers_[static_cast<std::size_t>(to)]; }

  void note(const Reference& reference, std::string_view code, std::string what,
            std::string expected, std::string suggestion = {}) {
    checking_.findings.mistakes.push_back({reference.file, reference.line, reference.column,
                                           reference.end_column, std::string(code),
                                           std::move(what), std::move(expected),
                                           std::move(suggestion)});
  }

  void unknown(const Reference& reference, const Register& known, const std::string& id) {
    const bool plural = reference.to == Refers::hours;
    const bool vowel = known.thing.find_first_of("aeiou") == 0;
    const std::string_view article = plural ? "" : vowel ? "an " : "a ";
    note(reference, "unknown",
         fmt::format("there {} no {} '{}'", plural ? "are" : "is", known.thing, shortened(id)),
         known.in.empty()
             ? fmt::format("the name of {}{} that is known", article, known.thing)
             : fmt::format("the id of {}{} of {}", article, known.thing, known.in),
         checking_.suggest(id, known.ids));
  }

  // KEY, "KEY p. 8", "KEY pp. 8-9", or "KEY CLAUSE" for a source that has clauses.
  void check_cites(const Reference& reference, const Register& known) {
    const std::string_view text = reference.id;
    const std::size_t blank = text.find(' ');
    const std::string key(text.substr(0, blank));
    if (!known.set.contains(key)) return unknown(reference, known, key);
    if (blank == std::string_view::npos) return;
    const auto& sources = checking_.policy.info.sources;
    const auto source = std::ranges::find(sources, key, &Source::key);
    if (source != sources.end() && !source->clauses.empty()) {
      return check_clause(reference, *source, std::string(text.substr(blank + 1)));
    }
    std::string_view pages = text.substr(blank + 1);
    const bool one = pages.starts_with("p. ");
    const bool several = pages.starts_with("pp. ");
    pages.remove_prefix(one ? 3 : several ? 4 : 0);
    const std::size_t dash = several ? pages.find('-') : std::string_view::npos;
    const auto first = page_of(pages.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : page_of(pages.substr(dash + 1));
    if ((!one && !several) || !first || !last || *last < *first) {
      note(reference, "cites", fmt::format("'{}' does not say a page", shortened(text)),
           fmt::format("\"{} p. 8\" or \"{} pp. 8-9\"", key, key));
      return;
    }
    if (source != sources.end() && source->pages && *last > *source->pages) {
      note(reference, "cites", fmt::format("'{}' has no page {}", key, *last),
           fmt::format("a page from 1 to {}", *source->pages));
    }
  }

  void check_clause(const Reference& reference, const Source& source, const std::string& id) {
    std::vector<std::string> ids;
    for (const Clause& clause : source.clauses) ids.push_back(clause.id);
    if (std::ranges::find(ids, id) != ids.end()) return;
    note(reference, "cites", fmt::format("'{}' has no clause '{}'", source.key, shortened(id)),
         fmt::format("a clause of {} in policy.yaml", source.key), checking_.suggest(id, ids));
  }

  static std::optional<std::int64_t> page_of(std::string_view text) {
    std::int64_t page = 0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, page);
    if (parsed.ec != std::errc{} || parsed.ptr != end || page < 1) return std::nullopt;
    return page;
  }

  Checking& checking_;
  std::array<Register, static_cast<std::size_t>(Refers::outcome) + 1> registers_;
};

}  // namespace

void check_references(Checking& checking) {
  References references(checking);
  for (const Reference& reference : checking.findings.references) references.check(reference);
}

}  // namespace decorum::policy
