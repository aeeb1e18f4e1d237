// A proof file: that an event, or several of one case, stand in the record, for somebody who has
// neither the record nor Decorum.
//
// It is one JSON object that holds the events' bytes as they are, the path of each to the root, the
// signed tree head, and those texts that the person who makes it chooses to reveal. What it proves
// needs nothing else but the public key, which comes by another way: from the organisation's
// page, from a letter, from an earlier head. docs/record.md shows the same steps by hand.
//
//   ProofFile file = make_proof(events, note, tile_of);
//   add_later_head(file, later_note, tile_of);                      // optional
//   std::string json = base::write_shape(file);
//   base::Result<Proven> proven = verify_proof(json, public_key);
//   for (const std::string& sentence : proven->sentences) ...
//
// At most proof_events_max events and base::shape_bytes_max bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/shape.h"
#include "record/event.h"
#include "record/head.h"
#include "record/key.h"
#include "record/key_chain.h"
#include "record/tree.h"

namespace decorum::record {

inline constexpr std::string_view proof_format = "decorum-proof/1";
inline constexpr std::size_t proof_events_max = 10'000;

// A text as it is kept beside the record, with its salt in base64.
struct RevealedText {
  base::Id id;
  std::string salt, text;
};

template <class Visitor>
void describe(Visitor& v, RevealedText& text) {
  v.field("id", text.id);
  v.field("salt", text.salt, {.most = 64});
  v.field("text", text.text, {.most = base::shape_bytes_max});
}

struct ProvenEvent {
  std::int64_t leaf = 0;
  std::string event;              // the bytes that are hashed
  std::vector<std::string> path;  // of inclusion; base64
  std::vector<RevealedText> texts;
};

template <class Visitor>
void describe(Visitor& v, ProvenEvent& event) {
  v.field("leaf", event.leaf, {.lowest = 0});
  v.field("event", event.event, {.most = event_bytes_max});
  v.field("path", event.path, {.most = 44, .most_items = path_hashes_max});
  v.field("texts", event.texts, {.most_items = 5000, .may_miss = true});
}

// A later head, and that it holds the earlier one unchanged.
struct LaterHead {
  std::string head;               // a note
  std::vector<std::string> path;  // of consistency; base64
};

template <class Visitor>
void describe(Visitor& v, LaterHead& later) {
  v.field("head", later.head, {.most = note_bytes_max});
  v.field("path", later.path, {.most = 44, .most_items = path_hashes_max + 1});
}

// A change of key: what an event `key-rotated` holds, and the id that was signed with it.
struct ProvenRotation {
  base::Id event;
  KeyRotated rotated;
};

template <class Visitor>
void describe(Visitor& v, ProvenRotation& rotation) {
  v.field("event", rotation.event);
  describe(v, rotation.rotated);
}

struct ProofFile {
  std::string format{proof_format};
  std::string about;  // for whoever finds the file
  std::string head;   // a note (record/head.h)
  std::string key;    // that signed it; to be compared, not to be believed
  std::vector<ProvenRotation> rotations;  // every one so far, in order
  std::optional<base::Id> case_id;     // all events are this case's
  std::vector<ProvenEvent> events;
  std::optional<LaterHead> later;
};

template <class Visitor>
void describe(Visitor& v, ProofFile& file) {
  v.field("format", file.format, {.most = 64});
  v.field("about", file.about, {.most = 2000, .may_miss = true});
  v.field("head", file.head, {.most = note_bytes_max});
  v.field("key", file.key, {.most = public_key_text_bytes});
  v.field("rotations", file.rotations, {.most_items = rotations_max, .may_miss = true});
  v.field("case", file.case_id);
  v.field("events", file.events, {.most_items = proof_events_max});
  v.field("later", file.later);
}

// An event that stands in the record under its leaf number, and what of its texts is revealed.
struct EventToProve {
  std::uint64_t leaf = 0;
  std::string bytes;
  std::vector<RevealedText> texts;
};

// A file for these events under a head. The events' leaf numbers grow and are below the head's
// size; the note is one that parse_head reads, and `key` signed it.
ProofFile make_proof(const std::vector<EventToProve>& events, std::string_view note,
                     const PublicKey& key, const TileOf& tile_of);

// Adds a `key-rotated` event of the record; all of them are added, in order.
base::Result<void> add_rotation(ProofFile& file, const Event& event);

// Adds a head of the same record that is not smaller.
void add_later_head(ProofFile& file, std::string_view note, const TileOf& tile_of);

struct Proven {
  TreeHead head;
  std::vector<Event> events;           // at least one
  // What is proved and what is not, for a person. They hold the event's kind and actor as they
  // are, which may be anything: whoever shows them makes them safe for the place.
  std::vector<std::string> sentences;
};

// What the file proves to somebody who trusts `key`, or the first reason why it proves nothing.
// Never throws for what stands in the file.
base::Result<Proven> verify_proof(std::string_view json, const PublicKey& key);

// The key that the file says signed it, for a message to somebody who has none yet.
base::Result<PublicKey> key_in_proof(std::string_view json);

}  // namespace decorum::record
