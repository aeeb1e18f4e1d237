// What a version of a draft says: its words and what its author says about them. One text of the
// store (kind "draft"), found by its words alone, as JSON of this struct.
//
//   const post::Draft draft = as_draft(content, {.account = "main", .reply_to = ...});
//   const channels::Outgoing out = as_outgoing(content, "main", "109…");
//
// It names no account and no post that it answers: those belong to the draft case, so that nobody
// can send an approved text elsewhere by writing them into the text. Links stand in the text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/shape.h"
#include "channels/channel.h"
#include "post/draft.h"

namespace decorum::desk {

struct ContentMedia {
  static constexpr std::string_view shape_name = "DraftMedia";
  std::string kind = "image";
  std::string url;
  std::optional<std::string> alt;  // "" is a stated empty description: decoration
  std::string credit, licence;
  std::string origin;  // "", "own", "licensed", "permission", "creative-commons", "public-domain"
  std::string permission_by, permission_scope, permission_evidence;
  std::optional<std::chrono::sys_days> permission_on, permission_until;
  bool people = false, children = false, consent = false, captions = false, logo = false;
  std::string words_in_picture;
};

template <class Visitor>
void describe(Visitor& v, ContentMedia& media) {
  constexpr std::size_t long_text = 16'000;
  v.field("kind", media.kind, {.most = 32, .may_miss = true});
  v.field("url", media.url, {.most = 8192, .may_be_empty = false});
  v.field("alt", media.alt, {.most = long_text, .about = "What it shows, for who cannot see it"});
  v.field("credit", media.credit, {.may_miss = true});
  v.field("licence", media.licence, {.may_miss = true});
  v.field("origin", media.origin, {.most = 32, .may_miss = true});
  v.field("permission_by", media.permission_by, {.may_miss = true});
  v.field("permission_scope", media.permission_scope, {.may_miss = true});
  v.field("permission_evidence", media.permission_evidence, {.may_miss = true});
  v.field("permission_on", media.permission_on);
  v.field("permission_until", media.permission_until);
  v.field("people", media.people, {.may_miss = true, .about = "Can somebody be recognised?"});
  v.field("children", media.children, {.may_miss = true});
  v.field("consent", media.consent, {.may_miss = true});
  v.field("captions", media.captions, {.may_miss = true});
  v.field("logo", media.logo, {.may_miss = true, .about = "Is it said to show our logo?"});
  v.field("words_in_picture", media.words_in_picture, {.most = long_text, .may_miss = true});
}

// A finding that a person lets stand, with the reason; who they are is known from the version.
struct LetStand {
  static constexpr std::string_view shape_name = "LetStand";
  std::string rule, words, reason;
};

template <class Visitor>
void describe(Visitor& v, LetStand& let) {
  v.field("rule", let.rule, {.most = 64, .may_be_empty = false});
  v.field("words", let.words, {.most = 4000, .may_be_empty = false,
                               .about = "The words of the finding, as they stand in the text"});
  v.field("reason", let.reason, {.most = 4000, .may_be_empty = false});
}

struct Content {
  static constexpr std::string_view shape_name = "DraftContent";
  std::string text;
  std::vector<ContentMedia> media;
  std::vector<std::string> sources, audience;
  std::string on_behalf_of;
  std::string relationship = "none";
  std::string related_to;
  bool paid = false;
  std::optional<base::Time> embargo_until;
  std::vector<LetStand> let_stand;
};

template <class Visitor>
void describe(Visitor& v, Content& content) {
  constexpr std::size_t list = post::draft_list_max;
  v.field("text", content.text, {.most = post::draft_text_bytes_max});
  v.field("media", content.media, {.most_items = list, .may_miss = true});
  v.field("sources", content.sources, {.most = 8192, .most_items = list, .may_miss = true,
                                       .about = "What its claims rest on"});
  v.field("audience", content.audience, {.most = 64, .most_items = list, .may_miss = true});
  v.field("on_behalf_of", content.on_behalf_of, {.may_miss = true});
  v.field("relationship", content.relationship, {.may_miss = true});
  v.field("related_to", content.related_to, {.may_miss = true});
  v.field("paid", content.paid, {.may_miss = true});
  v.field("embargo_until", content.embargo_until);
  v.field("let_stand", content.let_stand, {.most_items = list, .may_miss = true});
}

// Where it goes, as the draft case has it.
struct Destination {
  std::string account{};
  std::optional<post::ReplyTo> reply_to{};
  std::optional<base::Time> publish_at{};
  std::string author{};  // of the version: who lets findings stand
};

post::Draft as_draft(const Content& content, const Destination& destination);

// Without its key. `in_reply_to` is the site's id of the post that is answered; empty: none.
channels::Outgoing as_outgoing(const Content& content, std::string account,
                               std::string in_reply_to);

}  // namespace decorum::desk
