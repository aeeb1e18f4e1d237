// Events of a family between their structs and the record's bytes. `Variant` is a std::variant of
// described structs, each with its `kind`.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/result.h"
#include "base/shape.h"
#include "record/event.h"

namespace decorum::cases {

template <class Variant, std::size_t at = 0>
base::Result<Variant> read_event_as(const record::Event& event) {
  if constexpr (at == std::variant_size_v<Variant>) {
    return base::fail(fmt::format("there is no event called {}", event.kind), "/kind");
  } else {
    using Event = std::variant_alternative_t<at, Variant>;
    if (event.kind != Event::kind) return read_event_as<Variant, at + 1>(event);
    if (event.version != 1) {
      return base::fail(fmt::format("version {} of {} is not known to this program", event.version,
                                    event.kind),
                        "/version");
    }
    auto data = base::read_shape<Event>(event.data.json);
    if (!data) return base::fail(data.error().what, "/data" + data.error().where);
    return Variant(std::move(*data));
  }
}

template <class Variant>
base::RawJson data_of_any(const Variant& event) {
  return std::visit([](const auto& one) { return base::RawJson{base::write_shape(one)}; }, event);
}

template <class Variant>
std::string_view kind_of_any(const Variant& event) {
  return std::visit([](const auto& one) { return std::string_view(one.kind); }, event);
}

template <class Variant, std::size_t... at>
std::vector<std::string_view> kinds_in(std::index_sequence<at...>) {
  return {std::variant_alternative_t<at, Variant>::kind...};
}

// Every kind of the family, in the order of the variant.
template <class Variant>
std::vector<std::string_view> kinds_of() {
  return kinds_in<Variant>(std::make_index_sequence<std::variant_size_v<Variant>>());
}

}  // namespace decorum::cases
