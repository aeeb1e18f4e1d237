#include "signals/model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <simdjson.h>

#include "post/json.h"
#include "signals/container.h"

namespace decorum::signals {
namespace {

using simdjson::dom::element;

constexpr std::size_t names_max = 64;

bool read_text(element root, const char* name, std::string& out) {
  std::string_view text;
  if (root[name].get(text) != simdjson::SUCCESS) return false;
  out = text;
  return true;
}

bool read_names(element root, const char* name, std::vector<std::string>& out) {
  simdjson::dom::array array;
  if (root[name].get(array) != simdjson::SUCCESS || array.size() > names_max) return false;
  for (const element item : array) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS) return false;
    out.emplace_back(text);
  }
  return true;
}

bool read_floats(element root, const char* name, std::size_t count, std::vector<float>& out) {
  simdjson::dom::array array;
  if (root[name].get(array) != simdjson::SUCCESS || array.size() != count) return false;
  for (const element item : array) {
    double number = 0;
    if (item.get(number) != simdjson::SUCCESS || !std::isfinite(number)) return false;
    out.push_back(static_cast<float>(number));
  }
  return true;
}

bool read_header(element root, Model& model) {
  if (!read_text(root, "signal", model.signal) || !read_text(root, "features", model.features) ||
      !read_text(root, "trunk", model.trunk) ||
      !read_names(root, "classes", model.classes) ||
      !read_names(root, "positive", model.positive)) {
    return false;
  }
  const std::size_t classes = model.classes.size();
  if (classes == 0 || classes > classes_max) return false;
  element calibration;
  double threshold = 0;
  if (root["calibration"].get(calibration) != simdjson::SUCCESS ||
      root["threshold"].get(threshold) != simdjson::SUCCESS || !std::isfinite(threshold)) {
    return false;
  }
  model.threshold = static_cast<float>(threshold);
  element training;
  if (root["training"].get(training) != simdjson::SUCCESS) return false;
  model.training = simdjson::minify(training);
  return calibration["exclusive"].get(model.calibration.exclusive) == simdjson::SUCCESS &&
         read_floats(calibration, "matrix", classes * classes, model.calibration.matrix) &&
         read_floats(calibration, "offset", classes, model.calibration.offset) &&
         read_floats(root, "scale", classes, model.scale) &&
         read_floats(root, "bias", classes, model.bias) &&
         read_floats(root, "handicap", classes, model.handicap);
}

// Takes `count` finite floats off the front of `bytes`, which holds enough.
bool take_floats(std::string_view& bytes, float* out, std::size_t count) {
  std::memcpy(out, bytes.data(), count * sizeof(float));
  bytes.remove_prefix(count * sizeof(float));
  return std::all_of(out, out + count, [](float x) { return std::isfinite(x); });
}

bool read_payload(std::string_view payload, Model& model) {
  const std::size_t classes = model.classes.size();
  const std::size_t hidden = model.trunk.empty() ? 0 : hidden_count;
  if (payload.size() != classes * (feature_rows + (number_count + hidden) * sizeof(float))) {
    return false;
  }
  for (std::size_t k = 0; k < classes; ++k) {
    const std::string_view lane = payload.substr(k * feature_rows, feature_rows);
    model.weights.emplace_back(feature_rows);
    std::memcpy(model.weights.back().data(), lane.data(), lane.size());
  }
  payload.remove_prefix(classes * feature_rows);
  model.number_weights.resize(classes);
  for (Numbers& weights : model.number_weights) {
    if (!take_floats(payload, weights.data(), number_count)) return false;
  }
  if (hidden > 0) model.hidden_weights.resize(classes);
  for (Hidden& weights : model.hidden_weights) {
    if (!take_floats(payload, weights.data(), hidden_count)) return false;
  }
  return true;
}

std::string json_names(const std::vector<std::string>& names) {
  std::string out = "[";
  for (const std::string& name : names) {
    if (out.size() > 1) out += ',';
    post::append_json_string(out, name);
  }
  return out + "]";
}

std::string json_floats(const std::vector<float>& numbers) {
  return fmt::format("[{}]", fmt::join(numbers, ","));
}

}  // namespace

base::Result<std::string> kind_of(std::string_view bytes) {
  const auto box = open_container(bytes);
  if (!box) return base::fail(box.error().what);
  simdjson::dom::parser parser;
  element root;
  std::string kind;
  if (parser.parse(box->header.data(), box->header.size()).get(root) != simdjson::SUCCESS ||
      !read_text(root, "kind", kind)) {
    return base::fail("the model file's header does not say what it holds");
  }
  return kind;
}

base::Result<Model> read_model(std::string_view bytes) {
  const auto box = open_container(bytes);
  if (!box) return base::fail(box.error().what);
  simdjson::dom::parser parser;
  element root;
  std::string kind;
  if (parser.parse(box->header.data(), box->header.size()).get(root) != simdjson::SUCCESS ||
      !read_text(root, "kind", kind) || kind != "linear") {
    return base::fail("this model file does not hold a linear model");
  }
  std::int64_t version = 0;
  std::int64_t bits = 0;
  std::int64_t numbers = 0;
  if (root["feature_version"].get(version) != simdjson::SUCCESS || version != feature_version ||
      root["hash_bits"].get(bits) != simdjson::SUCCESS || bits != feature_bits ||
      root["numbers"].get(numbers) != simdjson::SUCCESS || numbers != number_count) {
    return base::fail("the model was made by another version of the features");
  }
  Model model;
  if (!read_header(root, model)) return base::fail("the model file's header is not complete");
  if (!read_payload(box->payload, model)) {
    return base::fail("the model file's weights do not fit its header");
  }
  model.checksum = box->checksum;
  return model;
}

std::string write_model(const Model& model) {
  std::string header = fmt::format(
      R"({{"kind":"linear","feature_version":{},"hash_bits":{},"numbers":{},"signal":)",
      feature_version, feature_bits, number_count);
  post::append_json_string(header, model.signal);
  header += fmt::format(
      R"(,"classes":{},"positive":{},"features":"{}","trunk":"{}","scale":{},"bias":{},)"
      R"("threshold":{},)",
      json_names(model.classes), json_names(model.positive), model.features, model.trunk,
      json_floats(model.scale), json_floats(model.bias), model.threshold);
  header += fmt::format(
      R"("handicap":{},"calibration":{{"exclusive":{},"matrix":{},"offset":{}}},"training":{}}})",
      json_floats(model.handicap), model.calibration.exclusive ? "true" : "false",
      json_floats(model.calibration.matrix), json_floats(model.calibration.offset),
      model.training.empty() ? "{}" : model.training);
  std::string payload;
  payload.reserve(model.weights.size() * (feature_rows + sizeof(Numbers) + sizeof(Hidden)));
  for (const std::vector<std::int8_t>& lane : model.weights) {
    payload.append(reinterpret_cast<const char*>(lane.data()), lane.size());
  }
  for (const Numbers& numbers : model.number_weights) {
    payload.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
  }
  for (const Hidden& hidden : model.hidden_weights) {
    payload.append(reinterpret_cast<const char*>(hidden.data()), sizeof hidden);
  }
  return seal_container(header, payload);
}

}  // namespace decorum::signals
