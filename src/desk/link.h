// One-time links for people without an account: a team's expert answers, somebody acknowledges a
// policy. The secret is in the address alone; the store has its hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/shape.h"
#include "desk/writing.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::string_view link_kind = "link";

struct Link {
  base::Id id;
  std::string purpose;                // "answer-for-team", "acknowledge-policy", ...
  std::optional<base::Id> case_id;
  std::string to;                     // whom it was made for; may be empty
  std::string about;                  // what else the purpose needs: a policy's hash
  base::Time until;
  std::optional<base::Time> used_at;
  bool revoked = false;
};

template <class V>
void describe(V& v, Link& link) {
  v.field("id", link.id);
  v.field("purpose", link.purpose, {.most = 64});
  v.field("case", link.case_id);
  v.field("to", link.to, {.most = 320});
  v.field("about", link.about);
  v.field("until", link.until);
  v.field("used_at", link.used_at);
  v.field("revoked", link.revoked);
}

// Keeps the link, and gives the secret that stands in its address: 43 letters, 256 random bits.
std::string make_link(Writing& writing, const Link& link);

// The link of a secret that may still be used at `now`.
std::optional<Link> open_link(store::Snapshot& in, std::string_view secret, base::Time now);
std::optional<Link> link_by_id(store::Snapshot& in, base::Id id);

void change_link(Writing& writing, const Link& link);

// Ends every open link with this `about`, or of this case (its id as text).
void revoke_links_about(Writing& writing, const std::string& about);

}  // namespace decorum::desk
