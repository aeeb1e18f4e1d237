#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "policy/reader.h"

namespace decorum::policy {
namespace {

constexpr std::size_t references_max = 100;  // of one list
constexpr std::size_t texts_max = 20'000;    // of one list; a word list may be long

}  // namespace

Fields::Fields(Reader& reader, const YamlNode& node, const YamlNode& named_by, std::string of)
    : reader_(reader), node_(node), named_by_(named_by), of_(std::move(of)) {
  if (node.is_mapping() || node.refused) return;
  reader_.mistake(node, "type", fmt::format("{} is written as {}", of_,
                                            node.is_sequence() ? "a list"
                                            : node.null        ? "nothing"
                                                               : "a text"),
                  "a mapping: 'key: value' lines, indented");
}

std::string Fields::named(std::string_view key) const {
  return fmt::format("'{}' of {}", key, of_);
}

const YamlNode* Fields::node(std::string_view key, bool required, std::string_view expected) {
  known_.emplace_back(key);
  const YamlNode* found = node_.find(key);
  if (found == nullptr && required && node_.is_mapping()) {
    reader_.mistake(named_by_, "missing", fmt::format("{} has no '{}'", of_, key),
                    fmt::format("{}: {}", key, expected));
  }
  return found;
}

const YamlNode& Fields::key_of(std::string_view key) const {
  const YamlNode* found = node_.find_key(key);
  return found == nullptr ? named_by_ : *found;
}

std::string Fields::text(std::string_view key) {
  const YamlNode* found = node(key, true, "a text");
  return found == nullptr ? "" : reader_.text(*found, named(key)).value_or("");
}

std::string Fields::text_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? "" : reader_.text(*found, named(key)).value_or("");
}

std::string Fields::id(std::string_view key) {
  const YamlNode* found = node(key, true, "an id");
  return found == nullptr ? "" : reader_.id(*found, named(key)).value_or("");
}

std::string Fields::id_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? "" : reader_.id(*found, named(key)).value_or("");
}

bool Fields::flag_if(std::string_view key, bool otherwise) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? otherwise : reader_.flag(*found, named(key)).value_or(otherwise);
}

std::int64_t Fields::number(std::string_view key, std::int64_t least, std::int64_t most) {
  const YamlNode* found = node(key, true, "a whole number");
  if (found == nullptr) return least;
  return reader_.number(*found, named(key), least, most).value_or(least);
}

std::optional<std::int64_t> Fields::number_if(std::string_view key, std::int64_t least,
                                              std::int64_t most) {
  const YamlNode* found = node(key, false);
  if (found == nullptr) return std::nullopt;
  return reader_.number(*found, named(key), least, most);
}

std::optional<std::int32_t> Fields::share_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? std::nullopt : reader_.share(*found, named(key));
}

std::chrono::sys_days Fields::date(std::string_view key) {
  const YamlNode* found = node(key, true, "a date, YYYY-MM-DD");
  return found == nullptr ? std::chrono::sys_days{}
                          : reader_.date(*found, named(key)).value_or(std::chrono::sys_days{});
}

std::optional<std::chrono::sys_days> Fields::date_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? std::nullopt : reader_.date(*found, named(key));
}

base::Duration Fields::duration(std::string_view key, bool zero_allowed) {
  const YamlNode* found = node(key, true, "a length of time, such as 30d");
  if (found == nullptr) return {};
  return reader_.duration(*found, named(key), zero_allowed).value_or(base::Duration{});
}

std::optional<base::Duration> Fields::duration_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? std::nullopt : reader_.duration(*found, named(key));
}

Deadline Fields::deadline(std::string_view key, bool none_allowed) {
  const YamlNode* found = node(key, true, "a deadline, such as 2h or { business: 4h }");
  if (found == nullptr) return {};
  return reader_.deadline(*found, named(key), none_allowed).value_or(Deadline{});
}

std::string Fields::url(std::string_view key) {
  const YamlNode* found = node(key, true, "a web address");
  return found == nullptr ? "" : reader_.url(*found, named(key)).value_or("");
}

std::string Fields::url_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? "" : reader_.url(*found, named(key)).value_or("");
}

std::string Fields::email(std::string_view key) {
  const YamlNode* found = node(key, true, "an e-mail address");
  return found == nullptr ? "" : reader_.email(*found, named(key)).value_or("");
}

std::string Fields::cites(std::string_view key) {
  const YamlNode* found = node(key, true, "\"SOURCE p. 8\", a source of policy.yaml and the page");
  return found == nullptr ? "" : reader_.cites(*found, named(key)).value_or("");
}

std::string Fields::cites_if(std::string_view key) {
  const YamlNode* found = node(key, false);
  return found == nullptr ? "" : reader_.cites(*found, named(key)).value_or("");
}

std::string Fields::refers(std::string_view key, Refers to) {
  const YamlNode* found = node(key, true, "an id");
  if (found == nullptr) return "";
  std::string id = reader_.id(*found, named(key)).value_or("");
  if (!id.empty()) reader_.refer(to, *found, id);
  return id;
}

std::string Fields::refers_if(std::string_view key, Refers to) {
  return node_.find(key) == nullptr ? id_if(key) : refers(key, to);
}

std::vector<std::string> Fields::texts(std::string_view key) {
  return list_of_texts(key, true, std::nullopt);
}
std::vector<std::string> Fields::texts_if(std::string_view key) {
  return list_of_texts(key, false, std::nullopt);
}
std::vector<std::string> Fields::list_of_refers(std::string_view key, Refers to) {
  return list_of_texts(key, true, to);
}
std::vector<std::string> Fields::list_of_refers_if(std::string_view key, Refers to) {
  return list_of_texts(key, false, to);
}

std::vector<std::string> Fields::list_of_texts(std::string_view key, bool required,
                                               std::optional<Refers> to) {
  std::vector<std::string> texts;
  const YamlNode* found = list(key, required);
  if (found == nullptr) return texts;
  if (found->items.empty() && required) {
    reader_.mistake(*found, "empty", fmt::format("{} is an empty list", named(key)),
                    "one entry or more");
  }
  const std::size_t most = to ? references_max : texts_max;
  if (found->items.size() > most) {
    reader_.mistake(key_of(key), "too-many",
                    fmt::format("{} has {} entries", named(key), found->items.size()),
                    fmt::format("at most {}", most));
    return texts;
  }
  const std::string what = fmt::format("an entry of {}", named(key));
  for (const YamlNode& item : found->items) {
    // A rule is called SP1, and a source may be cited with its page or clause.
    const bool id = to && *to != Refers::rule && *to != Refers::source;
    auto text = id ? reader_.id(item, what) : reader_.text(item, what);
    if (!text) continue;
    if (to && std::ranges::find(texts, *text) != texts.end()) {
      reader_.mistake(item, "twice", fmt::format("'{}' stands twice in {}", *text, named(key)),
                      "each once");
      continue;
    }
    if (to) reader_.refer(*to, item, *text);
    texts.push_back(std::move(*text));
  }
  return texts;
}

std::optional<std::size_t> Fields::choose(std::string_view key, std::span<const std::string> words,
                                          bool required) {
  const std::string all = fmt::format("{}", fmt::join(words, ", "));
  const YamlNode* found = node(key, required, fmt::format("one of {}", all));
  if (found == nullptr || found->refused) return std::nullopt;
  if (found->is_scalar()) {
    const auto it = std::ranges::find(words, found->text);
    if (it != words.end()) return static_cast<std::size_t>(it - words.begin());
  }
  const auto text = reader_.text(*found, named(key));
  if (!text) return std::nullopt;
  reader_.mistake(*found, "choice",
                  fmt::format("{} cannot be '{}'", named(key), shortened(*text)),
                  fmt::format("one of {}", all), reader_.suggest(*text, words));
  return std::nullopt;
}

const YamlNode* Fields::mapping(std::string_view key, bool required) {
  const YamlNode* found = node(key, required, "a mapping");
  if (found == nullptr || found->refused || found->is_mapping()) return found;
  reader_.mistake(*found, "type", fmt::format("{} is not a mapping", named(key)),
                  "a mapping: 'key: value' lines, indented");
  return nullptr;
}

const YamlNode* Fields::list(std::string_view key, bool required) {
  const YamlNode* found = node(key, required, "a list");
  if (found == nullptr || found->refused || found->is_sequence()) return found;
  reader_.mistake(*found, "type", fmt::format("{} is not a list", named(key)),
                  "a list: [one, two], or lines that begin with '- '");
  return nullptr;
}

void Fields::done() {
  for (const YamlField& field : node_.fields) {
    const std::string& key = field.key.text;
    if (std::ranges::find(known_, key) != known_.end()) continue;
    if (reader_.findings().full()) return;
    reader_.mistake(field.key, "unknown-key",
                    fmt::format("{} has no field '{}'", of_, shortened(key)),
                    fmt::format("one of {}", fmt::join(known_, ", ")),
                    reader_.suggest(key, known_));
  }
}

}  // namespace decorum::policy
