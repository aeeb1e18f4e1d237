#include "desk/link.h"

#include <sodium.h>

#include "base/hash.h"
#include "desk/kept.h"

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

}  // namespace

std::string make_link(Writing& writing, const Link& link) {
  const std::string secret = secret_text();
  put_kept(writing, link_kind, base::to_text(link.id), link,
           {.key = base::sha256(secret),
            .second_key = link.case_id ? base::to_text(*link.case_id) : link.about,
            .expires_at = link.until});
  return secret;
}

std::optional<Link> open_link(store::Snapshot& in, std::string_view secret, base::Time now) {
  const auto document = in.document_by_key(link_kind, base::sha256(secret));
  if (!document) return std::nullopt;
  Link link = read_kept<Link>(*document);
  if ( link.revoked || link.used_at || link.until <= now) return std::nullopt;
  return link;
}

std::optional<Link> link_by_id(store::Snapshot& in, base::Id id) {
  return kept<Link>(in, link_kind, base::to_text(id));
}

void change_link(Writing& writing, const Link& link) {
  put_kept(writing, link_kind, base::to_text(link.id), link);
}

void revoke_links_about(Writing& writing, const std::string& about) {
  for (const store::Document& document :
       writing.in().documents_with(link_kind, about, "", store::page_max)) {
    Link link = read_kept<Link>(document);
    if (link.revoked || link.used_at) continue;
    link.revoked = true;
    change_link(writing, link);
  }
}

}  // namespace decorum::desk
