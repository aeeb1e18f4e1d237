#include "desk/link.h"

#include <sodium.h>

#include "base/hash.h"

namespace decorum::desk {
namespace {

constexpr std::size_t secret_bytes = 32;

std::string secret_text() {
  const std::string bytes = random_bytes(secret_bytes);
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_ENCODED_LEN(secret_bytes, variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), variant);
  text.resize(text.size() - 1);  // its final zero
  return text;
}

std::optional<Link> read(const std::optional<store::Document>& document) {
  if (!document) return std::nullopt;
  auto link = base::read_shape<Link>(document->body);
  if (!link) {
    throw store::StoreError(store::StoreError::Kind::damaged, "a link cannot be read");
  }
  return *link;
}

}  // namespace

std::string make_link(Writing& writing, const Link& link) {
  const std::string secret = secret_text();
  writing.in().put_document({.kind = std::string(link_kind),
                             .id = base::to_text(link.id),
                             .version = 1,
                             .key = base::sha256(secret),
                             .second_key = link.case_id ? base::to_text(*link.case_id) : link.about,
                             .expires_at = link.until,
                             .changed_at = writing.now(),
                             .body = base::write_shape(link)});
  return secret;
}

std::optional<Link> open_link(store::Snapshot& in, std::string_view secret, base::Time now) {
  auto link = read(in.document_by_key(link_kind, base::sha256(secret)));
  if (!link || link->revoked || link->used_at || link->until <= now) return std::nullopt;
  return link;
}

std::optional<Link> link_by_id(store::Snapshot& in, base::Id id) {
  return read(in.document(link_kind, base::to_text(id)));
}

void change_link(store::Transaction& in, const Link& link, base::Time now) {
  auto document = in.document(link_kind, base::to_text(link.id));
  if (!document) throw store::Stale("the link is gone");
  ++document->version;
  document->changed_at = now;
  document->body = base::write_shape(link);
  in.put_document(*document);
}

}  // namespace decorum::desk
