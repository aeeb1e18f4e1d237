// Who has read which version of the policy, by one-time link.
#include <utility>

#include <fmt/format.h>

#include "base/hash.h"
#include "desk/act.h"
#include "desk/kept.h"
#include "desk/link.h"
#include "desk/people.h"
#include "desk/policy_versions.h"
#include "desk/put_mail.h"

namespace decorum::desk {
namespace {

constexpr std::string_view asked_kind = "acknowledgement";
constexpr std::string_view purpose = "acknowledge-policy";

struct Acknowledged {
  std::string hash;
  base::Id link;
};
template <class V>
void describe(V& v, Acknowledged& event) {
  v.field("hash", event.hash);
  v.field("link", event.link);
}

struct Asked {
  std::string hash;
  std::int64_t count = 0;
};
template <class V>
void describe(V& v, Asked& event) {
  v.field("hash", event.hash);
  v.field("count", event.count);
}

// One for each version and address; the address itself is in the body alone.
std::string id_of(std::string_view hash, std::string_view to) {
  return fmt::format("{} {}", hash, base::sha256(to));
}

void ask_one(Writing& writing, const std::string& hash, const std::string& to, base::Time until) {
  Link link;
  link.id = writing.new_id();
  link.purpose = purpose;
  link.to = to;
  link.about = hash;
  link.until = until;
  const std::string secret = make_link(writing, link);
  AcknowledgementAsked asked{hash, to, base::to_text(link.id), writing.now(), {}};
  put_kept(writing, asked_kind, id_of(hash, to), asked, {.second_key = hash});
  put_mail(writing, {}, {to, "acknowledge-policy", {{"link", secret}}});
}

}  // namespace

OrRefused<std::size_t> ask_to_acknowledge(Desk& desk, const Actor& actor, const std::string& hash,
                                          const std::vector<std::string>& addresses,
                                          base::Time until) {
  if (!actor.can(Permission::publish_policy)) {
    return refuse(Refusal::not_permitted, "no role of yours may ask for this");
  }
  if (addresses.empty() || addresses.size() > acknowledgers_max) {
    return refuse(Refusal::bad_request,
                  fmt::format("name from 1 to {} addresses", acknowledgers_max), "/to");
  }
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    if (plain_email(addresses[i]).empty()) {
      return refuse(Refusal::bad_request, "this is no e-mail address", fmt::format("/to/{}", i));
    }
  }
  OrRefused<std::size_t> answer = refuse(Refusal::not_found, "there is no such version");
  desk.write(actor.id, [&](Writing& writing) {
    if (!version_by_hash(writing.in(), hash)) return;
    std::size_t count = 0;
    for (const std::string& to : addresses) {
      if (writing.in().document(asked_kind, id_of(hash, to))) continue;
      ask_one(writing, hash, to, until);
      ++count;
    }
    if (count > 0) {
      writing.event("acknowledgements-asked", Asked{hash, static_cast<std::int64_t>(count)});
    }
    answer = count;
  });
  return answer;
}

OrRefused<PolicyVersion> acknowledge(Desk& desk, const std::string& secret) {
  OrRefused<PolicyVersion> answer =
      refuse(Refusal::too_late, "this link was used already, or is too old");
  const base::Time now = desk.now();
  std::optional<Link> link;
  desk.store().read([&](store::Snapshot& in) { link = open_link(in, secret, now); });
  if (!link || link->purpose != purpose) return answer;
  desk.write("link:" + base::to_text(link->id), [&](Writing& writing) {
    auto open = open_link(writing.in(), secret, now);
    const std::string id = id_of(link->about, link->to);
    auto asked = kept<AcknowledgementAsked>(writing.in(), asked_kind, id);
    const auto version = version_by_hash(writing.in(), link->about);
    if (!open || !asked || !version) return;
    open->used_at = now;
    change_link(writing, *open);
    asked->acknowledged_at = now;
    put_kept(writing, asked_kind, id, *asked);
    writing.event("policy-acknowledged", Acknowledged{link->about, link->id});
    answer = *version;
  });
  return answer;
}

std::vector<AcknowledgementAsked> acknowledgements(store::Snapshot& in, std::string_view hash) {
  std::vector<AcknowledgementAsked> list;
  std::string after;
  while (list.size() < acknowledgers_max) {
    const auto page = in.documents_with(asked_kind, hash, after, store::page_max);
    for (const store::Document& document : page) {
      list.push_back(read_kept<AcknowledgementAsked>(document));
    }
    if (page.size() < store::page_max) break;
    after = page.back().id;
  }
  return list;
}

}  // namespace decorum::desk
