#include <algorithm>

#include <fmt/format.h>

#include "policy/loaders.h"

namespace decorum::policy {
namespace {

// words/threat.yaml -> "threat"
std::string stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

}  // namespace

post::Lexicon load_words(Reader& reader, const YamlNode& root, WordListInfo& info) {
  post::Lexicon lexicon;
  // The file's name is the id even if the file says otherwise: expressions that use it are then not
  // reported for the same slip.
  lexicon.id = stem_of(reader.file());
  Fields fields(reader, root, root, "a word list");
  const std::string id = fields.text("id");
  if (!id.empty() && !is_id(id, '_')) {
    reader.mistake(*root.find("id"), "id",
                   fmt::format("'{}' is not the id of a word list", shortened(id)),
                   "lower case letters, digits and underscores: it is a name in expressions");
  } else if (!id.empty() && id != lexicon.id) {
    reader.mistake(*root.find("id"), "id", fmt::format("the file is named '{}' and its id is '{}'",
                                                       lexicon.id, id),
                   "the same for both", fmt::format("'{}'", lexicon.id));
  }
  info.title = fields.text("title");
  info.about = fields.text("about");
  info.source = fields.text("source");
  lexicon.phrases = fields.texts_if("phrases");
  lexicon.patterns = fields.texts_if("patterns");
  lexicon.except = fields.texts_if("except");
  if (root.is_mapping() && root.find("phrases") == nullptr && root.find("patterns") == nullptr) {
    reader.mistake(root, "missing", "a word list has no words",
                   "phrases: [...] or patterns: [...]");
  }
  fields.done();
  return lexicon;
}

}  // namespace decorum::policy
