#include "review/note.h"

#include <algorithm>

#include <fmt/format.h>

namespace decorum::review {
namespace {

using policy::Severity;

std::string counted(std::ptrdiff_t count, const char* one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

// "1 error, 2 warnings and 1 note"
std::string counts_of(const Result& result) {
  std::vector<std::string> parts;
  const auto add = [&](Severity severity, const char* one) {
    const auto count = std::ranges::count(result.findings, severity, &Finding::severity);
    if (count > 0) parts.push_back(counted(count, one));
  };
  add(Severity::error, "error");
  add(Severity::warning, "warning");
  add(Severity::info, "note");
  std::string all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) all += i + 1 == parts.size() ? " and " : ", ";
    all += parts[i];
  }
  return all;
}

std::string to_do(Severity worst) {
  switch (worst) {
    case Severity::error: return "put right what is an error before this goes out";
    case Severity::warning: return "look at each before this goes out";
    case Severity::info: return "worth a look before this goes out";
  }
  return "";
}

}  // namespace

std::string note_of(const Result& result) {
  const auto worst = result.worst();
  if (result.advice_only) {
    if (!worst) {
      return "Nothing found; on your own account this is advice only, and finding nothing does not "
             "mean that anybody has approved it.";
    }
    return fmt::format("{}; on your own account this is advice only and stops nothing.",
                       counts_of(result));
  }
  const std::string_view approval =
      result.approval.empty() ? "" : ", and it has to be approved by the roles named";
  if (!worst) {
    return result.approval.empty()
               ? "Nothing found; that is not approval, and whoever posts it still answers for it."
               : "Nothing found; that is not approval, which it needs from the roles named.";
  }
  return fmt::format("{}; {}{}.", counts_of(result), to_do(*worst), approval);
}

}  // namespace decorum::review
