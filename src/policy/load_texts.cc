// facts/*.yaml, facts.yaml, replies.yaml, letters.yaml, glossary.yaml and retention.yaml.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 5000;

// The fields in braces of a template; what is no field is a mistake at its place.
std::vector<std::string> fields_in(Reader& reader, const YamlNode* node) {
  std::vector<std::string> found;
  if (node == nullptr || !node->is_scalar()) return found;
  const std::vector<std::string>& known = template_fields();
  const std::string_view text = node->text;
  std::size_t open = text.find('{');
  for (; open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find_first_of("{}", open + 1);
    const bool closed = close != std::string_view::npos && text[close] == '}';
    const std::string field(closed ? text.substr(open + 1, close - open - 1) : "");
    if (std::ranges::find(known, field) != known.end()) {
      if (std::ranges::find(found, field) == found.end()) found.push_back(field);
      continue;
    }
    YamlNode at = *node;
    const YamlPoint point = point_in(*node, open, reader.bytes());
    at.line = point.line;
    at.column = point.column;
    at.end_column = point.column + 1;
    reader.mistake(at, "template-field",
                   closed ? fmt::format("'{{{}}}' is no field of a template", shortened(field))
                          : "a '{' is not closed",
                   fmt::format("one of {{{}}}", fmt::join(known, "}, {")),
                   closed ? reader.suggest(field, known) : "");
  }
  return found;
}

// A letter may state the fields it needs; those that its text uses must be among them and those
// it states must be used.
void check_stated_fields(Fields& letter, const std::vector<std::string>& used) {
  const std::vector<std::string> stated = letter.texts_if("fields");
  const YamlNode* node = letter.node("fields", false);
  if (node == nullptr) return;
  for (const std::string& field : stated) {
    if (std::ranges::find(used, field) != used.end()) continue;
    letter.reader().mistake(*node, "template-field",
                            fmt::format("the letter states the field '{}' and does not use it",
                                        shortened(field)),
                            fmt::format("{{{}}} in the subject or the text, or no such field",
                                        shortened(field)));
  }
  for (const std::string& field : used) {
    if (std::ranges::find(stated, field) != stated.end()) continue;
    letter.reader().mistake(*node, "template-field",
                            fmt::format("the letter uses {{{}}} and does not state it", field),
                            fmt::format("'{}' among the fields", field));
  }
}

}  // namespace

Retention load_retention(Reader& reader, const YamlNode& root) {
  static constexpr std::array<std::pair<std::string_view, RetentionKind::Then>, 3> ends = {
      {{"erase", RetentionKind::Then::erase},
       {"anonymise", RetentionKind::Then::anonymise},
       {"review", RetentionKind::Then::review}}};
  Retention retention;
  Fields file(reader, root, root, "retention.yaml");
  for_each_id(reader, file.mapping("kinds", true), "a kind of thing that is kept", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                RetentionKind kind;
                kind.id = id;
                Fields fields(reader, value, key, "a kind of thing that is kept");
                kind.keep = fields.duration("keep", true);  // 0d: not kept at all
                kind.then = fields.choice<RetentionKind::Then>("then", ends);
                kind.why = fields.text("why");
                kind.law = fields.text_if("law");
                fields.done();
                retention.kinds.push_back(std::move(kind));
              });
  file.done();
  return retention;
}

FactSheet load_fact(Reader& reader, const YamlNode& root) {
  FactSheet fact;
  Fields file(reader, root, root, "a fact sheet");
  fact.id = file.id("id");
  std::string_view stem = std::string_view(reader.file()).substr(reader.file().rfind('/') + 1);
  stem.remove_suffix(5);  // .yaml
  if (!fact.id.empty() && fact.id != stem) {
    reader.mistake(*root.find("id"), "id",
                   fmt::format("the file is named '{}' and its id is '{}'", stem, fact.id),
                   "the same for both", fmt::format("'{}'", stem));
  }
  fact.statement = file.text("statement");
  fact.wordings = file.texts_if("wordings");
  fact.opposites = file.texts_if("opposites");
  fact.answer = file.text("answer");
  if (const YamlNode* sources = file.list("sources", true)) {
    if (sources->items.empty()) {
      reader.mistake(*sources, "empty", "a fact sheet without a source is an opinion",
                     "one source or more: { title: \"…\", url: \"https://…\" }");
    }
    for (const YamlNode& item : sources->items) {
      Fields fields(reader, item, item, "a source");
      fact.sources.push_back({fields.text("title"), fields.url("url")});
      fields.done();
    }
  }
  fact.owner = file.refers("owner", Refers::role);
  fact.review_by = file.date("review_by");
  file.done();
  return fact;
}

Sayings load_sayings(Reader& reader, const YamlNode& root) {
  Sayings sayings;
  Fields file(reader, root, root, "facts.yaml");
  sayings.own = file.texts_if("own");
  sayings.same = file.texts_if("same");
  sayings.denials = file.texts_if("denials");
  sayings.doubts = file.texts_if("doubts");
  file.done();
  return sayings;
}

std::vector<ReplyTemplate> load_replies(Reader& reader, const YamlNode& root) {
  std::vector<ReplyTemplate> replies;
  Fields file(reader, root, root, "replies.yaml");
  for_each_id(reader, file.mapping("replies", true), "the id of a reply", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                ReplyTemplate reply;
                reply.id = id;
                Fields fields(reader, value, key, "a reply");
                reply.title = fields.text("title");
                reply.text = fields.text("text");
                fields_in(reader, value.find("text"));
                reply.outcomes = fields.list_of_refers_if("for", Refers::outcome);
                reply.sites = fields.list_of_refers_if("sites", Refers::site);
                fields.done();
                replies.push_back(std::move(reply));
              });
  file.done();
  return replies;
}

std::vector<Letter> load_letters(Reader& reader, const YamlNode& root) {
  std::vector<Letter> letters;
  Fields file(reader, root, root, "letters.yaml");
  for_each_id(reader, file.mapping("letters", true), "the id of a letter", entries_max,
              [&](const std::string& id, const YamlNode& key, const YamlNode& value) {
                Letter letter;
                letter.id = id;
                Fields fields(reader, value, key, "a letter");
                letter.title = fields.text("title");
                letter.subject = fields.text("subject");
                letter.text = fields.text("text");
                letter.fields = fields_in(reader, value.find("subject"));
                for (std::string& field : fields_in(reader, value.find("text"))) {
                  if (std::ranges::find(letter.fields, field) == letter.fields.end()) {
                    letter.fields.push_back(std::move(field));
                  }
                }
                check_stated_fields(fields, letter.fields);
                fields.done();
                letters.push_back(std::move(letter));
              });
  file.done();
  return letters;
}

std::vector<Term> load_glossary(Reader& reader, const YamlNode& root) {
  std::vector<Term> terms;
  Fields file(reader, root, root, "glossary.yaml");
  if (const YamlNode* mapping = file.mapping("terms", true)) {
    for (const YamlField& field : mapping->fields) {
      auto meaning = reader.text(field.value, fmt::format("the meaning of '{}'",
                                                          shortened(field.key.text)));
      if (meaning) terms.push_back({field.key.text, std::move(*meaning)});
    }
  }
  file.done();
  return terms;
}

}  // namespace decorum::policy
