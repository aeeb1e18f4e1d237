// For tests: structs filled through their description, so that a new field or event is covered
// without a line here.
//
//   RandomFields fields(7);
//   ConversationEvent event = random_event<ConversationEvent>(fields);     // any kind, any values
//   Decided full = sample_of<Decided>(true);          // each field by its name
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "base/shape.h"
#include "record/event.h"

namespace decorum::cases {

inline constexpr std::int64_t first_id = std::int64_t{1} << 55;  // in April 2020

// Values from small sets, so that events speak of one another's ids; now and then long ones.
class RandomFields {
 public:
  explicit RandomFields(std::uint64_t seed, std::int64_t ids = 12) : random_(seed), ids_(ids) {}

  std::size_t below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  base::Id id() { return {first_id + static_cast<std::int64_t>(below(ids_count()))}; }
  base::Time time() { return base::Time(std::chrono::minutes(29'000'000 + below(100'000))); }

  template <class T>
  void field(std::string_view, T& value, const base::Rule& rule = {}) {
    fill(value, rule);
  }

 private:
  std::size_t ids_count() const { return static_cast<std::size_t>(ids_); }

  void fill(std::string& value, const base::Rule& rule) {
    static const std::vector<std::string> words{"",     "a",        "person:ana", "team:box-office",
                                                "done", "\"\\\n\t", "naïve 😀",   "person:ben"};
    value = words[below(words.size())];
    if (below(20) == 0) value = std::string(std::min<std::size_t>(rule.most, 300), 'x');
    if (value.empty() && !rule.may_be_empty) value = "b";
  }
  void fill(bool& value, const base::Rule&) { value = below(2) == 0; }
  void fill(std::int32_t& value, const base::Rule&) { value = static_cast<std::int32_t>(below(9)); }
  void fill(std::int64_t& value, const base::Rule&) { value = static_cast<std::int64_t>(below(9)); }
  void fill(base::Id& value, const base::Rule&) { value = id(); }
  void fill(base::Time& value, const base::Rule&) { value = time(); }
  void fill(base::RawJson& value, const base::Rule&) {
    value.json = below(2) == 0 ? "[]" : R"([{"question":"positive","answers":["no"]}])";
  }
  template <class T>
  void fill(std::optional<T>& value, const base::Rule& rule) {
    value.reset();
    if (below(2) == 0) fill(value.emplace(), rule);
  }
  template <class T>
  void fill(std::vector<T>& values, const base::Rule& rule) {
    values.resize(below(20) == 0 ? std::min<std::size_t>(rule.most_items, 60) : below(4));
    for (T& value : values) fill(value, rule);
  }
  template <class T>
  void fill(T& value, const base::Rule&) {
    if constexpr (std::is_enum_v<T>) {
      value = static_cast<T>(below(names_of(T{}).size()));
    } else {
      describe(*this, value);
    }
  }

  std::mt19937_64 random_;
  std::int64_t ids_;
};

template <class Variant, std::size_t at = 0>
Variant random_of_kind(RandomFields& fields, std::size_t kind) {
  if constexpr (at + 1 == std::variant_size_v<Variant>) {
    std::variant_alternative_t<at, Variant> event{};
    describe(fields, event);
    return event;
  } else {
    if (kind != at) return random_of_kind<Variant, at + 1>(fields, kind);
    std::variant_alternative_t<at, Variant> event{};
    describe(fields, event);
    return event;
  }
}

template <class Variant>
Variant random_event(RandomFields& fields) {
  return random_of_kind<Variant>(fields, fields.below(std::variant_size_v<Variant>));
}

// Every field filled in a way that can be read, or (`full` false) as little as a struct may say.
class SampleFields {
 public:
  explicit SampleFields(bool full) : full_(full) {}

  template <class T>
  void field(std::string_view name, T& value, const base::Rule& = {}) {
    fill(name, value);
  }

 private:
  void fill(std::string_view name, std::string& value) { value = full_ ? std::string(name) : ""; }
  void fill(std::string_view, bool& value) { value = full_; }
  void fill(std::string_view, std::int32_t& value) { value = full_ ? 3 : 0; }
  void fill(std::string_view, std::int64_t& value) { value = full_ ? 3 : 0; }
  void fill(std::string_view, base::Id& value) { value = {first_id + ++made_}; }
  void fill(std::string_view, base::Time& value) {
    value = base::Time(std::chrono::hours(498'000 + ++made_));  // in October 2026
  }
  void fill(std::string_view, base::RawJson& value) { value.json = "[]"; }
  template <class T>
  void fill(std::string_view name, std::optional<T>& value) {
    value.reset();
    if (full_) fill(name, value.emplace());
  }
  template <class T>
  void fill(std::string_view name, std::vector<T>& values) {
    values.clear();
    values.resize(full_ ? 2 : 0);
    for (T& value : values) fill(name, value);
  }
  template <class T>
  void fill(std::string_view, T& value) {
    if constexpr (std::is_enum_v<T>) {
      value = full_ ? static_cast<T>(1) : T{};
    } else {
      describe(*this, value);
    }
  }

  bool full_;
  std::int64_t made_ = 0;
};

template <class Event>
Event sample_of(bool full) {
  SampleFields fields(full);
  Event event{};
  describe(fields, event);
  return event;
}

// A sample of each kind, in the order of the variant.
template <class Variant, std::size_t... at>
std::vector<Variant> samples_in(bool full, std::index_sequence<at...>) {
  return {Variant(sample_of<std::variant_alternative_t<at, Variant>>(full))...};
}
template <class Variant>
std::vector<Variant> samples_of(bool full) {
  return samples_in<Variant>(full, std::make_index_sequence<std::variant_size_v<Variant>>());
}

// The event around the data.
template <class Variant>
record::Event event_of(const Variant& what, base::Id id, base::Time at,
                       std::string actor = "person:ana") {
  return {.id = id,
          .kind = std::string(kind_of(what)),
          .version = 1,
          .at = at,
          .actor = std::move(actor),
          .case_id = base::Id{first_id},
          .data = data_of(what)};
}

}  // namespace decorum::cases
