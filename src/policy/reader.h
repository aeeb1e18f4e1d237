// Reading one file of a policy field by field: what a loader is written with. Every mistake is
// noted with its place and reading goes on, so that all of a folder's mistakes come at once; what
// could not be read is an empty value of its type.
//
//   Fields fields(reader, node, key, "a role");
//   role.title = fields.text("title");                       // required
//   role.about = fields.text_if("about");                    // may be left out
//   role.deputies = fields.refers_if("deputies", Refers::role);
//   fields.done();                                           // any other key is a mistake
//
// Internal to loading; nothing outside src/policy includes it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "policy/clocks.h"
#include "policy/mistake.h"
#include "policy/yaml.h"

namespace decorum::policy {

// What an id in one file points at in another (or the same); all are looked up after loading.
enum class Refers : std::uint8_t {
  role,
  role_or_team,
  person,
  account,
  hours,
  deadline,
  site,
  letter,
  reply,
  source,  // `cites`: a key of policy.yaml, perhaps with a page or clause
  rule,    // of review.yaml
  outcome,
};

struct Reference {
  Refers to = Refers::role;
  std::string id;
  std::string file;
  std::uint32_t line = 0, column = 0, end_column = 0;
};

// What is collected while all files are read. Bounded: mistakes by mistakes_max, references by the
// number of nodes.
struct Findings {
  std::vector<Mistake> mistakes;
  std::vector<Reference> references;
  const Clocks* clocks = nullptr;  // for deadlines by name; read before anything that names one

  bool full() const { return mistakes.size() >= mistakes_max; }
};

class Reader {
 public:
  Reader(std::string file, std::string_view bytes, Findings& findings)
      : file_(std::move(file)), bytes_(bytes), findings_(findings) {}

  const std::string& file() const { return file_; }
  std::string_view bytes() const { return bytes_; }
  Findings& findings() { return findings_; }

  void mistake(const YamlNode& at, std::string_view code, std::string what,
               std::string expected = {}, std::string suggestion = {});
  // The nearest of the candidates in quotes, for a suggestion; "" when no more mistakes are kept.
  std::string suggest(std::string_view wrong, std::span<const std::string> candidates) const;
  void refer(Refers to, const YamlNode& at, std::string id);

  // One node as a type. Nothing, with a mistake noted, when it is not one. `what` names the value
  // in the message: "'title' of a role".
  std::optional<std::string> text(const YamlNode& node, std::string_view what);
  std::optional<std::string> id(const YamlNode& node, std::string_view what);
  std::optional<bool> flag(const YamlNode& node, std::string_view what);
  std::optional<std::int64_t> number(const YamlNode& node, std::string_view what,
                                     std::int64_t least, std::int64_t most);
  // "5%" or "0.5%", in thousandths: 50 or 5. Between 0.1% and 50%.
  std::optional<std::int32_t> share(const YamlNode& node, std::string_view what);
  std::optional<std::chrono::sys_days> date(const YamlNode& node, std::string_view what);
  std::optional<base::Duration> duration(const YamlNode& node, std::string_view what,
                                         bool zero_allowed = false);
  // `none_allowed`: may be `none`. `named_allowed`: may be the name of a deadline in clocks.yaml.
  std::optional<Deadline> deadline(const YamlNode& node, std::string_view what, bool none_allowed,
                                   bool named_allowed = true);
  std::optional<std::string> url(const YamlNode& node, std::string_view what);
  std::optional<std::string> email(const YamlNode& node, std::string_view what);
  std::optional<std::string> cites(const YamlNode& node, std::string_view what);

 private:
  std::string file_;
  std::string_view bytes_;
  Findings& findings_;
};

// Is this an id: lower case letters, digits and hyphens (or underscores), starting with a letter,
// at most 64 bytes?
bool is_id(std::string_view text, char joiner = '-');

// The fields of one mapping.
class Fields {
 public:
  // `named_by` is where a missing field is shown: the key the mapping stands under. `of` names the
  // thing in messages: "a role".
  Fields(Reader& reader, const YamlNode& node, const YamlNode& named_by, std::string of);

  bool is_mapping() const { return node_.is_mapping(); }
  Reader& reader() { return reader_; }

  // The node of a field, and null when it is not there; `required` makes that a mistake.
  const YamlNode* node(std::string_view key, bool required, std::string_view expected = "a value");
  const YamlNode& key_of(std::string_view key) const;

  std::string text(std::string_view key);
  std::string text_if(std::string_view key);
  std::string id(std::string_view key);
  std::string id_if(std::string_view key);
  bool flag_if(std::string_view key, bool otherwise = false);
  std::int64_t number(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> number_if(std::string_view key, std::int64_t least,
                                        std::int64_t most);
  std::optional<std::int32_t> share_if(std::string_view key);
  std::chrono::sys_days date(std::string_view key);
  std::optional<std::chrono::sys_days> date_if(std::string_view key);
  base::Duration duration(std::string_view key, bool zero_allowed = false);
  std::optional<base::Duration> duration_if(std::string_view key);
  Deadline deadline(std::string_view key, bool none_allowed = false);
  std::string url(std::string_view key);
  std::string url_if(std::string_view key);
  std::string email(std::string_view key);
  std::string cites(std::string_view key);
  std::string cites_if(std::string_view key);
  std::string refers(std::string_view key, Refers to);
  std::string refers_if(std::string_view key, Refers to);
  std::vector<std::string> texts(std::string_view key);
  std::vector<std::string> texts_if(std::string_view key);
  std::vector<std::string> list_of_refers(std::string_view key, Refers to);
  std::vector<std::string> list_of_refers_if(std::string_view key, Refers to);

  // One of a few words; `otherwise` when it is left out or wrong.
  template <class Enum>
  Enum choice(std::string_view key, std::span<const std::pair<std::string_view, Enum>> words,
              std::optional<Enum> otherwise = std::nullopt) {
    std::vector<std::string> names;
    for (const auto& word : words) names.emplace_back(word.first);
    const std::optional<std::size_t> found = choose(key, names, !otherwise.has_value());
    if (found) return words[*found].second;
    return otherwise.value_or(words.front().second);
  }
  // The place of the field's word in `words`.
  std::optional<std::size_t> choose(std::string_view key, std::span<const std::string> words,
                                    bool required);

  // A mapping or list under a key; null, with a mistake noted, when it is something else.
  const YamlNode* mapping(std::string_view key, bool required);
  const YamlNode* list(std::string_view key, bool required);

  // Notes every key that was not asked for.
  void done();

 private:
  std::string named(std::string_view key) const;  // "'title' of a role"
  std::vector<std::string> list_of_texts(std::string_view key, bool required,
                                         std::optional<Refers> to);

  Reader& reader_;
  const YamlNode& node_;
  const YamlNode& named_by_;
  std::string of_;
  std::vector<std::string> known_;
};

// Calls `take(id, key, value)` for each entry of a mapping whose keys are ids; a key that is not an
// id is a mistake and left out, as is every entry after `most`.
template <class Take>
void for_each_id(Reader& reader, const YamlNode* mapping, std::string_view what, std::size_t most,
                 Take&& take) {
  if (mapping == nullptr) return;
  std::size_t count = 0;
  for (const YamlField& field : mapping->fields) {
    const std::optional<std::string> id = reader.id(field.key, what);
    if (!id) continue;
    if (++count > most) {
      reader.mistake(field.key, "too-many", "there are more than " + std::to_string(most) +
                                                " entries here", "fewer");
      return;
    }
    take(*id, field.key, field.value);
  }
}

// Calls `take(item)` for each item of a list under a key; a list of more than `most` is a mistake
// and not read.
template <class Take>
void for_each_in(Fields& fields, std::string_view key, bool required, std::size_t most,
                 Take&& take) {
  const YamlNode* list = fields.list(key, required);
  if (list == nullptr) return;
  if (list->items.size() > most) {
    fields.reader().mistake(*list, "too-many",
                            "'" + std::string(key) + "' has more than " + std::to_string(most) +
                                " entries",
                            "fewer");
    return;
  }
  for (const YamlNode& item : list->items) take(item);
}

}  // namespace decorum::policy
