#include "signals/pattern.h"

#include <cctype>
#include <cstdlib>

#include <hs/hs.h>
#include <re2/re2.h>

#include "base/utf8.h"

namespace decorum::signals {
namespace {

constexpr int program_size_max = 2'000;
constexpr std::int64_t memory_max = 4 << 20;

re2::RE2::Options options() {
  re2::RE2::Options wanted(re2::RE2::Quiet);
  wanted.set_case_sensitive(false);
  wanted.set_max_mem(memory_max);
  return wanted;
}

std::string syntax_fault(const re2::RE2& regex) {
  const std::string part = regex.error_arg().empty() ? "" : " at '" + regex.error_arg() + "'";
  switch (regex.error_code()) {
    case re2::RE2::ErrorMissingParen:
    case re2::RE2::ErrorUnexpectedParen:
      return "the pattern has a round bracket without its partner" + part;
    case re2::RE2::ErrorMissingBracket:
    case re2::RE2::ErrorBadCharClass:
    case re2::RE2::ErrorBadCharRange:
      return "the pattern has a set [...] that cannot be read" + part;
    case re2::RE2::ErrorBadEscape:
    case re2::RE2::ErrorTrailingBackslash:
      return "the pattern has a backslash before something it cannot stand before" + part;
    case re2::RE2::ErrorRepeatArgument:
    case re2::RE2::ErrorRepeatOp:
      return "the pattern has a repeat (* + ? {n}) with nothing to repeat" + part;
    case re2::RE2::ErrorRepeatSize:
      return "the pattern repeats more often than can be searched for" + part;
    case re2::RE2::ErrorBadPerlOp:
    case re2::RE2::ErrorBadNamedCapture:
      return "the pattern has a (?...) that is not supported, such as look-ahead" + part;
    case re2::RE2::ErrorBadUTF8:
      return "the pattern is not valid UTF-8";
    case re2::RE2::ErrorPatternTooLarge:
      return "the pattern is too large; shorten its repeats or split it";
    case re2::RE2::NoError:
    case re2::RE2::ErrorInternal:
      break;
  }
  return "the pattern cannot be read" + part;
}

// Can the pattern match nothing but ASCII, and nothing in capitals? Then a folded text, which has
// no capitals, holds it whatever is said of cases and of UTF-8. "." and sets like [^a] match more
// than ASCII, [[:upper:]] matches capitals; so may what escapes other than these stand for.
bool is_lower_ascii(std::string_view pattern) {
  constexpr std::string_view letters_escaped = "bdsw";
  if (pattern.find("[:") != std::string_view::npos) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (static_cast<unsigned char>(c) >= 0x80 || (c >= 'A' && c <= 'Z')) return false;
    if (c == '.' || c == '^') return false;
    if (c != '\\') continue;
    if (++i == pattern.size()) return false;
    const char escaped = pattern[i];
    const bool mark = std::ispunct(static_cast<unsigned char>(escaped)) != 0;
    if (!mark && letters_escaped.find(escaped) == std::string_view::npos) return false;
  }
  return true;
}

// Asks Vectorscan without compiling: its own limits are met again in Scan::make.
std::optional<std::string> scanner_fault(std::string_view pattern) {
  hs_expr_info_t* info = nullptr;
  hs_compile_error_t* error = nullptr;
  const std::string text(pattern);
  const hs_error_t status =
      hs_expression_info(text.c_str(), scanner_flags(pattern), &info, &error);
  std::optional<std::string> fault;
  if (status != HS_SUCCESS) {
    fault = "the pattern uses something the scanner does not support";
    if (error != nullptr && error->message != nullptr) {
      std::string reason = error->message;
      while (!reason.empty() && (reason.back() == '.' || reason.back() == '\n')) reason.pop_back();
      *fault += ": " + reason;
    }
  } else if (info != nullptr && info->min_width == 0) {
    fault = "the pattern matches the empty text, so it would be found everywhere";
  }
  hs_free_compile_error(error);
  std::free(info);
  return fault;
}

}  // namespace

unsigned scanner_flags(std::string_view pattern) {
  return is_lower_ascii(pattern) ? HS_FLAG_SINGLEMATCH
                                 : HS_FLAG_CASELESS | HS_FLAG_UTF8 | HS_FLAG_SINGLEMATCH;
}

void RegexDeleter::operator()(const re2::RE2* regex) const { delete regex; }

RegexPtr compile_pattern(std::string_view pattern) {
  RegexPtr regex(
      new re2::RE2(re2::StringPiece(pattern.data(), pattern.size()), options()));
  return regex->ok() ? std::move(regex) : nullptr;
}

std::optional<std::string> pattern_fault(std::string_view pattern) {
  if (pattern.empty()) return "the pattern is empty";
  if (pattern.size() > pattern_bytes_max) {
    return "the pattern is longer than " + std::to_string(pattern_bytes_max) + " bytes";
  }
  if (pattern.find('\0') != std::string_view::npos) return "the pattern holds a NUL";
  if (!base::is_valid_utf8(pattern)) return "the pattern is not valid UTF-8";
  const re2::RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), options());
  if (!regex.ok()) return syntax_fault(regex);
  if (regex.ProgramSize() > program_size_max) {
    return "the pattern is too large; shorten its repeats or split it";
  }
  if (re2::RE2::FullMatch("", regex)) {
    return "the pattern matches the empty text, so it would be found everywhere";
  }
  return scanner_fault(pattern);
}

}  // namespace decorum::signals
