#include "signals/trunk.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <fmt/format.h>
#include <simdjson.h>

#include "signals/container.h"

namespace decorum::signals {
namespace {

constexpr std::size_t tail_floats = 2 * unit_count + number_count * unit_count + 2 * filter_count;

template <class Number>
void append(std::string& out, const Number* numbers, std::size_t count) {
  out.append(reinterpret_cast<const char*>(numbers), count * sizeof(Number));
}

// Takes `count` numbers off the front; the caller has checked the size.
template <class Number>
void take(std::string_view& bytes, Number* numbers, std::size_t count) {
  std::memcpy(numbers, bytes.data(), count * sizeof(Number));
  bytes.remove_prefix(count * sizeof(Number));
}

bool header_fits(const simdjson::dom::element& root) {
  const auto is = [&](const char* name, std::size_t wanted) {
    std::uint64_t value = 0;
    return root[name].get(value) == simdjson::SUCCESS && value == wanted;
  };
  std::string_view kind;
  return root["kind"].get(kind) == simdjson::SUCCESS && kind == "trunk" &&
         is("units", unit_count) && is("filters", filter_count) && is("reach", filter_reach) &&
         is("numbers", number_count);
}

bool all_finite(const float* numbers, std::size_t count) {
  return std::all_of(numbers, numbers + count, [](float x) { return std::isfinite(x); });
}

bool read_tail(std::string_view payload, Trunk& trunk) {
  std::array<float, tail_floats> tail;
  std::memcpy(tail.data(), payload.data(), sizeof tail);
  if (!all_finite(tail.data(), tail.size())) return false;
  take(payload, trunk.unit_scale.data(), unit_count);
  take(payload, trunk.unit_bias.data(), unit_count);
  for (Units& weights : trunk.number_weights) take(payload, weights.data(), unit_count);
  take(payload, trunk.filter_scale.data(), filter_count);
  take(payload, trunk.filter_bias.data(), filter_count);
  return true;
}

}  // namespace

base::Result<Trunk> read_trunk(std::string_view bytes) {
  const auto box = open_container(bytes);
  if (!box) return base::fail(box.error().what);
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  if (parser.parse(box->header.data(), box->header.size()).get(root) != simdjson::SUCCESS ||
      !header_fits(root)) {
    return base::fail("this model file does not hold a trunk of this version");
  }
  std::uint64_t words = 0;
  std::string_view features;
  simdjson::dom::element about;
  if (root["words"].get(words) != simdjson::SUCCESS || words > trunk_words_max ||
      root["features"].get(features) != simdjson::SUCCESS ||
      root["about"].get(about) != simdjson::SUCCESS) {
    return base::fail("the header of the trunk file is not complete");
  }
  std::string_view payload = box->payload;
  if (payload.size() !=
      words * (sizeof(std::uint64_t) + vector_lanes) + tail_floats * sizeof(float)) {
    return base::fail("the trunk file's words do not fit their number");
  }
  Trunk trunk;
  trunk.features = features;
  trunk.about = simdjson::minify(about);
  trunk.checksum = box->checksum;
  trunk.words.resize(words);
  trunk.vectors.resize(words * vector_lanes);
  take(payload, trunk.words.data(), words);
  take(payload, trunk.vectors.data(), words * vector_lanes);
  if (!read_tail(payload, trunk)) return base::fail("the trunk file holds what is no number");
  return trunk;
}

std::string write_trunk(const Trunk& trunk) {
  const std::string header = fmt::format(
      R"({{"kind":"trunk","units":{},"filters":{},"reach":{},"numbers":{},"words":{},)"
      R"("features":"{}","about":{}}})",
      unit_count, filter_count, filter_reach, number_count, trunk.words.size(), trunk.features,
      trunk.about.empty() ? "{}" : trunk.about);
  std::string payload;
  append(payload, trunk.words.data(), trunk.words.size());
  append(payload, trunk.vectors.data(), trunk.vectors.size());
  append(payload, trunk.unit_scale.data(), unit_count);
  append(payload, trunk.unit_bias.data(), unit_count);
  for (const Units& weights : trunk.number_weights) append(payload, weights.data(), unit_count);
  append(payload, trunk.filter_scale.data(), filter_count);
  append(payload, trunk.filter_bias.data(), filter_count);
  return seal_container(header, payload);
}

}  // namespace decorum::signals
