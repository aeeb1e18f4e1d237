// Links: insecure ones, those that hide where they lead, and those that tell on who follows them.
//   https_only, credentials, addresses, lookalikes, files, redirects: true
//   shorteners, deny: [...]   domains
//   trackers: [...]           parameters; "utm_*" for all that begin so
//   own_domains: [...]        where utm_* is our own
//   vague: [...]              phrases for a link's text that says nothing
// Links that are attached and not in the text are at 0, 0.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "review/kind_list.h"
#include "review/link_parts.h"
#include "review/phrases.h"

namespace decorum::review {
namespace {

struct Links {
  bool https_only = false;
  bool credentials = false;
  bool addresses = false;
  bool lookalikes = false;
  bool files = false;
  bool redirects = false;
  std::vector<std::string> shorteners, trackers, own_domains, deny;
  Phrases vague;
};

bool is_of_one(std::string_view host, const std::vector<std::string>& domains) {
  return std::ranges::any_of(domains,
                             [&](const std::string& domain) { return is_of_domain(host, domain); });
}

// "utm_*" stands for all that begin so.
bool is_like(std::string_view name, std::string_view pattern) {
  if (!pattern.ends_with('*')) return name == pattern;
  return name.starts_with(pattern.substr(0, pattern.size() - 1));
}

// On our own pages our own campaign marks tell nobody else.
bool is_ours(const Links& rule, const LinkParts& parts, std::string_view name) {
  return is_like(lower(name), "utm_*") && is_of_one(parts.host, rule.own_domains);
}

std::vector<std::string_view> trackers_of(const Links& rule, const LinkParts& parts) {
  std::vector<std::string_view> found;
  for (const auto& [name, value] : parts.parameters) {
    const std::string folded = lower(name);
    const bool tracks = std::ranges::any_of(
        rule.trackers, [&](const std::string& pattern) { return is_like(folded, pattern); });
    if (tracks && !is_ours(rule, parts, name)) found.push_back(name);
  }
  return found;
}

// A parameter that is the address of another host.
std::string redirect_of(const LinkParts& parts) {
  for (const auto& [name, value] : parts.parameters) {
    const std::string target = percent_decoded(value);
    if (!target.starts_with("http://") && !target.starts_with("https://")) continue;
    const std::string host = parts_of_link(target).host;
    if (!is_of_domain(host, parts.host) && !is_of_domain(parts.host, host)) return target;
  }
  return {};
}

bool is_web(const LinkParts& parts) {
  return parts.scheme.empty() || parts.scheme == "http" || parts.scheme == "https";
}

void look_at(const Links& rule, const Link& link, Hits& hits) {
  const LinkParts& parts = link.parts;
  const auto add = [&](std::string_view problem, std::vector<std::string> suggestions = {},
                       std::string_view parameter = {}) {
    hits.add({.span = link.span,
              .fields = {{"link", std::string(link.text)},
                         {"host", parts.host},
                         {"problem", std::string(problem)},
                         {"parameter", std::string(parameter)}},
              .suggestions = std::move(suggestions)});
  };
  if (rule.https_only && parts.scheme == "http") {
    add("it is not secure", {"https" + std::string(link.text.substr(4))});
  }
  if (is_web(parts) && is_of_one(parts.host, rule.shorteners)) add("it is shortened");
  if (is_of_one(parts.host, rule.deny)) add("the policy does not link there");
  if (const auto found = trackers_of(rule, parts); !found.empty()) {
    add("it tells who followed it", {without_parameters(link.text, found)}, found.front());
  }
  if (rule.credentials && !parts.user.empty()) add("it holds a name and password");
  if (rule.addresses && !parts.scheme.empty() && is_web(parts) && is_number_host(parts.host)) {
    add("it has a number for a name");
  }
  if (rule.lookalikes && is_lookalike_host(parts.host)) add("its name may be taken for another");
  if (rule.files && (parts.scheme == "file" || parts.scheme == "smb")) {
    add("it leads to a place on our own machines");
  }
  if (rule.redirects) {
    if (std::string target = redirect_of(parts); !target.empty()) {
      add("it sends people on to another address", {std::move(target)});
    }
  }
}

void run(const Links& rule, const Subject& subject, Hits& hits) {
  std::vector<Link> links = links_in(subject.reading);
  for (const std::string& attached : subject.draft.links) {
    const bool in_text =
        std::ranges::any_of(links, [&](const Link& link) { return link.text == attached; });
    if (!in_text) links.push_back({{}, attached, parts_of_link(attached)});
  }
  for (const Link& link : links) look_at(rule, link, hits);
  for (const PhraseHit& hit : rule.vague.find(subject.reading)) hits.add({.span = hit.span});
}

}  // namespace

Run compile_link(Settings& settings, const Setup&) {
  auto rule = std::make_shared<Links>();
  rule->https_only = settings.flag_if("https_only");
  rule->credentials = settings.flag_if("credentials");
  rule->addresses = settings.flag_if("addresses");
  rule->lookalikes = settings.flag_if("lookalikes");
  rule->files = settings.flag_if("files");
  rule->redirects = settings.flag_if("redirects");
  rule->shorteners = settings.texts_if("shorteners");
  rule->trackers = settings.texts_if("trackers");
  rule->own_domains = settings.texts_if("own_domains");
  rule->deny = settings.texts_if("deny");
  rule->vague = Phrases(settings.texts_if("vague"));
  const bool anything = rule->https_only || rule->credentials || rule->addresses ||
                        rule->lookalikes || rule->files || rule->redirects ||
                        !rule->shorteners.empty() || !rule->trackers.empty() ||
                        !rule->deny.empty() || !rule->vague.empty();
  if (!anything) {
    settings.mistake("missing", "this check looks for nothing",
                     "https_only: true, shorteners: [...], trackers: [...], deny: [...], ...");
  }
  return [rule](const Subject& subject, Hits& hits) { run(*rule, subject, hits); };
}

}  // namespace decorum::review
