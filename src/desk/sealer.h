// The sealer: gives events their places in the record and signs the heads; and the record's keys.
//
// Each key is a document of the kind record_key_kind, whose id is that of the event that brought
// it: `record-begun` for the first, `key-rotated` for the others. The seed in it is locked by
// whoever runs the desk; nothing here sees a seed.
//
//   desk.write("machine", [&](Writing& writing) {                    // once, before anything else
//     begin_record(writing, "example.org/decorum", pair.public_key(), locked_seed);
//   });
//   while (seal_waiting(desk.store(), key_of, desk.now()) > 0) {}    // every second; one at a time
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/shape.h"
#include "base/time.h"
#include "desk/writing.h"
#include "record/key.h"
#include "store/store.h"

namespace decorum::desk {

inline constexpr std::string_view record_key_kind = "record-key";
inline constexpr std::size_t sealed_at_once_max = 10'000;  // events of one transaction

struct RecordKey {
  base::Id event;           // that brought it
  std::string public_key;   // record/key.h
  std::string locked_seed;  // as it was handed in
};

template <class V>
void describe(V& v, RecordKey& key) {
  v.field("event", key.event);
  v.field("public_key", key.public_key, {.most = record::public_key_text_bytes});
  v.field("locked_seed", key.locked_seed, {.most = 4096});
}

// In the order in which they came; at most record::rotations_max + 1. Empty: the record has not
// begun.
std::vector<RecordKey> record_keys(store::Snapshot& in);

// The record's name. Throws store::StoreError when the record has not begun.
std::string record_origin(store::Snapshot& in);

// The record's first event. Nothing may be written before it, and it is written once.
void begin_record(Writing& writing, std::string_view origin, const record::PublicKey& key,
                  std::string locked_seed);

// `old_pair` is the pair in force. Heads that cover this event are signed with the new key.
void rotate_key(Writing& writing, const record::KeyPair& old_pair,
                const record::PublicKey& new_key, std::string locked_seed);

// Unlocks the pair of a key.
using KeyOf = std::function<record::KeyPair(const RecordKey&)>;

// Seals what waits, at most sealed_at_once_max events, in one transaction with one head. Answers
// how many; 0: nothing waited, and nothing was written.
std::size_t seal_waiting(store::Store& store, const KeyOf& key_of, base::Time now);

}  // namespace decorum::desk
