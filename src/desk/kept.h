// Described structs kept as documents (store/rows.h): read, listed, written anew, changed.
//
//   auto link = kept<Link>(in, "link", id);
//   put_kept(writing, "link", id, *link, {.key = digest});     // new, or the next version
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/shape.h"
#include "desk/writing.h"
#include "store/store.h"

namespace decorum::desk {

// Throws: a document that cannot be read.
[[noreturn]] void refuse_damaged(const store::Document& document, const base::Error& error);

template <class T>
T read_kept(const store::Document& document) {
  auto value = base::read_shape<T>(document.body);
  if (!value) refuse_damaged(document, value.error());
  return std::move(*value);
}

template <class T>
std::optional<T> kept(store::Snapshot& in, std::string_view kind, std::string_view id) {
  const auto document = in.document(kind, id);
  if (!document) return std::nullopt;
  return read_kept<T>(*document);
}

// At most `most`, in the order of their ids.
template <class T>
std::vector<T> all_kept(store::Snapshot& in, std::string_view kind, std::size_t most) {
  std::vector<T> values;
  std::string after;
  while (values.size() < most) {
    const auto page = in.documents(kind, after, store::page_max);
    for (const store::Document& document : page) {
      if (values.size() < most) values.push_back(read_kept<T>(document));
    }
    if (page.size() < store::page_max) break;
    after = page.back().id;
  }
  return values;
}

struct KeptUnder {
  std::string key = {}, second_key = {};  // left as they were when a document changes, if empty
  std::optional<base::Time> expires_at = {};
};

void put_body(Writing& writing, std::string_view kind, std::string_view id, std::string body,
              const KeptUnder& under);

template <class T>
void put_kept(Writing& writing, std::string_view kind, std::string_view id, const T& value,
              const KeptUnder& under = {}) {
  put_body(writing, kind, id, base::write_shape(value), under);
}

}  // namespace decorum::desk
