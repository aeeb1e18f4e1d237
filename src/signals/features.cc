#include "signals/features.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <simdjson.h>

#include "signals/container.h"

namespace decorum::signals {
namespace {

// Reads numbers and strings off the front of a payload; `ok` stays false after the first shortage.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}

  template <class T>
  T number() {
    T value{};
    const std::string_view bytes = text(sizeof(T));
    if (ok_) std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
  }
  std::string_view text(std::size_t size) {
    ok_ = ok_ && size <= bytes_.size();
    if (!ok_) return {};
    const std::string_view front = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return front;
  }
  bool ok() const { return ok_; }
  bool at_end() const { return ok_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

template <class T>
void append(std::string& out, T number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

KnownWord read_word(Cursor& cursor) {
  KnownWord word;
  word.text = cursor.text(cursor.number<std::uint8_t>());
  word.ngrams = cursor.number<std::uint8_t>() != 0;
  word.numbers.valence = cursor.number<std::int16_t>();
  word.numbers.emoji_valence = cursor.number<std::int16_t>();
  word.numbers.afinn = cursor.number<std::int8_t>();
  word.numbers.booster = cursor.number<std::int8_t>();
  word.numbers.marks = cursor.number<std::uint16_t>();
  return word;
}

base::Result<void> check_header(std::string_view header) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(header.data(), header.size()).get(root) != simdjson::SUCCESS) {
    return base::fail("the header of the features file is not JSON");
  }
  std::string_view kind;
  std::int64_t version = 0;
  std::int64_t bits = 0;
  if (root["kind"].get(kind) != simdjson::SUCCESS || kind != "features") {
    return base::fail("this model file does not hold features");
  }
  if (root["feature_version"].get(version) != simdjson::SUCCESS || version != feature_version ||
      root["hash_bits"].get(bits) != simdjson::SUCCESS || bits != feature_bits) {
    return base::fail("the features file was made by another version of the feature hashing");
  }
  return {};
}

std::string about_of(std::string_view header) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  simdjson::dom::element about;
  if (parser.parse(header.data(), header.size()).get(root) != simdjson::SUCCESS) return "{}";
  if (root["about"].get(about) != simdjson::SUCCESS) return "{}";
  return simdjson::minify(about);
}

}  // namespace

base::Result<Features> read_features(std::string_view bytes) {
  const auto box = open_container(bytes);
  if (!box) return base::fail(box.error().what);
  if (auto checked = check_header(box->header); !checked) return base::fail(checked.error().what);

  Features features;
  features.checksum = box->checksum;
  features.about = about_of(box->header);
  Cursor cursor(box->payload);
  const std::string_view codes = cursor.text(feature_rows);
  features.idf.assign(codes.begin(), codes.end());
  const auto count = cursor.number<std::uint32_t>();
  if (!cursor.ok() || count > known_words_max) return base::fail("the features file is too short");
  features.words.reserve(count);
  for (std::uint32_t k = 0; k < count && cursor.ok(); ++k) {
    features.words.push_back(read_word(cursor));
  }
  if (!cursor.at_end()) return base::fail("the features file's words do not fit their number");
  if (std::find(features.idf.begin(), features.idf.end(), 0) != features.idf.end()) {
    return base::fail("the features file holds a feature without a weight");
  }
  return features;
}

std::string write_features(const Features& features) {
  const std::string header =
      fmt::format(R"({{"kind":"features","feature_version":{},"hash_bits":{},"words":{},)"
                  R"("about":{}}})",
                  feature_version, feature_bits, features.words.size(),
                  features.about.empty() ? "{}" : features.about);
  std::string payload(features.idf.begin(), features.idf.end());
  append(payload, static_cast<std::uint32_t>(features.words.size()));
  for (const KnownWord& word : features.words) {
    append(payload, static_cast<std::uint8_t>(word.text.size()));
    payload += word.text;
    append(payload, static_cast<std::uint8_t>(word.ngrams ? 1 : 0));
    append(payload, word.numbers.valence);
    append(payload, word.numbers.emoji_valence);
    append(payload, word.numbers.afinn);
    append(payload, word.numbers.booster);
    append(payload, word.numbers.marks);
  }
  return seal_container(header, payload);
}

WordIndex::WordIndex(const Features& features) {
  numbers_.reserve(features.words.size());
  for (const KnownWord& word : features.words) {
    if (word.numbers != WordNumbers{}) numbers_.emplace(hash_token(word.text), word.numbers);
  }
}

const WordNumbers& WordIndex::find(std::uint64_t hash) const {
  const auto found = numbers_.find(hash);
  return found == numbers_.end() ? none_ : found->second;
}

}  // namespace decorum::signals
