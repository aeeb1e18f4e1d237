// One event of the record: what happened, when, by whom, to what.
//
// The bytes that are written are the bytes that are hashed and kept; nothing is ever written again
// from what was read. They are one JSON object:
//
//   {"id":"0e3m5k7hq0004","kind":"answered","version":1,"at":"2026-11-27T10:00:00Z",
//    "actor":"person:callum-oduya","case":"0e3m5k7hm0001","data":{…}}
//
// `data` is the event's own struct (cases/events.h for those of a case), by its kind and version.
// It holds ids, offsets, kinds and salted digests; texts, names and reasons stand in erasable rows
// that a TextRef names. The record knows no domain event: `data` is passed on as it is.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"
#include "base/shape.h"

namespace decorum::record {

inline constexpr std::size_t event_bytes_max = 256 * 1024;

// Who acted: "person:ID", "machine" (the desk by itself), "author:ID" (who wrote a post),
// "link:ID" (whoever used a one-time link), "token:ID" (a program), "command" (the command line).
struct Event {
  base::Id id;
  std::string kind;
  std::int32_t version = 1;
  base::Time at;
  std::string actor;
  std::optional<base::Id> case_id;  // none: it belongs to no case
  base::RawJson data{"{}"};
};

template <class Visitor>
void describe(Visitor& v, Event& event) {
  v.field("id", event.id);
  v.field("kind", event.kind, {.most = 64});
  v.field("version", event.version, {.lowest = 1});
  v.field("at", event.at);
  v.field("actor", event.actor, {.most = 200});
  v.field("case", event.case_id);
  v.field("data", event.data, {.most = event_bytes_max});
}

// A text that is kept outside the event, where it can be erased. The digest is
// sha256(salt || text) in hexadecimal; the salt stands beside the text and goes with it, so that
// what is left proves nothing about the words.
struct TextRef {
  base::Id id;
  std::string digest;

  bool operator==(const TextRef&) const = default;
};

template <class Visitor>
void describe(Visitor& v, TextRef& ref) {
  v.field("id", ref.id);
  v.field("digest", ref.digest, {.most = 64});
}

inline constexpr std::size_t salt_bytes = 16;

// 64 hexadecimal digits.
std::string salted_digest(std::string_view salt, std::string_view text);

}  // namespace decorum::record
