#include "cel/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace decorum::cel {
namespace {

constexpr std::int64_t memory_max = 1 << 20;

re2::RE2::Options options() {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(memory_max);
  return options;
}

}  // namespace

Regex::Regex(std::string_view pattern)
    : pattern_(std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()),
                                          options())) {}
Regex::~Regex() = default;
Regex::Regex(Regex&&) noexcept = default;
Regex& Regex::operator=(Regex&&) noexcept = default;

bool Regex::is_valid() const { return pattern_->ok(); }

std::string Regex::problem() const {
  return fmt::format("the pattern cannot be read as a regular expression: {}", pattern_->error());
}

Value Regex::search(std::string_view text, Meter& meter) const {
  if (!is_valid()) return Value::error(problem());
  // At worst every instruction is looked at for every byte.
  const auto program = static_cast<std::uint64_t>(pattern_->ProgramSize());
  if (!meter.take_text(text.size() + text.size() * program / 16)) return out_of_steps();
  return Value(re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *pattern_));
}

}  // namespace decorum::cel
