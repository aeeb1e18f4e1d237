// SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "post/json.h"
#include "review/places.h"
#include "review/report.h"

namespace decorum::review {
namespace {

using policy::Severity;

std::string quoted(std::string_view text) {
  std::string out;
  post::append_json_string(out, base::is_valid_utf8(text) ? text : base::mended(text));
  return out;
}

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "note";
  }
  return "none";
}

// A path as a relative reference, or as a file: URI when it is absolute (RFC 3986, RFC 8089).
std::string uri_of(std::string_view path) {
  constexpr std::string_view kept = "-._~/";
  std::string out = path.starts_with('/') ? "file://" : "";
  for (const char byte : path) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    if (letter || digit || kept.find(byte) != std::string_view::npos) {
      out += byte;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return out;
}

// The gravest of the rule's checks.
Severity severity_of(const policy::ReviewRule& rule) {
  Severity gravest = Severity::info;
  for (const policy::ReviewCheck& check : rule.checks) gravest = std::min(gravest, check.severity);
  return gravest;
}

// "guide p. 5: The guide's title", with the title of the source that the clause names.
std::string clause_of(const policy::ReviewRule& rule, const policy::Policy& policy) {
  const std::string key = rule.cites.substr(0, rule.cites.find(' '));
  const auto source = std::ranges::find(policy.info.sources, key, &policy::Source::key);
  if (source == policy.info.sources.end()) return rule.cites;
  return fmt::format("{} ({})", rule.cites, source->title);
}

void append_rule(std::string& out, const policy::ReviewRule& rule, const policy::Policy& policy) {
  out += fmt::format(
      R"({{"id":{},"name":{},"shortDescription":{{"text":{}}},"fullDescription":{{"text":{}}},)"
      R"("help":{{"text":{}}},"defaultConfiguration":{{"level":"{}"}}}})",
      quoted(rule.id), quoted(rule.title), quoted(rule.title),
      quoted(rule.about.empty() ? rule.title : rule.about), quoted(clause_of(rule, policy)),
      level_of(severity_of(rule)));
}

class Results {
 public:
  Results(const policy::Policy& policy, std::string& out) : out_(out) {
    for (std::size_t i = 0; i < policy.review.rules.size(); ++i) {
      numbers_.emplace(policy.review.rules[i].id, i);
    }
  }

  void of(const Reviewed& reviewed) {
    const LinePlaces places(reviewed.text);
    for (const Finding& finding : reviewed.result.findings) result(reviewed, finding, places);
    for (const Finding& finding : reviewed.result.suppressed) result(reviewed, finding, places);
  }

 private:
  static const std::string& artifact_of(const Reviewed& reviewed) {
    return reviewed.in_file.empty() ? reviewed.file : reviewed.in_file;
  }

  static std::string region(const Reviewed& reviewed, base::Span span, const LinePlaces& places) {
    if (!reviewed.in_file.empty()) {
      return fmt::format(R"({{"startLine":{}}})", std::max(reviewed.in_line, 1U));
    }
    const LinePlaces::Place start = places.at(span.start);
    const LinePlaces::Place end = places.at(span.end);
    return fmt::format(
        R"({{"startLine":{},"startColumn":{},"endLine":{},"endColumn":{},"byteOffset":{},)"
        R"("byteLength":{}}})",
        start.line, start.column, end.line, end.column, reviewed.bytes_before + span.start,
        span.end - span.start);
  }

  void location(const Reviewed& reviewed, const Finding& finding, const LinePlaces& places) {
    out_ += fmt::format(
        R"("locations":[{{"physicalLocation":{{"artifactLocation":{{"uri":{}}},"region":{}}})",
        quoted(uri_of(artifact_of(reviewed))), region(reviewed, finding.span, places));
    if (!reviewed.in_file.empty()) {
      out_ += R"(,"logicalLocations":[{"fullyQualifiedName":"/text","kind":"value"}])";
    }
    out_ += "}]";
  }

  void fix(const Reviewed& reviewed, const Fix& fix, const LinePlaces& places) {
    out_ += fmt::format(
        R"(,"fixes":[{{"description":{{"text":{}}},"artifactChanges":[{{"artifactLocation":)"
        R"({{"uri":{}}},"replacements":[{{"deletedRegion":{},)"
        R"("insertedContent":{{"text":{}}}}}]}}]}}])",
        quoted(fix.replacement.empty() ? "Leave it out." : "Write: " + fix.replacement),
        quoted(uri_of(artifact_of(reviewed))), region(reviewed, fix.span, places),
        quoted(fix.replacement));
  }

  void result(const Reviewed& reviewed, const Finding& finding, const LinePlaces& places) {
    out_ += first_ ? "{" : ",{";
    first_ = false;
    out_ += fmt::format(R"("ruleId":{},)", quoted(finding.rule));
    if (const auto number = numbers_.find(finding.rule); number != numbers_.end()) {
      out_ += fmt::format(R"("ruleIndex":{},)", number->second);
    }
    out_ += fmt::format(R"("level":"{}","message":{{"text":{}}},)", level_of(finding.severity),
                        quoted(finding.message));
    location(reviewed, finding, places);
    if (finding.fix && reviewed.in_file.empty()) fix(reviewed, *finding.fix, places);
    if (!finding.suppressed.empty()) {
      out_ += fmt::format(
          R"(,"suppressions":[{{"kind":"{}","status":"accepted","justification":{}}}])",
          reviewed.in_file.empty() ? "external" : "inSource", quoted(finding.suppressed));
    }
    out_ += fmt::format(R"(,"properties":{{"kind":{},"start":{},"end":{},"suggestions":[)",
                        quoted(finding.kind), finding.span.start, finding.span.end);
    for (std::size_t i = 0; i < finding.suggestions.size(); ++i) {
      out_ += (i > 0 ? "," : "") + quoted(finding.suggestions[i]);
    }
    out_ += "]}}";
  }

  std::string& out_;
  std::map<std::string, std::size_t, std::less<>> numbers_;  // of each rule
  bool first_ = true;
};

}  // namespace

std::string to_sarif(std::span<const Reviewed> reviewed, const policy::Policy& policy,
                     std::string_view version) {
  std::string out = fmt::format(
      R"({{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/)"
      R"(sarif-schema-2.1.0.json","version":"2.1.0",)"
      R"("runs":[{{"tool":{{"driver":{{"name":"Decorum","version":{},"rules":[)",
      quoted(version));
  for (std::size_t i = 0; i < policy.review.rules.size(); ++i) {
    if (i > 0) out += ',';
    append_rule(out, policy.review.rules[i], policy);
  }
  out += fmt::format(
      R"(],"properties":{{"policy":{},"title":{}}}}}}},"columnKind":"unicodeCodePoints",)"
      R"("results":[)",
      quoted(policy.hash), quoted(policy.info.title));
  Results results(policy, out);
  for (const Reviewed& one : reviewed) results.of(one);
  out += "]}]}";
  return out;
}

}  // namespace decorum::review
