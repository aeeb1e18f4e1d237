#include "review/report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/utf8.h"
#include "policy/mistake.h"
#include "post/json.h"
#include "review/places.h"
#include "triage/terminal_text.h"

namespace decorum::review {
namespace {

using triage::safe_line;

void append_finding_text(std::string& out, const Reviewed& reviewed, const Finding& finding,
                         const LinePlaces& places) {
  const std::string file = safe_line(reviewed.file);
  const bool placed = finding.span.start < finding.span.end;
  const LinePlaces::Place start = places.at(finding.span.start);
  out += file;
  if (placed) out += fmt::format(":{}:{}", start.line, start.column);
  out += fmt::format(": {} {}: {}", policy::name_of(finding.severity), finding.rule,
                     safe_line(finding.message));
  if (!finding.guide.empty()) out += fmt::format(" ({})", safe_line(finding.guide));
  out += '\n';
  if (placed) {
    const LinePlaces::Place end = places.at(finding.span.end);
    const std::string_view line = places.line(start.line);
    const auto line_end = static_cast<std::uint32_t>(base::count_code_points(line)) + 1;
    out += policy::excerpt(line, start.column, end.line == start.line ? end.column : line_end);
  }
  if (!finding.suggestions.empty()) {
    out += fmt::format("  perhaps: {}\n", safe_line(fmt::format("{}", fmt::join(finding.suggestions,
                                                                               ", "))));
  }
  if (!finding.fix) return;
  if (finding.fix->replacement.empty()) {
    out += "  --fix: leave it out\n";
  } else {
    out += fmt::format("  --fix: write \"{}\"\n", safe_line(finding.fix->replacement));
  }
}

void append_string(std::string& out, std::string_view key, std::string_view value) {
  out += fmt::format(",\"{}\":", key);
  post::append_json_string(out, value);
}

void append_strings(std::string& out, std::string_view key, const std::vector<std::string>& texts) {
  out += fmt::format("\"{}\":[", key);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) out += ',';
    post::append_json_string(out, texts[i]);
  }
  out += ']';
}

void append_finding_json(std::string& out, const Finding& finding) {
  out += "{\"rule\":";
  post::append_json_string(out, finding.rule);
  append_string(out, "kind", finding.kind);
  out += fmt::format(R"(,"severity":"{}","start":{},"end":{})", policy::name_of(finding.severity),
                     finding.span.start, finding.span.end);
  append_string(out, "message", finding.message);
  append_string(out, "guide", finding.guide);
  out += ",\"fix\":";
  if (finding.fix) {
    out += fmt::format(R"({{"start":{},"end":{},"replacement":)", finding.fix->span.start,
                       finding.fix->span.end);
    post::append_json_string(out, finding.fix->replacement);
    out += '}';
  } else {
    out += "null";
  }
  out += ',';
  append_strings(out, "suggestions", finding.suggestions);
  if (!finding.suppressed.empty()) append_string(out, "reason", finding.suppressed);
  out += '}';
}

void append_findings_json(std::string& out, std::string_view key,
                          const std::vector<Finding>& findings) {
  out += fmt::format(",\"{}\":[", key);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (i > 0) out += ',';
    append_finding_json(out, findings[i]);
  }
  out += ']';
}

}  // namespace

std::string to_text(const Reviewed& reviewed) {
  const Result& result = reviewed.result;
  const LinePlaces places(reviewed.text);
  const std::string file = safe_line(reviewed.file);
  std::string out;
  for (const Finding& finding : result.findings) {
    append_finding_text(out, reviewed, finding, places);
    out += '\n';
  }
  for (const Finding& finding : result.suppressed) {
    const LinePlaces::Place start = places.at(finding.span.start);
    out += fmt::format("{}:{}:{}: let stand {}: {}\n", file, start.line, start.column, finding.rule,
                       safe_line(finding.suppressed));
  }
  for (const std::string& rule : result.unused_suppressions) {
    out += fmt::format("{}: what is let stand for {} was not found; take it away\n", file,
                       safe_line(rule));
  }
  for (const ApprovalDue& due : result.approval) {
    out += fmt::format("{}: to be approved by {}: {}\n", file, fmt::join(due.by, " or "),
                       safe_line(due.why));
  }
  for (const policy::CapUse& cap : result.length.caps) {
    out += fmt::format("{}: {} of {} ({}) on {}\n", file, cap.used, cap.limit,
                       policy::name_of(cap.unit), result.length.site);
  }
  if (result.left_out > 0) {
    out += fmt::format("{}: {} more not shown\n", file, result.left_out);
  }
  out += fmt::format("{}: {}\n", file, safe_line(result.note));
  return out;
}

std::string to_json(const Reviewed& reviewed) {
  const Result& result = reviewed.result;
  std::string out = "{\"file\":";
  post::append_json_string(out, base::mended(reviewed.file));
  if (!reviewed.id.empty()) append_string(out, "id", reviewed.id);
  append_findings_json(out, "findings", result.findings);
  append_findings_json(out, "suppressed", result.suppressed);
  out += ',';
  append_strings(out, "unused_suppressions", result.unused_suppressions);
  out += ",\"length\":" + policy::to_json(result.length) + ",\"approval\":[";
  for (std::size_t i = 0; i < result.approval.size(); ++i) {
    out += i > 0 ? ",{" : "{";
    append_strings(out, "by", result.approval[i].by);
    append_string(out, "why", result.approval[i].why);
    out += '}';
  }
  out += fmt::format(R"(],"advice_only":{},"left_out":{})", result.advice_only, result.left_out);
  append_string(out, "note", result.note);
  out += '}';
  return out;
}

}  // namespace decorum::review
