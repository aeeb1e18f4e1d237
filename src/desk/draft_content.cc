#include "desk/draft_content.h"

#include <algorithm>
#include <array>
#include <utility>

namespace decorum::desk {
namespace {

constexpr std::array<std::string_view, 6> origins{"",           "own",
                                                  "licensed",   "permission",
                                                  "creative-commons", "public-domain"};

// A word that is none of ours says nothing about the origin.
post::Origin origin_of(std::string_view name) {
  const auto found = std::ranges::find(origins, name);
  if (found == origins.end()) return post::Origin::unsaid;
  return static_cast<post::Origin>(found - origins.begin());
}

post::DraftMedia as_media(const ContentMedia& media) {
  post::DraftMedia out;
  out.kind = media.kind;
  out.alt = media.alt;
  out.credit = media.credit;
  out.url = media.url;
  out.origin = origin_of(media.origin);
  out.licence = media.licence;
  if (!media.permission_by.empty()) {
    out.permission = post::Permission{media.permission_by, media.permission_scope,
                                      media.permission_evidence, media.permission_on,
                                      media.permission_until};
  }
  out.people = media.people;
  out.children = media.children;
  out.consent = media.consent;
  out.words_in_picture = media.words_in_picture;
  out.captions = media.captions;
  out.logo = media.logo;
  return out;
}

}  // namespace

post::Draft as_draft(const Content& content, const Destination& destination) {
  post::Draft draft;
  draft.text = content.text;
  draft.account = destination.account;
  draft.on_behalf_of = content.on_behalf_of;
  draft.relationship = content.relationship;
  draft.related_to = content.related_to;
  draft.paid = content.paid;
  draft.audience = content.audience;
  draft.sources = content.sources;
  for (const ContentMedia& media : content.media) draft.media.push_back(as_media(media));
  draft.reply_to = destination.reply_to;
  draft.publish_at = destination.publish_at;
  draft.embargo_until = content.embargo_until;
  for (const LetStand& let : content.let_stand) {
    draft.suppress.push_back({let.rule, let.reason, destination.author, let.words, {}});
  }
  return draft;
}

channels::Outgoing as_outgoing(const Content& content, std::string account,
                               std::string in_reply_to) {
  channels::Outgoing out;
  out.account = std::move(account);
  out.in_reply_to = std::move(in_reply_to);
  out.text = content.text;
  for (const ContentMedia& media : content.media) {
    post::Media sent;
    sent.kind = media.kind;
    sent.alt = media.alt;
    if (!media.credit.empty()) sent.credit = media.credit;
    sent.url = media.url;
    out.media.push_back(std::move(sent));
  }
  return out;
}

}  // namespace decorum::desk
