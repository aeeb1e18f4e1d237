#include "signals/word_vectors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

namespace decorum::signals {
namespace {

// Reads " 0.1 -0.2 ..." to its end; false when there are more or fewer numbers, or others.
bool read_numbers(std::string_view text, std::vector<float>& out) {
  for (std::size_t k = 0; k < word_vector_size; ++k) {
    if (text.empty() || text.front() != ' ') return false;
    text.remove_prefix(1);
    float number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (fault != std::errc() || !std::isfinite(number)) return false;
    out.push_back(number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  }
  return text.empty();
}

void standardise(std::vector<float>& numbers) {
  std::array<double, word_vector_size> mean{};
  const std::size_t words = numbers.size() / word_vector_size;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    mean[k % word_vector_size] += static_cast<double>(numbers[k]);
  }
  for (double& value : mean) value /= static_cast<double>(words);
  double square = 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const double value = static_cast<double>(numbers[k]) - mean[k % word_vector_size];
    square += value * value;
    numbers[k] = static_cast<float>(value);
  }
  const double deviation = std::sqrt(square / static_cast<double>(numbers.size()));
  if (deviation == 0) return;
  for (float& number : numbers) number = static_cast<float>(number / static_cast<float>(deviation));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> endings = {{
    {"n't", "not"}, {"'s", "is"}, {"'re", "are"}, {"'m", "am"}, {"'ll", "will"}, {"'ve", "have"},
    {"'d", "would"}}};

}  // namespace

bool WordVectors::find(std::string_view token, float* out) const {
  const auto add = [&](std::string_view word, float factor) {
    const float* vector = &numbers[index.at(std::string(word)) * word_vector_size];
    for (std::size_t d = 0; d < word_vector_size; ++d) out[d] += factor * vector[d];
  };
  const auto known = [&](std::string_view word) { return index.contains(std::string(word)); };
  if (token.starts_with('#')) token.remove_prefix(1);
  if (known(token)) {
    add(token, 1);
    return true;
  }
  for (const auto& [ending, word] : endings) {
    if (!token.ends_with(ending)) continue;
    const std::string_view first = token.substr(0, token.size() - ending.size());
    if (!known(first) || !known(word)) return false;
    add(first, 0.5F);
    add(word, 0.5F);
    return true;
  }
  return false;
}

base::Result<WordVectors> read_word_vectors(const NamedBytes& file) {
  WordVectors vectors;
  std::string_view rest = file.bytes;
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string where = fmt::format("{}:{}", file.name, line);
    const std::size_t space = text.find(' ');
    if (space == 0 || space == std::string_view::npos ||
        !read_numbers(text.substr(space), vectors.numbers)) {
      return base::fail(fmt::format("a word and {} numbers are expected, each after one space",
                                    word_vector_size),
                        where);
    }
    if (vectors.words.size() == word_vectors_max) {
      return base::fail(fmt::format("there are more than {} words", word_vectors_max), where);
    }
    vectors.words.emplace_back(text.substr(0, space));
    if (!vectors.index.emplace(vectors.words.back(), vectors.words.size() - 1).second) {
      return base::fail(fmt::format("the word {} stands here a second time", vectors.words.back()),
                        where);
    }
  }
  if (vectors.words.empty()) return base::fail("there are no word vectors", file.name);
  standardise(vectors.numbers);
  return vectors;
}

}  // namespace decorum::signals
