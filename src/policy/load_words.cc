#include <algorithm>

#include <fmt/format.h>

#include "policy/loaders.h"
#include "signals/normalise.h"
#include "signals/pattern.h"
#include "signals/word_table.h"

namespace decorum::policy {
namespace {

// words/threat.yaml -> "threat"
std::string stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  return std::string(path.substr(0, path.rfind('.')));
}

constexpr std::size_t faults_max = 50;  // patterns of one list

// What the scan over all word lists would refuse (signals/word_table.h), at its place.
void check_entries(Reader& reader, const YamlNode& root, std::string_view key) {
  const YamlNode* list = root.find(key);
  if (list == nullptr || !list->is_sequence()) return;
  signals::Folded folded;
  std::size_t checked = 0, faults = 0;
  for (const YamlNode& item : list->items) {
    if (item.refused || !item.is_scalar() || item.text.empty()) continue;
    if (key == "patterns") {
      // Compiling is dear, and more than this many are refused anyway (check_words.cc).
      if (++checked > signals::patterns_max || faults > faults_max) return;
      if (const auto fault = signals::pattern_fault(item.text)) {
        ++faults;
        reader.mistake(item, "pattern", *fault,
                       "a regular expression without look-around and back-references");
      }
      continue;
    }
    if (item.text.size() > signals::phrase_bytes_max) {
      reader.mistake(item, "too-long",
                     fmt::format("an entry of '{}' has {} bytes", key, item.text.size()),
                     fmt::format("at most {} bytes", signals::phrase_bytes_max));
      continue;
    }
    signals::fold(item.text, folded);
    if (folded.text.find_first_not_of(' ') == std::string::npos) {
      reader.mistake(item, "empty", fmt::format("nothing of this entry of '{}' can be looked for",
                                                key),
                     "letters, digits or signs that can be seen");
    }
  }
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
  for (const char* key : {"phrases", "patterns", "except"}) check_entries(reader, root, key);
  if (root.is_mapping() && root.find("phrases") == nullptr && root.find("patterns") == nullptr) {
    reader.mistake(root, "missing", "a word list has no words",
                   "phrases: [...] or patterns: [...]");
  }
  fields.done();
  return lexicon;
}

}  // namespace decorum::policy
