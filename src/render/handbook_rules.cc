// The chapters about what is posted: advice, review rules, sites, brand.
#include <algorithm>

#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/base64.h"
#include "render/handbook.h"
#include "render/handbook_parts.h"

namespace decorum::render {
namespace {

using policy::ReviewCheck;
using policy::ReviewRule;
using policy::Severity;

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "Must be mended";
    case Severity::warning: return "Look again";
    case Severity::info: return "Worth a thought";
  }
  return {};
}

void write_rule_links(HandbookPage& page, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  page.html.open("p", "class=\"rules-of\"").text("Rules:").raw(" ");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) page.html.text(",").raw(" ");
    page.html.link("#rule-" + ids[i], ids[i]);
  }
  page.html.close("p");
}

void write_pieces(HandbookPage& page, const std::vector<policy::Advice>& pieces,
                  std::string_view look) {
  page.html.open("div", "class=\"cards\"");
  for (const policy::Advice& advice : pieces) {
    page.html.open("article", fmt::format("class=\"card {}\"", look))
        .element("h4", advice.title)
        .paragraph(advice.text);
    write_rule_links(page, advice.rules);
    write_cites(page, advice.cites);
    page.html.close("article");
  }
  page.html.close("div");
}

std::vector<std::string> account_names(const policy::Policy& policy,
                                       const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const std::string& id : ids) {
    const policy::Account* account = policy.accounts.named(id);
    names.push_back(account == nullptr ? id : account->name);
  }
  return names;
}

// For whom a check is; nothing when it is for all.
std::string scope_of(const HandbookPage& page, const ReviewCheck& check) {
  std::vector<std::string> parts;
  if (check.capacity == "official") parts.emplace_back("on official accounts");
  if (check.capacity == "personal") parts.emplace_back("on your own account");
  if (!check.accounts.empty()) {
    parts.push_back(fmt::format(
        "for {}", fmt::join(account_names(page.policy, check.accounts), ", ")));
  }
  if (!check.sites.empty()) parts.push_back(fmt::format("on {}", fmt::join(check.sites, ", ")));
  if (!check.audience.empty()) {
    parts.push_back(fmt::format("for readers in {}", fmt::join(check.audience, ", ")));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

// "{text}" and the like stand for what is found.
std::string without_fields(const std::string& message) {
  std::string out;
  for (std::size_t at = 0; at < message.size(); ++at) {
    const std::size_t end = message[at] == '{' ? message.find('}', at) : std::string::npos;
    if (end == std::string::npos) {
      out += message[at];
    } else {
      out += "…";
      at = end;
    }
  }
  return out;
}

void write_check(HandbookPage& page, const ReviewCheck& check) {
  const std::string scope = scope_of(page, check);
  page.html.open("li", fmt::format("class=\"{}\"", policy::name_of(check.severity)))
      .element("span", word_of(check.severity), "class=\"tag\"")
      .text(" " + without_fields(check.message) + (scope.empty() ? "" : " (" + scope + ")"))
      .close("li");
}

void write_example(HandbookPage& page, const policy::RuleExample& example) {
  page.html.open("div", "class=\"example\"");
  if (!example.bad.empty()) {
    page.html.open("p", "class=\"bad\"").element("span", "Not", "class=\"tag\"").text(
        " " + example.bad).close("p");
  }
  if (!example.good.empty()) {
    page.html.open("p", "class=\"good\"").element("span", "But", "class=\"tag\"").text(
        " " + example.good).close("p");
  }
  page.html.close("div");
}

void write_rule(HandbookPage& page, const ReviewRule& rule) {
  page.html.open("article", fmt::format("class=\"card rule\" id=\"rule-{}\"", xml_escaped(rule.id)))
      .open("h3")
      .element("span", rule.id, "class=\"rule-id\"")
      .text(" " + rule.title)
      .close("h3")
      .paragraph(rule.about)
      .open("ul", "class=\"checks\"");
  for (const ReviewCheck& check : rule.checks) write_check(page, check);
  page.html.close("ul");
  for (const policy::RuleExample& example : rule.examples) write_example(page, example);
  write_cites(page, rule.cites);
  for (const std::string& clause : rule.clauses) write_cites(page, clause);
  page.html.close("article");
}

std::string_view name_in_words(policy::Unit unit) {
  switch (unit) {
    case policy::Unit::codepoint:
    case policy::Unit::grapheme: return "characters";
    case policy::Unit::utf16: return "UTF-16 units";
    case policy::Unit::byte: return "bytes";
    case policy::Unit::weighted: return "weighted characters";
    case policy::Unit::septet: return "characters of the GSM alphabet";
  }
  return {};
}

std::string limit_in_words(const std::optional<policy::SiteFact>& fact) {
  return fact ? std::to_string(fact->limit) : "–";
}

const policy::SiteTightening* tightening_of(const policy::Policy& policy, std::string_view site) {
  const auto it = std::ranges::find(policy.sites, site, &policy::SiteTightening::site);
  return it == policy.sites.end() ? nullptr : &*it;
}

std::string ours_in_words(const policy::SiteTightening* ours) {
  if (ours == nullptr) return "–";
  std::vector<std::string> parts;
  const auto add = [&](const std::optional<std::int64_t>& limit, std::string_view what) {
    if (limit) parts.push_back(fmt::format("{} {}", *limit, what));
  };
  add(ours->text_max, "characters");
  add(ours->hashtags_max, "hashtags");
  add(ours->links_max, ours->links_max == 1 ? "link" : "links");
  add(ours->media_max, "pictures");
  if (ours->alt_required) parts.emplace_back("every picture described");
  return fmt::format("{}. {}", fmt::join(parts, "; "), ours->why);
}

// The sites we are on, and those the policy says something of.
bool concerns_us(const policy::Policy& policy, const policy::Site& site) {
  return tightening_of(policy, site.id) != nullptr ||
         std::ranges::find(policy.accounts.accounts, site.id, &policy::Account::site) !=
             policy.accounts.accounts.end();
}

void write_site(HandbookPage& page, const policy::Site& site) {
  std::vector<std::string> caps;
  bool sure = true;
  for (const policy::Cap& cap : site.caps) {
    sure = sure && cap.fact.trust == policy::Trust::verified;
    caps.push_back(fmt::format("{} {}", cap.fact.limit, name_in_words(cap.unit)));
  }
  page.html.open("tr")
      .row_head(site.title)
      .cell(caps.empty() ? "no limit" : fmt::format("{}{}", fmt::join(caps, " and "),
                                                    sure ? "" : " (not confirmed by the site)"))
      .cell(limit_in_words(site.media))
      .cell(limit_in_words(site.alt))
      .cell(ours_in_words(tightening_of(page.policy, site.id)))
      .close("tr");
}

std::string_view media_type_of(std::string_view path) {
  if (path.ends_with(".svg")) return "image/svg+xml";
  if (path.ends_with(".png")) return "image/png";
  if (path.ends_with(".jpg") || path.ends_with(".jpeg")) return "image/jpeg";
  if (path.ends_with(".webp")) return "image/webp";
  return {};
}

void write_logo(HandbookPage& page, const policy::Logo& logo) {
  const auto file = std::ranges::find(page.files, logo.file, &policy::PolicyFile::path);
  const std::string_view type = media_type_of(logo.file);
  const bool old = logo.valid_until && *logo.valid_until < page.policy.info.in_force_from;
  page.html.open("figure", old ? "class=\"logo old\"" : "class=\"logo\"");
  if (file != page.files.end() && !type.empty() && file->bytes.size() <= logo_bytes_shown_max) {
    page.html.raw(fmt::format("<img alt=\"{}\" src=\"data:{};base64,{}\">",
                              xml_escaped(clean_label(logo.title)), type,
                              base::base64(file->bytes)));
  }
  page.html.open("figcaption").text(logo.title);
  if (logo.min_width_px) {
    page.html.text(fmt::format("; at least {} pixels wide", *logo.min_width_px));
  }
  if (logo.valid_until) {
    page.html.text(fmt::format("; {} {}", old ? "no longer used since" : "used until",
                               in_words(*logo.valid_until)));
  }
  page.html.close("figcaption").close("figure");
}

}  // namespace

void write_introduction(HandbookPage& page) {
  for (const std::string& paragraph : page.policy.handbook->introduction) {
    page.html.paragraph(paragraph);
  }
}

void write_advice(HandbookPage& page) {
  page.html.element("h3", "Do");
  write_pieces(page, page.policy.handbook->dos, "do");
  page.html.element("h3", "Do not");
  write_pieces(page, page.policy.handbook->donts, "dont");
}

void write_rules(HandbookPage& page) {
  page.html.paragraph(
      "Drafts are held to these rules before they go out. What must be mended can keep a post of "
      "an official account back; on your own account all of it is advice. No findings does not "
      "mean that a post is approved: whether it is honest, kind and wise is for people to judge.");
  for (const ReviewRule& rule : page.policy.review.rules) write_rule(page, rule);
  if (page.policy.review.approval.empty()) return;
  page.html.element("h3", "Posts that a second person approves").open("ul");
  for (const policy::Approval& approval : page.policy.review.approval) {
    page.html.element("li", fmt::format("{} Approved by: {}.", approval.why,
                                        titles_of(page.policy, approval.by)));
  }
  page.html.close("ul");
}

void write_sites(HandbookPage& page) {
  page.html.paragraph("The sites change their limits; these are as of " + page.sites.version + ".");
  page.html.table("Limits of each site", {"Site", "Text", "Pictures", "Description", "We ask"});
  for (const policy::Site& site : page.sites.sites) {
    if (concerns_us(page.policy, site)) write_site(page, site);
  }
  page.html.end_table();
}

void write_brand(HandbookPage& page) {
  const policy::Brand& brand = *page.policy.brand;
  page.html.element("h3", "Names").open("ul");
  for (const policy::BrandName& name : brand.names) {
    page.html.element(
        "li", name.text + (name.short_form.empty() ? "" : ", in short " + name.short_form) +
                  (name.first_use ? "; written out where it first comes" : ""));
  }
  page.html.close("ul");
  if (!brand.preferred.empty()) {
    page.html.element("h3", "Words we prefer")
        .table("Words we prefer", {"We write", "instead of"});
    for (const policy::PreferredWord& word : brand.preferred) {
      page.html.open("tr").row_head(word.use).cell(word.instead_of).close("tr");
    }
    page.html.end_table();
  }
  if (!brand.banned.empty()) {
    page.html.element("h3", "Words we do not use")
        .table("Words we do not use", {"Word", "Why", "Instead"});
    for (const policy::BannedWord& word : brand.banned) {
      page.html.open("tr").row_head(word.text).cell(word.why).cell(
          word.instead.empty() ? "–" : word.instead).close("tr");
    }
    page.html.end_table();
  }
  if (!brand.tone.empty()) page.html.element("h3", "Tone of voice");
  for (const policy::ToneExample& tone : brand.tone) {
    write_example(page, {tone.bad, tone.good});
    page.html.paragraph(tone.why, "class=\"why\"");
  }
  if (!brand.logos.empty()) {
    page.html.element("h3", "Logos").open("div", "class=\"logos\"");
    for (const policy::Logo& logo : brand.logos) write_logo(page, logo);
    page.html.close("div");
  }
  page.html.paragraph("Questions go to: " + page.policy.roles.title_of(brand.ask) + ".");
}

}  // namespace decorum::render
