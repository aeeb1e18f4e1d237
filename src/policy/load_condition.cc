#include <fmt/format.h>

#include "base/utf8.h"
#include "policy/loaders.h"

namespace decorum::policy {
namespace {

// The word that begins at a place of an expression, for the length of the caret: a name with its
// dots, or one character.
std::size_t word_length(std::string_view source, std::size_t offset) {
  const auto is_name = [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '.';
  };
  std::size_t end = offset;
  while (end < source.size() && is_name(source[end])) ++end;
  return std::max<std::size_t>(1, end - offset);
}

void note_issue(Reader& reader, const YamlNode& node, const cel::Issue& issue) {
  YamlNode at = node;
  const std::size_t offset = std::min(issue.offset, node.text.size());
  const YamlPoint point = point_in(node, offset, reader.bytes());
  const bool exact = offset == 0 || point.line != node.line || point.column != node.column;
  if (exact) {
    at.line = point.line;
    at.column = point.column;
    at.end_column = point.column + static_cast<std::uint32_t>(word_length(node.text, offset));
  }
  reader.mistake(at, "expression", issue.what, "",
                 issue.suggestion.empty() ? "" : fmt::format("'{}'", issue.suggestion));
}

}  // namespace

cel::ProgramPtr load_condition(Reader& reader, const YamlNode& node, std::string_view what,
                               const cel::Environment& environment) {
  cel::Limits limits;
  limits.source_bytes = expression_bytes_max;
  if (reader.findings().full()) return nullptr;
  auto program = cel::compile(environment, node.text, limits);
  if (!program) {
    for (const cel::Issue& issue : program.error()) note_issue(reader, node, issue);
    return nullptr;
  }
  const cel::Type type = cel::type_of(**program);
  if (type.kind() != cel::TypeKind::boolean) {
    reader.mistake(node, "condition", fmt::format("{} gives {}", what, type.in_words()),
                   "a condition: true or false, for example spam >= 0.9");
    return nullptr;
  }
  return std::move(*program);
}

void check_syntax(Reader& reader, const YamlNode& node) {
  cel::Limits limits;
  limits.source_bytes = expression_bytes_max;
  if (reader.findings().full()) return;
  const auto parsed = cel::parse(node.text, limits);
  if (parsed) return;
  for (const cel::Issue& issue : parsed.error()) note_issue(reader, node, issue);
}

}  // namespace decorum::policy
