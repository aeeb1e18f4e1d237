#include "signals/trunk_tasks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "signals/unmask.h"

namespace decorum::signals {
namespace {

constexpr std::size_t posts_with_vector_min = 2;
constexpr std::size_t posts_without_vector_min = 5;
constexpr double label_power = 0.8;
constexpr double task_power = 0.5;
constexpr double task_posts = 40'000;  // a task of this many posts counts by its size
constexpr double task_weight_max = 8;
constexpr float context_factor = 2;
constexpr std::size_t context_words_min = 2;

class Builder {
 public:
  Builder(const Features& features, const WordVectors& vectors)
      : words_(features), known_(features), vectors_(vectors) {}

  void choose_words(const std::vector<LabelledSet>& sets, std::size_t common_words);
  base::Result<void> add_task(const LabelledSet& set);
  void begin_from_context();
  TrunkTasks take() { return std::move(tasks_); }

 private:
  void know(const std::string& word, const std::vector<float>& vector, bool has_vector);
  void weigh(std::size_t first, std::size_t labels);

  WordIndex words_;
  KnownWords known_;
  Unmasked plain_;
  const WordVectors& vectors_;
  TokenRow row_;
  TrunkTasks tasks_;
  std::unordered_map<std::string, std::int32_t> index_;
  std::vector<bool> has_vector_;  // by known word
};

void Builder::know(const std::string& word, const std::vector<float>& vector, bool has_vector) {
  index_.emplace(word, static_cast<std::int32_t>(tasks_.hashes.size()));
  tasks_.hashes.push_back(hash_token(word));
  tasks_.vectors.insert(tasks_.vectors.end(), vector.begin(), vector.end());
  has_vector_.push_back(has_vector);
}

void Builder::choose_words(const std::vector<LabelledSet>& sets, std::size_t common_words) {
  std::map<std::string, std::size_t> posts_with;  // by their text, so that chance decides nothing
  for (const LabelledSet& set : sets) {
    for (const Labelled& post : set.posts) {
      read_tokens(post.text, known_, plain_, row_);
      for (const Token& token : row_.tokens) ++posts_with[std::string(row_.text_of(token))];
    }
  }
  std::vector<std::pair<std::string, std::size_t>> order(posts_with.begin(), posts_with.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  const std::size_t common = std::min(common_words, vectors_.words.size());
  for (const auto& [word, posts] : order) {
    std::vector<float> vector(word_vector_size);
    const auto found = vectors_.index.find(word);
    const bool is_common = found != vectors_.index.end() && found->second < common;
    const bool has_vector = vectors_.find(word, vector.data());
    if (!is_common && posts < (has_vector ? posts_with_vector_min : posts_without_vector_min)) {
      continue;
    }
    know(word, vector, has_vector);
  }
  for (std::size_t k = 0; k < common; ++k) {
    if (index_.contains(vectors_.words[k])) continue;
    std::vector<float> vector(word_vector_size);
    vectors_.find(vectors_.words[k], vector.data());
    know(vectors_.words[k], vector, true);
  }
}

base::Result<void> Builder::add_task(const LabelledSet& set) {
  std::map<std::string, std::uint16_t> names;
  const std::vector<std::string> none = {"none"};
  const auto labels_of = [&](const Labelled& post) -> const std::vector<std::string>& {
    return post.labels.empty() ? none : post.labels;
  };
  for (const Labelled& post : set.posts) {
    for (const std::string& label : labels_of(post)) names.emplace(label, 0);
  }
  if (names.size() < 2 || names.size() > task_labels_max) {
    return base::fail(fmt::format("{} has {} labels; from 2 to {} are needed to learn from it",
                                  set.name, names.size(), task_labels_max),
                      "--train");
  }
  std::uint16_t number = 0;
  for (auto& [name, label] : names) label = number++;
  const std::size_t first = tasks_.posts.size();
  for (const Labelled& labelled : set.posts) {
    TrunkPost post;
    post.task = tasks_.labels.size();
    read_tokens(labelled.text, known_, plain_, row_);
    NumberCounter counter;
    for (const Token& token : row_.tokens) {
      const auto found = index_.find(std::string(row_.text_of(token)));
      post.words.push_back(found == index_.end() ? -1 : found->second);
      counter.add(token, row_.text_of(token), words_.find(token.hash));
    }
    post.numbers = counter.finish();
    for (const std::string& label : labels_of(labelled)) post.labels.push_back(names[label]);
    tasks_.posts.push_back(std::move(post));
  }
  tasks_.labels.push_back(names.size());
  weigh(first, names.size());
  return {};
}

void Builder::weigh(std::size_t first, std::size_t labels) {
  std::vector<double> common(labels);
  const std::size_t end = tasks_.posts.size();
  const auto posts = static_cast<double>(end - first);
  for (std::size_t i = first; i < end; ++i) {
    const TrunkPost& post = tasks_.posts[i];
    for (const std::uint16_t label : post.labels) {
      common[label] += 1.0 / static_cast<double>(post.labels.size());
    }
  }
  std::vector<double> weights;
  double sum = 0;
  for (std::size_t i = first; i < end; ++i) {
    const TrunkPost& post = tasks_.posts[i];
    double weight = 0;
    for (const std::uint16_t label : post.labels) {
      const double even = posts / static_cast<double>(labels);
      weight +=
          std::pow(even / common[label], label_power) / static_cast<double>(post.labels.size());
    }
    weights.push_back(weight);
    sum += weight;
  }
  const double task = std::min(std::pow(task_posts / posts, task_power), task_weight_max);
  for (std::size_t i = first; i < end; ++i) {
    tasks_.posts[i].weight = static_cast<float>(weights[i - first] * posts / sum * task);
  }
}

void Builder::begin_from_context() {
  std::vector<float> sums(tasks_.vectors.size());
  std::vector<float> counts(tasks_.hashes.size());
  for (const TrunkPost& post : tasks_.posts) {
    std::vector<float> mean(word_vector_size);
    std::size_t known = 0;
    for (const std::int32_t word : post.words) {
      if (word < 0 || !has_vector_[static_cast<std::size_t>(word)]) continue;
      const float* vector = tasks_.vector(word);
      for (std::size_t d = 0; d < word_vector_size; ++d) mean[d] += vector[d];
      ++known;
    }
    if (known < context_words_min) continue;
    for (const std::int32_t word : post.words) {
      const auto w = static_cast<std::size_t>(word);
      if (word < 0 || has_vector_[w]) continue;
      for (std::size_t d = 0; d < word_vector_size; ++d) {
        sums[w * word_vector_size + d] += mean[d] / static_cast<float>(known);
      }
      counts[w] += 1;
    }
  }
  for (std::size_t w = 0; w < counts.size(); ++w) {
    if (counts[w] == 0) continue;
    for (std::size_t d = 0; d < word_vector_size; ++d) {
      tasks_.vectors[w * word_vector_size + d] =
          context_factor * sums[w * word_vector_size + d] / counts[w];
    }
  }
}

}  // namespace

base::Result<TrunkTasks> trunk_tasks(const Features& features, const std::vector<LabelledSet>& sets,
                                     const WordVectors& vectors, const TrunkSettings& settings) {
  Builder builder(features, vectors);
  builder.choose_words(sets, settings.common_words);
  for (const LabelledSet& set : sets) {
    if (auto added = builder.add_task(set); !added) return tl::unexpected(added.error());
  }
  builder.begin_from_context();
  return builder.take();
}

}  // namespace decorum::signals
