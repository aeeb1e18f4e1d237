#include "signals/count.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "post/json.h"

namespace decorum::signals {
namespace {

struct Known {
  bool ngrams = true;
  WordNumbers numbers;
};
using KnownWords = std::map<std::string, Known, std::less<>>;

// The one token a lexicon's entry is read as.
std::optional<KnownWord> as_token(std::string_view entry, TokenRow& row) {
  tokenise(entry, row);
  if (row.tokens.size() != 1) return std::nullopt;
  const Token& token = row.tokens[0];
  return KnownWord{std::string(row.text_of(token)), has_ngrams(token.flags), {}};
}

std::uint16_t mark_named(std::string_view kind) {
  if (kind == "contrast") return word_mark::contrast;
  if (kind == "second_person") return word_mark::second_person;
  if (kind == "first_person") return word_mark::first_person;
  if (kind == "asking") return word_mark::asking;
  if (kind == "slur") return word_mark::slur;
  if (kind == "vile") return word_mark::vile;
  if (kind == "harm") return word_mark::harm;
  if (kind == "condemn") return word_mark::condemn;
  if (kind == "report") return word_mark::report;
  if (kind == "obliging") return word_mark::obliging;
  if (kind == "third_person") return word_mark::third_person;
  return 0;
}

struct Entry {
  std::string_view word;
  std::string_view kind;    // modifiers.tsv and attack.tsv only
  std::string_view number;  // empty in a plain list
};

Entry split_entry(std::string_view line) {
  Entry entry;
  const std::size_t tab = line.find('\t');
  entry.word = line.substr(0, tab);
  if (tab == std::string_view::npos) return entry;
  entry.number = line.substr(tab + 1);
  const std::size_t second = entry.number.find('\t');
  if (second != std::string_view::npos) {
    entry.kind = entry.number.substr(0, second);
    entry.number = entry.number.substr(second + 1);
  }
  return entry;
}

bool apply_entry(std::string_view lexicon, const Entry& entry, WordNumbers& numbers) {
  double value = 0;
  if (!entry.number.empty()) {
    const char* end = entry.number.data() + entry.number.size();
    const auto parsed = std::from_chars(entry.number.data(), end, value);
    if (parsed.ec != std::errc() || parsed.ptr != end || std::abs(value) > 5) return false;
  }
  const auto hundredths = static_cast<std::int16_t>(std::lround(value * 100));
  if (lexicon == "vader.tsv") {
    numbers.valence = hundredths;
  } else if (lexicon == "emoji.tsv") {
    numbers.emoji_valence = hundredths;
  } else if (lexicon == "afinn.tsv") {
    numbers.afinn = static_cast<std::int8_t>(std::lround(value));
  } else if (lexicon == "profanity.txt") {
    numbers.marks |= word_mark::profanity;
  } else if (lexicon == "identity.txt") {
    numbers.marks |= word_mark::identity;
  } else if (entry.kind == "booster") {
    numbers.booster = static_cast<std::int8_t>(hundredths);
  } else {
    numbers.marks |= mark_named(entry.kind);
    return mark_named(entry.kind) != 0;
  }
  return true;
}

base::Result<void> add_lexicon(std::string_view name, std::string_view bytes, KnownWords& words) {
  TokenRow row;
  std::string_view rest = bytes;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line.empty() || line.starts_with("# ")) continue;
    const Entry entry = split_entry(line);
    const auto token = as_token(entry.word, row);
    if (!token) continue;
    Known& known = words[token->text];
    known.ngrams = token->ngrams;
    if (!apply_entry(name, entry, known.numbers)) {
      return base::fail("this line of the lexicon is not a word and its numbers",
                        fmt::format("{}:{}", name, number));
    }
  }
  return {};
}

class Counter {
 public:
  Counter() : posts_with_(feature_rows) {}

  void add(std::string_view text) {
    tokenise(text, row_);
    ids_.clear();
    seen_.clear();
    for (std::size_t k = 0; k < row_.tokens.size(); ++k) {
      const auto take = [&](std::uint32_t id) { ids_.push_back(id); };
      word_rows(row_, row_.tokens[k], take);
      context_rows(row_, k, take);
      count_word(row_.tokens[k]);
    }
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    for (const std::uint32_t id : ids_) ++posts_with_[id];
    ++posts_;
  }

  std::vector<std::uint8_t> codes() const {
    std::vector<std::uint8_t> codes;
    for (const std::uint32_t with : posts_with_) {
      const double idf = std::log((1.0 + static_cast<double>(posts_)) / (1.0 + with)) + 1.0;
      codes.push_back(static_cast<std::uint8_t>(
          std::clamp(std::lround(idf / static_cast<double>(idf_step)), 1L, 255L)));
    }
    return codes;
  }

  // Most frequent first; of the same count by their text, so that the file is always the same.
  void add_frequent(KnownWords& words) const {
    std::vector<std::pair<std::string_view, WordCount>> order(words_.begin(), words_.end());
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      if (a.second.posts != b.second.posts) return a.second.posts > b.second.posts;
      return a.first < b.first;
    });
    std::size_t taken = 0;
    for (const auto& [text, count] : order) {
      if (taken++ == frequent_words_max || count.posts < frequent_word_posts_min) return;
      words[std::string(text)].ngrams = count.ngrams;
    }
  }

  std::size_t posts() const { return posts_; }

 private:
  struct WordCount {
    std::uint32_t posts = 0;
    bool ngrams = true;
  };

  void count_word(const Token& token) {
    if (!seen_.insert(token.hash).second) return;
    WordCount& count = words_[std::string(row_.text_of(token))];
    ++count.posts;
    count.ngrams = has_ngrams(token.flags);
  }

  TokenRow row_;
  std::vector<std::uint32_t> ids_;
  std::unordered_set<std::uint64_t> seen_;
  std::unordered_map<std::string, WordCount> words_;
  std::vector<std::uint32_t> posts_with_;
  std::size_t posts_ = 0;
};

std::string file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

// The first line of a lexicon says what it is, from where and under which licence.
std::string about_lexicons(const std::map<std::string, std::string_view>& lexicons) {
  std::string out = "[";
  for (const auto& [name, bytes] : lexicons) {
    if (out.size() > 1) out += ',';
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    post::append_json_string(out, fmt::format("{}: {}", name, line.substr(line.find(' ') + 1)));
  }
  return out + "]";
}

}  // namespace

base::Result<Features> count_features(const std::vector<LabelledSet>& sets,
                                      const std::vector<NamedBytes>& lexicons) {
  std::map<std::string, std::string_view> by_name;
  for (const NamedBytes& lexicon : lexicons) by_name[file_name(lexicon.name)] = lexicon.bytes;
  KnownWords words;
  std::map<std::string, std::string_view> used;
  for (const char* name : {"vader.tsv", "afinn.tsv", "emoji.tsv", "modifiers.tsv",
                           "profanity.txt", "identity.txt", "attack.tsv"}) {
    const auto found = by_name.find(name);
    if (found == by_name.end()) return base::fail(fmt::format("the lexicon {} is missing", name));
    if (auto added = add_lexicon(name, found->second, words); !added) {
      return tl::unexpected(added.error());
    }
    used.insert(*found);
  }
  Counter counter;
  std::string names = "[";
  for (const LabelledSet& set : sets) {
    if (names.size() > 1) names += ',';
    post::append_json_string(names, set.name);
    for (const Labelled& post : set.posts) counter.add(post.text);
  }
  counter.add_frequent(words);

  Features features;
  features.idf = counter.codes();
  for (const auto& [text, known] : words) {
    features.words.push_back({text, known.ngrams, known.numbers});
  }
  // The most frequent first: what is used together lies together in memory.
  const auto code = [&](const KnownWord& word) {
    return features.idf[detail::row_of(hash_token(word.text) ^ detail::word_seed)];
  };
  std::stable_sort(features.words.begin(), features.words.end(),
                   [&](const KnownWord& a, const KnownWord& b) { return code(a) < code(b); });
  features.about = fmt::format(R"({{"posts":{},"sets":{}],"lexicons":{}}})", counter.posts(), names,
                               about_lexicons(used));
  return features;
}

}  // namespace decorum::signals
