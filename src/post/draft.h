// A draft: what somebody of ours is about to post, and what they say about it. Review reads it
// (review/review.h). Its JSON is read by draft_json.h. Only `text` is always there.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "base/utf8.h"

namespace decorum::post {

inline constexpr std::size_t draft_text_bytes_max = 256 * 1024;
inline constexpr std::size_t draft_list_max = 64;  // links, media, sources, suppressions

// In which capacity it is posted: on an account of the organisation, or on the person's own.
enum class Capacity : std::uint8_t { official, personal };

// Whose work a picture or film is.
enum class Origin : std::uint8_t {
  unsaid, own, licensed, permission, creative_commons, public_domain
};

// Who allowed what, on record.
struct Permission {
  std::string by;        // who gave it
  std::string scope;     // for what
  std::string evidence;  // where it is kept
  std::optional<std::chrono::sys_days> on, until;
};

struct DraftMedia {
  std::string kind = "image";      // "image", "video", "audio", "document"
  std::optional<std::string> alt;  // "" is a stated empty description: decoration
  std::string credit, url;
  std::string file;                // path beside the draft; whoever has files reads it
  Origin origin = Origin::unsaid;
  std::string licence;             // "CC BY 4.0"
  std::optional<Permission> permission;
  bool people = false;             // can somebody be recognised?
  bool children = false;
  bool consent = false;            // of those who can be recognised
  std::string words_in_picture;    // text that the picture shows
  bool captions = false;           // of a film or sound
  bool logo = false;               // said to show our logo
};

// The draft answers somebody.
struct ReplyTo {
  std::string id, author;             // handle
  std::vector<std::string> outcomes;  // what the chart said of that post
  std::optional<base::Time> due_at;
};

// A finding that a person has looked at and lets stand, with the reason. It holds for one rule at
// one place: the words, or the bytes [start, end).
struct Suppression {
  std::string rule, reason, by;
  std::string words;  // the finding's words as they stand in the text
  std::optional<base::Span> span;
};

struct Draft {
  std::string id;        // of whoever keeps the draft; results carry it
  std::string text;
  std::string site;      // empty: the account's site, else "web"
  std::string account;   // an id of the policy's accounts; may be empty
  Capacity capacity = Capacity::official;
  std::string on_behalf_of;            // whom it is posted for, when not for the account's owner
  std::string relationship = "none";   // tie to what is written about, in a word
  std::string related_to;              // the name of whom the relationship is with
  bool paid = false;                   // money, gifts, discounts, commission: any
  std::vector<std::string> audience;   // "us", "uk", ... countries it is aimed at
  std::vector<std::string> links;      // attached links, besides those in the text
  std::vector<DraftMedia> media;
  std::vector<std::string> sources;    // what its claims rest on
  std::optional<ReplyTo> reply_to;
  std::optional<base::Time> publish_at, embargo_until;
  std::vector<Suppression> suppress;
};

// The ties that have a word of their own; another word is a tie as well.
const std::vector<std::string>& relationships();  // none, employee, member, client, supplier, ...

}  // namespace decorum::post
