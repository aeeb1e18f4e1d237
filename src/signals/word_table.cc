#include "signals/word_table.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <unordered_map>
#include <utility>

#include <hs/hs.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "signals/normalise.h"

namespace decorum::signals {
namespace {

// Part of the version: raise it when the same lexicons would be answered differently.
constexpr std::string_view scan_version = "words 1";

constexpr std::string_view compiled_magic = "decorum compiled words 2\n";

std::string count_fault(std::size_t most, std::string_view what) {
  return "there are more than " + std::to_string(most) + " " + std::string(what);
}

// Gathers the entries of all lexicons.
class Gatherer {
 public:
  // `known_good`: the patterns were compiled before.
  Gatherer(WordTable& table, bool known_good) : table_(table), known_good_(known_good) {}

  base::Result<void> add(const post::Lexicon& lexicon) {
    const auto number = static_cast<std::uint32_t>(table_.excepting.size());
    table_.excepting.push_back(!lexicon.except.empty());
    const std::string where = "words." + lexicon.id;
    auto done = add_phrases(lexicon.phrases, {number, false}, where + ".phrases");
    if (done) done = add_phrases(lexicon.except, {number, true}, where + ".except");
    if (done) done = add_patterns(lexicon.patterns, number, where + ".patterns");
    return done;
  }

 private:
  base::Result<void> add_phrases(const std::vector<std::string>& texts, PhraseUse use,
                                 const std::string& where) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      auto done = add_phrase(texts[i], use, where + "[" + std::to_string(i) + "]");
      if (!done) return done;
    }
    return {};
  }

  base::Result<void> add_phrase(const std::string& text, PhraseUse use, const std::string& where) {
    if (text.size() > phrase_bytes_max) {
      return base::fail(
          "the phrase is longer than " + std::to_string(phrase_bytes_max) + " bytes", where);
    }
    fold(text, folded_);
    std::string_view phrase = folded_.text;
    if (phrase.starts_with(' ')) phrase.remove_prefix(1);
    if (phrase.ends_with(' ')) phrase.remove_suffix(1);
    if (phrase.empty()) return base::fail("the phrase is empty", where);

    std::vector<Phrase>& phrases = table_.phrases;
    const auto [at, fresh] =
        known_.emplace(std::string(phrase), static_cast<std::uint32_t>(phrases.size()));
    if (fresh) {
      if (phrases.size() == phrases_max) {
        return base::fail(count_fault(phrases_max, "phrases"), where);
      }
      phrases.push_back({std::string(phrase), joins_words(base::decode_at(phrase, 0).code),
                         joins_words(code_point_before(phrase, phrase.size())), {}});
    }
    std::vector<PhraseUse>& uses = phrases[at->second].uses;
    if (std::find(uses.begin(), uses.end(), use) == uses.end()) uses.push_back(use);
    return {};
  }

  base::Result<void> add_patterns(const std::vector<std::string>& texts, std::uint32_t number,
                                  const std::string& where) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string place = where + "[" + std::to_string(i) + "]";
      RegexPtr regex = compile_pattern(texts[i]);
      // What was compiled before was found good then, and asking again takes longer than all else.
      if (!known_good_ || regex == nullptr) {
        if (auto fault = pattern_fault(texts[i])) return base::fail(*fault, place);
      }
      if (table_.patterns.size() == patterns_max) {
        return base::fail(count_fault(patterns_max, "patterns"), place);
      }
      table_.patterns.push_back({texts[i], number, std::move(regex)});
    }
    return {};
  }

  WordTable& table_;
  const bool known_good_;
  Folded folded_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

base::Result<void> compile_phrases(WordTable& table) {
  if (table.phrases.empty()) return {};
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  std::vector<unsigned> ids;
  for (const Phrase& phrase : table.phrases) {
    texts.push_back(phrase.text.data());
    sizes.push_back(phrase.text.size());
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  const std::vector<unsigned> flags(texts.size(), 0);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t status = hs_compile_lit_multi(
      texts.data(), flags.data(), ids.data(), sizes.data(), static_cast<unsigned>(texts.size()),
      HS_MODE_BLOCK, nullptr, &database, &error);
  hs_free_compile_error(error);
  table.phrase_scanner.reset(database);
  if (status != HS_SUCCESS) return base::fail("the phrases cannot be compiled together", "words");
  return {};
}

base::Result<void> compile_patterns(WordTable& table) {
  if (table.patterns.empty()) return {};
  std::vector<const char*> texts;
  std::vector<unsigned> ids;
  std::vector<unsigned> flags;
  for (const Pattern& pattern : table.patterns) {
    texts.push_back(pattern.text.c_str());
    ids.push_back(static_cast<unsigned>(ids.size()));
    flags.push_back(scanner_flags(pattern.text));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  const hs_error_t status =
      hs_compile_multi(texts.data(), flags.data(), ids.data(),
                       static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database,
                       &error);
  const int culprit = error != nullptr ? error->expression : -1;
  hs_free_compile_error(error);
  table.pattern_scanner.reset(database);
  if (status == HS_SUCCESS) return {};
  const auto number = static_cast<std::size_t>(std::max(culprit, 0));
  if (culprit < 0 || number >= texts.size()) {
    return base::fail("the patterns cannot be compiled together", "words");
  }
  return base::fail("the pattern '" + table.patterns[number].text +
                        "' is too large for the scanner; shorten its repeats or split it",
                    "words");
}

std::string version_of(std::span<const post::Lexicon> lexicons) {
  std::string all(scan_version);
  const auto add = [&all](char kind, std::string_view text) {
    all += kind;
    all += std::to_string(text.size());
    all += ':';
    all += text;
  };
  for (const post::Lexicon& lexicon : lexicons) {
    add('l', lexicon.id);
    for (const std::string& text : lexicon.phrases) add('p', text);
    for (const std::string& text : lexicon.patterns) add('r', text);
    for (const std::string& text : lexicon.except) add('e', text);
  }
  return base::sha256(all);
}

std::size_t bytes_of(std::span<const post::Lexicon> lexicons) {
  std::size_t bytes = 0;
  for (const post::Lexicon& lexicon : lexicons) {
    for (const auto* list : {&lexicon.phrases, &lexicon.patterns, &lexicon.except}) {
      for (const std::string& entry : *list) bytes += entry.size();
    }
  }
  return bytes;
}

// The compiled form: the magic line, the table's version, the digest of the rest, and both
// databases, each after its length as 64 bits of this machine.
void append_database(std::string& out, const hs_database_t* database) {
  char* bytes = nullptr;
  std::size_t size = 0;
  if (database != nullptr && hs_serialize_database(database, &bytes, &size) != HS_SUCCESS) size = 0;
  const std::uint64_t length = size;
  out.append(reinterpret_cast<const char*>(&length), sizeof length);
  if (size > 0) out.append(bytes, size);
  std::free(bytes);
}

// Takes one database off the front; false when the bytes are short or not for this machine.
bool take_database(std::string_view& bytes, DatabasePtr& out) {
  std::uint64_t length = 0;
  if (bytes.size() < sizeof length) return false;
  std::memcpy(&length, bytes.data(), sizeof length);
  bytes.remove_prefix(sizeof length);
  if (bytes.size() < length) return false;
  if (length > 0) {
    hs_database_t* database = nullptr;
    if (hs_deserialize_database(bytes.data(), length, &database) != HS_SUCCESS) return false;
    out.reset(database);
  }
  bytes.remove_prefix(length);
  return true;
}

// Was this compiled from lists of this version?
bool is_of(std::string_view compiled, std::string_view version) {
  if (!compiled.starts_with(compiled_magic)) return false;
  return compiled.substr(compiled_magic.size()).starts_with(version);
}

bool restore(WordTable& table, std::string_view compiled) {
  const std::size_t digest_size = table.version.size();
  if (!is_of(compiled, table.version)) return false;
  compiled.remove_prefix(compiled_magic.size());
  if (compiled.size() < 2 * digest_size) return false;
  const std::string_view digest = compiled.substr(digest_size, digest_size);
  compiled.remove_prefix(2 * digest_size);
  if (base::sha256(compiled) != digest) return false;
  const bool whole = take_database(compiled, table.phrase_scanner) &&
                     take_database(compiled, table.pattern_scanner) &&
                     (table.phrase_scanner == nullptr) == table.phrases.empty() &&
                     (table.pattern_scanner == nullptr) == table.patterns.empty();
  if (!whole) {
    table.phrase_scanner.reset();
    table.pattern_scanner.reset();
  }
  return whole;
}

}  // namespace

void DatabaseDeleter::operator()(hs_database* database) const { hs_free_database(database); }

base::Result<WordTable> make_word_table(std::span<const post::Lexicon> lexicons,
                                        std::string_view compiled, const base::SideBySide& both) {
  if (hs_valid_platform() != HS_SUCCESS) {
    return base::fail("this processor cannot search for words: SSE4.2 or NEON is needed", "words");
  }
  if (lexicons.size() > lexicons_max) {
    return base::fail(count_fault(lexicons_max, "lexicons"), "words");
  }
  if (bytes_of(lexicons) > lexicon_bytes_max) {
    return base::fail("the lexicons together are larger than 4 MiB", "words");
  }
  WordTable table;
  table.version = version_of(lexicons);
  Gatherer gatherer(table, is_of(compiled, table.version));
  for (const post::Lexicon& lexicon : lexicons) {
    if (auto done = gatherer.add(lexicon); !done) return tl::unexpected(done.error());
  }
  table.restored = restore(table, compiled);
  if (table.restored) return table;
  base::Result<void> phrases;
  base::Result<void> patterns;
  both([&] { phrases = compile_phrases(table); }, [&] { patterns = compile_patterns(table); });
  if (!phrases) return tl::unexpected(phrases.error());
  if (!patterns) return tl::unexpected(patterns.error());
  return table;
}

std::string serialise(const WordTable& table) {
  std::string databases;
  append_database(databases, table.phrase_scanner.get());
  append_database(databases, table.pattern_scanner.get());
  return std::string(compiled_magic) + table.version + base::sha256(databases) + databases;
}

}  // namespace decorum::signals
