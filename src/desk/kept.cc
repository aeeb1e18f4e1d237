#include "desk/kept.h"

#include <fmt/format.h>

namespace decorum::desk {

void refuse_damaged(const store::Document& document, const base::Error& error) {
  throw store::StoreError(store::StoreError::Kind::damaged,
                          fmt::format("the {} {} cannot be read: {} {}", document.kind,
                                      document.id, error.where, error.what));
}

void put_body(Writing& writing, std::string_view kind, std::string_view id, std::string body,
              const KeptUnder& under) {
  store::Document document;
  if (auto before = writing.in().document(kind, id)) document = std::move(*before);
  document.kind = kind;
  document.id = id;
  ++document.version;
  if (!under.key.empty()) document.key = under.key;
  if (!under.second_key.empty()) document.second_key = under.second_key;
  if (under.expires_at) document.expires_at = under.expires_at;
  document.changed_at = writing.now();
  document.body = std::move(body);
  writing.in().put_document(document);
}

}  // namespace decorum::desk
